//! The workbook finance opens: every score as a live formula down to the facts it rests on.
//!
//! Each sheet has one file that writes cells and formulas into a [`page`]; [`calculate`] computes what every formula
//! gives, from its own text. A cached result is therefore what a recalculation gives, never what the engine found: the
//! two are compared on the sheet Checks, by formulas.
//!
//! Facts, Plan, Targets and Policy are what a score rests on; Series computes every measure in every period; Calc
//! takes the period that Control selects and rolls it up; the other sheets show what these give.

mod bridge;
mod calc;
mod calculate;
mod changes;
mod checks;
mod columns;
mod control;
mod controls;
mod cover;
mod data;
mod detail;
mod edits;
mod error;
mod facts;
mod lists;
mod live;
mod log;
mod page;
mod parents;
mod places;
mod plan;
mod policy;
mod reconciliation;
mod reference;
mod row_flow;
mod scorecard;
mod segments;
mod series;
mod sheet;
mod short;
mod style;
mod targets;
mod text;
mod trend;
mod triangle;
mod variance;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Workbook};

use crate::model::BookSize;
use crate::report::workings::Workings;

use page::{Draft, Formulas, Page};

pub use error::ExcelError;

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
    let pages = match workings.size {
        BookSize::Full => whole(&draft)?,
        BookSize::Short => short::pages(&draft)?,
    };
    let known = draft.calculated(&pages);

    let mut workbook = Workbook::new();
    if draft.is_short() {
        // There are thousands of them: a tenth larger, in half the time.
        workbook.set_zip_compression_level(3);
    }
    // Rows of 15 points: the default font must be set before any sheet is made.
    workbook.set_default_format(&Format::new().set_font_name("Calibri").set_font_size(11), 20, 64)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(text::bounded(&workings.head.title, 255))
            .set_subject(text::bounded(&workings.head.scorecard, 255))
            .set_author("mando")
            .set_comment(format!("{}. {}.", workings.head.as_of, workings.head.run))
            .set_creation_datetime(&day),
    );
    for page in pages {
        workbook.push_worksheet(page.written(&known)?);
    }
    detail::all(&draft, &mut workbook)?;
    for (name, area) in draft.definitions() {
        workbook.define_name(name, &area)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The sheets of a whole book.
fn whole<'d, 'a>(draft: &'d Draft<'a>) -> Result<Vec<Page<'d, 'a>>, ExcelError> {
    let control = control::page(draft)?;
    let lists = lists::page(draft)?;
    let facts = facts::page(draft)?;
    let (policy, policies) = policy::page(draft)?;
    let (plan, points) = plan::page(draft)?;
    let targets = targets::page(draft, &points)?;
    let (series, lines) = series::page(draft, &policies)?;
    let (calc, figures) = calc::page(draft, &lines, &policies)?;
    let (trend, drawn) = trend::page(draft, &lines)?;
    let scorecard = scorecard::page(draft, &figures, Some(&drawn))?;
    let bridge = bridge::page(draft, &lines, &figures)?;
    let segments = segments::page(draft, &lines)?;
    let detail = detail::page(draft)?;
    let reconciliation = reconciliation::page(draft)?;
    let data = data::page(draft, &lines)?;
    let log = log::page(draft)?;
    let edits = edits::page(draft)?;
    let changes = changes::page(draft)?;
    let cover = cover::page(draft, &figures)?;
    // Those of facts, plan and edits are seen by what stands beside them.
    let figures_of =
        [&scorecard, &bridge, &segments, &trend, &targets, &series, &calc, &reconciliation, &data, &lists];
    figures_of.into_iter().chain(&detail).chain(&changes).for_each(Page::add_remaining_checksums);
    let before = [control, scorecard, bridge, segments, trend].into_iter().chain(detail);
    let before = before.chain([facts, plan, targets, policy, series, calc, reconciliation]);
    let before: Vec<Page<'_, '_>> = before.collect();
    let behind: Vec<Page<'_, '_>> = [edits].into_iter().chain(changes).chain([data, log, lists]).collect();
    let formulas: Vec<Formulas> = before.iter().chain(&behind).filter_map(Page::formulas).collect();
    let checks = checks::page(draft, &lines, &figures, &formulas)?;
    let pages = [cover].into_iter().chain(before).chain([checks]).chain(behind);
    Ok(pages.collect())
}
