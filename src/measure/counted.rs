//! What tells that two components are one figure: what they count of which rows, without conditions that no row fails.

use std::collections::BTreeSet;

use datafusion::logical_expr::utils::{conjunction, split_conjunction};
use datafusion::prelude::Expr;

use super::plan::{Basis, Component};
use super::rows::Rows;

/// A component without its name, and without conditions that no row fails.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedRows {
    rows: Rows,
    basis: Basis,
}

impl Component {
    /// What it counts, where every row has some columns. That an order has a number, where no row lacks one, tells no two
    /// figures apart.
    pub fn counted(&self, present: &BTreeSet<String>) -> CountedRows {
        let Component { rows, basis, .. } = self;
        let Some(filter) = &rows.filter else {
            return CountedRows { rows: rows.clone(), basis: basis.clone() };
        };
        // What is missing is no value that differs from others.
        let counts = |name: &str| match basis {
            Basis::Distinct(values) => values.iter().any(|value| column(value) == Some(name)),
            _ => false,
        };
        let holds_of_all = |condition: &Expr| match condition {
            Expr::IsNotNull(inner) => {
                column(inner).is_some_and(|name| present.contains(name) || counts(name))
            }
            _ => false,
        };
        let asked = split_conjunction(filter).into_iter().filter(|condition| !holds_of_all(condition));
        let filter = conjunction(asked.cloned());
        CountedRows { rows: Rows { filter, ..rows.clone() }, basis: basis.clone() }
    }
}

/// The name of a column that an expression is, and nothing else.
fn column(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Column(column) => Some(&column.name),
        _ => None,
    }
}
