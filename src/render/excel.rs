//! The workbook finance opens: every score as a live formula down to its components.
//!
//! Sheets in order: README → Inputs → Calc → Scorecard → Trend → Checks → Log. [`address`] says where everything
//! stands, [`solve`] computes what every formula gives, and each sheet has one file that writes cells, formulas and
//! those results. A cached result is what a recalculation gives, never what the engine found: the two are compared
//! on the sheet Checks, by formulas.

mod address;
mod calc;
mod checks;
mod formulas;
mod inputs;
mod live;
mod log;
mod page;
mod parents;
mod readme;
mod scorecard;
mod series;
mod solve;
mod style;
mod trend;
mod verdict;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use crate::report::workings::Workings;

use address::Addresses;
use solve::Solved;
use style::Style;
use verdict::Verdicts;

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
    /// A result left the range of numbers a cell can hold.
    #[error("cell `{cell}` would hold a number that is not finite: check the magnitudes of the inputs")]
    NotFinite {
        /// Sheet and cell.
        cell: String,
    },
    /// A measure has another number of periods than the workbook.
    #[error(
        "measure `{measure}` has values for {found} periods, the workbook has {expected}: give one per period"
    )]
    Periods {
        /// Id of the measure.
        measure: String,
        /// Periods of the workbook.
        expected: usize,
        /// Periods found.
        found: usize,
    },
}

/// What all sheets share.
struct Book<'a> {
    workings: &'a Workings,
    at: Addresses,
    solved: Solved,
    verdicts: Verdicts,
    style: Style,
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
    let at = Addresses::new(workings)?;
    let solved = Solved::new(workings, &at);
    let verdicts = Verdicts::new(workings, &at, &solved);
    let book = Book { workings, at, solved, verdicts, style: Style };

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
    for page in [
        readme::page(&book)?,
        inputs::page(&book)?,
        calc::page(&book)?,
        scorecard::page(&book)?,
        trend::page(&book)?,
        checks::page(&book)?,
        log::page(&book)?,
    ] {
        workbook.push_worksheet(page);
    }
    Ok(workbook.save_to_buffer()?)
}

/// A text as a property of the document can hold it.
fn property(text: &str) -> String {
    text.chars().take(255).collect()
}
