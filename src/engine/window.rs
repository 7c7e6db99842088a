//! The stretch of days a component is asked for.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Duration};

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
