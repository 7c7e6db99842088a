//! Columns and expressions with their types, and why a text is no expression.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::Column;
use datafusion::prelude::Expr;

use crate::calendar::Calendar;

/// Type of a column, as a cell rule names it or a file brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Number,
    /// Amount of money with a number of decimals.
    Money {
        /// Decimals.
        scale: u8,
    },
    /// True or false.
    Bool,
    /// Day.
    Date,
    /// Day and time.
    Datetime {
        /// Whether each carries its zone or offset.
        zoned: bool,
    },
    /// A number of seconds.
    Duration,
    /// Label of a survey wave.
    Wave,
}

impl ColumnType {
    /// An amount of money that is computed, with all its decimals.
    pub const AMOUNT: ColumnType = ColumnType::Money { scale: 10 };

    /// Whether it is money.
    pub fn is_money(self) -> bool {
        matches!(self, ColumnType::Money { .. })
    }

    /// The type as a word in a message.
    pub fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Integer => "a whole number",
            ColumnType::Number => "a number",
            ColumnType::Money { .. } => "money",
            ColumnType::Bool => "true or false",
            ColumnType::Date => "a date",
            ColumnType::Datetime { .. } => "a date with time",
            ColumnType::Duration => "a duration",
            ColumnType::Wave => "a wave",
        }
    }

    /// How a column of this type is held. Times are instants that know the calendar's zone; durations are seconds.
    pub fn held(self, zone: Tz) -> DataType {
        match self {
            ColumnType::Text | ColumnType::Wave => DataType::Utf8,
            ColumnType::Integer => DataType::Int64,
            ColumnType::Number | ColumnType::Money { .. } | ColumnType::Duration => DataType::Float64,
            ColumnType::Bool => DataType::Boolean,
            ColumnType::Date => DataType::Date32,
            ColumnType::Datetime { .. } => held(zone),
        }
    }

    /// The type that a column of an Arrow type brings, if the language has one.
    pub fn of_arrow(kind: &DataType) -> Option<ColumnType> {
        match kind {
            DataType::Dictionary(_, values) => ColumnType::of_arrow(values),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {
                Some(ColumnType::Text)
            }
            DataType::Boolean => Some(ColumnType::Bool),
            kind if kind.is_integer() => Some(ColumnType::Integer),
            kind if kind.is_floating() || kind.is_decimal() => Some(ColumnType::Number),
            DataType::Date32 | DataType::Date64 => Some(ColumnType::Date),
            DataType::Timestamp(_, zone) => Some(ColumnType::Datetime { zoned: zone.is_some() }),
            DataType::Time32(_) | DataType::Time64(_) | DataType::Duration(_) => Some(ColumnType::Duration),
            _ => None,
        }
    }

    /// Whether it is a plain number; a duration is one only once it is divided by another.
    pub fn is_numeric(self) -> bool {
        matches!(self, ColumnType::Integer | ColumnType::Number | ColumnType::Money { .. })
    }

    /// Whether it can be added up: a number or a duration.
    pub fn is_quantity(self) -> bool {
        self.is_numeric() || self == ColumnType::Duration
    }

    /// Whether it is a day or a time.
    pub fn is_temporal(self) -> bool {
        matches!(self, ColumnType::Date | ColumnType::Datetime { .. })
    }
}

/// An expression with its type; no type means the literal null.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The expression.
    pub expr: Expr,
    /// Its type.
    pub kind: Option<ColumnType>,
    /// The column it is, when it is nothing but a column.
    pub column: Option<String>,
}

impl Typed {
    /// An expression that computes a value of a type, and is no column as it stands.
    pub(crate) fn computed(expr: Expr, kind: ColumnType) -> Typed {
        Typed { expr, kind: Some(kind), column: None }
    }
}

/// A column that words in expressions may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownColumn {
    /// Type.
    pub kind: ColumnType,
    /// Whether a text column was left undeclared, so that arithmetic on it deserves advice.
    pub undeclared: bool,
    /// Whether it holds cells as they were read, of which a blank one has no value.
    pub holds_cells: bool,
    /// Whether some of its cells are declared to hold no value, by codes.
    pub has_codes: bool,
}

/// The columns of one source by name.
pub type Columns = BTreeMap<String, KnownColumn>;

/// What the words of an expression over rows may mean.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Source id, for messages.
    pub source: String,
    /// The zone by whose clock times have a day.
    pub zone: Tz,
    /// Which periods days stand in.
    pub calendar: Arc<Calendar>,
    /// Columns, derived ones included.
    pub columns: Columns,
    /// Columns that the rows do not hold, and what each is over those that they do.
    pub computed: BTreeMap<String, Expr>,
    /// Named conditions.
    pub filters: BTreeMap<String, Expr>,
    /// Columns that hold nothing an expression can read, and what they hold.
    pub unreadable: BTreeMap<String, &'static str>,
}

impl Vocabulary {
    /// What a column is over the rows.
    pub fn column(&self, name: &str) -> Expr {
        self.computed.get(name).cloned().unwrap_or_else(|| column(name))
    }
}

/// How an instant is held: microseconds, with the zone by whose clock it has a day.
pub(super) fn held(zone: Tz) -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some(zone.name().into()))
}

/// The column named, exactly as written.
pub(crate) fn column(name: &str) -> Expr {
    Expr::Column(Column::new_unqualified(name))
}
