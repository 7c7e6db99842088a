//! What was run: the files that were read, and what became of their rows.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::period::PeriodName;

/// What was run: the same values give the same bytes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Run {
    /// Hash of everything below.
    pub id: String,
    /// Version of the program.
    pub version: String,
    /// Hash of the definition.
    pub definition: String,
    /// Hash of what people wrote about periods.
    pub notes: String,
    /// Files read, with the SHA-256 of their bytes.
    pub inputs: Vec<Input>,
    /// End of the known world.
    #[schemars(with = "String")]
    pub as_of: NaiveDate,
    /// Period reported.
    pub period: PeriodName,
    /// Whether the period was moved because the last complete one has no rows (R3).
    pub moved: bool,
    /// SHA-256 of the earlier results that these are compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Rows of every source and what became of them.
    pub sources: Vec<SourceResult>,
}

/// A file read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Input {
    /// Path in the project.
    pub file: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Rows of a source and what became of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceResult {
    /// Source id.
    pub id: String,
    /// Rows in the files.
    pub read: u64,
    /// Rows without readable time or key, and ragged ones.
    pub rejected: u64,
    /// Of the rejected, rows with more cells than their header.
    pub ragged: u64,
    /// Rows that end early: their last cells are empty.
    pub short: u64,
    /// Rows whose time is a code for none, left out.
    pub undated: u64,
    /// Exact repeats and rows that another of their key supersedes, removed.
    pub repeated: u64,
    /// Of these, rows that another of their key supersedes: earlier versions, or all but the first or last.
    pub superseded: u64,
    /// Rows outside `where`, `from`, `until`, a required join, or recorded after as-of.
    pub filtered: u64,
    /// Rows dated after as-of, which do not exist yet.
    pub after_as_of: u64,
    /// Rows left.
    pub used: u64,
    /// Day of the first row.
    #[schemars(with = "Option<String>")]
    pub first_day: Option<NaiveDate>,
    /// Day of the newest row by as-of.
    #[schemars(with = "Option<String>")]
    pub last_day: Option<NaiveDate>,
    /// Day of the newest row after as-of.
    #[schemars(with = "Option<String>")]
    pub last_day_after_as_of: Option<NaiveDate>,
    /// What became of the cells of each column that is used.
    pub cells: Vec<CellResult>,
    /// For each join: how many rows found no partner.
    pub unmatched: Vec<UnmatchedResult>,
    /// Rows without customer, where the source has one.
    pub without_customer: Option<u64>,
    /// What each column that measures add up comes to; of files, databases and queries.
    pub amounts: Vec<AmountResult>,
    /// For each measure that leaves some out: how many cases end before they begin.
    pub reversed: Vec<(String, u64)>,
    /// For each survey that leaves some out: how many answers are outside its scale.
    pub outside_scale: Vec<(String, u64)>,
}

/// What the amounts of a column come to, by what became of their rows: `read = rejected + repeated + filtered + after_as_of +
/// used`. Rows with more cells than their header are in none of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AmountResult {
    /// Column.
    pub column: String,
    /// Of all rows that were read; null of derived columns.
    pub read: Option<f64>,
    /// Of rows without readable time or key; null of derived columns.
    pub rejected: Option<f64>,
    /// Of repeats, and of rows that another of their key supersedes.
    pub repeated: f64,
    /// Of rows that the definition leaves out.
    pub filtered: f64,
    /// Of rows dated after as-of.
    pub after_as_of: f64,
    /// Of rows that count.
    pub used: f64,
    /// Of rows that count and have no customer; null of a source without customers.
    pub without_customer: Option<f64>,
}

/// Rows that found no partner in a join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnmatchedResult {
    /// The source that was joined.
    pub source: String,
    /// How many.
    pub rows: u64,
    /// The first of their keys.
    pub keys: Vec<String>,
    /// Whether they are left out for it.
    pub required: bool,
}

/// Cells of a column: `cells = values + empty + absent + not_applicable + unreadable + out_of_range`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CellResult {
    /// Column.
    pub column: String,
    /// All of them.
    pub cells: u64,
    /// Those that hold a value.
    pub values: u64,
    /// Empty.
    pub empty: u64,
    /// Not readable.
    pub unreadable: u64,
    /// Outside the range.
    pub out_of_range: u64,
    /// Listed as absent.
    pub absent: u64,
    /// Listed as not applicable.
    pub not_applicable: u64,
    /// Times without offset that the clocks showed twice; the earlier is taken.
    pub clock_showed_twice: u64,
    /// Times without offset that the clocks skipped; they are moved forward by the gap.
    pub clock_skipped: u64,
    /// Days that a later `format` reads as another day; they are used.
    pub ambiguous: u64,
    /// Whether a measure adds the column up: an empty cell adds nothing there.
    pub added_up: bool,
    /// Whether a measure tells accounts, orders or the like apart by the column: a row with an empty cell is of none of them.
    pub told_apart: bool,
    /// First places of the unreadable: file and line.
    pub examples: Vec<String>,
    /// The same with their texts, for the workbook's log alone where that is asked for.
    #[serde(skip)]
    pub texts: Vec<String>,
}

impl CellResult {
    /// Rows that add nothing because their cell is empty (R46).
    pub fn adding_nothing(&self) -> u64 {
        if self.added_up { self.empty } else { 0 }
    }

    /// Rows that are of no account, order or the like because their cell is empty.
    pub fn of_none(&self) -> u64 {
        if self.told_apart { self.empty } else { 0 }
    }
}
