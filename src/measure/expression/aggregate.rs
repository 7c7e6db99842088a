//! Aggregates over rows: a formula over plain aggregates, or one value per key for a join.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn as agg;
use datafusion::logical_expr::{Case, ExprFunctionExt, cast, try_cast};
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast::{self, BinaryOperator, UnaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::Span as SqlSpan;

use super::causes::{
    CountOfCondition, CountOfTruth, DateForNumber, DistinctNotAllowed, NoNumber, NotAllowed, NotOneArgument,
    OperandsDisagree, ValueOfOneRow, WordNotAllowed,
};
use super::chain::{Chain, Family};
pub use super::exact_amount::EXACT;
use super::exact_amount::{amount_of, number_of};
use super::finite::finite;
use super::formulas::{printable, signed};
use super::row::Lowering;
use super::source::{
    ExpressionError, Source, arguments, function_name, parse, span_of, with_large_stack, with_names_quoted,
};
use super::terms::{binary, float};
use super::typed::{ColumnType, Typed, Vocabulary};
use crate::measure::formula::{Formula, Operator};
use crate::problem::{Problem, near};
use crate::statistics::exact::{BEYOND, LOSS, NOISE, ONE};

const AGGREGATES: [&str; 6] = ["sum", "avg", "count", "min", "max", "median"];

/// An aggregate text taken apart: a formula over plain aggregates.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregated {
    /// The formula; its names are those of `parts`.
    pub formula: Formula,
    /// The plain aggregates.
    pub parts: Vec<Plain>,
    /// What the formula gives.
    pub gives: AggregateType,
}

/// What an aggregate amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateType {
    /// A number.
    Number,
    /// A duration, in seconds.
    Duration {
        /// Whether it is made of duration columns alone, which are written in seconds, and not of times.
        written: bool,
    },
}

impl AggregateType {
    fn from_typed(typed: &Typed) -> AggregateType {
        match typed.kind {
            Some(ColumnType::Duration) => AggregateType::Duration { written: typed.column.is_some() },
            _ => AggregateType::Number,
        }
    }

    fn word(self) -> &'static str {
        match self {
            AggregateType::Number => ColumnType::Number.word(),
            AggregateType::Duration { .. } => ColumnType::Duration.word(),
        }
    }
}

/// One plain aggregate with its own condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    /// Name in the formula.
    pub name: String,
    /// As written, for readers.
    pub text: String,
    /// What is aggregated.
    pub what: What,
    /// Condition of `filter (where …)`.
    pub filter: Option<Expr>,
}

/// What a plain aggregate takes.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Number of rows.
    Rows,
    /// Sum of a number or duration.
    Sum(Typed),
    /// Number of different values.
    Distinct(Expr),
    /// A percentile, 0 to 1, of a number or duration.
    Percentile(Typed, f64),
    /// The earliest of days or times.
    Earliest(Typed),
    /// The latest of days or times.
    Latest(Typed),
}

impl What {
    /// Whether it is a duration, held in seconds.
    pub fn is_duration(&self) -> bool {
        match self {
            What::Sum(typed) | What::Percentile(typed, _) => {
                matches!(AggregateType::from_typed(typed), AggregateType::Duration { .. })
            }
            What::Rows | What::Distinct(_) | What::Earliest(_) | What::Latest(_) => false,
        }
    }
}

/// Reads an aggregate; its parts are named `prefix` (one part) or `prefix_1`, `prefix_2`, ….
///
/// # Errors
/// The first part that is not of the language.
pub fn aggregate(text: &str, vocabulary: &Vocabulary, prefix: &str) -> Result<Aggregated, ExpressionError> {
    let aggregated = any(text, vocabulary, prefix)?;
    let is_date = |part: &&Plain| matches!(part.what, What::Earliest(_) | What::Latest(_));
    match aggregated.parts.iter().find(is_date) {
        None => Ok(aggregated),
        Some(part) => Err(dated(text, part, "a measure adds up numbers")
            .help(format!("take `{}` in a join, or write a kind that reads dates", part.text))),
    }
}

/// The error of days or times where a number is needed.
fn dated(text: &str, part: &Plain, why: &str) -> ExpressionError {
    let start = text.find(&part.text).unwrap_or(0);
    let end = if text.contains(&part.text) { start + part.text.len() } else { text.len() };
    let problem = Problem::new(DateForNumber { part: part.text.to_string(), reason: why.to_string() });
    ExpressionError { problem, range: start..end }
}

/// The same, with days and times among what is aggregated.
fn any(text: &str, vocabulary: &Vocabulary, prefix: &str) -> Result<Aggregated, ExpressionError> {
    with_large_stack(text, || {
        let source = Source::new(text);
        let lowering = Lowering::new(vocabulary, &source);
        let mut parts = Vec::new();
        let helped = |error| with_names_quoted(error, text, vocabulary);
        let expr = parse(text).map_err(helped)?;
        let (formula, gives) = take_apart(&expr, &lowering, &source, &mut parts).map_err(helped)?;
        printable(&formula, &source, &expr)?;
        if let [only] = parts.as_mut_slice() {
            let old = std::mem::replace(&mut only.name, prefix.to_owned());
            let renamed = formula.renamed(&|n| if n == old { prefix.to_owned() } else { n.to_owned() });
            return Ok(Aggregated { formula: renamed, parts, gives });
        }
        for part in &mut parts {
            part.name = format!("{prefix}_{}", part.name);
        }
        Ok(Aggregated { formula: formula.renamed(&|n| format!("{prefix}_{n}")), parts, gives })
    })
}

/// Reads an aggregate as one DataFusion expression, for the many side of a join. Sums are exact: each value is
/// taken to ten decimals before it is added, so that the order of rows does not matter. The earliest or latest of days and
/// times is one, and stands alone.
///
/// # Errors
/// As [`aggregate`].
pub fn joined(text: &str, vocabulary: &Vocabulary) -> Result<Typed, ExpressionError> {
    let aggregated = any(text, vocabulary, "taken")?;
    if let [only @ Plain { what: What::Earliest(typed) | What::Latest(typed), .. }] =
        aggregated.parts.as_slice()
        && matches!(aggregated.formula, Formula::Name(_))
    {
        return Ok(Typed { expr: plain_expr(only), kind: typed.kind, column: None });
    }
    let is_date = |part: &&Plain| matches!(part.what, What::Earliest(_) | What::Latest(_));
    if let Some(part) = aggregated.parts.iter().find(is_date) {
        let error = dated(text, part, "it stands alone in `take`");
        return Err(error.help("take each date by a name of its own, and compute with them in `derive`"));
    }
    let value = |name: &str| aggregated.parts.iter().find(|p| p.name == name).map_or(lit(0.0), plain_expr);
    let expr = match &aggregated.formula {
        Formula::Name(name) => value(name),
        formula => super::chain::nan_to_null(over_columns(formula, &value)),
    };
    let kind = match aggregated.parts.as_slice() {
        [Plain { what: What::Rows | What::Distinct(_), .. }] => ColumnType::Integer,
        _ if matches!(aggregated.gives, AggregateType::Duration { .. }) => ColumnType::Duration,
        [Plain { what: What::Sum(typed) | What::Percentile(typed, _), .. }]
            if matches!(aggregated.formula, Formula::Name(_))
                && typed.kind.is_some_and(ColumnType::is_money) =>
        {
            ColumnType::AMOUNT
        }
        _ => ColumnType::Number,
    };
    Ok(Typed::computed(expr, kind))
}

/// A number as an exact decimal for summing: at the column's own scale for a money column, else at ten decimals.
pub fn exact(typed: &Typed) -> Expr {
    match typed.kind {
        Some(ColumnType::Integer) => amount_of(cast(typed.expr.clone(), DataType::Int64), 10),
        Some(ColumnType::Money { scale }) if typed.column.is_some() => {
            amount_of(float(typed.expr.clone()), scale)
        }
        _ => amount_of(float(typed.expr.clone()), 10),
    }
}

fn plain_expr(part: &Plain) -> Expr {
    let expr = match &part.what {
        What::Rows => agg::count(lit(1_i64)),
        What::Sum(typed) => return added(typed, part.filter.as_ref()),
        What::Distinct(e) => agg::count_distinct(e.clone()),
        What::Earliest(typed) => agg::min(typed.expr.clone()),
        What::Latest(typed) => agg::max(typed.expr.clone()),
        What::Percentile(typed, p) if *p == 0.0 => agg::min(float(typed.expr.clone())),
        What::Percentile(typed, p) if *p == 1.0 => agg::max(float(typed.expr.clone())),
        What::Percentile(typed, _) => agg::median(float(typed.expr.clone())),
    };
    let filtered = match &part.filter {
        Some(filter) => expr.clone().filter(filter.clone()).build().unwrap_or(expr),
        None => expr,
    };
    match part.what {
        What::Rows | What::Distinct(_) | What::Earliest(_) | What::Latest(_) => filtered,
        _ => cast(filtered, DataType::Float64),
    }
}

/// Type in which numbers are added that ten decimals would take digits from.
const FINE: DataType = DataType::Decimal128(38, 20);

/// A sum, as a floating-point number. Where the amounts reach beyond what can be added up exactly it is all of them without
/// their signs, which whoever adds it up refuses. Where some are so small that ten decimals take digits that matter beside the
/// others, all are taken to twenty.
fn added(typed: &Typed, filter: Option<&Expr>) -> Expr {
    use datafusion::functions::math::{abs, round};
    let filtered = |expr: Expr| match filter {
        Some(filter) => expr.clone().filter(filter.clone()).build().unwrap_or(expr),
        None => expr,
    };
    let sum = number_of(filtered(agg::sum(exact(typed))));
    let together = filtered(agg::sum(finite(abs().call(vec![float(typed.expr.clone())]))));
    let is_exact = together.clone().lt(lit(BEYOND as f64 / ONE as f64));
    let number = float(typed.expr.clone());
    let scaled = number.clone() * lit(ONE as f64);
    let loses = abs()
        .call(vec![scaled.clone() - round().call(vec![scaled.clone()])])
        .gt(abs().call(vec![scaled]) * lit(LOSS));
    let size = vec![(Box::new(loses), Box::new(finite(abs().call(vec![number.clone()]))))];
    let faint = filtered(agg::max(Expr::Case(Case::new(None, size, None))));
    let is_faint = together.clone().lt(faint * lit(NOISE));
    // Two sums are told apart by their names, in which a cast does not show.
    let fine = cast(filtered(agg::sum(try_cast(finite(number), FINE))), DataType::Float64);
    let branches = vec![(Box::new(is_faint), Box::new(fine)), (Box::new(is_exact), Box::new(sum))];
    Expr::Case(Case::new(None, branches, Some(Box::new(together))))
}

fn over_columns(formula: &Formula, value: &dyn Fn(&str) -> Expr) -> Expr {
    use datafusion::logical_expr::Operator as Op;
    match formula {
        Formula::Number(n) => lit(*n),
        Formula::Name(name) => float(value(name)),
        Formula::Negate(a) => Expr::Negative(Box::new(over_columns(a, value))),
        Formula::Arithmetic(operator, a, b) => {
            let (a, b) = (over_columns(a, value), over_columns(b, value));
            match operator {
                Operator::Add => binary(a, Op::Plus, b),
                Operator::Subtract => binary(a, Op::Minus, b),
                Operator::Multiply => binary(a, Op::Multiply, b),
                Operator::Divide => {
                    let b = datafusion::functions::core::nullif().call(vec![b, lit(0.0)]);
                    binary(a, Op::Divide, b)
                }
            }
        }
        // `take_apart` builds arithmetic only.
        _ => lit(datafusion::scalar::ScalarValue::Float64(None)),
    }
}

fn take_apart(
    expr: &ast::Expr,
    lowering: &Lowering<'_>,
    source: &Source<'_>,
    parts: &mut Vec<Plain>,
) -> Result<(Formula, AggregateType), ExpressionError> {
    let mut side = |e: &ast::Expr| take_apart(e, lowering, source, parts);
    let refused = |what: String, span: SqlSpan| {
        Err(ExpressionError::new(NotAllowed { what: what.to_string() }, source, span))
    };
    match expr {
        ast::Expr::Nested(inner) => side(inner),
        ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
            let (formula, gives) = side(expr)?;
            Ok((Formula::Negate(Box::new(formula)), gives))
        }
        ast::Expr::BinaryOp { op, .. } => match Family::from_operator(op) {
            Some(family @ (Family::Sum | Family::Product)) => {
                let chain = Chain::new(expr, family);
                let (first, mut gives) = side(chain.first)?;
                let mut others = Vec::with_capacity(chain.rest.len());
                for (op, term) in &chain.rest {
                    let (formula, next) = side(term)?;
                    gives = together(op, gives, next, source, term)?;
                    others.push(formula);
                }
                match signed(&chain, first, others, family) {
                    Some(formula) => Ok((formula, gives)),
                    None => refused("nothing".to_owned(), span_of(expr)),
                }
            }
            _ => refused(format!("`{op}` between aggregates"), span_of(expr)),
        },
        ast::Expr::Interval(interval) => {
            let typed = lowering.interval_alone(interval, span_of(expr))?;
            match typed.expr {
                Expr::Literal(datafusion::scalar::ScalarValue::Float64(Some(seconds)), _) => {
                    Ok((Formula::Number(seconds), AggregateType::Duration { written: true }))
                }
                _ => refused(format!("`{expr}`"), span_of(expr)),
            }
        }
        ast::Expr::Value(value) => match &value.value {
            Value::Number(text, _) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok((Formula::Number(number), AggregateType::Number)),
                _ => Err(ExpressionError::new(NoNumber { text: text.to_string() }, source, value.span)),
            },
            other => refused(format!("`{other}`"), value.span),
        },
        ast::Expr::Function(function) => plain(function, expr, lowering, source, parts),
        other => {
            let value = other.to_string();
            // What things are called by is counted, and not added up.
            let name = value.trim_matches('"');
            let last = name.rsplit(['_', ' ']).next().unwrap_or_default().to_lowercase();
            let is_name =
                ["id", "no", "nr", "code", "number"].contains(&last.as_str()) || name.ends_with("Id");
            let error = ExpressionError::new(ValueOfOneRow { value: value.clone() }, source, span_of(other));
            let is_name = is_name || lowering.kind_of(name) == Some(ColumnType::Text);
            if lowering.kind_of(name) == Some(ColumnType::Bool) {
                return Err(error.help(format!("aggregate it: `count(*) filter (where {value})`")));
            }
            Err(if is_name { error.help(format!("aggregate it: `count(distinct {value})`")) } else { error })
        }
    }
}

/// What an operation on numbers and durations gives.
fn together(
    op: &BinaryOperator,
    left: AggregateType,
    right: AggregateType,
    source: &Source<'_>,
    expr: &ast::Expr,
) -> Result<AggregateType, ExpressionError> {
    use AggregateType::{Duration, Number};
    let alike = match (left, right) {
        (Number, Number) => Some(Number),
        (Duration { written: a }, Duration { written: b }) => Some(Duration { written: a && b }),
        _ => None,
    };
    let (verb, gives) = match op {
        BinaryOperator::Plus => ("add", alike),
        BinaryOperator::Minus => ("subtract", alike),
        BinaryOperator::Multiply => match (left, right) {
            (Duration { .. }, Duration { .. }) => ("multiply", None),
            (Number, right) => ("multiply", Some(right)),
            (left, Number) => ("multiply", Some(left)),
        },
        _ => match (left, right) {
            (Number, Duration { .. }) => ("divide", None),
            (left, Number) => ("divide", Some(left)),
            (Duration { .. }, Duration { .. }) => ("divide", Some(Number)),
        },
    };
    gives.ok_or_else(|| {
        ExpressionError::new(
            OperandsDisagree {
                verb: verb.to_string(),
                left: left.word().to_owned(),
                right: right.word().to_owned(),
            },
            source,
            span_of(expr),
        )
        .help("divide a duration: `… / interval '1 hour'` is a number of hours")
    })
}

fn plain(
    function: &ast::Function,
    expr: &ast::Expr,
    lowering: &Lowering<'_>,
    source: &Source<'_>,
    parts: &mut Vec<Plain>,
) -> Result<(Formula, AggregateType), ExpressionError> {
    let (name, span) = function_name(function);
    if !AGGREGATES.contains(&name.as_str()) {
        let error = ExpressionError::new(WordNotAllowed { word: name.to_string() }, source, span);
        let near = near(&name, AGGREGATES.iter().copied());
        return Err(match near {
            Some(_) => error.did_you_mean(near),
            None => error.help("the aggregates are sum, avg, count, min, max and median"),
        });
    }
    let (distinct, list) = arguments(function, source)?;
    let mut filter = match &function.filter {
        Some(filter) => Some(lowering.condition(filter)?),
        None => None,
    };
    let one = || match list.as_slice() {
        [Some(e)] => Ok(*e),
        _ => Err(ExpressionError::new(
            NotOneArgument { function: name.to_string(), found: list.len() },
            source,
            span,
        )),
    };
    if distinct && name != "count" {
        return Err(ExpressionError::new(DistinctNotAllowed { aggregate: name.to_string() }, source, span));
    }
    let also = |filter: Option<Expr>, condition: Expr| {
        Some(match filter {
            Some(filter) => filter.and(condition),
            None => condition,
        })
    };
    let mut gives = AggregateType::Number;
    let mut quantity = || {
        let typed = lowering.quantity(one()?)?;
        gives = AggregateType::from_typed(&typed);
        Ok::<_, ExpressionError>(typed)
    };
    let what = match name.as_str() {
        "count" if matches!(list.as_slice(), [None] | []) => What::Rows,
        "count" => {
            let argument = one()?;
            let typed = lowering.lower(argument)?;
            let is_truth = typed.kind == Some(ColumnType::Bool);
            if is_truth && typed.column.is_none() {
                let cause = CountOfCondition { condition: argument.to_string() };
                return Err(ExpressionError::new(cause, source, span_of(expr)));
            }
            // Falls are meant, and not the cases of which somebody says whether there was one.
            if is_truth && !distinct {
                let cause = CountOfTruth { column: argument.to_string() };
                return Err(ExpressionError::new(cause, source, span_of(expr)));
            }
            if distinct {
                What::Distinct(typed.expr)
            } else {
                filter = also(filter, typed.expr.is_not_null());
                What::Rows
            }
        }
        "sum" => What::Sum(quantity()?),
        "min" | "max" => {
            let typed = lowering.lower(one()?)?;
            match (typed.kind.is_some_and(ColumnType::is_temporal), name.as_str()) {
                (true, "min") => What::Earliest(typed),
                (true, _) => What::Latest(typed),
                (false, "min") => What::Percentile(quantity()?, 0.0),
                (false, _) => What::Percentile(quantity()?, 1.0),
            }
        }
        "median" => What::Percentile(quantity()?, 0.5),
        _ => {
            let typed = quantity()?;
            let count = also(filter.clone(), typed.expr.clone().is_not_null());
            let text = one()?.to_string();
            let sum = add(parts, format!("sum({text})"), What::Sum(typed), filter);
            let n = add(parts, format!("count({text})"), What::Rows, count);
            return Ok((sum.over(n), gives));
        }
    };
    // As definitions write it.
    let text = expr.to_string();
    let text = if distinct { text.replacen("(DISTINCT ", "(distinct ", 1) } else { text };
    Ok((add(parts, text, what, filter), gives))
}

fn add(parts: &mut Vec<Plain>, text: String, what: What, filter: Option<Expr>) -> Formula {
    let found = parts.iter().find(|p| p.what == what && p.filter == filter);
    let name = match found {
        Some(part) => part.name.clone(),
        None => {
            let name = (parts.len() + 1).to_string();
            parts.push(Plain { name: name.clone(), text, what, filter });
            name
        }
    };
    Formula::Name(name)
}
