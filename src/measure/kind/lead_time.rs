//! `lead_time`: how long it takes.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Case, cast};
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Context, Text, average, happened, number_expr, percentile, when};
use crate::calendar::Calendar;
use crate::measure::expression::row::{day_difference, float, to_day};
use crate::measure::expression::{date_literal, days_since_epoch};
use crate::measure::{Direction, Plan, Pooling, Typed, Unit};
use crate::problem::{Code, Problem, Spanned};

/// Time from one date to another, of the cases that ended in the period.
///
/// `lead time = statistic of (to − from)`
///
/// - Shape: one value per period and segment, by the end; the mean pools, percentiles are recomputed.
/// - Unit: days or hours.
/// - Absent: no case ended → no data; fewer than `min_n` → insufficient data. Cases that end before they begin are left out.
/// - Source: percentiles of type 7, Hyndman & Fan (1996); intervals by order statistics, or Student's t for the mean.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadTime {
    /// Where it begins.
    pub from: Text,
    /// Where it ends; null while it has not.
    pub to: Text,
    /// `mean`, `median`, or a percentile `p50` to `p99`; median when absent.
    #[serde(default)]
    pub statistic: Option<Text>,
    /// Days or hours; days when absent.
    #[serde(default)]
    pub unit: Option<TimeUnit>,
    /// Count business days only.
    #[serde(default)]
    pub business_days: Option<Spanned<bool>>,
}

/// Units of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Whole local days.
    Days,
    /// Hours between two times.
    Hours,
}

/// A statistic over times: nothing for the mean, else the percentile.
pub(super) fn statistic(context: &Context<'_>, text: Option<&Text>) -> Option<(String, Option<f64>)> {
    let Some(text) = text else { return Some(("median".to_owned(), Some(0.5))) };
    let word = text.value.as_str();
    let percentile =
        word.strip_prefix('p').and_then(|p| p.parse::<u8>().ok()).filter(|p| (1..=99).contains(p));
    match (word, percentile) {
        ("mean", _) => Some(("mean".to_owned(), None)),
        ("median", _) => Some(("median".to_owned(), Some(0.5))),
        (_, Some(p)) => Some((format!("p{p}"), Some(f64::from(p) / 100.0))),
        _ => {
            context.report(
                Problem::new(
                    Code::WrongType,
                    format!("`statistic` takes mean, median or p50 to p99, this is `{word}`"),
                )
                .at(text.span)
                .help("write `statistic: p90`"),
            );
            None
        }
    }
}

impl LeadTime {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let from = context.temporal(&self.from);
        let to = context.temporal(&self.to);
        let statistic = statistic(context, self.statistic.as_ref());
        let hours = self.unit == Some(TimeUnit::Hours);
        let clock = Clock::of(context, hours, self.business_days.as_ref())?;
        let mut rows = context.rows_by(&self.to)?;
        let (from, to) = (from?, to?);
        let ended = happened(to_day(&to)).is_not_null();
        let length = clock.in_order(&from, &to);
        rows.filter = super::both(rows.filter, Some(ended));
        let unit = if hours { Unit::Hours } else { Unit::Days };
        let (name, p) = statistic?;
        let text = format!("{} to {}", self.from.value, self.to.value);
        let length = number_expr(length);
        let mut plan = match p {
            Some(p) => percentile::of(&rows, &length, p, &name, &text, unit),
            None => Plan { pooling: Pooling::Pool, ..average::mean(&rows, &length, &text, unit) },
        };
        plan.direction = Some(Direction::Minimise);
        plan.bounds = (Some(0.0), None);
        plan.policies.push(("Time".to_owned(), clock.policy().to_owned()));
        plan.policies.push((
            "Left out".to_owned(),
            "cases without an end, and cases that end before they begin".to_owned(),
        ));
        Some(plan)
    }
}

/// How the time between two moments is counted.
#[derive(Clone, Copy)]
pub(super) enum Clock<'a> {
    /// Hours around the clock.
    Hours,
    /// Whole local days.
    Days,
    /// Business days after the first day, through the last.
    BusinessDays(&'a Calendar),
}

impl<'a> Clock<'a> {
    /// The clock a kind names; business days are not counted in hours.
    pub(super) fn of(
        context: &Context<'a>,
        hours: bool,
        business_days: Option<&Spanned<bool>>,
    ) -> Option<Clock<'a>> {
        match (business_days.filter(|business| business.value), hours) {
            (Some(business), true) => {
                let problem =
                    Problem::new(Code::TwoForms, "`business_days` and `unit: hours` exclude each other");
                context.report(problem.at(business.span).help("count days, or take hours around the clock"));
                None
            }
            (Some(_), false) => Some(Clock::BusinessDays(context.calendar)),
            (None, true) => Some(Clock::Hours),
            (None, false) => Some(Clock::Days),
        }
    }

    /// The time between two moments.
    pub(super) fn between(self, from: &Typed, to: &Typed) -> Expr {
        match self {
            Clock::Hours => seconds(to, from) / lit(3600.0),
            Clock::Days => float(day_difference(to_day(to), to_day(from))),
            Clock::BusinessDays(calendar) => {
                float(business_index(to_day(to), calendar) - business_index(to_day(from), calendar))
            }
        }
    }

    /// The same, null where the end comes before the beginning.
    pub(super) fn in_order(self, from: &Typed, to: &Typed) -> Expr {
        let length = self.between(from, to);
        // Between days off no business day passes, forwards or backwards: the days themselves say which is first.
        when(to_day(from).lt_eq(to_day(to)).and(length.clone().gt_eq(lit(0.0))), length)
    }

    /// For readers.
    pub(super) fn policy(self) -> &'static str {
        match self {
            Clock::Hours => "hours around the clock",
            Clock::Days => "calendar days",
            Clock::BusinessDays(_) => "business days after the start, through the end",
        }
    }
}

/// Seconds between two times.
fn seconds(to: &Typed, from: &Typed) -> Expr {
    let micros = |t: &Typed| {
        let timestamp = DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Microsecond, None);
        float(cast(cast(t.expr.clone(), timestamp), DataType::Int64))
    };
    (micros(to) - micros(from)) / lit(1_000_000.0)
}

/// The running number of business days up to and including a day; differences count the days between.
fn business_index(day: Expr, calendar: &Calendar) -> Expr {
    // Monday 5 January 1970; days before it give negative weeks, which the floor keeps right.
    let monday = days_since_epoch(chrono::NaiveDate::from_ymd_opt(1970, 1, 5).unwrap_or_default());
    let days = cast(day.clone(), DataType::Int32) - lit(monday);
    let week = datafusion::functions::math::floor().call(vec![float(days.clone()) / lit(7.0)]);
    let weekday = cast(float(days) - week.clone() * lit(7.0), DataType::Int64);
    let mut worked = 0_i64;
    let mut branches = Vec::new();
    for offset in 0..7_u8 {
        let is_working = chrono::Weekday::try_from(offset).is_ok_and(|d| calendar.working_days.contains(d));
        worked += i64::from(is_working);
        branches.push((Box::new(weekday.clone().eq(lit(i64::from(offset)))), Box::new(lit(worked))));
    }
    let full_weeks = cast(week * lit(worked as f64), DataType::Int64);
    let index = full_weeks + Expr::Case(Case::new(None, branches, None));
    calendar.holidays.iter().filter(|h| calendar.working_days.contains(chrono::Datelike::weekday(*h))).fold(
        index,
        |index, holiday| {
            let passed = cast(day.clone().gt_eq(date_literal(*holiday)), DataType::Int64);
            index - passed
        },
    )
}
