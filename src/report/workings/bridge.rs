//! The way of the score from the period before.

use crate::evaluate::results::Tier;

/// The way of the score from the period before. The steps add up to its change.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeWorking {
    /// Score of the period before.
    pub before: f64,
    /// Perspectives, each before its objectives, each before its measures.
    pub steps: Vec<BridgeStep>,
}

/// What a perspective, an objective or a measure did to the score of the whole, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// Where it stands.
    pub tier: Tier,
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Because its own score moved.
    pub score: f64,
    /// Because its share of the weight moved.
    pub weight: f64,
}
