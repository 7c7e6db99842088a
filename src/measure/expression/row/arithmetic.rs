//! Arithmetic with numbers, days, times and durations.

use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast::{self, BinaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::Span as SqlSpan;

use super::lowering::{Lowering, Result};
use crate::calendar::Length;
use crate::measure::expression::causes::{NoInterval, NoLength};
use crate::measure::expression::chain::{self, Chain};
use crate::measure::expression::instant::{after, moved, seconds_between};
use crate::measure::expression::source::{ExpressionError, span_of};
use crate::measure::expression::terms::{day_difference, days_later, float, to_day};
use crate::measure::expression::typed::{ColumnType, Typed};

/// Parts that a step in time counts for.
const STEP: usize = 400;

/// What has been added up so far: terms of one type, each added or taken away.
struct Total {
    kind: Option<ColumnType>,
    terms: Vec<(bool, Expr)>,
    /// The column it is, when it is nothing but a column.
    column: Option<String>,
}

impl Total {
    fn new(typed: Typed) -> Total {
        Total { kind: typed.kind, terms: vec![(true, typed.expr)], column: typed.column }
    }

    fn push(self, adds: bool, term: Expr, kind: ColumnType) -> Total {
        let mut terms: Vec<(bool, Expr)> = match self.terms.as_slice() {
            [_] => self.terms.into_iter().map(|(adds, first)| (adds, float(first))).collect(),
            _ => self.terms,
        };
        terms.push((adds, float(term)));
        Total { kind: Some(kind), terms, column: None }
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed { expr: chain::sum(self.terms)?, kind: self.kind, column: self.column })
    }
}

impl Lowering<'_> {
    /// A chain of additions and subtractions.
    pub(super) fn sum(&self, chain: &Chain<'_>) -> Result<Typed> {
        let mut rest = chain.rest.iter().copied();
        let mut last = chain.first;
        let mut total = match self.length(chain.first).transpose()? {
            // `interval '1 day' + opened`
            Some(length) if matches!(chain.rest.first(), Some((BinaryOperator::Plus, _))) => {
                let (_, next) = chain.rest[0];
                let value = self.raw(next)?;
                if value.kind.is_some_and(ColumnType::is_temporal) {
                    rest.next();
                    last = next;
                    Total::new(self.later(&value, length, 1))
                } else {
                    Total::new(self.raw(chain.first)?)
                }
            }
            _ => Total::new(self.raw(chain.first)?),
        };
        for (op, term) in rest {
            total = self.add(total, matches!(op, BinaryOperator::Plus), term, last)?;
            last = term;
        }
        total.typed().ok_or_else(|| self.refuse("nothing", span_of(chain.first)))
    }

    fn add(&self, total: Total, adds: bool, term: &ast::Expr, before: &ast::Expr) -> Result<Total> {
        use ColumnType::{Date, Datetime, Duration, Integer, Text};
        let is_temporal = |kind: Option<ColumnType>| kind.is_some_and(ColumnType::is_temporal);
        if is_temporal(total.kind)
            && let Some(length) = self.length(term).transpose()?
        {
            // Each step stands around the one before.
            self.charge_budget(STEP, || span_of(term))?;
            let value = self.one(total, term)?;
            return Ok(Total::new(self.later(&value, length, if adds { 1 } else { -1 })));
        }
        if total.kind == Some(Text)
            && self.length(term).is_some()
            && let Some(error) = self.untyped(total.column.as_deref(), "date", before)
        {
            return Err(error);
        }
        let right = self.raw(term)?;
        let verb = if adds { "add" } else { "subtract" };
        let (l, r) = (total.kind, right.kind);
        let numeric = |kind: Option<ColumnType>| kind.is_none_or(ColumnType::is_numeric);
        match (l, r) {
            (l, r) if numeric(l) && numeric(r) => {
                let is_money = [l, r].into_iter().flatten().any(ColumnType::is_money);
                let kind = if is_money { ColumnType::AMOUNT } else { ColumnType::Number };
                Ok(total.push(adds, right.expr, kind))
            }
            (Some(Duration), Some(Duration)) => Ok(total.push(adds, right.expr, Duration)),
            (Some(Date), Some(Date)) if !adds => {
                let left = self.one(total, term)?;
                let expr = day_difference(to_day(&left), to_day(&right));
                Ok(Total::new(Typed::computed(expr, Integer)))
            }
            (Some(Datetime { .. }), Some(Datetime { .. })) if !adds => {
                let left = self.one(total, term)?;
                let expr = seconds_between(right.expr, left.expr);
                Ok(Total::new(Typed::computed(expr, Duration)))
            }
            (Some(Datetime { .. }), Some(Duration)) => {
                let left = self.one(total, term)?;
                let seconds = chain::nan_to_null(float(right.expr));
                let seconds = if adds { seconds } else { Expr::Negative(Box::new(seconds)) };
                let expr = after(left.expr, seconds, self.vocabulary.zone);
                Ok(Total::new(Typed { expr, kind: l, column: None }))
            }
            (Some(Duration), Some(Datetime { .. })) if adds => {
                let left = self.one(total, term)?;
                let expr = after(right.expr, chain::nan_to_null(left.expr), self.vocabulary.zone);
                Ok(Total::new(Typed { expr, kind: r, column: None }))
            }
            (l, r) if is_temporal(l) && is_temporal(r) && !adds => Err(self
                .mismatch(verb, l, r, term)
                .help("`days_between(from, to)` counts days by the calendar, `hours_between(from, to)` the hours that pass")),
            (Some(Text), _) if is_temporal(r) || r == Some(Duration) => {
                let error = self.untyped(total.column.as_deref(), "date", before);
                Err(error.unwrap_or_else(|| {
                    self.mismatch(verb, l, r, term).help("declare the column as `date`, or write `cast(… as date)`")
                }))
            }
            (_, Some(Text)) if is_temporal(l) => {
                let error = self.untyped(right.column.as_deref(), "date", term);
                Err(error.unwrap_or_else(|| {
                    self.mismatch(verb, l, r, term).help("declare the column as `date`, or write `cast(… as date)`")
                }))
            }
            (l, r) if is_temporal(l) || is_temporal(r) => {
                Err(self.mismatch(verb, l, r, term).help("write `… + interval '3 days'`"))
            }
            (Some(Duration), _) | (_, Some(Duration)) => {
                Err(self.mismatch(verb, l, r, term).help("write the length as `interval '2 hours'`"))
            }
            (l, _) if !numeric(l) => {
                let typed = self.one(total, term)?;
                Err(self.not_a_number(&typed, l.unwrap_or(ColumnType::Text), before))
            }
            (_, r) => Err(self.not_a_number(&right, r.unwrap_or(ColumnType::Text), term)),
        }
    }

    fn one(&self, total: Total, at: &ast::Expr) -> Result<Typed> {
        total.typed().ok_or_else(|| self.refuse("nothing", span_of(at)))
    }

    /// A day or time later, or earlier, by a length as written.
    fn later(&self, value: &Typed, length: Length, sign: i64) -> Typed {
        let is_plain = matches!(value.expr, Expr::Column(_) | Expr::Literal(..) | Expr::Placeholder(_));
        let expr = match (value.kind, length) {
            // A number is added to a day of a column many times faster.
            (Some(ColumnType::Date), Length::Days(days)) if is_plain => {
                let days = i32::try_from(days).unwrap_or(i32::MAX);
                days_later(value.expr.clone(), if sign < 0 { -days } else { days })
            }
            _ => moved(value, length, sign, self.vocabulary.zone),
        };
        Typed { expr, kind: value.kind, column: None }
    }

    /// A chain of multiplications and divisions.
    pub(super) fn product(&self, chain: &Chain<'_>) -> Result<Typed> {
        use ColumnType::{Duration, Number};
        let factor = |term: &ast::Expr| {
            let typed = self.raw(term)?;
            match typed.kind {
                None => Ok((float(typed.expr), Number)),
                Some(kind) if kind.is_quantity() => {
                    let kind = match kind {
                        Duration => Duration,
                        kind if kind.is_money() => ColumnType::AMOUNT,
                        _ => Number,
                    };
                    Ok((float(typed.expr), kind))
                }
                Some(kind) => Err(self.not_a_number(&typed, kind, term)),
            }
        };
        let (first, mut kind) = factor(chain.first)?;
        let mut terms = vec![(true, first)];
        for (op, term) in &chain.rest {
            let multiplies = matches!(op, BinaryOperator::Multiply);
            let (expr, next) = factor(term)?;
            kind = match (kind, next, multiplies) {
                (Number, Number, _) | (Duration, Duration, false) => Number,
                (Duration, Number, _) | (Number, Duration, true) => Duration,
                // A price times a number of pieces is money; a share of money is none, nor is money of money.
                (l, Number, _) if l.is_money() => l,
                (Number, r, true) if r.is_money() => r,
                (l, r, _) if l.is_money() && r.is_money() || l == Number && r.is_money() => Number,
                (Duration, r, _) if r.is_money() => Duration,
                (l, Duration, true) if l.is_money() => Duration,
                (l, r, multiplies) => {
                    let verb = if multiplies { "multiply" } else { "divide" };
                    let error = self.mismatch(verb, Some(l), Some(r), term);
                    return Err(error.help("divide a duration: `… / interval '1 hour'` is a number of hours"));
                }
            };
            terms.push((multiplies, expr));
        }
        match chain::product(terms) {
            Some(expr) => Ok(Typed::computed(expr, kind)),
            None => Err(self.refuse("nothing", span_of(chain.first))),
        }
    }

    /// An interval that stands by itself is a duration; of days each has 24 hours.
    pub(in crate::measure::expression) fn interval_alone(
        &self,
        interval: &ast::Interval,
        span: SqlSpan,
    ) -> Result<Typed> {
        let seconds = match self.written(interval, span)? {
            Length::Seconds(seconds) => seconds as f64,
            Length::Days(days) | Length::BusinessDays(days) => days as f64 * 86_400.0,
            Length::Months(_) => {
                let error = self.error(NoLength, span);
                return Err(error.help("write `interval '30 days'`, or add it to a date"));
            }
        };
        Ok(Typed::computed(lit(seconds), ColumnType::Duration))
    }

    /// The length that an interval is written as, where the expression is one.
    fn length(&self, expr: &ast::Expr) -> Option<Result<Length>> {
        match expr {
            ast::Expr::Interval(interval) => Some(self.written(interval, span_of(expr))),
            ast::Expr::Nested(inner) => self.length(inner),
            _ => None,
        }
    }

    fn written(&self, interval: &ast::Interval, span: SqlSpan) -> Result<Length> {
        let text = match (interval.value.as_ref(), &interval.leading_field) {
            (ast::Expr::Value(v), None) => v.value.clone().into_string(),
            (ast::Expr::Value(v), Some(field)) => {
                let number = match &v.value {
                    Value::Number(n, _) => Some(n.clone()),
                    other => other.clone().into_string(),
                };
                number.map(|n| format!("{n} {}", field.to_string().to_lowercase()))
            }
            _ => None,
        };
        let length = text.and_then(|t| t.parse::<crate::calendar::Duration>().ok()).map(|d| d.length());
        match length {
            Some(Length::BusinessDays(_)) | None => {
                let error: ExpressionError = self.error(NoInterval, span);
                Err(error)
            }
            Some(length) => Ok(length),
        }
    }
}
