//! Rows after reading: derived columns, the local day, conditions.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::{cast, filter_record_batch, max, min};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Schema, SchemaRef, UInt32Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::prelude::{DataFrame, Expr, SessionContext, lit};
use datafusion::scalar::ScalarValue;

use super::DAY;
use super::read::{FILE, ROW};
use crate::measure::expression::{bind_as_of, day_of_epoch, days_since_epoch};
use crate::model::{FeedFile, Source};

/// Rows of one schema.
#[derive(Clone)]
pub(super) struct Rows {
    pub(super) schema: SchemaRef,
    pub(super) batches: Vec<RecordBatch>,
}

impl Rows {
    /// Number of rows.
    pub(super) fn count(&self) -> u64 {
        self.batches.iter().map(|batch| batch.num_rows() as u64).sum()
    }

    /// The rows as DataFusion scans them.
    pub(super) fn frame(&self, context: &SessionContext) -> Result<DataFrame, DataFusionError> {
        let table = MemTable::try_new(Arc::clone(&self.schema), vec![self.batches.clone()])?;
        context.read_table(Arc::new(table))
    }

    /// What a frame computes. All columns may be null, and text is held one way.
    pub(super) async fn of(frame: DataFrame) -> Result<Rows, DataFusionError> {
        let held = |kind: &DataType| match kind {
            DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
            other => other.clone(),
        };
        let fields = frame.schema().fields().iter().map(|f| Field::new(f.name(), held(f.data_type()), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batches = frame.collect().await?;
        let batches =
            batches.iter().filter(|batch| batch.num_rows() > 0).map(|batch| uniform(batch, &schema));
        Ok(Rows { batches: batches.collect::<Result<_, ArrowError>>()?, schema })
    }

    /// Keeps the rows whose flag is set; one list of flags for each batch.
    pub(super) fn keep(self, flags: Vec<Vec<bool>>) -> Result<Rows, ArrowError> {
        if flags.iter().flatten().all(|keep| *keep) {
            return Ok(self);
        }
        let kept =
            self.batches.iter().zip(flags).map(|(batch, flags)| filter_record_batch(batch, &flags.into()));
        let batches: Vec<RecordBatch> = kept.collect::<Result<_, ArrowError>>()?;
        Ok(Rows { batches: batches.into_iter().filter(|batch| batch.num_rows() > 0).collect(), ..self })
    }

    /// Adds the source's derived columns and the day of each row.
    pub(super) async fn widened(
        self,
        context: &SessionContext,
        source: &Source,
        as_of: Option<NaiveDate>,
    ) -> Result<Rows, DataFusionError> {
        let mut frame = self.frame(context)?;
        for (name, expr) in &source.derive {
            frame = frame.with_column(name, bound(expr, as_of))?;
        }
        let day = source.day.as_ref().map_or_else(|| lit(ScalarValue::Date32(None)), |day| bound(day, as_of));
        Rows::of(frame.with_column(DAY, day)?).await
    }

    /// Keeps the rows that meet the condition.
    pub(super) async fn filtered(
        self,
        context: &SessionContext,
        condition: Option<&Expr>,
        as_of: Option<NaiveDate>,
    ) -> Result<Rows, DataFusionError> {
        match condition {
            None => Ok(self),
            Some(condition) => Rows::of(self.frame(context)?.filter(bound(condition, as_of))?).await,
        }
    }

    /// Keeps the rows that lie within their file's `from` and `until`.
    pub(super) fn within_files(self, files: &[FeedFile]) -> Result<Rows, ArrowError> {
        if files.iter().all(|file| file.from.is_none() && file.until.is_none()) {
            return Ok(self);
        }
        let limits = |file: &FeedFile| (file.from.map(days_since_epoch), file.until.map(days_since_epoch));
        let limits: Vec<_> = files.iter().map(limits).collect();
        let within =
            |day: Option<i32>, file: Option<u32>| match file.and_then(|file| limits.get(file as usize)) {
                Some((None, None)) | None => true,
                Some((from, until)) => day.is_some_and(|day| {
                    from.is_none_or(|from| day >= from) && until.is_none_or(|until| day < until)
                }),
            };
        let flags = self.batches.iter().map(|batch| {
            let (Some(days), Some(origin)) = (batch.column_by_name(DAY), batch.column_by_name(FILE)) else {
                return vec![true; batch.num_rows()];
            };
            let (days, origin) = (days.as_primitive::<Date32Type>(), origin.as_primitive::<UInt32Type>());
            days.iter().zip(origin.iter()).map(|(day, file)| within(day, file)).collect()
        });
        let flags = flags.collect();
        self.keep(flags)
    }

    /// Leaves out columns by name.
    pub(super) fn without(self, names: &[&str]) -> Result<Rows, ArrowError> {
        let fields = self.schema.fields().iter().enumerate();
        let kept: Vec<usize> =
            fields.filter(|(_, f)| !names.contains(&f.name().as_str())).map(|(at, _)| at).collect();
        let batches = self.batches.iter().map(|batch| batch.project(&kept)).collect::<Result<_, _>>()?;
        Ok(Rows { schema: Arc::new(self.schema.project(&kept)?), batches })
    }

    /// Leaves out what only reading needed.
    pub(super) fn finished(self) -> Result<Rows, ArrowError> {
        self.without(&[FILE, ROW])
    }

    /// The first and the last day of a row.
    pub(super) fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let columns = || {
            self.batches
                .iter()
                .filter_map(|batch| batch.column_by_name(DAY))
                .map(|c| c.as_primitive::<Date32Type>())
        };
        let first = columns().filter_map(min).min();
        let last = columns().filter_map(max).max();
        (first.map(day_of_epoch), last.map(day_of_epoch))
    }

    /// Number of rows before a day.
    pub(super) fn before(&self, day: NaiveDate) -> u64 {
        let day = days_since_epoch(day);
        let columns = self
            .batches
            .iter()
            .filter_map(|batch| batch.column_by_name(DAY))
            .map(|c| c.as_primitive::<Date32Type>());
        columns.flat_map(|days| days.iter().flatten()).filter(|d| *d < day).count() as u64
    }
}

/// An expression for a run with this as-of day.
pub(super) fn bound(expr: &Expr, as_of: Option<NaiveDate>) -> Expr {
    as_of.map_or_else(|| expr.clone(), |day| bind_as_of(expr, day))
}

fn uniform(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().zip(schema.fields());
    let columns =
        columns.map(
            |(c, f)| {
                if c.data_type() == f.data_type() { Ok(Arc::clone(c)) } else { cast(c, f.data_type()) }
            },
        );
    RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<_, _>>()?)
}
