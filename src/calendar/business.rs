//! Business days: working weekdays that are no holidays.

use chrono::{Datelike, NaiveDate};

use super::Calendar;

impl Calendar {
    /// Whether business is done on the day.
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        self.working_days.contains(day.weekday()) && !self.holidays.contains(&day)
    }
}
