//! The words a calendar is written in: month and day, name of the year, pattern of weeks, end of a retail
//! year.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Month, NaiveDate, Weekday, WeekdaySet};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{RuleError, Wave};

/// A day that every year has: 29 February is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// 1 January.
    pub const JANUARY_FIRST: MonthDay = MonthDay { month: 1, day: 1 };

    /// The day of that month, 1 to 12.
    ///
    /// - Absent: some year lacks the day.
    pub fn new(month: u32, day: u32) -> Option<MonthDay> {
        const COMMON_YEAR: i32 = 2001;
        NaiveDate::from_ymd_opt(COMMON_YEAR, month, day).map(|_| MonthDay { month, day })
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// Day of the month.
    pub fn day(self) -> u32 {
        self.day
    }

    pub(super) fn on(self, year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .expect("a day every year has, in a year within reach")
    }
}

/// Reads `april` as 1 April, and `04-06`.
impl FromStr for MonthDay {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let word = text.trim();
        if let Ok(month) = word.parse::<Month>() {
            return Ok(MonthDay { month: month.number_from_month(), day: 1 });
        }
        let read = || {
            let (month, day) = word.split_once('-')?;
            MonthDay::new(two_digits(month)?, two_digits(day)?)
        };
        read()
            .ok_or_else(|| RuleError::new("month", text, "a month such as `april`, or a day such as `04-06`"))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Which calendar year lends a fiscal year its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FiscalName {
    /// The year of its first day: April 2016 to March 2017 is FY2016.
    Start,
    /// The year of its last day: April 2016 to March 2017 is FY2017.
    End,
}

impl FromStr for FiscalName {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        match text.trim() {
            "start" => Ok(FiscalName::Start),
            "end" => Ok(FiscalName::End),
            _ => Err(RuleError::new("name of a fiscal year", text, "`start` or `end`")),
        }
    }
}

/// How weeks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weeks {
    /// By the year of their fourth day; with Monday weeks this is ISO 8601.
    Iso,
    /// Within a year of 52 or 53 whole weeks, whose months are weeks too. A 53rd week lengthens the last
    /// month.
    Retail {
        /// Weeks of the three months of a quarter, 13 together.
        pattern: [u8; 3],
        /// Last day of the year.
        ends: YearEnd,
    },
}

impl Weeks {
    /// The pattern of a retail calendar: `4-4-5`, `4-5-4` or `5-4-4`.
    pub fn pattern(text: &str) -> Option<[u8; 3]> {
        match text.trim() {
            "4-4-5" => Some([4, 4, 5]),
            "4-5-4" => Some([4, 5, 4]),
            "5-4-4" => Some([5, 4, 4]),
            _ => None,
        }
    }
}

/// Last day of a retail year.
///
/// - Source: National Retail Federation, 4-5-4 calendar (`saturday nearest january 31`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearEnd {
    /// The weekday nearest to a day of the year, at most three days before or after it.
    Nearest {
        /// Last weekday of every week of the year.
        weekday: Weekday,
        /// The day it is nearest to.
        to: MonthDay,
    },
    /// The last such weekday of a month.
    LastOf {
        /// Last weekday of every week of the year.
        weekday: Weekday,
        /// The month, 1 to 12.
        month: Month,
    },
}

impl YearEnd {
    /// Last weekday of every week of the year.
    pub fn weekday(self) -> Weekday {
        match self {
            YearEnd::Nearest { weekday, .. } | YearEnd::LastOf { weekday, .. } => weekday,
        }
    }

    pub(super) fn in_year(self, year: i32) -> NaiveDate {
        match self {
            YearEnd::Nearest { weekday, to } => {
                let day = to.on(year);
                let since = u64::from(day.weekday().days_since(weekday));
                if since <= 3 { day - Days::new(since) } else { day + Days::new(7 - since) }
            }
            YearEnd::LastOf { weekday, month } => {
                let first = MonthDay { month: month.number_from_month(), day: 1 }.on(year);
                let day = first + chrono::Months::new(1) - Days::new(1);
                day - Days::new(u64::from(day.weekday().days_since(weekday)))
            }
        }
    }

    /// Whether the year runs, but for a few days, from January to December, so that its two names are one.
    pub(super) fn is_december(self) -> bool {
        match self {
            YearEnd::Nearest { to, .. } => to == MonthDay { month: 12, day: 31 },
            YearEnd::LastOf { month, .. } => month == Month::December,
        }
    }
}

/// Reads `saturday nearest january 31` and `last saturday of january`.
impl FromStr for YearEnd {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let lower = text.to_ascii_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let read = || match words[..] {
            [weekday, "nearest", month, day] => {
                let month = month.parse::<Month>().ok()?.number_from_month();
                Some(YearEnd::Nearest {
                    weekday: weekday.parse().ok()?,
                    to: MonthDay::new(month, day.parse().ok()?)?,
                })
            }
            ["last", weekday, "of", month] => {
                Some(YearEnd::LastOf { weekday: weekday.parse().ok()?, month: month.parse().ok()? })
            }
            _ => None,
        };
        let form = "`saturday nearest january 31` or `last saturday of january`";
        read().ok_or_else(|| RuleError::new("end of a retail year", text, form))
    }
}

fn two_digits(text: &str) -> Option<u32> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The rules by which one company divides time.
///
/// The default is January, Monday, ISO weeks, UTC, Monday to Friday, no holidays, no waves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// First day of the fiscal year; a retail calendar has [`YearEnd`] in its place.
    pub fiscal_year_starts: MonthDay,
    /// Which calendar year lends the fiscal year its name.
    pub fiscal_year_named: FiscalName,
    /// First day of a week; in a retail calendar the day after the year's last weekday holds instead.
    pub week_starts: Weekday,
    /// How weeks are counted, and whether months are made of them.
    pub weeks: Weeks,
    /// Zone of days, periods and as-of dates.
    pub time_zone: Tz,
    /// Days that are no business days whatever their weekday.
    pub holidays: BTreeSet<NaiveDate>,
    /// Weekdays that are business days.
    pub working_days: WeekdaySet,
    /// Survey waves in the order given.
    pub waves: Vec<Wave>,
}

impl Default for Calendar {
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        Calendar {
            fiscal_year_starts: MonthDay::JANUARY_FIRST,
            fiscal_year_named: FiscalName::End,
            week_starts: Mon,
            weeks: Weeks::Iso,
            time_zone: Tz::UTC,
            holidays: BTreeSet::new(),
            working_days: WeekdaySet::from_array([Mon, Tue, Wed, Thu, Fri]),
            waves: Vec::new(),
        }
    }
}
