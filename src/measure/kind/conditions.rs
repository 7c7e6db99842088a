//! Conditions and aggregates that kinds are made of.

use datafusion::prelude::Expr;

use crate::calendar::{Duration, Length};
use crate::measure::expression::row::{self, when};
use crate::measure::expression::{Typed, aggregate, as_of};
use crate::measure::{Basis, ColumnType, Component, Plan, Rows, Title};

/// A plan whose cases are judged only some time after they began (R7): components `judged` and `all` count them.
pub(super) fn matured(plan: Plan) -> Plan {
    Plan { maturity: Some(("judged".to_owned(), "all".to_owned())), ..plan }
}

/// Both conditions.
pub(super) fn both(a: Option<Expr>, b: Option<Expr>) -> Option<Expr> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.and(b)),
        (a, b) => a.or(b),
    }
}

/// A sum's value, or 0 where it is missing.
pub(super) fn or_zero(value: Expr) -> Expr {
    datafusion::functions::core::coalesce()
        .call(vec![value, datafusion::logical_expr::cast(datafusion::prelude::lit(0_i64), aggregate::EXACT)])
}

/// A day that has come by the as-of date, else null: outcomes dated later have not happened yet (R2).
pub(super) fn if_by_as_of(day: Expr) -> Expr {
    when(day.clone().lt_eq(as_of()), day)
}

/// A day moved on by a whole number of days, or by months.
pub(super) fn add_duration(day: Expr, duration: Duration) -> Expr {
    moved(day, duration, 1)
}

/// A day moved back by a whole number of days, or by months.
pub(super) fn subtract_duration(day: Expr, duration: Duration) -> Expr {
    moved(day, duration, -1)
}

fn moved(day: Expr, duration: Duration, sign: i32) -> Expr {
    use datafusion::arrow::datatypes::IntervalMonthDayNano;
    use datafusion::scalar::ScalarValue;
    let days = match duration.length() {
        Length::Months(months) => {
            let interval = IntervalMonthDayNano::new(sign * months, 0, 0);
            return day + Expr::Literal(ScalarValue::IntervalMonthDayNano(Some(interval)), None);
        }
        Length::Days(days) | Length::BusinessDays(days) => days,
        Length::Seconds(seconds) => seconds / 86_400,
    };
    row::days_later(day, sign.saturating_mul(i32::try_from(days).unwrap_or(i32::MAX)))
}

/// A component counting rows that meet a condition.
pub(super) fn count_where(name: &str, title: Title, rows: &Rows, condition: Option<Expr>) -> Component {
    Component {
        name: name.to_owned(),
        title,
        rows: Rows { filter: both(rows.filter.clone(), condition), ..rows.clone() },
        basis: Basis::Count,
    }
}

/// A component summing a number.
pub(super) fn sum_of(name: &str, title: Title, rows: &Rows, value: &Typed) -> Component {
    Component { name: name.to_owned(), title, rows: rows.clone(), basis: Basis::Sum(aggregate::exact(value)) }
}

/// Whether something is a time, and no day.
pub(super) fn is_time(typed: &Typed) -> bool {
    matches!(typed.kind, Some(ColumnType::Datetime { .. }))
}

/// A typed number of another expression.
pub(super) fn number_expr(expr: Expr) -> Typed {
    Typed::computed(expr, ColumnType::Number)
}
