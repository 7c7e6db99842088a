//! Segments of a measure in the reported period.

use schemars::JsonSchema;
use serde::Serialize;

use super::period::PeriodResult;

/// A segment table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentsResult {
    /// Column or expression.
    pub by: String,
    /// Heading.
    pub title: String,
    /// Rows in the order of printing.
    pub rows: Vec<SegmentResult>,
    /// What all rows together did to the change since the period before; absent where the rows do not add up to the whole.
    pub contribution: Option<Contribution>,
    /// Customers who changed segment between opening and end (R14).
    pub changed: Option<u64>,
}

/// A segment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentResult {
    /// Values of the keys; null is "(not stated)".
    pub keys: Vec<Option<String>>,
    /// Name for readers, of labels or keys; absent for "other".
    pub label: Option<String>,
    /// The reported period.
    pub current: PeriodResult,
    /// Value of the period before.
    pub previous: Option<f64>,
    /// What this row did to the change of the whole since the period before.
    pub contribution: Option<Contribution>,
}

impl SegmentResult {
    /// What names it: the values of its keys, and its label.
    pub fn name(&self) -> (&[Option<String>], Option<&String>) {
        (&self.keys, self.label.as_ref())
    }
}

/// Part of a change since the period before, in the value's unit. The parts of all rows add up to the change of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Contribution {
    /// The part.
    pub change: f64,
    /// Of it, because the row's own ratio moved; absent of amounts.
    pub rate: Option<f64>,
    /// Of it, because the row's share of the whole moved; absent of amounts.
    pub mix: Option<f64>,
}
