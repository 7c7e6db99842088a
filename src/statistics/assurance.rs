//! Assurance: whether a process that goes on as it is meets a target.
//!
//! Variation says whether a series changes more than chance explains; assurance says whether the target lies where
//! chance reaches. A process whose limits hold the target on both sides will hit it and miss it at random.

use schemars::JsonSchema;
use serde::Serialize;

use super::direction::Direction;

/// What a process that goes on as it is does about its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Chance alone does not bring it to the wrong side of the target.
    WillMeet,
    /// Chance alone does not bring it to the target.
    WillMiss,
    /// The target lies within its limits: some periods meet it, some do not, by chance.
    HitOrMiss,
    /// Too few complete periods for limits.
    TooFew,
    /// There is no target in the reported period.
    NoTarget,
}

/// Assurance against a value to reach.
///
/// `target > upper` or `target < lower`; on a limit is within
///
/// - Shape: the limits of a series, `x̄ ± 2.66·mR̄`, over its complete periods since the last restart.
/// - Source: NHS England, *Making Data Count*; NHSRplotthedots 0.2.2, without screening of outliers.
pub fn target_assurance(lower: f64, upper: f64, target: f64, direction: Direction) -> Assurance {
    let slack = rounding_tolerance(upper, target);
    match (target > upper + slack, target < lower - slack, direction) {
        (true, _, Direction::Maximise) | (_, true, Direction::Minimise) => Assurance::WillMiss,
        (true, _, Direction::Minimise) | (_, true, Direction::Maximise) => Assurance::WillMeet,
        (false, false, _) => Assurance::HitOrMiss,
    }
}

/// Assurance against a band to stay within: the limits lie in it, beside it, or across an edge.
pub fn band_assurance(lower: f64, upper: f64, low: f64, high: f64) -> Assurance {
    let (at_low, at_high) = (rounding_tolerance(lower, low), rounding_tolerance(upper, high));
    if low <= lower + at_low && upper <= high + at_high {
        Assurance::WillMeet
    } else if upper < low - at_low || high < lower - at_high {
        Assurance::WillMiss
    } else {
        Assurance::HitOrMiss
    }
}

/// What the last digits of binary arithmetic come to.
fn rounding_tolerance(limit: f64, edge: f64) -> f64 {
    1e-12 * limit.abs().max(edge.abs())
}
