//! Weeks: ISO 8601, weeks that begin on another day, and weeks of a retail year.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Calendar, Grain, MonthDay, Period, Weeks};

impl Calendar {
    pub(super) fn week_of(&self, date: NaiveDate) -> Period {
        let first = date - Days::new(u64::from(date.weekday().days_since(self.first_weekday())));
        Period { grain: Grain::Week, first, last: first + Days::new(6) }
    }

    /// Year and number of a week; of a retail week, the fiscal year and the week within it.
    pub(super) fn week_number(&self, week: &Period) -> (i32, u32) {
        let day = week.deciding_day();
        let year = match self.weeks {
            Weeks::Iso => day.year(),
            Weeks::Retail { .. } => self.fiscal_position(day).year,
        };
        let weeks = (week.first - self.week_one(year)).num_days() / 7;
        (year, u32::try_from(weeks).unwrap_or(0) + 1)
    }

    /// Week `number` of the year.
    ///
    /// - Absent: the year has fewer weeks.
    pub(super) fn week_at(&self, year: i32, number: u32) -> Option<Period> {
        let first = self.week_one(year) + Days::new(7 * u64::from(number.checked_sub(1)?));
        let week = Period { grain: Grain::Week, first, last: first + Days::new(6) };
        (first < self.week_one(year + 1)).then_some(week)
    }

    fn week_one(&self, year: i32) -> NaiveDate {
        match self.weeks {
            // The week that holds 4 January has its fourth day in the year, and no earlier week has.
            Weeks::Iso => self.week_of(MonthDay::JANUARY_FIRST.on(year) + Days::new(3)).first,
            Weeks::Retail { .. } => self.year_at(year).first,
        }
    }

    fn first_weekday(&self) -> Weekday {
        match self.weeks {
            Weeks::Iso => self.week_starts,
            Weeks::Retail { ends, .. } => ends.weekday().succ(),
        }
    }
}
