//! The workbook finance opens: every score as a live formula down to the facts it rests on.
//!
//! Each sheet has one file that writes cells and formulas into a [`page`]; [`calculate`] computes what every formula
//! gives, from its own text. A cached result is therefore what a recalculation gives, never what the engine found: the
//! two are compared on the sheet Checks, by formulas.
//!
//! Facts, Plan, Targets and Policy are what a score rests on; Series computes every measure in every period; Calc
//! takes the period that Control selects and rolls it up; the other sheets show what these give.

mod calc;
mod calculate;
mod checks;
mod control;
mod cover;
mod data;
mod edits;
mod facts;
mod lists;
mod live;
mod log;
mod page;
mod parents;
mod plan;
mod policy;
mod reconciliation;
mod scorecard;
mod segments;
mod series;
mod style;
mod targets;
mod trend;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use crate::report::workings::Workings;
use crate::words::Book;

use page::Draft;

/// What keeps a workbook from being written.
#[derive(Debug, thiserror::Error)]
pub enum ExcelError {
    /// A limit of the format, as the length of a text or the number of rows.
    #[error("the workbook cannot be written: {0}")]
    Format(#[from] XlsxError),
    /// The document's day is not an ISO date.
    #[error("the document's day `{0}` is no date: write it as `2026-04-30`")]
    Date(String),
    /// A measure names an objective that no perspective holds.
    #[error(
        "measure `{measure}` counts in the objective `{objective}`, which is in no perspective: add it to one"
    )]
    Objective {
        /// Id of the measure.
        measure: String,
        /// Id of the objective.
        objective: String,
    },
}

/// The sheets, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Cover,
    Control,
    Scorecard,
    Segments,
    Trend,
    Facts,
    Plan,
    Targets,
    Policy,
    Series,
    Calc,
    Reconciliation,
    Checks,
    Edits,
    Data,
    Log,
    Lists,
}

impl Sheet {
    const ALL: [Sheet; 17] = [
        Sheet::Cover,
        Sheet::Control,
        Sheet::Scorecard,
        Sheet::Segments,
        Sheet::Trend,
        Sheet::Facts,
        Sheet::Plan,
        Sheet::Targets,
        Sheet::Policy,
        Sheet::Series,
        Sheet::Calc,
        Sheet::Reconciliation,
        Sheet::Checks,
        Sheet::Edits,
        Sheet::Data,
        Sheet::Log,
        Sheet::Lists,
    ];

    fn position(self) -> usize {
        self as usize
    }

    /// The key of its name.
    fn key(self) -> Book {
        match self {
            Sheet::Cover => Book::SheetCover,
            Sheet::Control => Book::SheetControl,
            Sheet::Scorecard => Book::SheetScorecard,
            Sheet::Segments => Book::SheetSegments,
            Sheet::Trend => Book::SheetTrend,
            Sheet::Facts => Book::SheetFacts,
            Sheet::Plan => Book::SheetPlan,
            Sheet::Targets => Book::SheetTargets,
            Sheet::Policy => Book::SheetPolicy,
            Sheet::Series => Book::SheetSeries,
            Sheet::Calc => Book::SheetCalc,
            Sheet::Reconciliation => Book::SheetReconciliation,
            Sheet::Checks => Book::SheetChecks,
            Sheet::Edits => Book::SheetEdits,
            Sheet::Data => Book::SheetData,
            Sheet::Log => Book::SheetLog,
            Sheet::Lists => Book::SheetLists,
        }
    }

    /// What stands on it, for the cover.
    fn note(self) -> Book {
        match self {
            Sheet::Cover => Book::SheetCover,
            Sheet::Control => Book::SheetControlNote,
            Sheet::Scorecard => Book::SheetScorecardNote,
            Sheet::Segments => Book::SheetSegmentsNote,
            Sheet::Trend => Book::SheetTrendNote,
            Sheet::Facts => Book::SheetFactsNote,
            Sheet::Plan => Book::SheetPlanNote,
            Sheet::Targets => Book::SheetTargetsNote,
            Sheet::Policy => Book::SheetPolicyNote,
            Sheet::Series => Book::SheetSeriesNote,
            Sheet::Calc => Book::SheetCalcNote,
            Sheet::Reconciliation => Book::SheetReconciliationNote,
            Sheet::Checks => Book::SheetChecksNote,
            Sheet::Edits => Book::SheetEditsNote,
            Sheet::Data => Book::SheetDataNote,
            Sheet::Log => Book::SheetLogNote,
            Sheet::Lists => Book::SheetListsNote,
        }
    }
}

/// The workbook as bytes; the same workings give the same bytes.
///
/// # Errors
///
/// When a text or a table exceeds the limits of the format, when the document's day is no date, and when the
/// workings contradict themselves.
pub fn render(workings: &Workings) -> Result<Vec<u8>, ExcelError> {
    let day =
        workings.head.date.parse::<NaiveDate>().map_err(|_| ExcelError::Date(workings.head.date.clone()))?;
    let draft = Draft::new(workings);
    let control = control::page(&draft)?;
    let lists = lists::page(&draft)?;
    let facts = facts::page(&draft)?;
    let (policy, policies) = policy::page(&draft)?;
    let (plan, points) = plan::page(&draft)?;
    let targets = targets::page(&draft, &points)?;
    let (series, lines) = series::page(&draft, &policies)?;
    let (calc, figures) = calc::page(&draft, &lines, &policies)?;
    let (trend, drawn) = trend::page(&draft, &lines)?;
    let scorecard = scorecard::page(&draft, &figures, &drawn)?;
    let segments = segments::page(&draft, &lines)?;
    let reconciliation = reconciliation::page(&draft)?;
    let data = data::page(&draft, &lines)?;
    let log = log::page(&draft)?;
    let edits = edits::page(&draft)?;
    let checks = checks::page(&draft, &lines, &figures)?;
    let cover = cover::page(&draft)?;
    let pages = [
        cover,
        control,
        scorecard,
        segments,
        trend,
        facts,
        plan,
        targets,
        policy,
        series,
        calc,
        reconciliation,
        checks,
        edits,
        data,
        log,
        lists,
    ];
    let known = draft.calculated(&pages);

    let mut workbook = Workbook::new();
    // Rows of 15 points: the default font must be set before any sheet is made.
    workbook.set_default_format(&Format::new().set_font_name("Calibri").set_font_size(11), 20, 64)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(property(&workings.head.title))
            .set_subject(property(&workings.head.scorecard))
            .set_author("mando")
            .set_comment(format!("{}. {}.", workings.head.as_of, workings.head.run))
            .set_creation_datetime(&day),
    );
    for page in pages {
        workbook.push_worksheet(page.written(&known)?);
    }
    for (name, area) in draft.definitions() {
        workbook.define_name(name, &area)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A text as a property of the document can hold it.
fn property(text: &str) -> String {
    text.chars().take(255).collect()
}
