//! Edits: every cell that may be changed, as the report was written with it and as it is now.

use super::error::ExcelError;
use super::page::{BODY, Draft, Original, Page};
use super::reference::{cell, rows};
use super::sheet::Sheet;
use crate::words::Book;

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Edits)?;
    page.widths(&[70.0, 24.0, 32.0, 32.0, 10.0])?;
    page.heads(BODY, 0, &[Book::Input, Book::Cell, Book::Original, Book::Now, Book::Edited], 2);
    let style = &draft.style;
    let first = BODY + 1;
    let inputs = draft.inputs();
    for (i, input) in inputs.iter().enumerate() {
        let row = first + rows(i);
        page.text(row, 0, &input.label, &style.text());
        page.text(row, 1, &input.cell.replace(['$', '\''], ""), &style.note());
        let (was, now) = (cell(row, 2), &input.cell);
        match &input.original {
            Original::Number(number) => page.number(row, 2, *number, &style.engine(&input.format)),
            Original::Word(word) => page.text(row, 2, word, &style.engine_word()),
        }
        let current = format!("IF(ISNUMBER({now}),{now},{now}&\"\")");
        let format = match input.original {
            Original::Number(_) => style.link(&input.format),
            Original::Word(_) => style.link_word(),
        };
        page.live(row, 3, &current, &format);
        let edited = match input.original {
            Original::Number(_) => format!("IF(ISNUMBER({was})=ISNUMBER({now}),IF({was}={now},0,1),1)"),
            Original::Word(_) => format!("IF({was}={now},0,1)"),
        };
        page.live(row, 4, &edited, &style.figure("0"));
    }
    let last = first + rows(inputs.len()).max(1) - 1;
    page.name("eEdited", (first, 4), (last, 4));
    page.sheet.set_freeze_panes(first, 1)?;
    page.sheet.set_repeat_rows(0, BODY)?;
    page.sheet.autofilter(BODY, 0, last, 4)?;
    Ok(page)
}
