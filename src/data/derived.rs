//! Tables made of other tables: one widened by others, and some rows of one.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Float64Type, Schema, UInt64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::prelude::SessionContext;

use super::amounts::AmountCounts;
use super::join::{JoinStats, Joiner};
use super::load_options::table;
use super::needs::taken;
use super::row_transform::{RowStats, RowTransform};
use super::rows::Rows;
use super::{Counts, DAY, Data, DataError, LEFT_ROW, SHARE, Table};
use crate::model::{Join, Source};

/// What tables are made with.
pub(super) struct DerivedTables<'a> {
    pub(super) context: &'a SessionContext,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) data: &'a Data,
    /// The columns that are wanted of it, where that is known.
    pub(super) wanted: Option<&'a BTreeSet<String>>,
}

impl DerivedTables<'_> {
    /// The rows of a source that another is made of.
    fn rows(&self, source: &Source, of: &str) -> Result<Rows, DataError> {
        let table = self.data.tables.get(of).ok_or_else(|| DataError::Engine {
            id: source.id.clone(),
            reason: format!("source `{of}` is not read before it is asked"),
        })?;
        Ok(Rows { schema: Arc::clone(&table.schema), batches: table.batches.clone() })
    }

    /// The rows of a source, widened by others.
    pub(super) async fn joined(
        &self,
        source: &Source,
        left: &str,
        with: &[Join],
    ) -> Result<Table, DataError> {
        let engine = DataError::engine(&source.id);
        let mut rows = self.rows(source, left)?;
        let (mut unmatched, mut dropped) = (Vec::new(), 0);
        for with in with {
            let take = taken(with, self.wanted).unwrap_or_default();
            let with = &Join { take, ..with.clone() };
            let right = self.rows(source, &with.source)?;
            let joiner = Joiner::new(self.context, &rows.schema, &right, with, self.as_of);
            let joiner = joiner.await.map_err(&engine)?;
            let mut met = JoinStats::default();
            let widened = rows.batches.iter().map(|batch| joiner.widen(batch, &mut met));
            let batches = widened.collect::<Result<_, _>>().map_err(|error| engine(error.into()))?;
            met.at_most_one(&source.id, with)?;
            dropped += met.dropped;
            unmatched.push(joiner.unmatched(met).map_err(|error| engine(error.into()))?);
            rows = Rows { schema: joiner.schema(), batches };
        }
        let read = rows.count() + dropped;
        Ok(Table { unmatched, ..self.finished(source, rows, read)? })
    }

    /// Some rows of a source.
    pub(super) fn part(&self, source: &Source, of: &str) -> Result<Table, DataError> {
        let rows = self.rows(source, of)?;
        let read = rows.count();
        self.finished(source, rows, read)
    }

    /// With derived columns and days of their own, and without what a condition leaves out.
    fn finished(&self, source: &Source, rows: Rows, read: u64) -> Result<Table, DataError> {
        let engine = DataError::engine(&source.id);
        let rows = rows.without(&[DAY, SHARE]).map_err(|error| engine(error.into()))?;
        let transform = RowTransform::new(self.context, &rows.schema, source, &[], self.wanted, self.as_of);
        let (transform, mut seen) = (transform.map_err(&engine)?, RowStats::default());
        let rows = rows.widened(&transform, &mut seen).map_err(&engine)?;
        let rows = rows.filtered(&transform, &[], &mut seen).map_err(&engine)?;
        let rows = match &source.allocate {
            Some(column) => with_row_shares(rows, column).map_err(|error| engine(error.into()))?,
            None => rows,
        };
        let counts = Counts { read, filtered: read - rows.count(), ..Counts::default() };
        let table = table(source, rows, counts, self.as_of, AmountCounts::default());
        Ok(Table { cells: seen.found.among(Vec::new()), below_zero: seen.found.below_zero(), ..table })
    }
}

/// Rows with the share of each in the row of the left side that it comes from: in proportion to a column, and in equal
/// parts where none of them has an amount there above 0. Repeats of a row stand next to each other in one batch.
fn with_row_shares(rows: Rows, column: &str) -> Result<Rows, ArrowError> {
    let own = rows.schema.fields().iter().cloned();
    let share = Arc::new(Field::new(SHARE, DataType::Float64, true));
    let schema = Arc::new(Schema::new(own.chain([share]).collect::<Vec<_>>()));
    let with_shares = |batch: &RecordBatch| {
        let weights = cast(batch.column(batch.schema().index_of(column)?), &DataType::Float64)?;
        let weights = weights.as_primitive::<Float64Type>();
        let of = batch.column_by_name(LEFT_ROW).map(|rows| rows.as_primitive::<UInt64Type>());
        let weight = |row: usize| if weights.is_valid(row) { weights.value(row).max(0.0) } else { 0.0 };
        let is_next = |row: usize| of.is_some_and(|of| of.value(row) == of.value(row - 1));
        let mut shares = Vec::with_capacity(batch.num_rows());
        let mut first = 0;
        while first < batch.num_rows() {
            let end = (first + 1..batch.num_rows()).find(|row| !is_next(*row)).unwrap_or(batch.num_rows());
            let whole: f64 = (first..end).map(weight).sum();
            let equal = 1.0 / (end - first) as f64;
            let share = |row| if whole > 0.0 && whole.is_finite() { weight(row) / whole } else { equal };
            shares.extend((first..end).map(share));
            first = end;
        }
        let shares: ArrayRef = Arc::new(Float64Array::from(shares));
        let columns = batch.columns().iter().cloned().chain([shares]).collect();
        RecordBatch::try_new(Arc::clone(&schema), columns)
    };
    let batches = rows.batches.iter().map(with_shares).collect::<Result<_, _>>()?;
    Ok(Rows { schema: Arc::clone(&schema), batches })
}
