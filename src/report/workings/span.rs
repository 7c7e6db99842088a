//! Days with their label.

use chrono::NaiveDate;

/// A stretch of days with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// For readers.
    pub label: String,
    /// The same beside an axis: `Apr 98`.
    pub short: String,
    /// Canonical (`1998-04`).
    pub id: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}
