//! Functions of dates and times.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions as df;
use datafusion::logical_expr::{Case, cast};
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast::{self, Value};

use crate::calendar::Grain;
use crate::measure::expression::causes::StepUnknown;
use crate::measure::expression::days;
use crate::measure::expression::edge::{Edge, edge};
use crate::measure::expression::instant::{seconds_between, time_of};
use crate::measure::expression::row::lowering::{Lowering, Result};
use crate::measure::expression::source::span_of;
use crate::measure::expression::terms::{day_difference, to_day};
use crate::measure::expression::typed::{ColumnType, Typed};

pub(super) fn year(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(part_of_date("year", lowering, list)?, ColumnType::Integer))
}

pub(super) fn month(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(part_of_date("month", lowering, list)?, ColumnType::Integer))
}

pub(super) fn day(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(part_of_date("day", lowering, list)?, ColumnType::Integer))
}

pub(super) fn weekday(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let sunday_zero = part_of_date("dow", lowering, list)?;
    let iso = Case::new(
        None,
        vec![(Box::new(sunday_zero.clone().eq(lit(0_i64))), Box::new(lit(7_i64)))],
        Some(Box::new(sunday_zero)),
    );
    Ok(Typed::computed(Expr::Case(iso), ColumnType::Integer))
}

pub(super) fn date_trunc(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let day = to_day(&lowering.temporal(list[1])?);
    Ok(Typed::computed(edge(day, step(lowering, list[0])?, &lowering.vocabulary.calendar), ColumnType::Date))
}

pub(super) fn month_end(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let day = to_day(&lowering.temporal(list[0])?);
    Ok(Typed::computed(edge(day, Edge::MonthEnd, &lowering.vocabulary.calendar), ColumnType::Date))
}

pub(super) fn days_between(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let (from, to) = (lowering.temporal(list[0])?, lowering.temporal(list[1])?);
    Ok(Typed::computed(day_difference(to_day(&to), to_day(&from)), ColumnType::Integer))
}

pub(super) fn hours_between(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    time_between(3_600.0, lowering, list)
}

pub(super) fn minutes_between(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    time_between(60.0, lowering, list)
}

pub(super) fn as_of(_: &Lowering<'_>, _: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(days::as_of(), ColumnType::Date))
}

fn part_of_date(part: &str, lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Expr> {
    let day = to_day(&lowering.temporal(list[0])?);
    Ok(cast(df::datetime::date_part().call(vec![lit(part), day]), DataType::Int64))
}

/// The time between two, in a unit of so many seconds.
fn time_between(seconds: f64, lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let time = |expr: &ast::Expr| Ok(time_of(&lowering.temporal(expr)?, lowering.vocabulary.zone));
    Ok(Typed::computed(seconds_between(time(list[0])?, time(list[1])?) / lit(seconds), ColumnType::Number))
}

/// What `date_trunc` goes back to the beginning of.
fn step(lowering: &Lowering<'_>, expr: &ast::Expr) -> Result<Edge> {
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
    Err(lowering.error(StepUnknown, span_of(expr)))
}
