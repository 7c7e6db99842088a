//! The functions of expressions over rows.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions as df;
use datafusion::logical_expr::{Case, cast, try_cast};
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast::{self, Value};

use super::lowering::{Lowering, Result};
use crate::calendar::Grain;
use crate::measure::expression::causes::{
    AggregateInRow, ArgumentsMiscounted, NoPattern, PatternComputed, PatternTooLarge, StepUnknown,
    WordNotAllowed,
};
use crate::measure::expression::days::as_of;
use crate::measure::expression::edge::{Edge, edge};
use crate::measure::expression::finite::finite;
use crate::measure::expression::instant::{seconds_between, time_of};
use crate::measure::expression::source::{arguments, function_name, span_of};
use crate::measure::expression::terms::{day_difference, float, to_day, when, when_present};
use crate::measure::expression::text_limit::short;
use crate::measure::expression::typed::{ColumnType, Typed};
use crate::problem::near;

const FUNCTIONS: [&str; 33] = [
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
    "hours_between",
    "minutes_between",
    "as_of",
];

impl Lowering<'_> {
    /// A call of one of the functions of the language.
    pub(super) fn function(&self, function: &ast::Function) -> Result<Typed> {
        let (name, span) = function_name(function);
        if function.filter.is_some()
            || matches!(name.as_str(), "sum" | "avg" | "count" | "min" | "max" | "median")
        {
            return Err(self.error(AggregateInRow { aggregate: name.to_string() }, span));
        }
        let (_, list) = arguments(function, self.source)?;
        let list: Vec<&ast::Expr> = list.into_iter().flatten().collect();
        if !FUNCTIONS.contains(&name.as_str()) {
            let error = self.error(WordNotAllowed { word: name.to_string() }, span);
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
            Err(self.error(ArgumentsMiscounted { many, function: name.to_string(), found: list.len() }, span))
        };
        let numbers = || list.iter().map(|a| Ok(float(self.numeric(a)?.expr))).collect::<Result<Vec<Expr>>>();
        let texts = || list.iter().map(|a| self.text(a)).collect::<Result<Vec<Expr>>>();
        let part = |part: &str| -> Result<Expr> {
            takes(1, 1)?;
            let day = to_day(&self.temporal(list[0])?);
            Ok(cast(df::datetime::date_part().call(vec![lit(part), day]), DataType::Int64))
        };
        let hours = |seconds: f64| -> Result<Expr> {
            takes(2, 2)?;
            let time = |expr: &ast::Expr| Ok(time_of(&self.temporal(expr)?, self.vocabulary.zone));
            Ok(seconds_between(time(list[0])?, time(list[1])?) / lit(seconds))
        };
        let (expr, kind) = match name.as_str() {
            "abs" => {
                takes(1, 1)?;
                let value = self.quantity(list[0])?;
                let kind = value.kind.filter(|kind| *kind == ColumnType::Duration || kind.is_money());
                (df::math::abs().call(vec![float(value.expr)]), kind.unwrap_or(ColumnType::Number))
            }
            "ceil" | "floor" => {
                takes(1, 1)?;
                let udf = if name == "ceil" { df::math::ceil() } else { df::math::floor() };
                (finite(udf.call(numbers()?)), ColumnType::Number)
            }
            "sqrt" | "ln" | "exp" => {
                takes(1, 1)?;
                let number = float(self.numeric(list[0])?.expr);
                let (udf, number) = match name.as_str() {
                    // The root of a negative number would end the run.
                    "sqrt" => (df::math::sqrt(), when(number.clone().gt_eq(lit(0.0)), number)),
                    "ln" => (df::math::ln(), number),
                    _ => (df::math::exp(), number),
                };
                (finite(udf.call(vec![number])), ColumnType::Number)
            }
            "round" => {
                takes(1, 2)?;
                let mut call = numbers()?;
                if let Some(places) = call.get_mut(1) {
                    *places = bounded(places.clone(), -PLACES, PLACES);
                }
                let kind = match self.numeric(list[0])?.kind {
                    Some(kind) if kind.is_money() => ColumnType::AMOUNT,
                    _ => ColumnType::Number,
                };
                (finite(df::math::round().call(call)), kind)
            }
            "power" => {
                takes(2, 2)?;
                let mut call = numbers()?;
                // Zero to a negative power is a division by zero.
                if let [base, exponent] = call.as_mut_slice() {
                    let is_defined = base.clone().not_eq(lit(0.0)).or(exponent.clone().gt_eq(lit(0.0)));
                    *base = when(is_defined, base.clone());
                }
                (finite(df::math::power().call(call)), ColumnType::Number)
            }
            "least" | "greatest" | "coalesce" | "nullif" => {
                takes(if name == "nullif" { 2 } else { 1 }, if name == "nullif" { 2 } else { 16 })?;
                let values = list.iter().map(|a| Ok((self.lower(a)?, *a))).collect::<Result<Vec<_>>>()?;
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
                for (argument, least) in list[1..].iter().zip([-CHARACTERS, 0]) {
                    call.push(bounded(self.numeric(argument)?.expr, least, CHARACTERS));
                }
                (df::unicode::substr().call(call), ColumnType::Text)
            }
            "replace" => {
                takes(3, 3)?;
                (short(df::string::replace().call(texts()?)), ColumnType::Text)
            }
            "concat" => (short(df::string::concat().call(texts()?)), ColumnType::Text),
            "starts_with" | "ends_with" | "contains" | "regexp_like" => {
                takes(2, 2)?;
                if name == "regexp_like" {
                    self.pattern(list[1])?;
                }
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
                (edge(day, self.step(list[0])?, &self.vocabulary.calendar), ColumnType::Date)
            }
            "month_end" => {
                takes(1, 1)?;
                let day = to_day(&self.temporal(list[0])?);
                (edge(day, Edge::MonthEnd, &self.vocabulary.calendar), ColumnType::Date)
            }
            "days_between" => {
                takes(2, 2)?;
                let (from, to) = (self.temporal(list[0])?, self.temporal(list[1])?);
                (day_difference(to_day(&to), to_day(&from)), ColumnType::Integer)
            }
            "hours_between" => (hours(3_600.0)?, ColumnType::Number),
            "minutes_between" => (hours(60.0)?, ColumnType::Number),
            _ => {
                takes(0, 0)?;
                (as_of(), ColumnType::Date)
            }
        };
        Ok(Typed { expr, kind: Some(kind), column: None })
    }

    /// A pattern that is known before rows are read, and can be looked for.
    fn pattern(&self, expr: &ast::Expr) -> Result<()> {
        let ast::Expr::Value(value) = expr else { return Err(self.error(PatternComputed, span_of(expr))) };
        let Value::SingleQuotedString(text) = &value.value else {
            return Err(self.error(PatternComputed, span_of(expr)));
        };
        match regex::Regex::new(text) {
            Ok(_) => Ok(()),
            Err(regex::Error::CompiledTooBig(_)) => Err(self.error(PatternTooLarge, span_of(expr))),
            Err(_) => Err(self.error(NoPattern { pattern: text.clone() }, span_of(expr))),
        }
    }

    /// What `date_trunc` goes back to the beginning of.
    fn step(&self, expr: &ast::Expr) -> Result<Edge> {
        const STEPS: [(&str, Edge); 5] = [
            ("day", Edge::Day),
            ("week", Edge::First(Grain::Week)),
            ("month", Edge::First(Grain::Month)),
            ("quarter", Edge::First(Grain::Quarter)),
            ("year", Edge::First(Grain::Year)),
        ];
        if let ast::Expr::Value(value) = expr
            && let Value::SingleQuotedString(text) = &value.value
            && let Some((_, step)) = STEPS.iter().find(|(step, _)| text.eq_ignore_ascii_case(step))
        {
            return Ok(*step);
        }
        Err(self.error(StepUnknown, span_of(expr)))
    }
}

/// Decimals, beyond which no number has any.
const PLACES: i64 = 300;

/// Characters, beyond which no text has any.
pub(super) const CHARACTERS: i64 = 1_000_000_000;

/// A whole number that is no smaller and no greater.
pub(super) fn bounded(number: Expr, least: i64, most: i64) -> Expr {
    let most = df::core::least().call(vec![try_cast(number.clone(), DataType::Int64), lit(most)]);
    // What is present and no whole number lies beyond the greatest.
    when_present(&number, df::core::greatest().call(vec![most, lit(least)]))
}
