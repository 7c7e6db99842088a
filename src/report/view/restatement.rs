//! What an earlier run said otherwise.

use serde::Serialize;

/// Everything of it.
#[derive(Debug, Clone, Serialize)]
pub struct RestatementView {
    /// How many figures are others, and what differs between the two runs.
    pub sentence: String,
    /// The figures, in the order of measures and periods.
    pub rows: Vec<RestatedView>,
    /// The same as a page lists them: the plans of a measure are one line, and so is what is the same in several periods.
    pub lines: Vec<RestatedLine>,
    /// What follows from these: years to date and scores, of the measures and of all above them.
    pub following: Vec<RestatedView>,
}

/// Figures of one or several periods in one line.
#[derive(Debug, Clone, Serialize)]
pub struct RestatedLine {
    /// What is said of them; with several figures from the least to the greatest.
    pub told: RestatedView,
    /// How many figures it tells of.
    pub figures: usize,
}

/// A figure that is another one now.
#[derive(Debug, Clone, Serialize)]
pub struct RestatedView {
    /// Id of the measure.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The period.
    pub period: String,
    /// Which figure.
    pub what: String,
    /// As the earlier run printed it, with its unit.
    pub before: String,
    /// As it is printed now.
    pub after: String,
    /// Whether it is a score.
    pub is_score: bool,
    /// Both unrounded.
    pub values: (Option<f64>, Option<f64>),
    /// What may have changed it.
    pub cause: String,
}
