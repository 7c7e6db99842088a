//! Why data could not be opened or used.

use std::fmt;

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;

use super::expected::ExpectedCell;
use super::overflow_checks::OverflowError;
use super::{BadCell, TimedOut};
use crate::locale::total::is_total;
use crate::model::OpenError;
use crate::problem::Code;

/// Why a source's rows could not be used. A run stops with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// A file of the source cannot be opened.
    #[error("cannot open `{id}`: {error}")]
    Open {
        /// Source id.
        id: String,
        /// Why not.
        error: Box<OpenError>,
    },
    /// More rows have more cells than their header than `rejects.at_most` allows.
    #[error("{bad} of {of} rows of `{id}` have more cells than their header: {}", listed(.examples))]
    Ragged {
        /// Source id.
        id: String,
        /// How many rows.
        bad: u64,
        /// Of how many.
        of: u64,
        /// The first five.
        examples: Vec<BadCell>,
    },
    /// Several things are wrong.
    #[error("{}", each(.0))]
    Several(Vec<DataError>),
    /// More cells of a column, or rows of a source, than `rejects.at_most` allows.
    #[error("{bad} of {of} {} cannot be read: {}", what(.id, .column), listed(.examples))]
    TooManyRejects {
        /// Source id.
        id: String,
        /// The column, or none when rows are meant.
        column: Option<String>,
        /// What its cells should have been, where that takes other words of help than usual.
        expected: Option<ExpectedCell>,
        /// How many cannot be read.
        bad: u64,
        /// Of how many.
        of: u64,
        /// The first five.
        examples: Vec<BadCell>,
    },
    /// Rows of one key differ, and nothing says which holds.
    #[error("{} differing rows: {}", keys_have(*.keys, .id), listed(.examples))]
    DuplicateKeyRows {
        /// Source id.
        id: String,
        /// How many keys.
        keys: u64,
        /// The first five.
        examples: Vec<DuplicateKey>,
    },
    /// A join by `match: one` met several rows.
    #[error("{} several rows in `{other}`: {}", keys_have(*.keys, .id), listed(.examples))]
    JoinNotOne {
        /// Source id.
        id: String,
        /// The source that was joined.
        other: String,
        /// How many keys.
        keys: u64,
        /// The first five.
        examples: Vec<String>,
    },
    /// It took longer than a source may.
    #[error("cannot read `{id}`: {limit}")]
    TimedOut {
        /// Source id.
        id: String,
        /// The limit.
        limit: TimedOut,
    },
    /// Its rows, or what is kept of them, do not fit into the memory that is allowed.
    #[error("`{id}` needs more memory than is allowed")]
    Memory {
        /// Source id.
        id: String,
    },
    /// An amount grew beyond what its type holds.
    #[error("cannot read `{id}`: {reason}")]
    Overflow {
        /// Source id.
        id: String,
        /// What was met.
        reason: String,
    },
    /// The query engine gave up.
    #[error("cannot read `{id}`: {reason}")]
    Engine {
        /// Source id.
        id: String,
        /// What it said.
        reason: String,
    },
}

impl DataError {
    pub(super) fn engine(id: &str) -> impl Fn(DataFusionError) -> DataError {
        move |error| match error.find_root() {
            DataFusionError::ResourcesExhausted(_) => DataError::Memory { id: id.to_owned() },
            DataFusionError::External(own) if let Some(own) = own.downcast_ref::<DataError>() => own.clone(),
            DataFusionError::External(own) if own.is::<OverflowError>() => {
                DataError::Overflow { id: id.to_owned(), reason: own.to_string() }
            }
            DataFusionError::ArrowError(arrow, _) if matches!(**arrow, ArrowError::ArithmeticOverflow(_)) => {
                DataError::Overflow { id: id.to_owned(), reason: arrow.to_string() }
            }
            _ => DataError::Engine { id: id.to_owned(), reason: error.strip_backtrace() },
        }
    }

    /// The code it is reported by.
    pub fn code(&self) -> Code {
        match self {
            DataError::Open { error, .. } => error.code(),
            DataError::Ragged { .. } => Code::RaggedRow,
            DataError::Several(all) => all.first().map_or(Code::SourceUnreachable, DataError::code),
            DataError::TimedOut { .. } | DataError::Memory { .. } | DataError::Engine { .. } => {
                Code::SourceUnreachable
            }
            DataError::Overflow { .. } => Code::AmountsTooLarge,
            DataError::TooManyRejects { .. } => Code::TooManyRejects,
            DataError::DuplicateKeyRows { .. } => Code::DuplicateKeyRows,
            DataError::JoinNotOne { .. } => Code::JoinNotOne,
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<String> {
        match self {
            DataError::Open { error, .. } => error.help(),
            DataError::Ragged { .. } => Some(
                "quote cells that hold the separator, or name the right `format: { separator: … }`"
                    .to_owned(),
            ),
            DataError::TooManyRejects { examples, .. } if let Some(help) = footer(examples) => Some(help),
            DataError::TooManyRejects { column: Some(_), expected: Some(expected), examples, .. } => {
                Some(expected.help(first(examples)))
            }
            DataError::TooManyRejects { column: Some(column), bad, of, examples, .. }
                if let Some(help) = counted_time(column, examples).filter(|_| bad == of) =>
            {
                Some(help)
            }
            DataError::TooManyRejects { column: Some(_), .. } => Some(
                "correct them, list their codes under `absent`, or raise `rejects: { at_most: … }`"
                    .to_owned(),
            ),
            DataError::TooManyRejects { column: None, .. } => Some(
                "these rows have no readable time or key; correct them, or raise `rejects: { at_most: … }`"
                    .to_owned(),
            ),
            DataError::DuplicateKeyRows { .. } => Some(
                "name the column that dates a version under `recorded`, or the whole key under `unique`"
                    .to_owned(),
            ),
            DataError::JoinNotOne { .. } => {
                Some("`match: many` with `take`, or join by the whole key".to_owned())
            }
            DataError::TimedOut { .. } => {
                Some("a longer `timeout` under `engine`, or less to read".to_owned())
            }
            DataError::Memory { .. } => {
                Some("allow more by `memory` under `engine`, or read fewer columns and segments".to_owned())
            }
            DataError::Overflow { .. } => None,
            DataError::Engine { .. } | DataError::Several(_) => None,
        }
    }

    /// Nothing, the one that there is, or all of them.
    pub(crate) fn all(mut errors: Vec<DataError>) -> Result<(), DataError> {
        match errors.len() {
            0 => Ok(()),
            1 => Err(errors.remove(0)),
            _ => Err(DataError::Several(errors)),
        }
    }

    /// Each of what is wrong.
    pub fn each(&self) -> Vec<&DataError> {
        match self {
            DataError::Several(all) => all.iter().flat_map(DataError::each).collect(),
            one => vec![one],
        }
    }
}

/// The text of the first of some cells.
pub(crate) fn first(examples: &[BadCell]) -> &str {
    examples.first().map_or("", |cell| &cell.value)
}

/// What to do about rows of totals, where cells that could not be read head some.
pub(crate) fn footer(examples: &[BadCell]) -> Option<String> {
    let rows = examples.iter().filter(|cell| is_total(&cell.value)).count();
    let told = if rows == 1 {
        "a row of totals at the end is left out"
    } else {
        "rows of totals at the end are left out"
    };
    (rows > 0).then(|| format!("{told} by `format: {{ skip: {{ footer: {rows} }} }}`"))
}

/// How times are read that are counted from 1970 on.
fn counted_time(column: &str, examples: &[BadCell]) -> Option<String> {
    let is_of = |digits: usize| {
        let is_count =
            |cell: &BadCell| cell.value.len() == digits && cell.value.bytes().all(|b| b.is_ascii_digit());
        !examples.is_empty() && examples.iter().all(is_count)
    };
    let (unit, format) = match (is_of(13), is_of(10)) {
        (true, _) => ("milliseconds", "epoch_ms"),
        (_, true) => ("seconds", "epoch_s"),
        _ => return None,
    };
    Some(format!("they count {unit} since 1970: write `{column}: {{ type: datetime, format: {format} }}`"))
}

/// A key whose rows differ, and two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The key's values.
    pub key: String,
    /// File and line of the first row.
    pub first: (String, u64),
    /// File and line of the row that differs.
    pub second: (String, u64),
}

impl fmt::Display for DuplicateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((a, n), (b, m)) = (&self.first, &self.second);
        if a == b {
            write!(f, "`{}` {a}:{n} and {m}", self.key)
        } else {
            write!(f, "`{}` {a}:{n} and {b}:{m}", self.key)
        }
    }
}

fn what(id: &str, column: &Option<String>) -> String {
    match column {
        Some(column) => format!("cells of `{id}.{column}`"),
        None => format!("rows of `{id}`"),
    }
}

fn keys_have(keys: u64, id: &str) -> String {
    match keys {
        1 => format!("1 key of `{id}` has"),
        _ => format!("{keys} keys of `{id}` have"),
    }
}

fn each(errors: &[DataError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn listed<T: fmt::Display>(examples: &[T]) -> String {
    examples.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
