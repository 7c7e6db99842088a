//! Perspectives, objectives and the whole, as the engine computed them.

use crate::evaluate::score::Status;
use crate::model::{Edges, ParentStatus};

/// A parent as the engine computed it, for the reported period.
#[derive(Debug, Clone)]
pub struct ParentWorking {
    /// Edges of its status.
    pub edges: Edges,
    /// Where its status comes from.
    pub parent_status: ParentStatus,
    /// Score.
    pub score: Option<f64>,
    /// Status; absent without a score.
    pub status: Option<Status>,
    /// Coverage, 0 to 1.
    pub coverage: f64,
    /// Share of the whole scorecard.
    pub effective_weight: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
}

/// A perspective.
#[derive(Debug, Clone)]
pub struct PerspectiveWorking {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight, as the definition has it; it counts where something below is judged.
    pub weight: f64,
    /// As computed.
    pub parent: ParentWorking,
    /// Its objectives.
    pub objectives: Vec<ObjectiveWorking>,
}

/// An objective.
#[derive(Debug, Clone)]
pub struct ObjectiveWorking {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Owner.
    pub owner: Option<String>,
    /// Relative weight, as the definition has it; it counts where something below is judged.
    pub weight: f64,
    /// As computed.
    pub parent: ParentWorking,
}
