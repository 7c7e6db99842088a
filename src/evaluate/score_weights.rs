//! What counts in a score: weights of measures, objectives and perspectives in a period.

use super::{period, target};
use crate::calendar::Period;
use crate::model::{Measure, Objective, Perspective, Scorecard, Target};

/// Whether a measure has a part in its objective's score: a weight and a target that has begun (R19, R22).
pub fn counts_in_score(scorecard: &Scorecard, measure: &Measure, period: &Period) -> bool {
    measure.weight > 0.0 && is_judged(scorecard, measure, period)
}

/// Whether a measure has, or should have, a target in a period, whatever it weighs (R19, R22).
pub fn is_judged(scorecard: &Scorecard, measure: &Measure, period: &Period) -> bool {
    let own = period::own(&scorecard.calendar, measure.grain, period);
    let begun = |t: &Target| !target::is_before_first(t, &scorecard.calendar, measure.grain, &own);
    measure.target.as_ref().is_some_and(begun)
}

/// The weight an objective has in its perspective: one that scores nothing is informational, not missing.
pub fn objective_weight(scorecard: &Scorecard, objective: &Objective, period: &Period) -> f64 {
    let own = |m: &&Measure| m.objective == objective.id;
    let scored = scorecard.measures.iter().filter(own).any(|m| counts_in_score(scorecard, m, period));
    if scored { objective.weight } else { 0.0 }
}

/// The weight a perspective has in the scorecard, likewise.
pub fn perspective_weight(scorecard: &Scorecard, perspective: &Perspective, period: &Period) -> f64 {
    let scored = perspective.objectives.iter().any(|o| objective_weight(scorecard, o, period) > 0.0);
    if scored { perspective.weight } else { 0.0 }
}
