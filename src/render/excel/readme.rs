//! README: what the workbook is for, how to read it, where it comes from.

use rust_xlsxwriter::{FormatUnderline, Url, Worksheet};

use super::address::{BODY, CALC, CHECKS, INPUTS, LOG, README, SCORECARD, TREND, rows};
use super::page::Page;
use super::{Book, ExcelError};

const PURPOSE: [&str; 4] = [
    "This workbook shows how every score of the report comes about, down to the counts and sums it rests on.",
    "All figures are live: change a blue cell on Inputs, and values, scores, statuses and the whole follow.",
    "An empty cell means absent: no data, too few data or no target. It is never 0 and counts in no mean.",
    "Values are compared unrounded; rounding is a matter of display. Rates are fractions shown as percent.",
];

const SHEETS: [(&str, &str); 6] = [
    (
        INPUTS,
        "Settings, weights, edges, targets, and each measure's components by period; the reported period is last",
    ),
    (CALC, "One row per measure from value to score and status, then objectives, perspectives and the whole"),
    (SCORECARD, "The scorecard as reported: links only"),
    (TREND, "All periods of every measure, and a chart of the measure you choose"),
    (CHECKS, "The engine's figures against the live ones, weights, and rows read"),
    (LOG, "Run, versions, hashes and rows of the sources"),
];

/// Entries of the log shown here; all of them stand on Log.
const SHOWN: usize = 14;

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let head = &book.workings.head;
    let mut page = Page::new(book, README, &head.scorecard)?;
    let style = &book.style;
    page.widths(&[34.0, 110.0])?;
    let mut row = BODY;
    let mut lines = Vec::new();
    if !head.message.is_empty() {
        lines.push(head.message.as_str());
    }
    lines.extend(head.notices.iter().map(String::as_str));
    if !lines.is_empty() {
        page.text(row, 0, "What the report says", &style.section())?;
        for line in lines {
            row += 1;
            page.text(row, 0, line, &style.text())?;
        }
        row += 2;
    }

    page.text(row, 0, "How to read it", &style.section())?;
    for line in PURPOSE {
        row += 1;
        page.text(row, 0, line, &style.text())?;
    }

    row += 2;
    page.text(row, 0, "Sheets", &style.section())?;
    for (name, what) in SHEETS {
        row += 1;
        let link = Url::new(format!("internal:{name}!A1")).set_text(name);
        let format = style.text().set_font_color("#005A8E").set_underline(FormatUnderline::Single);
        page.sheet.write_url_with_format(row, 0, link, &format)?;
        page.text(row, 1, what, &style.text())?;
    }

    row += 2;
    page.text(row, 0, "Colours", &style.section())?;
    for (sample, format, what) in [
        ("1,234", style.input("General"), "Input: may be changed"),
        ("1,234", style.figure("General"), "Formula"),
        ("1,234", style.link("General"), "Taken from another sheet unchanged"),
        ("1,234", style.engine("General"), "Pasted from the engine: for comparison only"),
    ] {
        row += 1;
        page.text(row, 0, sample, &format.set_align(rust_xlsxwriter::FormatAlign::Left))?;
        page.text(row, 1, what, &style.text())?;
    }
    row += 1;
    page.text(row, 0, "● ◆ ▼ □", &style.text())?;
    page.text(
        row,
        1,
        "On target, watch, off target, no data: shape, word and colour say the same",
        &style.text(),
    )?;

    row += 2;
    page.text(row, 0, "Where the figures come from", &style.section())?;
    for (label, text) in [("Report", &head.title), ("", &head.as_of), ("", &head.run), ("", &head.sources)] {
        row += 1;
        page.text(row, 0, label, &style.text())?;
        page.text(row, 1, text, &style.text().set_text_wrap())?;
    }
    let shown = book.workings.log.len().min(SHOWN);
    super::log::entries(&mut page, row + 1, shown)?;
    if shown < book.workings.log.len() {
        page.text(row + 1 + rows(shown), 0, "The rest stands on Log.", &style.note())?;
    }
    Ok(page.sheet)
}
