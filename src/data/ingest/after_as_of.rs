//! Row groups of Parquet that come after the as-of day: counted as if they were read.

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, Date32Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::error::DataFusionError;
use tokio::task::spawn_blocking;

use super::feed_rows::FeedRows;
use super::pump::Pump;
use super::pump::unread;
use super::raw::RawRows;
use super::row_typer::RowTyper;
use super::sink::{RowsAfterAsOf, Sink};
use crate::data::after_as_of::{AfterAsOf, FileContext, PrunedRowGroups, RowGroupUse, Run};
use crate::data::file;
use crate::data::layout::Layout;
use crate::data::{OpenError, RowFate};
use crate::model::{Feed, FeedFile, FileKind, Location};

/// The row groups of a file, where some come too late.
pub(super) async fn prune(
    file: &FeedFile,
    typer: &RowTyper<'_>,
    after: &AfterAsOf,
    feed: &Feed,
    layout: &Layout,
    at: usize,
    found: &mut FeedRows,
) -> Result<Option<PrunedRowGroups>, OpenError> {
    let (Location::Local(_), FileKind::Parquet) = (&file.location, file.format.kind) else { return Ok(None) };
    let owned = file.clone();
    let footer = spawn_blocking(move || file::footer(&owned)).await;
    let footer = footer.unwrap_or_else(|_| Err(unread(file)))?;
    found.unread.of += footer.metadata().num_row_groups();
    let known =
        FileContext { layout, feed, at, kept: typer.kept, readers: &typer.readers, clock: typer.clock };
    Ok(PrunedRowGroups::from_footer(&known, after, footer))
}

/// The fields of late groups that are decoded.
pub(super) fn fields(later: &PrunedRowGroups, typer: &RowTyper<'_>) -> Vec<usize> {
    let field = |at: &usize| typer.column(*at)?.0.field();
    let mut fields: Vec<usize> = later.decoded.iter().filter_map(field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Counts the rows of a run of row groups, of which that is decoded which the footer does not tell.
pub(super) async fn pass(
    later: &PrunedRowGroups,
    run: &Run,
    pump: Option<&mut Pump>,
    typer: &RowTyper<'_>,
    found: &mut FeedRows,
    sink: &mut dyn Sink,
) -> Result<(), DataFusionError> {
    let is_decoded = |at: usize| later.decoded.contains(&at);
    let mut dates: Vec<Date32Array> = Vec::new();
    if let Some(pump) = pump {
        let fields = fields(later, typer);
        while let Some(raw) = pump.next().await {
            let raw = placed(raw, &fields, typer);
            for at in &later.decoded {
                let Some(column) = typer.column(*at) else { continue };
                let typed = typer.typed(&raw, *at, column, found)?;
                found.amounts.add_column(RowFate::Read, typer.name(*at), &typed);
                let fate =
                    if run.fate == RowGroupUse::Outside { RowFate::Filtered } else { RowFate::AfterAsOf };
                found.amounts.add_column(fate, typer.name(*at), &typed);
                if later.tells_days && later.time == *at {
                    dates.push(cast(&typed, &DataType::Date32)?.as_primitive::<Date32Type>().clone());
                }
            }
        }
    }
    if later.tells_days && !is_decoded(later.time) {
        dates.push(Date32Array::from(vec![run.days.0]));
    }
    for (cells, at) in found.cells.iter_mut().zip(typer.kept).filter(|(_, at)| !is_decoded(**at)) {
        cells.empty += run.empty[*at];
        cells.judged += run.rows - run.empty[*at];
    }
    found.read += run.rows;
    found.unread.groups += run.groups.len();
    found.unread.rows += run.rows;
    found.unread.decoded.extend(later.decoded.iter().map(|at| typer.name(*at).to_owned()));
    sink.pass(RowsAfterAsOf {
        file: typer.number(),
        rows: run.rows,
        days: run.days,
        is_outside: run.fate == RowGroupUse::Outside,
        dates,
    });
    Ok(())
}

/// Pads partially decoded rows to the full column order; missing columns are never read.
fn placed(raw: RawRows, fields: &[usize], typer: &RowTyper<'_>) -> RawRows {
    let Some(any) = raw.columns.first().map(Arc::clone) else { return raw };
    let column = |field: &usize| match fields.iter().position(|own| own == field) {
        Some(at) => Arc::clone(&raw.columns[at]),
        None => Arc::clone(&any),
    };
    RawRows { columns: typer.fields.iter().map(column).collect(), ..raw }
}
