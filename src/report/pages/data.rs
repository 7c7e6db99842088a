//! How complete the data are.

use crate::report::document::{Block, Cell, Column, Name, Row, RowKind, Section, Table, TableKind, Tone};
use crate::report::view::{Report, SourceView};
use crate::words::{Label, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    if report.sources.is_empty() {
        return Vec::new();
    }
    let blocks = vec![
        Block::heading(1, words.say(&Label::DataQuality)),
        Block::paragraph(Tone::Plain, &report.head.as_of_sentence),
        Block::Table(table(&report.sources, words)),
    ];
    vec![Section { page: "data", blocks }]
}

fn table(sources: &[SourceView], words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let row = |source: &SourceView| {
        let remarks = match source.remarks.is_empty() {
            true => Cell::Text(words.say(&Label::NothingLeftOut)),
            false => Cell::Lines(source.remarks.clone()),
        };
        let cells = vec![
            Cell::Name(Name::plain(&source.id)),
            Cell::Text(source.files.clone()),
            Cell::Text(source.rows.clone()),
            Cell::Text(source.days.clone()),
            remarks,
        ];
        Row::new(RowKind::Plain, cells)
    };
    let columns = vec![
        column("source", Label::Source),
        column("files", Label::Files),
        column("rows", Label::Rows),
        column("days", Label::Days),
        column("remarks", Label::Remarks),
    ];
    Table::new(TableKind::Sources, columns, sources.iter().map(row).collect())
}
