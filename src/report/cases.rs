//! The cases behind a figure, as they are printed.

use super::Composer;
use super::view::{CaseTable, CaseText};
use crate::engine::{CaseCell, CaseList, CaseRow};
use crate::measure::{Basis, CaseRule, Formula, Title, Unit};
use crate::model::{CaseColumn, Measure};
use crate::words::CaseNote;

/// Cases that a page lists.
const LISTED: usize = 20;
/// Decimals of a number that is not whole.
const DECIMALS: usize = 2;

impl Composer<'_> {
    /// The cases of a measure that names columns for them.
    pub(super) fn cases(&self, measure: &Measure) -> Option<CaseTable> {
        let rule = measure.cases()?;
        if !measure.detail.is_written {
            return None;
        }
        let title = self.case_heading(measure, &rule);
        let columns = measure.detail.columns.iter().map(|column| column.title.clone()).collect();
        if self.scorecard.privacy.is_some() {
            return Some(CaseTable { title, columns, rows: Vec::new(), note: self.say(&CaseNote::Withheld) });
        }
        // An entity without a case has no list of its own.
        let lists = self.extras.cases?;
        let none = CaseList::default();
        let list = lists.get(&measure.id).unwrap_or(&none);
        let shown = &list.rows[..list.rows.len().min(LISTED)];
        let columns_of = measure.detail.columns.iter().enumerate();
        let numbers: Vec<bool> =
            columns_of.map(|(at, _)| shown.iter().all(|row| is_whole(row, at))).collect();
        let row = |row: &CaseRow| {
            let cells = row.cells.iter().zip(&measure.detail.columns).zip(&numbers);
            cells.map(|((cell, column), is_whole)| self.case_text(cell, column, *is_whole)).collect()
        };
        let rows = shown.iter().map(|case| row(case)).collect();
        Some(CaseTable { title, columns, rows, note: self.case_note(measure, list, shown.len()) })
    }

    /// What the cases of a rule are; those of an expression are called as their measure is, since nobody reads code.
    pub(super) fn case_heading(&self, measure: &Measure, rule: &CaseRule<'_>) -> String {
        let title = rule.of.title.in_any_unit();
        let is_code =
            matches!(title, Title::Expression { .. } | Title::AsWritten { .. } | Title::RowsWhere { .. });
        self.say(&CaseNote::Heading {
            of: if is_code { measure.title.clone() } else { self.say(title) },
            parted: rule.without.is_some(),
            without: rule.without.map_or(String::new(), |without| self.say(&without.title)),
        })
    }

    fn case_note(&self, measure: &Measure, list: &CaseList, listed: usize) -> String {
        let listed = listed as u64;
        let said = match (list.total, list.total - listed) {
            (0, _) => return self.say(&CaseNote::None),
            (cases, 0) => self.say(&CaseNote::All { cases }),
            (cases, left) => self.say(&CaseNote::Newest { listed, cases, left }),
        };
        let is_sum = |rule: CaseRule<'_>| {
            let sum = Formula::name(&rule.of.name).in_units_of(rule.length);
            matches!(rule.of.basis, Basis::Sum(_)) && measure.plan.formula == sum
        };
        match list.amount.filter(|_| measure.cases().is_some_and(is_sum)) {
            Some(amount) => {
                let decimals = if measure.unit == Unit::Count { 0 } else { DECIMALS };
                let amount = self.words.locale().number(amount, decimals);
                format!("{said} {}", self.say(&CaseNote::Amount { amount }))
            }
            None => said,
        }
    }

    fn case_text(&self, cell: &CaseCell, column: &CaseColumn, is_whole: bool) -> CaseText {
        let locale = self.words.locale();
        let label = |text: &str| column.labels.get(text.trim()).cloned();
        let plain = |text: String| CaseText { text, value: None };
        match cell {
            CaseCell::Absent => plain(String::new()),
            CaseCell::Text(text) => plain(label(text).unwrap_or_else(|| text.clone())),
            CaseCell::Day(day) => plain(locale.date_short(*day)),
            CaseCell::Time(time) => {
                plain(format!("{} {}", locale.date_short(time.date()), time.format("%H:%M")))
            }
            CaseCell::Number(number) => match label(&number.to_string()) {
                Some(title) => plain(title),
                // What is whole throughout may be a number of an order: it has no groups.
                None if is_whole => CaseText { text: locale.written(*number), value: Some(*number) },
                None => CaseText { text: locale.number(*number, DECIMALS), value: Some(*number) },
            },
        }
    }

    /// A day of a case in a workbook stays a day, and a code becomes its title.
    pub(super) fn case_cell(&self, cell: &CaseCell, column: &CaseColumn) -> CaseCell {
        let label = match cell {
            CaseCell::Text(text) => column.labels.get(text.trim()),
            CaseCell::Number(number) => column.labels.get(&number.to_string()),
            CaseCell::Absent | CaseCell::Day(_) | CaseCell::Time(_) => None,
        };
        label.map_or_else(|| cell.clone(), |title| CaseCell::Text(title.clone()))
    }
}

fn is_whole(row: &CaseRow, column: usize) -> bool {
    match row.cells.get(column) {
        Some(CaseCell::Number(number)) => number.fract() == 0.0,
        _ => true,
    }
}
