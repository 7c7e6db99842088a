//! The name of a period: what identifies it in text, whatever the language.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{Calendar, FiscalPosition, Grain, Period, fiscal};

/// What a period is called. [`Display`](fmt::Display) gives the canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PeriodName {
    /// `2026-W41`.
    Week {
        /// Year the week belongs to; in a retail calendar the fiscal year.
        year: i32,
        /// Week of the year, from 1.
        week: u32,
    },
    /// Calendar month, `2026-03`.
    Month {
        /// Calendar year.
        year: i32,
        /// Month, 1 to 12.
        month: u32,
    },
    /// Month of a fiscal year that is no calendar month, `FY2026-P03`.
    FiscalPeriod {
        /// Name of the fiscal year.
        year: i32,
        /// Month of the fiscal year, 1 to 12.
        period: u32,
    },
    /// Calendar quarter, `2026-Q1`.
    Quarter {
        /// Calendar year.
        year: i32,
        /// Quarter, 1 to 4.
        quarter: u32,
    },
    /// Quarter of a fiscal year that is no calendar year, `FY2026-Q1`.
    FiscalQuarter {
        /// Name of the fiscal year.
        year: i32,
        /// Quarter, 1 to 4.
        quarter: u32,
    },
    /// Calendar year, `2026`.
    Year {
        /// Calendar year.
        year: i32,
    },
    /// Fiscal year that is no calendar year, `FY2026`.
    FiscalYear {
        /// Name of the fiscal year.
        year: i32,
    },
    /// Survey wave: its label.
    Wave(String),
}

impl PeriodName {
    /// The year in the name; waves have none.
    pub fn year(&self) -> Option<i32> {
        use PeriodName::*;
        match *self {
            Week { year, .. } | Month { year, .. } | Quarter { year, .. } | Year { year } => Some(year),
            FiscalPeriod { year, .. } | FiscalQuarter { year, .. } | FiscalYear { year } => Some(year),
            Wave(_) => None,
        }
    }

    /// The same label one year before; waves have none.
    pub(super) fn one_year_before(&self) -> Option<PeriodName> {
        use PeriodName::*;
        Some(match *self {
            Week { year, week } => Week { year: year - 1, week },
            Month { year, month } => Month { year: year - 1, month },
            FiscalPeriod { year, period } => FiscalPeriod { year: year - 1, period },
            Quarter { year, quarter } => Quarter { year: year - 1, quarter },
            FiscalQuarter { year, quarter } => FiscalQuarter { year: year - 1, quarter },
            Year { year } => Year { year: year - 1 },
            FiscalYear { year } => FiscalYear { year: year - 1 },
            Wave(_) => return None,
        })
    }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeriodName::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            PeriodName::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            PeriodName::FiscalPeriod { year, period } => write!(f, "FY{year:04}-P{period:02}"),
            PeriodName::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            PeriodName::FiscalQuarter { year, quarter } => write!(f, "FY{year:04}-Q{quarter}"),
            PeriodName::Year { year } => write!(f, "{year:04}"),
            PeriodName::FiscalYear { year } => write!(f, "FY{year:04}"),
            PeriodName::Wave(label) => f.write_str(label),
        }
    }
}

impl Calendar {
    /// What this calendar calls the period.
    pub fn name(&self, period: &Period) -> PeriodName {
        let at = || self.fiscal_position(period.first);
        match period.grain {
            Grain::Week => {
                let (year, week) = self.week_number(period);
                PeriodName::Week { year, week }
            }
            Grain::Month if self.has_calendar_months() => {
                PeriodName::Month { year: period.first.year(), month: period.first.month() }
            }
            Grain::Month => {
                let FiscalPosition { year, period, .. } = at();
                PeriodName::FiscalPeriod { year, period }
            }
            Grain::Quarter => {
                let FiscalPosition { year, quarter, .. } = at();
                match self.has_calendar_years() {
                    true => PeriodName::Quarter { year, quarter },
                    false => PeriodName::FiscalQuarter { year, quarter },
                }
            }
            Grain::Year if self.has_calendar_years() => PeriodName::Year { year: at().year },
            Grain::Year => PeriodName::FiscalYear { year: at().year },
            Grain::Wave => {
                let listed = self.waves.iter().find(|wave| wave.period() == *period);
                PeriodName::Wave(listed.map_or_else(|| span(period), |wave| wave.label.clone()))
            }
        }
    }

    /// The canonical text of the period: `2026-03`, `2026-Q1`, `2026`, `2026-W41`, `FY2026`, `FY2026-Q1`,
    /// `FY2026-P03`, or the wave's label.
    pub fn label(&self, period: &Period) -> String {
        self.name(period).to_string()
    }

    /// The period of that name.
    ///
    /// - Absent: there is none, such as month 13 or a 53rd week in a year of 52; or the calendar has no
    ///   periods of that sort, such as plain years
    ///   under a fiscal year that begins in April.
    pub fn period_named(&self, name: &PeriodName) -> Option<Period> {
        match *name {
            PeriodName::Wave(ref label) => {
                self.waves.iter().find(|wave| wave.label == *label).map(|wave| wave.period())
            }
            _ if !name.year().is_some_and(fiscal::is_year_in_range) => None,
            PeriodName::Week { year, week } => self.week_at(year, week),
            PeriodName::Month { year, month } if self.has_calendar_months() => {
                self.period_of(Grain::Month, NaiveDate::from_ymd_opt(year, month, 1)?)
            }
            PeriodName::Quarter { year, quarter } if self.has_calendar_years() => {
                self.checked_quarter(year, quarter)
            }
            PeriodName::Year { year } if self.has_calendar_years() => Some(self.year_at(year)),
            PeriodName::Month { .. } | PeriodName::Quarter { .. } | PeriodName::Year { .. } => None,
            PeriodName::FiscalPeriod { year, period } => {
                (1..=12).contains(&period).then(|| self.month_at(year, period))
            }
            PeriodName::FiscalQuarter { year, quarter } => self.checked_quarter(year, quarter),
            PeriodName::FiscalYear { year } => Some(self.year_at(year)),
        }
    }

    fn checked_quarter(&self, year: i32, quarter: u32) -> Option<Period> {
        (1..=4).contains(&quarter).then(|| self.quarter_at(year, quarter))
    }
}

fn span(period: &Period) -> String {
    format!("{} to {}", period.first, period.last)
}
