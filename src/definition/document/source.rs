//! Sources, their files, columns and joins, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::format::FormatKeys;
use super::join::JoinEntry;
use super::title::{ReservedKey, Title};
use crate::form::{Entries, Form, OneOrMany, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// Where rows come from: one of `path`, `files`, `join`, `from` and `sql`, and how the rows are read.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "source"))]
pub struct Source {
    /// A file, or its address `s3://…` or `https://…`; `*` in a name stands for anything. A database is `sqlite:` and its
    /// file, or `postgres://` and its address.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a file", "x-example" = "data/orders.csv"))]
    pub path: Option<Text>,
    /// Table or view of a database.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a table", "x-example" = "orders"))]
    pub table: Option<Text>,
    /// A query: with the `path` of a database in that database's SQL, else over other sources by their ids.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a query", "x-example" = "select * from orders"))]
    pub sql: Option<Text>,
    /// Sheet of a workbook, and which of its cells: `Orders`, `Orders!B3:F200`; the first sheet when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a sheet", "x-example" = "Orders!B3:F200"))]
    pub sheet: Option<Text>,
    /// Several files that make one source.
    #[serde(default)]
    pub files: Option<Vec<FileEntry>>,
    /// Another source, whose rows are kept and widened.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an id", "x-example" = "orders"))]
    pub join: Option<Text>,
    /// What a `join` is widened with.
    #[serde(default)]
    pub with: Option<Vec<JoinEntry>>,
    /// Another source, some of whose rows these are.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an id", "x-example" = "orders"))]
    pub from: Option<Text>,
    /// How files are read.
    #[serde(default)]
    pub format: Option<FormatKeys>,
    /// Types of columns: column → type, or type and rules of its cells.
    #[serde(default)]
    pub columns: Pairs<CellKeys>,
    /// Computed columns: id → expression.
    #[serde(default)]
    pub derive: Entries<Text>,
    /// Named conditions: id → condition.
    #[serde(default)]
    pub filters: Entries<Text>,
    /// Rows that exist; all when absent.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
    /// Column with the date or wave of a row.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a column", "x-example" = "order_date"))]
    pub time: Option<Form<Text, TimeKeys>>,
    /// Zone of timestamps that carry none; the calendar's when absent.
    #[serde(default)]
    pub time_zone: Option<Text>,
    /// Column with the time a row was recorded.
    #[serde(default)]
    pub recorded: Option<Text>,
    /// Column with the customer of a row.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a column", "x-example" = "customer_id"))]
    pub customer: Option<Text>,
    /// Column with the entity of a row.
    #[serde(default)]
    pub entity: Option<Text>,
    /// ISO code of its money, or a column with it.
    #[serde(default)]
    pub currency: Option<Text>,
    /// File of exchange rates.
    #[serde(default)]
    pub rates: Option<ReservedKey>,
    /// Which rate holds.
    #[serde(default)]
    pub rates_at: Option<ReservedKey>,
    /// Columns that make the key of a row, and which of its rows holds.
    #[serde(default)]
    #[schemars(extend("x-example" = "[order_id]"))]
    pub unique: Option<UniqueKeys>,
    /// Day from which everything is known; the first row's when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-01-01"))]
    pub history_starts: Option<Text>,
    /// How old the newest row may be; one period when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a duration", "x-example" = "1 month"))]
    pub stale_after: Option<Text>,
    /// Each row is a state at the end of a period of this length.
    #[serde(default)]
    #[schemars(extend("x-example" = "month"))]
    pub snapshot: Option<Spanned<SnapshotWord>>,
    /// What a period without a row is, where the source is complete to as-of: a register of accidents, of complaints.
    #[serde(default)]
    #[schemars(extend("x-example" = "zero"))]
    pub empty_periods: Option<Spanned<EmptyWord>>,
    /// How much may be unreadable.
    #[serde(default)]
    pub rejects: Option<RejectKeys>,
}

/// One of the files of a source.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "file"))]
pub struct FileEntry {
    /// The file, or its address; `*` in a name stands for anything.
    #[schemars(extend("x-expected" = "a file", "x-example" = "data/orders.csv"))]
    pub path: Text,
    /// Sheet of a workbook, where it differs from the source's.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a sheet", "x-example" = "Orders!B3:F200"))]
    pub sheet: Option<Text>,
    /// Constant columns: column → text.
    #[serde(default)]
    pub set: Pairs<Text>,
    /// New name → name in the file.
    #[serde(default)]
    pub rename: Pairs<Text>,
    /// Rows on or after this day.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-01-01"))]
    pub from: Option<Text>,
    /// Rows before this day.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-01-01"))]
    pub until: Option<Text>,
    /// How it is read, where it differs from the source's other files.
    #[serde(default)]
    pub format: Option<FormatKeys>,
    /// Types of its columns, where they differ.
    #[serde(default)]
    pub columns: Pairs<CellKeys>,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "column", "x-single" = "type"))]
pub struct CellKeys {
    /// Type.
    #[serde(rename = "type")]
    pub kind: Spanned<TypeWord>,
    /// strftime patterns of dates and times, tried in order; ISO 8601 when absent. Of durations `%M:%S`, where `4:33` is minutes and seconds.
    #[serde(default)]
    #[schemars(extend("x-example" = "\"%d/%m/%Y\""))]
    pub format: OneOrMany<Text>,
    /// Cells that mean "no value"; `*` at the end matches any ending.
    #[serde(default)]
    pub absent: Vec<Text>,
    /// Cells that mean "does not apply".
    #[serde(default)]
    pub not_applicable: Vec<Text>,
    /// Of `bool`: further words for yes, in any case; `Yes`, `Sí`, `Ja`, `Tak`, `Ναι` and the like need no key.
    #[serde(default, rename = "true")]
    #[schemars(extend("x-example" = "[Closed]"))]
    pub yes: Vec<Text>,
    /// Of `bool`: further words for no.
    #[serde(default, rename = "false")]
    #[schemars(extend("x-example" = "[Open]"))]
    pub no: Vec<Text>,
    /// Decimals that amounts of money are rounded to before they are added up; all that they have when absent.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10))]
    pub scale: Option<u8>,
    /// Titles of codes, printed for segments.
    #[serde(default)]
    pub labels: Pairs<Title>,
    /// Lowest and highest number; others are absent and counted.
    #[serde(default)]
    pub range: Option<Spanned<(f64, f64)>>,
}

/// Types of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypeWord {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Number,
    /// Amount of money.
    Money,
    /// True or false.
    Bool,
    /// Day.
    Date,
    /// Day and time.
    Datetime,
    /// Number of seconds.
    Duration,
    /// Label of a survey wave.
    Wave,
}

/// A source's time where no column holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "time"))]
pub struct TimeKeys {
    /// File name with a strftime pattern in it.
    #[schemars(extend("x-expected" = "a file name", "x-example" = "\"orders_%Y-%m.csv\""))]
    pub from_file_name: Text,
    /// Which day of the period in the name it is; `start` when absent.
    #[serde(default)]
    pub at: Option<EdgeWord>,
}

/// A day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EdgeWord {
    /// The first.
    Start,
    /// The last.
    End,
}

/// What a period without a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmptyWord {
    /// Nothing happened in it: counts and sums are 0.
    Zero,
}

/// How often states are recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SnapshotWord {
    /// Once a week.
    Week,
    /// Once a month of the fiscal calendar.
    Month,
    /// Once a quarter of the fiscal year.
    Quarter,
    /// Once a fiscal year.
    Year,
}

/// The key of a row, and which of several rows of one key holds.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "unique", "x-single" = "key"))]
pub struct UniqueKeys {
    /// Columns that make the key.
    #[schemars(extend("x-example" = "[order_id]"))]
    pub key: Vec<Text>,
    /// Which of differing rows holds, by the source's `time`; without it they have to be equal.
    #[serde(default)]
    pub keep: Option<Spanned<KeepWord>>,
}

/// Which of several rows holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeepWord {
    /// The one of the earliest time.
    First,
    /// The one of the latest time.
    Last,
}

/// How much may be unreadable.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "rejects"))]
pub struct RejectKeys {
    /// Largest share of a column's cells, or of the source's rows; `1%` when absent.
    #[schemars(extend("x-expected" = "a percent", "x-example" = "1%"))]
    pub at_most: Text,
}
