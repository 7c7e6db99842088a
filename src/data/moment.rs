//! Written days and times by the calendar's clock.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::pattern::DateText;
use crate::calendar::{ClockChange, instant_of};
use crate::measure::expression::instant::YEARS;

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
    pub(super) fn day_of(self, written: DateText) -> Option<NaiveDate> {
        match written {
            DateText { day, time: Some(time), offset: Some(offset) } => {
                self.day_at(self.instant(day.and_time(time), Some(offset))?.0)
            }
            DateText { day, .. } => Some(day),
        }
    }

    /// The instant, and what the clocks did with it; a day alone is its beginning by the calendar's clock.
    pub(super) fn time_of(self, written: DateText) -> Option<(i64, ClockChange)> {
        match written {
            DateText { day, time: Some(time), offset } => self.instant(day.and_time(time), offset),
            DateText { day, .. } => Some((self.begins(day)?, ClockChange::Once)),
        }
    }

    /// The instant of a written time, in microseconds since 1970, and what the clocks did with it (R47).
    pub(super) fn instant(self, time: NaiveDateTime, offset: Option<i32>) -> Option<(i64, ClockChange)> {
        let (instant, turn) = match offset {
            Some(seconds) => {
                let written = FixedOffset::east_opt(seconds)?.from_local_datetime(&time).single()?;
                (written.to_utc(), ClockChange::Once)
            }
            None => instant_of(self.written, time)?,
        };
        let micros = instant.timestamp_micros();
        YEARS.contains(&self.day_at(micros)?.year()).then_some((micros, turn))
    }

    /// The day of an instant by the calendar's clock.
    pub(super) fn day_at(self, micros: i64) -> Option<NaiveDate> {
        Some(DateTime::from_timestamp_micros(micros)?.with_timezone(&self.kept).date_naive())
    }

    /// The instant at which a day begins by the calendar's clock.
    pub(super) fn begins(self, day: NaiveDate) -> Option<i64> {
        Some(instant_of(self.kept, day.and_time(NaiveTime::MIN))?.0.timestamp_micros())
    }
}
