//! What is off or near its target, with its run, owner and action; what was decided, and who answers for the report.

use super::measure::is_drawn;
use super::shared::{asks, to_definition};
use crate::report::document::{
    Block, Cell, Chart, Column, Drawing, Facts, FactsLayout, Name, Row, RowKind, Section, Table, TableKind,
    Tone,
};
use crate::report::view::{DecisionView, ExceptionView, Report};
use crate::words::{ExceptionText, Label, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let mut blocks = vec![
        Block::heading(1, words.say(&Label::Exceptions)),
        match report.exceptions.is_empty() {
            true => Block::paragraph(Tone::Plain, &report.no_exceptions),
            false => Block::Table(table(&report.exceptions, words)),
        },
    ];
    if !report.decisions.is_empty() {
        blocks.push(Block::heading(2, words.say(&ExceptionText::Decisions)));
        blocks.push(Block::Table(decisions(&report.decisions, words)));
    }
    if !report.approvals.is_empty() {
        blocks.push(Block::heading(2, words.say(&ExceptionText::Approvals)));
        let facts = report.approvals.clone();
        blocks.push(Block::Facts(Facts { layout: FactsLayout::Column, facts, remark: String::new() }));
    }
    // A sentence needs no page of its own: that nothing is off target is told by a panel of the first.
    let is_told = |block: &Block| matches!(block, Block::Heading(_) | Block::Paragraph(_));
    match asks(report, "scorecard") && blocks.iter().all(is_told) {
        true => Vec::new(),
        false => vec![Section { page: "exceptions", blocks }],
    }
}

fn table(exceptions: &[ExceptionView], words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let is_commented = |it: &ExceptionView| !it.comment.is_empty() || !it.comment_remark.is_empty();
    let commented = exceptions.iter().any(is_commented);
    let mut columns = vec![
        column("status", Label::Status),
        column("measure", Label::Measure),
        Column::new("run", words.say(&ExceptionText::Run)),
        column("happened", Label::WhatHappened),
    ];
    columns.extend(commented.then(|| column("comment", Label::Comment)));
    columns.extend([column("owner", Label::Owner), column("initiatives", Label::Initiatives)]);
    let row = |it: &ExceptionView| {
        let run = || {
            let drawing = Drawing::Run(Box::new(it.run.clone()));
            Cell::Chart(Chart { name: format!("run/{}", it.id), drawing })
        };
        let mut cells = vec![
            Cell::Status(it.status.clone()),
            Cell::Name(Name {
                to: Some(to_definition(&it.id)),
                remark: it.objective.clone(),
                ..Name::plain(&it.title)
            }),
            if is_drawn(&it.run) { run() } else { Cell::Empty },
            Cell::Texts(it.sentence.clone(), it.furthest_behind.clone()),
        ];
        cells.extend(commented.then(|| Cell::Texts(it.comment.clone(), it.comment_remark.clone())));
        cells.extend([Cell::Text(it.owner.clone()), Cell::Lines(it.actions.clone())]);
        Row::new(RowKind::Plain, cells)
    };
    Table::new(TableKind::Exceptions, columns, exceptions.iter().map(row).collect())
}

fn decisions(decisions: &[DecisionView], words: &Words) -> Table {
    let column = |key, text: ExceptionText| Column::new(key, words.say(&text));
    let row = |it: &DecisionView| {
        let cells = vec![
            Cell::Name(Name::plain(&it.text)),
            Cell::Text(it.by.clone()),
            Cell::Text(it.due.clone()),
            Cell::Text(it.period.clone()),
        ];
        Row::new(RowKind::Plain, cells)
    };
    Table::new(
        TableKind::Decisions,
        vec![
            column("decision", ExceptionText::Decision),
            column("by", ExceptionText::DecisionBy),
            column("due", ExceptionText::DecisionDue),
            column("period", ExceptionText::DecisionPeriod),
        ],
        decisions.iter().map(row).collect(),
    )
}
