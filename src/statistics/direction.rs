//! Which values are better than others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Maximise,
    /// Less is better.
    Minimise,
}

impl Direction {
    /// A value of which more is better: the value itself, or its negative.
    pub(crate) fn gain(self, value: f64) -> f64 {
        match self {
            Direction::Maximise => value,
            Direction::Minimise => -value,
        }
    }

    /// Whether `actual` is at `plan` or better.
    pub fn meets(self, actual: f64, plan: f64) -> bool {
        match self {
            Direction::Maximise => actual >= plan,
            Direction::Minimise => actual <= plan,
        }
    }

    /// How far `actual` falls short of `plan`; negative when it is better.
    pub fn shortfall(self, actual: f64, plan: f64) -> f64 {
        match self {
            Direction::Maximise => plan - actual,
            Direction::Minimise => actual - plan,
        }
    }
}
