//! What several pages have in common: where links lead, and cells of numbers.

use crate::report::document::Cell;

/// Where an objective's page is.
pub(super) fn to_objective(id: &str) -> String {
    format!("objective/{id}")
}

/// Where a measure is defined.
pub(super) fn to_definition(id: &str) -> String {
    format!("definition/{id}")
}

/// A number that is set already.
pub(super) fn figure(text: &str, value: Option<f64>, grey: bool) -> Cell {
    Cell::Value { text: text.to_owned(), value, grey }
}
