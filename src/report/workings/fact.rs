//! What was counted and added up.

use chrono::NaiveDate;

use crate::calendar::Grain;

/// One figure that rows were counted or added up to, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct FactWorking {
    /// Name, as `revenue.sum`.
    pub id: String,
    /// Source of the rows.
    pub source: String,
    /// For readers.
    pub title: String,
    /// Its unit, where that is known.
    pub unit: String,
    /// Its values.
    pub rows: Vec<FactRow>,
}

/// A fact's value over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// What the days are.
    pub grain: FactGrain,
    /// Last day of the period it stands for, by which it is found.
    pub period: NaiveDate,
    /// First day of its rows.
    pub first: NaiveDate,
    /// Last day of its rows.
    pub last: NaiveDate,
    /// `None` where there is no data.
    pub value: Option<f64>,
}

/// What the days of a fact are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactGrain {
    /// A period, or a window that ends with one.
    Period(Grain),
    /// The fiscal year up to a period's end.
    ToDate,
    /// The same period a year before.
    YearBefore,
    /// The fiscal year up to the end of that.
    YearBeforeToDate,
}

impl FactGrain {
    /// The word of the definition language, or one like it.
    pub fn word(self) -> &'static str {
        match self {
            FactGrain::Period(grain) => grain.word(),
            FactGrain::ToDate => "to_date",
            FactGrain::YearBefore => "year_before",
            FactGrain::YearBeforeToDate => "year_before_to_date",
        }
    }
}
