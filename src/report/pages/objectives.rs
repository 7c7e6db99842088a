//! A page per objective: its score, its measures, and the initiatives that support it.

use super::measure::measure;
use super::scorecard::{actual, name};
use super::shared::{figure, to_objective, weight};
use crate::report::document::{
    Block, Cell, Column, Facts, FactsLayout, Heading, Row, RowKind, ScoreLine, Section, Table, TableKind,
};
use crate::report::view::{MeasureRow, ObjectivePage, Report};
use crate::words::{Label, Tag, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let told = report.pages.iter().filter(|page| has_content(page));
    told.map(|page| Section { page: "objectives", blocks: blocks(page, words) }).collect()
}

/// Whether an objective has more than its name and a score that it lacks.
fn has_content(page: &ObjectivePage) -> bool {
    !(page.measures.is_empty() && page.others.is_empty() && page.initiatives.is_empty())
}

fn blocks(page: &ObjectivePage, words: &Words) -> Vec<Block> {
    let score = &page.score;
    let mut blocks = vec![
        Block::Heading(Heading {
            level: 1,
            title: page.title.clone(),
            above: page.perspective.clone(),
            anchor: Some(to_objective(&page.id)),
            score: Some(ScoreLine {
                label: words.say(&Label::Score),
                score: score.score.clone(),
                status: score.status.clone(),
                coverage: words.say(&Tag::Coverage { share: score.coverage.clone() }),
                weight: weight(score, words),
            }),
            ..Heading::default()
        }),
        Block::Facts(Facts {
            layout: FactsLayout::Columns,
            facts: page.facts.clone(),
            remark: String::new(),
        }),
    ];
    blocks.extend(page.measures.iter().flat_map(|section| measure(section, words)));
    let heading = |label: Label| Block::heading(2, words.say(&label));
    if !page.others.is_empty() {
        blocks.extend([heading(Label::OtherMeasures), Block::Table(others(&page.others, words))]);
    }
    if !page.initiatives.is_empty() {
        blocks.extend([heading(Label::Initiatives), Block::List(page.initiatives.clone())]);
    }
    blocks
}

/// Measures that count here and that another report lists.
fn others(rows: &[MeasureRow], words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let row = |row: &MeasureRow| {
        let text = |text: &str| figure(text, None);
        let cells = vec![
            name(row),
            actual(row),
            text(&row.plan),
            text(&row.delta),
            Cell::Status(row.status.clone()),
            text(&row.score),
            text(&row.weight),
        ];
        Row::new(RowKind::Plain, cells)
    };
    Table::new(
        TableKind::Measures,
        vec![
            column("measure", Label::Measure),
            column("actual", Label::Actual),
            column("plan", Label::Plan),
            column("delta", Label::Delta),
            column("status", Label::Status),
            column("score", Label::Score),
            column("weight", Label::Weight),
        ],
        rows.iter().map(row).collect(),
    )
}
