//! Where rows come from, and the rules a cell is read by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::prelude::Expr;

use super::cell::CellRule;
use super::location::{Location, NamedDate};
use super::looked_at::{CastColumn, ComparedTexts, WeightCheck};
use super::{Column, Database};
use crate::calendar::{Duration, Grain};

/// The files behind a source and how their cells are read: all that is known before a column is.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Source id.
    pub id: String,
    /// Read in this order, united by column name.
    pub files: Vec<FeedFile>,
    /// Rules of declared columns (names after `rename` and `set`).
    pub columns: BTreeMap<String, CellRule>,
    /// The date of all rows of a file, if its name says it.
    pub dated: Option<NamedDate>,
}

/// One file of a source.
#[derive(Debug, Clone)]
pub struct FeedFile {
    /// Where it stands.
    pub location: Location,
    /// How messages call it: relative to the project, without secrets.
    pub shown: String,
    /// How it is read.
    pub format: FileFormat,
    /// Constant text columns.
    pub set: Vec<(String, String)>,
    /// Columns that its folders name: name, value if it has one.
    pub partition: Vec<(String, Option<String>)>,
    /// New name → name in the file.
    pub rename: Vec<(String, String)>,
    /// Rows on or after this day of the source's `time`.
    pub from: Option<NaiveDate>,
    /// Rows before this day.
    pub until: Option<NaiveDate>,
    /// Rules that hold in this file only, before those of the source.
    pub columns: BTreeMap<String, CellRule>,
}

impl FeedFile {
    /// Its name with the folders before it, as a date in it is read.
    pub fn name(&self) -> String {
        match &self.location {
            Location::Local(path) => path.to_string_lossy().replace('\\', "/"),
            Location::Remote(_) => self.shown.clone(),
        }
    }
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFormat {
    /// What it is.
    pub kind: FileKind,
    /// Between fields.
    pub separator: u8,
    /// Before decimals.
    pub decimal: char,
    /// Between thousands.
    pub thousands: Option<char>,
    /// Of the bytes.
    pub encoding: Encoding,
    /// Around fields that hold separators or line breaks.
    pub quote: u8,
    /// Line of the header, 1-based.
    pub header_row: usize,
    /// How many lines the header has; the names of one column are joined by a blank.
    pub header_lines: usize,
    /// Of JSON: the key under which the list of rows stands, each part of a path behind a point.
    pub rows: Option<String>,
    /// What is left out around the table.
    pub skip: Skip,
    /// Where columns of fixed width stand; such a file has no header.
    pub fixed: Vec<FixedColumn>,
    /// What is read of a workbook.
    pub sheet: Sheet,
}

/// Lines around a table that are no part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skip {
    /// Rows at the end.
    pub footer: usize,
    /// Whether the header stands after the first blank line.
    pub until_blank: bool,
}

/// A column of fixed width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedColumn {
    /// Its name.
    pub name: String,
    /// Its first character in a line, from 1.
    pub first: usize,
    /// Its last, which belongs to it.
    pub last: usize,
}

/// What is read of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; the first when absent.
    pub name: Option<String>,
    /// Cells of it.
    pub area: Area,
}

/// Cells of a sheet; rows and columns count from 1, an absent limit is the end of what is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// First row: that of the header.
    pub top: Option<u32>,
    /// Last row.
    pub bottom: Option<u32>,
    /// First column.
    pub left: Option<u32>,
    /// Last column.
    pub right: Option<u32>,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Delimited text; all its columns are text until a rule types them.
    Text,
    /// Text whose columns stand at fixed places of each line.
    Fixed,
    /// Parquet, which brings its types.
    Parquet,
    /// Arrow, file or stream, which brings its types.
    Arrow,
    /// JSON: objects, in an array or one after another. Each value brings its type.
    Json,
    /// A workbook of Excel or LibreOffice. Each cell brings its type.
    Workbook,
}

impl FileKind {
    /// What files with an ending, in small letters, are, and the sign between fields of text.
    pub fn of_ending(ending: &str) -> Option<(FileKind, u8)> {
        match ending {
            "csv" | "txt" => Some((FileKind::Text, b',')),
            "tsv" | "tab" => Some((FileKind::Text, b'\t')),
            "parquet" => Some((FileKind::Parquet, b',')),
            "arrow" | "feather" | "ipc" => Some((FileKind::Arrow, b',')),
            "json" | "jsonl" | "ndjson" => Some((FileKind::Json, b',')),
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some((FileKind::Workbook, b',')),
            _ => None,
        }
    }

    /// Whether every value has its own type, so that a column can hold several and a rule decides.
    pub fn is_untyped(self) -> bool {
        !matches!(self, FileKind::Parquet | FileKind::Arrow)
    }
}

/// Encodings of text files, by their label in the WHATWG encoding standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub &'static str);

/// A source as measures see it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Source id.
    pub id: String,
    /// Files, a join, or what else.
    pub origin: Origin,
    /// Computed columns, each after those it uses.
    pub derive: Vec<(String, Expr)>,
    /// Rows that exist; the rest is counted as filtered.
    pub filter: Option<Expr>,
    /// The day a row stands on, of type date.
    pub day: Option<Expr>,
    /// The column `day` is taken from.
    pub time: Option<String>,
    /// Zone of timestamps that carry none.
    pub time_zone: Tz,
    /// When a row was recorded.
    pub recorded: Option<String>,
    /// Customer of a row.
    pub customer: Option<String>,
    /// Entity of a row; without one its rows are company-wide (R40).
    pub entity: Option<String>,
    /// Column in proportion to which amounts of a row are split among its entities, where joins made several of one.
    pub allocate: Option<String>,
    /// One row per key.
    pub unique: Vec<String>,
    /// Which of differing rows of a key holds, by the time of the row; `None` where they have to be equal.
    pub keep: Option<Keep>,
    /// From here on everything is known.
    pub history_starts: Option<NaiveDate>,
    /// The newest row may be this old at as-of.
    pub stale_after: Option<Duration>,
    /// How often states are recorded, where rows are states and not events.
    pub snapshot: Option<Grain>,
    /// Whether it is complete to as-of, so that a period without a row is a zero (R59).
    pub is_register: bool,
    /// Largest share of unreadable cells of a column, or of rejected rows.
    pub rejects_at_most: f64,
    /// Columns of its files whose texts are looked at, and what each is compared with: nothing where it is a key.
    pub compared: BTreeMap<String, ComparedTexts>,
    /// Columns of its rows that measures add up: what they come to is followed from the files to the figures.
    pub amounts: BTreeSet<String>,
    /// Texts of its rows that expressions read as something else.
    pub casts: Vec<CastColumn>,
    /// How answers with a weight below 0 are found.
    pub weights: Vec<WeightCheck>,
}

impl Source {
    /// Whether it is made of the rows of another.
    pub fn takes_over(&self, other: &str) -> bool {
        match &self.origin {
            Origin::Join { left, with } => left == other || with.iter().any(|with| with.source == other),
            Origin::Part { of } => of == other,
            Origin::Query(query) => query.sources.iter().any(|id| id == other),
            Origin::Files(_) | Origin::Database(_) | Origin::Entered(_) => false,
        }
    }

    /// The source of values that people entered, once a period.
    pub fn entered(id: String, grain: Grain, values: Vec<EnteredRow>) -> Source {
        let of_entities = values.iter().any(|row| row.entity.is_some());
        Source {
            id,
            origin: Origin::Entered(values),
            derive: Vec::new(),
            filter: None,
            day: None,
            time: None,
            time_zone: Tz::UTC,
            recorded: None,
            customer: None,
            entity: of_entities.then(|| ENTERED_ENTITY.to_owned()),
            allocate: None,
            unique: Vec::new(),
            keep: None,
            history_starts: None,
            stale_after: None,
            snapshot: Some(grain),
            is_register: false,
            rejects_at_most: 0.0,
            compared: BTreeMap::new(),
            amounts: BTreeSet::new(),
            casts: Vec::new(),
            weights: Vec::new(),
        }
    }
}

/// Which of several rows of a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one of the earliest time; of equal times the one read first.
    First,
    /// The one of the latest time; of equal times the one read last.
    Last,
}

/// Column with the entity of an entered value.
pub const ENTERED_ENTITY: &str = "entity";

impl Origin {
    /// Columns for which files declare more than one `range`, with two of them.
    pub fn scales(&self) -> BTreeMap<String, [(f64, f64); 2]> {
        let Origin::Files(feed) = self else { return BTreeMap::new() };
        let overridden = feed.files.iter().flat_map(|file| file.columns.keys());
        let scale = |column: &String| {
            let rules = feed.files.iter().filter_map(|f| f.columns.get(column).or(feed.columns.get(column)));
            let mut ranges = rules.filter_map(|rule| rule.range);
            let first = ranges.next()?;
            let other = ranges.find(|range| *range != first)?;
            Some((column.clone(), [first, other]))
        };
        overridden.filter_map(scale).collect()
    }

    /// The same, where cells of money may name this currency.
    pub fn in_currency(mut self, code: Option<&str>) -> Origin {
        let named = |rule: &mut CellRule| rule.currency = code.map(str::to_owned);
        match &mut self {
            Origin::Files(feed) => {
                feed.columns.values_mut().for_each(named);
                feed.files.iter_mut().flat_map(|file| file.columns.values_mut()).for_each(named);
            }
            Origin::Database(database) => database.columns.values_mut().for_each(named),
            Origin::Query(query) => query.columns.iter_mut().map(|(_, rule)| rule).for_each(named),
            Origin::Entered(_) | Origin::Join { .. } | Origin::Part { .. } => {}
        }
        self
    }
}

/// A value written by people.
#[derive(Debug, Clone, PartialEq)]
pub struct EnteredRow {
    /// First day of its period.
    pub day: NaiveDate,
    /// The value.
    pub value: f64,
    /// The entity it belongs to; `None` for the whole.
    pub entity: Option<String>,
}

/// Where a source's rows come from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// Files.
    Files(Feed),
    /// A table of a database, or what a query asks it for.
    Database(Database),
    /// What a query gives over other sources.
    Query(Query),
    /// Values written by people.
    Entered(Vec<EnteredRow>),
    /// Some rows of another source.
    Part {
        /// The source.
        of: String,
    },
    /// Another source, widened.
    Join {
        /// The source whose rows are kept.
        left: String,
        /// What is added.
        with: Vec<Join>,
    },
}

/// A query over other sources of the scorecard.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its text, in DataFusion's SQL; tables are sources by their ids.
    pub sql: String,
    /// The sources it reads.
    pub sources: Vec<String>,
    /// Columns it gives, with the rules of those declared.
    pub columns: Vec<(Column, CellRule)>,
}

/// One source joined to another.
#[derive(Debug, Clone)]
pub struct Join {
    /// The other source.
    pub source: String,
    /// Left column, right column.
    pub keys: Vec<(String, String)>,
    /// How many rows there may be on the other side.
    pub matching: JoinMatch,
    /// New column and what it takes.
    pub take: Vec<(String, Take)>,
    /// Columns of the other source: a row is repeated for each of their values.
    pub rows: Vec<String>,
    /// Drop rows without partner.
    pub required: bool,
    /// Rows of the other source.
    pub filter: Option<Expr>,
}

/// How many rows of the other source a row meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinMatch {
    /// At most one.
    One,
    /// Any number, aggregated.
    Many,
}

/// What a join takes.
#[derive(Debug, Clone)]
pub enum Take {
    /// A column of the one row.
    Column(String),
    /// An aggregate over the many rows.
    Aggregate(Expr),
}
