//! Business days: working weekdays that are no holidays.

use chrono::{Datelike, NaiveDate};

use super::Calendar;

impl Calendar {
    /// Whether business is done on the day.
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        self.working_days.contains(day.weekday()) && !self.holidays.contains(&day)
    }

    /// Running number of business days up to and including the day.
    ///
    /// Only differences mean something: `index(to) − index(from)` counts the business days after `from`
    /// through `to`; Friday to Monday is 1.
    pub fn business_index(&self, day: NaiveDate) -> i64 {
        let since_monday = i64::from(day.num_days_from_ce()) - 1; // day 1 of the common era was a Monday
        let (weeks, rest) = (since_monday.div_euclid(7), since_monday.rem_euclid(7));
        let in_this_week = self.working_days.iter(chrono::Weekday::Mon);
        let in_this_week =
            in_this_week.filter(|weekday| i64::from(weekday.num_days_from_monday()) <= rest).count();
        let holidays = self
            .holidays
            .range(..=day)
            .filter(|holiday| self.working_days.contains(holiday.weekday()))
            .count();
        weeks * i64::from(self.working_days.len()) + in_this_week as i64 - holidays as i64
    }
}
