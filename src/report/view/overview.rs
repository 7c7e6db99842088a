//! Entities side by side.

use serde::Serialize;

use super::StatusView;

/// The entities of a scorecard, the best first.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewView {
    /// How many there are, and how many have which status.
    pub sentence: String,
    /// Headings of the measures set side by side, each with its id and unit.
    pub measures: Vec<(String, String, String)>,
    /// The entities.
    pub entities: Vec<EntityView>,
    /// How ranks are meant, and who is left out.
    pub note: String,
}

/// An entity.
#[derive(Debug, Clone, Serialize)]
pub struct EntityView {
    /// Name.
    pub title: String,
    /// Its rank by score, or the ranks that it shares; empty without a score.
    pub rank: String,
    /// Its score as it is printed.
    pub score: String,
    /// The same as a number.
    pub value: Option<f64>,
    /// Status of the score.
    pub status: StatusView,
    /// Its figures, one for each measure.
    pub figures: Vec<HeatView>,
}

/// A figure whose ground tells its status.
#[derive(Debug, Clone, Serialize)]
pub struct HeatView {
    /// The value, or why there is none.
    pub text: String,
    /// The value unrounded.
    pub value: Option<f64>,
    /// The ranks that chance allows; empty where there are none.
    pub rank: String,
    /// Its status.
    pub status: StatusView,
}
