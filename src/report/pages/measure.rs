//! A measure on a page: figures, sentences, trend, segments, cohorts and comments.

use super::shared::{figure, greyed_figure, to_definition};
use crate::report::document::{
    Block, Cell, Chart, Column, Drawing, Facts, FactsLayout, Figure, GroupKind, Heading, Name, Row, RowKind,
    Table, TableKind, Tone,
};
use crate::report::view::{
    CaseTable, CaseText, MeasureRow, MeasureSection, SegmentRow, SegmentTable, TrendChart, TriangleRow,
    TriangleTable,
};
use crate::words::{Label, Words};

/// All of a measure.
pub(super) fn measure(section: &MeasureSection, words: &Words) -> Vec<Block> {
    let mut blocks = vec![Block::Group { kind: GroupKind::Measure, blocks: summary(section, words) }];
    if !section.comments.is_empty() {
        blocks.push(Block::List(section.comments.clone()));
    }
    let id = &section.row.id;
    let tables = section.segments.iter().enumerate();
    let tables: Vec<Block> =
        tables.map(|(i, table)| Block::Table(segments(table, &format!("{id}/{i}"), words))).collect();
    // A group of nothing would still take its distance, on a page of its own where the one before is full.
    if !tables.is_empty() {
        blocks.push(Block::Group { kind: GroupKind::Segments, blocks: tables });
    }
    blocks.extend(section.triangle.as_ref().map(|table| Block::Table(cohorts(table, words))));
    blocks.extend(section.cases.as_ref().map(cases));
    blocks
}

/// The cases behind its figure, or why there are none.
fn cases(table: &CaseTable) -> Block {
    if table.rows.is_empty() {
        return Block::paragraph(Tone::Quiet, format!("{}. {}", table.title, table.note));
    }
    let row = |cells: &Vec<CaseText>| {
        let cells = cells.iter().enumerate().map(|(at, cell)| match (at, cell.value) {
            (0, _) => Cell::Name(Name::plain(&cell.text)),
            (_, Some(_)) => figure(&cell.text, cell.value),
            (_, None) => Cell::Text(cell.text.clone()),
        });
        Row::new(RowKind::Plain, cells.collect())
    };
    let columns = table.columns.iter().map(|title| Column::new("case", title));
    Block::Table(Table {
        title: table.title.clone(),
        note: table.note.clone(),
        ..Table::new(TableKind::Cases, columns.collect(), table.rows.iter().map(row).collect())
    })
}

fn summary(section: &MeasureSection, words: &Words) -> Vec<Block> {
    let row = &section.row;
    let mut blocks = vec![
        Block::Heading(Heading {
            level: 2,
            title: row.title.clone(),
            unit: row.unit.clone(),
            to: Some(to_definition(&row.id)),
            status: Some(row.status.clone()),
            ..Heading::default()
        }),
        Block::Facts(figures(row, words)),
    ];
    // How it is, then how it goes on.
    let ahead = [section.assurance.as_str(), &section.outlook];
    let ahead: Vec<&str> = ahead.into_iter().filter(|text| !text.is_empty()).collect();
    let sentences = [section.sentence.clone(), ahead.join(" ")].into_iter().filter(|text| !text.is_empty());
    blocks.extend(sentences.map(|text| Block::paragraph(Tone::Plain, text)));
    let run = trend(&section.trend, &row.id, words);
    if !run.is_empty() {
        blocks.push(Block::Group { kind: GroupKind::Trend, blocks: run });
    }
    if !section.facts.is_empty() {
        blocks.push(Block::Facts(Facts {
            layout: FactsLayout::Line,
            facts: section.facts.clone(),
            remark: String::new(),
        }));
    }
    blocks
}

fn figures(row: &MeasureRow, words: &Words) -> Facts {
    let all = [
        (Label::Actual, &row.actual),
        (Label::Plan, &row.plan),
        (Label::PreviousYear, &row.previous_year),
        (Label::Delta, &row.delta),
        (Label::DeltaRelative, &row.delta_relative),
        (Label::YearToDate, &row.to_date),
        (Label::Cases, &row.n),
        (Label::Interval, &row.interval),
        (Label::Score, &row.score),
        (Label::Weight, &row.weight),
    ];
    let there = all.into_iter().filter(|(_, text)| !text.is_empty());
    let told = there.flat_map(|(label, text)| {
        let others = if label == Label::Plan { row.versions.clone() } else { Vec::new() };
        std::iter::once((words.say(&label), text.clone())).chain(others)
    });
    Facts { layout: FactsLayout::Figures, facts: told.collect(), remark: row.remark.clone() }
}

/// Whether a run has points to draw a line through.
pub(super) fn is_drawn(chart: &TrendChart) -> bool {
    chart.points.iter().filter(|point| point.value.is_some()).count() > 1
}

/// The run as a chart and in figures. One value alone, which stands among the figures above, is neither.
fn trend(chart: &TrendChart, id: &str, words: &Words) -> Vec<Block> {
    let table = || Block::Table(points(chart, words));
    if !is_drawn(chart) {
        return if chart.points.len() > 1 { vec![table()] } else { Vec::new() };
    }
    let figure = Figure {
        title: chart.title.clone(),
        unit: chart.unit.clone(),
        legend: chart.legend.clone(),
        alt: chart.alt.clone(),
        chart: Chart { name: format!("trend/{id}"), drawing: Drawing::Trend(Box::new(chart.clone())) },
    };
    vec![Block::Chart(figure), table()]
}

fn points(chart: &TrendChart, words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let sampled = chart.points.iter().any(|p| !p.n.is_empty());
    let planned = chart.points.iter().any(|p| !p.target_text.is_empty());
    let mut columns = vec![column("period", Label::Period), column("actual", Label::Actual)];
    columns.extend(planned.then(|| column("plan", Label::Plan)));
    columns.extend(sampled.then(|| column("n", Label::Cases)));
    let rows = chart.points.iter().map(|p| {
        let grey = p.value.is_none() || p.provisional;
        let mut cells = vec![Cell::Name(Name::plain(&p.label)), greyed_figure(&p.text, p.value, grey)];
        cells.extend(planned.then(|| figure(&p.target_text, p.target)));
        cells.extend(sampled.then(|| greyed_figure(&p.n, None, grey)));
        Row::new(RowKind::Plain, cells)
    });
    Table::new(TableKind::Points, columns, rows.collect())
}

fn segments(table: &SegmentTable, name: &str, words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let is_compared = table.rows.iter().any(|row| !row.change.is_empty());
    let mut columns = vec![Column::new("segment", &table.title), Column::new("actual", &table.period)];
    if is_compared {
        columns.extend([Column::new("previous", &table.previous), column("change", Label::Change)]);
    }
    if table.split {
        columns.extend([column("rate", Label::RateEffect), column("mix", Label::MixEffect)]);
    }
    let is_ranged = table.rows.iter().any(|row| !row.interval.is_empty());
    columns.push(column("n", Label::Cases));
    columns.extend(is_ranged.then(|| column("interval", Label::Interval)));
    columns.push(Column::new("bar", ""));
    if table.targets {
        columns.extend([column("plan", Label::Plan), column("status", Label::Status)]);
    }
    let row = |(i, row): (usize, &SegmentRow)| {
        let text = |text: &str| greyed_figure(text, None, row.grey);
        let bar = row.bar.map(|length| Chart {
            name: format!("segment/{name}/{i}"),
            drawing: Drawing::Bar { length, grey: row.grey },
        });
        let mut cells = vec![Cell::Name(Name::plain(&row.label)), text(&row.actual)];
        if is_compared {
            cells.extend([text(&row.previous), text(&row.change)]);
        }
        if table.split {
            cells.extend([text(&row.rate), text(&row.mix)]);
        }
        cells.push(text(&row.n));
        cells.extend(is_ranged.then(|| text(&row.interval)));
        cells.push(bar.map_or(Cell::Empty, Cell::Chart));
        if table.targets {
            cells.extend([text(&row.plan), row.status.clone().map_or(Cell::Empty, Cell::Status)]);
        }
        let kind = if row.total { RowKind::Total } else { RowKind::Plain };
        Row::new(kind, cells)
    };
    let rows = table.rows.iter().enumerate().map(row).collect();
    Table { note: table.note.clone(), ..Table::new(TableKind::Segments, columns, rows) }
}

fn cohorts(table: &TriangleTable, words: &Words) -> Table {
    let row = |kind, row: &TriangleRow| {
        let mut cells = vec![Cell::Name(Name::plain(&row.label)), figure(&row.n, None)];
        cells.extend(row.cells.iter().map(|text| match text.as_str() {
            "" => Cell::Empty,
            text => figure(text, None),
        }));
        Row::new(kind, cells)
    };
    let mut columns = vec![Column::new("cohort", &table.head), Column::new("n", words.say(&Label::Cases))];
    columns.extend(table.ages.iter().map(|age| Column::new("age", age)));
    let mut rows: Vec<Row> = table.rows.iter().map(|cohort| row(RowKind::Plain, cohort)).collect();
    rows.push(row(RowKind::Total, &table.average));
    Table {
        title: table.title.clone(),
        note: table.note.clone(),
        ..Table::new(TableKind::Cohorts, columns, rows)
    }
}

/// The difference to plan; `None` without one.
pub(super) fn variance(row: &MeasureRow) -> Option<Chart> {
    let drawing = Drawing::Variance { share: row.variance?, favourable: row.favourable };
    Some(Chart { name: format!("variance/{}", row.id), drawing })
}

/// Actual against plan; `None` without both.
pub(super) fn bullet(row: &MeasureRow) -> Option<Chart> {
    let drawing = Drawing::Bullet(row.bullet.clone()?);
    Some(Chart { name: format!("bullet/{}", row.id), drawing })
}

/// The last periods; `None` without two values.
pub(super) fn sparkline(row: &MeasureRow) -> Option<Chart> {
    let is_there = row.trend.iter().flatten().count() > 1;
    let drawing = || Drawing::Sparkline(row.trend.clone());
    is_there.then(|| Chart { name: format!("spark/{}", row.id), drawing: drawing() })
}
