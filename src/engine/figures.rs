//! Figures read off histories: what a component says of accounts, customers, orders or cases one by one.
//!
//! A history is what the atoms of a key say, day after day. [`read`] gives a figure for a window and a cut; each
//! figure has a file.

mod balance;
mod conversion;
mod first_contact;
mod lifetime;
mod snapshot;
pub(super) mod survival;

use chrono::NaiveDate;

use super::atoms::{Atom, Day, Keyed};
use super::facts::{Cut, Window};
use super::query::day_number;
use crate::calendar::{Calendar, Duration};
use crate::measure::Figure;
use crate::measure::expression::day_of_epoch;

pub(super) use lifetime::Lifetime;

/// The histories of a component, and what is asked of them.
pub(super) struct Histories<'a> {
    /// Atoms by day, then keys.
    pub(super) keyed: &'a Keyed,
    /// Which rows.
    pub(super) cut: Cut<'a>,
    /// Which days.
    pub(super) window: &'a Window,
    /// Periods.
    pub(super) calendar: &'a Calendar,
    /// The end of the known world.
    pub(super) as_of: NaiveDate,
    /// Whether the source has any row in a stretch of days, whatever the component's conditions (R38).
    pub(super) has_rows: &'a dyn Fn(NaiveDate, NaiveDate) -> bool,
}

impl<'a> Histories<'a> {
    /// The atoms of a stretch of days.
    fn between(&self, first: NaiveDate, last: NaiveDate) -> &'a [Atom] {
        self.keyed.between(day_number(first), day_number(last))
    }

    /// The atoms up to a day.
    fn until(&self, last: NaiveDate) -> &'a [Atom] {
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
}

/// A figure; absent when nothing is known.
pub(super) fn read(figure: &Figure, histories: &Histories<'_>) -> Option<f64> {
    match figure {
        Figure::Balance { carried } => balance::read(histories, *carried),
        Figure::Snapshot { grain } => snapshot::read(histories, *grain),
        Figure::Conversion { counted, within, later } => {
            conversion::read(histories, *counted, *within, *later)
        }
        Figure::FirstContact { counted, repeat_within } => {
            first_contact::read(histories, *counted, *repeat_within)
        }
        Figure::Survival { p } => survival::read(histories, *p),
        Figure::Lifetime { ahead, days, part } => Lifetime::of(histories, *ahead, *days).part(*part),
    }
}

/// The first day a figure looks at (R5). A figure of all that came before looks at the window alone: what lies before
/// the history is not missing, it is not there.
pub(super) fn reach(figure: &Figure, window: &Window, calendar: &Calendar) -> NaiveDate {
    match figure {
        // A ticket of the first days may repeat one before.
        Figure::FirstContact { repeat_within, .. } => calendar.before(window.first, *repeat_within),
        Figure::Balance { .. }
        | Figure::Snapshot { .. }
        | Figure::Conversion { .. }
        | Figure::Survival { .. }
        | Figure::Lifetime { .. } => window.first,
    }
}
