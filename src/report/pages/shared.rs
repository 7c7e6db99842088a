//! What several pages have in common: where links lead, cells of numbers, and what a report tells.

use crate::measure::Level;
use crate::report::document::Cell;
use crate::report::view::Report;

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

/// Whether a report has a page where its level has it.
pub(super) fn asks(report: &Report, page: &str) -> bool {
    report.pages_asked.as_ref().is_none_or(|pages| pages.iter().any(|word| word == page))
}

/// Whether it knows what is off target, be it that nothing is.
pub(super) fn tells_exceptions(report: &Report) -> bool {
    let is_named = report.pages_asked.is_some() && asks(report, "exceptions");
    is_named || report.head.level != Level::Operational
}
