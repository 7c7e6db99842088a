//! Functions of numbers.

use datafusion::functions as df;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast;
use std::sync::Arc;

use crate::measure::expression::finite::finite;
use crate::measure::expression::row::bounded::{PLACES, bounded};
use crate::measure::expression::row::lowering::{Lowering, Result};
use crate::measure::expression::terms::{float, when};
use crate::measure::expression::typed::{ColumnType, Typed};

pub(super) fn abs(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let value = lowering.quantity(list[0])?;
    let kind = value.kind.filter(|kind| *kind == ColumnType::Duration || kind.is_money());
    let expr = df::math::abs().call(vec![float(value.expr)]);
    Ok(Typed::computed(expr, kind.unwrap_or(ColumnType::Number)))
}

pub(super) fn ceil(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    number(&df::math::ceil(), floats(lowering, list)?)
}

pub(super) fn floor(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    number(&df::math::floor(), floats(lowering, list)?)
}

pub(super) fn sqrt(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let of = float(lowering.numeric(list[0])?.expr);
    // The root of a negative number would end the run.
    number(&df::math::sqrt(), vec![when(of.clone().gt_eq(lit(0.0)), of)])
}

pub(super) fn ln(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    number(&df::math::ln(), floats(lowering, list)?)
}

pub(super) fn exp(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    number(&df::math::exp(), floats(lowering, list)?)
}

pub(super) fn round(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let mut call = floats(lowering, list)?;
    if let Some(places) = call.get_mut(1) {
        *places = bounded(places.clone(), -PLACES, PLACES);
    }
    let kind = match lowering.numeric(list[0])?.kind {
        Some(kind) if kind.is_money() => ColumnType::AMOUNT,
        _ => ColumnType::Number,
    };
    Ok(Typed::computed(finite(df::math::round().call(call)), kind))
}

pub(super) fn power(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let mut call = floats(lowering, list)?;
    // Zero to a negative power is a division by zero.
    if let [base, exponent] = call.as_mut_slice() {
        let is_defined = base.clone().not_eq(lit(0.0)).or(exponent.clone().gt_eq(lit(0.0)));
        *base = when(is_defined, base.clone());
    }
    number(&df::math::power(), call)
}

fn floats(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Vec<Expr>> {
    list.iter().map(|argument| Ok(float(lowering.numeric(argument)?.expr))).collect()
}

/// A number, missing where it is none.
fn number(udf: &Arc<ScalarUDF>, call: Vec<Expr>) -> Result<Typed> {
    Ok(Typed::computed(finite(udf.call(call)), ColumnType::Number))
}
