//! What changed since the period before: the way of the score, statuses that moved, signals. In short beneath the table of the first
//! page, beside what needs attention and how the year may end.

use super::restated;
use super::shared::{asks, figure, tells_exceptions, to_definition};
use crate::report::document::{
    Block, Cell, Chart, Column, Drawing, GroupKind, Name, Row, RowKind, Section, Table, TableKind, Tone,
};
use crate::report::view::{EffectView, ExceptionView, MovedView, Report, SignalView, YearEndView};
use crate::words::{Changed, Label, Words};

/// Effects that the first page shows; the others are one row.
const SHOWN: usize = 4;
/// The same of the page after it.
const LISTED: usize = 12;
/// Measures that the first page shows as needing attention, and years.
const WORST: usize = 3;

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let since_earlier = restated::blocks(report, words);
    let Some(change) = &report.change else {
        let mut blocks = since_earlier;
        if !blocks.is_empty() {
            blocks.insert(0, Block::heading(1, words.say(&Label::WhatChanged)));
        }
        let section = Section { page: "change", blocks };
        return if section.blocks.is_empty() { Vec::new() } else { vec![section] };
    };
    let mut blocks = vec![
        Block::heading(1, words.say(&Label::WhatChanged)),
        Block::paragraph(Tone::Plain, &change.sentence),
    ];
    let effects = shortened(&change.effects, change.weights.as_ref(), LISTED, words);
    if !effects.is_empty() {
        blocks.push(Block::Table(effect_table("change", &effects, words)));
    }
    // A heading over a sentence would be most of what there is to read.
    match report.moved.is_empty() {
        true => blocks.insert(2, Block::paragraph(Tone::Plain, &report.none_moved)),
        false => {
            blocks.push(Block::heading(2, words.say(&Label::StatusesMoved)));
            blocks.push(Block::Table(moved_table(&report.moved, words)));
        }
    }
    if !report.signals.is_empty() {
        blocks.push(Block::heading(2, words.say(&Label::SignalsNow)));
        blocks.push(Block::Table(signal_table(&report.signals, words)));
    }
    let is_told = asks(report, "scorecard") && since_earlier.is_empty();
    blocks.extend(since_earlier);
    // What needs no table is told in full by the panel of the first page.
    match is_told && !blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        true => Vec::new(),
        false => vec![Section { page: "change", blocks }],
    }
}

/// The panels beneath the table of the first page, each a group; none where nothing is to be said.
pub(super) fn panels(report: &Report, words: &Words) -> Vec<Block> {
    let mut panels = Vec::new();
    let mut panel = |label: Label, blocks: Vec<Block>| {
        let mut all = vec![Block::heading(2, words.say(&label))];
        all.extend(blocks);
        panels.push(Block::Group { kind: GroupKind::Panel, blocks: all });
    };
    if let Some(change) = &report.change {
        let mut blocks = vec![Block::paragraph(Tone::Plain, &change.sentence)];
        let is_level = change.effects.is_empty() && change.weights.is_none();
        if is_level && report.moved.is_empty() && report.signals.is_empty() {
            blocks.push(Block::paragraph(Tone::Plain, &report.none_moved));
        }
        let rows = shortened(&change.effects, change.weights.as_ref(), SHOWN, words);
        if !rows.is_empty() {
            blocks.push(Block::Table(effect_table("panel", &rows, words)));
        }
        panel(Label::WhatChanged, blocks);
    }
    if !report.exceptions.is_empty() {
        let worst = &report.exceptions[..WORST.min(report.exceptions.len())];
        panel(Label::Attention, vec![Block::Table(worst_table(worst, words))]);
    } else if tells_exceptions(report) {
        panel(Label::Attention, vec![Block::paragraph(Tone::Plain, &report.no_exceptions)]);
    }
    if !report.year_ends.is_empty() {
        let first = &report.year_ends[..WORST.min(report.year_ends.len())];
        panel(Label::YearEnds, vec![Block::Table(year_ends(first, words))]);
    }
    match panels.is_empty() {
        true => panels,
        false => vec![Block::Group { kind: GroupKind::Panels, blocks: panels }],
    }
}

/// The largest effects, the others as one, and what weights did.
fn shortened(
    effects: &[EffectView],
    weights: Option<&EffectView>,
    most: usize,
    words: &Words,
) -> Vec<EffectView> {
    let shown = if effects.len() > most + 1 { most } else { effects.len() };
    let (large, small) = effects.split_at(shown);
    let mut rows = large.to_vec();
    if !small.is_empty() {
        let value = small.iter().map(|effect| effect.value).sum();
        rows.push(EffectView {
            id: String::new(),
            title: words.say(&Changed::Others { measures: small.len() as u64 }),
            points: EffectView::points(words.locale(), value),
            value,
        });
    }
    rows.extend(weights.cloned());
    rows
}

fn effect_table(name: &str, effects: &[EffectView], words: &Words) -> Table {
    let longest = effects.iter().map(|effect| effect.value.abs()).fold(0.0_f64, f64::max);
    let row = |(i, effect): (usize, &EffectView)| {
        let share = if longest > 0.0 { effect.value / longest } else { 0.0 };
        let drawing = Drawing::Variance { share, favourable: Some(effect.value > 0.0) };
        let cells = vec![
            Cell::Name(linked(&effect.id, &effect.title)),
            figure(&effect.points, Some(effect.value)),
            Cell::Chart(Chart { name: format!("{name}/{i}"), drawing }),
        ];
        Row::new(RowKind::Plain, cells)
    };
    Table::new(
        TableKind::Effects,
        vec![
            Column::new("measure", words.say(&Label::Measure)),
            Column::new("points", words.say(&Label::Points)),
            Column::new("bar", ""),
        ],
        effects.iter().enumerate().map(row).collect(),
    )
}

fn linked(id: &str, title: &str) -> Name {
    let to = (!id.is_empty()).then(|| to_definition(id));
    Name { to, ..Name::plain(title) }
}

fn moved_table(moved: &[MovedView], words: &Words) -> Table {
    let row = |it: &MovedView| {
        let cells = vec![
            Cell::Name(Name { remark: it.remark.clone(), ..linked(&it.id, &it.title) }),
            Cell::Status(it.before.clone()),
            figure(&it.value_before, None),
            Cell::Status(it.now.clone()),
            figure(&it.value_now, None),
        ];
        Row::new(RowKind::Plain, cells)
    };
    Table::new(
        TableKind::Moved,
        vec![
            Column::new("measure", words.say(&Label::Measure)),
            Column::new("before", words.say(&Label::Before)),
            Column::new("value_before", words.say(&Label::Actual)),
            Column::new("now", words.say(&Label::Now)),
            Column::new("value_now", words.say(&Label::Actual)),
        ],
        moved.iter().map(row).collect(),
    )
}

fn signal_table(signals: &[SignalView], words: &Words) -> Table {
    let row = |it: &SignalView| {
        let cells = vec![
            Cell::Name(linked(&it.id, &it.title)),
            figure(&it.value, None),
            Cell::Text(it.sentence.clone()),
        ];
        Row::new(RowKind::Plain, cells)
    };
    Table::new(
        TableKind::Signals,
        vec![
            Column::new("measure", words.say(&Label::Measure)),
            Column::new("actual", words.say(&Label::Actual)),
            Column::new("happened", words.say(&Label::WhatHappened)),
        ],
        signals.iter().map(row).collect(),
    )
}

/// The measures that cost most, each with who answers for it and what is under way.
fn worst_table(worst: &[ExceptionView], words: &Words) -> Table {
    let row = |it: &ExceptionView| {
        let known = [it.owner.as_str(), &it.next].into_iter().filter(|text| !text.is_empty());
        let remark = known.collect::<Vec<_>>().join(" · ");
        let name = Name { remark, ..linked(&it.id, &it.title) };
        Row::new(RowKind::Plain, vec![Cell::Status(it.status.clone()), Cell::Name(name)])
    };
    Table::new(
        TableKind::Attention,
        vec![
            Column::new("status", words.say(&Label::Status)),
            Column {
                sub: words.say(&Label::AttentionOf),
                ..Column::new("measure", words.say(&Label::Measure))
            },
        ],
        worst.iter().map(row).collect(),
    )
}

fn year_ends(years: &[YearEndView], words: &Words) -> Table {
    let row = |it: &YearEndView| {
        let name = Name { remark: it.figures.clone(), ..linked(&it.id, &it.title) };
        Row::new(RowKind::Plain, vec![Cell::Name(name), figure(&it.chance, Some(it.value))])
    };
    Table::new(
        TableKind::YearEnds,
        vec![
            Column::new("measure", words.say(&Label::Measure)),
            Column::new("chance", words.say(&Label::Chance)),
        ],
        years.iter().map(row).collect(),
    )
}
