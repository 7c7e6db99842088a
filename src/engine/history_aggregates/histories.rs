//! What one component's figures are read off.

use std::sync::Arc;

use chrono::NaiveDate;

use super::cache::HistoryCache;
use crate::calendar::{Calendar, Duration};
use crate::engine::aggregates::{Day, Keyed, KeyedRow, Members, NO_KEY, Totals, day_number};
use crate::engine::window::Window;
use crate::measure::expression::day_of_epoch;

/// The histories of a component, and what is asked of them.
pub(in crate::engine) struct Histories<'a> {
    /// Their rows, by day.
    pub(in crate::engine) keyed: &'a Keyed,
    /// What was found of all of them, whatever the window.
    pub(in crate::engine) cache: &'a HistoryCache,
    /// Which segments are asked for, by number.
    pub(in crate::engine) inside: Vec<bool>,
    /// Which days.
    pub(in crate::engine) window: &'a Window,
    /// Periods.
    pub(in crate::engine) calendar: &'a Calendar,
    /// The end of the known world.
    pub(in crate::engine) as_of: NaiveDate,
    /// Whether the source has any row in a stretch of days, whatever the component's conditions (R38).
    pub(in crate::engine) has_rows: &'a dyn Fn(NaiveDate, NaiveDate) -> bool,
    /// The segment of every first key by the last row on or before a day, by number (R14).
    pub(in crate::engine) current_segments: &'a dyn Fn(NaiveDate) -> Arc<Vec<u32>>,
    /// What every first key adds up to in a stretch of days.
    pub(in crate::engine) totals: &'a dyn Fn(NaiveDate, NaiveDate) -> Arc<Totals>,
}

impl<'a> Histories<'a> {
    /// The rows of a stretch of days.
    pub(super) fn between(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = KeyedRow> + use<'a> {
        self.keyed.between(day_number(first), day_number(last))
    }

    /// Whether an row is asked for.
    pub(super) fn holds(&self, row: &KeyedRow) -> bool {
        self.inside[row.segment as usize]
    }

    /// The rows up to a day.
    pub(super) fn until(&self, last: NaiveDate) -> impl Iterator<Item = KeyedRow> + use<'a> {
        self.keyed.between(Day::MIN, day_number(last))
    }

    /// The last day within a time after a day.
    pub(super) fn days_after(&self, day: Day, length: Duration) -> Day {
        day_number(self.calendar.after(day_of_epoch(day), length))
    }

    /// A number of histories; nobody is 0 where the source has rows.
    pub(super) fn counted(&self, number: usize) -> Option<f64> {
        let window = self.window;
        (number > 0 || (self.has_rows)(window.first, window.last)).then_some(number as f64)
    }

    /// How many of some members stand in the cut by the last row on or before a day (R14).
    pub(super) fn count_in_cut(&self, members: &Members, day: NaiveDate) -> f64 {
        let current_segments = (self.current_segments)(day);
        let home = |member: u32| current_segments[member as usize];
        let inside = |home: &u32| *home != NO_KEY && self.inside[*home as usize];
        members.iter().map(home).filter(inside).count() as f64
    }

    /// How many of some members stand elsewhere at the window's end than by a day.
    pub(super) fn count_moved(&self, members: &Members, day: NaiveDate) -> u64 {
        let (then, now) = ((self.current_segments)(day), (self.current_segments)(self.window.last));
        members.iter().filter(|member| then[*member as usize] != now[*member as usize]).count() as u64
    }
}
