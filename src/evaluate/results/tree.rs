//! The whole scorecard and its parents: perspectives and objectives.

use schemars::JsonSchema;
use serde::Serialize;

use super::bridge::Bridge;
use super::measure::MeasureResult;
use crate::evaluate::score::Status;

/// The whole scorecard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScorecardResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Whom it is about.
    pub entity: String,
    /// Id of the one entity it is about; null for the whole.
    pub entity_id: Option<String>,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// How the score came from that of the period before; absent where one of them has none.
    pub bridge: Option<Bridge>,
    /// Perspectives in the order of printing.
    pub perspectives: Vec<PerspectiveResult>,
}

impl ScorecardResult {
    /// Its objectives in the order of printing.
    pub fn objectives(&self) -> impl Iterator<Item = &ObjectiveResult> {
        self.perspectives.iter().flat_map(|perspective| &perspective.objectives)
    }

    /// Its measures in the order of printing; one that counts for several objectives stands in each.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureResult> {
        self.objectives().flat_map(|objective| &objective.measures)
    }
}

/// Score, status and coverage of a parent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ParentResult {
    /// 0 to 100 (or the cap).
    pub score: Option<f64>,
    /// Absent without a score.
    pub status: Option<Status>,
    /// Score of the period before, by that period's targets and weights.
    pub previous_score: Option<f64>,
    /// Status of the period before.
    pub previous_status: Option<Status>,
    /// Weight of the children with a score over the weight of all, 0 to 1.
    pub coverage: f64,
    /// Share of the whole scorecard, 0 to 1.
    pub effective_weight: f64,
    /// Weighted geometric mean of the children, printed beside, never scored.
    pub geometric_mean: Option<f64>,
}

/// A perspective.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PerspectiveResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight.
    pub weight: f64,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// Objectives in the order of printing.
    pub objectives: Vec<ObjectiveResult>,
}

/// An objective.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ObjectiveResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight.
    pub weight: f64,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// Measures in the order of printing.
    pub measures: Vec<MeasureResult>,
}
