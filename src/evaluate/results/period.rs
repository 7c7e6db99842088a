//! A measure in one period: its value or why there is none, what stands beside it, and what it is judged by.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::calendar::DurationUnit;
use crate::evaluate::score::{Status, Verdict};
use crate::statistics::interval::Interval;

/// A period by label and days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodName {
    /// Canonical label, `1998-04`.
    pub label: String,
    /// First day.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "String")]
    pub first: NaiveDate,
    /// Last day.
    #[serde(serialize_with = "iso")]
    #[schemars(with = "String")]
    pub last: NaiveDate,
}

/// Writes a day as it writes itself, digit by digit: results of a run name thousands of periods.
fn iso<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    let digits = |number: u32| [10, 1].map(|unit| b'0' + (number / unit % 10) as u8);
    let year = day.year().unsigned_abs();
    let [[a, b], [c, d], [e, f], [g, h]] = [year / 100, year, day.month(), day.day()].map(digits);
    let text = [a, b, c, d, b'-', e, f, b'-', g, h];
    match std::str::from_utf8(&text) {
        Ok(text) if (0..=9999).contains(&day.year()) => to.serialize_str(text),
        _ => day.serialize(to),
    }
}

/// A measure in one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PeriodResult {
    /// The period.
    pub period: PeriodName,
    /// Value; the reason stands beside when there is none.
    pub value: Option<f64>,
    /// Why there is no value.
    pub absent: Option<Absence>,
    /// Why a value is not scored.
    pub doubt: Option<Doubt>,
    /// What the value looks at, where that is not the period alone.
    pub window: Option<ValueWindow>,
    /// How many of the periods that the value is put together of have a value, where not all have.
    pub partly: Option<PartialPeriods>,
    /// 95 % interval of chance variation.
    pub interval: Option<Interval>,
    /// Number of cases.
    pub n: Option<f64>,
    /// What the value is made of.
    pub components: BTreeMap<String, Option<f64>>,
    /// A figure printed beside the value, by name; in the value's unit, or a share.
    pub beside: BTreeMap<String, f64>,
    /// Target.
    pub target: Option<TargetAt>,
    /// Score.
    pub score: Option<f64>,
    /// Status.
    pub status: Option<Status>,
    /// What the interval says about the target; never a status.
    pub verdict: Option<Verdict>,
}

impl PeriodResult {
    /// What a component amounts to; `None` where it has no data, or the measure has none of the name.
    pub fn component(&self, name: &str) -> Option<f64> {
        self.components.get(name).copied().flatten()
    }

    /// Takes out all that was found.
    pub(in crate::evaluate) fn withhold(&mut self, smallest: u32) {
        (self.value, self.interval, self.n, self.score) = (None, None, None, None);
        (self.status, self.verdict, self.doubt, self.partly) = (None, None, None, None);
        self.components.clear();
        self.beside.clear();
        self.absent = Some(Absence::Private { smallest });
    }
}

/// A target in one period, with what scoring needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetAt {
    /// A value to reach.
    Value {
        /// The value.
        value: f64,
        /// |last target of the plan year − baseline|; absent scores by attainment (R24, R25).
        span: Option<f64>,
        /// Start of the way, where there is one.
        baseline: Option<f64>,
        /// Whether the last dated value is past and still holds (R19).
        not_renewed: bool,
    },
    /// A band.
    Band {
        /// Lower edge.
        low: f64,
        /// Upper edge.
        high: f64,
        /// Score 0 below.
        zero_low: f64,
        /// Score 0 above.
        zero_high: f64,
    },
    /// Goal and red flag.
    GoalRedFlag {
        /// Goal.
        goal: f64,
        /// Red flag.
        red_flag: f64,
    },
}

impl TargetAt {
    /// The value printed as plan: the value, the goal, or the nearer edge of a band to `actual`.
    pub fn plan(&self, actual: Option<f64>) -> f64 {
        match self {
            TargetAt::Value { value, .. } => *value,
            TargetAt::GoalRedFlag { goal, .. } => *goal,
            TargetAt::Band { low, high, .. } => actual.map_or(*low, |a| a.clamp(*low, *high)),
        }
    }

    /// The edges of several periods together, each of which has these: those of what adds up over them. A value to reach stays
    /// as it is, for its periods may differ.
    pub(crate) fn of_periods(self, count: usize) -> TargetAt {
        let times = count as f64;
        match self {
            TargetAt::Value { .. } => self,
            TargetAt::GoalRedFlag { goal, red_flag } => {
                TargetAt::GoalRedFlag { goal: goal * times, red_flag: red_flag * times }
            }
            TargetAt::Band { low, high, zero_low, zero_high } => TargetAt::Band {
                low: low * times,
                high: high * times,
                zero_low: zero_low * times,
                zero_high: zero_high * times,
            },
        }
    }
}

/// Why there is no value. None of these is 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// The source has no row for it.
    NoData,
    /// The measure looks back beyond the history.
    InsufficientHistory {
        /// History would have to reach back to this day.
        #[schemars(with = "String")]
        needs: NaiveDate,
    },
    /// A longer grain's next value is not due.
    NotYetDue,
    /// A survey with fewer answers than its minimum.
    Withheld {
        /// Answers.
        n: f64,
        /// Minimum.
        min_n: u32,
    },
    /// Division by zero, or something else without a value.
    Undefined,
    /// So many cases are still open that nobody can tell how long they take (R63).
    NotReached {
        /// Cases still open.
        open: f64,
        /// All of them.
        of: f64,
    },
    /// Of too few people to be shown, or kept back so that nothing can be told of those.
    Private {
        /// Groups with fewer cases are withheld.
        smallest: u32,
    },
}

impl Absence {
    /// Whether there is a value that is not shown, so that nothing it follows from may be shown either.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Absence::Withheld { .. } | Absence::Private { .. })
    }
}

/// Why a value is not scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The period is not over, or its data are not all there.
    Provisional(Provisional),
    /// Fewer cases than the minimum (R31).
    InsufficientData {
        /// Cases.
        n: f64,
        /// Minimum.
        min_n: u32,
    },
}

/// Why a value may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provisional {
    /// The period is not over at as-of (R4).
    NotOver,
    /// The newest row is older than its source's `stale_after` allows (R4).
    Stale {
        /// Its day.
        #[schemars(with = "String")]
        last: NaiveDate,
    },
    /// Too many cases have not run their time (R7).
    Immature,
    /// The source begins within the period (R51).
    DataBegin {
        /// Its first day.
        #[schemars(with = "String")]
        on: NaiveDate,
    },
    /// There is no row up to the end, for longer than there was none before (R52).
    GapAtEnd {
        /// Day of the last row.
        #[schemars(with = "String")]
        last: NaiveDate,
        /// Days between two rows at most, over the thirteen periods before; null where they hold too few rows to tell,
        /// and one period was waited for.
        longest: Option<i64>,
    },
}

/// Of the periods of a rolling window or of the year to date, those that have a value of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartialPeriods {
    /// Periods with a value.
    pub with_value: u32,
    /// All of them.
    pub of: u32,
}

impl PartialPeriods {
    /// Their share.
    pub(in crate::evaluate) fn share(self) -> f64 {
        f64::from(self.with_value) / f64::from(self.of.max(1))
    }
}

/// What a value looks at, where that is not its own period alone (R49).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueWindow {
    /// So much time up to the period's end.
    Rolling {
        /// How many.
        count: u32,
        /// Of what.
        unit: DurationUnit,
    },
    /// All since the data begin.
    Since {
        /// The first day.
        #[schemars(with = "String")]
        first: NaiveDate,
    },
    /// Another period: that of measures of a longer grain.
    Days {
        /// First day.
        #[schemars(with = "String")]
        first: NaiveDate,
        /// Last day.
        #[schemars(with = "String")]
        last: NaiveDate,
    },
    /// Measures that look at different stretches of days.
    Mixed,
}
