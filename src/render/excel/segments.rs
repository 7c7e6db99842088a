//! Segments: every segment table as one, as the engine found them; those of totals tied to the facts. Below them cohorts by
//! age.

use super::error::ExcelError;
use super::facts::table;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, rows};
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style::{self, COUNT};
use super::text::holding;
use super::triangle;
use crate::words::Book;

const HEADS: [Book; 11] = [
    Book::Measure,
    Book::Table,
    Book::Segment,
    Book::Unit,
    Book::Value,
    Book::Sample,
    Book::Before,
    Book::Change,
    Book::IntervalLow,
    Book::IntervalHigh,
    Book::Remark,
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>, lines: &[Lines]) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Segments)?;
    let all = &draft.workings.segments;
    let titles = holding(all.iter().map(|s| draft.workings.measures[s.measure].title.as_str()), 24.0);
    let tables = holding(all.iter().map(|s| s.table.as_str()), 12.0).min(30.0);
    let names = holding(all.iter().map(|s| s.segment.as_str()), 16.0).min(40.0);
    page.widths(&[titles, tables, names, 11.0, 14.0, 10.0, 14.0, 16.0, 12.0, 12.0, 24.0])?;
    page.mark_as_reported_period(1);
    let style = &draft.style;
    let first = BODY + 1;
    let count = draft.workings.periods.len();
    let segments = &draft.workings.segments;
    for (i, segment) in segments.iter().enumerate() {
        let row = first + rows(i);
        let m = &draft.workings.measures[segment.measure];
        let number = style.engine(&style::value(m.unit, m.decimals)).unset_italic();
        page.text(row, 0, &m.title, &style.text());
        page.text(row, 1, &segment.table, &style.text());
        page.text(row, 2, &segment.segment, &style.text());
        page.text(row, 3, &m.unit_label, &style.note());
        page.number(row, 4, segment.engine.value, &number);
        page.number(row, 5, segment.engine.n, &style.engine(COUNT).unset_italic());
        page.number(row, 6, segment.previous, &number);
        let (now, before) = (cell(row, 4), cell(row, 6));
        let (times, format) = style::difference_in_points(m.unit, m.decimals, &draft.say(Book::Pp));
        let change = format!("IF(COUNT({now},{before})<2,\"\",({now}-{before}){times})");
        page.live(row, 7, &change, &style.figure(&format));
        page.number(row, 8, segment.engine.interval.map(|i| i[0]), &number);
        page.number(row, 9, segment.engine.interval.map(|i| i[1]), &number);
        page.text(row, 10, &segment.reason, &style.note().set_indent(1));
    }
    let last = first + rows(segments.len()).max(1) - 1;
    table(&mut page, "tSegments", (BODY, 0), (last, 10), &HEADS, &[4, 5, 6, 7, 8, 9])?;
    for column in [4, 5, 6, 8, 9] {
        let label = draft.say(HEADS[usize::from(column)]);
        page.add_checksum(&label, (first, column), (last, column));
    }
    // Below: what the segments of a total add up to, beside the total itself.
    let mut row = last + 3;
    if segments.iter().any(|segment| segment.adds_up) {
        page.text(row - 1, 0, &draft.say(Book::Subtotals), &style.section());
        page.heads(
            row,
            0,
            &[Book::Measure, Book::Table, Book::Blank, Book::Unit, Book::Sum, Book::Total, Book::Difference],
            4,
        );
    }
    let ties = row + 1;
    let mut at = 0;
    while at < segments.len() {
        let (measure, name) = (segments[at].measure, &segments[at].table);
        let same = segments[at..].iter().take_while(|s| s.measure == measure && s.table == *name).count();
        if segments[at].adds_up
            && let Some(value) = lines[measure].values.get(&SeriesBasis::Period)
        {
            row += 1;
            let m = &draft.workings.measures[measure];
            let number = style.figure(&style::value(m.unit, m.decimals));
            page.text(row, 0, &m.title, &style.text());
            page.text(row, 1, name, &style.text());
            page.text(row, 3, &m.unit_label, &style.note());
            let down = format!("{}:{}", cell(first + rows(at), 4), cell(first + rows(at + same) - 1, 4));
            page.live(row, 4, &format!("SUM({down})"), &number);
            page.live(row, 5, &Lines::at(draft, *value, count - 1), &number);
            let (sum, total) = (cell(row, 4), cell(row, 5));
            let off = format!(
                "IF(ISNUMBER({total}),IF(ABS({sum}-{total})<=Tolerance_Relative*MAX(ABS({sum}),ABS({total}))+Tolerance_Absolute,0,1),1)"
            );
            page.live(row, 6, &off, &style.figure("0"));
        }
        at += same;
    }
    page.name("Ties", (ties, 6), (row.max(ties), 6));
    if !draft.workings.triangles.is_empty() {
        triangle::write(&mut page, row.max(ties) + 3);
    }
    page.sheet.set_freeze_panes(first, 1)?;
    page.sheet.set_repeat_rows(0, BODY)?;
    let (count, last) = (page.used_columns(), page.last_row());
    page.set_print_parts(count, 1, last)?;
    Ok(page)
}
