//! Score and status of a value against its target, and the way that leads to them (R24 to R27, R53, R54).

use super::results::TargetAt;
use super::score::{self, Attainment, Band, Clip, Status};
use crate::measure::Direction;
use crate::model::{Judgement, Measure, Scoring};

/// The way a score is taken, with the numbers it is taken from. Target and value decide, not `scoring` alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// 100 within a band, falling to 0 at its outer limits.
    Band(Band),
    /// A third of the scale at the red flag, two thirds at the goal.
    GoalRedFlag {
        /// Goal.
        goal: f64,
        /// Red flag.
        red_flag: f64,
    },
    /// By what is short of the target, as a share of the way from the baseline.
    OnPath {
        /// Target of the period.
        target: f64,
        /// Length of the way.
        span: f64,
    },
    /// By the formula of the measure.
    Formula {
        /// Target of the period.
        target: f64,
        /// Where its way begins.
        baseline: Option<f64>,
    },
    /// 100 at the target or better, falling to 0 over the tolerance; also of a target of 0 or less, of which there is no share
    /// (R53).
    Met {
        /// Target of the period.
        target: f64,
        /// In the unit of the measure; 0 where there is none.
        tolerance: f64,
    },
    /// By the share of the target that is reached.
    Attainment {
        /// How the share is taken.
        form: Attainment,
        /// Target of the period.
        target: f64,
    },
    /// A negative value is no share of its target, and scores the least (R26).
    Least,
}

/// How a value is scored against a target; `None` where a target asks for a direction that the measure lacks.
pub fn method(measure: &Measure, actual: f64, target: &TargetAt) -> Option<Method> {
    let (target, span, baseline) = match *target {
        TargetAt::Band { low, high, zero_low, zero_high } => {
            return Some(Method::Band(Band { zero_low, low, high, zero_high }));
        }
        TargetAt::GoalRedFlag { goal, red_flag } => return Some(Method::GoalRedFlag { goal, red_flag }),
        TargetAt::Value { value, span, baseline, .. } => (value, span, baseline),
    };
    if matches!(measure.scoring, Scoring::Formula(_)) {
        return Some(Method::Formula { target, baseline });
    }
    let direction = measure.direction?;
    Some(match (&measure.scoring, span) {
        (Scoring::Distance, Some(span)) => Method::OnPath { target, span },
        (scoring, _) if *scoring == Scoring::Met || target <= 0.0 => {
            Method::Met { target, tolerance: measure.judgement.tolerance(target).unwrap_or(0.0) }
        }
        _ if score::is_below_zero(actual, target) => Method::Least,
        (scoring, _) => {
            let form = match (direction, scoring) {
                (Direction::Maximise, _) => Attainment::Maximise,
                (Direction::Minimise, Scoring::AttainmentInverse) => Attainment::MinimiseInverse,
                (Direction::Minimise, _) => Attainment::Minimise,
            };
            Method::Attainment { form, target }
        }
    })
}

/// Score and status of a value against a target.
pub(super) fn score_of(measure: &Measure, actual: f64, target: &TargetAt) -> Option<(f64, Status)> {
    let score = score(measure, actual, target)?;
    // A score by a formula asks for no direction; beside its tolerance more is better then.
    let direction = measure.direction.unwrap_or(Direction::Maximise);
    let status = match (measure.judgement, target) {
        (Judgement::Edges(edges), _) => score::status_from_score(score, &edges),
        (_, TargetAt::GoalRedFlag { goal, red_flag }) => score::status_from_goal(actual, *goal, *red_flag),
        (Judgement::Usual(edges), _) => score::status_from_score(score, &edges),
        (judgement, TargetAt::Value { value, .. }) => {
            let tolerance = judgement.tolerance(*value).unwrap_or(0.0);
            score::status_from_tolerance(direction, actual, *value, tolerance)
        }
        // Inside the band is on target, and there is no width beside it to watch.
        (_, TargetAt::Band { low, high, .. }) => match score::is_within(actual, *low, *high) {
            true => Status::OnTarget,
            false => Status::OffTarget,
        },
    };
    Some((score, status))
}

fn score(measure: &Measure, actual: f64, target: &TargetAt) -> Option<f64> {
    let clip = Clip { floor: measure.floor, cap: measure.cap };
    match method(measure, actual, target)? {
        Method::Band(band) => Some(clip.apply(score::band(actual, &band))),
        Method::GoalRedFlag { goal, red_flag } => {
            score::goal_red_flag(actual, goal, red_flag).map(|of_ten| clip.apply(of_ten * 10.0))
        }
        Method::OnPath { target, span } => {
            score::score_on_path(measure.direction?, actual, target, span, clip)
        }
        Method::Formula { target, baseline } => {
            let Scoring::Formula(formula) = &measure.scoring else { return None };
            let known = |name: &str| match name {
                "actual" => Some(actual),
                "target" => Some(target),
                "baseline" => baseline,
                _ => None,
            };
            formula.evaluate(&known).map(|score| clip.apply(score))
        }
        Method::Met { target, tolerance } => {
            Some(score::met(measure.direction?, actual, target, tolerance, clip))
        }
        Method::Attainment { form, target } => score::attainment_score(form, actual, target, clip),
        Method::Least => Some(clip.floor),
    }
}
