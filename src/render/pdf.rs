//! A report as an archivable, accessible PDF (PDF/A-3a and PDF/UA-1), set by Typst.
//!
//! Templates only ever read values: `/report.json`, the drawn charts in `/charts.json` (by name, so that a
//! long run over many reports needs no new file names, which Typst never frees) and `/attachments.json`.

mod charts;
mod fonts;
mod world;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use serde_json::{Value, json};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::fonts::Replaced;
use self::world::Closed;
use crate::report::view::Report;

/// Page templates of a project by file name (`page.typ`), in place of the built-in ones or beside them.
pub type Templates = BTreeMap<String, String>;

/// A file carried inside the PDF.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File name, `results.json`.
    pub name: String,
    /// Media type, `application/json`.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// What it is, for readers.
    pub description: String,
}

/// A finished document.
#[derive(Debug, Clone)]
pub struct PdfOutcome {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Characters of the report that no font can show; a box stands in their place.
    pub replaced: Vec<char>,
}

/// Why no document came out.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The templates do not compile, or what they make is not archivable or not accessible.
    #[error("the page templates failed:\n{0}")]
    Template(String),
    /// Typst gave up in the middle of a layout.
    #[error(
        "the page templates cannot be laid out by Typst ({0}): try without the templates of the project, then simpler tables"
    )]
    Panicked(String),
    /// The report's date is no date.
    #[error("`{0}` is not a date such as `1998-05-06`")]
    Date(String),
    /// A file name that cannot be carried.
    #[error("`{0}` is not a usable file name: use letters, digits, `-`, `_` and `.`")]
    Name(String),
    /// The report could not be handed to the templates.
    #[error("the report could not be written as json")]
    Json(#[from] serde_json::Error),
}

const MAIN: &str = include_str!("../../templates/main.typ");
const BUILT_IN: [(&str, &str); 8] = [
    ("page.typ", include_str!("../../templates/page.typ")),
    ("scorecard.typ", include_str!("../../templates/scorecard.typ")),
    ("exceptions.typ", include_str!("../../templates/exceptions.typ")),
    ("objectives.typ", include_str!("../../templates/objectives.typ")),
    ("appendix.typ", include_str!("../../templates/appendix.typ")),
    ("formula.typ", include_str!("../../templates/formula.typ")),
    ("strategic.typ", include_str!("../../templates/strategic.typ")),
    ("operational.typ", include_str!("../../templates/operational.typ")),
];

/// How many compilations a memoised result may stay unused; without eviction memory grows with every report.
const MEMORY: usize = 10;

/// The report as PDF. The same report, attachments and templates give the same bytes.
///
/// # Errors
///
/// [`PdfError::Template`] with the place in the template, warnings included: an unknown font is only a warning to
/// Typst, but sets the page in another typeface.
pub fn render(
    report: &Report,
    attachments: &[Attachment],
    overrides: &Templates,
) -> Result<PdfOutcome, PdfError> {
    let date = date(&report.head.date)?;
    let mut replaced = Replaced::default();
    let mut value = serde_json::to_value(report)?;
    replaced.in_value(&mut value);
    let charts: BTreeMap<String, String> = charts::drawn(report)
        .into_iter()
        .map(|(name, svg)| (replaced.in_text(&name), replaced.in_text(&svg)))
        .collect();

    let mut files = BTreeMap::new();
    let mut add = |name: &str, value: &Value| -> Result<(), PdfError> {
        files.insert(name.to_owned(), Bytes::new(serde_json::to_vec(value)?));
        Ok(())
    };
    add("report.json", &value)?;
    add("charts.json", &json!(charts))?;
    let list: Vec<Value> = attachments
        .iter()
        .map(|a| json!({ "name": a.name, "mime": a.mime, "description": replaced.in_text(&a.description) }))
        .collect();
    add("attachments.json", &json!(list))?;
    for attachment in attachments {
        check_name(&attachment.name)?;
        files.insert(format!("attachments/{}", attachment.name), Bytes::new(attachment.bytes.clone()));
    }

    let mut templates: Templates = BUILT_IN.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
    for (name, text) in overrides {
        check_name(name)?;
        templates.insert(name.clone(), text.clone());
    }
    templates.insert("main.typ".to_owned(), MAIN.to_owned());

    let world = Closed::new("main.typ", templates, files, date)
        .map_err(|problem| PdfError::Template(problem.to_string()))?;
    let bytes = compiled(&world, &options(report, date)?);
    typst::comemo::evict(MEMORY);
    Ok(PdfOutcome { bytes: bytes?, replaced: replaced.into_vec() })
}

/// Typst can panic on layouts it did not foresee; a customer's template must not take the run down with it.
fn compiled(world: &Closed, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let attempt = panic::catch_unwind(AssertUnwindSafe(|| laid_out(world, options)));
    attempt.unwrap_or_else(|cause| {
        let text = cause.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("unknown");
        Err(PdfError::Panicked(text.to_owned()))
    })
}

fn laid_out(world: &Closed, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let failed = |diagnostics: &[SourceDiagnostic]| PdfError::Template(world.explain(diagnostics));
    let Warned { output, warnings } = typst::compile(world);
    let document = output.map_err(|errors| failed(&errors))?;
    if !warnings.is_empty() {
        return Err(failed(&warnings));
    }
    typst_pdf::pdf(&document, options).map_err(|errors| failed(&errors))
}

fn options(report: &Report, date: Datetime) -> Result<PdfOptions, PdfError> {
    let head = &report.head;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|problem| PdfError::Template(problem.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!(
            "mando/{}/{}/{}/{}",
            head.scorecard, head.entity, head.level, head.period
        )),
        creator: Smart::Custom(Some("mando".to_owned())),
        timestamp: Some(Timestamp::new_utc(date)),
        standards,
        ..PdfOptions::default()
    })
}

/// Midnight of an ISO day; the day of the data, never of the clock.
fn date(text: &str) -> Result<Datetime, PdfError> {
    let parts: Option<Vec<u16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let day = match parts.as_deref() {
        Some([year, month, day]) => match (u8::try_from(*month), u8::try_from(*day)) {
            (Ok(month), Ok(day)) => Datetime::from_ymd_hms(i32::from(*year), month, day, 0, 0, 0),
            _ => None,
        },
        _ => None,
    };
    day.ok_or_else(|| PdfError::Date(text.to_owned()))
}

fn check_name(name: &str) -> Result<(), PdfError> {
    let usable = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if usable && !name.is_empty() && !name.starts_with('.') {
        Ok(())
    } else {
        Err(PdfError::Name(name.to_owned()))
    }
}
