//! Expressions over the rows of a source, lowered to DataFusion with a known type.

use datafusion::arrow::datatypes::{DataType, IntervalMonthDayNano};
use datafusion::common::Column;
use datafusion::functions as df;
use datafusion::logical_expr::expr::{BinaryExpr, InList, Like};
use datafusion::logical_expr::{Between, Case, Operator, cast, not, try_cast};
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;
use datafusion::sql::sqlparser::ast::{self, BinaryOperator, Spanned as _, UnaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::Span as SqlSpan;

use super::{
    ColumnType, ExpressionError, Source, Typed, Vocabulary, arguments, date_literal, function_name, parse,
};
use crate::problem::{Code, near};

const FUNCTIONS: [&str; 31] = [
    "abs",
    "ceil",
    "floor",
    "round",
    "sqrt",
    "ln",
    "exp",
    "power",
    "least",
    "greatest",
    "coalesce",
    "nullif",
    "lower",
    "upper",
    "trim",
    "substr",
    "length",
    "replace",
    "concat",
    "starts_with",
    "ends_with",
    "contains",
    "regexp_like",
    "year",
    "month",
    "day",
    "weekday",
    "date_trunc",
    "month_end",
    "days_between",
    "as_of",
];

/// Reads an expression over rows.
///
/// # Errors
/// The first part that is not of the language, names nothing, or has the wrong type.
pub fn expression(text: &str, vocabulary: &Vocabulary) -> Result<Typed, ExpressionError> {
    let source = Source::new(text);
    Lowering { vocabulary, source: &source }.lower(&parse(text)?)
}

/// Reads a condition over rows: an expression giving true or false, or the name of a filter.
///
/// # Errors
/// As [`expression`], and `type-mismatch` when the result is no condition.
pub fn condition(text: &str, vocabulary: &Vocabulary) -> Result<Expr, ExpressionError> {
    let source = Source::new(text);
    Lowering { vocabulary, source: &source }.condition(&parse(text)?)
}

/// The column named, exactly as written.
pub(crate) fn column(name: &str) -> Expr {
    Expr::Column(Column::new_unqualified(name))
}

/// A temporal expression as a local day.
pub fn to_day(typed: &Typed) -> Expr {
    match typed.kind {
        Some(ColumnType::Date) => typed.expr.clone(),
        _ => cast(typed.expr.clone(), DataType::Date32),
    }
}

/// `a − b` in whole days.
pub fn day_difference(a: Expr, b: Expr) -> Expr {
    let days = |e: Expr| cast(cast(e, DataType::Int32), DataType::Int64);
    binary(days(a), Operator::Minus, days(b))
}

/// The days of an interval that has nothing else.
fn whole_days(interval: &Expr) -> Option<i32> {
    match interval {
        Expr::Literal(ScalarValue::IntervalMonthDayNano(Some(i)), _)
            if i.months == 0 && i.nanoseconds == 0 =>
        {
            Some(i.days)
        }
        _ => None,
    }
}

/// A day so many days later. Days are numbers, and adding those takes a tenth of the time that an interval takes.
pub(crate) fn days_later(day: Expr, days: i32) -> Expr {
    const FAR: i32 = 100_000_000;
    let days = lit(days.clamp(-FAR, FAR));
    cast(binary(cast(day, DataType::Int32), Operator::Plus, days), DataType::Date32)
}

pub(super) fn binary(left: Expr, op: Operator, right: Expr) -> Expr {
    Expr::BinaryExpr(BinaryExpr { left: Box::new(left), op, right: Box::new(right) })
}

pub(crate) fn float(e: Expr) -> Expr {
    cast(e, DataType::Float64)
}

pub(super) struct Lowering<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) source: &'a Source<'a>,
}

type Result<T, E = ExpressionError> = std::result::Result<T, E>;

impl Lowering<'_> {
    fn error(&self, code: Code, message: impl Into<String>, span: SqlSpan) -> ExpressionError {
        ExpressionError::new(code, message, self.source, span)
    }

    fn refuse(&self, what: &str, span: SqlSpan) -> ExpressionError {
        self.error(Code::NotAllowed, format!("{what} may not be used here"), span)
    }

    /// Lowers any expression.
    pub(super) fn lower(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = |expr, kind| Ok(Typed { expr, kind: Some(kind), column: None });
        match expr {
            ast::Expr::Identifier(name) => self.name(name),
            ast::Expr::Nested(inner) => self.lower(inner),
            ast::Expr::Value(value) => self.literal(&value.value, value.span),
            ast::Expr::TypedString(t) => self.date(t, expr.span()),
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr: inner } => {
                let e = self.numeric(inner)?;
                typed(Expr::Negative(Box::new(float(e.expr))), ColumnType::Number)
            }
            ast::Expr::UnaryOp { op: UnaryOperator::Plus, expr: inner } => self.numeric(inner),
            ast::Expr::UnaryOp { op: UnaryOperator::Not, expr: inner } => {
                typed(not(self.condition(inner)?), ColumnType::Bool)
            }
            ast::Expr::BinaryOp { left, op, right } => self.binary(left, op, right, expr.span()),
            ast::Expr::IsNull(inner) => typed(self.lower(inner)?.expr.is_null(), ColumnType::Bool),
            ast::Expr::IsNotNull(inner) => typed(self.lower(inner)?.expr.is_not_null(), ColumnType::Bool),
            ast::Expr::IsTrue(inner) => typed(self.condition(inner)?.is_true(), ColumnType::Bool),
            ast::Expr::IsFalse(inner) => typed(self.condition(inner)?.is_false(), ColumnType::Bool),
            ast::Expr::InList { expr: inner, list, negated } => {
                let first = self.lower(inner)?;
                let mut items = Vec::with_capacity(list.len());
                let mut left = first.expr.clone();
                for item in list {
                    let (l, r) = self.comparable(&first, self.lower(item)?, "compare", item.span())?;
                    left = l;
                    items.push(r);
                }
                typed(Expr::InList(InList::new(Box::new(left), items, *negated)), ColumnType::Bool)
            }
            ast::Expr::Between { expr: inner, negated, low, high } => {
                let value = self.lower(inner)?;
                let (v, low) = self.comparable(&value, self.lower(low)?, "compare", low.span())?;
                let (_, high) = self.comparable(&value, self.lower(high)?, "compare", high.span())?;
                let between = Between::new(Box::new(v), *negated, Box::new(low), Box::new(high));
                typed(Expr::Between(between), ColumnType::Bool)
            }
            ast::Expr::Like { negated, any: false, expr: inner, pattern, escape_char: None } => {
                let like =
                    Like::new(*negated, self.text(inner)?.into(), self.text(pattern)?.into(), None, false);
                typed(Expr::Like(like), ColumnType::Bool)
            }
            ast::Expr::ILike { negated, any: false, expr: inner, pattern, escape_char: None } => {
                let like =
                    Like::new(*negated, self.text(inner)?.into(), self.text(pattern)?.into(), None, true);
                typed(Expr::Like(like), ColumnType::Bool)
            }
            ast::Expr::Case { operand, conditions, else_result, .. } => {
                self.case(operand.as_deref(), conditions, else_result.as_deref(), expr.span())
            }
            ast::Expr::Cast { expr: inner, data_type, format: None, array: false, .. } => {
                self.cast(inner, data_type, expr.span())
            }
            ast::Expr::Ceil { expr: inner, .. } => {
                typed(df::math::ceil().call(vec![float(self.numeric(inner)?.expr)]), ColumnType::Number)
            }
            ast::Expr::Floor { expr: inner, .. } => {
                typed(df::math::floor().call(vec![float(self.numeric(inner)?.expr)]), ColumnType::Number)
            }
            ast::Expr::Trim { expr: inner, trim_where: None, trim_what: None, trim_characters: None } => {
                typed(df::string::btrim().call(vec![self.text(inner)?]), ColumnType::Text)
            }
            ast::Expr::Substring { expr: inner, substring_from, substring_for, .. } => {
                let mut call = vec![self.text(inner)?];
                for part in [substring_from, substring_for].into_iter().flatten() {
                    call.push(cast(self.numeric(part)?.expr, DataType::Int64));
                }
                typed(df::unicode::substr().call(call), ColumnType::Text)
            }
            ast::Expr::Function(function) => self.function(function),
            other => Err(self.refuse(&format!("`{other}`"), other.span())),
        }
    }

    /// Lowers an expression that must be a condition.
    pub(super) fn condition(&self, expr: &ast::Expr) -> Result<Expr> {
        let typed = self.lower(expr)?;
        match typed.kind {
            Some(ColumnType::Bool) | None => Ok(typed.expr),
            Some(kind) => Err(self
                .error(
                    Code::TypeMismatch,
                    format!("a condition is true or false, this is {}", kind.word()),
                    expr.span(),
                )
                .help("compare it with something")),
        }
    }

    /// Lowers an expression that must be a number.
    pub(super) fn numeric(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None => Ok(typed),
            Some(kind) if kind.is_numeric() => Ok(typed),
            Some(kind) => Err(self.not_a_number(&typed, kind, expr.span())),
        }
    }

    fn not_a_number(&self, typed: &Typed, kind: ColumnType, span: SqlSpan) -> ExpressionError {
        let undeclared =
            typed.column.as_ref().filter(|c| self.vocabulary.columns.get(*c).is_some_and(|k| k.undeclared));
        match undeclared {
            Some(column) => self.error(Code::ColumnIsText, format!("`{column}` is text here"), span).help(
                format!("add `columns: {{ {column}: number }}` to source `{}`", self.vocabulary.source),
            ),
            None => self
                .error(Code::TypeMismatch, format!("a number is needed here, this is {}", kind.word()), span)
                .help("write `cast(… as number)`"),
        }
    }

    fn text(&self, expr: &ast::Expr) -> Result<Expr> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None | Some(ColumnType::Text | ColumnType::Wave) => Ok(typed.expr),
            Some(_) => Ok(cast(typed.expr, DataType::Utf8)),
        }
    }

    fn temporal(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None => Ok(typed),
            Some(kind) if kind.is_temporal() => Ok(typed),
            Some(kind) => Err(self
                .error(
                    Code::TypeMismatch,
                    format!("a date is needed here, this is {}", kind.word()),
                    expr.span(),
                )
                .help("declare the column as `date`, or write `cast(… as date)`")),
        }
    }

    fn name(&self, name: &ast::Ident) -> Result<Typed> {
        if let Some(known) = self.vocabulary.columns.get(&name.value) {
            return Ok(Typed {
                expr: column(&name.value),
                kind: Some(known.kind),
                column: Some(name.value.clone()),
            });
        }
        if let Some(filter) = self.vocabulary.filters.get(&name.value) {
            return Ok(Typed { expr: filter.clone(), kind: Some(ColumnType::Bool), column: None });
        }
        let known = self.vocabulary.columns.keys().chain(self.vocabulary.filters.keys()).map(String::as_str);
        let error = self.error(
            Code::UnknownColumn,
            format!("source `{}` has no column `{}`", self.vocabulary.source, name.value),
            name.span,
        );
        let near = near(&name.value, known);
        Err(match near {
            Some(_) => error.did_you_mean(near),
            None => {
                let columns: Vec<&str> = self.vocabulary.columns.keys().map(String::as_str).collect();
                error.help(format!(
                    "its columns are {}; text stands in single quotes",
                    super::some_of(&columns)
                ))
            }
        })
    }

    fn literal(&self, value: &Value, span: SqlSpan) -> Result<Typed> {
        let (expr, kind) = match value {
            Value::Number(text, _) => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(whole), _) => (lit(whole), Some(ColumnType::Integer)),
                (_, Ok(number)) if number.is_finite() => (lit(number), Some(ColumnType::Number)),
                _ => return Err(self.error(Code::ExpressionSyntax, format!("`{text}` is no number"), span)),
            },
            Value::SingleQuotedString(text) => (lit(text.as_str()), Some(ColumnType::Text)),
            Value::Boolean(b) => (lit(*b), Some(ColumnType::Bool)),
            Value::Null => (Expr::Literal(ScalarValue::Null, None), None),
            other => return Err(self.refuse(&format!("`{other}`"), span)),
        };
        Ok(Typed { expr, kind, column: None })
    }

    fn date(&self, typed: &ast::TypedString, span: SqlSpan) -> Result<Typed> {
        let text = typed.value.value.clone().into_string().unwrap_or_default();
        match (&typed.data_type, text.parse::<chrono::NaiveDate>()) {
            (ast::DataType::Date, Ok(day)) => {
                Ok(Typed { expr: date_literal(day), kind: Some(ColumnType::Date), column: None })
            }
            (ast::DataType::Date, Err(_)) => Err(self
                .error(Code::ExpressionSyntax, format!("`{text}` is no date"), span)
                .help("write `date '2016-01-31'`")),
            _ => Err(self.refuse(&format!("a literal of type `{}`", typed.data_type), span)),
        }
    }

    fn interval(&self, expr: &ast::Expr) -> Option<Result<Expr>> {
        let ast::Expr::Interval(interval) = expr else { return None };
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
        use crate::calendar::Length;
        let value = match length {
            Some(Length::Seconds(s)) => IntervalMonthDayNano::new(0, 0, s * 1_000_000_000),
            Some(Length::Days(d)) => IntervalMonthDayNano::new(0, i32::try_from(d).unwrap_or(i32::MAX), 0),
            Some(Length::Months(m)) => IntervalMonthDayNano::new(m, 0, 0),
            Some(Length::BusinessDays(_)) | None => {
                let error = self.error(Code::ExpressionSyntax, "this is no interval", expr.span());
                return Some(Err(error.help("write `interval '3 days'`")));
            }
        };
        Some(Ok(Expr::Literal(ScalarValue::IntervalMonthDayNano(Some(value)), None)))
    }

    fn binary(
        &self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
        span: SqlSpan,
    ) -> Result<Typed> {
        let typed = |expr, kind| Ok(Typed { expr, kind: Some(kind), column: None });
        let comparison = |op| {
            let (l, r) = self.comparable(&self.lower(left)?, self.lower(right)?, "compare", span)?;
            typed(binary(l, op, r), ColumnType::Bool)
        };
        match op {
            BinaryOperator::And => typed(self.condition(left)?.and(self.condition(right)?), ColumnType::Bool),
            BinaryOperator::Or => typed(self.condition(left)?.or(self.condition(right)?), ColumnType::Bool),
            BinaryOperator::Eq => comparison(Operator::Eq),
            BinaryOperator::NotEq => comparison(Operator::NotEq),
            BinaryOperator::Lt => comparison(Operator::Lt),
            BinaryOperator::LtEq => comparison(Operator::LtEq),
            BinaryOperator::Gt => comparison(Operator::Gt),
            BinaryOperator::GtEq => comparison(Operator::GtEq),
            BinaryOperator::StringConcat => {
                typed(df::string::concat().call(vec![self.text(left)?, self.text(right)?]), ColumnType::Text)
            }
            BinaryOperator::Plus | BinaryOperator::Minus => {
                if let Some(interval) = self.interval(right) {
                    let (date, interval) = (self.temporal(left)?, interval?);
                    let is_later = matches!(op, BinaryOperator::Plus);
                    let kind = date.kind.unwrap_or(ColumnType::Date);
                    if let (ColumnType::Date, Some(days)) = (kind, whole_days(&interval)) {
                        return typed(days_later(date.expr, if is_later { days } else { -days }), kind);
                    }
                    let op = if is_later { Operator::Plus } else { Operator::Minus };
                    return typed(binary(date.expr, op, interval), kind);
                }
                let (l, r) = (self.lower(left)?, self.lower(right)?);
                let temporal = |t: &Typed| t.kind.is_some_and(ColumnType::is_temporal);
                match (temporal(&l), temporal(&r)) {
                    (true, true) if matches!(op, BinaryOperator::Minus) => {
                        return typed(day_difference(to_day(&l), to_day(&r)), ColumnType::Integer);
                    }
                    (true, _) | (_, true) => {
                        let verb = if matches!(op, BinaryOperator::Plus) { "add" } else { "subtract" };
                        return Err(self.mismatch(verb, &l, &r, span).help("write `… + interval '3 days'`"));
                    }
                    (false, false) => {}
                }
                let op = if matches!(op, BinaryOperator::Plus) { Operator::Plus } else { Operator::Minus };
                typed(
                    binary(float(self.numeric(left)?.expr), op, float(self.numeric(right)?.expr)),
                    ColumnType::Number,
                )
            }
            BinaryOperator::Multiply => {
                let (l, r) = (float(self.numeric(left)?.expr), float(self.numeric(right)?.expr));
                typed(binary(l, Operator::Multiply, r), ColumnType::Number)
            }
            BinaryOperator::Divide => {
                let (l, r) = (float(self.numeric(left)?.expr), float(self.numeric(right)?.expr));
                let divisor = df::core::nullif().call(vec![r, lit(0.0)]);
                typed(binary(l, Operator::Divide, divisor), ColumnType::Number)
            }
            other => Err(self.refuse(&format!("`{other}`"), span)),
        }
    }

    fn mismatch(&self, verb: &str, left: &Typed, right: &Typed, span: SqlSpan) -> ExpressionError {
        let word = |t: &Typed| t.kind.map_or("null", ColumnType::word);
        self.error(Code::TypeMismatch, format!("cannot {verb} {} and {}", word(left), word(right)), span)
    }

    /// Both sides in one type that can be compared.
    fn comparable(&self, left: &Typed, right: Typed, verb: &str, span: SqlSpan) -> Result<(Expr, Expr)> {
        let (Some(l), Some(r)) = (left.kind, right.kind) else {
            return Ok((left.expr.clone(), right.expr));
        };
        let is_text = |k| matches!(k, ColumnType::Text | ColumnType::Wave);
        Ok(match (l, r) {
            (ColumnType::Integer, ColumnType::Integer) => (left.expr.clone(), right.expr),
            (l, r) if l.is_numeric() && r.is_numeric() => (float(left.expr.clone()), float(right.expr)),
            (l, r) if is_text(l) && is_text(r) => (left.expr.clone(), right.expr),
            (ColumnType::Bool, ColumnType::Bool) => (left.expr.clone(), right.expr),
            (ColumnType::Date, ColumnType::Date) => (left.expr.clone(), right.expr),
            (l, r) if l.is_temporal() && r.is_temporal() => {
                if l == ColumnType::Date || r == ColumnType::Date {
                    (to_day(left), to_day(&right))
                } else {
                    (left.expr.clone(), right.expr)
                }
            }
            (l, r) if (l.is_numeric() && is_text(r)) || (is_text(l) && r.is_numeric()) => {
                let text = if is_text(l) { left } else { &right };
                if let Some(column) = text.column.as_ref()
                    && self.vocabulary.columns.get(column).is_some_and(|k| k.undeclared)
                {
                    return Err(self.not_a_number(text, ColumnType::Text, span));
                }
                return Err(self
                    .mismatch(verb, left, &right, span)
                    .help("quote the text, or write `cast(… as number)`"));
            }
            (l, _) if l.is_temporal() => {
                return Err(self.mismatch(verb, left, &right, span).help("write `date '2016-01-31'`"));
            }
            _ => return Err(self.mismatch(verb, left, &right, span).help("write `cast(… as text)`")),
        })
    }

    /// Several values in one common type.
    fn common(&self, values: Vec<(Typed, SqlSpan)>) -> Result<(Vec<Expr>, Option<ColumnType>)> {
        let mut kind: Option<ColumnType> = None;
        for (typed, span) in &values {
            let Some(next) = typed.kind else { continue };
            kind = Some(match kind {
                None => next,
                Some(k) if k == next => k,
                Some(k) if k.is_numeric() && next.is_numeric() => ColumnType::Number,
                Some(k) if k.is_temporal() && next.is_temporal() => ColumnType::Date,
                Some(k) => {
                    let message = format!("these are {} and {}, one type is needed", k.word(), next.word());
                    return Err(self
                        .error(Code::TypeMismatch, message, *span)
                        .help("write `cast(… as text)`"));
                }
            });
        }
        let exprs = values.into_iter().map(|(typed, _)| match kind {
            Some(ColumnType::Number) => float(typed.expr),
            Some(ColumnType::Date) if typed.kind.is_some() => to_day(&typed),
            _ => typed.expr,
        });
        Ok((exprs.collect(), kind))
    }

    fn case(
        &self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&ast::Expr>,
        span: SqlSpan,
    ) -> Result<Typed> {
        let mut whens = Vec::new();
        let mut results = Vec::new();
        for when in conditions {
            whens.push(match operand {
                None => self.condition(&when.condition)?,
                Some(operand) => {
                    let value = self.lower(operand)?;
                    let other = self.lower(&when.condition)?;
                    let (l, r) = self.comparable(&value, other, "compare", when.condition.span())?;
                    l.eq(r)
                }
            });
            results.push((self.lower(&when.result)?, when.result.span()));
        }
        if let Some(otherwise) = otherwise {
            results.push((self.lower(otherwise)?, span));
        }
        let (mut results, kind) = self.common(results)?;
        let last = otherwise.and_then(|_| results.pop()).map(Box::new);
        let branches = whens.into_iter().map(Box::new).zip(results.into_iter().map(Box::new)).collect();
        Ok(Typed { expr: Expr::Case(Case::new(None, branches, last)), kind, column: None })
    }

    fn cast(&self, inner: &ast::Expr, to: &ast::DataType, span: SqlSpan) -> Result<Typed> {
        let value = self.lower(inner)?.expr;
        let (data_type, kind) = match to.to_string().to_lowercase().as_str() {
            "text" | "varchar" => (DataType::Utf8, ColumnType::Text),
            "integer" | "int" | "bigint" => (DataType::Int64, ColumnType::Integer),
            "number" | "double" | "float" | "money" => (DataType::Float64, ColumnType::Number),
            "bool" | "boolean" => (DataType::Boolean, ColumnType::Bool),
            "date" => (DataType::Date32, ColumnType::Date),
            other => {
                let error =
                    self.error(Code::NotAllowed, format!("a cast to `{other}` may not be used here"), span);
                return Err(error.help("`text`, `integer`, `number`, `bool` or `date`"));
            }
        };
        Ok(Typed { expr: try_cast(value, data_type), kind: Some(kind), column: None })
    }

    fn function(&self, function: &ast::Function) -> Result<Typed> {
        let (name, span) = function_name(function);
        if function.filter.is_some()
            || matches!(name.as_str(), "sum" | "avg" | "count" | "min" | "max" | "median")
        {
            let error = self.error(
                Code::NotAllowed,
                format!("`{name}` is an aggregate and may not be used here"),
                span,
            );
            return Err(error.help("a value of one row is needed here"));
        }
        let (_, list) = arguments(function, self.source)?;
        let list: Vec<&ast::Expr> = list.into_iter().flatten().collect();
        if !FUNCTIONS.contains(&name.as_str()) {
            let error = self.error(Code::NotAllowed, format!("`{name}` may not be used here"), span);
            let near = near(&name, FUNCTIONS.iter().copied());
            return Err(match near {
                Some(_) => error.did_you_mean(near),
                None => error.help(format!("the functions are {}", FUNCTIONS.join(", "))),
            });
        }
        let takes = |least: usize, most: usize| {
            if (least..=most).contains(&list.len()) {
                return Ok(());
            }
            let many = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let message = format!("expected {many} values in `{name}`, found {}", list.len());
            Err(self.error(Code::ExpressionSyntax, message, span))
        };
        let numbers = || list.iter().map(|a| Ok(float(self.numeric(a)?.expr))).collect::<Result<Vec<Expr>>>();
        let texts = || list.iter().map(|a| self.text(a)).collect::<Result<Vec<Expr>>>();
        let part = |part: &str| -> Result<Expr> {
            takes(1, 1)?;
            Ok(cast(
                df::datetime::date_part().call(vec![lit(part), self.temporal(list[0])?.expr]),
                DataType::Int64,
            ))
        };
        let (expr, kind) = match name.as_str() {
            "abs" | "ceil" | "floor" | "sqrt" | "ln" | "exp" => {
                takes(1, 1)?;
                let udf = match name.as_str() {
                    "abs" => df::math::abs(),
                    "ceil" => df::math::ceil(),
                    "floor" => df::math::floor(),
                    "sqrt" => df::math::sqrt(),
                    "ln" => df::math::ln(),
                    _ => df::math::exp(),
                };
                let call = udf.call(numbers()?);
                let is_partial = matches!(name.as_str(), "sqrt" | "ln" | "exp");
                (if is_partial { finite(call) } else { call }, ColumnType::Number)
            }
            "round" => {
                takes(1, 2)?;
                let mut call = numbers()?;
                if let Some(places) = call.get_mut(1) {
                    *places = cast(places.clone(), DataType::Int64);
                }
                (df::math::round().call(call), ColumnType::Number)
            }
            "power" => {
                takes(2, 2)?;
                (finite(df::math::power().call(numbers()?)), ColumnType::Number)
            }
            "least" | "greatest" | "coalesce" | "nullif" => {
                takes(if name == "nullif" { 2 } else { 1 }, if name == "nullif" { 2 } else { 16 })?;
                let values =
                    list.iter().map(|a| Ok((self.lower(a)?, a.span()))).collect::<Result<Vec<_>>>()?;
                let (values, kind) = self.common(values)?;
                let udf = match name.as_str() {
                    "least" => df::core::least(),
                    "greatest" => df::core::greatest(),
                    "coalesce" => df::core::coalesce(),
                    _ => df::core::nullif(),
                };
                return Ok(Typed { expr: udf.call(values), kind, column: None });
            }
            "lower" | "upper" | "trim" => {
                takes(1, 1)?;
                let udf = match name.as_str() {
                    "lower" => df::string::lower(),
                    "upper" => df::string::upper(),
                    _ => df::string::btrim(),
                };
                (udf.call(texts()?), ColumnType::Text)
            }
            "length" => {
                takes(1, 1)?;
                (cast(df::unicode::character_length().call(texts()?), DataType::Int64), ColumnType::Integer)
            }
            "substr" => {
                takes(2, 3)?;
                let mut call = vec![self.text(list[0])?];
                for argument in &list[1..] {
                    call.push(cast(self.numeric(argument)?.expr, DataType::Int64));
                }
                (df::unicode::substr().call(call), ColumnType::Text)
            }
            "replace" => {
                takes(3, 3)?;
                (df::string::replace().call(texts()?), ColumnType::Text)
            }
            "concat" => (df::string::concat().call(texts()?), ColumnType::Text),
            "starts_with" | "ends_with" | "contains" | "regexp_like" => {
                takes(2, 2)?;
                let udf = match name.as_str() {
                    "starts_with" => df::string::starts_with(),
                    "ends_with" => df::string::ends_with(),
                    "contains" => df::string::contains(),
                    _ => df::regex::regexp_like(),
                };
                (udf.call(texts()?), ColumnType::Bool)
            }
            "year" | "month" | "day" => (part(&name)?, ColumnType::Integer),
            "weekday" => {
                let sunday_zero = part("dow")?;
                let iso = Case::new(
                    None,
                    vec![(Box::new(sunday_zero.clone().eq(lit(0_i64))), Box::new(lit(7_i64)))],
                    Some(Box::new(sunday_zero)),
                );
                (Expr::Case(iso), ColumnType::Integer)
            }
            "date_trunc" => {
                takes(2, 2)?;
                let day = to_day(&self.temporal(list[1])?);
                let start = df::datetime::date_trunc().call(vec![self.text(list[0])?, cast(day, TIMESTAMP)]);
                (cast(start, DataType::Date32), ColumnType::Date)
            }
            "month_end" => {
                takes(1, 1)?;
                let day = cast(to_day(&self.temporal(list[0])?), TIMESTAMP);
                let first = cast(df::datetime::date_trunc().call(vec![lit("month"), day]), DataType::Date32);
                let month = lit(ScalarValue::IntervalMonthDayNano(Some(IntervalMonthDayNano::new(1, -1, 0))));
                (binary(first, Operator::Plus, month), ColumnType::Date)
            }
            "days_between" => {
                takes(2, 2)?;
                let (from, to) = (self.temporal(list[0])?, self.temporal(list[1])?);
                (day_difference(to_day(&to), to_day(&from)), ColumnType::Integer)
            }
            _ => {
                takes(0, 0)?;
                (super::as_of(), ColumnType::Date)
            }
        };
        Ok(Typed { expr, kind: Some(kind), column: None })
    }
}

const TIMESTAMP: DataType = DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Microsecond, None);

/// A number, or null where it is none: the logarithm of a number below 0 has no value, and what is infinite has none.
pub(crate) fn finite(number: Expr) -> Expr {
    let size = df::math::abs().call(vec![number.clone()]);
    Expr::Case(Case::new(None, vec![(Box::new(size.lt_eq(lit(f64::MAX))), Box::new(number))], None))
}

/// A computed number that is finite, or null; a column brings numbers that are.
pub(crate) fn finite_if_computed(typed: Typed) -> Typed {
    match typed.kind {
        Some(ColumnType::Number | ColumnType::Money { .. })
            if typed.column.is_none() && !matches!(typed.expr, Expr::Literal(..)) =>
        {
            Typed { expr: finite(float(typed.expr)), ..typed }
        }
        _ => typed,
    }
}

/// `then` where `value` is present, else null.
pub(crate) fn when_present(value: &Expr, then: Expr) -> Expr {
    let branch = (Box::new(value.clone().is_not_null()), Box::new(then));
    Expr::Case(Case::new(None, vec![branch], None))
}
