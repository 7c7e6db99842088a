//! Instants of local times.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

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
