//! Lists of the cases behind a figure.

use serde::Serialize;

/// The cases of a measure.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTable {
    /// What they are: `Cases: promises due – without: kept on time`.
    pub title: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// The cases, newest first.
    pub rows: Vec<Vec<CaseText>>,
    /// How many there are, how many are listed, and what they add up to.
    pub note: String,
}

/// A cell of a case as it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct CaseText {
    /// The text.
    pub text: String,
    /// The number behind it, where it is one.
    pub value: Option<f64>,
}
