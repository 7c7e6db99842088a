//! Expressions over rows, ready to be evaluated.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::common::DFSchema;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::prelude::{Expr, SessionContext};

use crate::measure::expression::bind_as_of;

/// An expression ready to be evaluated. Functions such as `coalesce` exist for DataFusion only until it has simplified
/// them.
pub(super) fn physical(
    context: &SessionContext,
    expr: Expr,
    known: &DFSchema,
) -> Result<Arc<dyn PhysicalExpr>, DataFusionError> {
    let simplifying = SimplifyContext::builder().with_schema(Arc::new(known.clone())).build();
    let simplifier = ExprSimplifier::new(simplifying);
    context.create_physical_expr(simplifier.simplify(simplifier.coerce(expr, known)?)?, known)
}

/// An expression for a run with this as-of day.
pub(super) fn bound(expr: &Expr, as_of: Option<NaiveDate>) -> Expr {
    as_of.map_or_else(|| expr.clone(), |day| bind_as_of(expr, day))
}
