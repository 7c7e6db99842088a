//! The plan of a period to come, as a workbook draws it.

use super::point::PathStep;
use super::span::Span;

/// A period to come.
#[derive(Debug, Clone)]
pub struct UpcomingWorking {
    /// The period.
    pub span: Span,
    /// How its target comes about; `None` of a band, whose edges are the same in all periods.
    pub way: Option<PathStep>,
}
