//! Lists: words for codes, in the reader's language. Formulas hold codes; whoever reads sees these.

use chrono::NaiveDate;
use rust_xlsxwriter::Format;

use super::error::ExcelError;
use super::page::{Draft, Page};
use super::reference::{columns, rows};
use super::sheet::Sheet;
use super::style::SYMBOLS;
use crate::evaluate::results::Absence;
use crate::words::{Book, Figures, ListWord, NoStatus, Phrase, Remark};

/// What stands in a formula as a number, and here as a word: the name of the list, its head, its words in the order of
/// their numbers.
const LISTS: [(&str, Book, &[&dyn Phrase]); 11] = [
    (
        "lStatus",
        Book::Status,
        &[
            &Book::Blank,
            &ListWord::StatusOnTarget,
            &ListWord::StatusWatch,
            &ListWord::StatusOffTarget,
            &ListWord::StatusNoData,
            &NoStatus::NoTarget,
            &ListWord::StatusInsufficient,
            &ListWord::StatusProvisional,
            &NoStatus::NoScore,
            &Absence::Undefined,
            &Absence::InsufficientHistory { needs: NaiveDate::MIN },
            &Absence::NotYetDue,
            &Absence::NotReached { open: 0.0, of: 0.0 },
            &Absence::Private { smallest: 0 },
        ],
    ),
    ("lDirection", Book::Better, &[&ListWord::BetterHigher, &ListWord::BetterLower]),
    (
        "lScoring",
        Book::Scoring,
        &[
            &ListWord::ScoringDistance,
            &ListWord::ScoringAttainment,
            &ListWord::ScoringInverse,
            &ListWord::ScoringMet,
            &ListWord::ScoringBand,
            &ListWord::ScoringGoal,
            &ListWord::ScoringFormula,
        ],
    ),
    (
        "lJudged",
        Book::JudgedBy,
        &[&ListWord::JudgedEdges, &ListWord::JudgedTolerance, &ListWord::JudgedShare, &ListWord::JudgedGoal],
    ),
    ("lMissing", Book::Missing, &[&ListWord::MissingRenormalise, &ListWord::MissingPenalise]),
    ("lFrom", Book::StatusFrom, &[&ListWord::FromScore, &ListWord::FromWorst, &ListWord::FromCapped]),
    ("lBasis", Book::Basis, &[&ListWord::BasisPeriod, &ListWord::BasisYear, &ListWord::BasisRolling]),
    ("lComparison", Book::Comparison, &[&ListWord::ComparisonPlan, &ListWord::ComparisonYearBefore]),
    ("lScale", Book::Scale, &[&ListWord::ScaleOne, &ListWord::ScaleThousand, &ListWord::ScaleMillion]),
    (
        "lControl",
        Book::Finding,
        &[
            &ListWord::ControlUnknown,
            &ListWord::ControlAgrees,
            &ListWord::ControlDiffers,
            &ListWord::ControlWaits,
        ],
    ),
    (
        "lFavour",
        Book::Favour,
        &[
            &Book::Blank,
            &ListWord::FavourAdverse,
            &ListWord::FavourNone,
            &ListWord::FavourGood,
            &ListWord::FavourSame,
        ],
    ),
];

/// The number of a status that stands for no data.
pub(super) const NO_DATA: u8 = 4;
/// That for what has no result.
pub(super) const UNDEFINED: u8 = 9;
/// That for what is withheld: the largest, by which formulas find it among several.
pub(super) const WITHHELD: u8 = 13;

/// The number for the reason that there is no value.
pub(super) fn absence(reason: &Absence) -> u8 {
    match reason {
        Absence::NoData => NO_DATA,
        Absence::Undefined => UNDEFINED,
        Absence::InsufficientHistory { .. } => 10,
        Absence::NotYetDue => 11,
        Absence::NotReached { .. } => 12,
        Absence::Withheld { .. } | Absence::Private { .. } => WITHHELD,
    }
}

/// Rows that a list has at least, perhaps with an empty one: in a name for one cell some programs look nothing up.
const LEAST: u32 = 2;

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Lists)?;
    page.across(0, columns(LISTS.len()) + 7, 34.0)?;
    page.sheet.set_print_fit_to_pages(4, 0);
    let style = &draft.style;
    for (i, (name, head, words)) in LISTS.iter().enumerate() {
        let mut words: Vec<String> = words.iter().map(|key| draft.say(*key)).collect();
        if *name == "lBasis" && !draft.has_rolling_columns() {
            words.pop();
        }
        if *name == "lComparison" {
            // A version that is called as something else in the list is told apart by its number.
            let said = words.clone();
            let own = |title: String| if said.contains(&title) { format!("{title} 2") } else { title };
            words.extend(draft.versions().into_iter().map(own));
        }
        list(&mut page, columns(i), name, *head, &words, &style.text());
    }
    let symbols = SYMBOLS.map(str::to_owned);
    let mut next = columns(LISTS.len());
    list(&mut page, next, "lSymbol", Book::Symbol, &symbols, &style.text());
    next += 1;
    let lamp = [ListWord::LampAgrees, ListWord::LampDiffers, ListWord::LampEdits].map(|key| draft.say(key));
    list(&mut page, next, "lLamp", Book::Lamp, &lamp, &style.text());
    next += 1;
    list(&mut page, next, "lSaid", Book::Remark, &said(draft), &style.text());
    next += 1;
    let labels: Vec<String> = draft.workings.periods.iter().map(|p| p.label.clone()).collect();
    list(&mut page, next, "lPeriod", Book::Period, &labels, &style.text());
    next += 1;
    page.heads(page.top, next, &[Book::LastDay], 0);
    for (i, period) in draft.workings.periods.iter().enumerate() {
        page.day(page.top + 1 + rows(i), next, Some(period.last), &style.text());
    }
    let last = page.top + rows(draft.workings.periods.len()).max(LEAST);
    page.name("lPeriodEnd", (page.top + 1, next), (last, next));
    next += 1;
    page.heads(page.top, next, &[Book::Factor], 0);
    for (i, factor) in [1.0, 1e3, 1e6].into_iter().enumerate() {
        page.number(page.top + 1 + rows(i), next, Some(factor), &style.figure("#,##0"));
    }
    page.name("lFactor", (page.top + 1, next), (page.top + 3, next));
    Ok(page)
}

/// The words of a list.
pub(super) fn words(draft: &Draft<'_>, list: &str) -> Vec<String> {
    let own = |(_, _, words): &(&str, Book, &[&dyn Phrase])| -> Vec<String> {
        words.iter().map(|key| draft.say(*key)).collect()
    };
    LISTS.iter().filter(|(name, ..)| *name == list).flat_map(own).collect()
}

/// What stands around figures in a text: the period of a value, that the year to date is judged, the edges of a band.
fn said(draft: &Draft<'_>) -> Vec<String> {
    const MARK: &str = "\u{1}";
    let parted = |phrase: &dyn Phrase, parts: usize| {
        let said = draft.say(phrase);
        let mut all: Vec<String> = said.split(MARK).map(str::to_owned).collect();
        all.resize(parts, String::new());
        all
    };
    let mark = || MARK.to_owned();
    let mut all = parted(&Remark::ValueOf { period: mark() }, 2);
    all.push(draft.say(Remark::JudgedToDate));
    all.extend(parted(&Figures::Range { low: mark(), high: mark() }, 3));
    all.push(draft.say(Remark::NotRolling));
    let reported = draft.workings.periods.last().map(|period| period.label.clone()).unwrap_or_default();
    all.push(draft.say(Remark::OfReported { period: reported }));
    all
}

fn list(page: &mut Page<'_, '_>, column: u16, name: &str, head: Book, words: &[String], format: &Format) {
    page.heads(page.top, column, &[head], 1);
    for (i, word) in words.iter().enumerate() {
        page.text(page.top + 1 + rows(i), column, word, format);
    }
    page.name(name, (page.top + 1, column), (page.top + rows(words.len()).max(LEAST), column));
}
