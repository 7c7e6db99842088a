//! What a database may compute in our place: expressions that mean the same there, whatever stands in the rows.

use std::collections::BTreeMap;

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::expr::{Alias, BinaryExpr, Case, Cast, InList};
use datafusion::logical_expr::{Between, Operator, cast};
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;

use crate::measure::expression::aggregate::EXACT;
use crate::measure::expression::exactly;

/// What values of a column the database was seen to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObservedValues {
    /// Texts without blanks around them, compared letter by letter.
    Text,
    /// Whole numbers, small enough to be added up exactly.
    Whole,
    /// Whole numbers, too large to be added up exactly.
    Long,
    /// Decimal numbers, small and short enough to be added up exactly.
    Decimal,
    /// True or false.
    Truth,
    /// Days.
    Day,
    /// Times by the calendar's clock, of which only the day is asked.
    Time,
}

/// The columns that expressions may name.
pub(super) type Classes = BTreeMap<String, ObservedValues>;

/// The same expression for the database; `None` where it could mean something else there.
pub(super) fn translated(expr: &Expr, classes: &Classes) -> Option<Expr> {
    if let Some(column) = added_up(expr, classes) {
        return Some(column);
    }
    match expr {
        Expr::Cast(Cast { expr: inner, field }) if *field.data_type() == DataType::Date32 => {
            let time = class_of(inner, classes)
                .is_some_and(|class| matches!(class, ObservedValues::Time | ObservedValues::Day));
            time.then(|| expr.clone())
        }
        Expr::Cast(Cast { expr: inner, field }) if *field.data_type() == DataType::Float64 => {
            let number = matches!(
                class_of(inner, classes)?,
                ObservedValues::Whole | ObservedValues::Long | ObservedValues::Decimal
            );
            number.then(|| expr.clone())
        }
        Expr::Alias(Alias { expr, name, .. }) => Some(translated(expr, classes)?.alias(name)),
        Expr::Literal(value, _) => is_plain(value).then(|| expr.clone()),
        Expr::Column(_) => (class_of(expr, classes)? != ObservedValues::Time).then(|| number(expr, classes)),
        Expr::Not(inner) => Some(Expr::Not(condition(inner, classes)?)),
        Expr::IsTrue(inner) => Some(Expr::IsTrue(condition(inner, classes)?)),
        Expr::IsFalse(inner) => Some(Expr::IsFalse(condition(inner, classes)?)),
        Expr::IsNotTrue(inner) => Some(Expr::IsNotTrue(condition(inner, classes)?)),
        Expr::IsNotFalse(inner) => Some(Expr::IsNotFalse(condition(inner, classes)?)),
        Expr::IsNull(inner) => Some(Expr::IsNull(Box::new(translated(inner, classes)?))),
        Expr::IsNotNull(inner) => Some(Expr::IsNotNull(Box::new(translated(inner, classes)?))),
        Expr::BinaryExpr(BinaryExpr { left, op, right }) => {
            let (left_there, right_there) = (translated(left, classes)?, translated(right, classes)?);
            let allowed = match op {
                Operator::And | Operator::Or => true,
                Operator::Eq | Operator::NotEq => alike(left, right, classes),
                Operator::Lt | Operator::LtEq | Operator::Gt | Operator::GtEq => {
                    // Texts are put in order by rules of a language, which differ.
                    alike(left, right, classes) && !is_text(left, classes) && !is_text(right, classes)
                }
                _ => false,
            };
            let (left, right) = (Box::new(left_there), Box::new(right_there));
            allowed.then(|| Expr::BinaryExpr(BinaryExpr { left, op: *op, right }))
        }
        Expr::Between(Between { expr: inner, negated, low, high }) => {
            let ordered =
                alike(inner, low, classes) && alike(inner, high, classes) && !is_text(inner, classes);
            let there = |e: &Expr| Some(Box::new(translated(e, classes)?));
            let between =
                Between { expr: there(inner)?, negated: *negated, low: there(low)?, high: there(high)? };
            ordered.then_some(Expr::Between(between))
        }
        Expr::InList(InList { expr: inner, list, negated }) => {
            let same = list.iter().all(|item| alike(inner, item, classes));
            let list = list.iter().map(|item| translated(item, classes)).collect::<Option<_>>()?;
            let inner = Box::new(translated(inner, classes)?);
            same.then_some(Expr::InList(InList { expr: inner, list, negated: *negated }))
        }
        Expr::Case(Case { expr: None, when_then_expr, else_expr }) => {
            let there = |e: &Expr| Some(Box::new(translated(e, classes)?));
            let whens = when_then_expr.iter().map(|(when, then)| Some((there(when)?, there(then)?)));
            let otherwise = match else_expr {
                Some(otherwise) => Some(there(otherwise)?),
                None => None,
            };
            Some(Expr::Case(Case::new(None, whens.collect::<Option<_>>()?, otherwise)))
        }
        _ => None,
    }
}

fn condition(expr: &Expr, classes: &Classes) -> Option<Box<Expr>> {
    Some(Box::new(translated(expr, classes)?))
}

/// A column as its ten-decimals number, where an expression is that: a sum is taken of it.
fn added_up(expr: &Expr, classes: &Classes) -> Option<Expr> {
    let column = match exactly(expr)? {
        (Expr::Cast(Cast { expr, .. }), 10) => expr.as_ref(),
        _ => return None,
    };
    let is_exact = matches!(class_of(column, classes)?, ObservedValues::Whole | ObservedValues::Decimal);
    is_exact.then(|| cast(column.clone(), EXACT))
}

/// A column as it is held here: decimal numbers are compared as floating-point numbers.
fn number(column: &Expr, classes: &Classes) -> Expr {
    match class_of(column, classes) {
        Some(ObservedValues::Decimal) => cast(column.clone(), DataType::Float64),
        _ => column.clone(),
    }
}

fn class_of(expr: &Expr, classes: &Classes) -> Option<ObservedValues> {
    match expr {
        Expr::Column(column) => classes.get(&column.name).copied(),
        _ => None,
    }
}

fn is_text(expr: &Expr, classes: &Classes) -> bool {
    class_of(expr, classes) == Some(ObservedValues::Text)
        || matches!(expr, Expr::Literal(ScalarValue::Utf8(_) | ScalarValue::Utf8View(_), _))
}

/// Literals that every database reads as we do.
fn is_plain(value: &ScalarValue) -> bool {
    match value {
        ScalarValue::Utf8(Some(text)) | ScalarValue::Utf8View(Some(text)) => {
            // A text of fixed length would be equal to one with blanks behind it.
            text == text.trim() && !text.contains(['\\', '\0'])
        }
        ScalarValue::Float64(Some(x)) => x.is_finite(),
        ScalarValue::Boolean(_) | ScalarValue::Int64(_) | ScalarValue::Date32(_) => true,
        _ => false,
    }
}

/// Whether two sides of a comparison are of one kind, so that nothing is converted for it.
fn alike(left: &Expr, right: &Expr, classes: &Classes) -> bool {
    let kind = |expr: &Expr| match expr {
        Expr::Column(_) => class_of(expr, classes).map(|class| match class {
            ObservedValues::Whole | ObservedValues::Long | ObservedValues::Decimal => ObservedValues::Whole,
            other => other,
        }),
        Expr::Literal(value, _) => match value {
            ScalarValue::Utf8(_) | ScalarValue::Utf8View(_) => Some(ObservedValues::Text),
            ScalarValue::Int64(_) | ScalarValue::Float64(_) => Some(ObservedValues::Whole),
            ScalarValue::Boolean(_) => Some(ObservedValues::Truth),
            ScalarValue::Date32(_) => Some(ObservedValues::Day),
            _ => None,
        },
        Expr::Cast(Cast { field, .. }) if *field.data_type() == DataType::Date32 => Some(ObservedValues::Day),
        Expr::Cast(Cast { field, .. }) if *field.data_type() == DataType::Float64 => {
            Some(ObservedValues::Whole)
        }
        _ => None,
    };
    kind(left).is_some_and(|left| Some(left) == kind(right) && left != ObservedValues::Time)
}
