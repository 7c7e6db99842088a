//! Rows after reading: derived columns, the local day, conditions.

use std::sync::Arc;

use datafusion::arrow::array::Array;
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{Field, FieldRef, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DFSchema;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::prelude::{DataFrame, Expr, SessionContext};

use super::evaluation::physical;
use super::reserved::{FILE, LINE};
use super::row_transform::{Condition, RowStats, RowTransform, held};

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
    pub(super) async fn collect(frame: DataFrame) -> Result<Rows, DataFusionError> {
        let fields = frame.schema().fields().iter();
        let fields = fields.map(|f| Field::new(f.name(), held(f.data_type().clone()), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batches = frame.collect().await?;
        let batches =
            batches.iter().filter(|batch| batch.num_rows() > 0).map(|batch| uniform(batch, &schema));
        Ok(Rows { batches: batches.collect::<Result<_, ArrowError>>()?, schema })
    }

    /// Some of the columns under new names, as [`Rows::collect`] holds them.
    pub(super) fn taking<'n>(
        &self,
        columns: impl Iterator<Item = (String, &'n str)>,
    ) -> Result<Rows, ArrowError> {
        let taken = columns.map(|(name, column)| Ok((name, self.schema.index_of(column)?)));
        let taken: Vec<(String, usize)> = taken.collect::<Result<_, ArrowError>>()?;
        let field = |(name, at): &(String, usize)| {
            Field::new(name, held(self.schema.field(*at).data_type().clone()), true)
        };
        let schema = Arc::new(Schema::new(taken.iter().map(field).collect::<Vec<_>>()));
        let batch = |batch: &RecordBatch| {
            let columns = taken.iter().zip(schema.fields());
            let columns = columns.map(|((_, at), field)| cast(batch.column(*at), field.data_type()));
            RecordBatch::try_new(Arc::clone(&schema), columns.collect::<Result<_, _>>()?)
        };
        let batches = self.batches.iter().map(batch).collect::<Result<_, _>>()?;
        Ok(Rows { batches, schema })
    }

    /// The same rows with more columns, worked out of those that are there.
    pub(super) fn with(
        self,
        context: &SessionContext,
        columns: &[(String, Expr)],
    ) -> Result<Rows, DataFusionError> {
        let known = DFSchema::try_from(Arc::clone(&self.schema))?;
        let mut fields: Vec<FieldRef> = self.schema.fields().iter().cloned().collect();
        let mut worked_out = Vec::with_capacity(columns.len());
        for (name, expr) in columns {
            let expr = physical(context, expr.clone(), &known)?;
            fields.push(Arc::new(Field::new(name, expr.data_type(&self.schema)?, true)));
            worked_out.push(expr);
        }
        let schema = Arc::new(Schema::new(fields));
        let batch = |batch: &RecordBatch| {
            let mut all = batch.columns().to_vec();
            for expr in &worked_out {
                all.push(expr.evaluate(batch)?.into_array(batch.num_rows())?);
            }
            Ok(RecordBatch::try_new(Arc::clone(&schema), all)?)
        };
        let batches = self.batches.iter().map(batch).collect::<Result<_, DataFusionError>>()?;
        Ok(Rows { batches, schema })
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

    /// Adds the source's derived columns and the day of each row; rows outside the limits of their file go.
    pub(super) fn widened(
        self,
        transform: &RowTransform,
        seen: &mut RowStats,
    ) -> Result<Rows, DataFusionError> {
        let widened = self.batches.iter().map(|batch| transform.widen(batch, seen));
        Rows::some(Arc::clone(transform.schema()), widened)
    }

    /// Keeps the rows that meet the source's condition; `shown` is how messages call its files.
    pub(super) fn filtered(
        self,
        transform: &RowTransform,
        shown: &[String],
        seen: &mut RowStats,
    ) -> Result<Rows, DataFusionError> {
        self.batches.iter().try_for_each(|batch| transform.look(batch, shown, seen))?;
        let kept = self.batches.into_iter().map(|batch| transform.filter(batch, seen));
        Rows::some(self.schema, kept)
    }

    /// Keeps the rows that meet a condition.
    pub(super) fn meeting(self, condition: &Condition) -> Result<Rows, DataFusionError> {
        let kept = self.batches.iter().map(|batch| condition.keep(batch));
        Rows::some(self.schema, kept)
    }

    /// The batches that hold rows.
    fn some(
        schema: SchemaRef,
        batches: impl Iterator<Item = Result<RecordBatch, DataFusionError>>,
    ) -> Result<Rows, DataFusionError> {
        let holds = |batch: &Result<RecordBatch, _>| !batch.as_ref().is_ok_and(|b| b.num_rows() == 0);
        Ok(Rows { schema, batches: batches.filter(holds).collect::<Result<_, _>>()? })
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
        self.without(&[FILE, LINE])
    }
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
