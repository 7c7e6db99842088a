//! Detail: the rows behind figures, newest first; their number and what they add up to are tied to the facts.

use chrono::{NaiveDateTime, Timelike};
use rust_xlsxwriter::{FormatAlign, Workbook};

use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, columns, rows, serial};
use super::sheet::Sheet;
use super::style::{self, COUNT};
use super::text::fitting;
use crate::engine::CaseCell;
use crate::measure::Unit;
use crate::report::workings::CaseWorking;
use crate::words::Book;

/// Heads of the summary, a row for each list.
const HEADS: [Book; 9] = [
    Book::Measure,
    Book::Cases,
    Book::CasesListed,
    Book::CasesLeft,
    Book::CasesTogether,
    Book::CasesAmount,
    Book::CasesAmountTogether,
    Book::Fact,
    Book::Difference,
];

/// Cases of a list that stand on the sheet; all of a longer one stand on sheets of their own.
const SHOWN: usize = 200;
/// Cases that one sheet of its own holds.
const HELD: usize = 1_000_000;

/// What a list adds up to.
const AMOUNT: &str = style::MONEY;
/// How a time is shown.
const TIME: &str = "yyyy\\-mm\\-dd hh:mm";
/// Decimals within which sums agree.
const AGREE: u32 = 6;

/// Characters of the column of what cases they are.
const WIDE: u16 = 44;

/// The sheet; `None` where no cases were looked for.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Option<Page<'d, 'a>>, ExcelError> {
    let lists = &draft.workings.cases;
    if lists.is_empty() {
        return Ok(None);
    }
    let mut page = Page::new(draft, Sheet::Detail)?;
    let widths = widths(lists);
    page.widths(&widths)?;
    page.mark_as_reported_period(1);
    page.heads(BODY, 0, &HEADS, 2);
    let first = BODY + 1;
    let mut top = first + rows(lists.len()) + 1;
    for (i, list) in lists.iter().enumerate() {
        page.block(if i == 0 { BODY } else { top });
        let listed = list_of(&mut page, list, top)?;
        summary(&mut page, list, first + rows(i), &listed)?;
        top += rows(shown(list).len()) + 4;
    }
    let last = first + rows(lists.len()) - 1;
    // With the empty row below: of a name for one cell some programs count nothing.
    page.name("CasesUnexplained", (first, 8), (last + 1, 8));
    for column in [3, 5] {
        page.add_checksum(&draft.say(HEADS[usize::from(column)]), (first, column), (last, column));
    }
    page.sheet.set_freeze_panes(first, 1)?;
    page.set_print_parts(columns(widths.len()), 1, top)?;
    if let [_] = lists.as_slice() {
        // Several lists have no head in common.
        let head = first + rows(lists.len()) + 2;
        page.sheet.set_repeat_rows(head, head)?;
    }
    Ok(Some(page))
}

/// Widths of the columns: those of words as wide as the longest of them, within reason.
fn widths(lists: &[CaseWorking]) -> Vec<f64> {
    // The summary has figures there, and the lists a column of what each case adds.
    let most = lists.iter().map(|list| list.columns.len() + 1).max().unwrap_or(0).max(HEADS.len() - 1);
    let mut widths = vec![36.0, f64::from(WIDE)];
    for column in 1..most {
        let of = |list: &CaseWorking| {
            let cells = shown(list).iter().filter_map(|(cells, _)| cells.get(column));
            let texts = cells.filter_map(|cell| match cell {
                CaseCell::Text(text) => Some(text.chars().count()),
                _ => None,
            });
            texts.chain(list.columns.get(column).map(|title| title.chars().count())).max().unwrap_or(0)
        };
        let longest = lists.iter().map(of).max().unwrap_or(0);
        widths.push(longest.clamp(14, 46) as f64 + 3.0);
    }
    widths
}

/// The number format of a column of a list: as many decimals in every row as it takes in one.
fn format(list: &CaseWorking, column: usize) -> String {
    let numbers = shown(list).iter().filter_map(|(cells, _)| match cells.get(column) {
        Some(CaseCell::Number(number)) => Some(*number),
        _ => None,
    });
    let decimals = |number: f64| {
        let is_enough = |decimals: &u8| {
            let unit = 10_f64.powi(i32::from(*decimals));
            ((number * unit).round() / unit - number).abs() <= 1e-9 * number.abs()
        };
        (0..6).find(is_enough).unwrap_or(6)
    };
    match numbers.map(decimals).max().unwrap_or(0) {
        // Whole numbers may be names, as those of customers: they are not parted into thousands.
        0 => "0;\"−\"0".to_owned(),
        most => style::value(Unit::Number, most),
    }
}

/// The cases of a list that stand on the sheet.
fn shown(list: &CaseWorking) -> &[(Vec<CaseCell>, Option<f64>)] {
    &list.rows[..list.rows.len().min(SHOWN)]
}

/// Writes sheets with all cases of the lists that are too long for the sheet, in plain rows, and as many sheets as they take.
/// A row that is written is kept on disk and no longer in memory, so rows come in their order.
pub(super) fn all(draft: &Draft<'_>, workbook: &mut Workbook) -> Result<(), ExcelError> {
    let mut number = 1;
    let long = draft.workings.cases.iter().filter(|list| list.rows.len() > SHOWN);
    for (list, part) in long.flat_map(|list| list.rows.chunks(HELD).map(move |part| (list, part))) {
        number += 1;
        let mut sheet = workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(format!("{} {number}", draft.title(Sheet::Detail)))?;
        let (style, measure) = (&draft.style, &draft.workings.measures[list.measure]);
        let (head, day) = (style.head(), style.text().set_num_format(style::DAY));
        let time = style.text().set_num_format(TIME);
        sheet.write_string(0, 0, format!("{}. {}", measure.title, list.heading))?;
        let amount = columns(list.columns.len());
        for (c, title) in list.columns.iter().enumerate() {
            sheet.write_string_with_format(1, columns(c), title, &head)?;
        }
        if list.amount.is_some() {
            sheet.write_string_with_format(1, amount, draft.say(Book::CasesAmount), &head)?;
        }
        for (i, (cells, adding)) in part.iter().enumerate() {
            let row = 2 + rows(i);
            for (c, cell) in cells.iter().enumerate() {
                match cell {
                    CaseCell::Absent => {}
                    CaseCell::Text(text) => _ = sheet.write_string(row, columns(c), fitting(text))?,
                    CaseCell::Number(number) => _ = sheet.write_number(row, columns(c), *number)?,
                    CaseCell::Time(at) => {
                        sheet.write_number_with_format(row, columns(c), spreadsheet_time(*at), &time)?;
                    }
                    CaseCell::Day(at) => {
                        sheet.write_number_with_format(row, columns(c), serial(*at), &day)?;
                    }
                }
            }
            if let Some(adding) = adding {
                sheet.write_number(row, amount, *adding)?;
            }
        }
        sheet.set_freeze_panes(2, 0)?;
        sheet.set_column_range_width(0, amount, 16)?;
        workbook.push_worksheet(sheet);
    }
    Ok(())
}

/// A time as a spreadsheet counts it: days, and parts of one.
fn spreadsheet_time(time: NaiveDateTime) -> f64 {
    let seconds = time.num_seconds_from_midnight();
    serial(time.date()) + f64::from(seconds) / 86_400.0
}

/// Where the cases of a list stand.
struct CaseRange {
    /// Their numbers, from 1.
    numbers: String,
    /// What each adds, where they add up.
    amounts: Option<String>,
}

/// A list: its heading, the heads of its columns, and a row for each case.
fn list_of(page: &mut Page<'_, '_>, list: &CaseWorking, top: u32) -> Result<CaseRange, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let measure = &draft.workings.measures[list.measure];
    page.text(top, 0, &measure.title, &style.section());
    page.text(top, 2, &list.heading, &style.note());
    let head = top + 1;
    page.text(head, 0, &draft.say(Book::CasesRow), &style.head());
    let adds = list.amount.is_some();
    for (i, title) in list.columns.iter().enumerate() {
        let stands_right = |(cells, _): &(Vec<CaseCell>, _)| {
            matches!(cells.get(i), Some(CaseCell::Number(_) | CaseCell::Day(_) | CaseCell::Time(_)))
        };
        let format = if shown(list).iter().any(stands_right) {
            style.head_right()
        } else {
            style.head().set_indent(1)
        };
        page.text(head, 1 + columns(i), title, &format);
    }
    let amount = 1 + columns(list.columns.len());
    if adds {
        page.text(head, amount, &draft.say(Book::CasesAmount), &style.head_right());
    }
    let given = style.engine(AMOUNT).unset_italic();
    let formats: Vec<String> = (0..list.columns.len()).map(|column| format(list, column)).collect();
    let rows_shown = shown(list);
    for (i, (cells, adding)) in rows_shown.iter().enumerate() {
        let row = head + 1 + rows(i);
        page.number(
            row,
            0,
            Some((i + 1) as f64),
            &style.note().set_num_format(COUNT).set_align(FormatAlign::Left),
        );
        for (c, shown) in cells.iter().enumerate() {
            let column = 1 + columns(c);
            match shown {
                CaseCell::Absent => {}
                CaseCell::Text(text) => page.text(row, column, text, &style.text().set_indent(1)),
                CaseCell::Number(number) => {
                    page.number(row, column, Some(*number), &style.figure(&formats[c]));
                }
                CaseCell::Day(day) => page.day(row, column, Some(*day), &style.text()),
                CaseCell::Time(time) => {
                    page.number(
                        row,
                        column,
                        Some(spreadsheet_time(*time)),
                        &style.text().set_num_format(TIME),
                    );
                }
            }
        }
        if adds {
            page.number(row, amount, *adding, &given);
        }
    }
    let last = head + rows(rows_shown.len()).max(1);
    let area = |column| format!("{}:{}", cell(head + 1, column), cell(last, column));
    Ok(CaseRange { numbers: area(0), amounts: adds.then(|| area(amount)) })
}

/// How many are listed, how many are not, and whether that is the fact.
fn summary(
    page: &mut Page<'_, '_>,
    list: &CaseWorking,
    row: u32,
    area: &CaseRange,
) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let measure = &draft.workings.measures[list.measure];
    let given = style.engine(COUNT).unset_italic();
    page.text(row, 0, &measure.title, &style.text());
    page.wrapped(row, 1, &list.heading, WIDE, &style.text());
    page.live(row, 2, &format!("COUNT({})", area.numbers), &style.figure(COUNT));
    page.number(row, 3, Some(list.total as f64 - shown(list).len() as f64), &given);
    page.live(row, 4, &format!("{}+{}", cell(row, 2), cell(row, 3)), &style.figure(COUNT));
    if let (Some(amount), Some(amounts)) = (list.amount, &area.amounts) {
        let listed: f64 = shown(list).iter().filter_map(|(_, adding)| *adding).sum();
        page.number(row, 5, Some(amount - listed), &style.engine(AMOUNT).unset_italic());
        page.live(row, 6, &format!("SUM({amounts})+{}", cell(row, 5)), &style.figure(AMOUNT));
    }
    let fact = |position: usize| {
        let fact = &draft.workings.facts[position];
        let period = measure.periods.iter().flatten().next_back()?.span.last;
        let key = format!("{}|{}|{}", fact.id, measure.grain.word(), serial(period));
        Some(format!("INDEX(fUsed,MATCH(\"{key}\",fKey,0))"))
    };
    let (Some(of), tied) = (list.fact.and_then(fact), if list.counts { 4 } else { 6 }) else {
        return Ok(());
    };
    if !list.counts && list.amount.is_none() {
        return Ok(());
    }
    let fact = match list.without.and_then(fact) {
        Some(without) => format!("{of}-{without}"),
        None => of,
    };
    let fact = if list.length == 1.0 { fact } else { format!("({fact})/{}", list.length) };
    page.live(row, 7, &format!("IFERROR({fact},0)"), &style.link(if list.counts { COUNT } else { AMOUNT }));
    let difference = format!("ROUND({}-{},{AGREE})", cell(row, tied), cell(row, 7));
    page.live(row, 8, &difference, &style.figure(style::MONEY));
    Ok(())
}
