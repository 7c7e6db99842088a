//! Instants and local days.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Calendar;

/// What the clocks of a zone did with a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// They showed it once.
    Once,
    /// They showed it twice, because they were put back.
    Twice,
    /// They never showed it, because they were put forward.
    Never,
}

/// The instant of a local time (R47): of one that came twice the earlier; one that never came moves forward by the gap.
///
/// - Absent: it lies at the end of what can be counted.
pub fn instant_of(zone: Tz, local: NaiveDateTime) -> Option<(DateTime<Utc>, ClockChange)> {
    use chrono::LocalResult::{Ambiguous, None as Skipped, Single};
    match zone.from_local_datetime(&local) {
        Single(instant) => Some((instant.to_utc(), ClockChange::Once)),
        Ambiguous(earlier, _) => Some((earlier.to_utc(), ClockChange::Twice)),
        Skipped => {
            // Counted on from the last hour before the gap; a zone that changed sides of the date line skipped a day.
            let mut hours = (1..=26).map(TimeDelta::hours);
            let moved = hours.find_map(|hours| {
                let before = zone.from_local_datetime(&local.checked_sub_signed(hours)?).latest()?;
                before.to_utc().checked_add_signed(hours)
            });
            moved.map(|instant| (instant, ClockChange::Never))
        }
    }
}

impl Calendar {
    /// The day of an instant in the calendar's zone.
    pub fn local_date(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.time_zone).date_naive()
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
}
