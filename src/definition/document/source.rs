//! Sources, their files, columns and joins, as written.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, VariantAccess, Visitor};

use super::perspective::{Later, Title};
use crate::form::{Entries, FORM, Form, MANY, ONE, OneOrMany, Pairs};
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
    pub rates: Option<Later>,
    /// Which rate holds.
    #[serde(default)]
    pub rates_at: Option<Later>,
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

/// How files are read.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "format"))]
pub struct FormatKeys {
    /// What the file is; by the ending of its name when absent.
    #[serde(default, rename = "type")]
    pub kind: Option<FormatWord>,
    /// Between fields; a comma, or a tab in `.tsv`, when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "one sign", "x-example" = "\";\""))]
    pub separator: Option<Text>,
    /// Before decimals; a point when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "one sign", "x-example" = "\",\""))]
    pub decimal: Option<Text>,
    /// Between thousands; nothing when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "one sign", "x-example" = "\".\""))]
    pub thousands: Option<Text>,
    /// Encoding; `utf-8` when absent. A byte-order mark stands over it.
    #[serde(default)]
    pub encoding: Option<EncodingWord>,
    /// Around fields that hold separators; `"` when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "one sign", "x-example" = "'\"'"))]
    pub quote: Option<Text>,
    /// Line or row of the header; 1 when absent, the first row of a range of cells.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub header_row: Option<u32>,
    /// What stands around the table and is no part of it.
    #[serde(default)]
    pub skip: Option<SkipKeys>,
    /// Of `fixed`: column → its first and its last character in a line, from 1.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ customer: [1, 6], day: [8, 15] }"))]
    pub columns: Pairs<Spanned<(u32, u32)>>,
}

/// What stands around a table.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "skip"))]
pub struct SkipKeys {
    /// Lines before the header.
    #[serde(default)]
    pub rows: Option<Spanned<u32>>,
    /// Rows at the end.
    #[serde(default)]
    pub footer: Option<u32>,
    /// Whether the header stands after the first blank line.
    #[serde(default)]
    pub until_blank: Option<bool>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormatWord {
    /// Text with commas between fields.
    Csv,
    /// Text with tabs between fields.
    Tsv,
    /// Text whose columns stand at fixed places of each line.
    Fixed,
    /// Parquet.
    Parquet,
    /// Arrow, file or stream.
    Arrow,
    /// An array of objects.
    Json,
    /// Objects one after another.
    Jsonl,
    /// A workbook.
    Xlsx,
}

/// Encodings of text files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum EncodingWord {
    /// Unicode.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Unicode in pairs of bytes, the lower one first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Unicode in pairs of bytes, the higher one first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Central European, Windows.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Western European, Windows.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Greek, Windows.
    #[serde(rename = "windows-1253")]
    Windows1253,
    /// Western European, ISO.
    #[serde(rename = "iso-8859-1")]
    Iso1,
    /// Central European, ISO.
    #[serde(rename = "iso-8859-2")]
    Iso2,
    /// Greek, ISO.
    #[serde(rename = "iso-8859-7")]
    Iso7,
}

impl EncodingWord {
    /// Its label in the WHATWG encoding standard.
    pub fn label(self) -> &'static str {
        match self {
            EncodingWord::Utf8 => "utf-8",
            EncodingWord::Utf16Le => "utf-16le",
            EncodingWord::Utf16Be => "utf-16be",
            EncodingWord::Windows1250 => "windows-1250",
            EncodingWord::Windows1252 => "windows-1252",
            EncodingWord::Windows1253 => "windows-1253",
            EncodingWord::Iso1 => "iso-8859-1",
            EncodingWord::Iso2 => "iso-8859-2",
            EncodingWord::Iso7 => "iso-8859-7",
        }
    }
}

/// How the cells of a column are read.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "column", "x-single" = "type"))]
pub struct CellKeys {
    /// Type.
    #[serde(rename = "type")]
    pub kind: Spanned<TypeWord>,
    /// strftime patterns of dates and times, tried in order; ISO 8601 when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "\"%d/%m/%Y\""))]
    pub format: OneOrMany<Text>,
    /// Cells that mean "no value"; `*` at the end matches any ending.
    #[serde(default)]
    pub absent: Vec<Text>,
    /// Cells that mean "does not apply".
    #[serde(default)]
    pub not_applicable: Vec<Text>,
    /// Decimals of money; 2 when absent.
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

/// What a join adds.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "join"))]
pub struct JoinEntry {
    /// The other source.
    #[schemars(extend("x-expected" = "an id", "x-example" = "customers"))]
    pub source: Text,
    /// Columns that have the same value on both sides: one, several, or left → right where names differ.
    #[schemars(extend("x-example" = "customer_id"))]
    pub key: KeyColumns,
    /// How many rows there may be on the other side.
    #[serde(rename = "match")]
    pub matching: Spanned<MatchWord>,
    /// New column → column of the one row, or aggregate over the many; for `one` all new columns when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ revenue: sum(amount) }"))]
    pub take: Entries<Text>,
    /// For `many`: one row for each key and value of these columns of the other source; `take` aggregates within them.
    #[serde(default)]
    #[schemars(extend("x-example" = "[seller_state]"))]
    pub rows: Option<Vec<Text>>,
    /// Drop rows without partner.
    #[serde(default)]
    pub required: Option<bool>,
    /// Rows of the other source.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
}

/// How many rows of the other source a row meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchWord {
    /// At most one.
    One,
    /// Any number, aggregated.
    Many,
}

/// Columns of a join's key, left and right.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyColumns(pub Vec<(Text, Text)>);

impl<'de> Deserialize<'de> for KeyColumns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = KeyColumns;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a column, a list of columns, or a map from left to right")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
                let (form, held) = data.variant::<String>()?;
                let alike = |column: Text| (column.clone(), column);
                Ok(KeyColumns(match form.as_str() {
                    ONE => vec![alike(held.newtype_variant::<Text>()?)],
                    MANY => held.newtype_variant::<Vec<Text>>()?.into_iter().map(alike).collect(),
                    _ => held.newtype_variant::<Pairs<Text>>()?.0,
                }))
            }
        }

        deserializer.deserialize_enum(FORM, &[ONE, MANY, "full"], Forms)
    }
}

impl JsonSchema for KeyColumns {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "KeyColumns".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let column = json_schema!({ "type": "string" });
        json_schema!({
            "anyOf": [
                column,
                { "type": "array", "items": column, "minItems": 1 },
                { "type": "object", "additionalProperties": column, "minProperties": 1 },
            ],
            "x-expected": "a column, a list of columns, or a map from left to right",
        })
    }
}
