//! Expressions as people write them: over the rows of a source, over aggregates, over measures.
//!
//! The text is parsed as SQL and lowered by a closed match, so nothing outside the language gets through: row
//! expressions and conditions become DataFusion expressions with a known type ([`row`]), aggregates become a
//! [`Formula`](super::Formula) over components ([`aggregate`]), formulas over measures stay formulas ([`formulas`]).

pub mod aggregate;
mod causes;
mod chain;
mod days;
mod edge;
mod exact_amount;
mod finite;
pub mod formulas;
pub mod instant;
pub mod mood;
mod names;
mod quoting;
pub mod row;
mod single_precision;
mod source;
mod suggestions;
mod terms;
mod text_limit;
mod typed;

use datafusion::prelude::Expr;

pub(crate) use chain::{added, joined};
pub use days::{as_of, bind_as_of, date_literal, day_of_epoch, days_since_epoch};
pub(crate) use exact_amount::exactly;
pub(crate) use names::{named, names};
pub use quoting::{column_name, quoted_name, text_value};
pub(crate) use single_precision::widened;
pub use source::ExpressionError;
pub(crate) use source::{is_operation, with_large_stack};
pub(crate) use text_limit::{MOST as MOST_OF_TEXT, short};
pub use typed::{ColumnType, Columns, KnownColumn, Typed, Vocabulary};

/// Every column named by an expression over rows, sorted.
pub fn columns_of(expr: &Expr) -> Vec<String> {
    let mut names: Vec<String> = expr.column_refs().into_iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}
