//! What is off or near its target, with owner and action.

use super::shared::to_definition;
use crate::report::document::{
    Block, Cell, Column, Heading, Name, Paragraph, Row, RowKind, Section, Table, TableKind, Tone,
};
use crate::report::view::{ExceptionView, Report};
use crate::words::{Label, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let text = words.say(&Label::Exceptions);
    let body = match report.exceptions.is_empty() {
        true => Paragraph::of(Tone::Plain, words.say(&Label::NoExceptions)),
        false => Block::Table(table(&report.exceptions, words)),
    };
    let heading = Block::Heading(Heading { level: 1, title: text, ..Heading::default() });
    vec![Section { page: "exceptions", blocks: vec![heading, body] }]
}

fn table(exceptions: &[ExceptionView], words: &Words) -> Table {
    let column = |key, label: Label| Column::of(key, words.say(&label));
    let commented = exceptions.iter().any(|it| !it.comment.is_empty());
    let mut columns = vec![
        column("status", Label::Status),
        column("measure", Label::Measure),
        column("happened", Label::WhatHappened),
    ];
    columns.extend(commented.then(|| column("comment", Label::Comment)));
    columns.extend([column("owner", Label::Owner), column("initiatives", Label::Initiatives)]);
    let row = |it: &ExceptionView| {
        let mut cells = vec![
            Cell::Status(it.status.clone()),
            Cell::Name(Name {
                title: it.title.clone(),
                to: Some(to_definition(&it.id)),
                remark: it.objective.clone(),
                ..Name::default()
            }),
            Cell::Texts(it.sentence.clone(), it.where_.clone()),
        ];
        cells.extend(commented.then(|| Cell::Text(it.comment.clone())));
        cells.extend([
            Cell::Name(Name { title: it.owner.clone(), ..Name::default() }),
            Cell::Lines(it.initiatives.clone()),
        ]);
        Row::of(RowKind::Plain, cells)
    };
    Table::of(TableKind::Exceptions, columns, exceptions.iter().map(row).collect())
}
