//! What an earlier run said otherwise, on the page of what changed.

use super::shared::{figure, to_definition};
use crate::report::document::{Block, Cell, Column, Name, Row, RowKind, Table, TableKind, Tone};
use crate::report::view::{Report, RestatedLine};
use crate::words::{Label, RestatementNote, Words};

/// Lines that the page has; the workbook has all figures.
const LISTED: usize = 30;

pub(super) fn blocks(report: &Report, words: &Words) -> Vec<Block> {
    let Some(against) = &report.against else { return Vec::new() };
    let heading = words.say(&RestatementNote::Heading);
    let mut blocks = vec![Block::heading(2, heading), Block::paragraph(Tone::Plain, &against.sentence)];
    if !against.lines.is_empty() {
        blocks.push(Block::Table(table(&against.lines, words)));
    }
    blocks
}

fn table(lines: &[RestatedLine], words: &Words) -> Table {
    let (listed, others) = lines.split_at(lines.len().min(LISTED));
    let left: u64 = others.iter().map(|line| line.figures as u64).sum();
    let row = |line: &RestatedLine| {
        let it = &line.told;
        let to = Some(to_definition(&it.id));
        let cells = vec![
            Cell::Name(Name { to, ..Name::plain(&it.title) }),
            Cell::Text(it.period.clone()),
            Cell::Text(it.what.clone()),
            figure(&it.before, it.values.0),
            figure(&it.after, it.values.1),
            Cell::Text(it.cause.clone()),
        ];
        Row::new(RowKind::Plain, cells)
    };
    let columns = vec![
        Column::new("measure", words.say(&Label::Measure)),
        Column::new("period", words.say(&Label::Period)),
        Column::new("figure", words.say(&RestatementNote::FigureHead)),
        Column::new("before", words.say(&Label::Before)),
        Column::new("now", words.say(&Label::Now)),
        Column::new("cause", words.say(&RestatementNote::CauseHead)),
    ];
    let note = if left > 0 { words.say(&RestatementNote::More { figures: left }) } else { String::new() };
    Table { note, ..Table::new(TableKind::Restated, columns, listed.iter().map(row).collect()) }
}
