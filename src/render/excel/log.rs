//! Log: where the figures come from, as label and text.

use rust_xlsxwriter::Worksheet;

use super::address::{BODY, LOG, rows};
use super::page::Page;
use super::{Book, ExcelError};

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, LOG, "Log")?;
    page.widths(&[34.0, 110.0])?;
    page.sheet.set_freeze_panes(BODY + 1, 0)?;
    page.heads(BODY, 0, &["What", "Text"], 2)?;
    entries(&mut page, BODY + 1, book.workings.log.len())?;
    page.sheet.set_repeat_rows(0, BODY)?;
    Ok(page.sheet)
}

/// The first `count` entries of the log from a row on.
pub(super) fn entries(page: &mut Page, first: u32, count: usize) -> Result<(), ExcelError> {
    let book = page.book;
    for (i, (label, text)) in book.workings.log.iter().take(count).enumerate() {
        page.text(first + rows(i), 0, label, &book.style.text())?;
        page.text(first + rows(i), 1, text, &book.style.text().set_text_wrap())?;
    }
    Ok(())
}
