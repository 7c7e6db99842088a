//! Instants of local times.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
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

/// Days between 1800 and 2100 on which the clocks of a zone may have been put forward or back: each with the days beside
/// it, since a change is found by the clock of UTC.
pub fn days_of_change(zone: Tz) -> Vec<NaiveDate> {
    let offset = |day: NaiveDate| zone.offset_from_utc_datetime(&day.and_time(NaiveTime::MIN)).fix();
    let first = NaiveDate::from_ymd_opt(1800, 1, 1).unwrap_or_default();
    let days = first.iter_days().take_while(|day| day.year() < 2100);
    let changed = days.filter(|day| day.succ_opt().is_some_and(|next| offset(*day) != offset(next)));
    changed.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten().collect()
}
