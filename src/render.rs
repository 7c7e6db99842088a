//! What a reader sees, and what was found, as files: a file of code per format, and the table of outputs.

pub mod chart;
pub mod csv;
pub mod excel;
pub mod html;
pub mod json;
pub mod pdf;

use std::sync::Arc;
use std::thread;

use thiserror::Error;

use crate::engine::in_parallel;
use crate::evaluate::Results;
use crate::model::{BookSize, FORMATS, ReportSpec, Scorecard};
use crate::report::document::Document;
use crate::report::pages::document;
use crate::report::{self, ReportExtras};
use crate::words::{HeadLine, Words};

/// A kind of files that a run writes.
#[derive(Debug)]
pub struct Output {
    /// Its word on the command line and in a report.
    pub word: &'static str,
    /// What a report's file of it is called; nothing where the report has none.
    name: fn(&ReportSpec) -> Option<String>,
    /// Whether it is made where nothing is said of outputs.
    usual: bool,
    /// Whether it carries the results as their file.
    carries: bool,
    /// Whether it lists cases.
    lists: bool,
    /// Makes ready what every file of it is made with.
    ready: Option<fn()>,
    /// Makes it.
    make: fn(&Source<'_>) -> Result<Made, RenderError>,
}

/// Every output, in the order of writing: the one list that the command line, runs, folders and documentation go by. A new
/// format is a line here and a file.
pub static OUTPUTS: [Output; FORMATS.len()] = [
    Output {
        word: "pdf",
        name: |spec| Some(format!("{}.pdf", spec.file_name)),
        usual: true,
        carries: true,
        lists: true,
        ready: Some(pdf::warm_up),
        make: pdf_page,
    },
    Output {
        word: "html",
        name: |spec| Some(format!("{}.html", spec.file_name)),
        usual: false,
        carries: false,
        lists: true,
        ready: None,
        make: html_page,
    },
    Output {
        word: "xlsx",
        name: |spec| Some(format!("{}.xlsx", spec.workbook.as_ref()?)),
        usual: true,
        carries: false,
        lists: true,
        ready: None,
        make: workbook,
    },
    Output {
        word: "json",
        name: |_| Some("results.json".to_owned()),
        usual: true,
        carries: true,
        lists: false,
        ready: None,
        make: figures,
    },
    Output {
        word: "csv",
        name: |_| Some("results.csv".to_owned()),
        usual: false,
        carries: false,
        lists: false,
        ready: None,
        make: table,
    },
];

impl Output {
    /// Those that are made where nothing is said of outputs.
    pub fn usual() -> Vec<&'static Output> {
        OUTPUTS.iter().filter(|output| output.usual).collect()
    }

    /// What its files of some reports are called, each once.
    pub fn names(&self, reports: &[ReportSpec]) -> Vec<String> {
        let mut names = Vec::new();
        reports.iter().filter_map(self.name).for_each(|name| {
            if !names.contains(&name) {
                names.push(name);
            }
        });
        names
    }

    /// The output of a word.
    pub fn by_word(word: &str) -> Option<&'static Output> {
        OUTPUTS.iter().find(|output| output.word == word)
    }
}

/// Names of the files of all outputs of some reports, in the order of writing, each once.
pub fn file_names(reports: &[ReportSpec]) -> Vec<String> {
    OUTPUTS.iter().flat_map(|output| output.names(reports)).collect()
}

/// A report of somebody in a language: what is asked of it, and what was found.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// What is asked of it.
    pub spec: &'a ReportSpec,
    /// The scorecard, in its language.
    pub scorecard: &'a Scorecard,
    /// What was found.
    pub results: &'a Results,
    /// What is told beside it.
    pub extras: ReportExtras<'a>,
}

/// What is asked for on the command line; it stands before what reports say.
#[derive(Debug, Clone, Copy, Default)]
pub struct OutputRequest<'a> {
    /// What to write.
    pub formats: Option<&'a [&'a Output]>,
    /// How much workbooks hold.
    pub book: Option<BookSize>,
}

impl OutputRequest<'_> {
    /// Whether a report is written so: as was asked for on the command line, else as it says.
    fn writes(self, spec: &ReportSpec, output: &Output) -> bool {
        match (self.formats, &spec.formats) {
            (Some(asked), _) => asked.iter().any(|asked| asked.word == output.word),
            (None, Some(formats)) => formats.iter().any(|word| word == output.word),
            (None, None) => output.usual,
        }
    }

    /// Whether any of some reports is written so that cases are listed: rows are read once more for them.
    pub fn lists_cases(self, reports: &[ReportSpec]) -> bool {
        self.outputs(reports).any(|output| output.lists)
    }

    /// Makes ready what some reports are made with, beside all else: while rows are read a processor has nothing to do.
    pub fn make_ready(self, reports: &[ReportSpec]) {
        for ready in self.outputs(reports).filter_map(|output| output.ready) {
            // Without a thread of its own it is made where it is needed first.
            let _ = thread::Builder::new().spawn(ready);
        }
    }

    /// The outputs of some reports.
    fn outputs(self, reports: &[ReportSpec]) -> impl Iterator<Item = &'static Output> {
        OUTPUTS.iter().filter(move |output| reports.iter().any(|spec| self.writes(spec, output)))
    }
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Name in the output folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How pages are set: with the templates of a project, here or in a process of their own.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// Templates of the project.
    pub templates: &'a pdf::Templates,
    /// What sets a document.
    pub set: &'a (dyn Fn(&pdf::Job) -> Result<Vec<u8>, pdf::PdfError> + Sync),
    /// How many files are made at once.
    pub threads: usize,
}

/// Why an output cannot be made.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A page cannot be set.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
    /// The workbook cannot be written.
    #[error(transparent)]
    Excel(#[from] excel::ExcelError),
    /// A page of HTML cannot be written.
    #[error(transparent)]
    Html(#[from] html::HtmlError),
    /// The results cannot be written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The table of results cannot be written.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
}

/// What outputs are made of.
struct Source<'a> {
    edition: Edition<'a>,
    words: Words,
    pages: &'a Pages<'a>,
    /// How much its workbook holds.
    book: BookSize,
    /// The results as their file, where a file carries it.
    json: Arc<Vec<u8>>,
}

/// A file, and characters in it that no font can show.
struct Made {
    bytes: Vec<u8>,
    replaced: Vec<char>,
}

impl Made {
    fn new(bytes: Vec<u8>) -> Made {
        Made { bytes, replaced: Vec::new() }
    }
}

/// The files of some reports, and the characters that no font can show, each once.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render(
    editions: &[Edition<'_>],
    pages: &Pages<'_>,
    asked: OutputRequest<'_>,
) -> Result<(Vec<OutputFile>, Vec<char>), RenderError> {
    let sources = sources(editions, pages, asked)?;
    let mut wanted: Vec<(String, &Output, &Source<'_>)> = Vec::new();
    for output in &OUTPUTS {
        for source in sources.iter().filter(|source| asked.writes(source.edition.spec, output)) {
            let name = (output.name)(source.edition.spec);
            // Figures are one file, whatever the number of reports.
            if let Some(name) = name.filter(|name| wanted.iter().all(|(other, ..)| other != name)) {
                wanted.push((name, output, source));
            }
        }
    }
    let made = in_parallel(pages.threads, &wanted, &|_, (_, output, source)| (output.make)(source));
    let (mut files, mut replaced) = (Vec::new(), Vec::new());
    for ((name, ..), made) in wanted.into_iter().zip(made) {
        let made = made?;
        files.push(OutputFile { name, bytes: made.bytes });
        replaced.extend(made.replaced);
    }
    replaced.sort_unstable();
    replaced.dedup();
    Ok((files, replaced))
}

/// What each edition is made of; editions of the same results share their file.
fn sources<'a>(
    editions: &[Edition<'a>],
    pages: &'a Pages<'a>,
    asked: OutputRequest<'_>,
) -> Result<Vec<Source<'a>>, RenderError> {
    let mut sources: Vec<Source<'a>> = Vec::new();
    for edition in editions {
        let (words, book) = (Words::of_reports(edition.scorecard), asked.book.unwrap_or(edition.spec.book));
        let is_carried = OUTPUTS.iter().any(|output| output.carries && asked.writes(edition.spec, output));
        let same = |known: &&Source<'_>| {
            !known.json.is_empty() && std::ptr::eq(known.edition.results, edition.results)
        };
        let json = match sources.iter().find(same) {
            _ if !is_carried => Arc::default(),
            Some(known) => Arc::clone(&known.json),
            None => Arc::new(json::render(edition.results)?),
        };
        sources.push(Source { edition: *edition, words, pages, book, json });
    }
    Ok(sources)
}

fn composed(source: &Source<'_>) -> Document {
    let Edition { spec, scorecard, results, extras } = source.edition;
    document(&report::compose(scorecard, results, spec, extras, &source.words), &source.words)
}

fn pdf_page(source: &Source<'_>) -> Result<Made, RenderError> {
    let attachment = pdf::Attachment {
        name: "results.json".to_owned(),
        mime: "application/json".to_owned(),
        bytes: source.json.to_vec(),
        description: source.words.say(&HeadLine::Attachment),
    };
    let pages = source.pages;
    let (job, replaced) = pdf::prepare(&composed(source), &[attachment], pages.templates)?;
    Ok(Made { bytes: (pages.set)(&job)?, replaced })
}

fn html_page(source: &Source<'_>) -> Result<Made, RenderError> {
    Ok(Made::new(html::render(&composed(source))?))
}

fn workbook(source: &Source<'_>) -> Result<Made, RenderError> {
    let Edition { spec, scorecard, results, extras } = source.edition;
    let spec = ReportSpec { book: source.book, ..spec.clone() };
    Ok(Made::new(excel::render(&report::workings_of(scorecard, results, &spec, extras, &source.words))?))
}

fn figures(source: &Source<'_>) -> Result<Made, RenderError> {
    Ok(Made::new(source.json.to_vec()))
}

fn table(source: &Source<'_>) -> Result<Made, RenderError> {
    Ok(Made::new(csv::render(source.edition.results)?))
}
