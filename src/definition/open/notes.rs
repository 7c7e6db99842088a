//! What people wrote about periods: files of notes.

use std::path::Path;

use super::Opening;
use super::causes::NoteTwice;
use crate::definition::document::Document;
use crate::definition::document::notes::Notes;
use crate::definition::merge::scalar;
use crate::definition::read_file::Holds;
use crate::definition::shape;
use crate::definition::tree::{Node, NodeKind};
use crate::measure::{Text, unsupported_key};
use crate::problem::{Problem, Span};

/// The measure a note names, and what tells it from another: its sort, date, author and entity.
type NoteKey<'a> = (&'a Text, (i32, Option<String>, Option<String>, Option<String>));

impl Opening<'_> {
    /// The notes of a project, and those of its scorecard of several: what they say, and as they are written.
    pub(super) fn notes(&mut self, root: &Path, document: &Document) -> (Vec<(Text, Notes)>, Vec<Node>) {
        let of_scorecard = document.scorecard.as_ref().map(|id| root.join("notes").join(&id.value));
        let (mut notes, mut written) = (Vec::new(), Vec::new());
        for folder in [Some(root.join("notes")), of_scorecard].into_iter().flatten() {
            for name in crate::definition::project::names_in(&folder) {
                let path = folder.join(&name);
                if name.ends_with(".csv") {
                    let shown = self.folders.shown(&path);
                    let problem = unsupported_key(&format!("notes as a CSV file, such as `{shown}`,"));
                    self.problems.push(match &document.scorecard {
                        Some(id) => problem.at(id.span),
                        None => problem,
                    });
                }
                let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else {
                    continue;
                };
                let Some((file, raw)) = self.tree(&path, Holds::Notes) else { continue };
                let period = Text::new(stem.to_owned(), Span::new(file, 0, 0));
                let name = Node { span: period.span, kind: scalar(stem) };
                written.extend([name, raw.clone()]);
                let mut node = raw;
                if matches!(node.kind, NodeKind::Null) {
                    continue;
                }
                shape::check(&mut node, Holds::Notes.guide().schema(), "notes", &mut self.problems);
                let read: Notes = self.read(&mut node);
                self.note_twice(&read);
                notes.push((period, read));
            }
        }
        (notes, written)
    }

    /// The same author on the same measure and day says one thing.
    fn note_twice(&mut self, notes: &Notes) {
        let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let comments =
            notes.comments.iter().map(|n| (&n.measure, (0, word(&n.date), word(&n.by), word(&n.entity))));
        let values =
            notes.values.iter().map(|n| (&n.measure, (1, word(&n.date), word(&n.by), word(&n.entity))));
        let mut seen: Vec<NoteKey<'_>> = Vec::new();
        for note in comments.chain(values) {
            match seen.iter().find(|other| other.0.value == note.0.value && other.1 == note.1) {
                Some(first) => {
                    let line = self.files.line_column(first.0.span).0;
                    self.problems.push(Problem::new(NoteTwice { line }).at(note.0.span));
                }
                None => seen.push(note),
            }
        }
    }
}
