//! Written days and times by the calendar's clock.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::pattern::Written;

/// Whose clock a time is read by, and whose it is kept by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Zone of times that name none.
    pub(super) written: Tz,
    /// Zone of the calendar.
    pub(super) kept: Tz,
}

impl Clock {
    /// The day; of a time with an offset, the calendar's day.
    pub(super) fn day_of(self, written: Written) -> Option<NaiveDate> {
        match written {
            Written { day, time: Some(time), offset: Some(offset) } => {
                Some(self.local(day.and_time(time), Some(offset))?.date())
            }
            Written { day, .. } => Some(day),
        }
    }

    /// The time by the calendar's clock; a day alone is its midnight by that clock.
    pub(super) fn time_of(self, written: Written) -> Option<NaiveDateTime> {
        match written {
            Written { day, time: Some(time), offset } => self.local(day.and_time(time), offset),
            Written { day, .. } => Some(day.and_time(NaiveTime::MIN)),
        }
    }

    /// A written time by the calendar's clock.
    pub(super) fn local(self, time: NaiveDateTime, offset: Option<i32>) -> Option<NaiveDateTime> {
        if let Some(seconds) = offset {
            return self.kept_of(FixedOffset::east_opt(seconds)?.from_local_datetime(&time).single()?);
        }
        if self.written == self.kept {
            return Some(time);
        }
        // A time that clocks skipped is counted on from the hour before; of one that came twice the first holds.
        let hour = TimeDelta::hours(1);
        match self.written.from_local_datetime(&time).earliest() {
            Some(instant) => self.kept_of(instant),
            None => self.kept_of(self.written.from_local_datetime(&(time - hour)).earliest()? + hour),
        }
    }

    /// An instant in microseconds since 1970 by the calendar's clock.
    pub(super) fn local_of_utc(self, micros: i64) -> Option<NaiveDateTime> {
        self.kept_of(DateTime::from_timestamp_micros(micros)?)
    }

    fn kept_of<Z: TimeZone>(self, instant: DateTime<Z>) -> Option<NaiveDateTime> {
        Some(instant.with_timezone(&self.kept).naive_local())
    }
}
