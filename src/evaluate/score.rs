//! Scores, statuses and verdicts of one measure in one period.
//!
//! Everything is compared unrounded: 89.999 is below 90.

pub use crate::model::Edges;
use serde::{Deserialize, Serialize};

use crate::statistics::direction::Direction;
use crate::statistics::interval::Interval;
use crate::statistics::{finite, quotient};

/// Least and greatest score that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clip {
    /// Scores below are raised to this.
    pub floor: f64,
    /// Scores above are lowered to this.
    pub cap: f64,
}

impl Clip {
    /// From 0 to 100.
    pub const PERCENT: Clip = Clip { floor: 0.0, cap: 100.0 };

    /// The score within the limits; the cap wins when they are out of order.
    pub fn apply(&self, score: f64) -> f64 {
        score.max(self.floor).min(self.cap)
    }
}

/// Score against the target of a period on a path, measured by the length of the whole way.
///
/// `100 − 100·shortfall ÷ span`, shortfall = PL − AC (maximise) or AC − PL (minimise), clipped
///
/// The span is |last target of the plan year − its baseline|, so an early month, whose target lies close to the
/// baseline, is not divided by almost nothing. For a constant target it is the share of the way
/// from the baseline: `100·(AC − B) ÷ (PL − B)`.
///
/// - Unit: score; 100 at the target.
/// - Absent: the span is 0.
pub fn score_on_path(direction: Direction, actual: f64, target: f64, span: f64, clip: Clip) -> Option<f64> {
    if span.is_nan() || span <= 0.0 {
        return None;
    }
    finite(100.0 - 100.0 * direction.shortfall(actual, target) / span).map(|score| clip.apply(score))
}

/// How a value is read as a share of its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attainment {
    /// More is better: `AC ÷ PL`.
    Maximise,
    /// Less is better, linear: `2 − AC ÷ PL`.
    Minimise,
    /// Less is better, as the inverse: `PL ÷ AC`.
    MinimiseInverse,
}

/// Share of the target attained, 1 on target.
///
/// - Unit: fraction, unclipped.
/// - Absent: the target is not above 0, or the inverse form meets a value of 0.
pub fn attainment(form: Attainment, actual: f64, target: f64) -> Option<f64> {
    if target.is_nan() || target <= 0.0 {
        return None;
    }
    match form {
        Attainment::Maximise => quotient(actual, target),
        Attainment::Minimise => quotient(actual, target).map(|share| 2.0 - share),
        Attainment::MinimiseInverse => quotient(target, actual),
    }
}

/// Score by attainment: 100 times [`attainment`], clipped; a negative value scores the floor.
pub fn attainment_score(form: Attainment, actual: f64, target: f64, clip: Clip) -> Option<f64> {
    let share = attainment(form, actual, target)?;
    Some(if is_below_zero(actual, target) { clip.floor } else { clip.apply(100.0 * share) })
}

/// Whether a value is below 0 beside a target above it, and not by the last digits of binary arithmetic alone.
pub(crate) fn is_below_zero(actual: f64, target: f64) -> bool {
    !reaches(actual + target, target)
}

/// Score of a target that is met or missed (R53).
///
/// 100 at the target or better; beside it 0, or falling linearly to 0 at the far end of a tolerance
///
/// It needs no size to take a share of, so that a target may be 0 or below.
pub fn met(direction: Direction, actual: f64, target: f64, tolerance: f64, clip: Clip) -> f64 {
    let (gain, aim) = (direction.gain(actual), direction.gain(target));
    let score = match quotient(aim - gain, tolerance) {
        _ if reaches(gain, aim) => 100.0,
        Some(way) if tolerance > 0.0 => (100.0 - 100.0 * way).max(0.0),
        _ => 0.0,
    };
    clip.apply(score)
}

/// A range to stay in, with the outer limits at which the score reaches 0.
///
/// `zero_low ≤ low ≤ high ≤ zero_high`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Lower value with score 0.
    pub zero_low: f64,
    /// Lower end of the range.
    pub low: f64,
    /// Upper end of the range.
    pub high: f64,
    /// Upper value with score 0.
    pub zero_high: f64,
}

/// Score by a band: 100 inside, falling linearly to 0 at the outer limits.
///
/// An outer limit on an end of the range makes that end a cliff.
pub fn band(actual: f64, band: &Band) -> f64 {
    if !reaches(actual, band.low) {
        quotient(100.0 * (actual - band.zero_low), band.low - band.zero_low).unwrap_or(0.0).max(0.0)
    } else if !reaches(band.high, actual) {
        quotient(100.0 * (band.zero_high - actual), band.zero_high - band.high).unwrap_or(0.0).max(0.0)
    } else {
        100.0
    }
}

/// Goal and red-flag scale from 0 to 10: 10/3 at the red flag, 20/3 at the goal.
///
/// `10/3·(1 + (AC − red) ÷ (goal − red))`, clipped to 0 and 10; printed times ten
///
/// - Absent: the goal equals the red flag.
/// - Source: Spider Strategies, support article 360041554151.
pub fn goal_red_flag(actual: f64, goal: f64, red_flag: f64) -> Option<f64> {
    let way = quotient(actual - red_flag, goal - red_flag)?;
    Some((10.0 / 3.0 * (1.0 + way)).clamp(0.0, 10.0))
}

/// Status by a goal and a red flag: on target at the goal or better, watch at the red flag or better (R54).
pub fn status_from_goal(actual: f64, goal: f64, red_flag: f64) -> Status {
    let way = |value: f64| if goal > red_flag { value } else { -value };
    status_from_score(way(actual), &Edges { on_target: way(goal), watch: way(red_flag) })
}

/// Status of a measure or of a parent; a later one is worse.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// At the upper edge or above.
    OnTarget,
    /// At the lower edge or above.
    Watch,
    /// Below both edges.
    OffTarget,
}

/// Status of an unrounded score; an edge belongs to the better status.
pub fn status_from_score(score: f64, edges: &Edges) -> Status {
    if reaches(score, edges.on_target) {
        Status::OnTarget
    } else if reaches(score, edges.watch) {
        Status::Watch
    } else {
        Status::OffTarget
    }
}

/// Status by a tolerance in the measure's own unit.
///
/// On target at the target or better, watch up to and including `tolerance` on the wrong side.
pub fn status_from_tolerance(direction: Direction, actual: f64, target: f64, tolerance: f64) -> Status {
    let (gain, aim) = (direction.gain(actual), direction.gain(target));
    status_from_score(gain, &Edges { on_target: aim, watch: aim - tolerance })
}

/// What an interval says about a target; printed, never a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is at the target or better.
    Met,
    /// The whole interval is worse than the target.
    Missed,
    /// The target lies within the interval.
    Uncertain,
}

/// Verdict of an interval about a target.
pub fn verdict(direction: Direction, interval: &Interval, target: f64) -> Verdict {
    let (worst, best) = match direction {
        Direction::Maximise => (interval.low, interval.high),
        Direction::Minimise => (-interval.high, -interval.low),
    };
    let aim = direction.gain(target);
    if reaches(worst, aim) {
        Verdict::Met
    } else if reaches(best, aim) {
        Verdict::Uncertain
    } else {
        Verdict::Missed
    }
}

/// Verdict of an interval about a band: met within it, missed beside it.
pub fn verdict_on_band(interval: &Interval, low: f64, high: f64) -> Verdict {
    if reaches(interval.low, low) && reaches(high, interval.high) {
        Verdict::Met
    } else if reaches(interval.high, low) && reaches(high, interval.low) {
        Verdict::Uncertain
    } else {
        Verdict::Missed
    }
}

/// Whether a value is within two edges, or on one.
pub(crate) fn is_within(value: f64, low: f64, high: f64) -> bool {
    reaches(value, low) && reaches(high, value)
}

/// Whether a value is at an edge or above, forgiving the last digits of binary arithmetic.
///
/// 100 − 100·(0.6 − 0.598) ÷ 0.02 is 90 on paper and a little less in binary; a status must not hang on that.
/// The slack is 10⁻¹² of the edge, far below any digit that is shown.
pub(crate) fn reaches(value: f64, edge: f64) -> bool {
    value >= edge - 1e-12 * edge.abs().max(value.abs())
}
