//! Windows that end or begin with a day.

use chrono::{Days, Months, NaiveDate};

use super::fiscal::{clamp_to_range, is_in_range};
use super::{Calendar, Duration, Length, Weeks};

impl Calendar {
    /// First and last day of the half-open window `(end − length, end]`.
    ///
    /// Months back from the last day of a month give the last day of a month: three months before 30 November
    /// is 31 August, so the window runs from 1 September. Where months are fiscal or retail ones, the same
    /// holds from the last day of such a month; within a retail month the window begins after the same day of
    /// the earlier one. Hours and seconds count as the days they touch.
    ///
    /// - Shape: both days inside; an empty window has its first day after its last.
    pub fn window(&self, end: NaiveDate, length: Duration) -> (NaiveDate, NaiveDate) {
        let end = clamp_to_range(end);
        (self.before(end, length) + Days::new(1), end)
    }

    /// The last day outside a window of that length which ends with `end`: `end − length`.
    pub fn before(&self, end: NaiveDate, length: Duration) -> NaiveDate {
        let end = clamp_to_range(end);
        match length.length() {
            Length::Seconds(seconds) => days_back(end, whole_days(seconds)),
            Length::Days(days) => days_back(end, days),
            Length::BusinessDays(days) => {
                let mut day = end;
                let mut left = days;
                while left > 0 && is_in_range(day) {
                    left -= i64::from(self.is_business_day(day));
                    day = day - Days::new(1);
                }
                day
            }
            Length::Months(months) => self.months_back(end, months),
        }
    }

    /// The last day inside the window `(start, start + length]`, such as the day by which a return must have
    /// come.
    ///
    /// A month after 31 January is the last day of February; retail months count as calendar months here.
    /// Hours and seconds count as the days they touch.
    pub fn after(&self, start: NaiveDate, length: Duration) -> NaiveDate {
        let start = clamp_to_range(start);
        let last = match length.length() {
            Length::Seconds(seconds) => start.checked_add_days(Days::new(whole_days(seconds).unsigned_abs())),
            Length::Days(days) => start.checked_add_days(Days::new(days.unsigned_abs())),
            Length::BusinessDays(days) => {
                let mut day = start;
                let mut left = days;
                while left > 0 && is_in_range(day) {
                    day = day + Days::new(1);
                    left -= i64::from(self.is_business_day(day));
                }
                Some(day)
            }
            Length::Months(months) => start.checked_add_months(Months::new(months.unsigned_abs())),
        };
        clamp_to_range(last.unwrap_or(NaiveDate::MAX))
    }

    fn months_back(&self, end: NaiveDate, months: i32) -> NaiveDate {
        let month = self.month_of(end);
        let retail = matches!(self.weeks, Weeks::Retail { .. });
        if end != month.last && !retail {
            let earlier = end.checked_sub_months(Months::new(months.unsigned_abs()));
            return clamp_to_range(earlier.unwrap_or(NaiveDate::MIN));
        }
        let at = self.fiscal_position(end);
        let index = i64::from(at.year) * 12 + i64::from(at.period) - 1 - i64::from(months);
        let year = i32::try_from(index.div_euclid(12)).unwrap_or(1).max(1);
        let number = u32::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
        let earlier = self.month_at(year, number);
        if end == month.last { earlier.last } else { (earlier.first + (end - month.first)).min(earlier.last) }
    }
}

fn days_back(end: NaiveDate, days: i64) -> NaiveDate {
    clamp_to_range(end.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(NaiveDate::MIN))
}

fn whole_days(seconds: i64) -> i64 {
    const DAY: i64 = 86_400;
    seconds.div_euclid(DAY) + i64::from(seconds.rem_euclid(DAY) != 0)
}
