//! Dates and periods as text.

use chrono::{Datelike, NaiveDate};

use super::Locale;
use super::language::fill;
use crate::calendar::{Calendar, Period, PeriodName};

impl Locale {
    /// `30 April 1998`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.fill_date(self.0.date, date, &[])
    }

    /// `30 Apr 1998` and `Apr 30, 1998`, since 9/4 is read as two days in English; `30/04/1998`, `30/4/1998` and `30.04.1998` elsewhere.
    pub fn date_short(&self, date: NaiveDate) -> String {
        self.fill_date(self.0.date_short, date, &[])
    }

    /// `1 April 1998 to 30 June 1998`, `9–19 April 1998`; a single day is that day.
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.date(first);
        }
        if (first.year(), first.month()) == (last.year(), last.month()) {
            let values = [("e", &*last.day().to_string())];
            return self.fill_date(self.0.span_month, first, &values);
        }
        fill(self.0.span, &[("a", &self.date(first)), ("b", &self.date(last))])
    }

    /// Calendar month of a day: `April 1998`.
    pub fn month(&self, date: NaiveDate) -> String {
        self.fill_month(self.0.month, date.year(), date.month())
    }

    /// Calendar month of a day in short: `Apr 1998`.
    pub fn month_short(&self, date: NaiveDate) -> String {
        self.fill_month(self.0.month_short, date.year(), date.month())
    }

    /// A period for readers: `April 1998`, `Q2 1998`, `Week 18, 1998`, `FY2011`, `FY2025/26`, `Period 3, FY2026`, or
    /// the wave's label.
    pub fn period(&self, calendar: &Calendar, period: &Period) -> String {
        let words = self.0;
        match calendar.name(period) {
            PeriodName::Week { year, week } => fill_year(words.week, year, ("w", week)),
            PeriodName::Month { year, month } => self.fill_month(words.month, year, month),
            PeriodName::FiscalPeriod { year, period } => fill_year(words.fiscal_period, year, ("p", period)),
            PeriodName::Quarter { year, quarter } => fill_quarter(words.quarter, year, quarter),
            PeriodName::FiscalQuarter { year, quarter } => fill_quarter(words.fiscal_quarter, year, quarter),
            PeriodName::Year { year } => year.to_string(),
            PeriodName::FiscalYear { year } => match (period.first.year(), period.last.year()) {
                (from, to) if from == to => fill_year(words.fiscal_year, year, ("", 0)),
                (from, to) => fill(
                    words.fiscal_years,
                    &[("from", &*from.to_string()), ("y", &*to.to_string()), ("yy", &*short_year(to))],
                ),
            },
            PeriodName::Wave(label) => label,
        }
    }

    /// A period beside an axis: `Apr 98`, `Q2 98`, `W18 98`, `FY11`, `1998`, or the wave's label.
    pub fn period_axis(&self, calendar: &Calendar, period: &Period) -> String {
        let words = self.0;
        match calendar.name(period) {
            PeriodName::Week { year, week } => fill_year(words.week_axis, year, ("w", week)),
            PeriodName::Month { year, month } => self.fill_month(words.month_axis, year, month),
            PeriodName::FiscalPeriod { year, period } => {
                fill_year(words.fiscal_period_axis, year, ("p", period))
            }
            PeriodName::Quarter { year, quarter } => fill_quarter(words.quarter_axis, year, quarter),
            PeriodName::FiscalQuarter { year, quarter } => {
                fill_quarter(words.fiscal_quarter_axis, year, quarter)
            }
            PeriodName::Year { year } => year.to_string(),
            PeriodName::FiscalYear { year } => fill_year(words.fiscal_year_axis, year, ("", 0)),
            PeriodName::Wave(label) => label,
        }
    }

    fn fill_date(&self, pattern: &str, date: NaiveDate, more: &[(&str, &str)]) -> String {
        let month = date.month0() as usize;
        let values = [
            ("d", &*date.day().to_string()),
            ("dd", &*format!("{:02}", date.day())),
            ("month", self.0.months_of_days[month]),
            ("mon", self.0.months_short[month]),
            ("m", &*date.month().to_string()),
            ("mm", &*format!("{:02}", date.month())),
            ("y", &*date.year().to_string()),
        ];
        fill(pattern, &[&values[..], more].concat())
    }

    fn fill_month(&self, pattern: &str, year: i32, month: u32) -> String {
        let index = (month as usize).saturating_sub(1).min(11);
        let values = [
            ("month", self.0.months[index]),
            ("mon", self.0.months_short[index]),
            ("y", &*year.to_string()),
            ("yy", &*short_year(year)),
        ];
        fill(pattern, &values)
    }
}

fn fill_year(pattern: &str, year: i32, (part, number): (&str, u32)) -> String {
    let values = [("y", &*year.to_string()), ("yy", &*short_year(year)), (part, &*number.to_string())];
    fill(pattern, &values)
}

/// Quarters are counted as each language does: 1, I, Α΄, 1.er.
fn fill_quarter(pattern: &str, year: i32, quarter: u32) -> String {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    const GREEK: [&str; 4] = ["Α΄", "Β΄", "Γ΄", "Δ΄"];
    const ORDINAL: [&str; 4] = ["1.er", "2.º", "3.er", "4.º"];
    let index = (quarter as usize).saturating_sub(1).min(3);
    let values = [
        ("y", &*year.to_string()),
        ("yy", &*short_year(year)),
        ("q", &*quarter.to_string()),
        ("rq", ROMAN[index]),
        ("gq", GREEK[index]),
        ("oq", ORDINAL[index]),
    ];
    fill(pattern, &values)
}

fn short_year(year: i32) -> String {
    format!("{:02}", year.rem_euclid(100))
}
