//! Which columns and sources a run needs, so that nothing else is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::expression::columns_of;
use crate::model::{Join, Origin, Source, Take};

/// The columns needed of each source.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

/// The columns needed of a source: those that are asked for, those behind them, and those that other sources take; all
/// where that is not known.
pub(super) fn needed_columns(source: &Source, sources: &[Source], needs: &Needs) -> Option<BTreeSet<String>> {
    if !is_joined(source, sources) && !needs.contains_key(&source.id) {
        return None;
    }
    let mut needed = needs.get(&source.id).cloned().unwrap_or_default();
    for other in sources.iter().filter(|other| other.takes_over(&source.id)) {
        let of_other = self::needed_columns(other, sources, needs)?;
        let (left, with) = match &other.origin {
            Origin::Join { left, with } => (left, with.as_slice()),
            Origin::Part { of } => (of, [].as_slice()),
            _ => return None,
        };
        for join in with.iter().filter(|join| join.source == source.id) {
            needed.extend(join.keys.iter().map(|(_, right)| right.clone()));
            needed.extend(join.rows.iter().cloned());
            needed.extend(join.filter.iter().flat_map(columns_of));
            for (_, take) in taken(join, Some(&of_other))? {
                match take {
                    Take::Column(column) => _ = needed.insert(column),
                    Take::Aggregate(expr) => needed.extend(columns_of(&expr)),
                }
            }
        }
        if *left == source.id {
            needed.extend(with.iter().flat_map(|join| &join.keys).map(|(left, _)| left.clone()));
            needed.extend(of_other);
        }
    }
    needed.extend(source.entity.iter().chain(&source.allocate).cloned());
    needed.extend(source.time.iter().chain(&source.customer).chain(&source.recorded).cloned());
    needed.extend(source.unique.iter().cloned());
    needed.extend(source.day.iter().chain(&source.filter).flat_map(columns_of));
    for (name, expr) in source.derive.iter().rev() {
        if needed.contains(name) {
            needed.extend(columns_of(expr));
        }
    }
    Some(needed)
}

/// What a join takes of what is wanted of it; `None` where it takes whatever there is.
pub(super) fn taken(join: &Join, wanted: Option<&BTreeSet<String>>) -> Option<Vec<(String, Take)>> {
    if join.take.is_empty() && join.rows.is_empty() {
        return None;
    }
    let is_wanted = |name: &String| wanted.is_none_or(|wanted| wanted.contains(name));
    let mut taken: Vec<_> = join.take.iter().filter(|(name, _)| is_wanted(name)).cloned().collect();
    if taken.is_empty() {
        // No taking at all would stand for all.
        taken.extend(join.take.first().cloned());
    }
    Some(taken)
}

/// Whether another source takes rows of this one over.
pub(super) fn is_joined(source: &Source, sources: &[Source]) -> bool {
    sources.iter().any(|other| other.takes_over(&source.id))
}

/// Whether each row can be taken as it comes: no other row says whether it counts, and no join looks it up.
pub(super) fn can_stream(source: &Source, sources: &[Source]) -> bool {
    source.unique.is_empty() && source.recorded.is_none() && !is_joined(source, sources)
}
