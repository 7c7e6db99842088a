//! Instants and local days.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use super::Calendar;

impl Calendar {
    /// The day of an instant in the calendar's zone.
    pub fn local_date(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.time_zone).date_naive()
    }

    /// The last local day that is over at the instant.
    pub fn last_complete_day(&self, instant: DateTime<Utc>) -> NaiveDate {
        let today = self.local_date(instant);
        today.pred_opt().unwrap_or(today)
    }

    /// The instant at which a local day begins; days have 23 or 25 hours where clocks change.
    ///
    /// - Absent: the zone skipped the day, or it lies at the end of what can be counted.
    pub fn day_starts(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        let midnight = day.and_time(NaiveTime::MIN);
        let mut minutes = (0..24 * 60).map(TimeDelta::minutes);
        // Where clocks go forward at midnight the day begins at the end of the gap.
        let local = minutes.find_map(|late| {
            self.time_zone.from_local_datetime(&midnight.checked_add_signed(late)?).earliest()
        });
        local.map(|start| start.with_timezone(&Utc))
    }

    /// How long a local day lasts.
    ///
    /// - Absent: the zone skipped the day or the one after it.
    pub fn day_length(&self, day: NaiveDate) -> Option<TimeDelta> {
        Some(self.day_starts(day.checked_add_days(Days::new(1))?)? - self.day_starts(day)?)
    }
}
