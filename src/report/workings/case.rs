//! The cases behind a figure.

use crate::engine::CaseCell;

/// The cases behind a measure's figure.
#[derive(Debug, Clone)]
pub struct CaseWorking {
    /// Position of the measure.
    pub measure: usize,
    /// What they are.
    pub heading: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Those that are listed, newest first, each with what it adds.
    pub rows: Vec<(Vec<CaseCell>, Option<f64>)>,
    /// How many there are.
    pub total: u64,
    /// What they add up to, where they do.
    pub amount: Option<f64>,
    /// What the fact is divided by to stand in the measure's unit: 3,600 where hours are added up in seconds.
    pub length: f64,
    /// Position of the fact whose rows they are.
    pub fact: Option<usize>,
    /// Position of the fact whose rows are none of them.
    pub without: Option<usize>,
    /// Whether the fact is their number, and not what they add up to.
    pub counts: bool,
}
