//! Changes: what an earlier run said otherwise, figure by figure.

use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, rows};
use super::sheet::Sheet;
use super::style;
use crate::report::workings::MeasureWorking;
use crate::words::Book;

const HEADS: [Book; 8] = [
    Book::Id,
    Book::Measure,
    Book::Period,
    Book::Figure,
    Book::Earlier,
    Book::Now,
    Book::Difference,
    Book::Cause,
];

const SCORE: &str = "[>=0.005]0.00;[<=-0.005]\"−\"0.00;0.00";

/// Characters of a line of the sentence.
const WIDE: u16 = 140;

/// The sheet; `None` where no earlier run is compared.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Option<Page<'d, 'a>>, ExcelError> {
    let Some(against) = &draft.workings.against else { return Ok(None) };
    let mut page = Page::new(draft, Sheet::Changes)?;
    page.widths(&[24.0, 40.0, 18.0, 14.0, 16.0, 16.0, 16.0, 30.0])?;
    let style = &draft.style;
    page.text(BODY, 0, &against.sentence, &style.text());
    let head = BODY + super::text::lines(&against.sentence, WIDE) + 1;
    page.heads(head, 0, &HEADS, 4);
    page.text(head, 7, &draft.say(Book::Cause), &style.head().set_indent(1));
    let changes = || against.rows.iter().chain(&against.following);
    for (i, change) in changes().enumerate() {
        let row = head + 1 + rows(i);
        let of_it = |measure: &&MeasureWorking| measure.id == change.id && !change.is_score;
        let measure = draft.workings.measures.iter().find(of_it);
        let format = measure.map_or(SCORE.to_owned(), |m| style::value(m.unit, m.decimals));
        let points = draft.say(Book::Pp);
        let (times, told) = measure.map_or(("", style::POINTS.to_owned()), |m| {
            style::difference_in_points(m.unit, m.decimals, &points)
        });
        let given = style.engine(&format).unset_italic();
        for (column, text) in [(0, &change.id), (1, &change.title), (2, &change.period), (3, &change.what)] {
            page.text(row, column, text, &style.text());
        }
        page.number(row, 4, change.values.0, &given);
        page.number(row, 5, change.values.1, &given);
        let (before, now) = (cell(row, 4), cell(row, 5));
        let difference = format!("IF(AND(ISNUMBER({before}),ISNUMBER({now})),({now}-{before}){times},\"\")");
        page.live(row, 6, &difference, &style.figure(&told));
        page.text(row, 7, &change.cause, &style.text().set_indent(1));
    }
    let last = head + rows(changes().count()).max(1);
    for column in [4, 5] {
        page.add_checksum(&draft.say(HEADS[usize::from(column)]), (head + 1, column), (last, column));
    }
    page.sheet.set_freeze_panes(head + 1, 2)?;
    page.sheet.set_repeat_rows(0, 2)?;
    Ok(Some(page))
}
