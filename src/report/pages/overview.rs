//! All entities on one page: ranks, scores as dots, and figures on the ground of their status.

use super::shared::{figure, notices};
use crate::report::document::{
    Block, Cell, Chart, Column, Drawing, Heat, Name, Row, RowKind, Section, Table, TableKind, Tone,
};
use crate::report::view::{EntityView, HeatView, OverviewView, Report};
use crate::words::{Label, SideBySide, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let Some(overview) = &report.overview else { return Vec::new() };
    let head = &report.head;
    let title = words.say(&SideBySide::Title { title: head.title.clone() });
    let mut blocks = vec![Block::heading(1, title), Block::paragraph(Tone::Message, &overview.sentence)];
    blocks.extend(notices(head, words));
    blocks.push(Block::Table(table(overview, report.total.value, words)));
    blocks.push(Block::paragraph(Tone::Quiet, &head.as_of_sentence));
    vec![Section { page: "overview", blocks }]
}

fn table(overview: &OverviewView, whole: Option<f64>, words: &Words) -> Table {
    let mut columns = vec![
        Column::new("rank", words.say(&SideBySide::Rank)),
        Column::new("entity", words.say(&SideBySide::Entity)),
        Column::new("status", words.say(&Label::Status)),
        Column::new("score", words.say(&Label::Score)),
        Column::new("dot", ""),
    ];
    let measures = overview.measures.iter();
    columns
        .extend(measures.map(|(_, title, unit)| Column { sub: unit.clone(), ..Column::new("heat", title) }));
    let top = overview.entities.iter().filter_map(|entity| entity.value).fold(100.0_f64, f64::max);
    let dot = |at: usize, entity: &EntityView| match entity.value {
        Some(score) => Cell::Chart(Chart {
            name: format!("dot/{at}"),
            drawing: Drawing::Dot { at: score / top, mark: whole.map(|whole| whole / top) },
        }),
        None => Cell::Empty,
    };
    let row = |(at, entity): (usize, &EntityView)| {
        let mut cells = vec![
            figure(&entity.rank, None),
            Cell::Name(Name::plain(&entity.title)),
            Cell::Status(entity.status.clone()),
            figure(&entity.score, entity.value),
            dot(at, entity),
        ];
        cells.extend(entity.figures.iter().map(heat));
        Row::new(RowKind::Plain, cells)
    };
    Table {
        note: overview.note.clone(),
        summary: words.say(&SideBySide::Summary),
        ..Table::new(TableKind::Overview, columns, overview.entities.iter().enumerate().map(row).collect())
    }
}

fn heat(view: &HeatView) -> Cell {
    Cell::Heat(Heat {
        text: view.text.clone(),
        value: view.value,
        beside: view.rank.clone(),
        status: view.status.clone(),
    })
}
