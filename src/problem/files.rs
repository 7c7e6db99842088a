use super::{FileId, Span};

/// The files that were read, by [`FileId`].
#[derive(Debug, Clone, Default)]
pub struct Files(Vec<File>);

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
        let id = FileId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(File { name: name.into(), text: text.into() });
        id
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
        &self.0[file.0 as usize]
    }
}

fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column =
        before.rsplit('\n').next().unwrap_or(before).trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}
