//! Log: where the figures come from, as label and text.

use super::error::ExcelError;
use super::page::{BODY, Draft, Page, rows};
use super::sheet::Sheet;
use crate::words::Book;

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Log)?;
    page.widths(&[34.0, 110.0])?;
    page.sheet.set_freeze_panes(BODY + 1, 0)?;
    page.heads(BODY, 0, &[Book::What, Book::Text], 2);
    for (i, (label, text)) in draft.workings.log.iter().enumerate() {
        page.text(BODY + 1 + rows(i), 0, label, &draft.style.text());
        page.text(BODY + 1 + rows(i), 1, text, &draft.style.text().set_text_wrap());
    }
    page.sheet.set_repeat_rows(0, BODY)?;
    Ok(page)
}
