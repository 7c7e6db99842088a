//! The scorecard on one page.

use super::change::panels;
use super::measure::{bullet, sparkline, variance};
use super::shared::{figure, greyed_figure, notices, to_definition, to_objective, weight};
use crate::report::document::{Block, Cell, Column, Name, Row, RowKind, Section, Table, TableKind, Tone};
use crate::report::sections::shortened;
use crate::report::view::{MeasureRow, ObjectiveView, PerspectiveView, Report, ScoreView};
use crate::words::{Label, Tag, Words};

/// Characters of a measure's name on the first page.
const NAME: usize = 130;
/// Columns that a heading row's name, tally, status, score and what stands beside it span.
const SPANS: [usize; 5] = [6, 3, 1, 1, 2];

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let head = &report.head;
    let mut blocks = vec![Block::heading(1, &head.title), Block::paragraph(Tone::Message, &head.message)];
    blocks.extend(notices(head, words));
    blocks.push(Block::Table(table(report, words)));
    blocks.push(Block::paragraph(Tone::Quiet, format!("{} {}", report.key, head.as_of_sentence)));
    blocks.extend(panels(report, words));
    vec![Section { page: "scorecard", blocks }]
}

/// Which columns a table has beside those that all have.
#[derive(Clone, Copy)]
struct ExtraColumns {
    /// Year to date, where a measure has one.
    to_date: bool,
    /// Outlook, where a measure has one.
    year_end: bool,
}

impl ExtraColumns {
    /// What explains the heads of those that are there.
    fn key(self) -> Option<Label> {
        match (self.to_date, self.year_end) {
            (true, true) => Some(Label::KeyYear),
            (true, false) => Some(Label::KeyToDate),
            (false, true) => Some(Label::KeyYearEnd),
            (false, false) => None,
        }
    }
}

fn measures(report: &Report) -> impl Iterator<Item = &MeasureRow> {
    let objectives = report.perspectives.iter().flat_map(|perspective| &perspective.objectives);
    objectives.flat_map(|objective| &objective.measures)
}

fn table(report: &Report, words: &Words) -> Table {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let head = &report.head;
    let more = ExtraColumns {
        to_date: measures(report).any(|row| !row.to_date_value.is_empty()),
        year_end: measures(report).any(|row| !row.year_end.is_empty()),
    };
    let mut rows = vec![heading(RowKind::Scorecard, Name::plain(&head.scorecard), &report.total, words)];
    for perspective in &report.perspectives {
        rows.push(perspective_row(perspective, words));
        for objective in &perspective.objectives {
            rows.push(objective_row(objective, words));
            rows.extend(objective.measures.iter().map(|row| measure_row(row, more)));
        }
    }
    for row in &mut rows {
        if let Some(last) = row.spans.last_mut() {
            *last += usize::from(more.to_date) + usize::from(more.year_end);
        }
    }
    let mut columns = usual_columns(report, words);
    columns.extend(more.to_date.then(|| column("to_date", Label::YearToDateShort)));
    columns.extend(more.year_end.then(|| column("year_end", Label::YearEndShort)));
    Table {
        kind: TableKind::Scorecard,
        title: String::new(),
        columns,
        rows,
        note: more.key().map_or(String::new(), |key| words.say(&key)),
        summary: words.say(&Label::ScorecardSummary),
    }
}

fn usual_columns(report: &Report, words: &Words) -> Vec<Column> {
    let column = |key, label: Label| Column::new(key, words.say(&label));
    let head = &report.head;
    vec![
        Column { sub: words.say(&Label::Unit), ..column("measure", Label::Measure) },
        Column { sub: head.period_short.clone(), ..column("actual", Label::Actual) },
        column("plan", Label::Plan),
        column("previous_year", Label::PreviousYear),
        column("delta", Label::Delta),
        column("delta_relative", Label::DeltaRelative),
        column("variance", Label::Variance),
        column("bullet", Label::Bullet),
        Column { sub: head.trend_length.clone(), ..column("trend", Label::Trend) },
        column("status", Label::Status),
        column("score", Label::Score),
        column("n", Label::Cases),
        Column { sub: words.say(&Label::IntervalSecond), ..column("interval", Label::IntervalFirst) },
    ]
}

fn heading(kind: RowKind, name: Name, score: &ScoreView, words: &Words) -> Row {
    let coverage = words.say(&Tag::Coverage { share: score.coverage.clone() });
    // Where all is covered, as it mostly is, the way of the score says more.
    let beside = if score.was.is_empty() || score.partial { coverage } else { score.was.clone() };
    let cells = vec![
        Cell::Name(name),
        Cell::Statuses(score.tally.clone()),
        Cell::Status(score.status.clone()),
        figure(&score.score, score.value),
        Cell::Text(beside),
    ];
    Row { kind, cells, spans: SPANS.to_vec() }
}

fn perspective_row(perspective: &PerspectiveView, words: &Words) -> Row {
    let name = Name { weight: weight(&perspective.score, words), ..Name::plain(&perspective.title) };
    heading(RowKind::Perspective, name, &perspective.score, words)
}

fn objective_row(objective: &ObjectiveView, words: &Words) -> Row {
    let name = Name {
        to: Some(to_objective(&objective.id)),
        weight: weight(&objective.score, words),
        more: objective.unlisted.clone(),
        ..Name::plain(&objective.title)
    };
    heading(RowKind::Objective, name, &objective.score, words)
}

fn measure_row(row: &MeasureRow, more: ExtraColumns) -> Row {
    let text = |text: &str| greyed_figure(text, None, row.grey || row.absent);
    let drawn = |chart: Option<_>| chart.map_or(Cell::Empty, Cell::Chart);
    let mut cells = vec![
        short_name(row),
        actual(row),
        text(&row.plan),
        text(&row.previous_year),
        text(&row.delta),
        text(&row.delta_relative),
        drawn(variance(row)),
        drawn(bullet(row)),
        drawn(sparkline(row)),
        Cell::Status(row.status.clone()),
        text(&row.score),
        text(&row.n),
        text(&row.interval),
    ];
    cells.extend(more.to_date.then(|| text(&row.to_date_value)));
    cells.extend(more.year_end.then(|| text(&row.year_end)));
    Row::new(RowKind::Plain, cells)
}

/// The same in a row that shares the page with all others; all of a name stands where the measure is defined.
fn short_name(row: &MeasureRow) -> Cell {
    name(&MeasureRow { title: shortened(&row.title, NAME), ..row.clone() })
}

/// A measure by its name, with unit and remark, leading to its definition.
pub(super) fn name(row: &MeasureRow) -> Cell {
    Cell::Name(Name {
        to: Some(to_definition(&row.id)),
        unit: row.unit.clone(),
        remark: row.remark.clone(),
        ..Name::plain(&row.title)
    })
}

/// Its value, or why there is none.
pub(super) fn actual(row: &MeasureRow) -> Cell {
    match row.absent {
        true => Cell::Absent(row.actual.clone()),
        false => greyed_figure(&row.actual, row.trend.last().copied().flatten(), row.grey),
    }
}
