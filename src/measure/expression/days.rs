//! Days in expressions, and the as-of day that is known only at the run.

use chrono::NaiveDate;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::logical_expr::expr::Placeholder;
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;

/// The day that `as_of()` means, until a run binds it.
pub fn as_of() -> Expr {
    Expr::Placeholder(Placeholder::new_with_field(
        "$as_of".to_owned(),
        Some(Field::new("as_of", DataType::Date32, true).into()),
    ))
}

/// Puts the run's as-of day in the place of every [`as_of`].
pub fn bind_as_of(expr: &Expr, day: NaiveDate) -> Expr {
    let literal = date_literal(day);
    let bound = expr.clone().transform(|e| {
        Ok(match e {
            Expr::Placeholder(_) => Transformed::yes(literal.clone()),
            other => Transformed::no(other),
        })
    });
    bound.map_or_else(|_| expr.clone(), |t| t.data)
}

/// A day as a literal.
pub fn date_literal(day: NaiveDate) -> Expr {
    Expr::Literal(ScalarValue::Date32(Some(days_since_epoch(day))), None)
}

/// Days since 1970-01-01.
pub fn days_since_epoch(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

/// The day of a number of days since 1970-01-01; what no calendar reaches is its last day, or its first.
pub fn day_of_epoch(days: i32) -> NaiveDate {
    let day = NaiveDate::default().checked_add_signed(chrono::Duration::days(i64::from(days)));
    day.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}
