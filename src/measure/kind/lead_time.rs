//! `lead_time`: how long it takes.

use chrono_tz::Tz;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Case, cast};
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conditions::is_time;
use super::description::{KindDescription, MeaningContext, WrittenKeys, word};
use super::{Context, Text, average, if_by_as_of, number_expr, percentile, when};
use crate::calendar::Calendar;
use crate::measure::expression::instant::{seconds_between, time_of};
use crate::measure::expression::row::{day_difference, float, to_day};
use crate::measure::expression::{added, date_literal, days_since_epoch};
use crate::measure::meaning::{ServiceMeaning, Statistic};
use crate::measure::{Direction, Meaning, Plan, Policy, Pooling, Subject, Title, Typed, Unit};
use crate::problem::{Problem, Spanned, causes};

/// Time from one date to another, of the cases that ended in the period.
///
/// `lead time = statistic of (to − from)`
///
/// - Shape: one value per period and segment, by the end; the mean pools, percentiles are recomputed.
/// - Unit: days, hours, minutes or seconds.
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
    /// Days, hours, minutes or seconds; days when absent.
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
    /// Hours that pass between two times.
    Hours,
    /// Minutes that pass.
    Minutes,
    /// Seconds that pass.
    Seconds,
}

impl TimeUnit {
    /// The unit of a measure whose kind says none, by the measure's own `unit`.
    pub(super) fn resolve(own: Option<TimeUnit>, context: &Context<'_>, absent: TimeUnit) -> TimeUnit {
        let of_measure = match context.unit {
            Some(Unit::Days) => Some(TimeUnit::Days),
            Some(Unit::Hours) => Some(TimeUnit::Hours),
            Some(Unit::Minutes) => Some(TimeUnit::Minutes),
            Some(Unit::Seconds) => Some(TimeUnit::Seconds),
            _ => None,
        };
        own.or(of_measure).unwrap_or(absent)
    }

    /// The unit of the value.
    pub(super) fn unit(self) -> Unit {
        match self {
            TimeUnit::Days => Unit::Days,
            TimeUnit::Hours => Unit::Hours,
            TimeUnit::Minutes => Unit::Minutes,
            TimeUnit::Seconds => Unit::Seconds,
        }
    }
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
            context.report(Problem::new(UnknownStatistic { word: word.to_string() }).at(text.span));
            None
        }
    }
}

/// The same for readers.
pub(super) fn statistic_of(text: Option<&Text>) -> Option<Statistic> {
    Some(match text.map(|text| text.value.as_str()) {
        None | Some("median") => Statistic::Median,
        Some("mean") => Statistic::Mean,
        Some(percentile) => Statistic::Percentile { p: percentile.strip_prefix('p')?.parse().ok()? },
    })
}

impl LeadTime {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let from = context.temporal(&self.from);
        let to = context.temporal(&self.to);
        let statistic = statistic(context, self.statistic.as_ref());
        let unit = TimeUnit::resolve(self.unit, context, TimeUnit::Days);
        let clock = Clock::resolve(context, unit, self.business_days.as_ref())?;
        let mut rows = context.rows_by(&self.to)?;
        let (from, to) = (from?, to?);
        let ended = if_by_as_of(to_day(&to)).is_not_null();
        rows.filter = super::both(rows.filter, Some(ended));
        let (name, p) = statistic?;
        let text = Title::FromTo { from: self.from.value.clone(), to: self.to.value.clone() };
        let mut plan = match p {
            Some(p) => {
                let length = number_expr(clock.in_order(&from, &to));
                percentile::plan_over(&rows, &length, p, &name, text, unit.unit())
            }
            None => {
                let (clock, length) = clock.in_seconds();
                let value = number_expr(clock.in_order(&from, &to));
                let mean = average::mean(&rows, (&value, length), text, unit.unit());
                Plan { pooling: Pooling::Pool, ..mean }
            }
        };
        plan.direction = Some(Direction::Minimise);
        plan.bounds = (Some(0.0), None);
        plan.policies.extend([clock.policy(), Policy::LeftOutUnended]);
        Some(plan.with_reversed_count(&rows, clock.reversed(&from, &to)))
    }
}

impl KindDescription for LeadTime {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("from", &self.from);
        keys.text("to", &self.to);
        keys.or("statistic", self.statistic.as_ref(), "median");
        keys.put("unit", self.unit.as_ref().map_or("days".to_owned(), word));
        keys.word("business_days", self.business_days.as_ref().map(|b| b.value));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let meaning = ServiceMeaning::LeadTime {
            statistic: statistic_of(self.statistic.as_ref())?,
            from: self.from.value.clone(),
            to: self.to.value.clone(),
            clock: input.policy(Subject::Time)?,
        };
        Some(meaning.into())
    }
}

/// How the time between two moments is counted.
#[derive(Clone, Copy)]
pub(super) enum Clock<'a> {
    /// What passes, in a unit.
    Passing(Unit, Tz),
    /// Whole local days.
    Days,
    /// Business days after the first day, through the last.
    BusinessDays(&'a Calendar),
}

impl<'a> Clock<'a> {
    /// The clock a kind names; business days are counted in days alone.
    pub(super) fn resolve(
        context: &Context<'a>,
        unit: TimeUnit,
        business_days: Option<&Spanned<bool>>,
    ) -> Option<Clock<'a>> {
        match (business_days.filter(|business| business.value), unit) {
            (Some(_), TimeUnit::Days) => Some(Clock::BusinessDays(context.calendar)),
            (None, TimeUnit::Days) => Some(Clock::Days),
            (None, unit) => Some(Clock::Passing(unit.unit(), context.calendar.time_zone)),
            (Some(business), unit) => {
                let word = unit.unit().word();
                let cause = BusinessDaysInUnit { unit: word.to_string() };
                context.report(Problem::new(cause).at(business.span));
                None
            }
        }
    }

    /// A clock of seconds where it measures what passes, and how many of them its unit has.
    fn in_seconds(self) -> (Self, f64) {
        match self {
            Clock::Passing(unit, zone) => {
                (Clock::Passing(Unit::Seconds, zone), unit.seconds().unwrap_or(1.0))
            }
            other => (other, 1.0),
        }
    }

    /// The time between two moments.
    pub(super) fn between(self, from: &Typed, to: &Typed) -> Expr {
        match self {
            Clock::Passing(unit, zone) => {
                seconds_between(time_of(from, zone), time_of(to, zone)) / lit(unit.seconds().unwrap_or(1.0))
            }
            Clock::Days => float(day_difference(to_day(to), to_day(from))),
            Clock::BusinessDays(calendar) => {
                float(business_index(to_day(to), calendar) - business_index(to_day(from), calendar))
            }
        }
    }

    /// Whether the end comes no sooner than the beginning, whatever is counted (R47): of two times by the instant, else
    /// by the day.
    fn ordered(self, from: &Typed, to: &Typed) -> Expr {
        let by_day = to_day(from).lt_eq(to_day(to));
        match (is_time(from) && is_time(to), self) {
            (true, _) => from.expr.clone().lt_eq(to.expr.clone()),
            // A day is taken for its beginning, and no time passes before it.
            (false, Clock::Passing(..)) => by_day.and(self.between(from, to).gt_eq(lit(0.0))),
            (false, _) => by_day,
        }
    }

    /// The same, null where the end comes before the beginning.
    pub(super) fn in_order(self, from: &Typed, to: &Typed) -> Expr {
        when(self.ordered(from, to), self.between(from, to))
    }

    /// That a case does not end before it begins, for all that is known.
    pub(super) fn kept(self, from: &Typed, to: &Typed) -> Expr {
        self.ordered(from, to).is_not_false()
    }

    /// That a case ends before it begins.
    pub(super) fn reversed(self, from: &Typed, to: &Typed) -> Expr {
        self.ordered(from, to).is_false()
    }

    /// For readers.
    pub(super) fn policy(self) -> Policy {
        match self {
            Clock::Passing(Unit::Minutes, _) => Policy::TimeMinutes,
            Clock::Passing(Unit::Seconds, _) => Policy::TimeSeconds,
            Clock::Passing(..) => Policy::TimeHours,
            Clock::Days => Policy::TimeDays,
            Clock::BusinessDays(_) => Policy::TimeBusinessDays,
        }
    }
}

/// The running number of business days up to and including a day; differences count the days between.
pub(super) fn business_index(day: Expr, calendar: &Calendar) -> Expr {
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
    let holidays = calendar.holidays.iter();
    let off = holidays.filter(|h| calendar.working_days.contains(chrono::Datelike::weekday(*h)));
    let passed = off.map(|off| cast(day.clone().gt_eq(date_literal(*off)), DataType::Int64));
    match added(passed.collect()) {
        Some(passed) => index - passed,
        None => index,
    }
}

causes! {
    /// A text that is no statistic of a time.
    UnknownStatistic { word: String } => WrongType,
        "`statistic` takes mean, median or p50 to p99, this is `{word}`",
        "write `statistic: p90`";

    /// Business days in a unit that passes around the clock.
    BusinessDaysInUnit { unit: String } => TwoForms,
        "`business_days` and `unit: {unit}` exclude each other",
        "count days, or take {unit} around the clock";
}
