//! What is known of a file or a table, and of its columns.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::measure::ColumnType;
use crate::model::{Address, CellRule};

use super::file_name_days::NamedDays;

/// What is in a file or a table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Profile {
    /// The id a source of it would have.
    pub id: String,
    /// The path or address as it was asked for, without secrets.
    pub file: String,
    /// How it is written.
    pub format: Format,
    /// Its size in bytes, where that is known.
    pub bytes: Option<u64>,
    /// How many rows it has, the header not among them.
    pub rows: u64,
    /// How many of them were looked at cell by cell: all, or of a large file a part that is spread over it. Rows, empty cells
    /// and keys are counted in all rows whatever this says.
    pub sampled: u64,
    /// Its columns, in their order.
    pub columns: Vec<ColumnProfile>,
    /// Columns that only together tell rows apart, where no column does.
    pub key_together: Vec<String>,
    /// Rows that stand there again, cell by cell.
    pub repeated_rows: u64,
    /// What may mislead, a sentence each.
    pub notes: Vec<String>,
    /// Names that several of its columns have; none of those is among its columns.
    pub doubled: Vec<String>,
    /// The days that the names of its files say, where no column does.
    #[serde(skip)]
    pub named: Option<NamedDays>,
    /// Its months, where each is a column.
    #[serde(skip)]
    pub months: Option<MonthsAcross>,
    /// The columns of its year and its month.
    #[serde(skip)]
    pub year_month: Option<YearMonth>,
    /// Rows of sums among its rows.
    #[serde(skip)]
    pub totals: Option<TotalRows>,
    /// A column for the names of its sheets, where those share their days and so tell rows apart.
    #[serde(skip)]
    pub sheet_column: Option<String>,
    /// How many files have other columns and are not looked at.
    #[serde(skip)]
    pub passed_over: usize,
    /// How many files end with rows of sums, and how many do not, where some do and some do not.
    #[serde(skip)]
    pub footers_differ: Option<(usize, usize)>,
    /// What its columns are probably for.
    #[serde(skip)]
    pub roles: Roles,
    /// The database it stands in.
    #[serde(skip)]
    pub database: Option<Address>,
}

/// How a file is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Format {
    /// `text fixed parquet arrow json workbook database`.
    pub kind: &'static str,
    /// The sign between cells of text.
    pub separator: Option<char>,
    /// The sign before decimals.
    pub decimal: char,
    /// The sign between thousands.
    pub thousands: Option<char>,
    /// The encoding of text.
    pub encoding: Option<&'static str>,
    /// The line of the header, or the row of a sheet.
    pub header_line: Option<u64>,
    /// How many lines the header has.
    pub header_lines: u64,
    /// Of JSON: the key of the list that holds the rows.
    pub rows: Option<String>,
    /// Rows at the end that are no rows of the table, such as a total.
    pub footer: u64,
    /// First and last character of each column of fixed width.
    pub fixed: Vec<(String, usize, usize)>,
    /// The sheet that was looked at, and the range of its cells where that is not all.
    pub sheet: Option<String>,
    /// Sheets of the same columns that are read as one, where there are several.
    pub sheets: Vec<String>,
    /// Whether it is a range.
    #[serde(skip)]
    pub has_range: bool,
    /// The other sheets of the workbook.
    pub other_sheets: Vec<String>,
    /// Those of them that are hidden; they stand last.
    pub hidden_sheets: Vec<String>,
    /// The table of a database.
    pub table: Option<String>,
    /// Whether the ending of its name says what it is.
    #[serde(skip)]
    pub is_named: bool,
    /// The sign that the ending stands for.
    #[serde(skip)]
    pub usual_separator: char,
}

/// A value and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ValueCount {
    /// The cell as it is written.
    pub value: String,
    /// In how many rows.
    pub rows: u64,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Placed {
    /// The cell as it is written.
    pub value: String,
    /// Its line, row of a sheet or number of a row.
    pub line: u64,
}

/// A value that stands twice in a column which else tells rows apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Twin {
    /// The value.
    pub value: String,
    /// The lines of the first two rows that hold it.
    pub lines: (u64, u64),
}

/// Days of a column on which no row stands, between the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Missing {
    /// How many.
    pub days: u64,
    /// Of them Saturdays and Sundays.
    pub weekends: u64,
    /// The longest stretch of them, in days.
    pub longest: u64,
    /// The first day of that stretch.
    #[schemars(with = "String")]
    pub longest_from: NaiveDate,
}

/// Percentages with and without their sign in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixedPercent {
    /// Rows whose cell bears the sign.
    pub signed: u64,
    /// Rows whose cell is above 1 and bears none.
    pub bare: u64,
    /// The commonest of those.
    pub example: String,
    /// The highest percentage with a sign, as a whole number of hundreds and at least one.
    pub highest: u32,
}

/// Rows of sums among rows that are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRows {
    /// The column that names them.
    pub column: String,
    /// Whether that is one of texts, by which a condition can leave them out.
    pub is_text: bool,
    /// What it says in them.
    pub values: Vec<ValueCount>,
    /// A column of which they hold the sum of the rows above; without one that they are sums is a guess.
    pub sum_of: Option<String>,
}

/// Columns of which each is a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthsAcross {
    /// Their names, and the day each stands for; where a column says the year, in any year.
    pub months: Vec<(String, NaiveDate)>,
    /// The column that says the year, where names of months do not.
    pub year: Option<String>,
    /// The newest month in which something stands, where a column says the year.
    pub newest: Option<NaiveDate>,
    /// Columns of text, which say what a row is about.
    pub about: Vec<String>,
}

/// A year in one column and a month in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMonth {
    /// The column of the year.
    pub year: String,
    /// The column of the month.
    pub month: String,
    /// The names of months that stand in it, each with its number; none where numbers do.
    pub names: Vec<(String, u32)>,
    /// The first day of the newest month that both say, of rows with a figure.
    pub newest: Option<NaiveDate>,
    /// What the column of days is called that both come to.
    pub day: String,
}

/// What is in a column.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ColumnProfile {
    /// Its name.
    pub name: String,
    /// Its type by the words of the language: `text integer number money bool date datetime duration`.
    #[serde(rename = "type")]
    #[schemars(with = "String")]
    pub kind: ColumnKind,
    /// What its numbers are in, as far as cells or the name say it: a currency's code, `percent`, `seconds`.
    pub unit: Option<String>,
    /// Patterns of its days; none for ISO 8601.
    pub patterns: Vec<String>,
    /// Cells with something in them.
    pub filled: u64,
    /// Cells without.
    pub empty: u64,
    /// Words that stand for no value, such as `N/A`.
    pub absent: Vec<ValueCount>,
    /// Cells of the rows looked at that are not of its type.
    pub unreadable: u64,
    /// The first of them.
    pub unreadable_examples: Vec<Placed>,
    /// How many different values there are in the rows looked at.
    pub different: u64,
    /// Whether there are more different values than were counted.
    pub different_at_least: bool,
    /// All values where there are few, else the most frequent ones.
    pub values: Vec<ValueCount>,
    /// Least number.
    pub lowest: Option<f64>,
    /// Greatest number.
    pub highest: Option<f64>,
    /// First day.
    #[schemars(with = "Option<String>")]
    pub first_day: Option<NaiveDate>,
    /// Last day.
    #[schemars(with = "Option<String>")]
    pub last_day: Option<NaiveDate>,
    /// Days between them without a row.
    pub missing_days: Option<Missing>,
    /// Whether each of its days is the first of a month, or each the last of one, as where a row stands for a month.
    #[serde(skip)]
    pub by_month: bool,
    /// Whether every day could be read with day and month exchanged.
    pub ambiguous_days: bool,
    /// Values that stand apart as a code does, such as 99 on a scale to 10.
    pub codes: Vec<ValueCount>,
    /// Whether every filled cell is another one, in all rows.
    pub unique: bool,
    /// Cells that stand there again, in a column that nearly tells rows apart.
    pub repeats: u64,
    /// The first of them.
    pub twins: Vec<Twin>,
    /// Percentages with and without their sign.
    #[serde(skip)]
    pub mixed_percent: Option<MixedPercent>,
    /// A cell of which nobody knows whether its sign parts thousands or decimals.
    #[serde(skip)]
    pub thousands_or_decimals: Option<String>,
    /// The currencies of its amounts, where there are several and it is text therefore.
    #[serde(skip)]
    pub currencies: Vec<ValueCount>,
    /// Rows in which it says its own name.
    #[serde(skip)]
    pub header_again: u64,
    /// How its cells are read.
    #[serde(skip)]
    pub rule: CellRule,
    /// The type it brings.
    #[serde(skip)]
    pub native: Option<ColumnType>,
    /// How many of its different values stand in one row alone.
    #[serde(skip)]
    pub once: u64,
    /// Its different values as numbers, for finding them elsewhere; empty where there are too many.
    #[serde(skip)]
    pub marks: BTreeSet<u64>,
    /// The same without zeros before them.
    #[serde(skip)]
    pub bare_marks: BTreeSet<u64>,
}

impl ColumnProfile {
    /// Whether it holds days or times.
    pub fn is_date(&self) -> bool {
        matches!(self.rule.kind, ColumnType::Date | ColumnType::Datetime { .. })
    }

    /// Whether its days are the zero of a spreadsheet: it holds times of day.
    pub fn has_clock_only(&self) -> bool {
        self.last_day.is_some_and(|last| last.year() < 1905)
    }

    /// Whether its values are all that stand in it, and not the most frequent ones alone.
    pub fn tells_all_values(&self) -> bool {
        self.values.len() as u64 == self.different
    }

    /// Whether it holds plain numbers.
    pub fn is_number(&self) -> bool {
        self.rule.kind.is_numeric()
    }

    /// Share of its cells that are empty or stand for no value.
    pub fn share_empty(&self) -> f64 {
        let absent: u64 = self.absent.iter().map(|counted| counted.rows).sum();
        let all = self.filled + self.empty;
        if all == 0 { 1.0 } else { (self.empty + absent) as f64 / all as f64 }
    }
}

/// The columns of a table that have a role; positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// Places a row in time.
    pub time: Option<usize>,
    /// Names the customer.
    pub customer: Option<usize>,
    /// Tells rows apart, together.
    pub key: Vec<usize>,
}

impl Profile {
    /// The column that places a row in time.
    pub fn time(&self) -> Option<&ColumnProfile> {
        self.columns.get(self.roles.time?)
    }

    /// Its first and its last day.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self.time() {
            Some(time) => time.first_day.zip(time.last_day),
            None => self.named.as_ref().map(|named| (named.first, named.last)),
        }
    }

    /// The column that names the customer.
    pub fn customer(&self) -> Option<&ColumnProfile> {
        self.columns.get(self.roles.customer?)
    }

    /// A column of a name.
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// The type of a column as a definition names it: a [`ColumnType`] without decimals and zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Amounts of money.
    Money,
    /// Yes and no.
    Bool,
    /// Days.
    Date,
    /// Times.
    Datetime,
    /// What lasts.
    Duration,
    /// Labels of waves.
    Wave,
}

impl ColumnKind {
    /// Its word in the language.
    pub fn word(self) -> &'static str {
        match self {
            ColumnKind::Text => "text",
            ColumnKind::Integer => "integer",
            ColumnKind::Number => "number",
            ColumnKind::Money => "money",
            ColumnKind::Bool => "bool",
            ColumnKind::Date => "date",
            ColumnKind::Datetime => "datetime",
            ColumnKind::Duration => "duration",
            ColumnKind::Wave => "wave",
        }
    }
}

impl From<ColumnType> for ColumnKind {
    fn from(kind: ColumnType) -> ColumnKind {
        match kind {
            ColumnType::Text => ColumnKind::Text,
            ColumnType::Integer => ColumnKind::Integer,
            ColumnType::Number => ColumnKind::Number,
            ColumnType::Money { .. } => ColumnKind::Money,
            ColumnType::Bool => ColumnKind::Bool,
            ColumnType::Date => ColumnKind::Date,
            ColumnType::Datetime { .. } => ColumnKind::Datetime,
            ColumnType::Duration => ColumnKind::Duration,
            ColumnType::Wave => ColumnKind::Wave,
        }
    }
}
