//! Figures read off histories: what a component says of accounts, customers, orders or cases one by one.
//!
//! A history is what the atoms of a key say, day after day. [`read`] gives a figure for a window and a cut; each
//! figure has a file.

mod balance;
mod cohort;
mod contracts;
mod conversion;
mod entered;
mod first_contact;
mod lifetime;
mod revenue;
mod settled;
mod snapshot;
pub(super) mod survival;
mod totals;

use std::sync::Arc;

use chrono::NaiveDate;

use super::atoms::{Atom, Day, Keyed, NO_KEY, Totals};
use super::day_number;
use super::facts::{Members, Window};
use crate::calendar::{Calendar, Duration};
use crate::measure::expression::day_of_epoch;
use crate::measure::{Basis, Component, HistoryAggregate};

pub use cohort::CohortRow;
pub(super) use cohort::{Ripening, reaching, triangle};
pub(super) use lifetime::Lifetime;
pub(super) use revenue::{SegmentRevenue, revenue_by_segment, revenue_of};
pub(super) use totals::totals;

/// The histories of a component, and what is asked of them.
pub(super) struct Histories<'a> {
    /// Their atoms, by day.
    pub(super) keyed: &'a Keyed,
    /// Which segments are asked for, by number.
    pub(super) inside: Vec<bool>,
    /// Which days.
    pub(super) window: &'a Window,
    /// Periods.
    pub(super) calendar: &'a Calendar,
    /// The end of the known world.
    pub(super) as_of: NaiveDate,
    /// Whether the source has any row in a stretch of days, whatever the component's conditions (R38).
    pub(super) has_rows: &'a dyn Fn(NaiveDate, NaiveDate) -> bool,
    /// The segment of every first key by the last row on or before a day, by number (R14).
    pub(super) homes: &'a dyn Fn(NaiveDate) -> Arc<Vec<u32>>,
    /// What every first key adds up to in a stretch of days.
    pub(super) totals: &'a dyn Fn(NaiveDate, NaiveDate) -> Arc<Totals>,
}

impl<'a> Histories<'a> {
    /// The atoms of a stretch of days.
    fn between(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = Atom> + use<'a> {
        self.keyed.between(day_number(first), day_number(last))
    }

    /// Whether an atom is asked for.
    fn holds(&self, atom: &Atom) -> bool {
        self.inside[atom.segment as usize]
    }

    /// The atoms up to a day.
    fn until(&self, last: NaiveDate) -> impl Iterator<Item = Atom> + use<'a> {
        self.keyed.between(Day::MIN, day_number(last))
    }

    /// The last day within a time after a day.
    fn days_after(&self, day: Day, length: Duration) -> Day {
        day_number(self.calendar.after(day_of_epoch(day), length))
    }

    /// A number of histories; nobody is 0 where the source has rows.
    fn counted(&self, number: usize) -> Option<f64> {
        let window = self.window;
        (number > 0 || (self.has_rows)(window.first, window.last)).then_some(number as f64)
    }

    /// How many of some members stand in the cut by the last row on or before a day (R14).
    fn in_cut(&self, members: &Members, day: NaiveDate) -> f64 {
        let homes = (self.homes)(day);
        let home = |member: u32| homes[member as usize];
        let inside = |home: &u32| *home != NO_KEY && self.inside[*home as usize];
        members.iter().map(home).filter(inside).count() as f64
    }

    /// How many of some members stand elsewhere at the window's end than by a day.
    fn moved(&self, members: &Members, day: NaiveDate) -> u64 {
        let (then, now) = ((self.homes)(day), (self.homes)(self.window.last));
        members.iter().filter(|member| then[*member as usize] != now[*member as usize]).count() as u64
    }
}

/// A figure; absent when nothing is known.
pub(super) fn read(aggregate: &HistoryAggregate, histories: &Histories<'_>) -> Option<f64> {
    match aggregate {
        HistoryAggregate::Balance { carried } => balance::read(histories, *carried),
        HistoryAggregate::Snapshot { grain } => snapshot::read(histories, *grain),
        HistoryAggregate::Conversion { counted, within, later } => {
            conversion::read(histories, *counted, *within, *later)
        }
        HistoryAggregate::FirstContact { counted, repeat_within } => {
            first_contact::read(histories, *counted, *repeat_within)
        }
        HistoryAggregate::Entered { grain, over_time, among } => {
            entered::read(histories, *grain, *over_time, *among)
        }
        HistoryAggregate::Settled { whole } => settled::read(histories, *whole),
        HistoryAggregate::Survival { p } => survival::read(histories, *p),
        HistoryAggregate::Totals(said) => totals::read(histories, *said),
        HistoryAggregate::Lifetime { ahead, days, part } => {
            let Window { first, last, .. } = *histories.window;
            Lifetime::of(histories, *ahead, *days).part(*part, &|| (histories.has_rows)(first, last))
        }
        HistoryAggregate::Contracts(state) => contracts::read(histories, *state),
        HistoryAggregate::Revenue { within, gross, part } => {
            let segments = revenue_by_segment(histories, *within, *gross)?;
            let inside = segments.iter().zip(&histories.inside).filter(|(_, inside)| **inside);
            revenue_of(inside.map(|(segment, _)| segment), *part)
        }
        HistoryAggregate::Cohort { grain, age, rolling, part } => {
            cohort::read(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }, *part)
        }
    }
}

/// How cohorts of a component come of age, where it counts them.
pub(super) fn ripening(component: &Component) -> Option<Ripening> {
    match component.basis {
        Basis::Histories { aggregate: HistoryAggregate::Cohort { grain, age, rolling, .. }, .. } => {
            Some(Ripening { grain, age, rolling })
        }
        _ => None,
    }
}

/// How many customers of the opening stand in another segment at the end, for figures that compare both (R14).
pub(super) fn changed(aggregate: &HistoryAggregate, histories: &Histories<'_>) -> Option<u64> {
    match aggregate {
        HistoryAggregate::Balance { .. }
        | HistoryAggregate::Snapshot { .. }
        | HistoryAggregate::Conversion { .. }
        | HistoryAggregate::FirstContact { .. }
        | HistoryAggregate::Entered { .. }
        | HistoryAggregate::Settled { .. }
        | HistoryAggregate::Survival { .. }
        | HistoryAggregate::Totals(_)
        | HistoryAggregate::Lifetime { .. } => None,
        HistoryAggregate::Contracts(_) => contracts::changed(histories),
        HistoryAggregate::Revenue { within, .. } => revenue::changed(histories, *within),
        HistoryAggregate::Cohort { grain, age, rolling, .. } => {
            Some(cohort::changed(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }))
        }
    }
}

/// The first day a figure looks at (R5). A figure of all that came before looks at the window alone: what lies before
/// the history is not missing, it is not there.
pub(super) fn reach(
    aggregate: &HistoryAggregate,
    window: &Window,
    calendar: &Calendar,
    as_of: NaiveDate,
) -> NaiveDate {
    match aggregate {
        // A ticket of the first days may repeat one before.
        HistoryAggregate::FirstContact { repeat_within, .. } => calendar.before(window.first, *repeat_within),
        HistoryAggregate::Balance { .. }
        | HistoryAggregate::Snapshot { .. }
        | HistoryAggregate::Conversion { .. }
        | HistoryAggregate::Entered { .. }
        | HistoryAggregate::Settled { .. }
        | HistoryAggregate::Survival { .. }
        | HistoryAggregate::Totals(_)
        | HistoryAggregate::Lifetime { .. } => window.first,
        HistoryAggregate::Contracts(_) => contracts::opening(window),
        HistoryAggregate::Revenue { within, .. } => {
            window.opening(calendar, *within).map_or(NaiveDate::MIN, |(first, _)| first)
        }
        HistoryAggregate::Cohort { grain, age, .. } => {
            let first = reaching(calendar, *grain, *age, window, as_of).into_iter().next();
            first.map_or(window.first, |(cohort, _)| cohort.first)
        }
    }
}
