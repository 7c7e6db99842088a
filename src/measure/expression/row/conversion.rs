//! Casts: what a value is as another type.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions::string::{btrim, lower};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::{Case, TryCast, cast, try_cast};
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast;

use super::lowering::{Lowering, Result};
use crate::locale::truth::words_for;
use crate::measure::expression::causes::{CastNotAllowed, Unconvertible};
use crate::measure::expression::finite::{finite, is_finite};
use crate::measure::expression::instant::{clock_text, is_within_calendar, within_calendar};
use crate::measure::expression::names::named;
use crate::measure::expression::source::span_of;
use crate::measure::expression::terms::to_day;
use crate::measure::expression::typed::{ColumnType, Typed};

impl Lowering<'_> {
    /// `cast(… as …)`; what cannot be read as the other type is missing.
    pub(super) fn cast(&self, inner: &ast::Expr, to: &ast::DataType) -> Result<Typed> {
        let value = self.lower(inner)?;
        let kind = match to.to_string().to_lowercase().as_str() {
            "text" | "varchar" => ColumnType::Text,
            "integer" | "int" | "bigint" => ColumnType::Integer,
            "number" | "double" | "float" | "money" => ColumnType::Number,
            "bool" | "boolean" => ColumnType::Bool,
            "date" => ColumnType::Date,
            other => {
                return Err(self.error(CastNotAllowed { kind: other.to_string() }, span_of(inner)));
            }
        };
        let typed = |expr| Ok(Typed::computed(expr, kind));
        let of = |what: &str| {
            let from = value.kind.map_or("null", ColumnType::word);
            self.error(Unconvertible { from: from.to_string(), what: what.to_string() }, span_of(inner))
        };
        use ColumnType::{Bool, Date, Datetime, Duration, Integer, Money, Number, Text, Wave};
        match (kind, value.kind) {
            (Text, _) => typed(text_of(value)),
            (Integer | Number, Some(Duration)) => {
                Err(of("plain number").help("divide it: `… / interval '1 hour'` is a number of hours"))
            }
            (Integer | Number, Some(Datetime { .. })) => {
                Err(of("number").help("a number comes from two: `hours_between(…, …)`"))
            }
            (Integer, _) => typed(try_cast(value.expr, DataType::Int64)),
            (Number, Some(Date)) => typed(cast(try_cast(value.expr, DataType::Int64), DataType::Float64)),
            (Number, _) => typed(finite(try_cast(value.expr, DataType::Float64))),
            (Bool, Some(Date | Datetime { .. } | Duration)) => {
                Err(of("condition").help("compare it with something"))
            }
            (Bool, Some(Text | Wave)) => typed(truth_of(value.expr)),
            (Bool, _) => typed(try_cast(value.expr, DataType::Boolean)),
            (_, Some(Date | Datetime { .. })) => typed(to_day(&value)),
            (_, Some(Bool | Duration | Number | Money { .. })) => {
                Err(of("date").help("a date is read from text: `cast(… as date)`"))
            }
            (_, None | Some(Text | Wave | Integer)) => {
                typed(within_calendar(try_cast(value.expr, DataType::Date32), self.vocabulary.zone))
            }
        }
    }
}

/// What an expression reads as another type by `cast`; null where it cannot be read.
pub(crate) fn read_by_cast(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::TryCast(TryCast { expr, .. }) => Some(expr),
        Expr::ScalarFunction(ScalarFunction { func, args }) => match args.as_slice() {
            [of @ Expr::TryCast(_)] if is_finite(func) || is_within_calendar(func) => read_by_cast(of),
            _ => None,
        },
        // As `truth_of` makes it.
        Expr::Case(Case { expr: None, when_then_expr, else_expr: None }) => {
            let is = |value: bool, then: &Expr| *then == lit(value);
            match when_then_expr.as_slice() {
                [(yes, t), (no, f)] if is(true, t) && is(false, f) => match (yes.as_ref(), no.as_ref()) {
                    (Expr::InList(yes), Expr::InList(no)) if yes.expr == no.expr => Some(&yes.expr),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// A text as yes or no, by the words that cells of a column of truths are read by; accents as people write them.
fn truth_of(text: Expr) -> Expr {
    let small = lower().call(vec![btrim().call(vec![text])]);
    let is = |is_yes: bool| {
        let accented =
            if is_yes { ["sí", "ναί", "αληθής"] } else { ["όχι", "ψευδής", "fałsz"] };
        let words = words_for(is_yes).chain(accented).map(lit).collect();
        small.clone().in_list(words, false)
    };
    let branches =
        vec![(Box::new(is(true)), Box::new(lit(true))), (Box::new(is(false)), Box::new(lit(false)))];
    Expr::Case(Case::new(None, branches, None))
}

/// A value as text; of a time what the clock showed, of a whole number no decimals.
pub(super) fn text_of(value: Typed) -> Expr {
    match value.kind {
        Some(ColumnType::Text | ColumnType::Wave) => value.expr,
        Some(ColumnType::Datetime { .. }) => clock_text(value.expr),
        Some(ColumnType::Number | ColumnType::Money { .. } | ColumnType::Duration) => named(value.expr),
        _ => cast(value.expr, DataType::Utf8),
    }
}

/// A value as the key of a segment: of a time what the clock showed.
pub(crate) fn shown(typed: &Typed) -> Expr {
    match typed.kind {
        Some(ColumnType::Datetime { .. }) => text_of(typed.clone()),
        _ => typed.expr.clone(),
    }
}
