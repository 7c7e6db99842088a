//! Segments of a measure that another measure counts.

use datafusion::prelude::Expr;

use super::Plan;

/// A measure cut by a key, with what decides over its figures in each segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentsOf {
    /// Id of the measure.
    pub measure: String,
    /// What it computes.
    pub plan: Plan,
    /// Its smallest sample: a survey withholds the value of a segment below it, which then counts nowhere.
    pub min_n: u32,
    /// The key as written.
    pub key: String,
    /// The key over the measure's rows.
    pub by: Expr,
}

impl SegmentsOf {
    /// The figures of a segment that conditions may speak of.
    pub const FIGURES: [&str; 2] = ["value", "n"];
}
