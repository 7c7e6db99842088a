//! A source that a query gives over other sources.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Column;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::DataFusionError;
use datafusion::physical_plan::coop::CooperativeExec;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use super::ingest::held::SentRows;
use super::ingest::row_typer::TypingRules;
use super::layout::{Layout, SentColumn};
use super::load_options::LoadOptions;
use super::overflow_checks::with_overflow_checks;
use super::size_limits::with_size_limits;
use super::{DAY, Data, DataError, LEFT_ROW, SHARE, Table};
use crate::measure::ColumnType;
use crate::measure::expression::{date_literal, row::column};
use crate::model::{Query, Source};

/// Asks the query of the tables it names, whose rows are those that exist by the as-of day (R2).
pub(super) async fn load(
    source: &Source,
    query: &Query,
    data: &Data,
    run: &LoadOptions<'_>,
) -> Result<Table, DataError> {
    let engine = DataError::engine(&source.id);
    let context = with_overflow_checks(run.sessions.reading()).and_then(with_size_limits).map_err(&engine)?;
    for id in &query.sources {
        let table = data.tables.get(id).ok_or_else(|| DataError::Engine {
            id: source.id.clone(),
            reason: format!("source `{id}` is not read before it is asked"),
        })?;
        register(&context, id, table, run.as_of).map_err(&engine)?;
    }
    run.progress.started(&source.id, 0);
    let frame = context.sql(&query.sql).await.map_err(&engine)?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let columns: Vec<SentColumn> = query
        .columns
        .iter()
        .map(|(column, rule)| SentColumn {
            name: column.name.clone(),
            native: native(&schema, &column.name),
            rule: rule.clone(),
            declared: column.declared,
        })
        .collect();
    let places = columns.iter().map(|column| schema.index_of(&column.name));
    let places: Vec<usize> = places.collect::<Result<_, _>>().map_err(|error| engine(error.into()))?;
    let waves: Vec<String> = run.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
    let shown = format!("query {}", source.id);
    let layout = Layout::of_columns(&columns);
    let kept: Vec<usize> = (0..columns.len()).collect();
    let rules = TypingRules { source, calendar: run.calendar, waves: &waves };
    let mut sent = SentRows::new(rules, &shown, &layout, &kept);
    let plan = frame.create_physical_plan().await.and_then(make_cooperative).map_err(&engine)?;
    let mut stream = execute_stream(plan, context.task_ctx()).map_err(&engine)?;
    let held = run.sessions.memory("rows of a query");
    while let Some(batch) = stream.next().await {
        let batch = batch.and_then(|batch| Ok(batch.project(&places)?)).map_err(&engine)?;
        let batch = unlisted(&batch).map_err(&engine)?;
        held.try_grow(batch.get_array_memory_size()).map_err(&engine)?;
        run.progress.rows(batch.num_rows() as u64);
        sent.take(&batch).map_err(&engine)?;
    }
    sent.table(&context, run.as_of)
}

/// The same plan, of which every step lets others have their turn: what takes longer than a source may is given up then, where
/// a step makes rows without end of a few.
fn make_cooperative(plan: Arc<dyn ExecutionPlan>) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
    let yields = plan.transform_up(|step| {
        Ok(match step.children().is_empty() {
            true => Transformed::no(step),
            false => Transformed::yes(Arc::new(CooperativeExec::new(step)) as Arc<dyn ExecutionPlan>),
        })
    })?;
    Ok(yields.data)
}

fn native(schema: &Schema, name: &str) -> ColumnType {
    let field = schema.field_with_name(name).ok();
    field.and_then(|field| ColumnType::of_arrow(field.data_type())).unwrap_or(ColumnType::Text)
}

fn register(
    context: &SessionContext,
    id: &str,
    table: &Table,
    as_of: Option<NaiveDate>,
) -> Result<(), DataFusionError> {
    let mut frame = context.read_table(table.provider())?;
    if let Some(as_of) = as_of {
        frame = frame.filter(column(DAY).is_null().or(column(DAY).lt_eq(date_literal(as_of))))?;
    }
    let own = [DAY, LEFT_ROW, SHARE].into_iter().filter(|name| table.schema.column_with_name(name).is_some());
    let frame = frame.drop_columns(&own.map(Column::new_unqualified).collect::<Vec<_>>())?;
    context.register_table(id, frame.into_view())?;
    Ok(())
}

/// The same with texts held one way.
fn unlisted(batch: &RecordBatch) -> Result<RecordBatch, DataFusionError> {
    let held = |kind: &DataType| match kind {
        DataType::Dictionary(..) | DataType::Utf8View | DataType::LargeUtf8 | DataType::Null => {
            DataType::Utf8
        }
        other => other.clone(),
    };
    let schema = batch.schema();
    let fields = schema.fields().iter().map(|f| Field::new(f.name(), held(f.data_type()), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let columns = batch.columns().iter().zip(schema.fields());
    let columns = columns.map(|(c, f)| datafusion::arrow::compute::cast(c, f.data_type()));
    Ok(RecordBatch::try_new(Arc::clone(&schema), columns.collect::<Result<_, _>>()?)?)
}
