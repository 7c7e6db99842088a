//! Cohorts: customers by the period of their first row, and who of them is kept at an age.

use super::histories::Histories;
use super::lives::Lives;
use crate::calendar::{Calendar, Grain, Period};
use crate::engine::aggregates::{Members, day_number};
use crate::engine::window::Window;
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
pub(in crate::engine) fn cohorts_of_age(
    calendar: &Calendar,
    grain: Grain,
    age: usize,
    window: &Window,
    as_of: NaiveDate,
) -> Vec<(Period, Period)> {
    let ends = std::iter::successors(calendar.period_of(grain, window.first), |p| calendar.next(p));
    let over = ends.take_while(|p| p.last <= window.last && p.last <= as_of);
    over.filter_map(|at| Some((calendar.nth_previous(&at, age)?, at))).collect()
}

pub(super) fn read(histories: &Histories<'_>, ripening: &Ripening, part: CohortPart) -> Option<f64> {
    let lives = lives(histories);
    let value = |(cohort, at): (Period, Period)| {
        let Some(members) = lives.members(&cohort) else {
            // Nobody can be kept of nobody, where it is known who was there.
            return has_rows_for(histories, &at, ripening.rolling).then_some(0.0);
        };
        let kept = kept(histories, &members, &at, ripening.rolling)?;
        let counted = if part == CohortPart::Size { &members } else { &kept };
        Some(histories.count_in_cut(counted, cohort.last))
    };
    let reaching =
        cohorts_of_age(histories.calendar, ripening.grain, ripening.age, histories.window, histories.as_of);
    reaching.into_iter().filter_map(value).reduce(|a, b| a + b)
}

pub(super) fn count_moved(histories: &Histories<'_>, ripening: &Ripening) -> u64 {
    let lives = lives(histories);
    let reaching =
        cohorts_of_age(histories.calendar, ripening.grain, ripening.age, histories.window, histories.as_of);
    let of_cohort = |(cohort, _): &(Period, Period)| Some((lives.members(cohort)?, cohort.last));
    reaching.iter().filter_map(of_cohort).map(|(members, day)| histories.count_moved(&members, day)).sum()
}

/// So many periods are shown by cohort and age: one row of long ago does not make a triangle of all the time since.
const SHOWN: usize = 600;

/// Every cohort that lies in the window and is over, at every age it has reached by its end.
pub(in crate::engine) fn triangle(histories: &Histories<'_>, ripening: &Ripening) -> Vec<CohortRow> {
    let (calendar, window) = (histories.calendar, histories.window);
    let lives = lives(histories);
    let end = window.last.min(histories.as_of);
    let periods = calendar
        .period_of(ripening.grain, end)
        .map(|newest| calendar.periods_ending_with(&newest, SHOWN + 1));
    let mut periods = periods.unwrap_or_default();
    periods.retain(|period| window.first <= period.first && period.last <= end);
    let periods = &periods[periods.len().saturating_sub(SHOWN)..];
    let nobody = Members::none(histories.keyed.firsts());
    let row = |(i, period): (usize, &Period)| {
        let members = lives.members(period).unwrap_or_else(|| nobody.clone());
        let kept = |at: &Period| {
            let kept = kept(histories, &members, at, ripening.rolling)?;
            Some(histories.count_in_cut(&kept, period.last))
        };
        let kept = periods[i..].iter().map(kept).collect();
        CohortRow { period: *period, size: histories.count_in_cut(&members, period.last), kept }
    };
    periods.iter().enumerate().map(row).collect()
}

/// Whether the source says who was there in a period, or later (R38).
fn has_rows_for(histories: &Histories<'_>, at: &Period, rolling: bool) -> bool {
    (histories.has_rows)(at.first, if rolling { histories.as_of } else { at.last })
}

/// Members with a row in a period, or also later; absent where the source has no row to say so (R38).
fn kept(histories: &Histories<'_>, members: &Members, at: &Period, rolling: bool) -> Option<Members> {
    if !has_rows_for(histories, at, rolling) {
        return None;
    }
    let seen = match rolling {
        true => lives(histories).seen_since(day_number(at.first)),
        false => histories.keyed.members(day_number(at.first), day_number(at.last)),
    };
    Some(seen.and(members))
}

fn lives<'a>(histories: &Histories<'a>) -> &'a Lives {
    histories.cache.lives(histories.keyed, histories.as_of)
}
