//! Fiscal years, their quarters and months: of calendar months, of months that begin within one, or of retail
//! weeks.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Calendar, FiscalName, Grain, MonthDay, Period, Weeks};

/// Where a day stands in the fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalPosition {
    /// Name of the fiscal year, 2026 for FY2026.
    pub year: i32,
    /// Quarter of the year, 1 to 4.
    pub quarter: u32,
    /// Month of the year, 1 to 12.
    pub period: u32,
}

/// Years beyond this are no dates of business, and keep all arithmetic within what `NaiveDate` can hold.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

pub(super) fn is_in_range(date: NaiveDate) -> bool {
    is_year_in_range(date.year())
}

pub(super) fn is_year_in_range(year: i32) -> bool {
    YEARS.contains(&year)
}

/// The nearest day within reach.
pub(super) fn clamp_to_range(date: NaiveDate) -> NaiveDate {
    let year = date.year();
    if year < *YEARS.start() {
        MonthDay::JANUARY_FIRST.on(*YEARS.start())
    } else if year > *YEARS.end() {
        MonthDay::JANUARY_FIRST.on(*YEARS.end() + 1) - Days::new(1)
    } else {
        date
    }
}

/// So many calendar months from one on, which all lie in its year. Most calendars are asked for nothing else, again and again.
fn calendar_months(grain: Grain, year: i32, month: u32, months: u32) -> Period {
    let first = |year, month| {
        NaiveDate::from_ymd_opt(year, month, 1).expect("a day every year has, in a year within reach")
    };
    let next = match month + months {
        13 => first(year + 1, 1),
        next => first(year, next),
    };
    Period { grain, first: first(year, month), last: next - Days::new(1) }
}

impl Calendar {
    /// The fiscal year that holds the day; days outside the years 1 to 9999 count as the nearest inside.
    pub fn fiscal_year(&self, date: NaiveDate) -> Period {
        self.year_at(self.year_name(date))
    }

    /// Fiscal year, quarter and month of the day; days outside the years 1 to 9999 count as the nearest
    /// inside.
    pub fn fiscal_position(&self, date: NaiveDate) -> FiscalPosition {
        let date = clamp_to_range(date);
        let year = self.year_name(date);
        let first = self.year_first(year);
        // A later month begins in a later calendar month.
        let latest = match self.weeks {
            Weeks::Iso => (date.year() - first.year()) * 12 + date.month() as i32 - first.month() as i32,
            Weeks::Retail { .. } => 11,
        };
        let mut months = (0..=latest.clamp(0, 11).unsigned_abs()).rev();
        let month = months.find(|month| self.month_after(first, *month) <= date).unwrap_or(0);
        FiscalPosition { year, quarter: month / 3 + 1, period: month + 1 }
    }

    /// Whether the fiscal year is the calendar year, so that a plain `2026` has one meaning.
    pub fn has_calendar_years(&self) -> bool {
        self.weeks == Weeks::Iso && self.fiscal_year_starts == MonthDay::JANUARY_FIRST
    }

    /// Whether months are calendar months, so that a plain `2026-03` has one meaning.
    pub fn has_calendar_months(&self) -> bool {
        self.weeks == Weeks::Iso && self.fiscal_year_starts.day() == 1
    }

    /// Fiscal month `number`, 1 to 12, of the fiscal year of that name.
    pub(super) fn month_at(&self, year: i32, number: u32) -> Period {
        self.stretch(Grain::Month, year, number - 1, 1)
    }

    /// Fiscal quarter `number`, 1 to 4, of the fiscal year of that name.
    pub(super) fn quarter_at(&self, year: i32, number: u32) -> Period {
        self.stretch(Grain::Quarter, year, (number - 1) * 3, 3)
    }

    /// The fiscal year of that name.
    pub(super) fn year_at(&self, year: i32) -> Period {
        self.stretch(Grain::Year, year, 0, 12)
    }

    pub(super) fn month_of(&self, date: NaiveDate) -> Period {
        if self.has_calendar_months() {
            return calendar_months(Grain::Month, date.year(), date.month(), 1);
        }
        let at = self.fiscal_position(date);
        self.month_at(at.year, at.period)
    }

    pub(super) fn quarter_of(&self, date: NaiveDate) -> Period {
        if self.has_calendar_years() {
            return calendar_months(Grain::Quarter, date.year(), date.month0() / 3 * 3 + 1, 3);
        }
        let at = self.fiscal_position(date);
        self.quarter_at(at.year, at.quarter)
    }

    fn stretch(&self, grain: Grain, year: i32, month: u32, months: u32) -> Period {
        let end = month + months;
        let next = if end == 12 { self.year_first(year + 1) } else { self.month_first(year, end) };
        Period { grain, first: self.month_first(year, month), last: next - Days::new(1) }
    }

    fn month_first(&self, year: i32, month: u32) -> NaiveDate {
        self.month_after(self.year_first(year), month)
    }

    /// The first day of a month, so many after that of the year.
    fn month_after(&self, first: NaiveDate, month: u32) -> NaiveDate {
        match self.weeks {
            Weeks::Iso => first + Months::new(month),
            Weeks::Retail { pattern, .. } => {
                let weeks: u64 =
                    pattern.iter().cycle().take(month as usize).map(|weeks| u64::from(*weeks)).sum();
                first + Days::new(7 * weeks)
            }
        }
    }

    fn year_first(&self, year: i32) -> NaiveDate {
        match self.weeks {
            Weeks::Iso => {
                let one_name = self.fiscal_year_starts == MonthDay::JANUARY_FIRST;
                let by_start = one_name || self.fiscal_year_named == FiscalName::Start;
                self.fiscal_year_starts.on(if by_start { year } else { year - 1 })
            }
            Weeks::Retail { ends, .. } => {
                let by_end = ends.is_december() || self.fiscal_year_named == FiscalName::End;
                ends.in_year(if by_end { year - 1 } else { year }) + Days::new(1)
            }
        }
    }

    fn year_name(&self, date: NaiveDate) -> i32 {
        let date = clamp_to_range(date);
        let around = date.year();
        (around - 1..=around + 1).rev().find(|year| self.year_first(*year) <= date).unwrap_or(around - 1)
    }
}
