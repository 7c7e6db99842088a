//! Names and conditions as expressions and queries hold them.

use super::facts::TotalRows;
use crate::measure::expression::{column_name, quoted_name, text_value};

/// A column's name in a query, which knows no capitals without quotes.
pub(super) fn column_in_query(name: &str) -> String {
    if name.chars().any(char::is_uppercase) { quoted_name(name) } else { column_name(name) }
}

/// The condition that leaves rows of sums out.
pub(super) fn without(found: &TotalRows) -> String {
    let column = column_name(&found.column);
    let values: Vec<String> = found.values.iter().map(|counted| text_value(&counted.value)).collect();
    format!("coalesce({column}, '') not in ({})", values.join(", "))
}
