use std::borrow::Cow;
use std::ops::Range;

use super::secret::secret_ranges;
use super::{FileId, Secrets, Span};

/// The files that were read, by [`FileId`], and what of them is not printed.
#[derive(Debug, Clone, Default)]
pub struct Files {
    all: Vec<File>,
    secrets: Secrets,
    /// Places that are printed as `***`.
    hidden: Vec<Span>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    text: String,
}

impl Files {
    /// No file yet.
    pub fn new() -> Files {
        Files::default()
    }

    /// Keeps a file under the name to print.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(File { name: name.into(), text: text.into() });
        id
    }

    /// Registers the credentials of an address found in a file's text, so that they are redacted when it is
    /// printed.
    pub fn hide_address(&mut self, value: &str, span: Span) {
        self.secrets.add_address(value);
        let written = self.slice(span);
        let is_escaped = written.contains(['\\', '\n']);
        if !is_escaped {
            return;
        }
        // An address that runs over lines has blanks where these end; a text that names one further on is none.
        let is_address = value.split_whitespace().next().is_some_and(|word| word.contains("://"));
        let joined: String = if is_address { value.split_whitespace().collect() } else { String::new() };
        if !(secret_ranges(value).is_empty() && secret_ranges(&joined).is_empty()) {
            self.hidden.push(span);
            self.secrets.add_address(&joined);
        }
    }

    /// The value of a variable, which is not printed.
    pub fn hide_value(&mut self, name: &str, value: &str) {
        self.secrets.add_value(name, value);
    }

    /// A text as it may be printed.
    pub fn hidden<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.secrets.hidden(text)
    }

    /// Part of a file as it may be printed, byte by byte in the same places.
    pub(super) fn excerpt(&self, file: FileId, range: Range<usize>) -> String {
        let text = &self.text(file)[range.clone()];
        let mut bytes = text.as_bytes().to_vec();
        let spans = self.hidden.iter().filter(|span| span.file == file);
        let spans = spans.map(|span| span.start.max(range.start)..span.end.min(range.end));
        let spans = spans.filter(|span| span.start < span.end);
        let spans = spans.map(|span| span.start - range.start..span.end - range.start);
        for range in secret_ranges(text).into_iter().chain(spans) {
            bytes[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b'*');
        }
        // Places begin and end between characters, so what is left of the text is text.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The name to print.
    pub fn name(&self, file: FileId) -> &str {
        &self.file(file).name
    }

    /// The whole text.
    pub fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }

    /// The text of a place.
    pub fn slice(&self, span: Span) -> &str {
        let (start, end) = self.range(span);
        &self.text(span.file)[start..end]
    }

    /// Line and column of the first character, both from 1; columns count characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        line_column(self.text(span.file), self.range(span).0)
    }

    /// Line and column of the character after the last one, both from 1.
    pub fn end_line_column(&self, span: Span) -> (usize, usize) {
        line_column(self.text(span.file), self.range(span).1)
    }

    /// Start and end inside the text and between characters, whatever the span says.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        let text = self.text(span.file);
        let start = text.floor_char_boundary(span.start);
        (start, text.floor_char_boundary(span.end).max(start))
    }

    /// A `FileId` comes from `add` alone, so the index exists.
    fn file(&self, file: FileId) -> &File {
        &self.all[file.0 as usize]
    }
}

fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column =
        before.rsplit('\n').next().unwrap_or(before).trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}
