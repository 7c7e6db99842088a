//! Roll-up of children's scores into the score and status of their parent, one level at a time.
//!
//! Arithmetic means let a good child offset a bad one (OECD/JRC 2008); the parent's status can be held back by
//! [`ParentStatus`], and the geometric mean is printed beside.

use super::score::{Status, reaches};
pub use crate::model::ParentStatus;
use crate::statistics::quotient;

/// One child of an objective, a perspective or a scorecard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Child {
    /// Weight relative to the siblings, at least 0; with 0 the child is informational.
    pub weight: f64,
    /// Its score, when it has one.
    pub score: Option<f64>,
}

/// Score of a parent with the share of weight it stands on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RolledUp {
    /// The parent's score.
    pub score: Option<f64>,
    /// Weight of the children that have a score ÷ weight of all; absent when all weights are 0.
    pub coverage: Option<f64>,
}

/// Weighted mean of the children.
///
/// `Σw·s ÷ Σw`
///
/// With a `penalty` a child without score counts with that score; without one the others share its weight.
///
/// - Absent: no child has a score, all weights are 0, or the coverage is below `min_coverage` (a fraction; the
///   coverage itself passes).
/// - Source: Spider Strategies, support article 360041553391.
pub fn roll_up(children: &[Child], penalty: Option<f64>, min_coverage: f64) -> RolledUp {
    let (mut present, mut absent, mut points) = (0.0, 0.0, 0.0);
    for child in children {
        match child.score {
            Some(score) => {
                present += child.weight;
                points += child.weight * score;
            }
            None => absent += child.weight,
        }
    }
    let coverage = quotient(present, present + absent);
    let mean = match penalty {
        None => quotient(points, present),
        Some(floor) => quotient(points + absent * floor, present + absent),
    };
    let covered = present > 0.0 && coverage.is_some_and(|share| reaches(share, min_coverage));
    RolledUp { score: mean.filter(|_| covered), coverage }
}

/// Status of a parent.
///
/// `by_score` is the status of its own score; `children` are the statuses of those children that have one and a
/// weight above 0.
pub fn parent_status(
    rule: ParentStatus,
    by_score: Status,
    children: impl IntoIterator<Item = Status>,
) -> Status {
    let worst = children.into_iter().max();
    match (rule, worst) {
        (ParentStatus::Worst, Some(worst)) => worst,
        (ParentStatus::Capped, Some(Status::OffTarget)) => by_score.max(Status::Watch),
        _ => by_score,
    }
}

/// Weighted geometric mean of the children that have a score; it forgives a bad child less.
///
/// `exp(Σw·ln s ÷ Σw)`, 0 when a score is 0
///
/// - Absent: no child has a score, all weights are 0, or a score is below 0.
pub fn geometric_mean(children: &[Child]) -> Option<f64> {
    let (mut weights, mut logarithms) = (0.0, 0.0);
    for child in children.iter().filter(|child| child.weight > 0.0) {
        let Some(score) = child.score else { continue };
        if score < 0.0 {
            return None;
        }
        weights += child.weight;
        logarithms += child.weight * score.ln();
    }
    (weights > 0.0).then(|| (logarithms / weights).exp())
}

/// Weight of each child in the whole scorecard: the parent's effective weight, shared by relative weights.
///
/// All are 0 when no child has a weight.
pub fn effective_weights(parent: f64, weights: &[f64]) -> Vec<f64> {
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| if all > 0.0 { parent * weight / all } else { 0.0 }).collect()
}
