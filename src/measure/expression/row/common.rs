//! Values that meet: compared, chosen among, of one type.

use chrono::{Datelike, NaiveDate};
use datafusion::logical_expr::Case;
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;
use datafusion::sql::sqlparser::ast;

use super::lowering::{Lowering, Result};
use crate::measure::expression::causes::{ComparedWithNull, EqualsBlank, OperandsDisagree, TypesDiffer};
use crate::measure::expression::instant::YEARS;
use crate::measure::expression::source::{ExpressionError, span_of};
use crate::measure::expression::suggestions;
use crate::measure::expression::terms::{float, size, to_day};
use crate::measure::expression::typed::{ColumnType, Typed};

impl Lowering<'_> {
    pub(super) fn mismatch(
        &self,
        verb: &str,
        left: Option<ColumnType>,
        right: Option<ColumnType>,
        expr: &ast::Expr,
    ) -> ExpressionError {
        let word = |kind: Option<ColumnType>| kind.map_or("null", ColumnType::word);
        self.error(
            OperandsDisagree {
                verb: verb.to_string(),
                left: word(left).to_string(),
                right: word(right).to_string(),
            },
            span_of(expr),
        )
    }

    /// Both sides in one type that can be compared.
    pub(super) fn comparable(
        &self,
        left: &Typed,
        right: Typed,
        verb: &str,
        expr: &ast::Expr,
    ) -> Result<(Expr, Expr)> {
        let (Some(l), Some(r)) = (left.kind, right.kind) else {
            return Err(self.error(ComparedWithNull, span_of(expr)));
        };
        let mismatch = || self.mismatch(verb, left.kind, right.kind, expr);
        let is_text = |k| matches!(k, ColumnType::Text | ColumnType::Wave);
        // A blank is no word for no.
        let is_blank = suggestions::suggest_null_test(expr).is_some();
        if let Some(error) = self.truth_beside(left, &right, verb, expr).filter(|_| !is_blank) {
            return Err(error);
        }
        if let Some(help) = suggestions::suggest_null_test(expr).filter(|_| !is_text(l) || !is_text(r)) {
            return Err(mismatch().help(help));
        }
        Ok(match (l, r) {
            (ColumnType::Integer, ColumnType::Integer) => (left.expr.clone(), right.expr),
            (l, r) if l.is_numeric() && r.is_numeric() => (float(left.expr.clone()), float(right.expr)),
            (l, r) if is_text(l) && is_text(r) => (left.expr.clone(), right.expr),
            (ColumnType::Bool, ColumnType::Bool)
            | (ColumnType::Date, ColumnType::Date)
            | (ColumnType::Duration, ColumnType::Duration) => (left.expr.clone(), right.expr),
            (l, r) if l.is_temporal() && r.is_temporal() => {
                if l == ColumnType::Date || r == ColumnType::Date {
                    (to_day(left), to_day(&right))
                } else {
                    (left.expr.clone(), right.expr)
                }
            }
            (ColumnType::Duration, _) | (_, ColumnType::Duration) => {
                let is_interval = |typed: &Typed| {
                    typed.kind == Some(ColumnType::Duration) && matches!(typed.expr, Expr::Literal(..))
                };
                let number = [left, &right].into_iter().find_map(whole);
                let help = match (is_interval(left) || is_interval(&right), number) {
                    (true, _) => {
                        "write a number in what the other side counts: two dates differ by days".to_owned()
                    }
                    (false, Some(number)) => {
                        format!(
                            "write the length with its unit, as `interval '{number} minutes'` or `interval '{number} hours'`"
                        )
                    }
                    (false, None) => "write the length as `interval '2 hours'`".to_owned(),
                };
                return Err(mismatch().help(help));
            }
            (l, r) if (l.is_numeric() && is_text(r)) || (is_text(l) && r.is_numeric()) => {
                let text = if is_text(l) { left } else { &right };
                let error = self.untyped(text.column.as_deref(), "number", expr);
                return Err(error.unwrap_or_else(|| mismatch().help(as_number(&text.expr))));
            }
            (l, r) if (l.is_temporal() && is_text(r)) || (is_text(l) && r.is_temporal()) => {
                let text = if is_text(l) { left } else { &right };
                let error = self.untyped(text.column.as_deref(), "date", expr);
                return Err(error.unwrap_or_else(|| mismatch().help(as_date(&text.expr))));
            }
            (l, r) if l.is_temporal() || r.is_temporal() => {
                let written = self.source.written(span_of(expr));
                let help =
                    suggestions::day(written).unwrap_or_else(|| "write `date '2016-01-31'`".to_owned());
                return Err(mismatch().help(help));
            }
            _ => return Err(mismatch().help("write `cast(… as text)`")),
        })
    }

    /// Refuses a blank text as what a cell may hold: a blank cell has no value, so none ever equals it.
    pub(super) fn refuse_blank_literal(
        &self,
        cell: &Typed,
        written: &ast::Expr,
        other: &ast::Expr,
    ) -> Result<()> {
        let known = cell.column.as_ref().and_then(|name| self.vocabulary.columns.get(name));
        let is_held = known.is_some_and(|known| known.holds_cells);
        let ast::Expr::Value(value) = other else { return Ok(()) };
        match &value.value {
            ast::Value::SingleQuotedString(text) if is_held && text.trim().is_empty() => {
                Err(self.error(EqualsBlank { written: written.to_string() }, value.span))
            }
            _ => Ok(()),
        }
    }

    /// Several values in one common type.
    pub(super) fn common(&self, values: Vec<(Typed, &ast::Expr)>) -> Result<(Vec<Expr>, Option<ColumnType>)> {
        let mut kind: Option<ColumnType> = None;
        for (typed, expr) in &values {
            let Some(next) = typed.kind else { continue };
            kind = Some(match kind {
                None => next,
                Some(k) if k == next => k,
                Some(k) if k.is_numeric() && next.is_numeric() => match k.is_money() || next.is_money() {
                    true => ColumnType::AMOUNT,
                    false => ColumnType::Number,
                },
                Some(ColumnType::Datetime { .. }) if matches!(next, ColumnType::Datetime { .. }) => {
                    ColumnType::Datetime { zoned: false }
                }
                Some(k) if k.is_temporal() && next.is_temporal() => ColumnType::Date,
                Some(k) => {
                    let error = self.error(
                        TypesDiffer { first: k.word().to_owned(), second: next.word().to_owned() },
                        span_of(expr),
                    );
                    return Err(error.help(match [k, next].contains(&ColumnType::Duration) {
                        true => "write a length as `interval '2 hours'`",
                        false => "write `cast(… as text)`",
                    }));
                }
            });
        }
        let exprs = values.into_iter().map(|(typed, _)| match kind {
            Some(ColumnType::Number) => float(typed.expr),
            Some(money) if money.is_money() && typed.kind.is_none_or(|kind| !kind.is_money()) => {
                float(typed.expr)
            }
            Some(ColumnType::Date) if typed.kind.is_some() => to_day(&typed),
            _ => typed.expr,
        });
        Ok((exprs.collect(), kind))
    }

    pub(super) fn case(
        &self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&ast::Expr>,
    ) -> Result<Typed> {
        let value = operand.map(|operand| Ok::<_, ExpressionError>((self.lower(operand)?, operand)));
        let value = value.transpose()?;
        let mut whens = Vec::new();
        let mut results = Vec::new();
        for when in conditions {
            whens.push(match &value {
                None => self.condition(&when.condition)?,
                Some((value, operand)) => {
                    self.charge_budget(size(&value.expr), || span_of(operand))?;
                    let other = self.lower(&when.condition)?;
                    let (l, r) = self.comparable(value, other, "compare", &when.condition)?;
                    l.eq(r)
                }
            });
            results.push((self.lower(&when.result)?, &when.result));
        }
        if let Some(otherwise) = otherwise {
            results.push((self.lower(otherwise)?, otherwise));
        }
        let (mut results, kind) = self.common(results)?;
        let last = otherwise.and_then(|_| results.pop()).map(Box::new);
        let branches = whens.into_iter().map(Box::new).zip(results.into_iter().map(Box::new)).collect();
        Ok(Typed { expr: Expr::Case(Case::new(None, branches, last)), kind, column: None })
    }
}

/// How the text of a comparison with a number is written.
fn as_number(text: &Expr) -> String {
    match text {
        Expr::Literal(ScalarValue::Utf8(Some(text)), _) if text.trim().parse::<f64>().is_ok() => {
            format!("write `{}` without quotes", text.trim())
        }
        Expr::Literal(..) => "compare a number with a number, or write `cast(… as text)`".to_owned(),
        _ => "quote the number, or write `cast(… as number)`".to_owned(),
    }
}

/// How the date is written that a text probably means: `'1998-01-01'` and `'1.1.1998'` are `date '1998-01-01'`.
fn as_date(text: &Expr) -> String {
    let written = match text {
        Expr::Literal(ScalarValue::Utf8(Some(text)), _) => text.trim(),
        _ => "",
    };
    let by = |pattern: &str| NaiveDate::parse_from_str(written, pattern).ok();
    let day = by("%Y-%m-%d").or_else(|| by("%d.%m.%Y")).filter(|day| YEARS.contains(&day.year()));
    match day {
        Some(day) => format!("write `date '{day}'`"),
        None => "write `date '2016-01-31'`".to_owned(),
    }
}

/// A whole number that stands there as it is.
fn whole(typed: &Typed) -> Option<i64> {
    match &typed.expr {
        Expr::Literal(ScalarValue::Int64(number), _) => *number,
        _ => None,
    }
}
