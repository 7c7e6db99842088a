//! Rows that a join by `rows` repeats.

use std::collections::BTreeSet;

use super::{Origin, Source};
use crate::measure::expression::columns_of;

/// Columns that may differ between the rows which joins by `rows` made of one; empty where no join did.
pub fn varying_columns<'s>(
    source: &'s Source,
    find: &dyn Fn(&str) -> Option<&'s Source>,
) -> BTreeSet<String> {
    let (left, with) = match &source.origin {
        Origin::Join { left, with } => (left, with.as_slice()),
        Origin::Part { of } => (of, &[][..]),
        _ => return BTreeSet::new(),
    };
    let mut varying = find(left).map(|left| varying_columns(left, find)).unwrap_or_default();
    for join in with {
        let by_varying = join.keys.iter().any(|(key, _)| varying.contains(key));
        if by_varying || !join.rows.is_empty() {
            varying.extend(join.rows.iter().cloned());
            varying.extend(join.take.iter().map(|(name, _)| name.clone()));
        }
    }
    for (name, expr) in &source.derive {
        if columns_of(expr).iter().any(|column| varying.contains(column)) {
            varying.insert(name.clone());
        }
    }
    varying
}
