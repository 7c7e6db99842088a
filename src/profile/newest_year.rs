//! The newest year of a table that has its years in a column, and which months of it are there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::data::{RawColumn, Rows};
use crate::locale::months::month;

use super::role::has_word;

/// Years that tables of today tell of.
pub(super) const OURS: std::ops::Range<i32> = 1990..2100;
/// Words for a year.
pub(super) const YEARS: [&str; 8] = ["year", "ano", "anio", "ejercicio", "jahr", "rok", "ετοσ", "fy"];
/// Words for a month, the surest first.
const MONTHS: [&str; 7] = ["month", "mes", "monat", "miesiac", "μηνασ", "period", "periodo"];
/// Different cells of a column that are kept: months are few.
const MOST: usize = 60;

/// What stands in the rows of the newest year, in columns that say months or are some.
#[derive(Debug)]
pub(super) struct NewestYear {
    at: usize,
    name: String,
    year: i32,
    months: Vec<MonthColumn>,
    /// Columns of figures: a row without any was prepared for what is to come.
    figures: Vec<usize>,
}

#[derive(Debug)]
struct MonthColumn {
    at: usize,
    name: String,
    cells: BTreeSet<String>,
}

impl NewestYear {
    /// Of a table whose first column with the name of years says them, and whose `figures` are columns to add up; `None` where no
    /// column says years.
    pub(super) fn new(
        columns: &[RawColumn],
        says_years: impl Fn(&usize) -> bool,
        figures: impl Fn(&usize) -> bool,
    ) -> Option<NewestYear> {
        let is_year = |at: &usize| says_years(at) && has_word(&columns[*at].name, &YEARS);
        let at = (0..columns.len()).find(is_year)?;
        let is_figure =
            |other: &usize| *other != at && month_rank(&columns[*other].name).is_none() && figures(other);
        let figures = (0..columns.len()).filter(is_figure).collect();
        let months = columns.iter().enumerate().filter(|(_, column)| is_of_months(&column.name));
        let months =
            months.map(|(at, column)| MonthColumn { at, name: column.name.clone(), cells: BTreeSet::new() });
        Some(NewestYear {
            at,
            name: columns[at].name.clone(),
            year: i32::MIN,
            months: months.collect(),
            figures,
        })
    }

    /// Forgets what was met.
    pub(super) fn reset(&mut self) {
        self.year = i32::MIN;
        self.months.iter_mut().for_each(|month| month.cells.clear());
    }

    /// Takes rows.
    pub(super) fn take(&mut self, rows: &Rows) {
        for row in 0..rows.len() {
            let Ok(year) = rows.text(self.at, row).trim().parse::<i32>() else { continue };
            let is_bare = self.figures.iter().all(|at| rows.text(*at, row).is_empty());
            if year < self.year || is_bare && !self.figures.is_empty() {
                continue;
            }
            if year > self.year {
                self.reset();
                self.year = year;
            }
            for month in &mut self.months {
                let text = rows.text(month.at, row);
                if !text.is_empty() && month.cells.len() < MOST && !month.cells.contains(text) {
                    month.cells.insert(text.to_owned());
                }
            }
        }
    }

    /// The first day of the newest month that a column says, where `year` is called so and `number` tells months by its cells.
    pub(super) fn month_said(
        &self,
        (year, month): (&str, &str),
        number: impl Fn(&str) -> Option<u32>,
    ) -> Option<NaiveDate> {
        let column = self.months.iter().find(|column| column.name == month && self.name == year)?;
        let newest = column.cells.iter().filter_map(|text| number(text)).max()?;
        NaiveDate::from_ymd_opt(self.year, newest, 1)
    }

    /// The first day of the newest month in whose column something stands.
    pub(super) fn month_filled(&self, year: &str) -> Option<NaiveDate> {
        let filled = self.months.iter().filter(|column| !column.cells.is_empty() && self.name == year);
        let newest = filled.filter_map(|column| month_of_name(&column.name)).max()?;
        NaiveDate::from_ymd_opt(self.year, newest, 1)
    }
}

/// The month that a column is called by, and by nothing else.
pub(super) fn month_of_name(name: &str) -> Option<u32> {
    Some(month(name.trim().trim_end_matches('.'))?.number_from_month())
}

/// Whether a column says months, or is one.
fn is_of_months(name: &str) -> bool {
    month_rank(name).is_some() || month_of_name(name).is_some()
}

/// How surely the name of a column is one of months, the least first; `None` where it is none. `rain_mm` is no month.
pub(super) fn month_rank(name: &str) -> Option<usize> {
    let is_short = name.trim().eq_ignore_ascii_case("mm");
    MONTHS.iter().position(|word| has_word(name, &[*word])).or(is_short.then_some(MONTHS.len()))
}
