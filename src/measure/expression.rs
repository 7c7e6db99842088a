//! Expressions as people write them: over the rows of a source, over aggregates, over measures.
//!
//! The text is parsed as SQL and lowered by a closed match, so nothing outside the language gets through: row
//! expressions and conditions become DataFusion expressions with a known type ([`row`]), aggregates become a
//! [`Formula`](super::Formula) over components ([`aggregate`]), formulas over measures stay formulas ([`over`]).

pub mod aggregate;
mod causes;
mod chain;
mod days;
mod edge;
mod exactly;
mod finite;
pub mod instant;
mod meant;
pub mod mood;
mod names;
pub mod over;
pub mod row;
mod short;
mod single;
mod source;
mod terms;
mod typed;
mod written;

use datafusion::prelude::Expr;

pub(crate) use chain::added;
pub use days::{as_of, bind_as_of, date_literal, day_of_epoch, days_since_epoch};
pub(crate) use exactly::exactly;
pub(crate) use names::{named, names};
pub(crate) use short::{MOST as MOST_OF_TEXT, short};
pub(crate) use single::widened;
pub use source::ExpressionError;
pub(crate) use source::{is_operation, with_room};
pub use typed::{ColumnType, Columns, KnownColumn, Typed, Vocabulary};
pub use written::{column_name, quoted_name, text_value};

/// Every column named by an expression over rows, sorted.
pub fn columns_of(expr: &Expr) -> Vec<String> {
    let mut names: Vec<String> = expr.column_refs().into_iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}
