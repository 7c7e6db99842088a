//! Names and conditions as expressions and queries hold them.

use super::facts::TotalRows;

/// A name as a condition may hold it.
pub(super) fn name(name: &str) -> String {
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// A column's name in a query, which knows no capitals without quotes.
pub(super) fn column_in_query(name: &str) -> String {
    match name.chars().any(char::is_uppercase) {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => self::name(name),
    }
}

/// The condition that leaves rows of sums out.
pub(super) fn without(found: &TotalRows) -> String {
    let column = name(&found.column);
    let values: Vec<String> =
        found.values.iter().map(|counted| format!("'{}'", counted.value.replace('\'', "''"))).collect();
    format!("coalesce({column}, '') not in ({})", values.join(", "))
}
