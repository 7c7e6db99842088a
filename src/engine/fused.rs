//! One scan of a source for everything that is asked of it.
//!
//! All expressions that all components need of a source's rows (days, keys, conditions, values) become the columns of
//! one query: DataFusion reads each row once, computes what several share once, and reads no column that nobody needs.
//! What it gives is poured, batch by batch, into sums by place (segment × day), lists of values and keyed rows. A
//! profile of ten measures over ten million orders shaped this: one aggregate query for each would hash the customer
//! column ten times over, and hashing it is the dearest single step.

mod ask;
mod pour;

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::physical_plan::display::DisplayableExecutionPlan;
use datafusion::physical_plan::metrics::Time;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::{Expr, SessionContext};
use futures::StreamExt;

use self::ask::Ask;
use self::pour::Pour;
use super::asks::{EntityLevels, Planner, SourceStores};
use crate::data::{DAY, Table};
use crate::measure::expression::{date_literal, row::column};

/// What one scan cost, for `explain`.
#[derive(Debug, Clone)]
pub struct ScanReport {
    /// The source.
    pub source: String,
    /// Rows that reached the measures.
    pub rows: u64,
    /// The query as the engine ran it, with what each step of it cost.
    pub plan: String,
    /// What was made of its rows: a description, and seconds of computing.
    pub nodes: Vec<(String, f64)>,
}

/// Asks one source.
pub(super) async fn run(
    context: &SessionContext,
    planner: &Planner,
    entities: &EntityLevels,
    table: &Table,
    source: &str,
    as_of: NaiveDate,
) -> Result<(SourceStores, ScanReport), DataFusionError> {
    let ask = Ask::of(planner, entities, as_of);
    let context = if ask.in_order() { ordered(context) } else { context.clone() };
    let exists = column(DAY).is_null().or(column(DAY).lt_eq(date_literal(as_of)));
    let named = |(i, expr): (usize, &Expr)| expr.clone().alias(format!("e{i}"));
    let columns: Vec<Expr> = ask.columns.iter().enumerate().map(named).collect();
    let frame = context.read_table(table.provider())?.filter(exists)?.select(columns)?;
    let plan = frame.create_physical_plan().await?;
    let mut rows = execute_stream(Arc::clone(&plan), context.task_ctx())?;
    let mut pour = Pour::new(ask, as_of);
    let mut count = 0;
    while let Some(batch) = rows.next().await {
        let batch = batch?;
        count += batch.num_rows() as u64;
        pour.take(&batch)?;
    }
    drop(rows);
    let (stores, nodes) = pour.finish(planner);
    let seconds = |(name, time): (String, Time)| (name, time.value() as f64 / 1e9);
    let nodes = nodes.into_iter().map(seconds).collect();
    Ok((stores, ScanReport { source: source.to_owned(), rows: count, plan: shown(plan.as_ref()), nodes }))
}

/// A context that gives the rows in their order.
fn ordered(context: &SessionContext) -> SessionContext {
    let config = context.copied_config().with_target_partitions(1);
    SessionContext::new_with_state(SessionStateBuilder::from(context.state()).with_config(config).build())
}

fn shown(plan: &dyn ExecutionPlan) -> String {
    DisplayableExecutionPlan::with_metrics(plan).set_show_statistics(false).indent(false).to_string()
}
