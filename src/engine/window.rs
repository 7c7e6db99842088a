//! Which rows of a component are asked for: the segments, and the stretch of days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::aggregates::{Keyed, SegmentKey};
use crate::calendar::{Calendar, Duration};
use crate::model::Axis;

/// Which rows of a component: all, or those of some segments of an axis together.
#[derive(Debug, Clone, Copy)]
pub enum Cut<'a> {
    /// All rows.
    Total,
    /// Rows of these segments.
    Segments(&'a Axis, &'a BTreeSet<SegmentKey>),
}

impl<'a> Cut<'a> {
    pub(in crate::engine) fn axis(self) -> Option<&'a Axis> {
        match self {
            Cut::Total => None,
            Cut::Segments(axis, _) => Some(axis),
        }
    }

    /// What stands by segment, of those that it holds, in the order of segments.
    pub(in crate::engine) fn among<'m, V>(
        self,
        by_segment: &'m BTreeMap<SegmentKey, V>,
    ) -> impl Iterator<Item = &'m V> + Clone + use<'a, 'm, V> {
        let (all, some) = match self {
            Cut::Total => (Some(by_segment.values()), None),
            Cut::Segments(_, keys) => (None, Some(keys.iter().filter_map(|key| by_segment.get(key)))),
        };
        all.into_iter().flatten().chain(some.into_iter().flatten())
    }

    /// Whether it holds each segment of keyed rows, by number.
    pub(in crate::engine) fn inside(self, keyed: &Keyed) -> Vec<bool> {
        let mut inside = vec![matches!(self, Cut::Total); keyed.segments().len()];
        if let Cut::Segments(_, keys) = self {
            keys.iter().filter_map(|key| keyed.number(key)).for_each(|number| inside[number] = true);
        }
        inside
    }

    /// The numbers of the segments it holds.
    pub(in crate::engine) fn of<'k>(self, keyed: &'k Keyed) -> impl Iterator<Item = usize> + use<'a, 'k> {
        let (all, some) = match self {
            Cut::Total => (Some(0..keyed.segments().len()), None),
            Cut::Segments(_, keys) => (None, Some(keys.iter().filter_map(|key| keyed.number(key)))),
        };
        all.into_iter().flatten().chain(some.into_iter().flatten())
    }

    /// The number of its one segment, if it has one and rows have it; `None` where it holds all, or several.
    pub(in crate::engine) fn alone(self, keyed: &Keyed) -> Option<Option<usize>> {
        match self {
            Cut::Segments(_, keys) if keys.len() == 1 => Some(keyed.number(keys.first()?)),
            _ => None,
        }
    }
}

/// A stretch of days a component is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// The stretch before it, which opens it for customer states without a look-back window of their own.
    pub opening: Option<(NaiveDate, NaiveDate)>,
}

impl Window {
    /// The days in which a row makes a customer active at the window's end.
    pub(in crate::engine) fn active(
        &self,
        calendar: &Calendar,
        within: Option<Duration>,
    ) -> (NaiveDate, NaiveDate) {
        within.map_or((self.first, self.last), |w| calendar.window(self.last, w))
    }

    /// The days in which a row makes a customer active at the opening.
    pub(in crate::engine) fn opening(
        &self,
        calendar: &Calendar,
        within: Option<Duration>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        match within {
            None => self.opening,
            Some(w) => Some(calendar.window(calendar.before(self.last, w), w)),
        }
    }

    /// The first day that has to be known of the opening; of a first wave, before which there is none, the day before it.
    pub(in crate::engine) fn opens(&self, calendar: &Calendar, within: Option<Duration>) -> NaiveDate {
        let before = || self.first.pred_opt().unwrap_or(self.first);
        self.opening(calendar, within).map_or_else(before, |(first, _)| first)
    }

    /// The days before those of the opening, all of them or back to a time before the opening's end.
    pub(in crate::engine) fn before_opening(
        &self,
        calendar: &Calendar,
        within: Option<Duration>,
        back: Option<Duration>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = self.opening(calendar, within)?;
        let from = back.map_or(NaiveDate::MIN, |back| calendar.window(last, back).0);
        Some((from, first.pred_opt()?))
    }
}
