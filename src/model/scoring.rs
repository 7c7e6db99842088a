//! How a value is scored against its target, and how its status is taken.

use serde::Serialize;

use crate::measure::Formula;

/// Lower edges of a score, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Edges {
    /// On target from here.
    pub on_target: f64,
    /// Watch from here, off target below.
    pub watch: f64,
}

/// How a score is taken from actual and target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// By distance to target over the way from the baseline (R24).
    Distance,
    /// Actual over target; minimise `2 − actual/target` (R26).
    Attainment,
    /// Minimise `target/actual`.
    AttainmentInverse,
    /// 100 at the target or better, else 0; falling over the tolerance where there is one (R53).
    Met,
    /// 100 inside the band.
    Band,
    /// Between red flag and goal.
    GoalRedFlag,
    /// By a formula of its own over [`Scoring::NAMES`].
    Formula(Formula),
}

impl Scoring {
    /// What a score's own formula may name.
    pub const NAMES: [&'static str; 3] = ["actual", "target", "baseline"];

    /// Whether the score needs the baseline itself.
    pub fn needs_baseline(&self) -> bool {
        matches!(self, Scoring::Formula(formula) if formula.names().contains(&"baseline"))
    }
}

/// How a status is taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// From the score's edges, as the measure itself says them.
    Edges(Edges),
    /// From the edges of the scorecard; by the value itself where there are a goal and a red flag (R54).
    Usual(Edges),
    /// On target at plan or better, watch within the tolerance, in the value's unit.
    Tolerance(f64),
    /// The same with a tolerance as a share of the target.
    ToleranceOfTarget(f64),
}

impl Judgement {
    /// How far beside a target still is watch; `None` where the status comes from the score.
    pub fn tolerance(&self, target: f64) -> Option<f64> {
        match self {
            Judgement::Tolerance(width) => Some(*width),
            Judgement::ToleranceOfTarget(share) => Some(share * target.abs()),
            Judgement::Edges(_) | Judgement::Usual(_) => None,
        }
    }
}
