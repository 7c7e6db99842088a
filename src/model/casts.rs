//! Texts that expressions read as numbers, dates or truths: a text that cannot be read leaves no value, and is counted as a
//! cell of a column of that type is.

use std::collections::BTreeMap;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::{BinaryExpr, Case, Operator};
use datafusion::prelude::Expr;

use super::compared::exprs_of;
use super::{Cast, CastColumn, Control, Measure, Origin, Source, Take};
use crate::measure::expression::row::read_by_cast;
use crate::measure::expression::{columns_of, joined};

/// Writes at each source which texts of its rows are read, and when. What asks itself whether a text can be read
/// (`cast(…) is null`), or says what stands in its place (`coalesce(cast(…), …)`), loses nothing in silence.
pub fn mark_columns(sources: &mut [Source], measures: &[Measure], controls: &[Control]) {
    let mut found: BTreeMap<String, Vec<(String, Cast)>> = BTreeMap::new();
    let mut add = |source: &str, derived: Option<&str>, expr: &Expr, filter: Option<&Expr>| {
        let mut casts = Vec::new();
        walk(expr, &filter.cloned().into_iter().collect::<Vec<_>>(), &mut casts);
        let known = found.entry(source.to_owned()).or_default();
        for cast in casts {
            let column = match derived {
                Some(name) => name.to_owned(),
                None => columns_of(&cast.value).join(", "),
            };
            if !column.is_empty() && !known.contains(&(column.clone(), cast.clone())) {
                known.push((column, cast));
            }
        }
    };
    for source in &*sources {
        let filter = source.filter.as_ref();
        source.derive.iter().for_each(|(name, expr)| add(&source.id, Some(name), expr, filter));
        filter.iter().for_each(|filter| add(&source.id, None, filter, None));
        let Origin::Join { with, .. } = &source.origin else { continue };
        for join in with {
            let taken = join.take.iter().filter_map(|(_, take)| match take {
                Take::Aggregate(expr) => Some(expr),
                Take::Column(_) => None,
            });
            join.filter.iter().for_each(|filter| add(&join.source, None, filter, None));
            taken.for_each(|expr| add(&join.source, None, expr, join.filter.as_ref()));
        }
    }
    let of_measures = measures.iter().map(|measure| (&measure.plan, measure.segments.as_slice()));
    let of_controls = controls.iter().map(|control| (&control.plan, [].as_slice()));
    for (plan, segments) in of_measures.chain(of_controls) {
        for component in &plan.components {
            let source = component.rows.source.as_str();
            let of_source = sources.iter().find(|known| known.id == source).and_then(|s| s.filter.as_ref());
            let filter = component.rows.filter.as_ref();
            let both: Vec<Expr> = of_source.into_iter().chain(filter).cloned().collect();
            let both = joined(both, Operator::And);
            filter.iter().for_each(|filter| add(source, None, filter, of_source));
            for expr in exprs_of(component, segments) {
                // The condition itself stands among them.
                if Some(expr) != filter {
                    add(source, None, expr, both.as_ref());
                }
            }
        }
    }
    for (id, casts) in found {
        let Some(source) = sources.iter_mut().find(|source| source.id == id) else { continue };
        for (column, cast) in casts {
            match source.casts.iter_mut().find(|known| known.column == column) {
                Some(known) => known.casts.push(cast),
                None => source.casts.push(CastColumn { column, casts: vec![cast] }),
            }
        }
    }
}

/// The casts of an expression, with what has to hold for each to matter.
fn walk(expr: &Expr, when: &[Expr], found: &mut Vec<Cast>) {
    if !expr.exists(|part| Ok(read_by_cast(part).is_some())).unwrap_or(true) {
        return;
    }
    if let Some(value) = read_by_cast(expr) {
        walk(value, when, found);
        let when = joined(when.to_vec(), Operator::And);
        found.push(Cast { value: value.clone(), read: expr.clone(), when });
        return;
    }
    match expr {
        Expr::IsNull(_) | Expr::IsNotNull(_) | Expr::IsUnknown(_) | Expr::IsNotUnknown(_) => {}
        Expr::ScalarFunction(ScalarFunction { func, .. }) if func.name() == "coalesce" => {}
        Expr::BinaryExpr(BinaryExpr { left, op: op @ (Operator::And | Operator::Or), right }) => {
            // A side that is decided by the other is not asked.
            let decides = |other: &Expr| match op {
                Operator::And => other.clone().is_not_false(),
                _ => other.clone().is_not_true(),
            };
            for (side, other) in [(left, right), (right, left)] {
                walk(side, &[when, &[decides(other)]].concat(), found);
            }
        }
        Expr::Case(Case { expr: of, when_then_expr, else_expr }) => {
            of.iter().for_each(|of| walk(of, when, found));
            let mut when = when.to_vec();
            for (condition, then) in when_then_expr {
                let condition = match of {
                    Some(of) => of.as_ref().clone().eq(condition.as_ref().clone()),
                    None => condition.as_ref().clone(),
                };
                if of.is_none() {
                    walk(&condition, &when, found);
                }
                walk(then, &[when.as_slice(), &[condition.clone().is_true()]].concat(), found);
                when.push(condition.is_not_true());
            }
            else_expr.iter().for_each(|last| walk(last, &when, found));
        }
        _ => {
            for part in parts(expr) {
                walk(part, when, found);
            }
        }
    }
}

/// The direct parts of an expression.
fn parts(expr: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    // The way through never fails.
    let _ = expr.apply_children(|part| {
        parts.push(part);
        Ok(TreeNodeRecursion::Continue)
    });
    parts
}
