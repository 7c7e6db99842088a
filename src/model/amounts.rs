//! Columns whose amounts are followed from the files to the figures: those that measures add up.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Case;
use datafusion::logical_expr::expr::{Cast, TryCast};
use datafusion::prelude::{Expr, lit};

use super::compared::origin_of_cells;
use super::{Measure, Origin, Source};
use crate::measure::expression::exactly;
use crate::measure::{Basis, Component, Reduction};

/// Writes at each source which of its columns measures add up.
pub fn mark_columns(sources: &mut [Source], measures: &[Measure]) {
    let mut found: Vec<(String, String)> = Vec::new();
    for component in measures.iter().flat_map(|measure| &measure.plan.components) {
        let added: Vec<&Expr> = match &component.basis {
            Basis::Sum(value) => vec![value],
            Basis::Histories { kept, .. } => {
                let sums = kept.iter().filter_map(|kept| match kept {
                    Reduction::Sum(value) => Some(value),
                    Reduction::Last { .. } => None,
                });
                sums.collect()
            }
            _ => Vec::new(),
        };
        for column in added.into_iter().filter_map(plain) {
            found.extend(origin_of_column(sources, &component.rows.source, column));
        }
    }
    for (id, column) in found {
        if let Some(source) = sources.iter_mut().find(|source| source.id == id) {
            source.amounts.insert(column);
        }
    }
}

/// The source whose rows bring the amounts that a component adds up as they are, and the column there.
pub fn origin_of_amounts(sources: &[Source], component: &Component) -> Option<(String, String)> {
    let Basis::Sum(value) = &component.basis else { return None };
    origin_of_column(sources, &component.rows.source, unchanged(value)?)
}

/// A column whose amounts are added up with all their digits, and nothing in place of absent ones.
fn unchanged(expr: &Expr) -> Option<&str> {
    const ALL: u8 = 10;
    match (exactly(expr), expr) {
        (Some((number, decimals)), _) => unchanged(number).filter(|_| decimals >= ALL),
        (None, Expr::Column(column)) => Some(&column.name),
        (None, Expr::Cast(cast)) if cast.field.data_type() == &DataType::Float64 => unchanged(&cast.expr),
        _ => None,
    }
}

/// The source whose rows bring the amounts of a column, and what it is called there; `None` where rows of several sources
/// make it.
fn origin_of_column(sources: &[Source], id: &str, column: &str) -> Option<(String, String)> {
    let source = sources.iter().find(|source| source.id == id)?;
    let is_read = matches!(source.origin, Origin::Files(_) | Origin::Database(_) | Origin::Query(_));
    match source.derive.iter().any(|(name, _)| name == column) && is_read {
        true => Some((id.to_owned(), column.to_owned())),
        false => origin_of_cells(sources, id, column),
    }
}

/// The number of which what is below 0 counts nothing, as weights do.
fn without_negatives(case: &Case) -> Option<&Expr> {
    let number = case.else_expr.as_deref()?;
    let [(condition, counted)] = case.when_then_expr.as_slice() else { return None };
    let is_negative = **condition == number.clone().lt(lit(0.0)) && **counted == lit(0.0);
    (case.expr.is_none() && is_negative).then_some(number)
}

/// A column that is added up as it is.
fn plain(expr: &Expr) -> Option<&str> {
    if let Some((number, _)) = exactly(expr) {
        return plain(number);
    }
    match expr {
        Expr::Column(column) => Some(&column.name),
        Expr::Cast(Cast { expr, .. }) | Expr::TryCast(TryCast { expr, .. }) => plain(expr),
        Expr::ScalarFunction(call) if call.func.name() == "coalesce" => plain(call.args.first()?),
        Expr::Case(case) => plain(without_negatives(case)?),
        _ => None,
    }
}
