//! Figures read off histories: what a component says of accounts, customers, orders or cases one by one.
//!
//! A history is what the atoms of a key say, day after day. [`read`] gives a figure for a window and a cut; each
//! figure has a file.

mod balance;
mod snapshot;

use chrono::NaiveDate;

use super::atoms::{Atom, Day, Keyed};
use super::facts::{Cut, Window};
use super::query::day_number;
use crate::calendar::Calendar;
use crate::measure::Figure;

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
}

/// A figure; absent when nothing is known.
pub(super) fn read(figure: &Figure, histories: &Histories<'_>) -> Option<f64> {
    match figure {
        Figure::Balance { carried } => balance::read(histories, *carried),
        Figure::Snapshot { grain } => snapshot::read(histories, *grain),
    }
}

/// The first day a figure looks at (R5). A figure of all that came before looks at the window alone: what lies before
/// the history is not missing, it is not there.
pub(super) fn reach(figure: &Figure, window: &Window) -> NaiveDate {
    match figure {
        Figure::Balance { .. } | Figure::Snapshot { .. } => window.first,
    }
}
