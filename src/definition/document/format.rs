//! How a file is written.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::form::{OneOrMany, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

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
    /// Line or row of the header; 1 when absent, the first row of a range of cells. Of a header of several lines all of them: their names
    /// are joined by a blank, and those of the upper lines hold to the right until the next.
    #[serde(default)]
    #[schemars(extend("x-example" = "3"))]
    pub header_row: OneOrMany<Spanned<NonZeroU32>>,
    /// Of JSON: the key under which the list of rows stands, such as `tickets`, or `data.items` for a key within another.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a key", "x-example" = "tickets"))]
    pub rows: Option<Text>,
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
    /// Western European, Macintosh.
    #[serde(rename = "macintosh")]
    Macintosh,
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
            EncodingWord::Macintosh => "macintosh",
            EncodingWord::Iso1 => "iso-8859-1",
            EncodingWord::Iso2 => "iso-8859-2",
            EncodingWord::Iso7 => "iso-8859-7",
        }
    }
}
