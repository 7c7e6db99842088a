//! Functions of values of one type, whichever it is.

use std::sync::Arc;

use datafusion::functions as df;
use datafusion::logical_expr::ScalarUDF;
use datafusion::sql::sqlparser::ast;

use crate::measure::expression::row::lowering::{Lowering, Result};
use crate::measure::expression::typed::Typed;

pub(super) fn least(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_common_type(&df::core::least(), lowering, list)
}

pub(super) fn greatest(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_common_type(&df::core::greatest(), lowering, list)
}

pub(super) fn coalesce(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_common_type(&df::core::coalesce(), lowering, list)
}

pub(super) fn nullif(lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    of_common_type(&df::core::nullif(), lowering, list)
}

fn of_common_type(udf: &Arc<ScalarUDF>, lowering: &Lowering<'_>, list: &[&ast::Expr]) -> Result<Typed> {
    let values = list.iter().map(|argument| Ok((lowering.lower(argument)?, *argument)));
    let (values, kind) = lowering.common(values.collect::<Result<Vec<_>>>()?)?;
    Ok(Typed { expr: udf.call(values), kind, column: None })
}
