//! Rows as they come, one batch at a time: derived columns, the local day, what lies outside, conditions.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::compute::{cast, filter_record_batch, max, min, prep_null_mask_filter};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Schema, SchemaRef, UInt32Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DFSchema;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::ExprSchemable;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::prelude::{Expr, SessionContext, lit};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use super::Counts;
use super::amounts::{AmountCounts, RowFate};
use super::evaluation::{bound, physical};
use super::ingest::sink::RowsAfterAsOf;
use super::reserved::{DAY, FILE, LINE};
use super::row_checks::{RowChecks, RowFindings};
use crate::measure::expression::{day_of_epoch, days_since_epoch};
use crate::model::{FeedFile, Source};

/// What is done to every batch of a source's rows.
pub(super) struct RowTransform {
    columns: Vec<(Field, Arc<dyn PhysicalExpr>)>,
    /// After the new columns.
    schema: SchemaRef,
    /// Days from and until which rows of each file count.
    limits: Vec<(Option<i32>, Option<i32>)>,
    filter: Option<Condition>,
    checks: RowChecks,
}

/// A condition on rows.
pub(super) struct Condition(Arc<dyn PhysicalExpr>);

impl Condition {
    pub(super) fn new(
        context: &SessionContext,
        schema: &SchemaRef,
        condition: &Expr,
        as_of: Option<NaiveDate>,
    ) -> Result<Condition, DataFusionError> {
        let known = DFSchema::try_from(Arc::clone(schema))?;
        Ok(Condition(physical(context, bound(condition, as_of), &known)?))
    }

    /// The rows that meet it.
    pub(super) fn keep(&self, batch: &RecordBatch) -> Result<RecordBatch, DataFusionError> {
        let meets = self.0.evaluate(batch)?.into_array(batch.num_rows())?;
        let meets = meets.as_boolean();
        let meets = if meets.null_count() > 0 { &prep_null_mask_filter(meets) } else { meets };
        Ok(filter_record_batch(batch, meets)?)
    }
}

/// What was found on the way.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RowStats {
    /// Outside, filtered, after as-of, used and before the history; the rest is counted by others.
    pub(super) counts: Counts,
    pub(super) first_day: Option<i32>,
    /// Of the rows that count.
    pub(super) last_day: Option<i32>,
    /// Of those after as-of.
    pub(super) last_after: Option<i32>,
    pub(super) without_customer: u64,
    pub(super) amounts: AmountCounts,
    /// What the checks of its rows found.
    pub(super) found: RowFindings,
}

impl RowStats {
    /// Nothing found yet of a source.
    pub(super) fn new(source: &Source) -> RowStats {
        RowStats { amounts: AmountCounts::new(source), ..RowStats::default() }
    }

    /// Takes over what was found elsewhere.
    pub(super) fn extend(&mut self, other: RowStats) {
        let (own, others) = (&mut self.counts, other.counts);
        own.outside += others.outside;
        own.filtered += others.filtered;
        own.after_as_of += others.after_as_of;
        own.used += others.used;
        own.before_history += others.before_history;
        self.first_day = self.first_day.into_iter().chain(other.first_day).min();
        self.last_day = self.last_day.max(other.last_day);
        self.last_after = self.last_after.max(other.last_after);
        self.without_customer += other.without_customer;
        self.amounts.extend(&other.amounts);
        self.found.extend(other.found);
    }

    /// The latest day of a row after as-of.
    pub(super) fn last_after(&self) -> Option<NaiveDate> {
        self.last_after.map(day_of_epoch)
    }

    pub(super) fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (self.first_day.map(day_of_epoch), self.last_day.map(day_of_epoch))
    }

    /// Counts rows that come after as-of and are not read.
    pub(super) fn pass(&mut self, passed: &RowsAfterAsOf) {
        if passed.is_outside {
            self.counts.outside += passed.rows;
            return;
        }
        self.counts.after_as_of += passed.rows;
        self.last_after = self.last_after.max(Some(passed.days.1));
    }

    /// Counts rows that are used, and those that come after as-of: they do not exist yet (R2, R50).
    pub(super) fn count_rows(&mut self, batch: &RecordBatch, source: &Source, as_of: Option<NaiveDate>) {
        let days = batch.column_by_name(DAY).map(|days| days.as_primitive::<Date32Type>());
        let as_of = as_of.map_or(i32::MAX, days_since_epoch);
        let is_after = |row: usize| days.is_some_and(|days| days.is_valid(row) && days.value(row) > as_of);
        let after = match days.and_then(max) {
            Some(latest) if latest > as_of => (0..batch.num_rows()).filter(|row| is_after(*row)).count(),
            _ => 0,
        };
        self.counts.after_as_of += after as u64;
        self.counts.used += (batch.num_rows() - after) as u64;
        if let Some(days) = days {
            if after == 0 {
                self.first_day = self.first_day.into_iter().chain(min(days)).min();
                self.last_day = self.last_day.max(max(days));
            } else {
                let by_as_of = || days.iter().flatten().filter(|day| *day <= as_of);
                self.first_day = self.first_day.into_iter().chain(by_as_of().min()).min();
                self.last_day = self.last_day.max(by_as_of().max());
                self.last_after = self.last_after.max(max(days));
            }
            if let Some(starts) = source.history_starts.map(days_since_epoch) {
                let before = days.iter().flatten().filter(|day| *day < starts && *day <= as_of).count();
                self.counts.before_history += before as u64;
            }
        }
        self.count_amounts(batch, source, (after > 0).then_some(&is_after));
        let customers = source.customer.as_ref().and_then(|customer| batch.column_by_name(customer));
        self.without_customer += match customers {
            Some(customers) if after > 0 => {
                let is_without = |row: &usize| customers.is_null(*row) && !is_after(*row);
                (0..batch.num_rows()).filter(is_without).count() as u64
            }
            Some(customers) => customers.null_count() as u64,
            None => 0,
        };
    }
}

impl RowStats {
    /// Adds the amounts of rows that are used, of those after as-of, where there are any, and of those without a customer.
    fn count_amounts(
        &mut self,
        batch: &RecordBatch,
        source: &Source,
        is_after: Option<&dyn Fn(usize) -> bool>,
    ) {
        if source.amounts.is_empty() {
            return;
        }
        let some = |is_meant: &dyn Fn(usize) -> bool| {
            let rows: BooleanArray = (0..batch.num_rows()).map(|row| Some(is_meant(row))).collect();
            filter_record_batch(batch, &rows)
        };
        let used = match is_after {
            Some(is_after) => {
                let Ok(used) = some(&|row| !is_after(row)) else { return };
                self.amounts.lose(RowFate::AfterAsOf, batch, &used);
                used
            }
            None => batch.clone(),
        };
        self.amounts.add(RowFate::Used, &used);
        let customers = source.customer.as_ref().and_then(|customer| used.column_by_name(customer)).cloned();
        if let Some(customers) = customers.filter(|customers| customers.null_count() > 0) {
            let with: BooleanArray = (0..used.num_rows()).map(|row| Some(customers.is_valid(row))).collect();
            if let Ok(with) = filter_record_batch(&used, &with) {
                self.amounts.lose(RowFate::WithoutCustomer, &used, &with);
            }
        }
    }
}

impl RowTransform {
    /// For rows of a schema; of the derived columns only those that are wanted, where that is known.
    pub(super) fn new(
        context: &SessionContext,
        schema: &SchemaRef,
        source: &Source,
        files: &[FeedFile],
        wanted: Option<&BTreeSet<String>>,
        as_of: Option<NaiveDate>,
    ) -> Result<RowTransform, DataFusionError> {
        let none = || lit(ScalarValue::Date32(None));
        let day = source.day.as_ref().map_or_else(none, |day| bound(day, as_of));
        let is_wanted = |name: &String| wanted.is_none_or(|wanted| wanted.contains(name));
        let derived = source.derive.iter().filter(|(name, _)| is_wanted(name));
        let derived = derived.map(|(name, expr)| (name.as_str(), bound(expr, as_of)));
        let mut schema = Arc::clone(schema);
        let mut columns = Vec::new();
        for (name, expr) in derived.chain([(DAY, day)]) {
            let known = DFSchema::try_from(Arc::clone(&schema))?;
            let field = Field::new(name, held(expr.get_type(&known)?), true);
            columns.push((field.clone(), physical(context, expr, &known)?));
            let fields = schema.fields().iter().map(|field| field.as_ref().clone()).chain([field]);
            schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        }
        let filter = source.filter.as_ref().map(|filter| Condition::new(context, &schema, filter, as_of));
        let filter = filter.transpose()?;
        let limits = |file: &FeedFile| (file.from.map(days_since_epoch), file.until.map(days_since_epoch));
        let limits: Vec<_> = files.iter().map(limits).collect();
        let is_limited = limits.iter().any(|limit| *limit != (None, None));
        let checks = RowChecks::new(context, &schema, source, as_of)?;
        Ok(RowTransform {
            columns,
            schema,
            limits: if is_limited { limits } else { Vec::new() },
            filter,
            checks,
        })
    }

    /// The columns of widened rows.
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// A batch with its new columns, without rows outside the limits of their file.
    pub(super) fn widen(
        &self,
        batch: &RecordBatch,
        seen: &mut RowStats,
    ) -> Result<RecordBatch, DataFusionError> {
        let mut batch = batch.clone();
        for (field, expr) in &self.columns {
            let column = expr.evaluate(&batch)?.into_array(batch.num_rows())?;
            let column = if column.data_type() == field.data_type() {
                column
            } else {
                cast(&column, field.data_type())?
            };
            let fields = batch.schema().fields().iter().map(|f| f.as_ref().clone()).collect::<Vec<_>>();
            let fields = fields.into_iter().chain([field.clone()]).collect::<Vec<_>>();
            let columns: Vec<ArrayRef> = batch.columns().iter().cloned().chain([column]).collect();
            batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?;
        }
        if self.limits.is_empty() {
            return Ok(batch);
        }
        let kept = filter_record_batch(&batch, &self.within(&batch))?;
        seen.counts.outside += (batch.num_rows() - kept.num_rows()) as u64;
        seen.amounts.lose(RowFate::Filtered, &batch, &kept);
        Ok(kept)
    }

    /// Whether each row lies within the limits of its file.
    fn within(&self, batch: &RecordBatch) -> BooleanArray {
        let (Some(days), Some(files)) = (batch.column_by_name(DAY), batch.column_by_name(FILE)) else {
            return BooleanArray::from(vec![true; batch.num_rows()]);
        };
        let (days, files) = (days.as_primitive::<Date32Type>(), files.as_primitive::<UInt32Type>());
        let within = |(day, file): (Option<i32>, Option<u32>)| match file
            .and_then(|file| self.limits.get(file as usize))
        {
            Some((None, None)) | None => true,
            Some((from, until)) => day.is_some_and(|day| {
                from.is_none_or(|from| day >= from) && until.is_none_or(|until| day < until)
            }),
        };
        days.iter().zip(files.iter()).map(|row| Some(within(row))).collect()
    }

    /// Looks at what expressions over the rows of a batch meet, before the source's condition leaves some out; `shown` is how
    /// messages call its files.
    pub(super) fn look(
        &self,
        batch: &RecordBatch,
        shown: &[String],
        seen: &mut RowStats,
    ) -> Result<(), DataFusionError> {
        self.checks.look(batch, shown, &mut seen.found)
    }

    /// The rows of a batch that meet the source's condition.
    pub(super) fn filter(
        &self,
        batch: RecordBatch,
        seen: &mut RowStats,
    ) -> Result<RecordBatch, DataFusionError> {
        let Some(filter) = &self.filter else { return Ok(batch) };
        let kept = filter.keep(&batch)?;
        seen.counts.filtered += (batch.num_rows() - kept.num_rows()) as u64;
        seen.amounts.lose(RowFate::Filtered, &batch, &kept);
        Ok(kept)
    }
}

/// A schema without what only reading needed.
pub(super) fn finished_schema(schema: &SchemaRef) -> SchemaRef {
    let kept = schema.fields().iter().filter(|field| ![FILE, LINE].contains(&field.name().as_str()));
    Arc::new(Schema::new(kept.cloned().collect::<Vec<_>>()))
}

/// A batch without what only reading needed.
pub(super) fn finished(batch: &RecordBatch) -> Result<RecordBatch, DataFusionError> {
    let fields = batch.schema();
    let kept = fields.fields().iter().enumerate();
    let kept = kept.filter(|(_, field)| ![FILE, LINE].contains(&field.name().as_str())).map(|(at, _)| at);
    Ok(batch.project(&kept.collect::<Vec<_>>())?)
}

/// Text is held one way.
pub(super) fn held(kind: DataType) -> DataType {
    match kind {
        DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
        other => other,
    }
}
