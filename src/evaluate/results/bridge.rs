//! How the score of the whole came from that of the period before.

use schemars::JsonSchema;
use serde::Serialize;

/// The way of a score from one period to the next. All effects add up to the change.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Bridge {
    /// Score of the period before.
    pub before: f64,
    /// Score of the period reported.
    pub after: f64,
    /// Perspectives, each before its objectives, each before its measures, in the order of printing.
    pub effects: Vec<Effect>,
}

/// What a perspective, an objective or a measure did to the score of the whole, in points.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Effect {
    /// Where it stands.
    pub tier: Tier,
    /// Its id.
    pub id: String,
    /// Because its own score moved; 0 of a parent, whose score is that of its children.
    pub score: f64,
    /// Because its share of the weight moved, as it does when a sibling gets or loses its score.
    pub weight: f64,
}

/// Where a score stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The whole.
    Scorecard,
    /// Below the whole.
    Perspective,
    /// Below a perspective.
    Objective,
    /// Below an objective.
    Measure,
}
