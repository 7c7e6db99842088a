//! What a measure's value is: its unit, and its level.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The unit of a measure's value. Rates are held as fractions, times in the unit named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A fraction, written as percent.
    Percent,
    /// An amount in the scorecard's currency.
    Currency,
    /// A plain number.
    Number,
    /// A number of things.
    Count,
    /// Points of a scale, as of a net promoter score or a rating.
    Points,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
}

impl Unit {
    /// Whether differences are said in the unit only, never relative to the plan: rates and points.
    pub fn is_rate_or_points(self) -> bool {
        matches!(self, Unit::Percent | Unit::Points)
    }

    /// How many seconds one of a unit of time has.
    pub fn seconds(self) -> Option<f64> {
        match self {
            Unit::Days => Some(86_400.0),
            Unit::Hours => Some(3_600.0),
            Unit::Minutes => Some(60.0),
            Unit::Seconds => Some(1.0),
            Unit::Percent | Unit::Currency | Unit::Number | Unit::Count | Unit::Points => None,
        }
    }

    /// The unit as a word in a message.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Percent => "percent",
            Unit::Currency => "currency",
            Unit::Number => "number",
            Unit::Count => "count",
            Unit::Points => "points",
            Unit::Days => "days",
            Unit::Hours => "hours",
            Unit::Minutes => "minutes",
            Unit::Seconds => "seconds",
        }
    }
}

/// Which reports list a measure; never touches a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Few, high-level outcomes.
    Strategic,
    /// Between outcome and driver.
    Tactical,
    /// Specific drivers.
    Operational,
}

impl Level {
    /// All levels.
    pub const ALL: [Level; 3] = [Level::Strategic, Level::Tactical, Level::Operational];

    /// The level as a word.
    pub fn word(self) -> &'static str {
        match self {
            Level::Strategic => "strategic",
            Level::Tactical => "tactical",
            Level::Operational => "operational",
        }
    }
}
