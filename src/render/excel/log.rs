//! Log: where the figures come from, and what became of rows and cells.

use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::rows;
use super::sheet::Sheet;
use crate::words::Book;

/// Characters of the column of texts.
const WIDE: u16 = 100;

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Log)?;
    page.widths(&[28.0, 34.0, f64::from(WIDE)])?;
    page.sheet.set_freeze_panes(BODY + 1, 0)?;
    page.heads(BODY, 0, &[Book::What, Book::Of, Book::Text], 3);
    for (i, line) in draft.workings.log.iter().enumerate() {
        let row = BODY + 1 + rows(i);
        page.text(row, 0, &draft.say(line.what), &draft.style.text());
        page.text(row, 1, &line.of, &draft.style.text());
        page.wrapped(row, 2, &line.text, WIDE, &draft.style.text());
    }
    page.sheet.set_repeat_rows(0, BODY)?;
    Ok(page)
}
