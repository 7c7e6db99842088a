//! A report as a reader gets it, whatever the file format: a head, and sections of blocks in reading order.
//!
//! Every text is ready to print, in the reader's language; every chart is a value that [`crate::render::chart`] draws. What a
//! format chooses is the layout, by the kinds of blocks, tables and rows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::view::{Bullet, Head, MapView, StatusView, TrendChart};
use crate::measure::Formula;

/// A report.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// What, for whom, when, and the lines at the foot.
    pub head: Head,
    /// Its pages, in reading order.
    pub sections: Vec<Section>,
    /// Every place that a link can lead to.
    pub anchors: Vec<String>,
    /// Words of formulas, by what they are; `decimal` is the sign between whole and decimals.
    pub formula: BTreeMap<&'static str, String>,
}

impl Document {
    /// Everything that is drawn.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        let mut found = Vec::new();
        self.sections.iter().flat_map(|section| &section.blocks).for_each(|block| block.charts(&mut found));
        found.into_iter()
    }
}

/// A page, or a run of pages, about one thing.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Which page of the table of pages.
    pub page: &'static str,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// Labels with their texts.
    Facts(Facts),
    /// Items, each a paragraph of its own.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A chart over the width of the page or beside its table.
    Chart(Figure),
    /// A formula as mathematics.
    Formula {
        /// As a tree; names are words.
        tree: Formula,
        /// In words, for those who do not see it, and where it is too long to be set.
        reading: String,
    },
    /// The headings of the document with their pages.
    Contents {
        /// Its own heading.
        title: String,
    },
    /// Blocks that belong together.
    Group {
        /// Why, for the layout.
        kind: GroupKind,
        /// The blocks.
        blocks: Vec<Block>,
    },
}

impl Block {
    /// A heading of a text alone.
    pub fn heading(level: u8, title: impl Into<String>) -> Block {
        Block::Heading(Heading { level, title: title.into(), ..Heading::default() })
    }

    /// A paragraph without a label.
    pub fn paragraph(tone: Tone, text: impl Into<String>) -> Block {
        Block::Paragraph(Paragraph { tone, label: String::new(), text: text.into() })
    }

    fn charts<'b>(&'b self, found: &mut Vec<&'b Chart>) {
        match self {
            Block::Chart(figure) => found.push(&figure.chart),
            Block::Group { blocks, .. } => blocks.iter().for_each(|block| block.charts(found)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                found.extend(cells.filter_map(|cell| match cell {
                    Cell::Chart(chart) => Some(chart),
                    _ => None,
                }));
            }
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Facts(_)
            | Block::List(_)
            | Block::Formula { .. }
            | Block::Contents { .. } => {}
        }
    }
}

/// Why blocks belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// A measure: its heading, figures, sentences and trend, on one page.
    Measure,
    /// A trend chart and its points.
    Trend,
    /// The segment tables of a measure.
    Segments,
    /// A definition: formula and facts side by side.
    Definition,
    /// Panels that stand side by side where the page has room.
    Panels,
    /// One of them.
    Panel,
}

/// A heading.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Heading {
    /// 1 for a page, 2 within.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// A unit after it; empty when there is none.
    pub unit: String,
    /// What stands above it in small: the perspective of an objective.
    pub above: String,
    /// What links lead to here.
    pub anchor: Option<String>,
    /// Where it leads.
    pub to: Option<String>,
    /// A status at its end.
    pub status: Option<StatusView>,
    /// A score at its end.
    pub score: Option<ScoreLine>,
}

/// A score beside a heading.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreLine {
    /// `Score`.
    pub label: String,
    /// `87`.
    pub score: String,
    /// Status.
    pub status: StatusView,
    /// `coverage 100%`.
    pub coverage: String,
    /// `weight 13%`; empty for the whole.
    pub weight: String,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize)]
pub struct Paragraph {
    /// How loud it is.
    pub tone: Tone,
    /// What stands before it, as `Note:`; empty when nothing does.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// How loud a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// The conclusion.
    Message,
    /// To be known before the page is trusted.
    Notice,
    /// Usual text.
    Plain,
    /// Small print.
    Quiet,
}

/// Labels with their texts.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// As a running line, or in so many columns.
    pub layout: FactsLayout,
    /// Label and text.
    pub facts: Vec<(String, String)>,
    /// What follows them in small; empty when nothing does.
    pub remark: String,
}

/// How facts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactsLayout {
    /// Figures in a running line, loud.
    Figures,
    /// Texts in a running line.
    Line,
    /// In two columns.
    Columns,
    /// In one column.
    Column,
}

/// A chart with what stands around it.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Heading.
    pub title: String,
    /// Unit of its axis; empty when there is none.
    pub unit: String,
    /// What its lines and marks are; empty when that is plain.
    pub legend: String,
    /// For those who do not see it.
    pub alt: String,
    /// The chart.
    pub chart: Chart,
}

/// A chart: found by its name, drawn once.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// Unique in the document.
    pub name: String,
    /// What is drawn.
    #[serde(skip)]
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub enum Drawing {
    /// Difference to plan as a bar.
    Variance {
        /// Share of the half axis.
        share: f64,
        /// Whether it is favourable, where that is known.
        favourable: Option<bool>,
    },
    /// Actual against plan.
    Bullet(Bullet),
    /// A dot on an axis, as shares of its length.
    Dot {
        /// Where it is.
        at: f64,
        /// What it is held against.
        mark: Option<f64>,
    },
    /// A run without axes.
    Sparkline(Vec<Option<f64>>),
    /// A run with its target and limits, small.
    Run(Box<TrendChart>),
    /// A bar of a table, as a share of its width.
    Bar {
        /// The share.
        length: f64,
        /// Whether it is grey.
        grey: bool,
    },
    /// A run with axes.
    Trend(Box<TrendChart>),
    /// What drives what.
    Map(Box<MapView>),
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Which table, for the layout.
    pub kind: TableKind,
    /// Heading above it; empty when the page's is enough.
    pub title: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Remark under it; empty when there is none.
    pub note: String,
    /// What it holds, for those who do not see it; empty where its heads say it.
    pub summary: String,
}

impl Table {
    /// A table without a heading, a remark or a summary of its own.
    pub fn new(kind: TableKind, columns: Vec<Column>, rows: Vec<Row>) -> Table {
        Table { kind, title: String::new(), columns, rows, note: String::new(), summary: String::new() }
    }
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// The scorecard on the first page.
    Scorecard,
    /// What is off or near its target.
    Exceptions,
    /// What was decided.
    Decisions,
    /// The periods of a trend.
    Points,
    /// Segments of a measure.
    Segments,
    /// Cohorts by age.
    Cohorts,
    /// The cases behind a figure.
    Cases,
    /// Measures in short.
    Measures,
    /// What measures did to the score.
    Effects,
    /// Figures that an earlier run had otherwise.
    Restated,
    /// Statuses that moved.
    Moved,
    /// Values that chance does not explain.
    Signals,
    /// What needs attention.
    Attention,
    /// How years may end.
    YearEnds,
    /// Entities side by side.
    Overview,
    /// Sources and what became of their rows.
    Sources,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Which column, for the layout.
    pub key: &'static str,
    /// Head; empty over charts that need none.
    pub title: String,
    /// Second line of the head; empty when there is none.
    pub sub: String,
}

impl Column {
    /// A column with a head of one line.
    pub fn new(key: &'static str, title: impl Into<String>) -> Column {
        Column { key, title: title.into(), sub: String::new() }
    }
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which row, for the layout.
    pub kind: RowKind,
    /// Cells, as many as columns; of a heading row fewer, which span [`Row::spans`] columns each.
    pub cells: Vec<Cell>,
    /// How many columns each cell spans; empty where all span one.
    pub spans: Vec<usize>,
}

impl Row {
    /// A row with a cell for each column.
    pub fn new(kind: RowKind, cells: Vec<Cell>) -> Row {
        Row { kind, cells, spans: Vec::new() }
    }
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// The whole scorecard.
    Scorecard,
    /// A perspective above its objectives.
    Perspective,
    /// An objective above its measures.
    Objective,
    /// Any other row.
    Plain,
    /// The sum or the mean of the rows above.
    Total,
}

/// A cell.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// Two texts, the second quieter; either may be empty.
    Texts(String, String),
    /// Paragraphs.
    Lines(Vec<String>),
    /// A number as it is printed, and as it is.
    Value {
        /// As it is printed: empty where the table has none.
        text: String,
        /// Unrounded, for those who sort.
        value: Option<f64>,
        /// Whether it is in doubt and shown grey.
        grey: bool,
    },
    /// Why there is no value.
    Absent(String),
    /// A status.
    Status(StatusView),
    /// Several, each with a count in its word.
    Statuses(Vec<StatusView>),
    /// A chart.
    Chart(Chart),
    /// A figure on the ground of its status.
    Heat(Heat),
    /// What the row is about.
    Name(Name),
}

/// A figure on the ground of its status: a shape says the same as the ground.
#[derive(Debug, Clone, Serialize)]
pub struct Heat {
    /// As it is printed, or why there is none.
    pub text: String,
    /// Unrounded, for those who sort.
    pub value: Option<f64>,
    /// What stands beside it in small; empty when nothing does.
    pub beside: String,
    /// Its status.
    pub status: StatusView,
}

/// What a row is about.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Name {
    /// Its name.
    pub title: String,
    /// Where it leads.
    pub to: Option<String>,
    /// Its unit; empty when there is none.
    pub unit: String,
    /// Its weight in words; empty when none is shown.
    pub weight: String,
    /// What follows after a comma; empty when nothing does.
    pub more: String,
    /// What stands beneath; empty when nothing does.
    pub remark: String,
}

impl Name {
    /// A name alone.
    pub fn plain(title: impl Into<String>) -> Name {
        Name { title: title.into(), ..Name::default() }
    }
}
