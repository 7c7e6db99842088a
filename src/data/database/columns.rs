//! Columns as a database describes them, and what may be known of their values.

use datafusion::arrow::datatypes::DataType;

use super::translate::ObservedValues;
use crate::measure::ColumnType;

/// Whole numbers up to here are exact in ten decimals, as they are added up here and there.
pub(super) const LARGEST_WHOLE: i64 = 900_000_000;

/// Decimal numbers up to here are.
pub(super) const LARGEST_DECIMAL: i64 = 200_000;

/// All blanks of Unicode, which are taken off the ends of texts here.
pub(super) const BLANKS: &str = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\
                      \u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// A column as the database describes it.
#[derive(Debug, Clone)]
pub(super) struct DatabaseColumn {
    pub(super) name: String,
    /// Its type in the language, if it has one.
    pub(super) native: Option<ColumnType>,
    /// Its type as the database calls it, in small letters; empty where it has none.
    pub(super) kind: String,
    /// What refines the type: precision and scale of a number.
    pub(super) modifier: i32,
}

/// What may be known of a column's values, and how to find out.
pub(super) struct ColumnFacts {
    /// What they are if they are what they should be; `None` where a database may compute otherwise than we do.
    pub(super) class: Option<ObservedValues>,
    /// How a column is held there.
    pub(super) held: DataType,
    /// Number of values that are not what they should be, in the database's SQL.
    pub(super) wrong: String,
    /// Number of values too large to be added up exactly.
    pub(super) large: String,
}
