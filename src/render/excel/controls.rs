//! Controls, on Reconciliation: what rows add up to against what the ledger has, period by period.

use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, DataValidationRule, Format};

use super::error::ExcelError;
use super::live::guarded_formula;
use super::page::Page;
use super::reference::{cell, columns, in_column};
use super::style::{self, CHANGE, MONEY};
use crate::evaluate::results::Agreement;
use crate::measure::Formula;
use crate::model::Allowance;
use crate::report::workings::{ControlPeriodWorking, ControlWorking, FactGrain};
use crate::words::{Book, Setting};

mod column {
    pub(super) const SOURCE: u16 = 1;
    pub(super) const PERIOD: u16 = 2;
    pub(super) const FIGURE: u16 = 3;
    pub(super) const LEDGER: u16 = 4;
    pub(super) const DIFFERENCE: u16 = 5;
    pub(super) const TOLERANCE: u16 = 6;
    pub(super) const ALLOWED: u16 = 7;
    pub(super) const FINDING: u16 = 8;
    pub(super) const ENGINE: u16 = 10;
    pub(super) const OFF: u16 = 11;
    /// What a total of several parts is made of.
    pub(super) const PARTS: u16 = 13;
}

const HEADS: [Book; 12] = [
    Book::Control,
    Book::Source,
    Book::ForPeriodTo,
    Book::Figure,
    Book::Ledger,
    Book::Difference,
    Book::Tolerance,
    Book::Allowed,
    Book::Finding,
    Book::Blank,
    Book::Engine,
    Book::Differences,
];

/// The controls from a row on; it gives the last row.
pub(super) fn write(page: &mut Page<'_, '_>, first: u32) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    page.block(first);
    page.text(first, 0, &draft.say(Book::Controls), &style.section());
    page.heads(first + 1, 0, &HEADS, 2);
    page.heads(first + 1, column::FINDING, &[Book::Finding], 1);
    let top = first + 2;
    let mut row = top;
    for control in &draft.workings.controls {
        for at in &control.periods {
            line(page, row, control, at)?;
            row += 1;
        }
    }
    let last = row.max(top + 1) - 1;
    let finding = in_column(top, column::FINDING);
    for (word, ink) in [(Agreement::Differs, style::BAD), (Agreement::Waits, "#855000")] {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("={finding}=INDEX(lControl,{})", number(word) + 1).as_str())
            .set_format(Format::new().set_font_color(ink).set_bold());
        page.sheet.add_conditional_format(top, column::FINDING, last, column::FINDING, &rule)?;
    }
    page.name("cLedger", (top, column::LEDGER), (last + 1, column::LEDGER));
    page.name("cTolerance", (top, column::TOLERANCE), (last + 1, column::TOLERANCE));
    page.name("ControlsOff", (top, column::OFF), (last, column::OFF));
    Ok(last)
}

fn line(
    page: &mut Page<'_, '_>,
    row: u32,
    control: &ControlWorking,
    at: &ControlPeriodWorking,
) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let here = |column: u16| cell(row, column);
    let label = |what: Book| format!("{}: {}, {}", control.title, draft.say(what), at.label);
    page.text(row, 0, &control.title, &style.text());
    page.text(row, column::SOURCE, &control.source, &style.text());
    page.day(row, column::PERIOD, Some(at.last), &style.figure(""));
    let found = |fact: usize| {
        let (id, grain) = (&draft.workings.facts[fact].id, FactGrain::Period(control.grain).word());
        let key = format!("\"{id}|{grain}|\"&{}", in_column(row, column::PERIOD));
        format!("IFERROR(INDEX(fUsed,MATCH({key},fKey,0)),\"\")")
    };
    let figure = match (&control.formula, control.operands.as_slice()) {
        (Formula::Name(_), [(_, fact)]) => found(*fact),
        (formula, operands) => {
            for (i, (_, fact)) in operands.iter().enumerate() {
                page.live(row, column::PARTS + columns(i), &found(*fact), &style.figure(MONEY));
            }
            guarded_formula(formula, &|name| {
                let position = operands.iter().position(|(own, _)| own == name)?;
                Some(here(column::PARTS + columns(position)))
            })
        }
    };
    page.live(row, column::FIGURE, &figure, &style.figure(MONEY));
    page.input(row, column::LEDGER, at.ledger, MONEY, &label(Book::Ledger));
    let (figure, ledger) = (here(column::FIGURE), here(column::LEDGER));
    let difference = format!("IF(COUNT({figure},{ledger})<2,\"\",{figure}-{ledger})");
    page.live(row, column::DIFFERENCE, &difference, &style.figure(CHANGE));
    let tolerance = here(column::TOLERANCE);
    let (size, format, allowed) = match control.tolerance {
        Allowance::Absolute(size) => (size, MONEY, tolerance.clone()),
        Allowance::Relative(share) => (share, "0.00%", format!("ABS({ledger})*{tolerance}")),
    };
    page.input(row, column::TOLERANCE, Some(size), format, &label(Book::Tolerance));
    page.live(
        row,
        column::ALLOWED,
        &format!("IF(COUNT({ledger},{tolerance})=2,{allowed},\"\")"),
        &style.figure(MONEY),
    );
    let (difference, allowed) = (here(column::DIFFERENCE), here(column::ALLOWED));
    let waits = control.at_close || at.holds == Agreement::Waits;
    let beyond = number(if waits { Agreement::Waits } else { Agreement::Differs });
    let state = format!(
        "IF(COUNT({difference},{allowed})<2,0,IF(ABS({difference})<={allowed}+Slack*ABS({figure}),1,{beyond}))"
    );
    page.live(row, column::FINDING, &format!("INDEX(lControl,1+{state})"), &style.beside());
    page.number(row, column::ENGINE, at.value, &style.engine(MONEY));
    let engine = here(column::ENGINE);
    let word = format!("IF({}=INDEX(lControl,{}),0,1)", here(column::FINDING), number(at.holds) + 1);
    let off = format!(
        "IF(ISNUMBER({engine})<>ISNUMBER({figure}),1,IF(ISNUMBER({engine}),IF(ABS({engine}-{figure})<=Tolerance_Relative*ABS({engine})+Tolerance_Absolute,{word},1),{word}))"
    );
    page.live(row, column::OFF, &off, &style.figure("0"));
    let any = DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e18, 1e18));
    page.add_validation(any, Setting::NumberRule, (row, column::LEDGER), (row, column::LEDGER))?;
    let most = match control.tolerance {
        Allowance::Absolute(_) => 1e18,
        Allowance::Relative(_) => 1.0,
    };
    let width = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, most));
    page.add_validation(width, Setting::ToleranceRule, (row, column::TOLERANCE), (row, column::TOLERANCE))
}

/// The number that formulas hold for what was found.
fn number(holding: Agreement) -> u8 {
    match holding {
        Agreement::Unknown => 0,
        Agreement::Agrees => 1,
        Agreement::Differs => 2,
        Agreement::Waits => 3,
    }
}
