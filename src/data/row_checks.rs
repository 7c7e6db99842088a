//! What expressions over rows meet that would go without a word: texts that no `cast` can read, and weights below 0.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray, BooleanArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, SchemaRef, UInt32Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DFSchema;
use datafusion::error::DataFusionError;
use datafusion::functions::string::btrim;
use datafusion::logical_expr::{ExprSchemable, Operator};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::prelude::{Expr, SessionContext, lit};
use serde::{Deserialize, Serialize};

use super::cell::EXAMPLES;
use super::evaluation::{bound, physical};
use super::reserved::{DAY, FILE, LINE};
use super::{BadCell, CellCount, ExpectedCell};
use crate::measure::expression::row::column;
use crate::measure::expression::{columns_of, days_since_epoch, joined};
use crate::model::{Cast, CastColumn, Source, WeightCheck};

/// What the checks of some rows found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RowFindings {
    /// Texts that no `cast` reads, by column.
    unread: BTreeMap<String, CellCount>,
    /// Answers with a weight below 0, by the text of the condition that finds them.
    below_zero: BTreeMap<String, u64>,
}

impl RowFindings {
    /// Takes over what was met elsewhere.
    pub(super) fn extend(&mut self, other: RowFindings) {
        for (column, later) in other.unread {
            let counts = self.unread.entry(column.clone());
            counts.or_insert_with(|| CellCount { column, ..CellCount::default() }).extend(later);
        }
        for (condition, rows) in other.below_zero {
            *self.below_zero.entry(condition).or_default() += rows;
        }
    }

    /// Cells of columns, those among them that an expression could not read; a derived column has its own.
    pub(super) fn among(&self, mut cells: Vec<CellCount>) -> Vec<CellCount> {
        for unread in self.unread.values().filter(|counts| counts.unreadable > 0) {
            match cells.iter_mut().find(|own| own.column == unread.column) {
                Some(own) => {
                    own.unreadable += unread.unreadable;
                    own.examples.extend(unread.examples.iter().cloned());
                    own.examples.truncate(EXAMPLES);
                    own.expected = own.expected.or(unread.expected);
                }
                None => cells.push(unread.clone()),
            }
        }
        cells
    }

    /// Answers that are weighed by less than nothing, by the text of the condition that finds them.
    pub(super) fn below_zero(&self) -> BTreeMap<String, u64> {
        self.below_zero.clone()
    }
}

/// What is looked at in every batch of a source's rows.
#[derive(Default)]
pub(super) struct RowChecks {
    casts: Vec<CastCheck>,
    /// Whether the weight of an answer is below 0, with the condition's text.
    weights: Vec<(String, Arc<dyn PhysicalExpr>)>,
    as_of: Option<i32>,
}

struct CastCheck {
    column: String,
    expected: ExpectedCell,
    /// Whether a row has a text to be read.
    judged: Arc<dyn PhysicalExpr>,
    /// Whether it cannot be.
    lost: Arc<dyn PhysicalExpr>,
    /// The text.
    text: Arc<dyn PhysicalExpr>,
}

impl RowChecks {
    /// For widened rows of a schema.
    pub(super) fn new(
        context: &SessionContext,
        schema: &SchemaRef,
        source: &Source,
        as_of: Option<NaiveDate>,
    ) -> Result<RowChecks, DataFusionError> {
        let mut checks = RowChecks { as_of: as_of.map(days_since_epoch), ..RowChecks::default() };
        let known = DFSchema::try_from(Arc::clone(schema))?;
        for of in &source.casts {
            let is_unread = |name: &String| *name == of.column && schema.index_of(name).is_err();
            if !source.derive.iter().any(|(name, _)| is_unread(name)) {
                checks.casts.extend(cast_check(context, &known, of, as_of)?);
            }
        }
        for WeightCheck { is_below, .. } in &source.weights {
            let is_there = columns_of(is_below).iter().all(|name| schema.index_of(name).is_ok());
            if is_there {
                let counted = [Some(is_below), source.filter.as_ref()].into_iter().flatten();
                let counted = counted.map(|expr| bound(expr, as_of).is_true()).collect();
                let counted = joined(counted, Operator::And).unwrap_or_else(|| lit(true));
                checks.weights.push((is_below.to_string(), physical(context, counted, &known)?));
            }
        }
        Ok(checks)
    }

    /// Looks at widened rows, those of days by as-of; `shown` is how messages call the source's files.
    pub(super) fn look(
        &self,
        batch: &RecordBatch,
        shown: &[String],
        found: &mut RowFindings,
    ) -> Result<(), DataFusionError> {
        if self.casts.is_empty() && self.weights.is_empty() {
            return Ok(());
        }
        let days = batch.column_by_name(DAY).map(|days| days.as_primitive::<Date32Type>());
        let counts = |row: usize| match (days, self.as_of) {
            (Some(days), Some(as_of)) => days.is_null(row) || days.value(row) <= as_of,
            _ => true,
        };
        for check in &self.casts {
            check.look(batch, &counts, shown, found)?;
        }
        for (condition, is_below) in &self.weights {
            let below = is_below.evaluate(batch)?.into_array(batch.num_rows())?;
            let below = below.as_boolean();
            let rows = (0..batch.num_rows()).filter(|row| below.value(*row) && counts(*row)).count() as u64;
            if rows > 0 {
                *found.below_zero.entry(condition.clone()).or_default() += rows;
            }
        }
        Ok(())
    }
}

impl CastCheck {
    fn look(
        &self,
        batch: &RecordBatch,
        counts: &dyn Fn(usize) -> bool,
        shown: &[String],
        found: &mut RowFindings,
    ) -> Result<(), DataFusionError> {
        let truths = |expr: &Arc<dyn PhysicalExpr>| -> Result<BooleanArray, DataFusionError> {
            Ok(expr.evaluate(batch)?.into_array(batch.num_rows())?.as_boolean().clone())
        };
        let is = |truths: &BooleanArray, row: usize| truths.is_valid(row) && truths.value(row);
        let judged = truths(&self.judged)?;
        let cells = found.unread.entry(self.column.clone());
        let cells =
            cells.or_insert_with(|| CellCount { column: self.column.clone(), ..CellCount::default() });
        cells.judged += (0..batch.num_rows()).filter(|row| counts(*row) && is(&judged, *row)).count() as u64;
        let lost = truths(&self.lost)?;
        if lost.true_count() == 0 {
            return Ok(());
        }
        let text = cast(&self.text.evaluate(batch)?.into_array(batch.num_rows())?, &DataType::Utf8)?;
        for row in (0..batch.num_rows()).filter(|row| counts(*row) && is(&lost, *row)) {
            cells.unreadable += 1;
            cells.expected = Some(self.expected);
            let file = batch.column_by_name(FILE).map(|c| c.as_primitive::<UInt32Type>().value(row) as usize);
            let line = batch.column_by_name(LINE).map(|c| c.as_primitive::<UInt64Type>().value(row));
            let place = file.and_then(|file| shown.get(file)).zip(line);
            if let Some((file, line)) = place.filter(|_| cells.examples.len() < EXAMPLES) {
                let value = text.as_string::<i32>().value(row).to_owned();
                cells.examples.push(BadCell { file: file.clone(), line, cell: None, value });
            }
        }
        Ok(())
    }
}

/// How the texts of a column are looked at; nothing where none of its casts can be worked out of these rows.
fn cast_check(
    context: &SessionContext,
    known: &DFSchema,
    of: &CastColumn,
    as_of: Option<NaiveDate>,
) -> Result<Option<CastCheck>, DataFusionError> {
    let is_there =
        |expr: &Expr| columns_of(expr).iter().all(|name| known.index_of_column_by_name(None, name).is_some());
    let (mut judged, mut lost, mut first) = (Vec::new(), Vec::new(), None);
    for Cast { value, read, when } in &of.casts {
        if ![Some(value), Some(read), when.as_ref()].into_iter().flatten().all(is_there) {
            continue;
        }
        let (value, read) = (bound(value, as_of), bound(read, as_of));
        let (from, to) = (value.get_type(known)?, read.get_type(known)?);
        // Numbers are read as days, and all else is a text or can be read.
        let is_serial_day = from.is_integer() && to == DataType::Date32;
        if !from.is_string() && !is_serial_day {
            continue;
        }
        let mut there = is_filled(&value, &from);
        // What stands in place of a blank cell was never in it; of several columns the texts are counted apart from their cells.
        if let [name] = Vec::from_iter(columns_of(&value)).as_slice() {
            let own = column(name);
            let kind = own.get_type(known)?;
            there = there.and(is_filled(&own, &kind));
        }
        let there = match when {
            Some(when) => there.and(bound(when, as_of).is_true()),
            None => there,
        };
        judged.push(there.clone());
        lost.push(there.and(read.is_null()));
        first.get_or_insert((value, to));
    }
    let (Some(judged), Some(lost), Some((text, to))) =
        (joined(judged, Operator::Or), joined(lost, Operator::Or), first)
    else {
        return Ok(None);
    };
    let expected = match to {
        DataType::Boolean => ExpectedCell::CastTruth,
        DataType::Date32 => ExpectedCell::CastDate,
        DataType::Int64 => ExpectedCell::CastWhole,
        _ => ExpectedCell::CastNumber,
    };
    let physical = |expr: Expr| physical(context, expr, known);
    let (judged, lost, text) = (physical(judged)?, physical(lost)?, physical(text)?);
    Ok(Some(CastCheck { column: of.column.clone(), expected, judged, lost, text }))
}

/// Whether there is a value, and not a blank text.
fn is_filled(value: &Expr, kind: &DataType) -> Expr {
    match kind.is_string() {
        true => btrim().call(vec![value.clone()]).not_eq(lit("")).is_true(),
        false => value.clone().is_not_null(),
    }
}
