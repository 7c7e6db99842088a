//! A report as an archivable, accessible PDF (PDF/A-3a and PDF/UA-1), set by Typst.
//!
//! Templates only ever read values: the document in `/report.json`, the drawn charts in `/charts.json` (by name, so that a
//! long run over many reports needs no new file names, which Typst never frees) and `/attachments.json`.

mod fitting;
mod fonts;
pub(in crate::render) mod letters;
mod naming;
mod templates;
mod world;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::LazyLock;
use std::thread;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::fonts::{FONTS, ReplacedCharacters};
use self::templates::{BUILT_IN, MAIN, PARSED};
use self::world::{ClosedWorld, LIBRARY};
use crate::render::chart;
use crate::report::document::Document;

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
        "the page templates {0} cannot be laid out by Typst: try without the templates of the project, then simpler tables"
    )]
    Panicked(String),
    /// They take more time, memory or pages than they may.
    #[error("the page templates {templates} {what}")]
    Budget {
        /// Those of the project.
        templates: String,
        /// What they take, and what is allowed.
        what: String,
    },
    /// The process that set the pages ended before its time.
    #[error("the page templates {templates} cannot be laid out: the process that set them {reason}")]
    Process {
        /// Those of the project.
        templates: String,
        /// How it ended, or why it never began.
        reason: String,
    },
    /// One process did not understand the other.
    #[error("the pages could not be handed to the process that sets them")]
    Handed,
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

impl PdfError {
    /// What a job's templates take is beyond what they may.
    pub fn beyond(job: &Job, what: &str) -> PdfError {
        PdfError::Budget { templates: named(job), what: what.to_owned() }
    }

    /// The process that set a job's pages did not come to its end.
    pub fn broken(job: &Job, reason: impl Into<String>) -> PdfError {
        PdfError::Process { templates: named(job), reason: reason.into() }
    }
}

/// The project's own templates, or all of them where there are none.
fn named(job: &Job) -> String {
    let names: Vec<String> = job.own.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "of mando".to_owned() } else { names.join(", ") }
}

/// The most pages that a document may have.
pub const MOST_PAGES: usize = 1_000;

/// All that a document is set from: plain data, so that a process of its own can set it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    templates: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
    date: String,
    ident: String,
    own: Vec<String>,
}

impl Job {
    /// Names of the project's own templates among those that set it.
    pub fn own_templates(&self) -> &[String] {
        &self.own
    }

    /// As bytes, for another process.
    ///
    /// # Errors
    /// Never for what [`prepare`] gives.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PdfError> {
        postcard::to_extend(self, Vec::new()).map_err(|_| PdfError::Handed)
    }

    /// What another process gave as bytes.
    ///
    /// # Errors
    /// They are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Job, PdfError> {
        postcard::from_bytes(bytes).map_err(|_| PdfError::Handed)
    }
}

/// The report as PDF. The same report, attachments and templates give the same bytes.
///
/// # Errors
///
/// [`PdfError::Template`] with the place in the template, warnings included: an unknown font is only a warning to
/// Typst, but sets the page in another typeface.
pub fn render(
    document: &Document,
    attachments: &[Attachment],
    overrides: &Templates,
) -> Result<PdfOutcome, PdfError> {
    let (job, replaced) = prepare(document, attachments, overrides)?;
    Ok(PdfOutcome { bytes: set(&job)?, replaced })
}

/// What the report is set from, and the characters that no font can show.
///
/// # Errors
/// A file's name cannot be carried, or the report not be written for the templates.
pub fn prepare(
    document: &Document,
    attachments: &[Attachment],
    overrides: &Templates,
) -> Result<(Job, Vec<char>), PdfError> {
    date(&document.head.date)?;
    let mut replaced = ReplacedCharacters::default();
    let mut value = serde_json::to_value(document)?;
    fitting::cut(&mut value);
    replaced.in_value(&mut value);
    naming::disambiguate_names(&mut value);
    let charts: BTreeMap<String, String> = chart::drawn(document)
        .into_iter()
        .map(|(name, svg)| (replaced.in_text(&name), replaced.in_text(&svg)))
        .collect();

    let mut files = BTreeMap::new();
    let mut add = |name: &str, value: &Value| -> Result<(), PdfError> {
        files.insert(name.to_owned(), serde_json::to_vec(value)?);
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
        files.insert(format!("attachments/{}", attachment.name), attachment.bytes.clone());
    }

    if let Some(logo) = &document.head.brand.picture {
        files.insert(format!("brand/logo.{}", logo.format.word()), logo.bytes.clone());
    }

    let mut templates: Templates = BUILT_IN.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
    for (name, text) in overrides {
        check_name(name)?;
        templates.insert(name.clone(), text.clone());
    }
    templates.insert("main.typ".to_owned(), MAIN.to_owned());
    let head = &document.head;
    let job = Job {
        templates,
        files,
        date: head.date.clone(),
        ident: format!("mando/{}/{}/{}/{}", head.scorecard, head.entity, head.level.word(), head.period),
        own: overrides.keys().cloned().collect(),
    };
    Ok((job, replaced.into_vec()))
}

/// Makes ready what all documents are set with: fonts, Typst's own library and the templates that ship.
pub fn warm_up() {
    LazyLock::force(&FONTS);
    LazyLock::force(&LIBRARY);
    LazyLock::force(&PARSED);
}

/// Sets a document. The same job gives the same bytes.
///
/// # Errors
/// As [`render`].
pub fn set(job: &Job) -> Result<Vec<u8>, PdfError> {
    let date = date(&job.date)?;
    let files = job.files.iter().map(|(name, bytes)| (name.clone(), Bytes::new(bytes.clone()))).collect();
    let world = ClosedWorld::new("main.typ", job.templates.clone(), files, date)
        .map_err(|problem| PdfError::Template(problem.to_string()))?;
    let bytes = compiled(&world, &options(&job.ident, date)?, job);
    typst::comemo::evict(lasting());
    bytes
}

/// For how many documents a memoised result may stay unused: as many as are set at once, for what one of them still needs may
/// not go when the others are done. What stays longer is searched for each document and hardly ever found.
fn lasting() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Typst can panic on layouts it did not foresee; a customer's template must not take the run down with it.
fn compiled(world: &ClosedWorld, options: &PdfOptions, job: &Job) -> Result<Vec<u8>, PdfError> {
    let attempt = panic::catch_unwind(AssertUnwindSafe(|| laid_out(world, options, job)));
    // What it says then may hold what it was setting.
    attempt.unwrap_or_else(|_| Err(PdfError::Panicked(named(job))))
}

fn laid_out(world: &ClosedWorld, options: &PdfOptions, job: &Job) -> Result<Vec<u8>, PdfError> {
    let failed = |diagnostics: &[SourceDiagnostic]| PdfError::Template(world.explain(diagnostics));
    let Warned { output, warnings } = typst::compile(world);
    let document = output.map_err(|errors| failed(&errors))?;
    if !warnings.is_empty() {
        return Err(failed(&warnings));
    }
    // Before its pages are counted, so that it is known to be a document of pages: no crate of ours names that type.
    let exported = || typst_pdf::pdf(&document, options);
    let pages = document.pages().len();
    if pages > MOST_PAGES {
        return Err(PdfError::beyond(job, &format!("make {pages} pages, {MOST_PAGES} are allowed")));
    }
    exported().map_err(|errors| failed(&errors))
}

fn options(ident: &str, date: Datetime) -> Result<PdfOptions, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|problem| PdfError::Template(problem.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
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
