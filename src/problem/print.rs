//! Problems for people and for programs: one printer for terminals, one for JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use serde_json::{Value, json};

use super::{FileId, Files, Problem, Problems, Severity, Span};

/// Every problem with its line and a mark, and a closing line that counts them; nothing for no problem.
pub fn terminal(problems: &Problems, files: &Files, colour: bool) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for problem in problems {
        if problem.span.is_none() && problem.related.is_empty() {
            out.push_str(&plain(problem, &renderer));
        } else {
            out.push_str(&renderer.render(&[group(problem, files)]));
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(&totals(problems));
    out.push('\n');
    out
}

/// A problem that stands in no file: its title and, below, what to do.
fn plain(problem: &Problem, renderer: &Renderer) -> String {
    let title = level(problem.severity()).primary_title(normalize_untrusted_str(&problem.message));
    let mut text = renderer.render(&[Group::with_title(title.id(problem.code.as_str()))]);
    text.push('\n');
    if let Some(help) = &problem.help {
        text.push_str(&format!("  = help: {}\n", normalize_untrusted_str(help)));
    }
    text
}

/// An array with one object per problem: `code severity message file line column end_line end_column help`.
///
/// What a problem does not have is null.
pub fn json(problems: &Problems, files: &Files) -> Value {
    problems.iter().map(|problem| object(problem, files)).collect()
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
    let title = level(problem.severity()).primary_title(normalize_untrusted_str(&problem.message));
    let mut group = Group::with_title(title.id(problem.code.as_str()));
    // A near match is read best under the word it corrects; longer advice stands below.
    let label =
        problem.help.as_deref().filter(|help| help.starts_with("did you mean") && problem.span.is_some());

    for file in files_of(problem) {
        let here = problem.span.filter(|span| span.file == file);
        let others: Vec<&(Span, String)> =
            problem.related.iter().filter(|(span, _)| span.file == file).collect();
        let window =
            Window::around(files, file, here.into_iter().chain(others.iter().map(|(span, _)| *span)));
        let mut snippet = Snippet::source(window.text)
            .line_start(window.line)
            .path(normalize_untrusted_str(files.name(file)));
        if let Some(span) = here {
            let mut mark = AnnotationKind::Primary.span(window.range(files, span));
            if let Some(label) = label {
                mark = mark.label(normalize_untrusted_str(label));
            }
            snippet = snippet.annotation(mark);
        }
        for (span, text) in others {
            let range = window.range(files, *span);
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range).label(normalize_untrusted_str(text)));
        }
        group = group.element(snippet);
    }
    match (&problem.help, label) {
        (Some(help), None) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
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
struct Window<'a> {
    text: &'a str,
    start: usize,
    line: usize,
}

impl<'a> Window<'a> {
    fn around(files: &'a Files, file: FileId, spans: impl Iterator<Item = Span>) -> Window<'a> {
        let text = files.text(file);
        let ranges: Vec<(usize, usize)> = spans.map(|span| files.range(span)).collect();
        let first = ranges.iter().map(|(start, _)| *start).min().unwrap_or(0);
        let last = ranges.iter().map(|(_, end)| *end).max().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
        let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        Window { text: &text[start..end], start, line }
    }

    fn range(&self, files: &Files, span: Span) -> Range<usize> {
        let (start, end) = files.range(span);
        start - self.start..end - self.start
    }
}

fn object(problem: &Problem, files: &Files) -> Value {
    let start = problem.span.map(|span| files.line_column(span));
    let end = problem.span.map(|span| files.end_line_column(span));
    json!({
        "code": problem.code.as_str(),
        "severity": severity(problem.severity()),
        "message": problem.message,
        "file": problem.span.map(|span| files.name(span.file)),
        "line": start.map(|(line, _)| line),
        "column": start.map(|(_, column)| column),
        "end_line": end.map(|(line, _)| line),
        "end_column": end.map(|(_, column)| column),
        "help": problem.help,
    })
}

/// Programs tell errors of the data from errors of the definition.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Data => "data",
        other => other.as_str(),
    }
}
