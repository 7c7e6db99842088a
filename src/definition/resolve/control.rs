//! Controls: totals of rows, and the ledgers that they are held against.

mod causes;

use super::calendar::grain_of;
use super::heading::in_words;
use super::literal::{UnitReader, is_number};
use super::resolving::Resolver;
use crate::calendar::{Grain, Period};
use crate::definition::document::control::{ControlAt, ControlKeys, Ledger as WrittenLedger};
use crate::definition::number;
use crate::definition::table::{Row, Table};
use crate::form::{Entries, Form};
use crate::measure::{Context, FullSide, Side, Text, Unit};
use crate::model::{Allowance, Control, Ledger};
use crate::problem::{Code, Problem, Spanned};
use causes::{LedgerByOther, LedgerTwice, LedgerWithoutNumber, LedgerWithoutRows, NegativeAllowance};

/// The column of a ledger that says which period a row is for.
const PERIOD: &str = "period";
/// What a total is called among its components.
const TOTAL: &str = "total";

impl Resolver<'_> {
    /// The controls that can be carried out; what is wrong with the others is collected.
    pub(super) fn controls(&self, written: &Entries<ControlKeys>) -> Vec<Control> {
        written.iter().filter_map(|(id, keys)| self.control(id, keys)).collect()
    }

    fn control(&self, id: &Spanned<String>, keys: &ControlKeys) -> Option<Control> {
        let grain = match &keys.equals {
            Form::Short(_) => self.grain,
            Form::Full(ledger) => grain_of(ledger.period.value),
        };
        let ruler = UnitReader { measure: &id.value, unit: Unit::Number, r: self };
        let tolerance = match &keys.tolerance {
            Some(text) => self.allowance(text, ruler),
            None => Some(Allowance::Absolute(0.0)),
        };
        let ledger = match &keys.equals {
            Form::Short(text) => self.amount(text, ruler).map(Ledger::Always),
            Form::Full(ledger) => self.ledger(ledger, grain, ruler),
        };
        let source = self.words.get_key_value(&keys.source.value).map(|(source, _)| source.as_str());
        if source.is_none() {
            self.unknown_id("source", &keys.source, self.words.keys().map(String::as_str));
        }
        let context = Context {
            measure: &id.value,
            span: id.span,
            kind: "control",
            source,
            sources: &self.words,
            has_sources: true,
            condition: None,
            time: None,
            unit: None,
            default_time_unit: None,
            grain,
            calendar: &self.calendar,
            lexicons: self.lexicons,
            measures: &[],
            problems: self.problems,
        };
        let side = Side::Full(FullSide {
            source: None,
            value: keys.value.clone(),
            condition: keys.condition.clone(),
            time: keys.time.clone(),
        });
        let plan = source.and_then(|_| context.total(&side, TOTAL));
        Some(Control {
            id: id.value.clone(),
            title: in_words(&id.value),
            source: keys.source.value.clone(),
            written: keys.value.value.clone(),
            plan: plan?,
            grain,
            ledger: ledger?,
            tolerance: tolerance?,
            at_close: keys.at.is_some_and(|at| at.value == ControlAt::Close),
        })
    }

    /// A number of money or of anything else: the currency's code may stand behind it.
    fn amount(&self, text: &Text, ruler: UnitReader<'_>) -> Option<f64> {
        let has_code = self.currency.as_ref().is_some_and(|code| text.value.trim().ends_with(code));
        let unit = if has_code { Unit::Currency } else { Unit::Number };
        UnitReader { unit, ..ruler }.level(text)
    }

    fn allowance(&self, text: &Text, ruler: UnitReader<'_>) -> Option<Allowance> {
        let allowed = match text.value.trim().ends_with('%') {
            true => ruler.percent(text).map(Allowance::Relative),
            false => self.amount(text, ruler).map(Allowance::Absolute),
        }?;
        let (Allowance::Absolute(size) | Allowance::Relative(size)) = allowed;
        if size < 0.0 {
            self.report(Problem::new(NegativeAllowance { text: text.value.clone() }).at(text.span));
            return None;
        }
        Some(allowed)
    }

    fn ledger(&self, written: &WrittenLedger, grain: Grain, ruler: UnitReader<'_>) -> Option<Ledger> {
        let is_mixed = (grain == Grain::Wave) != (self.grain == Grain::Wave);
        if grain < self.grain || is_mixed {
            let cause = LedgerByOther { grain, reports: self.grain };
            self.report(Problem::new(cause).at(written.period.span));
            return None;
        }
        let table = self.tables.get(&written.file.value)?;
        let column = |name: &str, at| table.needs(name, at).map_err(|problem| self.report(problem)).ok();
        let (period, amount) =
            (column(PERIOD, written.file.span), column(&written.column.value, written.column.span));
        let (period, amount) = (period?, amount?);
        let (mut rows, mut is_whole) = (Vec::<(Period, f64, &Row)>::new(), true);
        for row in &table.rows {
            let (Some(label), Some(cell)) = (row.cell(Some(period)), row.cell(Some(amount))) else {
                continue;
            };
            let number = self.number(table, row, cell, ruler);
            let own = self.period(label, grain, Code::WrongType);
            let own = own.filter(|own| {
                let fits = own.grain == grain;
                if !fits {
                    let cause = LedgerByOther { grain: own.grain, reports: grain };
                    self.report(Problem::new(cause).at(label.span));
                }
                fits
            });
            let (Some(own), Some(number)) = (own, number) else {
                is_whole = false;
                continue;
            };
            if let Some((.., first)) = rows.iter().find(|(other, ..)| *other == own) {
                let cause = LedgerTwice { row: row.line, period: label.value.clone(), first: first.line };
                self.report(Problem::new(cause).at(label.span));
                is_whole = false;
                continue;
            }
            rows.push((own, number, row));
        }
        if rows.is_empty() && is_whole {
            let (file, column) = (written.file.value.clone(), written.column.value.clone());
            self.report(Problem::new(LedgerWithoutRows { file, column }).at(written.column.span));
            return None;
        }
        is_whole.then(|| Ledger::ByPeriod {
            file: table.shown.clone(),
            column: written.column.value.clone(),
            rows: rows.into_iter().map(|(period, number, _)| (period, number)).collect(),
        })
    }

    /// A number as a ledger writes it.
    fn number(&self, table: &Table, row: &Row, cell: &Text, ruler: UnitReader<'_>) -> Option<f64> {
        let Table { decimal, thousands, .. } = *table;
        let is_foreign = decimal != '.' && thousands != Some('.') && cell.value.contains('.');
        let plain: String = cell.value.chars().filter(|c| Some(*c) != thousands).collect();
        let plain = plain.replace(decimal, ".");
        if is_foreign || !is_number(&plain) {
            let cause = LedgerWithoutNumber { row: row.line, cell: cell.value.clone(), decimal };
            self.report(Problem::new(cause).at(cell.span));
            return None;
        }
        let plain = if table.is_decimal_told { number::with_decimal_point(&plain) } else { plain };
        self.amount(&Text::new(plain, cell.span), ruler)
    }
}
