//! Lists: words for codes, in the reader's language. Formulas hold codes; whoever reads sees these.

use rust_xlsxwriter::Format;

use super::page::{BODY, Draft, Page, columns, rows};
use super::style::SYMBOLS;
use super::{ExcelError, Sheet};

/// What stands in a formula as a number, and here as a word: the name of the list, its head, its words in the order of
/// their numbers.
const LISTS: [(&str, &str, &[&str]); 10] = [
    (
        "lStatus",
        "book-status",
        &["", "book-status-on-target", "book-status-watch", "book-status-off-target", "book-status-no-data"],
    ),
    ("lDirection", "book-better", &["book-better-higher", "book-better-lower"]),
    (
        "lScoring",
        "book-scoring",
        &[
            "book-scoring-distance",
            "book-scoring-attainment",
            "book-scoring-inverse",
            "book-scoring-met",
            "book-scoring-band",
            "book-scoring-goal",
            "book-scoring-formula",
        ],
    ),
    (
        "lJudged",
        "book-judged-by",
        &["book-judged-edges", "book-judged-tolerance", "book-judged-share", "book-judged-goal"],
    ),
    ("lMissing", "book-missing", &["book-missing-renormalise", "book-missing-penalise"]),
    ("lFrom", "book-status-from", &["book-from-score", "book-from-worst", "book-from-capped"]),
    ("lBasis", "book-basis", &["book-basis-period", "book-basis-year", "book-basis-rolling"]),
    ("lComparison", "book-comparison", &["book-comparison-plan", "book-comparison-year-before"]),
    ("lScale", "book-scale", &["book-scale-one", "book-scale-thousand", "book-scale-million"]),
    ("lFavour", "book-favour", &["", "book-favour-adverse", "book-favour-none", "book-favour-good"]),
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Lists)?;
    page.sheet.set_column_range_width(0, columns(LISTS.len()) + 6, 22)?;
    let style = &draft.style;
    for (i, (name, head, words)) in LISTS.iter().enumerate() {
        let words: Vec<String> = words.iter().map(|key| said(&page, key)).collect();
        list(&mut page, columns(i), name, head, &words, &style.text());
    }
    let symbols = SYMBOLS.map(str::to_owned);
    let mut next = columns(LISTS.len());
    list(&mut page, next, "lSymbol", "book-symbol", &symbols, &style.text());
    next += 1;
    let lamp = ["book-lamp-agrees", "book-lamp-differs", "book-lamp-edits"].map(|key| draft.say(key));
    list(&mut page, next, "lLamp", "book-lamp", &lamp, &style.text());
    next += 1;
    let labels: Vec<String> = draft.workings.periods.iter().map(|p| p.label.clone()).collect();
    list(&mut page, next, "lPeriod", "book-period", &labels, &style.text());
    next += 1;
    page.heads(BODY, next, &["book-last-day"], 0);
    for (i, period) in draft.workings.periods.iter().enumerate() {
        page.day(BODY + 1 + rows(i), next, Some(period.last), &style.text());
    }
    let last = BODY + rows(draft.workings.periods.len());
    page.name("lPeriodEnd", (BODY + 1, next), (last, next));
    next += 1;
    page.heads(BODY, next, &["book-factor"], 0);
    for (i, factor) in [1.0, 1e3, 1e6].into_iter().enumerate() {
        page.number(BODY + 1 + rows(i), next, Some(factor), &style.figure("#,##0"));
    }
    page.name("lFactor", (BODY + 1, next), (BODY + 3, next));
    Ok(page)
}

fn said(page: &Page<'_, '_>, key: &str) -> String {
    if key.is_empty() { String::new() } else { page.say(key) }
}

fn list(page: &mut Page<'_, '_>, column: u16, name: &str, head: &str, words: &[String], format: &Format) {
    page.heads(BODY, column, &[head], 1);
    for (i, word) in words.iter().enumerate() {
        page.text(BODY + 1 + rows(i), column, word, format);
    }
    page.name(name, (BODY + 1, column), (BODY + rows(words.len()), column));
}
