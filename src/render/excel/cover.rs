//! Cover: what the book is, whether it still is what the report says, and where to look.

use rust_xlsxwriter::{FormatAlign, FormatUnderline, Url};

use super::columns::{Figures, of_measures as calc};
use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{fixed, rows};
use super::sheet::Sheet;
use crate::words::Book;

/// Characters of the wide column.
const WIDE: u16 = 100;
/// Characters of the first.
const NARROW: u16 = 26;
/// The column of the report's own message.
const REPORTED: u16 = 2;

/// Rows up to which it is printed on one page.
const ONE_PAGE: u32 = 54;

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>, figures: &Figures) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Cover)?;
    let style = &draft.style;
    page.widths(&[f64::from(NARROW), f64::from(WIDE)])?;
    let head = &draft.workings.head;
    let mut row = BODY;
    let facts = [
        (Book::Entity, head.entity.as_str()),
        (Book::AsOf, &head.as_of),
        (Book::Run, &draft.workings.run),
        (Book::Currency, draft.workings.currency.as_deref().unwrap_or_default()),
    ];
    for (key, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.text(row, 0, &draft.say(key), &style.note());
        page.wrapped(row, 1, text, WIDE, &style.text());
        row += 1;
    }
    page.text(row, 0, &draft.say(Book::Period), &style.note());
    page.live(row, 1, "Control_Period", &style.text().set_align(FormatAlign::Left));
    row += 1;
    page.text(row, 0, &draft.say(Book::Message), &style.note());
    page.wrapped(row, 1, &head.message, WIDE, &style.text());
    page.text(row, REPORTED, &head.message, &style.note());
    page.live(row, 1, &message(draft, figures, &fixed(row, REPORTED)), &style.text().set_text_wrap());
    page.sheet.set_column_hidden(REPORTED)?;
    row += 1;
    for (role, text) in &draft.workings.approvals {
        page.text(row, 0, role, &style.note());
        page.wrapped(row, 1, text, WIDE, &style.text());
        row += 1;
    }
    for (title, text) in &draft.workings.comments {
        page.wrapped(row, 0, title, NARROW, &style.note());
        page.wrapped(row, 1, text, WIDE, &style.text());
        row += 1;
    }
    for notice in &head.notices {
        page.wrapped(row, 1, notice, WIDE, &style.text());
        row += 1;
    }
    for (key, formula) in [(Book::Integrity, "Lamp_Integrity"), (Book::Edits, "Lamp_Edited")] {
        page.text(row, 0, &draft.say(key), &style.note());
        page.live(row, 1, formula, &style.text().set_bold());
        row += 1;
    }
    row += 1;
    page.text(row, 0, &draft.say(Book::Sheets), &style.section());
    for sheet in Sheet::ALL.into_iter().skip(1).filter(|sheet| draft.has(*sheet)) {
        row += 1;
        let title = draft.title(sheet);
        let link = Url::new(format!("internal:'{}'!A1", title.replace('\'', "''"))).set_text(title);
        let format = style.text().set_font_color("#005A8E").set_underline(FormatUnderline::Single);
        page.sheet.write_url_with_format(row, 0, link, &format)?;
        page.text(row, 1, &draft.say(sheet.note()), &style.text().set_text_wrap());
    }
    row += 2;
    page.text(row, 0, &draft.say(Book::Signs), &style.section());
    let samples = [
        (style.input("#,##0"), Book::SignInput),
        (style.figure("#,##0"), Book::SignFormula),
        (style.link("#,##0"), Book::SignLink),
        (style.engine("#,##0"), Book::SignEngine),
    ];
    for (format, key) in samples {
        row += 1;
        page.number(row, 0, Some(1234.0), &format.set_align(FormatAlign::Left).set_locked());
        page.text(row, 1, &draft.say(key), &style.text());
    }
    for (sign, key) in [("● ◆ ▼ □", Book::SignStatus), ("▲", Book::SignMaterial), ("", Book::SignAbsent)]
    {
        row += 1;
        page.text(row, 0, sign, &style.text());
        page.text(row, 1, &draft.say(key), &style.text().set_text_wrap());
    }
    if row <= ONE_PAGE {
        page.sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(page)
}

/// The report's message as long as it is the report that is shown; of another period, or after a change, how the measures
/// stand.
fn message(draft: &Draft<'_>, figures: &Figures, reported: &str) -> String {
    let last = figures.measures + rows(draft.workings.measures.len()).max(1) - 1;
    let counted = draft.area_ref(Sheet::Calc, (figures.measures, calc::COUNTED), (last, calc::COUNTED));
    let of = |status: u8| format!("INDEX(lStatus,{})&\": \"&COUNTIF({counted},{status})", status + 1);
    let now = [3, 2, 1].map(of).join("&\" · \"&");
    format!("IF(AND(Is_Reported=1,Edited=0),{reported},{now})")
}
