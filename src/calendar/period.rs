//! Grains, periods and waves.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::RuleError;

/// Length of the periods of a measure or a report, shortest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Seven days.
    Week,
    /// Month of the fiscal calendar: a calendar month unless the fiscal year begins within one, or the
    /// calendar is a retail one.
    Month,
    /// Three months of the fiscal year.
    Quarter,
    /// The fiscal year.
    Year,
    /// Survey wave: the days the calendar lists for a label.
    Wave,
}

impl Grain {
    /// All grains, shortest first.
    pub const ALL: [Grain; 5] = [Grain::Week, Grain::Month, Grain::Quarter, Grain::Year, Grain::Wave];

    /// The word the definition language uses.
    pub fn word(self) -> &'static str {
        match self {
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
            Grain::Wave => "wave",
        }
    }
}

impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Grain {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let word = text.trim();
        let found = Grain::ALL.into_iter().find(|grain| grain.word() == word);
        found.ok_or_else(|| RuleError::new("grain", text, "`week`, `month`, `quarter`, `year` or `wave`"))
    }
}

/// A stretch of whole days, both ends included, of one grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    /// How long the calendar's periods of this sort are.
    pub grain: Grain,
    /// First day inside.
    pub first: NaiveDate,
    /// Last day inside.
    pub last: NaiveDate,
}

impl Period {
    /// Whether the day lies inside.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether every day of the other period lies inside.
    pub fn holds(&self, other: &Period) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The day that says to which longer period it belongs: of a week the fourth, as ISO weeks belong to their year;
    /// of a wave the last; of others, which lie inside one, the first.
    pub fn deciding_day(&self) -> NaiveDate {
        match self.grain {
            Grain::Week => self.first.checked_add_days(Days::new(3)).unwrap_or(self.last),
            Grain::Wave => self.last,
            Grain::Month | Grain::Quarter | Grain::Year => self.first,
        }
    }

    /// Whether it is this period, or belongs to it.
    pub fn has(&self, other: &Period) -> bool {
        self == other || (self.grain > other.grain && self.contains(other.deciding_day()))
    }

    /// Number of days inside.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Number of days inside that are over at the end of `as_of`.
    ///
    /// - Unit: days, from 0 before the period begins to [`days`](Self::days).
    pub fn complete_days(&self, as_of: NaiveDate) -> i64 {
        ((as_of - self.first).num_days() + 1).clamp(0, self.days())
    }

    /// Whether the period is over at the end of `as_of`.
    pub fn is_complete(&self, as_of: NaiveDate) -> bool {
        self.last <= as_of
    }
}

/// Earlier periods first; of two that begin together the shorter first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first, self.last, self.grain).cmp(&(other.first, other.last, other.grain))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// One survey wave and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// Name of the wave, unique in its calendar.
    pub label: String,
    /// First day inside.
    pub first: NaiveDate,
    /// Last day inside.
    pub last: NaiveDate,
}

impl Wave {
    pub(super) fn period(&self) -> Period {
        Period { grain: Grain::Wave, first: self.first, last: self.last }
    }
}
