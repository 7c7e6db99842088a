//! Days and months as numbers.

use chrono::NaiveDate;

/// Days since 1970-01-01.
pub(crate) type Day = i32;

/// Months since January 1970.
pub(crate) type Month = i32;

/// A day as days since 1970-01-01.
pub(crate) fn day_number(day: NaiveDate) -> Day {
    crate::measure::expression::days_since_epoch(day)
}

/// From the first of March of the year 0 to 1970-01-01: years that begin in March end with the day that comes and goes.
const FROM_MARCH: i64 = 719_468;

/// Days of four hundred years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// The month of a day (C. Neri and L. Schneider, *Euclidean affine functions and their application to calendar algorithms*).
#[inline]
pub(crate) fn month_of(day: Day) -> Month {
    let from_march = i64::from(day) + FROM_MARCH;
    let (era, of_era) = (from_march.div_euclid(ERA), from_march.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    ((era * 400 + year - 1970) * 12 + from_march + 2) as Month
}

/// The first day of a month.
pub(crate) fn first_day(month: Month) -> Day {
    let from_march = i64::from(month) + 1970 * 12 - 2;
    let (year, of_year) = (from_march.div_euclid(12), from_march.rem_euclid(12));
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let days = of_era * 365 + of_era / 4 - of_era / 100 + (153 * of_year + 2) / 5;
    (era * ERA + days - FROM_MARCH) as Day
}
