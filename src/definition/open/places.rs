//! Where things of a scorecard are written.

use super::ScorecardDraft;
use crate::measure::Text;
use crate::problem::{FileId, Span};

impl ScorecardDraft {
    /// Its file.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Cells of its target files that name a measure.
    pub fn measures_of_targets(&self) -> impl Iterator<Item = &Text> {
        let list = self.document.entity.as_ref().and_then(|entity| entity.list.as_ref());
        let tables = self.tables.iter().filter(move |(path, _)| list.is_none_or(|list| list.value != **path));
        tables.flat_map(|(_, table)| {
            let column = table.column("measure");
            table.rows.iter().filter_map(move |row| row.cell(column))
        })
    }

    /// Where a source is written.
    pub fn place_of(&self, source: &str) -> Option<Span> {
        self.document.sources.iter().find(|(id, _)| id.value == source).map(|(id, _)| id.span)
    }

    /// Where a measure is written.
    pub fn place_of_measure(&self, measure: &str) -> Option<Span> {
        let perspectives = self.document.perspectives.iter().map(|(_, perspective)| perspective);
        let objectives = perspectives.filter_map(|perspective| perspective.objectives.as_ref());
        let objectives = objectives.flat_map(|objectives| objectives.iter());
        let within = objectives.filter_map(|(_, objective)| objective.measures.as_ref());
        let within = within.flat_map(|measures| measures.iter());
        let mut all = self.document.measures.iter().chain(within);
        all.find(|(id, _)| id.value == measure).map(|(id, _)| id.span)
    }
}
