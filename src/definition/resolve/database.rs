//! A source in a database: the columns it may use.

use std::collections::BTreeSet;

use super::sourcing::{ResolvedSource, SourceResolver};
use crate::definition::document::source::Source as Keys;
use crate::definition::usage::split;
use crate::measure::Text;
use crate::model::{Column, Database, Origin};
use crate::problem::Span;

impl SourceResolver<'_> {
    /// A source in a database.
    pub(super) fn database(&self, id: &str, span: Span, keys: &Keys) -> Option<ResolvedSource> {
        let database = self.drafted.databases.iter().find(|database| database.id == id)?;
        let columns = self.header(id, span, keys)?;
        let used = self.used(id, &columns);
        let origin = Origin::Database(Database { used, ..database.clone() });
        Some(self.own(id, keys, origin, columns))
    }

    /// Columns whose words stand anywhere in the scorecard; all where another source takes over what there is.
    pub(super) fn used(&self, id: &str, columns: &[Column]) -> Option<BTreeSet<String>> {
        if self.is_taken(id) {
            return None;
        }
        let words = &self.drafted.written.words;
        let is_used = |column: &&Column| split(&column.name).all(|word| words.contains(&word));
        Some(columns.iter().filter(is_used).map(|column| column.name.clone()).collect())
    }

    /// Whether a join or a query takes over the rows of a source, or of a part of it.
    fn is_taken(&self, id: &str) -> bool {
        let takes = |(own, keys): &(Text, Keys)| {
            let joined = keys.with.iter().flatten().map(|entry| &entry.source);
            let joins = keys.join.iter().chain(joined).any(|side| side.value == id);
            let asks = || {
                keys.path.is_none()
                    && keys.sql.iter().flat_map(|sql| split(&sql.value)).any(|word| word == id)
            };
            let is_part = || keys.from.as_ref().is_some_and(|from| from.value == id);
            joins || asks() || is_part() && self.is_taken(&own.value)
        };
        self.drafted.document.sources.iter().any(takes)
    }
}
