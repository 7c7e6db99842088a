//! Functions of texts.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::functions as df;
use datafusion::logical_expr::{ScalarUDF, cast};
use datafusion::prelude::Expr;
use datafusion::sql::sqlparser::ast::{self, Value};

use crate::measure::expression::causes::{NoPattern, PatternComputed, PatternTooLarge};
use crate::measure::expression::row::bounded::{CHARACTERS, bounded};
use crate::measure::expression::row::lowering::{Lowering, Result};
use crate::measure::expression::source::span_of;
use crate::measure::expression::text_limit::short;
use crate::measure::expression::typed::{ColumnType, Typed};

pub(super) fn lower(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::lower(), ColumnType::Text, lowering, list)
}

pub(super) fn upper(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::upper(), ColumnType::Text, lowering, list)
}

pub(super) fn trim(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::btrim(), ColumnType::Text, lowering, list)
}

pub(super) fn length(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let length = df::unicode::character_length().call(texts(lowering, list)?);
    Ok(Typed::computed(cast(length, DataType::Int64), ColumnType::Integer))
}

pub(super) fn substr(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let mut call = vec![lowering.text(list[0])?];
    for (argument, least) in list[1..].iter().zip([-CHARACTERS, 0]) {
        call.push(bounded(lowering.numeric(argument)?.expr, least, CHARACTERS));
    }
    Ok(Typed::computed(df::unicode::substr().call(call), ColumnType::Text))
}

pub(super) fn replace(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(short(df::string::replace().call(texts(lowering, list)?)), ColumnType::Text))
}

pub(super) fn concat(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    Ok(Typed::computed(short(df::string::concat().call(texts(lowering, list)?)), ColumnType::Text))
}

pub(super) fn starts_with(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::starts_with(), ColumnType::Bool, lowering, list)
}

pub(super) fn ends_with(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::ends_with(), ColumnType::Bool, lowering, list)
}

pub(super) fn contains(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_texts(&df::string::contains(), ColumnType::Bool, lowering, list)
}

pub(super) fn regexp_like(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    check_pattern(lowering, list[1])?;
    of_texts(&df::regex::regexp_like(), ColumnType::Bool, lowering, list)
}

/// Refuses a pattern that is not known before rows are read, or cannot be looked for.
fn check_pattern(lowering: &Lowering<'_>, expr: &ast::Expr) -> Result<()> {
    let ast::Expr::Value(value) = expr else {
        return Err(lowering.error(PatternComputed, span_of(expr)));
    };
    let Value::SingleQuotedString(text) = &value.value else {
        return Err(lowering.error(PatternComputed, span_of(expr)));
    };
    match regex::Regex::new(text) {
        Ok(_) => Ok(()),
        Err(regex::Error::CompiledTooBig(_)) => Err(lowering.error(PatternTooLarge, span_of(expr))),
        Err(_) => Err(lowering.error(NoPattern { pattern: text.clone() }, span_of(expr))),
    }
}

fn of_texts(
    udf: &Arc<ScalarUDF>,
    kind: ColumnType,
    lowering: &Lowering<'_>,
    list: &[&ast::Expr],
) -> Result<Typed> {
    Ok(Typed::computed(udf.call(texts(lowering, list)?), kind))
}

fn texts(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Vec<Expr>> {
    list.iter().map(|argument| lowering.text(argument)).collect()
}
