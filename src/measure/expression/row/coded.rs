//! Columns of which some cells are declared to hold no value.

use std::collections::BTreeSet;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::prelude::Expr;

use crate::measure::expression::typed::Vocabulary;

/// The columns with codes for no value that an expression has no value without; none where it says itself what a missing value means.
pub(crate) fn coded(expr: &Expr, vocabulary: &Vocabulary) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut says = false;
    let looked = expr.apply(|part| {
        match part {
            Expr::IsNull(_) | Expr::IsNotNull(_) | Expr::IsTrue(_) | Expr::IsFalse(_) | Expr::Case(_) => {
                says = true
            }
            Expr::ScalarFunction(function) if function.name() == "coalesce" => says = true,
            Expr::Column(column)
                if vocabulary.columns.get(&column.name).is_some_and(|known| known.has_codes) =>
            {
                found.insert(column.name.clone());
            }
            _ => {}
        }
        Ok(TreeNodeRecursion::Continue)
    });
    if looked.is_err() || says { BTreeSet::new() } else { found }
}
