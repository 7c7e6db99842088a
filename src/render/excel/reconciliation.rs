//! Reconciliation: what became of the rows of every source, from those read to those used.

use super::controls;
use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, columns, rows};
use super::row_flow;
use super::sheet::Sheet;
use super::style::{COUNT, MONEY, WHOLE};
use crate::words::Book;

const HEADS: [Book; 13] = [
    Book::Source,
    Book::RowsRead,
    Book::RowsRepeated,
    Book::RowsRejected,
    Book::RowsFiltered,
    Book::RowsAfter,
    Book::RowsLeft,
    Book::RowsUsed,
    Book::Difference,
    Book::RowsUnmatched,
    Book::RowsWithoutCustomer,
    Book::FirstDay,
    Book::LastDay,
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Reconciliation)?;
    page.widths(&[28.0])?;
    page.across(1, 12, 13.0)?;
    page.heads(BODY, 0, &HEADS, 1);
    page.block(BODY);
    let style = &draft.style;
    let count = style.engine(COUNT).unset_italic();
    let first = BODY + 1;
    for (i, source) in draft.workings.sources.iter().enumerate() {
        let row = first + rows(i);
        let figure = |number: u64| Some(number as f64);
        page.text(row, 0, &source.name, &style.text());
        let out = [source.repeated, source.rejected, source.filtered, source.after_as_of];
        page.number(row, 1, figure(source.read), &count);
        for (c, number) in out.into_iter().enumerate() {
            page.number(row, 2 + columns(c), figure(number), &count);
        }
        let left = format!("{}-SUM({}:{})", cell(row, 1), cell(row, 2), cell(row, 5));
        page.live(row, 6, &left, &style.figure(COUNT));
        page.number(row, 7, figure(source.used), &count);
        let rest = format!("{}-{}", cell(row, 6), cell(row, 7));
        page.live(row, 8, &rest, &style.figure(WHOLE));
        page.number(row, 9, figure(source.unmatched), &count);
        page.number(row, 10, source.without_customer.map(|n| n as f64), &count);
        page.day(row, 11, source.first, &style.figure(""));
        page.day(row, 12, source.last, &style.figure(""));
    }
    let last = first + rows(draft.workings.sources.len()).max(1) - 1;
    for column in [1, 2, 3, 4, 5, 7, 9, 10, 11, 12] {
        let label = draft.say(HEADS[usize::from(column)]);
        page.add_checksum(&label, (first, column), (last, column));
    }
    // With the empty row below: of a name for one cell some programs count nothing.
    page.name("Unexplained", (first, 8), (last + 1, 8));
    let rows_used = (0..draft.workings.sources.len()).map(|i| cell(first + rows(i), 7)).collect();
    let mut used = row_flow::Used { rows: rows_used, amounts: Vec::new() };
    let below = amounts(&mut page, last + 3, &mut used);
    let below = row_flow::write(&mut page, &used, below);
    if !draft.workings.controls.is_empty() {
        controls::write(&mut page, below)?;
    }
    page.sheet.set_freeze_panes(first, 1)?;
    let (count, last) = (page.used_columns(), page.last_row());
    page.set_print_parts(count, 1, last)?;
    Ok(page)
}

/// What the columns that measures add up come to, by what became of their rows; where the next block may begin.
fn amounts(page: &mut Page<'_, '_>, first: u32, used: &mut row_flow::Used) -> u32 {
    let draft = page.draft;
    let all = draft.workings.sources.iter().enumerate();
    let all: Vec<_> = all
        .flat_map(|(at, source)| {
            let amounts = source.amounts.iter().enumerate();
            amounts.map(move |(column, amount)| ((at, column), &source.name, amount))
        })
        .collect();
    if all.is_empty() {
        return first;
    }
    page.block(first);
    // What rows come to stands below their number.
    page.heads(first, 0, &[Book::SourceAmount], 1);
    page.heads(first, 1, &HEADS[1..9], 0);
    page.heads(first, 9, &[Book::RowsWithoutCustomer], 0);
    let style = &draft.style;
    let figure = style.engine(MONEY).unset_italic();
    let body = first + 1;
    for (i, (place, source, amount)) in all.iter().enumerate() {
        let row = body + rows(i);
        used.amounts.push((*place, cell(row, 7)));
        page.text(row, 0, &format!("{source}.{}", amount.column), &style.text());
        let (repeated, filtered, later) = (amount.repeated, amount.filtered, amount.after_as_of);
        let told = [amount.read, Some(repeated), amount.rejected, Some(filtered), Some(later)];
        for (c, number) in told.into_iter().enumerate() {
            page.number(row, 1 + columns(c), number, &figure);
        }
        page.number(row, 7, Some(amount.used), &figure);
        page.number(row, 9, amount.without_customer, &figure);
        if amount.read.is_some() {
            let left = format!("{}-SUM({}:{})", cell(row, 1), cell(row, 2), cell(row, 5));
            page.live(row, 6, &left, &style.figure(MONEY));
            // What binary numbers cannot say of hundredths is no difference; amounts that cancel out are larger than their sum.
            let (read, left, used) = (cell(row, 1), cell(row, 6), cell(row, 7));
            let size = format!("MAX(MAX({read}:{used}),-MIN({read}:{used}))");
            let rest = format!("IF(ABS({left}-{used})<=Slack*{size},0,{left}-{used})");
            page.live(row, 8, &rest, &style.figure(MONEY));
        }
    }
    let last = body + rows(all.len()) - 1;
    let given = [1, 2, 3, 4, 5, 7].map(|column| (column, HEADS[usize::from(column)]));
    for (column, head) in given.into_iter().chain([(9, Book::RowsWithoutCustomer)]) {
        page.add_checksum(&draft.say(head), (body, column), (last, column));
    }
    // With the empty row below, as above.
    page.name("UnexplainedAmounts", (body, 8), (last + 1, 8));
    last + 3
}
