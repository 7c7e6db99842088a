//! Cover: what the book is, whether it still is what the report says, and where to look.

use rust_xlsxwriter::{FormatAlign, FormatUnderline, Url};

use super::page::{BODY, Draft, Page};
use super::{ExcelError, Sheet};

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Cover)?;
    let style = &draft.style;
    page.widths(&[26.0, 100.0])?;
    let head = &draft.workings.head;
    let mut row = BODY;
    let facts = [
        ("book-entity", head.entity.as_str()),
        ("book-period", &head.period),
        ("book-as-of", &head.as_of),
        ("book-run", &draft.workings.run),
        ("book-currency", draft.workings.currency.as_deref().unwrap_or_default()),
        ("book-message", &head.message),
    ];
    for (key, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.text(row, 0, &draft.say(key), &style.note());
        page.text(row, 1, text, &style.text().set_text_wrap());
        row += 1;
    }
    for notice in &head.notices {
        page.text(row, 1, notice, &style.text().set_text_wrap());
        row += 1;
    }
    for (key, formula) in [("book-integrity", "Lamp_Integrity"), ("book-edits", "Lamp_Edited")] {
        page.text(row, 0, &draft.say(key), &style.note());
        page.live(row, 1, formula, &style.text().set_bold());
        row += 1;
    }
    row += 1;
    page.text(row, 0, &draft.say("book-sheets"), &style.section());
    for sheet in Sheet::ALL.into_iter().skip(1) {
        row += 1;
        let title = draft.title(sheet);
        let link = Url::new(format!("internal:'{}'!A1", title.replace('\'', "''"))).set_text(title);
        let format = style.text().set_font_color("#005A8E").set_underline(FormatUnderline::Single);
        page.sheet.write_url_with_format(row, 0, link, &format)?;
        page.text(row, 1, &draft.say(&format!("{}-note", sheet.key())), &style.text().set_text_wrap());
    }
    row += 2;
    page.text(row, 0, &draft.say("book-signs"), &style.section());
    let samples = [
        (style.input("#,##0"), "book-sign-input"),
        (style.figure("#,##0"), "book-sign-formula"),
        (style.link("#,##0"), "book-sign-link"),
        (style.engine("#,##0"), "book-sign-engine"),
    ];
    for (format, key) in samples {
        row += 1;
        page.number(row, 0, Some(1234.0), &format.set_align(FormatAlign::Left).set_locked());
        page.text(row, 1, &draft.say(key), &style.text());
    }
    for (sign, key) in [("● ◆ ▼ □", "book-sign-status"), ("▲", "book-sign-material"), ("", "book-sign-absent")] {
        row += 1;
        page.text(row, 0, sign, &style.text());
        page.text(row, 1, &draft.say(key), &style.text().set_text_wrap());
    }
    Ok(page)
}
