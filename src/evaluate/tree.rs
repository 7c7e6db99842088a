//! The tree of scores of one period: measures in objectives, in perspectives, in the scorecard.

use super::results::ParentResult;
pub use super::results::Tier;
use super::rollup::{self, Child};
use super::score::{self, Status};
use super::score_weights::{counts_in_score, objective_weight, perspective_weight};
use crate::calendar::Period;
use crate::model::{Edges, Measure, Missing, Scorecard};

/// A score with what it was rolled up from.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub tier: Tier,
    /// Its id; of the whole, the scorecard's.
    pub id: String,
    /// Weight relative to its siblings; 0 where nothing below is scored.
    pub weight: f64,
    /// Its score, when it has one.
    pub score: Option<f64>,
    /// Its status, when it has a score.
    pub status: Option<Status>,
    /// What it was rolled up from; nothing of a measure.
    pub children: Vec<Node>,
}

/// Score and status of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Judged {
    pub(super) score: Option<f64>,
    pub(super) status: Option<Status>,
}

impl Node {
    /// A child by id.
    pub fn child(&self, id: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.id == id)
    }

    fn weighted(&self) -> Vec<Child> {
        self.children.iter().map(|child| Child { weight: child.weight, score: child.score }).collect()
    }

    /// What each child is of the whole, where this node is `share` of it.
    pub(super) fn shares(&self, share: f64) -> Vec<f64> {
        let weights: Vec<f64> = self.children.iter().map(|child| child.weight).collect();
        rollup::effective_weights(share, &weights)
    }

    /// As it is published, with its share of the whole and its score of the period before.
    pub(super) fn result(
        &self,
        scorecard: &Scorecard,
        effective_weight: f64,
        before: Option<&Node>,
    ) -> ParentResult {
        let rolled = rollup::roll_up(&self.weighted(), penalty(scorecard), scorecard.rollup.min_coverage);
        ParentResult {
            score: self.score,
            status: self.status,
            previous_score: before.and_then(|node| node.score),
            previous_status: before.and_then(|node| node.status),
            coverage: rolled.coverage.unwrap_or(0.0),
            effective_weight,
            geometric_mean: rollup::geometric_mean(&self.weighted()),
        }
    }
}

/// The tree of a period, of what its measures score.
pub(super) fn tree(scorecard: &Scorecard, period: &Period, judged: &dyn Fn(&Measure) -> Judged) -> Node {
    let measure = |m: &Measure| {
        let Judged { score, status } = judged(m);
        let weight = if counts_in_score(scorecard, m, period) { m.weight } else { 0.0 };
        Node { tier: Tier::Measure, id: m.id.clone(), weight, score, status, children: Vec::new() }
    };
    let perspectives = scorecard.perspectives.iter().map(|perspective| {
        let objectives = perspective.objectives.iter().map(|objective| {
            let own = scorecard.measures.iter().filter(|m| m.objective == objective.id).map(measure);
            let weight = objective_weight(scorecard, objective, period);
            parent(scorecard, (Tier::Objective, &objective.id), weight, objective.edges, own.collect())
        });
        let weight = perspective_weight(scorecard, perspective, period);
        let objectives = objectives.collect();
        parent(scorecard, (Tier::Perspective, &perspective.id), weight, perspective.edges, objectives)
    });
    let perspectives = perspectives.collect();
    parent(scorecard, (Tier::Scorecard, &scorecard.id), 1.0, scorecard.rollup.edges, perspectives)
}

/// What a missing score counts, where it is penalised.
pub(super) fn penalty(scorecard: &Scorecard) -> Option<f64> {
    (scorecard.rollup.missing == Missing::Penalise).then_some(0.0)
}

fn parent(
    scorecard: &Scorecard,
    (tier, id): (Tier, &str),
    weight: f64,
    edges: Edges,
    children: Vec<Node>,
) -> Node {
    let rollup = &scorecard.rollup;
    let node = Node { tier, id: id.to_owned(), weight, score: None, status: None, children };
    let rolled = rollup::roll_up(&node.weighted(), penalty(scorecard), rollup.min_coverage);
    let counted = node.children.iter().filter(|c| c.weight > 0.0).filter_map(|c| c.status);
    let status = rolled.score.map(|score| {
        rollup::parent_status(rollup.parent_status, score::status_from_score(score, &edges), counted)
    });
    Node { score: rolled.score, status, ..node }
}
