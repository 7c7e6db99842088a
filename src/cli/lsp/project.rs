//! A project with texts that are not saved, as it is read with every edit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mando::definition::{self, Draft};
use mando::editor::Headers;
use mando::problem::{FileId, Problems, Span};
use mando::run;

use super::headers::HeaderCache;
use super::marks::Mark;
use super::positions::Encoding;

/// Texts that are not saved, by path.
pub(super) type Texts = BTreeMap<PathBuf, String>;

/// A project that an editor has a file of open.
#[derive(Debug)]
pub(super) struct Project {
    /// As it was read last.
    pub(super) draft: Draft,
    /// Which reading that was.
    pub(super) version: u64,
    /// Columns of each scorecard's sources, by the scorecard's file.
    pub(super) headers: BTreeMap<FileId, Headers>,
    /// What the definition and its headers tell to be wrong.
    pub(super) at_once: Vec<Mark>,
    /// What rows and figures tell beside.
    pub(super) later: Vec<Mark>,
    /// The texts that `later` is of.
    pub(super) looked_at: Texts,
    /// Lines on the figures of measures, by scorecard and measure.
    pub(super) figures: BTreeMap<(PathBuf, String), Vec<String>>,
}

impl Project {
    /// Reads a project as it is now.
    pub(super) fn read(path: &Path, texts: &Texts, known: &mut HeaderCache, encoding: Encoding) -> Project {
        let draft = definition::open_over(path, &|path| texts.get(path).cloned());
        let mut headers = BTreeMap::new();
        let mut problems = Problems::new();
        problems.extend(draft.problems.iter().cloned());
        for drafted in &draft.scorecards {
            let read = known.read(drafted);
            problems.extend(run::resolve_with(&draft, drafted, &read.used).1);
            headers.insert(drafted.file(), read.all);
        }
        let at_once = marks(&draft, &problems, encoding);
        Project {
            draft,
            version: 0,
            headers,
            at_once,
            later: Vec::new(),
            looked_at: Texts::new(),
            figures: BTreeMap::new(),
        }
    }

    /// Keeps what was known before an edit, where the edit does not touch it.
    pub(super) fn with(mut self, before: Project, texts: &Texts, encoding: Encoding) -> Project {
        let still = |mark: &Mark| match (before.looked_at.get(&mark.path), texts.get(&mark.path)) {
            (Some(old), Some(new)) if old != new => mark.after(old, new, encoding),
            _ => Some(mark.clone()),
        };
        // A file that cannot be read while somebody types has the columns that it had.
        for (file, headers) in &before.headers {
            let read = before.draft.read.iter().find(|read| read.file == *file);
            if let Some(file) = read.and_then(|read| self.file(&read.path)) {
                self.headers.entry(file).or_insert_with(|| headers.clone());
            }
        }
        self.version = before.version;
        self.later = before.later.iter().filter_map(still).collect();
        self.looked_at = texts.clone();
        self.figures = before.figures;
        self
    }

    /// Everything that is marked, each once.
    pub(super) fn marks(&self) -> Vec<&Mark> {
        let later = self.later.iter().filter(|mark| !self.at_once.contains(mark));
        self.at_once.iter().chain(later).collect()
    }

    /// The file of a path.
    pub(super) fn file(&self, path: &Path) -> Option<FileId> {
        self.draft.read.iter().find(|read| read.path == path).map(|read| read.file)
    }
}

/// Marks of problems.
pub(super) fn marks(draft: &Draft, problems: &Problems, encoding: Encoding) -> Vec<Mark> {
    // What stands nowhere is told at the head of the first scorecard.
    let first = draft.scorecards.first().map(|drafted| drafted.file());
    let Some(file) = first.or_else(|| draft.read.first().map(|read| read.file)) else { return Vec::new() };
    let head = Span::new(file, 0, 0);
    let mut marks: Vec<Mark> = Vec::new();
    for problem in problems {
        let mark = Mark::from_problem(problem, draft, &head, encoding);
        // What is read for several scorecards is marked once.
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}
