//! Problems as an editor marks them.

use std::ops::Range;
use std::path::PathBuf;

use lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString};
use mando::definition::Draft;
use mando::editor;
use mando::problem::{Problem, Severity, Span};

use super::paths;
use super::positions::Encoding;

/// A problem with its places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// The file it stands in.
    pub(super) path: PathBuf,
    /// Where, in bytes.
    pub(super) bytes: Range<usize>,
    /// What is shown.
    pub(super) shown: Diagnostic,
    /// What mends it.
    pub(super) fix: Option<(Range<usize>, String)>,
}

impl Mark {
    /// The mark of a problem; one without a place stands at the head of a file of its own.
    pub(super) fn from_problem(problem: &Problem, draft: &Draft, head: &Span, encoding: Encoding) -> Mark {
        let span = problem.span.unwrap_or(*head);
        let files = &draft.files;
        let range = |span: Span| encoding.range(files.text(span.file), span.start..span.end);
        let place = |span: Span| {
            let uri = paths::uri(&draft.root.join(files.name(span.file)))?;
            Some(Location { uri, range: range(span) })
        };
        let related = problem.related.iter().filter_map(|(span, label)| {
            Some(DiagnosticRelatedInformation { location: place(*span)?, message: label.clone() })
        });
        let related: Vec<_> = related.collect();
        let help = problem.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let text = format!("{}{help}", problem.message);
        Mark {
            path: draft.root.join(files.name(span.file)),
            bytes: span.start..span.end,
            fix: editor::fix(problem, files).map(|fix| (fix.span.start..fix.span.end, fix.text)),
            shown: Diagnostic {
                range: range(span),
                severity: Some(match problem.severity() {
                    Severity::Error | Severity::Data => DiagnosticSeverity::ERROR,
                    Severity::Finding | Severity::Warning => DiagnosticSeverity::WARNING,
                    Severity::Note => DiagnosticSeverity::INFORMATION,
                }),
                code: Some(NumberOrString::String(problem.code.as_str().to_owned())),
                source: Some("mando".to_owned()),
                message: files.hidden(&text).into_owned(),
                related_information: Some(related).filter(|related| !related.is_empty()),
                ..Diagnostic::default()
            },
        }
    }

    /// The same after an edit of its file; nothing where the edit touches it.
    pub(super) fn after(&self, before: &str, now: &str, encoding: Encoding) -> Option<Mark> {
        let same = before.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
        let most = before.len().min(now.len()) - same;
        let tail = before.bytes().rev().zip(now.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        let moved = |bytes: &Range<usize>| {
            if bytes.end <= same {
                return Some(bytes.clone());
            }
            let is_behind = bytes.start >= before.len() - tail;
            let shift = |at: usize| at + now.len() - before.len();
            is_behind.then(|| shift(bytes.start)..shift(bytes.end))
        };
        let bytes = moved(&self.bytes)?;
        let fix = self.fix.as_ref().and_then(|(bytes, text)| Some((moved(bytes)?, text.clone())));
        let shown = Diagnostic { range: encoding.range(now, bytes.clone()), ..self.shown.clone() };
        Some(Mark { bytes, fix, shown, path: self.path.clone() })
    }
}
