//! What a reader sees, and what was found, as files: a file of code per format, and the table of outputs.

pub mod chart;
pub mod excel;
pub mod html;
pub mod json;
pub mod pdf;

use thiserror::Error;

use crate::evaluate::Results;
use crate::model::Scorecard;
use crate::report;
use crate::report::pages::document;
use crate::words::{HeadLine, Words};

/// A kind of files that a run writes.
#[derive(Debug)]
pub struct Output {
    /// Its word on the command line.
    pub word: &'static str,
    /// What its files are called, in the order in which they are written.
    pub files: &'static [&'static str],
    /// Whether it is made where nothing is said of outputs.
    usual: bool,
    /// Makes them.
    make: fn(&Source<'_>) -> Result<Made, RenderError>,
}

/// Every output, in the order of writing: the one list that the command line, runs, folders and documentation go by. A new
/// format is a line here and a file.
pub static OUTPUTS: [Output; 4] = [
    Output { word: "pdf", files: &["strategic.pdf", "operational.pdf"], usual: true, make: reports },
    Output { word: "html", files: &["strategic.html", "operational.html"], usual: false, make: html_pages },
    Output { word: "xlsx", files: &["scorecard.xlsx"], usual: true, make: workbook },
    Output { word: "json", files: &["results.json"], usual: true, make: figures },
];

impl Output {
    /// Those that are made where nothing is said of outputs.
    pub fn usual() -> Vec<&'static Output> {
        OUTPUTS.iter().filter(|output| output.usual).collect()
    }

    /// The output of a word.
    pub fn of(word: &str) -> Option<&'static Output> {
        OUTPUTS.iter().find(|output| output.word == word)
    }

    /// Names of the files of all outputs, in the order of writing.
    pub fn file_names() -> Vec<&'static str> {
        OUTPUTS.iter().flat_map(|output| output.files).copied().collect()
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
}

/// What outputs are made of.
struct Source<'a> {
    scorecard: &'a Scorecard,
    results: &'a Results,
    words: &'a Words,
    pages: &'a Pages<'a>,
    /// The results as their file, which other files carry.
    json: Vec<u8>,
}

/// Files of one output, and characters in them that no font can show.
struct Made {
    contents: Vec<Vec<u8>>,
    replaced: Vec<char>,
}

impl Made {
    fn of(bytes: Vec<u8>) -> Made {
        Made { contents: vec![bytes], replaced: Vec::new() }
    }
}

/// The files of some outputs, and the characters that no font can show, each once.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render(
    scorecard: &Scorecard,
    results: &Results,
    words: &Words,
    pages: &Pages<'_>,
    outputs: &[&Output],
) -> Result<(Vec<OutputFile>, Vec<char>), RenderError> {
    let source = Source { scorecard, results, words, pages, json: json::render(results)? };
    let (mut files, mut replaced) = (Vec::new(), Vec::new());
    let is_wanted = |output: &&Output| outputs.iter().any(|wanted| wanted.word == output.word);
    for output in OUTPUTS.iter().filter(is_wanted) {
        let made = (output.make)(&source)?;
        let named = output.files.iter().zip(made.contents);
        files.extend(named.map(|(name, bytes)| OutputFile { name: (*name).to_owned(), bytes }));
        replaced.extend(made.replaced);
    }
    replaced.sort_unstable();
    replaced.dedup();
    Ok((files, replaced))
}

fn reports(source: &Source<'_>) -> Result<Made, RenderError> {
    let Source { scorecard, results, words, pages, json } = source;
    let attachment = pdf::Attachment {
        name: "results.json".to_owned(),
        mime: "application/json".to_owned(),
        bytes: json.clone(),
        description: words.say(&HeadLine::Attachment),
    };
    let mut made = Made { contents: Vec::new(), replaced: Vec::new() };
    for report in
        [report::strategic(scorecard, results, words), report::operational(scorecard, results, words)]
    {
        let document = document(&report, words);
        let (job, unknown) = pdf::prepare(&document, std::slice::from_ref(&attachment), pages.templates)?;
        made.replaced.extend(unknown);
        made.contents.push((pages.set)(&job)?);
    }
    Ok(made)
}

fn html_pages(source: &Source<'_>) -> Result<Made, RenderError> {
    let Source { scorecard, results, words, .. } = source;
    let reports =
        [report::strategic(scorecard, results, words), report::operational(scorecard, results, words)];
    let pages = reports.iter().map(|report| html::render(&document(report, words)));
    Ok(Made { contents: pages.collect::<Result<_, _>>()?, replaced: Vec::new() })
}

fn workbook(source: &Source<'_>) -> Result<Made, RenderError> {
    let workings = report::workings(source.scorecard, source.results, source.words);
    Ok(Made::of(excel::render(&workings)?))
}

fn figures(source: &Source<'_>) -> Result<Made, RenderError> {
    Ok(Made::of(source.json.clone()))
}
