//! What a template can see: its own files, the report and nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::fonts::FONTS;
use super::templates::{file_id, source};

/// What Typst itself brings, the same for all documents. Row headers and table summaries are behind this feature.
pub(super) static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// A closed world of files held in memory. There is no disk, no network, no clock and no package.
pub(super) struct ClosedWorld {
    main: FileId,
    sources: BTreeMap<String, Source>,
    files: BTreeMap<String, Bytes>,
    today: Datetime,
}

impl ClosedWorld {
    /// A world of templates (by path without leading slash) and other files; `main` must be one of the templates.
    pub(super) fn new(
        main: &str,
        templates: BTreeMap<String, String>,
        files: BTreeMap<String, Bytes>,
        today: Datetime,
    ) -> FileResult<ClosedWorld> {
        let mut sources = BTreeMap::new();
        for (path, text) in templates {
            let source = source(&path, text)?;
            sources.insert(path, source);
        }
        Ok(ClosedWorld { main: file_id(main)?, sources, files, today })
    }

    /// Diagnostics as lines `file:line: message`, with their hints.
    pub(super) fn explain(&self, diagnostics: &[SourceDiagnostic]) -> String {
        let line = |diagnostic: &SourceDiagnostic| {
            let mut text = match self.place(diagnostic) {
                Some((file, line)) => format!("{file}:{line}: {}", diagnostic.message),
                None => diagnostic.message.to_string(),
            };
            for hint in &diagnostic.hints {
                text.push_str("\n  hint: ");
                text.push_str(&hint.v);
            }
            text
        };
        let mut lines: Vec<String> = diagnostics.iter().map(line).collect();
        lines.dedup();
        lines.join("\n")
    }

    fn place(&self, diagnostic: &SourceDiagnostic) -> Option<(String, usize)> {
        let id = diagnostic.span.id()?;
        let start = self.range(diagnostic.span)?.start;
        let line = self.source(id).ok()?.lines().byte_to_line(start)?;
        Some((id.vpath().get_without_slash().to_owned(), line + 1))
    }
}

impl World for ClosedWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = id.vpath().get_without_slash();
        let found = self.sources.get(path).filter(|_| *id.root() == VirtualRoot::Project);
        found.cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        let found = self.files.get(path).filter(|_| *id.root() == VirtualRoot::Project);
        match found {
            Some(bytes) => Ok(bytes.clone()),
            None => self.source(id).map(|source| Bytes::from_string(source.text().to_owned())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
