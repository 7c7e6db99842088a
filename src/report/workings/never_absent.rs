//! Columns that every row of a source has, so that conditions on them tell no two facts apart.

use std::collections::BTreeSet;

use crate::measure::{Component, CountedRows};
use crate::model::Origin;
use crate::report::Composer;

impl Composer<'_> {
    /// What a component counts: components that count the same are one fact.
    pub(super) fn counted(&self, component: &Component) -> CountedRows {
        component.counted(&self.never_absent(&component.rows.source))
    }

    /// Columns of a source that every row has: those of its key, without which a row is rejected, and the customer, where the
    /// run found no row without.
    fn never_absent(&self, source: &str) -> BTreeSet<String> {
        let mut columns = self.keys_of(source);
        let known = self.results.run.sources.iter().find(|result| result.id == source);
        if known.is_some_and(|result| result.without_customer == Some(0)) {
            columns.extend(self.scorecard.source(source).and_then(|source| source.customer.clone()));
        }
        columns
    }

    fn keys_of(&self, source: &str) -> BTreeSet<String> {
        let Some(source) = self.scorecard.source(source) else { return BTreeSet::new() };
        let of_rows: BTreeSet<String> = match &source.origin {
            Origin::Files(_) => source.unique.iter().cloned().collect(),
            // A join keeps the rows of its left side as they are.
            Origin::Join { left, with } => {
                let is_taken =
                    |name: &String| with.iter().any(|join| join.take.iter().any(|(taken, _)| taken == name));
                self.keys_of(left).into_iter().filter(|name| !is_taken(name)).collect()
            }
            Origin::Part { of } => self.keys_of(of),
            Origin::Database(_) | Origin::Query(_) | Origin::Entered(_) => BTreeSet::new(),
        };
        let is_made = |name: &String| source.derive.iter().any(|(made, _)| made == name);
        of_rows.into_iter().filter(|name| !is_made(name)).collect()
    }
}
