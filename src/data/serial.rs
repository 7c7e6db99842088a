//! Days as workbooks number them.

use chrono::{Days, NaiveDate, NaiveTime};

use super::pattern::DateText;

/// Which day has which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DateSystem {
    /// 1 is 1 January 1900, and 60 a 29 February of that year, which never was.
    #[default]
    From1900,
    /// 0 is 1 January 1904.
    From1904,
}

impl DateSystem {
    /// The day of a number; its fraction is the time of the day, to a thousandth of a second.
    pub(super) fn day(self, serial: f64) -> Option<DateText> {
        const MILLIS: f64 = 86_400_000.0;
        const LAST: f64 = 2_958_466.0; // 1 January 10000, counted from 1900
        if !(0.0..LAST).contains(&serial) {
            return None;
        }
        let (mut day, mut millis) = (serial.floor() as u64, (serial.fract() * MILLIS).round() as u32);
        if f64::from(millis) >= MILLIS {
            (day, millis) = (day + 1, 0);
        }
        let (first, after) = match self {
            DateSystem::From1900 if day == 0 || day == 60 => return None,
            DateSystem::From1900 if day < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, day),
            DateSystem::From1900 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, day),
            DateSystem::From1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, day),
        };
        let day = first.checked_add_days(Days::new(after)).filter(|day| *day <= last_day())?;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(millis / 1_000, millis % 1_000 * 1_000_000)?;
        Some(DateText { day, time: (millis > 0).then_some(time), offset: None })
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}
