//! Files in, tables out: every source is read once, and nothing is dropped without being counted.
//!
//! [`columns`] looks at headers only; [`load`] reads. All rows take one path ([`ingest`]), whatever they come from: raw
//! batches with the lines of their rows, whose cells are typed by their columns' rules and counted in the same pass
//! ([`cell`]). Rows then get their derived columns and their day, repeats and older versions go ([`unique`]), and joins
//! widen what is left ([`join`]).

mod arrow;
mod brought;
mod cell;
mod checked;
mod credentials;
mod database;
mod error;
mod file;
mod hashes;
mod identity;
mod ingest;
mod join;
mod json;
mod kept;
mod later;
mod layout;
mod load;
mod loose;
mod made;
mod moment;
mod money;
mod number;
mod overlap;
mod pattern;
mod query;
mod remote;
mod rows;
mod rules;
mod serial;
mod session;
#[cfg(feature = "cluster")]
mod stage;
mod stream;
mod unique;
mod widen;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::execution::memory_pool::MemoryReservation;
use serde::{Deserialize, Serialize};

pub use crate::model::{Column, OpenError};
pub use database::{Remote, Sent, database_columns};
pub use error::{DataError, DuplicateKey};
pub(crate) use file::size;
pub(crate) use identity::{Identity, Words, identities};
pub use ingest::sample::sample;
pub(crate) use kept::{Looked, Store};
pub use load::{Needs, load, open};
pub use overlap::Overlap;
pub use session::{SessionError, Sessions, TimedOut};
#[cfg(feature = "cluster")]
pub use stage::StageError;
#[cfg(feature = "cluster")]
pub(crate) use stage::stage;
pub(crate) use stream::Found;
pub use stream::Streamed;

use crate::model::Feed;

/// Name of the column that tells which row of the left side each row comes from, where a join by `rows` makes several of
/// one. They stand next to each other.
pub const LEFT_ROW: &str = "$left";

/// Name of the column with a row's share in the row that it is made of, where amounts are split among entities.
pub const SHARE: &str = "$share";

/// Name of the column that holds the local day of a row's `time`, null when the source has none.
pub const DAY: &str = "$day";

/// The columns of every feed: the union over its files, in the order of their first appearance.
///
/// # Errors
///
/// Per feed: a file is missing, cannot be opened, has no header, or has one name for two columns.
pub fn columns(feeds: &[Feed]) -> BTreeMap<String, Result<Vec<Column>, OpenError>> {
    let columns = |feed: &Feed| {
        let mut columns = layout::layout(&*remote::expanded(feed)?)?.columns;
        columns.retain(|column| !column.name.starts_with('$'));
        Ok(columns)
    };
    feeds.iter().map(|feed| (feed.id.clone(), columns(feed))).collect()
}

/// Every source of a scorecard as a table in memory.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// By source id.
    pub tables: BTreeMap<String, Table>,
}

/// The rows of one source, and what became of those that are not among them.
#[derive(Debug, Clone)]
pub struct Table {
    /// The source's columns, derived ones, and [`DAY`].
    pub schema: SchemaRef,
    /// Rows in the order of files, and within each in the file's order.
    pub batches: Vec<RecordBatch>,
    /// How many rows were read, and where they went.
    pub counts: Counts,
    /// What became of the cells of columns that are used, in the order of columns; empty for a join.
    pub cells: Vec<CellCount>,
    /// Earliest day of a row.
    pub first_day: Option<NaiveDate>,
    /// Latest day of a row by as-of.
    pub last_day: Option<NaiveDate>,
    /// Latest day of a row after as-of.
    pub last_after: Option<NaiveDate>,
    /// For each join of the source, in order: which rows found no partner.
    pub unmatched: Vec<Unmatched>,
    /// What was read; empty for a join.
    pub files: Vec<InputFile>,
    /// Files that share days, where no key tells their rows apart.
    pub overlap: Option<Overlap>,
    /// Rows without a customer, where the source has customers.
    pub without_customer: u64,
    /// Where rows come from that are not held: they are read when the table is asked, and only then are the counts,
    /// days and files known.
    pub stream: Option<Arc<Streamed>>,
    /// What was sent to a database.
    pub sent: Sent,
    /// The table where its rows are, when they stay in a database.
    pub remote: Option<Arc<Remote>>,
    /// What its rows take of the memory that is allowed, as long as it stands.
    pub(crate) _memory: Option<Arc<MemoryReservation>>,
}

impl Table {
    /// A table of which only what was found is known, and none of its rows.
    pub(crate) fn of(facts: TableFacts) -> Table {
        let field = |name: String| Field::new(name, DataType::Null, true);
        let fields: Vec<Field> = facts.columns.into_iter().map(field).collect();
        Table {
            schema: Arc::new(Schema::new(fields)),
            batches: Vec::new(),
            counts: facts.counts,
            cells: facts.cells,
            first_day: facts.first_day,
            last_day: facts.last_day,
            last_after: facts.last_after,
            unmatched: facts.unmatched,
            files: facts.files,
            overlap: facts.overlap,
            without_customer: facts.without_customer,
            stream: None,
            sent: Sent::default(),
            remote: None,
            _memory: None,
        }
    }

    /// The latest day of any row, whether it counts or not.
    pub(crate) fn newest(&self) -> Option<NaiveDate> {
        self.last_after.or(self.last_day)
    }

    /// What was found in its rows.
    pub(crate) fn facts(&self) -> TableFacts {
        TableFacts {
            columns: self.schema.fields().iter().map(|field| field.name().clone()).collect(),
            counts: self.counts,
            cells: self.cells.clone(),
            first_day: self.first_day,
            last_day: self.last_day,
            last_after: self.last_after,
            unmatched: self.unmatched.clone(),
            files: self.files.clone(),
            overlap: self.overlap.clone(),
            without_customer: self.without_customer,
        }
    }

    /// Takes over what was found while rows were read.
    pub fn settle(&mut self) {
        if let Some(stream) = self.stream.clone() {
            stream.settle(self);
        }
    }

    /// The table as DataFusion scans it.
    pub fn provider(&self) -> Arc<dyn TableProvider> {
        let schema = Arc::clone(&self.schema);
        if let Some(remote) = &self.remote {
            return remote.provider();
        }
        match &self.stream {
            Some(stream) => stream.provider(),
            None => {
                let table = MemTable::try_new(schema, vec![self.batches.clone()]);
                Arc::new(table.expect("batches of a table have its schema"))
            }
        }
    }
}

/// Rows that found no partner in a join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    /// The source that was joined.
    pub source: String,
    /// How many of the rows that exist by the as-of day.
    pub rows: u64,
    /// The first five of their keys, where they have one.
    pub keys: Vec<String>,
    /// Whether they are left out for it.
    pub required: bool,
}

/// What is known of a table without its rows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TableFacts {
    columns: Vec<String>,
    counts: Counts,
    cells: Vec<CellCount>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    last_after: Option<NaiveDate>,
    unmatched: Vec<Unmatched>,
    files: Vec<InputFile>,
    overlap: Option<Overlap>,
    without_customer: u64,
}

/// Where rows went:
/// `read = rejected + undated + outside + repeated + superseded + not_yet + filtered + after_as_of + used`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows in the files, or of the left side of a join; repeated ones as often as they stand.
    pub read: u64,
    /// Rows without a readable time or key, and ragged ones.
    pub rejected: u64,
    /// Of the rejected, rows with more cells than the header.
    pub ragged: u64,
    /// Rows that end early; they lack their last cells and count otherwise.
    pub short: u64,
    /// Rows whose time is a code for none.
    pub undated: u64,
    /// Rows outside their file's `from` and `until`.
    pub outside: u64,
    /// Exact repeats of a row with the same key.
    pub repeated: u64,
    /// Earlier versions of a row.
    pub superseded: u64,
    /// Rows recorded after as-of.
    pub not_yet: u64,
    /// Rows that `where` or `required` left out.
    pub filtered: u64,
    /// Rows dated after as-of, which do not exist yet (R50).
    pub after_as_of: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows in the table that stand before `history_starts`.
    pub before_history: u64,
}

/// Row groups of Parquet that come after as-of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unread {
    /// How many.
    pub groups: usize,
    /// Of how many.
    pub of: usize,
    /// Their rows.
    pub rows: u64,
    /// Columns of them that were decoded to be counted.
    pub decoded: BTreeSet<String>,
}

impl Unread {
    fn add(&mut self, other: Unread) {
        self.groups += other.groups;
        self.of += other.of;
        self.rows += other.rows;
        self.decoded.extend(other.decoded);
    }
}

/// What became of the cells of one column: `cells = values + empty + absent + not_applicable + unreadable + out_of_range`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CellCount {
    /// The column.
    pub column: String,
    /// Cells with something to read: neither empty nor listed.
    pub judged: u64,
    /// Cells that do not parse.
    pub unreadable: u64,
    /// Numbers outside `range`.
    pub out_of_range: u64,
    /// Cells listed as `absent`.
    pub absent: u64,
    /// Cells listed as `not_applicable`.
    pub not_applicable: u64,
    /// Empty cells that are not listed.
    pub empty: u64,
    /// Times without offset that the clocks showed twice; the earlier instant is taken.
    pub twice: u64,
    /// Times without offset that the clocks skipped; they are moved forward by the gap.
    pub never: u64,
    /// Days that a later pattern reads as another day.
    pub ambiguous: u64,
    /// The first five unreadable cells.
    pub examples: Vec<BadCell>,
    /// The first five cells out of range.
    pub out_of_range_examples: Vec<BadCell>,
}

/// A cell that could not be used, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadCell {
    /// The file, relative to the project.
    pub file: String,
    /// Physical line on which its record begins, 1-based; of a workbook the row of the sheet, of Parquet and Arrow the
    /// number of the row.
    pub line: u64,
    /// Its address in a workbook, such as `Orders!C7`.
    pub cell: Option<String>,
    /// Its text. It is not kept for later runs: a shifted column would put personal data there.
    #[serde(skip)]
    pub value: String,
}

impl CellCount {
    /// All its cells.
    pub fn cells(&self) -> u64 {
        self.judged + self.absent + self.not_applicable + self.empty
    }

    /// Cells that hold a value.
    pub fn values(&self) -> u64 {
        self.judged - self.unreadable - self.out_of_range
    }
}

impl BadCell {
    /// Where it stands.
    pub fn place(&self) -> String {
        match &self.cell {
            Some(cell) => format!("{}:{cell}", self.file),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())?;
        if self.value.is_empty() { Ok(()) } else { write!(f, " `{}`", self.value) }
    }
}

/// One file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// The file, relative to the project.
    pub shown: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// What a run does after its sources are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Adding up rows.
    Computing,
    /// Values, scores, signals.
    Evaluating,
    /// Pages and workbook.
    Setting,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Computing => "computing",
            Stage::Evaluating => "evaluating",
            Stage::Setting => "setting pages",
        })
    }
}

/// Who is told how far reading has come.
pub trait Progress: Sync {
    /// A source is about to be read.
    fn started(&self, source: &str, bytes: u64);
    /// So many more of its rows were read.
    fn rows(&self, n: u64);
    /// Its table is complete.
    fn finished(&self);
    /// The run has come to its next stage.
    fn stage(&self, _stage: Stage) {}
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn started(&self, _source: &str, _bytes: u64) {}
    fn rows(&self, _n: u64) {}
    fn finished(&self) {}
}
