//! Which rows stand behind a value as cases: the late orders, the open tickets, the sales that add up.

use std::collections::BTreeSet;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::expr::Case;
use datafusion::prelude::Expr;

use super::expression::{as_of, columns_of};
use super::{Basis, Component, Direction, Formula, IntervalMethod, Plan};

/// The cases of a plan: rows that one component aggregates, without those of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaseRule<'p> {
    /// The component whose rows they are.
    pub of: &'p Component,
    /// The component whose rows are none of them.
    pub without: Option<&'p Component>,
    /// What each adds to the component, where that is more than itself.
    pub amount: Option<&'p Expr>,
    /// What the amounts are divided by for the measure's unit: its length in seconds, of durations.
    pub length: f64,
}

impl Plan {
    /// The rows that explain a value, with the better direction: of a share those that spoil it, of a balance its
    /// detractors, of anything else what it counts or adds up.
    ///
    /// - Absent: it is read off histories of customers or cases, or computed from other measures; or none of its parts is of the
    ///   source, where one is named.
    pub fn cases(&self, direction: Option<Direction>, source: Option<&str>) -> Option<CaseRule<'_>> {
        let is_of = |component: &&Component| source.is_none_or(|source| component.rows.named() == source);
        let counted =
            |formula: &Formula| self.named(formula).filter(is_of).filter(|c| c.basis == Basis::Count);
        let of_interval = match self.interval.plain() {
            IntervalMethod::Wilson { successes, trials } => {
                counted(successes).zip(counted(trials)).map(|(part, all)| match direction {
                    Some(Direction::Minimise) => self.case_rule(part, None, None),
                    _ => self.case_rule(all, Some(part), None),
                })
            }
            IntervalMethod::AdjustedWald { detractors, .. } => {
                counted(detractors).map(|of| self.case_rule(of, None, None))
            }
            _ => None,
        };
        of_interval.or_else(|| {
            let names = self.formula.names();
            let parts = names.into_iter().filter_map(|name| self.component(name)).filter(is_of);
            parts.into_iter().find_map(|of| match &of.basis {
                Basis::Count | Basis::Open { .. } => Some(self.case_rule(of, None, None)),
                Basis::Sum(value) | Basis::Percentile { value, .. } => {
                    Some(self.case_rule(of, None, Some(value)))
                }
                _ => None,
            })
        })
    }

    fn case_rule<'p>(
        &'p self,
        of: &'p Component,
        without: Option<&'p Component>,
        amount: Option<&'p Expr>,
    ) -> CaseRule<'p> {
        let length = if of.title.is_in_seconds() { self.length } else { 1.0 };
        CaseRule { of, without, amount, length }
    }

    /// Columns that tell when something came out, such as a delivery: what they say of a day after as-of has not happened
    /// yet (R2).
    pub fn outcomes(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for component in &self.components {
            let values = match &component.basis {
                Basis::Sum(value) | Basis::Squares(value) | Basis::Percentile { value, .. } => vec![value],
                Basis::Open { closed } => {
                    found.extend(columns_of(closed));
                    Vec::new()
                }
                _ => Vec::new(),
            };
            for expr in values.into_iter().chain(&component.rows.filter).chain([&component.rows.day]) {
                // Going through never fails: nothing is changed, and each step says to go on.
                let _ = expr.apply(|part| {
                    found.extend(happening(part).into_iter().flat_map(columns_of));
                    Ok(TreeNodeRecursion::Continue)
                });
            }
        }
        found
    }

    fn named(&self, formula: &Formula) -> Option<&Component> {
        match formula {
            Formula::Name(name) => self.component(name),
            _ => None,
        }
    }
}

/// The day that counts once it has come, where an expression is one.
fn happening(expr: &Expr) -> Option<&Expr> {
    let Expr::Case(Case { expr: None, when_then_expr, else_expr: None }) = expr else { return None };
    let [(when, day)] = when_then_expr.as_slice() else { return None };
    (**when == day.as_ref().clone().lt_eq(as_of())).then_some(day.as_ref())
}

impl IntervalMethod {
    /// The method without the factor it is multiplied by.
    fn plain(&self) -> &IntervalMethod {
        match self {
            IntervalMethod::Times { of, .. } => of.plain(),
            other => other,
        }
    }
}
