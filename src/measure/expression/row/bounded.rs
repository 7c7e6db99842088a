//! Whole numbers that functions take, kept between a least and a most.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions as df;
use datafusion::logical_expr::try_cast;
use datafusion::prelude::{Expr, lit};

use crate::measure::expression::terms::when_present;

/// Decimals, beyond which no number has any.
pub(super) const PLACES: i64 = 300;

/// Characters, beyond which no text has any.
pub(super) const CHARACTERS: i64 = 1_000_000_000;

/// A whole number that is no smaller and no greater.
pub(super) fn bounded(number: Expr, least: i64, most: i64) -> Expr {
    let most = df::core::least().call(vec![try_cast(number.clone(), DataType::Int64), lit(most)]);
    // What is present and no whole number lies beyond the greatest.
    when_present(&number, df::core::greatest().call(vec![most, lit(least)]))
}
