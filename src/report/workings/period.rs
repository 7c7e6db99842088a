//! A measure in its periods and in the year to date: what its plan comes to, and what the engine made of it.

use chrono::NaiveDate;

use crate::evaluate::results::{PeriodResult, TargetAt};
use crate::evaluate::score::{Status, Verdict};

use super::missing::MissingValue;
use super::point::PathStep;
use super::span::Span;

/// A measure in one period: what it rests on, and what the engine made of it.
#[derive(Debug, Clone)]
pub struct PeriodWorking {
    /// The days.
    pub span: Span,
    /// First day of its fiscal year.
    pub year: NaiveDate,
    /// Which of the year's periods it is, from 1.
    pub number: usize,
    /// Last day of the same period a year before.
    pub year_before: Option<NaiveDate>,
    /// Whether it has, or should have, a target.
    pub judged: bool,
    /// Whether the data are all there: false when provisional, without enough history, or not due.
    pub scored: bool,
    /// Absence in words when there is no value, or why a value is not scored; empty otherwise.
    pub reason: String,
    /// What stands in place of its status where its value is not scored, in a word or two; empty otherwise.
    pub word: String,
    /// Its target.
    pub way: Option<PathStep>,
    /// The year's last target, for the length of the way.
    pub goal: Option<PathStep>,
    /// Planned denominator, by position among the plan's points.
    pub weight: Option<usize>,
    /// What its value is divided by, as the engine computed it; its cases where it is no quotient.
    pub denominator: Option<f64>,
    /// Whether its value is withheld.
    pub withheld: bool,
    /// Start of the way, by position among the plan's points.
    pub baseline: Option<usize>,
    /// What stands in place of its value where there is none.
    pub missing: MissingValue,
    /// As the engine computed it.
    pub engine: Computed,
    /// The fiscal year to its end, where the measure pools.
    pub to_date: Option<YearWorking>,
    /// The same period of the year before, as the engine computed it.
    pub previous: Option<f64>,
    /// The year before to the end of that.
    pub previous_to_date: Option<f64>,
}

/// The fiscal year to a period's end.
#[derive(Debug, Clone)]
pub struct YearWorking {
    /// As the engine computed it.
    pub engine: Computed,
    /// What stands in place of its value where there is none.
    pub missing: MissingValue,
    /// Its target where that does not come of those of the periods shown, by position among the plan's points.
    pub own_target: Option<usize>,
    /// Whether its value is withheld.
    pub withheld: bool,
}

/// Another version of a measure's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionWorking {
    /// Its heading.
    pub title: String,
    /// Its number of each period of the measure, by position among the plan's points.
    pub points: Vec<Option<usize>>,
    /// As the engine computed it.
    pub engine: Vec<Option<f64>>,
    /// How its target to date comes of those of the periods.
    pub to_date: ToDateTarget,
    /// To the last period's end, as the engine computed it.
    pub engine_to_date: Option<f64>,
}

/// The fiscal year to the ends of periods.
#[derive(Debug, Clone)]
pub struct ToDateWorking {
    /// How its target comes of those of the periods.
    pub target: ToDateTarget,
    /// Whether its length of the way is that of its last period.
    pub spanned: bool,
    /// Whether the edges of a band, or goal and red flag, are those of all its periods together.
    pub adds: bool,
    /// Whether it is the last period's value, as of balances.
    pub is_last: bool,
}

/// How a target to date comes about (R21).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToDateTarget {
    /// There is none.
    None,
    /// The sum of the periods' targets.
    Sum,
    /// Their mean, by planned denominators or samples.
    Weighted,
    /// The last of them.
    Last,
    /// Numbers of the plan, one of each period.
    Own,
}

/// What the engine computed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Computed {
    /// Value.
    pub value: Option<f64>,
    /// Sample.
    pub n: Option<f64>,
    /// A target to reach.
    pub target: Option<f64>,
    /// Score.
    pub score: Option<f64>,
    /// Status; absent without a score.
    pub status: Option<Status>,
    /// Interval of chance.
    pub interval: Option<[f64; 2]>,
    /// What the interval says of the target.
    pub verdict: Option<Verdict>,
}

impl Computed {
    /// What the engine found in a period.
    pub(super) fn from_period(at: &PeriodResult) -> Computed {
        Computed {
            value: at.value,
            n: at.n,
            target: match at.target {
                Some(TargetAt::Value { value, .. }) => Some(value),
                _ => None,
            },
            score: at.score,
            status: at.status,
            interval: at.interval.map(|i| [i.low, i.high]),
            verdict: at.verdict,
        }
    }
}
