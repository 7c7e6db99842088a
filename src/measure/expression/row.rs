//! Expressions over the rows of a source, lowered to DataFusion with a known type.

mod arithmetic;
mod bounded;
mod coded;
mod common;
mod conversion;
mod function;
mod lowering;
mod truth;

use std::cell::Cell;

use datafusion::arrow::datatypes::DataType;
use datafusion::functions as df;
use datafusion::logical_expr::expr::{InList, Like};
use datafusion::logical_expr::{Between, Operator, cast, not};
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;
use datafusion::sql::sqlparser::ast::{self, BinaryOperator, UnaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::Span as SqlSpan;

use self::bounded::{CHARACTERS, bounded};
pub(crate) use self::coded::coded;
pub(crate) use self::conversion::{read_by_cast, shown};
pub(super) use self::lowering::Lowering;
use self::lowering::Result;
use super::causes::{
    ColumnIsText, ConditionNeeded, DateNeeded, NoDate, NoNumber, NotAllowed, NumberNeeded, StandsTooDeep,
    TooManyParts,
};
use super::chain::{Chain, Family, joined, nan_to_null, negated};
use super::days::date_literal;
use super::quoting::quoted_name;
use super::source::{ExpressionError, Source, parse, span_of, with_large_stack, with_names_quoted};
use super::suggestions;
use super::terms::{PARTS, binary, size};
pub(crate) use super::terms::{day_difference, days_later, float, to_day, when, when_present};
use super::text_limit::short;
pub(crate) use super::typed::column;
use super::typed::{ColumnType, Typed, Vocabulary};
use crate::problem::{Cause, Problem, UnknownColumn, UnreadableColumn, near};

/// Reads an expression over rows.
///
/// # Errors
/// The first part that is not of the language, names nothing, or has the wrong type.
pub fn expression(text: &str, vocabulary: &Vocabulary) -> Result<Typed, ExpressionError> {
    with_large_stack(text, || {
        let typed = read(text, vocabulary, |lowering, parsed| lowering.lower(parsed))?;
        Ok(match typed.kind {
            Some(_) => typed,
            None => Typed { expr: cast(typed.expr, DataType::Utf8), ..typed },
        })
    })
}

/// Reads a condition over rows: an expression giving true or false, or the name of a filter.
///
/// # Errors
/// As [`expression`], and `type-mismatch` when the result is no condition.
pub fn condition(text: &str, vocabulary: &Vocabulary) -> Result<Expr, ExpressionError> {
    with_large_stack(text, || read(text, vocabulary, |lowering, parsed| lowering.condition(parsed)))
}

/// Reads a number over rows.
///
/// # Errors
/// As [`expression`], and `type-mismatch` when the result is no number.
pub fn number(text: &str, vocabulary: &Vocabulary) -> Result<Typed, ExpressionError> {
    with_large_stack(text, || read(text, vocabulary, |lowering, parsed| lowering.numeric(parsed)))
}

/// Reads a number or a duration over rows.
///
/// # Errors
/// As [`expression`], and `type-mismatch` when the result is neither.
pub fn quantity(text: &str, vocabulary: &Vocabulary) -> Result<Typed, ExpressionError> {
    with_large_stack(text, || read(text, vocabulary, |lowering, parsed| lowering.quantity(parsed)))
}

/// Reads a text by the language; one that says nothing in it and is the whole name of a column, such as `Ship country`, is
/// that column.
fn read<T>(
    text: &str,
    vocabulary: &Vocabulary,
    lower: impl Fn(&Lowering<'_>, &ast::Expr) -> Result<T>,
) -> Result<T> {
    let by = |words: &str| {
        let source = Source::new(words);
        lower(&Lowering::new(vocabulary, &source), &parse(words)?)
    };
    let name = text.trim();
    by(text).or_else(|error| match vocabulary.columns.contains_key(name) {
        true => by(&quoted_name(name)).map_err(|of_column| {
            // A plain name was the column before, and is shown where it stands.
            ExpressionError { range: if name == text { 0..text.len() } else { error.range }, ..of_column }
        }),
        false => Err(with_names_quoted(error, text, vocabulary)),
    })
}

/// How deep parts may stand inside one another.
const DEPTH: usize = 100;

impl<'a> Lowering<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, source: &'a Source<'a>) -> Lowering<'a> {
        Lowering { vocabulary, source, parts: Cell::new(0), depth: Cell::new(0) }
    }

    fn error(&self, cause: impl Cause, span: SqlSpan) -> ExpressionError {
        ExpressionError::new(cause, self.source, span)
    }

    fn refuse(&self, what: &str, span: SqlSpan) -> ExpressionError {
        self.error(NotAllowed { what: what.to_string() }, span)
    }

    /// Counts parts of the expression.
    fn charge_budget(&self, parts: usize, span: impl FnOnce() -> SqlSpan) -> Result<()> {
        self.parts.set(self.parts.get().saturating_add(parts));
        if self.parts.get() <= PARTS {
            return Ok(());
        }
        Err(self.error(TooManyParts { most: PARTS }, span()))
    }

    /// Lowers any expression. A number that is none, as the logarithm of a negative one, is missing.
    pub(super) fn lower(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.raw(expr)?;
        Ok(match typed.kind {
            Some(ColumnType::Number | ColumnType::Duration) => {
                Typed { expr: nan_to_null(typed.expr), ..typed }
            }
            Some(kind) if kind.is_money() && typed.column.is_none() => {
                Typed { expr: nan_to_null(typed.expr), ..typed }
            }
            _ => typed,
        })
    }

    /// The same where a term of arithmetic is needed: what it amounts to is looked at when all is put together.
    fn raw(&self, expr: &ast::Expr) -> Result<Typed> {
        self.charge_budget(1, || span_of(expr))?;
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > DEPTH {
            return Err(self.error(StandsTooDeep { most: DEPTH }, span_of(expr)));
        }
        let typed = self.part(expr);
        self.depth.set(self.depth.get() - 1);
        typed
    }

    fn part(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = |expr, kind| Ok(Typed::computed(expr, kind));
        match expr {
            ast::Expr::Identifier(name) => self.name(name),
            ast::Expr::Nested(inner) => self.raw(inner),
            ast::Expr::Value(value) => self.literal(&value.value, value.span),
            ast::Expr::TypedString(t) => self.date(t, span_of(expr)),
            ast::Expr::Interval(interval) => self.interval_alone(interval, span_of(expr)),
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr: inner } => {
                let e = self.quantity(inner)?;
                let kind = match e.kind {
                    Some(kind) if kind == ColumnType::Duration || kind.is_money() => kind,
                    _ => ColumnType::Number,
                };
                typed(negated(float(e.expr)), kind)
            }
            ast::Expr::UnaryOp { op: UnaryOperator::Plus, expr: inner } => self.quantity(inner),
            ast::Expr::UnaryOp { op: UnaryOperator::Not, expr: inner } => {
                typed(not(self.condition(inner)?), ColumnType::Bool)
            }
            ast::Expr::BinaryOp { left, op, right } => self.binary(expr, left, op, right),
            ast::Expr::IsNull(inner) => typed(self.lower(inner)?.expr.is_null(), ColumnType::Bool),
            ast::Expr::IsNotNull(inner) => typed(self.lower(inner)?.expr.is_not_null(), ColumnType::Bool),
            ast::Expr::IsTrue(inner) => typed(self.condition(inner)?.is_true(), ColumnType::Bool),
            ast::Expr::IsFalse(inner) => typed(self.condition(inner)?.is_false(), ColumnType::Bool),
            ast::Expr::InList { expr: inner, list, negated } => self.in_list(inner, list, *negated),
            ast::Expr::Between { expr: inner, negated, low, high } => {
                let value = self.lower(inner)?;
                let (v, low) = self.comparable(&value, self.lower(low)?, "compare", low)?;
                let (_, high) = self.comparable(&value, self.lower(high)?, "compare", high)?;
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
                self.case(operand.as_deref(), conditions, else_result.as_deref())
            }
            ast::Expr::Cast { expr: inner, data_type, format: None, array: false, .. } => {
                self.cast(inner, data_type)
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
                let least = [-CHARACTERS, 0];
                for (part, least) in [substring_from, substring_for].into_iter().flatten().zip(least) {
                    call.push(bounded(self.numeric(part)?.expr, least, CHARACTERS));
                }
                typed(df::unicode::substr().call(call), ColumnType::Text)
            }
            ast::Expr::Function(function) => self.function(function),
            other => Err(self.refuse(&format!("`{other}`"), span_of(other))),
        }
    }

    fn binary(
        &self,
        expr: &ast::Expr,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
    ) -> Result<Typed> {
        let typed = |expr, kind| Ok(Typed::computed(expr, kind));
        let comparison = |op| {
            let (l, r) = (self.lower(left)?, self.lower(right)?);
            if op == Operator::Eq {
                self.refuse_blank_literal(&l, left, right)?;
                self.refuse_blank_literal(&r, right, left)?;
            }
            let (l, r) = self.comparable(&l, r, "compare", expr)?;
            typed(binary(l, op, r), ColumnType::Bool)
        };
        if let Some(family) = Family::from_operator(op) {
            return self.chain(&Chain::new(expr, family), family);
        }
        match op {
            BinaryOperator::Eq => comparison(Operator::Eq),
            BinaryOperator::NotEq => comparison(Operator::NotEq),
            BinaryOperator::Lt => comparison(Operator::Lt),
            BinaryOperator::LtEq => comparison(Operator::LtEq),
            BinaryOperator::Gt => comparison(Operator::Gt),
            BinaryOperator::GtEq => comparison(Operator::GtEq),
            other => {
                let error = self.refuse(&format!("`{other}`"), span_of(expr));
                // The sign itself is pointed at.
                let sign = other.to_string();
                let start = error.range.start;
                let at = self.source.written(span_of(expr)).find(&sign).map(|at| start + at);
                let range = at.map_or(error.range.clone(), |at| at..at + sign.len());
                let error = ExpressionError { range, ..error };
                Err(match suggestions::operator(other) {
                    Some(help) => error.help(help),
                    None => error,
                })
            }
        }
    }

    fn chain(&self, chain: &Chain<'_>, family: Family) -> Result<Typed> {
        let conditions = |operator| {
            let terms = chain.terms().map(|term| self.condition(term)).collect::<Result<Vec<_>>>()?;
            let expr = joined(terms, operator).unwrap_or_else(|| lit(true));
            Ok(Typed::computed(expr, ColumnType::Bool))
        };
        match family {
            Family::Or => conditions(Operator::Or),
            Family::And => conditions(Operator::And),
            Family::Text => {
                // Without one of its texts there is none: a key of several columns needs all of them.
                let terms = chain.terms().map(|term| self.text(term)).collect::<Result<Vec<_>>>()?;
                let whole =
                    joined(terms.iter().map(|term| term.clone().is_not_null()).collect(), Operator::And);
                let text = short(df::string::concat().call(terms));
                let expr = whole.map_or_else(|| text.clone(), |whole| when(whole, text.clone()));
                Ok(Typed::computed(expr, ColumnType::Text))
            }
            Family::Sum => self.sum(chain),
            Family::Product => self.product(chain),
        }
    }

    fn in_list(&self, inner: &ast::Expr, list: &[ast::Expr], negated: bool) -> Result<Typed> {
        let first = self.lower(inner)?;
        let mut items = Vec::with_capacity(list.len());
        let mut left = first.expr.clone();
        for item in list {
            self.refuse_blank_literal(&first, inner, item)?;
            let (l, r) = self.comparable(&first, self.lower(item)?, "compare", item)?;
            left = l;
            items.push(r);
        }
        let expr = Expr::InList(InList::new(Box::new(left), items, negated));
        Ok(Typed::computed(expr, ColumnType::Bool))
    }

    /// Lowers an expression that must be a condition.
    pub(super) fn condition(&self, expr: &ast::Expr) -> Result<Expr> {
        let typed = self.lower(expr)?;
        match typed.kind {
            Some(ColumnType::Bool) => Ok(typed.expr),
            None => Ok(cast(typed.expr, DataType::Boolean)),
            Some(kind) => Err(self.error(ConditionNeeded { kind: kind.word().to_owned() }, span_of(expr))),
        }
    }

    /// Lowers an expression that must be a number.
    pub(super) fn numeric(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None => Ok(Typed { expr: float(typed.expr), ..typed }),
            Some(kind) if kind.is_numeric() => Ok(typed),
            Some(kind) => Err(self.not_a_number(&typed, kind, expr)),
        }
    }

    /// Lowers an expression that must be a number or a duration.
    pub(super) fn quantity(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None => Ok(Typed { expr: float(typed.expr), ..typed }),
            Some(kind) if kind.is_quantity() => Ok(typed),
            Some(kind) => Err(self.not_a_number(&typed, kind, expr)),
        }
    }

    fn not_a_number(&self, typed: &Typed, kind: ColumnType, expr: &ast::Expr) -> ExpressionError {
        self.untyped(typed.column.as_deref(), "number", expr).unwrap_or_else(|| {
            self.error(NumberNeeded { kind: kind.word().to_owned() }, span_of(expr)).help(match kind {
                ColumnType::Duration => "divide it: `… / interval '1 hour'` is a number of hours",
                ColumnType::Bool => {
                    "count it: `count(*) filter (where …)`, or as a number: `case when … then 1 else 0 end`"
                }
                kind if kind.is_temporal() => "a number comes from two: `days_between(…, …)`",
                _ => "write `cast(… as number)`",
            })
        })
    }

    /// The type of a column.
    pub(super) fn kind_of(&self, column: &str) -> Option<ColumnType> {
        self.vocabulary.columns.get(column).map(|known| known.kind)
    }

    /// That a column is text only because nobody gave it a type.
    pub(super) fn untyped(
        &self,
        column: Option<&str>,
        wanted: &str,
        expr: &ast::Expr,
    ) -> Option<ExpressionError> {
        let column = column.filter(|c| self.vocabulary.columns.get(*c).is_some_and(|k| k.undeclared))?;
        let (wanted, source) = (wanted.to_owned(), self.vocabulary.source.clone());
        let cause = ColumnIsText { column: column.to_owned(), wanted, source };
        Some(self.error(cause, span_of(expr)))
    }

    fn text(&self, expr: &ast::Expr) -> Result<Expr> {
        let typed = self.lower(expr)?;
        Ok(conversion::text_of(typed))
    }

    fn temporal(&self, expr: &ast::Expr) -> Result<Typed> {
        let typed = self.lower(expr)?;
        match typed.kind {
            None => Ok(Typed { expr: cast(typed.expr, DataType::Date32), ..typed }),
            Some(kind) if kind.is_temporal() => Ok(typed),
            Some(kind) => Err(self
                .untyped(typed.column.as_deref(), "date", expr)
                .unwrap_or_else(|| self.error(DateNeeded { kind: kind.word().to_owned() }, span_of(expr)))),
        }
    }

    fn name(&self, name: &ast::Ident) -> Result<Typed> {
        if let Some(known) = self.vocabulary.columns.get(&name.value) {
            return Ok(Typed {
                expr: self.vocabulary.column(&name.value),
                kind: Some(known.kind),
                column: Some(name.value.clone()),
            });
        }
        if let Some(filter) = self.vocabulary.filters.get(&name.value) {
            self.charge_budget(size(filter), || name.span)?;
            return Ok(Typed::computed(filter.clone(), ColumnType::Bool));
        }
        if let Some(held) = self.vocabulary.unreadable.get(&name.value) {
            let (source, column) = (self.vocabulary.source.clone(), name.value.clone());
            return Err(self.error(UnreadableColumn { source, column, held }, name.span));
        }
        let known = self.vocabulary.columns.keys().chain(self.vocabulary.filters.keys()).map(String::as_str);
        let (source, column) = (self.vocabulary.source.clone(), name.value.clone());
        let problem = Problem::new(UnknownColumn { source, column });
        let error = ExpressionError { problem, range: self.source.range(name.span) };
        let near = near(&name.value, known);
        Err(match near {
            Some(_) => error.did_you_mean(near),
            None => {
                let columns = UnknownColumn::known(self.vocabulary.columns.keys().map(String::as_str));
                error.help(match name.quote_style {
                    Some('"') => format!("{columns}; a text is written `'{}'`", name.value),
                    _ => format!("{columns}; text stands in single quotes"),
                })
            }
        })
    }

    fn literal(&self, value: &Value, span: SqlSpan) -> Result<Typed> {
        let (expr, kind) = match value {
            Value::Number(text, _) => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(whole), _) => (lit(whole), Some(ColumnType::Integer)),
                (_, Ok(number)) if number.is_finite() => (lit(number), Some(ColumnType::Number)),
                _ => return Err(self.error(NoNumber { text: text.to_string() }, span)),
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
            (ast::DataType::Date, Ok(day)) => Ok(Typed::computed(date_literal(day), ColumnType::Date)),
            (ast::DataType::Date, Err(_)) => Err(self.error(NoDate { text: text.to_string() }, span)),
            _ => Err(self.refuse(&format!("a literal of type `{}`", typed.data_type), span)),
        }
    }
}
