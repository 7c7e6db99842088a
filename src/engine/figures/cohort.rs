//! Cohorts: customers by the period of their first row, and who of them is kept at an age.

use super::Histories;
use crate::calendar::{Calendar, Grain, Period};
use crate::engine::atoms::{Atom, Day};
use crate::engine::day_number;
use crate::engine::facts::{Members, Window};
use crate::measure::CohortPart;
use chrono::NaiveDate;

/// How cohorts come of age.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Ripening {
    /// The periods of cohorts and ages.
    pub(in crate::engine) grain: Grain,
    /// The age in periods.
    pub(in crate::engine) age: usize,
    /// Whether a later row keeps a customer too.
    pub(in crate::engine) rolling: bool,
}

/// A cohort at every age it has reached.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortRow {
    /// The period of the first rows.
    pub period: Period,
    /// Number of customers.
    pub size: f64,
    /// How many of them were kept, by age from 0; absent where the source has no row at that age.
    pub kept: Vec<Option<f64>>,
}

/// Cohorts whose period of an age ends in a window and is over, each with that period, oldest first.
pub(in crate::engine) fn reaching(
    calendar: &Calendar,
    grain: Grain,
    age: usize,
    window: &Window,
    as_of: NaiveDate,
) -> Vec<(Period, Period)> {
    let ends = std::iter::successors(calendar.period_of(grain, window.first), |p| calendar.next(p));
    let over = ends.take_while(|p| p.last <= window.last && p.last <= as_of);
    over.filter_map(|at| Some((calendar.back(&at, age)?, at))).collect()
}

pub(super) fn read(histories: &Histories<'_>, ripening: &Ripening, part: CohortPart) -> Option<f64> {
    let lives = Lives::of(histories);
    let value = |(cohort, at): (Period, Period)| {
        let members = lives.members(&cohort);
        let kept = lives.kept(histories, &members, &at, ripening.rolling)?;
        let counted = if part == CohortPart::Size { &members } else { &kept };
        Some(histories.in_cut(counted, cohort.last))
    };
    let reaching =
        reaching(histories.calendar, ripening.grain, ripening.age, histories.window, histories.as_of);
    reaching.into_iter().filter_map(value).reduce(|a, b| a + b)
}

pub(super) fn changed(histories: &Histories<'_>, ripening: &Ripening) -> u64 {
    let lives = Lives::of(histories);
    let reaching =
        reaching(histories.calendar, ripening.grain, ripening.age, histories.window, histories.as_of);
    reaching.iter().map(|(cohort, _)| histories.moved(&lives.members(cohort), cohort.last)).sum()
}

/// Every cohort that lies in the window and is over, at every age it has reached by its end.
pub(in crate::engine) fn triangle(histories: &Histories<'_>, ripening: &Ripening) -> Vec<CohortRow> {
    let (calendar, window) = (histories.calendar, histories.window);
    let lives = Lives::of(histories);
    let periods: Vec<Period> = reaching(calendar, ripening.grain, 0, window, histories.as_of)
        .into_iter()
        .map(|(period, _)| period)
        .filter(|period| window.first <= period.first)
        .collect();
    let row = |(i, period): (usize, &Period)| {
        let members = lives.members(period);
        let kept = |at: &Period| {
            let kept = lives.kept(histories, &members, at, ripening.rolling)?;
            Some(histories.in_cut(&kept, period.last))
        };
        let kept = periods[i..].iter().map(kept).collect();
        CohortRow { period: *period, size: histories.in_cut(&members, period.last), kept }
    };
    periods.iter().enumerate().map(row).collect()
}

/// First and last day of every customer.
struct Lives {
    first: Vec<Option<Day>>,
    last: Vec<Option<Day>>,
}

impl Lives {
    fn of(histories: &Histories<'_>) -> Lives {
        let none = vec![None; histories.keyed.firsts()];
        let mut lives = Lives { first: none.clone(), last: none };
        for Atom { day, keys: [member, ..], .. } in histories.until(histories.as_of) {
            let Some(member) = member.map(|member| member as usize) else { continue };
            lives.first[member].get_or_insert(day);
            lives.last[member] = Some(day);
        }
        lives
    }

    /// Customers whose first row stands in a period.
    fn members(&self, cohort: &Period) -> Members {
        let days = day_number(cohort.first)..=day_number(cohort.last);
        self.holding(&self.first, |first| days.contains(&first))
    }

    /// Customers with a day that meets a condition.
    fn holding(&self, days: &[Option<Day>], meets: impl Fn(Day) -> bool) -> Members {
        let mut members = Members::none(days.len());
        for (number, day) in (0..).zip(days) {
            if day.is_some_and(&meets) {
                members.insert(number);
            }
        }
        members
    }

    /// Members with a row in a period, or also later; absent where the source has no row to say so (R38).
    fn kept(
        &self,
        histories: &Histories<'_>,
        members: &Members,
        at: &Period,
        rolling: bool,
    ) -> Option<Members> {
        let until = if rolling { histories.as_of } else { at.last };
        if !(histories.has_rows)(at.first, until) {
            return None;
        }
        let seen = match rolling {
            true => self.holding(&self.last, |last| last >= day_number(at.first)),
            false => histories.keyed.members(at.first, at.last),
        };
        Some(seen.and(members))
    }
}
