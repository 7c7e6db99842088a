//! Problems for people and for programs: one printer for terminals, one for JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{FileId, Files, Problem, Problems, Severity, Span};

/// As many problems as anybody reads at once.
const MOST: usize = 200;
/// A line of more bytes is named by its number and column and not shown: it would be made ready anew for every problem in it,
/// and nobody finds a mark there.
const LONGEST_LINE: usize = 10_000;

/// Every problem with its line and a mark, and a closing line that counts them; nothing for no problem.
pub fn terminal(problems: &Problems, files: &Files, colour: bool) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for problem in problems.iter().take(MOST) {
        if problem.span.is_none() && problem.related.is_empty() {
            out.push_str(&plain(problem, files, &renderer));
        } else {
            out.push_str(&renderer.render(&[group(problem, files)]));
            out.push('\n');
        }
        out.push('\n');
    }
    if problems.len() > MOST {
        out.push_str(&format!("the first {MOST} of {}; mend these and check again\n\n", problems.len()));
    }
    out.push_str(&totals(problems));
    out.push('\n');
    out
}

/// Every problem in a line, with its place; for whoever has seen the marked lines already.
pub fn lines(problems: &Problems, files: &Files) -> Vec<String> {
    let line = |problem: &Problem| {
        let place = problem.span.map_or(String::new(), |span| {
            let (line, _) = files.line_column(span);
            format!("{}:{line}: ", files.name(span.file))
        });
        let level = problem.severity().as_str();
        let text = format!("{level}[{}]: {place}{}", problem.code.as_str(), problem.message);
        escape_line(&files.hidden(&text))
    };
    problems.iter().map(line).collect()
}

/// A problem that stands in no file: its title and, below, what to do.
fn plain(problem: &Problem, files: &Files, renderer: &Renderer) -> String {
    let title = level(problem.severity()).primary_title(escape_lines(&problem.message, files));
    let mut text = renderer.render(&[Group::with_title(title.id(problem.code.as_str()))]);
    text.push('\n');
    if let Some(help) = &problem.help {
        text.push_str(&format!("  = help: {}\n", escape_lines(help, files)));
    }
    text
}

/// A text for people, which may be several lines.
fn escape_lines(text: &str, files: &Files) -> String {
    let lines: Vec<String> = files.hidden(text).split('\n').map(escape_line).collect();
    lines.join("\n")
}

/// A text as one line of a terminal shows it: what would move the cursor, change colours or turn the direction of writing
/// is written as its number.
pub fn escape_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// A value as JSON whose text may be shown on a terminal.
pub fn escaped_json(value: &Value) -> String {
    let text = format!("{value:#}");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Between values; within texts it is escaped already.
            '\n' => out.push(c),
            c if is_invisible(c) => {
                let mut units = [0; 2];
                c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
            }
            c => out.push(c),
        }
    }
    out
}

/// Lines of a file, in which such characters are replaced by others as long, so that marks stand where they should.
fn same_width(text: &str) -> String {
    let instead = |c: char| match c {
        // Of the end of a line that two characters make, one is a blank.
        '\r' => " ".to_owned(),
        '\n' | '\t' => c.to_string(),
        c if is_invisible(c) => match c.len_utf8() {
            1 => "?".to_owned(),
            2 => "·".to_owned(),
            3 => "\u{fffd}".to_owned(),
            _ => "··".to_owned(),
        },
        c => c.to_string(),
    };
    text.chars().map(instead).collect()
}

/// Whether a character is no picture but an order to whoever shows it.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x61C | 0x180E | 0x200B | 0x200E | 0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
}

/// An array with one object per problem: `code severity message file line column end_line end_column help`.
///
/// What a problem does not have is null.
pub fn json(problems: &Problems, files: &Files) -> Value {
    let printed: Vec<PrintedProblem> = problems.iter().map(|problem| object(problem, files)).collect();
    // Texts and numbers are always JSON.
    serde_json::to_value(printed).unwrap_or_default()
}

/// The JSON Schema of what [`json`] gives.
pub fn schema() -> Value {
    schemars::schema_for!(Vec<PrintedProblem>).to_value()
}

/// A problem as programs read it.
#[derive(Debug, Serialize, JsonSchema)]
struct PrintedProblem {
    /// Its code, such as `unknown-key`.
    code: &'static str,
    /// `error`, `data` (an error of the data), `warning`, `note` or `finding`.
    severity: &'static str,
    /// What is wrong.
    message: String,
    /// The file in which it stands.
    file: Option<String>,
    /// The line on which it begins, from 1.
    line: Option<usize>,
    /// The column in which it begins, from 1.
    column: Option<usize>,
    /// The line on which it ends.
    end_line: Option<usize>,
    /// The column after its last character.
    end_column: Option<usize>,
    /// What to do.
    help: Option<String>,
}

/// `3 errors, 1 warning`.
fn totals(problems: &Problems) -> String {
    let errors = problems.count(Severity::Error) + problems.count(Severity::Data);
    let counts = [
        (errors, "error"),
        (problems.count(Severity::Finding), "finding"),
        (problems.count(Severity::Warning), "warning"),
        (problems.count(Severity::Note), "note"),
    ];
    let parts = counts.iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(", ")
}

fn group<'a>(problem: &'a Problem, files: &'a Files) -> Group<'a> {
    let title = level(problem.severity()).primary_title(escape_lines(&problem.message, files));
    let mut group = Group::with_title(title.id(problem.code.as_str()));
    // A near match is read best under the word it corrects; longer advice stands below.
    let label =
        problem.help.as_deref().filter(|help| help.starts_with("did you mean") && problem.span.is_some());

    for file in files_of(problem) {
        let here = problem.span.filter(|span| span.file == file);
        let others: Vec<&(Span, String)> =
            problem.related.iter().filter(|(span, _)| span.file == file).collect();
        let marked = || here.into_iter().chain(others.iter().map(|(span, _)| *span));
        let Some(window) = Window::around(files, file, marked()) else {
            for span in marked() {
                let (line, column) = files.line_column(span);
                let origin = Origin::path(escape_line(files.name(file))).line(line).char_column(column);
                group = group.element(origin);
            }
            continue;
        };
        let mut snippet =
            Snippet::source(window.text.clone()).line_start(window.line).path(escape_line(files.name(file)));
        if let Some(span) = here {
            let mut mark = AnnotationKind::Primary.span(window.range(files, span));
            if let Some(label) = label {
                mark = mark.label(escape_lines(label, files));
            }
            snippet = snippet.annotation(mark);
        }
        for (span, text) in others {
            let range = window.range(files, *span);
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range).label(escape_lines(text, files)));
        }
        group = group.element(snippet);
    }
    match (&problem.help, label) {
        (Some(help), None) => group.element(Level::HELP.message(escape_lines(help, files))),
        _ => group,
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error | Severity::Data => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
        Severity::Finding => Level::WARNING.with_name("finding"),
    }
}

/// The problem's own file first, then the others in the order they are named.
fn files_of(problem: &Problem) -> Vec<FileId> {
    let mut ids: Vec<FileId> = Vec::new();
    for span in problem.span.iter().chain(problem.related.iter().map(|(span, _)| span)) {
        if !ids.contains(&span.file) {
            ids.push(span.file);
        }
    }
    ids
}

/// The lines that hold all marks: a printer given whole files would search them once per problem.
struct Window {
    text: String,
    start: usize,
    line: usize,
}

impl Window {
    /// None where one of the lines is too long to be shown.
    fn around(files: &Files, file: FileId, spans: impl Iterator<Item = Span>) -> Option<Window> {
        let text = files.text(file);
        let ranges: Vec<(usize, usize)> = spans.map(|span| files.range(span)).collect();
        let first = ranges.iter().map(|(start, _)| *start).min().unwrap_or(0);
        let last = ranges.iter().map(|(_, end)| *end).max().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
        if text[start..end].split('\n').any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        Some(Window { text: same_width(&files.excerpt(file, start..end)), start, line })
    }

    fn range(&self, files: &Files, span: Span) -> Range<usize> {
        let (start, end) = files.range(span);
        start - self.start..end - self.start
    }
}

fn object(problem: &Problem, files: &Files) -> PrintedProblem {
    let start = problem.span.map(|span| files.line_column(span));
    let end = problem.span.map(|span| files.end_line_column(span));
    PrintedProblem {
        code: problem.code.as_str(),
        severity: severity(problem.severity()),
        message: files.hidden(&problem.message).into_owned(),
        file: problem.span.map(|span| files.name(span.file).to_owned()),
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
        help: problem.help.as_deref().map(|help| files.hidden(help).into_owned()),
    }
}

/// Programs tell errors of the data from errors of the definition.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Data => "data",
        other => other.as_str(),
    }
}
