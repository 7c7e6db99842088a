//! What is known of a source's files before a row is read.

use std::collections::BTreeMap;

use crate::measure::ColumnType;
use crate::problem::{Code, near};

/// One column of a source, known before any row is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name, after `rename` and `set`.
    pub name: String,
    /// Type: by rule, else what the file brings, else text.
    pub kind: ColumnType,
    /// Whether a rule names it.
    pub declared: bool,
    /// Number of files that have it.
    pub in_files: usize,
    /// Number of files of the source.
    pub files: usize,
    /// Titles of codes.
    pub labels: BTreeMap<String, String>,
    /// The file that calls two of its columns so.
    pub twice_in: Option<String>,
    /// Workbooks that ask to be calculated first and hold 0 for every formula of it.
    pub uncalculated: Vec<String>,
    /// The first cell, of each workbook, that is merged with others below it.
    pub merged: Vec<String>,
    /// What it holds, where that is nothing an expression can read.
    pub unreadable: Option<&'static str>,
}

impl Column {
    /// A column that holds nothing an expression can read.
    pub(crate) fn unreadable(name: String, held: &'static str) -> Column {
        Column {
            name,
            kind: ColumnType::Text,
            declared: false,
            in_files: 1,
            files: 1,
            labels: BTreeMap::new(),
            twice_in: None,
            uncalculated: Vec::new(),
            merged: Vec::new(),
            unreadable: Some(held),
        }
    }
}

/// Why a file could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is not there.
    #[error("no file `{shown}`")]
    MissingFile {
        /// The file, relative to the project.
        shown: String,
        /// The file of that folder that was probably meant.
        nearest: Option<String>,
    },
    /// The machine refuses, or it is not the format it is said to be.
    #[error("cannot open `{shown}`: {reason}")]
    Unreadable {
        /// The file, relative to the project.
        shown: String,
        /// Why not.
        reason: String,
    },
    /// The network or the store refuses.
    #[error("cannot open `{shown}`: {reason}")]
    Unreachable {
        /// Its address without secrets.
        shown: String,
        /// Why not.
        reason: String,
    },
    /// No file of a bucket fits.
    #[error("`{shown}` matches no file")]
    NothingFits {
        /// The pattern.
        shown: String,
        /// Some of the names there.
        names: Vec<String>,
    },
    /// A workbook has no such sheet.
    #[error("`{shown}` has no table `{table}`")]
    MissingTable {
        /// The file, relative to the project.
        shown: String,
        /// The sheet that is not there.
        table: String,
        /// Those that are.
        tables: Vec<String>,
    },
    /// A file's name does not say a date.
    #[error("`{shown}` does not fit `{pattern}`")]
    NameWithoutDate {
        /// The file, relative to the project.
        shown: String,
        /// The pattern of the name.
        pattern: String,
    },
    /// Its bytes are no text in the encoding it is said to have.
    #[error("line {line} of `{shown}` is not {encoding}")]
    NotUtf8 {
        /// The file, relative to the project.
        shown: String,
        /// Physical line of the first such byte.
        line: u64,
        /// The encoding it was read by.
        encoding: &'static str,
        /// The one that its bytes look like.
        likely: Option<&'static str>,
    },
    /// A quote opens that nothing closes, or that closes where other rows begin.
    #[error("a quote opens on line {line} of `{shown}` and {}", closing(.closes))]
    UnclosedQuote {
        /// The file, relative to the project.
        shown: String,
        /// Physical line on which it opens.
        line: u64,
        /// The line on which the next one stands, if there is one.
        closes: Option<u64>,
    },
    /// Its content is not what its format says.
    #[error("cannot read `{shown}`: {reason}")]
    Content {
        /// The file, relative to the project.
        shown: String,
        /// Why not.
        reason: String,
    },
    /// A part of it takes more room than there is for one.
    #[error("cannot read `{shown}`: {reason}")]
    TooLarge {
        /// The file, relative to the project.
        shown: String,
        /// What takes how much.
        reason: String,
    },
    /// It is nothing that ends, or nothing with bytes.
    #[error("`{shown}` is no file but {what}")]
    NoFile {
        /// The path, relative to the project.
        shown: String,
        /// What it is.
        what: &'static str,
    },
    /// A line below the one that was taken for the header looks like it.
    #[error("line {line} of `{shown}` is no header: {found}")]
    HeaderElsewhere {
        /// The file, relative to the project.
        shown: String,
        /// The line that was taken for the header.
        line: u64,
        /// What it gives.
        found: String,
        /// The line that fits.
        fits: u64,
    },
    /// Its header is one column where another sign parts it.
    #[error("line {line} of `{shown}` gives one column")]
    OneColumn {
        /// The file, relative to the project.
        shown: String,
        /// The line of the header.
        line: u64,
        /// The sign that parts it.
        separator: String,
    },
    /// It ends before its header.
    #[error("`{shown}` has no header on line {line}")]
    EmptyFile {
        /// The file, relative to the project.
        shown: String,
        /// Where the header was looked for.
        line: usize,
    },
    /// The database does not take the query.
    #[error("`{shown}` refuses the query: {reason}")]
    Refused {
        /// The database.
        shown: String,
        /// What it says.
        reason: String,
    },
    /// What the database was asked to compute grew beyond what its type holds.
    #[error("`{shown}` met a number that is too large: {reason}")]
    Overflow {
        /// The database.
        shown: String,
        /// What it says.
        reason: String,
    },
    /// One name for two columns.
    #[error("`{shown}` has two columns `{column}`")]
    DuplicateColumn {
        /// The file, relative to the project.
        shown: String,
        /// The name.
        column: String,
    },
}

impl OpenError {
    /// The code it is reported by.
    pub fn code(&self) -> Code {
        match self {
            OpenError::MissingFile { .. } => Code::MissingFile,
            OpenError::NothingFits { .. } => Code::GlobEmpty,
            OpenError::MissingTable { .. } => Code::MissingTable,
            OpenError::NameWithoutDate { .. } => Code::TimeNotDate,
            OpenError::Refused { .. } => Code::ExpressionSyntax,
            OpenError::NotUtf8 { .. } => Code::UnreadableText,
            OpenError::UnclosedQuote { .. } => Code::UnclosedQuote,
            OpenError::HeaderElsewhere { .. } => Code::HeaderElsewhere,
            OpenError::Content { .. }
            | OpenError::TooLarge { .. }
            | OpenError::EmptyFile { .. }
            | OpenError::OneColumn { .. } => Code::UnreadableFile,
            OpenError::Overflow { .. } => Code::AmountsTooLarge,
            OpenError::DuplicateColumn { .. } => Code::DuplicateHeader,
            OpenError::Unreadable { .. } | OpenError::Unreachable { .. } | OpenError::NoFile { .. } => {
                Code::SourceUnreachable
            }
        }
    }

    /// The file as messages call it.
    pub fn shown(&self) -> &str {
        match self {
            OpenError::MissingFile { shown, .. }
            | OpenError::Unreadable { shown, .. }
            | OpenError::Unreachable { shown, .. }
            | OpenError::NothingFits { shown, .. }
            | OpenError::MissingTable { shown, .. }
            | OpenError::Refused { shown, .. }
            | OpenError::NameWithoutDate { shown, .. }
            | OpenError::NotUtf8 { shown, .. }
            | OpenError::EmptyFile { shown, .. }
            | OpenError::UnclosedQuote { shown, .. }
            | OpenError::Content { shown, .. }
            | OpenError::TooLarge { shown, .. }
            | OpenError::OneColumn { shown, .. }
            | OpenError::NoFile { shown, .. }
            | OpenError::HeaderElsewhere { shown, .. }
            | OpenError::Overflow { shown, .. }
            | OpenError::DuplicateColumn { shown, .. } => shown,
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<String> {
        match self {
            OpenError::MissingFile { nearest, .. } => {
                nearest.as_ref().map(|n| format!("did you mean `{n}`?"))
            }
            OpenError::Refused { .. } => Some("`sql` is sent to the database as it is written".to_owned()),
            OpenError::Unreadable { .. } => None,
            OpenError::Overflow { .. } => Some(
                "cast it to a number with decimals in `sql` before it is added or multiplied, or leave such rows out"
                    .to_owned(),
            ),
            OpenError::UnclosedQuote { .. } => Some(
                "close it, write it twice inside a quoted cell, or name another sign: `format: { quote: \"'\" }`"
                    .to_owned(),
            ),
            OpenError::TooLarge { .. } => Some("write the file anew, in smaller parts".to_owned()),
            OpenError::Content { .. } => Some("see that `format: { type: … }` says what it is".to_owned()),
            OpenError::OneColumn { separator, .. } => {
                Some(format!("write `format: {{ separator: \"{separator}\" }}`"))
            }
            OpenError::NoFile { .. } => Some("name a file, or `*` for several of a folder".to_owned()),
            OpenError::HeaderElsewhere { fits, .. } => {
                Some(format!("is the header on line {fits}? write `format: {{ header_row: {fits} }}`"))
            }
            OpenError::Unreachable { .. } => {
                Some("see that its address and the credentials in the environment are right".to_owned())
            }
            OpenError::NothingFits { names, .. } => Some(match names.is_empty() {
                true => "nothing stands there".to_owned(),
                false => format!("there are {}", listed(names)),
            }),
            OpenError::MissingTable { table, tables, .. } => {
                let near = near(table, tables.iter().map(String::as_str));
                Some(near.map_or_else(
                    || format!("it has {}", listed(tables)),
                    |near| format!("did you mean `{near}`?"),
                ))
            }
            OpenError::NameWithoutDate { .. } => {
                Some("write the pattern of all names, such as `orders_%Y-%m.csv`".to_owned())
            }
            OpenError::NotUtf8 { likely: Some(likely), .. } => {
                Some(format!("write `format: {{ encoding: {likely} }}`"))
            }
            OpenError::NotUtf8 { encoding: "utf-8", .. } => {
                Some("say how it was saved, such as `format: { encoding: windows-1252 }`".to_owned())
            }
            OpenError::NotUtf8 { .. } => {
                Some("name the encoding it was saved in, or save it as utf-8".to_owned())
            }
            OpenError::EmptyFile { .. } => {
                Some("name the header's line: `format: { header_row: 1 }`".to_owned())
            }
            OpenError::DuplicateColumn { .. } => {
                Some("give every column of the file its own name".to_owned())
            }
        }
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn closing(closes: &Option<u64>) -> String {
    match closes {
        Some(line) => format!("the next stands on line {line}, with other rows between them"),
        None => "none closes it".to_owned(),
    }
}
