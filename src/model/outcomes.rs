//! What is looked at in rows for the measures that take it. Dates that conditions and values take as they stand: one after as-of
//! has not come (R2), and only the definition can say whether it is an outcome, or a plan. Weights of answers, of which none is
//! below 0.

use std::collections::BTreeSet;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Between, BinaryExpr};
use datafusion::prelude::Expr;

use super::{Measure, Source, UnboundColumn};
use crate::measure::expression::columns_of;
use crate::measure::{Basis, Component, Part};

/// Kinds that hold no date against as-of themselves.
const GENERAL: [&str; 10] =
    ["sum", "count", "distinct", "average", "minimum", "maximum", "median", "percentile", "share", "ratio"];

/// Writes at each source which of its columns are taken as they stand, and what its rows are weighed by.
pub fn mark_columns(sources: &mut [Source], measures: &[Measure]) {
    for source in sources {
        for measure in measures {
            let mut own =
                measure.plan.components.iter().filter(|component| component.rows.source == source.id);
            if let (Some(weight), Some(_)) = (&measure.plan.weight, own.next())
                && source.weights.iter().all(|(known, _)| known != weight)
            {
                source.weights.push((weight.clone(), measure.id.clone()));
            }
        }
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut add = |names: BTreeSet<String>, measure: Option<&str>| {
            for column in names {
                if known.insert(column.clone()) {
                    source.unbound.push(UnboundColumn { column, measure: measure.map(str::to_owned) });
                }
            }
        };
        let derived: &[(String, Expr)] = &source.derive;
        add(unbound(source.filter.iter().collect(), &[], derived), None);
        for measure in measures.iter().filter(|measure| GENERAL.contains(&measure.kind.as_str())) {
            let own = |component: &&Component| component.rows.source == source.id;
            for component in measure.plan.components.iter().filter(own) {
                let names = unbound(exprs_of(component), &[&component.rows.day], derived);
                add(names, Some(&measure.id));
            }
        }
    }
}

/// Columns that some expressions name and none holds against as-of, but those of others.
fn unbound(exprs: Vec<&Expr>, others: &[&Expr], derived: &[(String, Expr)]) -> BTreeSet<String> {
    let (mut named, mut bound) = (BTreeSet::new(), BTreeSet::new());
    let mut open = exprs;
    let mut seen = BTreeSet::new();
    while let Some(expr) = open.pop() {
        bound.extend(held_against_as_of(expr));
        for column in columns_of(expr) {
            if let Some((_, of)) = derived.iter().find(|(name, _)| *name == column)
                && seen.insert(column.clone())
            {
                open.push(of);
            }
            named.insert(column);
        }
    }
    bound.extend(others.iter().flat_map(|expr| columns_of(expr)));
    named.difference(&bound).cloned().collect()
}

/// Columns of comparisons in which `as_of()` stands.
fn held_against_as_of(expr: &Expr) -> Vec<String> {
    let mut held = Vec::new();
    // The way through never fails.
    let _ = expr.apply(|inner| {
        let is_comparison = match inner {
            Expr::BinaryExpr(BinaryExpr { op, .. }) => op.supports_propagation(),
            Expr::Between(Between { .. }) => true,
            _ => false,
        };
        if is_comparison && inner.exists(|part| Ok(matches!(part, Expr::Placeholder(_))))? {
            held.extend(columns_of(inner));
        }
        Ok(TreeNodeRecursion::Continue)
    });
    held
}

/// The expressions of a component that say what counts.
fn exprs_of(component: &Component) -> Vec<&Expr> {
    let mut all: Vec<&Expr> = component.rows.filter.iter().collect();
    match &component.basis {
        Basis::Sum(value) | Basis::Squares(value) | Basis::Percentile { value, .. } => all.push(value),
        Basis::Distinct(values) => all.extend(values),
        Basis::Clustered { y, x, .. } => all.extend([y, x].map(|part| match part {
            Part::Sum(value) | Part::Distinct(value) => value,
        })),
        _ => {}
    }
    all
}
