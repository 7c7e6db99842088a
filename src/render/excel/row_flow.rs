//! From the rows used to the figures, on Reconciliation: what a condition leaves out, what other periods have, what is in the
//! figure, in rows and in money.

use super::page::Page;
use super::reference::{cell, columns};
use super::style::{COUNT, MONEY, WHOLE};
use crate::report::workings::{RowFlowAmountWorking, RowFlowWorking};
use crate::words::{Book, Phrase, SheetName};

mod column {
    pub(super) const SOURCE: u16 = 1;
    pub(super) const USED: u16 = 2;
    pub(super) const UNDATED: u16 = 3;
    pub(super) const LEFT_OUT: u16 = 4;
    pub(super) const OUTSIDE: u16 = 5;
    pub(super) const TAKEN: u16 = 6;
    pub(super) const FACT: u16 = 7;
    pub(super) const DIFFERENCE: u16 = 8;
    pub(super) const OFF: u16 = 9;
}

const HEADS: [&dyn Phrase; 10] = [
    &Book::Fact,
    &Book::Source,
    &Book::RowsUsed,
    &Book::RowsUndated,
    &Book::RowsLeftOut,
    &Book::RowsOutside,
    &Book::RowsInFigure,
    &SheetName::Facts,
    &Book::Difference,
    &Book::FigureLessFact,
];

/// What the amount of a row may lose where it is added up to ten decimals.
const ROUNDED: &str = "5E-11";

/// Where the rows used of every source stand, and the amounts of its columns: source and column by position, and the cell.
pub(super) struct Used {
    pub(super) rows: Vec<String>,
    pub(super) amounts: Vec<((usize, usize), String)>,
}

/// The bridges from a row on; where the next block may begin.
pub(super) fn write(page: &mut Page<'_, '_>, used: &Used, first: u32) -> u32 {
    let draft = page.draft;
    let (facts, sources) = (draft.workings.facts.len(), used.rows.len());
    let reach = draft.workings.reach.iter().filter(|at| at.fact < facts && at.source < sources);
    let reach: Vec<&RowFlowWorking> = reach.collect();
    if reach.is_empty() {
        return first;
    }
    page.block(first);
    page.text(first, 0, &draft.say(Book::Reach), &draft.style.section());
    for (i, head) in HEADS.iter().enumerate() {
        let format = if i < 2 { draft.style.head() } else { draft.style.head_right() };
        page.text(first + 1, columns(i), &draft.say(*head), &format);
    }
    page.raise(first + 1, 27);
    let top = first + 2;
    let mut row = top;
    for at in reach {
        counted(page, row, at, &used.rows[at.source]);
        row += 1;
        if let Some(amount) = &at.amount {
            added(page, row, (at, amount), used);
            row += 1;
        }
    }
    let last = row - 1;
    // With the empty row below, as above.
    page.name("Unreached", (top, column::DIFFERENCE), (last + 1, column::OFF));
    for column in [column::UNDATED, column::LEFT_OUT, column::OUTSIDE, column::TAKEN] {
        page.add_checksum(&draft.say(HEADS[usize::from(column)]), (top, column), (last, column));
    }
    last + 3
}

/// The rows of a fact.
fn counted(page: &mut Page<'_, '_>, row: u32, at: &RowFlowWorking, used: &str) {
    let draft = page.draft;
    let style = &draft.style;
    page.text(row, 0, &draft.workings.facts[at.fact].id, &style.text());
    page.text(row, column::SOURCE, &draft.workings.sources[at.source].name, &style.note());
    page.live(row, column::USED, used, &style.figure(COUNT));
    let parts = [at.undated, at.left_out, at.outside, at.taken];
    for (c, number) in (column::UNDATED..).zip(parts) {
        page.number(row, c, Some(number as f64), &style.engine(COUNT).unset_italic());
    }
    let left = format!(
        "{}-SUM({}:{})",
        cell(row, column::USED),
        cell(row, column::UNDATED),
        cell(row, column::TAKEN)
    );
    page.live(row, column::DIFFERENCE, &left, &style.figure(WHOLE));
    if at.amount.is_none() {
        in_facts(page, row, at, COUNT);
    }
}

/// What the rows of a fact add up to.
fn added(
    page: &mut Page<'_, '_>,
    row: u32,
    (at, amount): (&RowFlowWorking, &RowFlowAmountWorking),
    used: &Used,
) {
    let draft = page.draft;
    let style = &draft.style;
    let here = |column: u16| cell(row, column);
    let figure = style.engine(MONEY).unset_italic();
    page.text(row, 0, &draft.workings.facts[at.fact].id, &style.text().set_indent(1));
    page.number(row, column::OUTSIDE, Some(amount.outside), &figure);
    page.number(row, column::TAKEN, Some(amount.taken), &figure);
    let is_all = at.undated + at.left_out == 0;
    let brought = amount.used.and_then(|of| used.amounts.iter().find(|(place, _)| *place == of));
    if let (Some(place), Some((_, used))) = (amount.used, brought) {
        let source = &draft.workings.sources[place.0];
        let name = format!("{}.{}", source.name, source.amounts[place.1].column);
        page.text(row, column::SOURCE, &name, &style.note());
        page.live(row, column::USED, used, &style.figure(MONEY));
        let [used, outside, taken] = [column::USED, column::OUTSIDE, column::TAKEN].map(here);
        let left = format!("{used}-{outside}-{taken}");
        match is_all {
            true => {
                let size = format!("MAX({used},-{used},{taken},-{taken},{outside},-{outside})");
                // Amounts of rows are added up to ten decimals each, and the figure to all that they have.
                let rounded = format!("{}*{ROUNDED}", cell(row - 1, column::USED));
                let left = format!("IF(ABS({left})<=Slack*{size}+Tolerance_Absolute+{rounded},0,{left})");
                page.live(row, column::DIFFERENCE, &left, &style.figure(MONEY));
            }
            // What is left is theirs.
            false => page.live(row, column::LEFT_OUT, &left, &style.figure(MONEY)),
        }
    }
    in_facts(page, row, at, MONEY);
}

/// The fact itself, and what the figure above differs from it.
fn in_facts(page: &mut Page<'_, '_>, row: u32, at: &RowFlowWorking, format: &str) {
    let draft = page.draft;
    let style = &draft.style;
    let (id, (grain, period)) = (&draft.workings.facts[at.fact].id, at.of);
    let key = format!("\"{id}|{}|{}\"", grain.word(), super::reference::serial(period));
    let found = format!("IFERROR(INDEX(fUsed,MATCH({key},fKey,0)),\"\")");
    page.live(row, column::FACT, &found, &style.link(format));
    let (fact, taken) = (cell(row, column::FACT), cell(row, column::TAKEN));
    let off = format!(
        "IF(ISNUMBER({fact}),IF(ABS({taken}-{fact})<=Tolerance_Relative*ABS({taken})+Tolerance_Absolute,0,{taken}-{fact}),1)"
    );
    page.live(row, column::OFF, &off, &style.figure(format));
}
