//! How long before or after something another still counts.

use datafusion::prelude::{Expr, lit};

use super::conditions::{add_duration, if_by_as_of, is_time, subtract_duration};
use super::lead_time::business_index;
use super::{Context, Text};
use crate::calendar::{Calendar, Duration, Length};
use crate::measure::Rows;
use crate::measure::expression::instant::after;
use crate::measure::expression::row::{days_later, to_day, when};
use crate::measure::expression::{Typed, as_of};
use crate::problem::{HoursOfDays, PartOfDay, Problem};

/// A length of time that something may take: days, business days, months, or what passes between two times.
#[derive(Clone, Copy)]
pub(super) struct Allowance<'a> {
    /// As it was written.
    pub(super) duration: Duration,
    calendar: &'a Calendar,
    /// Seconds that pass, where it is counted between times (R47).
    passing: Option<i64>,
}

impl<'a> Context<'a> {
    /// How long before or after a date another still counts. Hours, minutes and seconds pass between times: where one of the
    /// columns holds days, only whole days of them can be counted.
    pub(super) fn allowance(&self, text: &Text, columns: &[(&str, &Typed)]) -> Option<Allowance<'a>> {
        let duration = self.duration(text)?;
        let passing = match duration.length() {
            Length::Seconds(seconds) => Some(seconds),
            _ => None,
        };
        let of_days = columns.iter().find(|(_, typed)| !is_time(typed));
        match of_days {
            Some((column, _)) if !duration.is_of_days() => {
                let why = format!("`{column}` holds days");
                let cause = PartOfDay { duration: duration.to_string(), why, between_times: true };
                self.report(Problem::new(cause).at(text.span));
                None
            }
            _ => Some(Allowance {
                duration,
                calendar: self.calendar,
                passing: passing.filter(|_| of_days.is_none()),
            }),
        }
    }

    /// No time at all.
    pub(super) fn no_allowance(&self) -> Allowance<'a> {
        Allowance { duration: Duration::days(0), calendar: self.calendar, passing: None }
    }

    /// A duration that days are counted of.
    pub(super) fn of_days(&self, text: &Text, what: &str) -> Option<Duration> {
        let duration = self.duration(text)?;
        if !duration.is_of_days() {
            let why = format!("{what} are counted by days");
            let cause = PartOfDay { duration: duration.to_string(), why, between_times: false };
            self.report(Problem::new(cause).at(text.span));
            return None;
        }
        Some(duration)
    }

    /// A duration that days are counted of, after rows that may be placed by times: of these two days are not what passes in 48 hours.
    pub(super) fn of_days_after(&self, rows: &Rows, text: &Text, what: &str) -> Option<Duration> {
        let duration = self.of_days(text, what)?;
        if let (Length::Seconds(seconds), true) = (duration.length(), rows.instant.is_some()) {
            let days = Duration::days(u32::try_from(seconds / 86_400).unwrap_or(u32::MAX)).to_string();
            let why = format!("{what} are counted by days");
            let cause = HoursOfDays { duration: duration.to_string(), why, days };
            self.report(Problem::new(cause).at(text.span));
            return None;
        }
        Some(duration)
    }
}

impl Allowance<'_> {
    /// Whether it is counted between times.
    pub(super) fn is_passing(&self) -> bool {
        self.passing.is_some()
    }

    /// Whether something has come by as-of, no later than so long after something else.
    pub(super) fn is_within(&self, from: &Typed, to: &Typed) -> Expr {
        let came = if_by_as_of(to_day(to));
        match (self.passing, self.duration.length()) {
            (Some(seconds), _) => {
                when(to_day(to).lt_eq(as_of()), to.expr.clone()).lt_eq(self.moved(from, seconds))
            }
            // By the last of so many business days: fewer lie before it.
            (None, Length::BusinessDays(days)) if days > 0 => {
                (self.index(days_later(came, -1)) - self.index(to_day(from))).lt(lit(days))
            }
            (None, Length::BusinessDays(_)) => came.lt_eq(to_day(from)),
            (None, _) => came.lt_eq(add_duration(to_day(from), self.duration)),
        }
    }

    /// Whether something comes no sooner than so long before something else.
    pub(super) fn is_not_before(&self, from: &Typed, to: &Typed) -> Expr {
        match (self.passing, self.duration.length()) {
            (Some(seconds), _) => to.expr.clone().gt_eq(self.moved(from, -seconds)),
            (None, Length::BusinessDays(days)) if days > 0 => {
                (self.index(days_later(to_day(from), -1)) - self.index(to_day(to))).lt(lit(days))
            }
            (None, Length::BusinessDays(_)) => to_day(to).gt_eq(to_day(from)),
            (None, _) => to_day(to).gt_eq(subtract_duration(to_day(from), self.duration)),
        }
    }

    /// Whether the time after something is over by as-of.
    pub(super) fn has_elapsed(&self, from: &Typed) -> Expr {
        match (self.passing, self.duration.length()) {
            (Some(seconds), _) => {
                let end = Typed { expr: self.moved(from, seconds), ..from.clone() };
                to_day(&end).lt_eq(as_of())
            }
            (None, Length::BusinessDays(days)) if days > 0 => {
                (self.index(as_of()) - self.index(to_day(from))).gt_eq(lit(days))
            }
            (None, Length::BusinessDays(_)) => to_day(from).lt_eq(as_of()),
            (None, _) => add_duration(to_day(from), self.duration).lt_eq(as_of()),
        }
    }

    fn moved(&self, from: &Typed, seconds: i64) -> Expr {
        after(from.expr.clone(), lit(seconds as f64), self.calendar.time_zone)
    }

    fn index(&self, day: Expr) -> Expr {
        business_index(day, self.calendar)
    }
}
