//! Lengths of time as people write them: `3 months`, `2 weeks`, `5 business days`.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Serialize;

use super::Grain;
use crate::problem::{Cause, Code, in_one_line};

/// A length of time with the unit it was written in.
///
/// Two durations are equal when they are written alike; compare [`length`](Self::length) to see that `1 year`
/// is as long as `12 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: DurationUnit,
}

/// Unit of a [`Duration`], shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Calendar day.
    Day,
    /// Day on which business is done.
    BusinessDay,
    /// Seven days.
    Week,
    /// Month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

/// What a [`Duration`] amounts to; only lengths of the same sort can be compared exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Seconds, minutes and hours.
    Seconds(i64),
    /// Days and weeks.
    Days(i64),
    /// Business days.
    BusinessDays(i64),
    /// Months, quarters and years.
    Months(i32),
}

/// Why a text is no duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// A bare number.
    NoUnit(String),
    /// A unit nobody knows.
    UnknownUnit(String),
    /// No whole number of 0 or more in front.
    NotWhole(String),
    /// Longer than a thousand years.
    TooLong(String),
}

impl Cause for DurationError {
    fn code(&self) -> Code {
        Code::DurationUnit
    }

    fn message(&self) -> String {
        match self {
            DurationError::NoUnit(_) => "a duration needs a unit".to_owned(),
            DurationError::UnknownUnit(unit) => format!("no unit of time `{unit}`"),
            DurationError::NotWhole(text) => format!("a duration begins with a whole number, not `{text}`"),
            DurationError::TooLong(text) => format!("`{text}` is too long"),
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            DurationError::NoUnit(number) => format!("write `{number} months` or `{number} days`"),
            DurationError::UnknownUnit(_) => {
                "write days, business days, weeks, months, quarters, years, hours, minutes or seconds"
                    .to_owned()
            }
            DurationError::NotWhole(_) => "write `3 months`".to_owned(),
            DurationError::TooLong(_) => "a duration is at most 1000 years".to_owned(),
        })
    }
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_one_line(self, f)
    }
}

impl std::error::Error for DurationError {}

impl Duration {
    /// So many days.
    pub const fn days(count: u32) -> Duration {
        Duration { count, unit: DurationUnit::Day }
    }

    /// So many business days.
    pub const fn business_days(count: u32) -> Duration {
        Duration { count, unit: DurationUnit::BusinessDay }
    }

    /// So many months.
    pub const fn months(count: u32) -> Duration {
        Duration { count, unit: DurationUnit::Month }
    }

    /// So many years.
    pub const fn years(count: u32) -> Duration {
        Duration { count, unit: DurationUnit::Year }
    }

    /// What it amounts to.
    pub fn length(self) -> Length {
        let months =
            |each: u32| Length::Months(i32::try_from(self.count.saturating_mul(each)).unwrap_or(i32::MAX));
        let count = i64::from(self.count);
        match self.unit {
            DurationUnit::Second => Length::Seconds(count),
            DurationUnit::Minute => Length::Seconds(count * 60),
            DurationUnit::Hour => Length::Seconds(count * 3_600),
            DurationUnit::Day => Length::Days(count),
            DurationUnit::BusinessDay => Length::BusinessDays(count),
            DurationUnit::Week => Length::Days(count * 7),
            DurationUnit::Month => months(1),
            DurationUnit::Quarter => months(3),
            DurationUnit::Year => months(12),
        }
    }

    /// Whether it is a number of whole days or longer units: hours, minutes and seconds are where they make up days.
    pub fn is_of_days(self) -> bool {
        !matches!(self.length(), Length::Seconds(seconds) if seconds % 86_400 != 0)
    }

    /// Whether it is as long as one period of the grain; a wave has no length.
    pub fn is_one(self, grain: Grain) -> bool {
        match grain {
            Grain::Week => self.length() == Length::Days(7),
            Grain::Month => self.length() == Length::Months(1),
            Grain::Quarter => self.length() == Length::Months(3),
            Grain::Year => self.length() == Length::Months(12),
            Grain::Wave => false,
        }
    }

    /// About how many days it is, for comparing lengths of different sorts.
    ///
    /// A month counts as 30.436875 days, the mean of the Gregorian calendar; five business days as a week.
    pub fn rough_days(self) -> f64 {
        match self.length() {
            Length::Seconds(seconds) => seconds as f64 / 86_400.0,
            Length::Days(days) => days as f64,
            Length::BusinessDays(days) => days as f64 * 7.0 / 5.0,
            Length::Months(months) => f64::from(months) * 30.436875,
        }
    }
}

impl DurationUnit {
    const ALL: [DurationUnit; 9] = [
        DurationUnit::Second,
        DurationUnit::Minute,
        DurationUnit::Hour,
        DurationUnit::Day,
        DurationUnit::BusinessDay,
        DurationUnit::Week,
        DurationUnit::Month,
        DurationUnit::Quarter,
        DurationUnit::Year,
    ];

    /// The unit's word in the singular.
    pub fn word(self) -> &'static str {
        match self {
            DurationUnit::Second => "second",
            DurationUnit::Minute => "minute",
            DurationUnit::Hour => "hour",
            DurationUnit::Day => "day",
            DurationUnit::BusinessDay => "business day",
            DurationUnit::Week => "week",
            DurationUnit::Month => "month",
            DurationUnit::Quarter => "quarter",
            DurationUnit::Year => "year",
        }
    }

    fn read(words: &str) -> Option<DurationUnit> {
        let singular = words.strip_suffix('s').unwrap_or(words);
        DurationUnit::ALL.into_iter().find(|unit| unit.word() == singular)
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        const LONGEST: f64 = 366_000.0;
        let mut words = text.split_whitespace();
        let number = words.next().unwrap_or_default();
        let unit = words.collect::<Vec<_>>().join(" ");
        let count: u32 = if number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() {
            number.parse().map_err(|_| DurationError::TooLong(text.to_owned()))?
        } else {
            return Err(DurationError::NotWhole(text.to_owned()));
        };
        if unit.is_empty() {
            return Err(DurationError::NoUnit(number.to_owned()));
        }
        let unit = DurationUnit::read(&unit).ok_or(DurationError::UnknownUnit(unit))?;
        let duration = Duration { count, unit };
        if duration.rough_days() > LONGEST {
            Err(DurationError::TooLong(text.to_owned()))
        } else {
            Ok(duration)
        }
    }
}

/// Writes it as people do: `3 months`, `1 year`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.count, self.unit.word())
    }
}
