//! What amounts come to, by what became of their rows: the bridge from what was read to what counts, in money.

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use serde::{Deserialize, Serialize};

use super::digits;
use crate::measure::expression::widened;
use crate::model::Source;
use crate::statistics::exact::{Exact, NEAR, ONE, amount, nearest};

/// What became of rows, as far as their amounts are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFate {
    /// All that were read and have the width of their header.
    Read,
    /// Without time or key.
    Rejected,
    /// Repeats, and rows that another of their key supersedes.
    Repeated,
    /// Left out by the definition.
    Filtered,
    /// Dated after as-of.
    AfterAsOf,
    /// Those that count.
    Used,
    /// Of those that count, the ones without a customer (R15).
    WithoutCustomer,
}

/// Number of [`RowFate`]s.
const FATES: usize = 7;

/// The columns of a source that measures add up, with what they come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AmountCounts {
    columns: BTreeMap<String, [Added; FATES]>,
}

/// Amounts that are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Added {
    /// In ten-billionths.
    pub(super) sum: Exact,
    /// Of how many rows, which have one.
    pub(super) values: i64,
}

impl Added {
    fn from_column(column: &ArrayRef) -> Added {
        let missing = column.logical_nulls().map_or(0, |nulls| nulls.null_count());
        let values = i64::try_from(column.len() - missing).unwrap_or(i64::MAX);
        Added { sum: total(column), values }
    }

    pub(super) fn plus(self, other: Added) -> Added {
        let sum = self.sum.saturating_add(other.sum);
        Added { sum, values: self.values.saturating_add(other.values) }
    }

    pub(super) fn minus(self, other: Added) -> Added {
        self.plus(Added { sum: other.sum.saturating_neg(), values: other.values.saturating_neg() })
    }
}

impl AmountCounts {
    /// Those of a source, of which nothing is read yet.
    pub(super) fn new(source: &Source) -> AmountCounts {
        let columns = source.amounts.iter().map(|column| (column.clone(), Default::default())).collect();
        AmountCounts { columns }
    }

    /// The columns, in the order of their names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// What a column comes to in ten-billionths; 0 of a column that is not added up.
    pub fn amount(&self, column: &str, fate: RowFate) -> Exact {
        self.columns.get(column).map_or(0, |fates| fates[fate as usize].sum)
    }

    /// How many rows that is of: those that have an amount.
    pub fn values(&self, column: &str, fate: RowFate) -> u64 {
        let values = self.columns.get(column).map_or(0, |fates| fates[fate as usize].values);
        u64::try_from(values).unwrap_or_default()
    }

    /// Adds the rows of a batch.
    pub(super) fn add(&mut self, fate: RowFate, batch: &RecordBatch) {
        self.change(fate, batch, Added::plus);
    }

    /// Says what a column comes to, where that was added up elsewhere.
    pub(super) fn set(&mut self, column: &str, fate: RowFate, added: Added) {
        if let Some(fates) = self.columns.get_mut(column) {
            fates[fate as usize] = added;
        }
    }

    /// Adds the cells of one column, where it is added up.
    pub(super) fn add_column(&mut self, fate: RowFate, column: &str, amounts: &ArrayRef) {
        if let Some(fates) = self.columns.get_mut(column) {
            fates[fate as usize] = fates[fate as usize].plus(Added::from_column(amounts));
        }
    }

    /// Adds the rows that a batch has lost.
    pub(super) fn lose(&mut self, fate: RowFate, before: &RecordBatch, after: &RecordBatch) {
        if before.num_rows() != after.num_rows() {
            self.change(fate, before, Added::plus);
            self.change(fate, after, Added::minus);
        }
    }

    /// Adds the rows that all batches have lost together.
    pub(super) fn lose_all(&mut self, fate: RowFate, before: &[RecordBatch], after: &[RecordBatch]) {
        let rows = |batches: &[RecordBatch]| batches.iter().map(RecordBatch::num_rows).sum::<usize>();
        if rows(before) != rows(after) {
            before.iter().for_each(|batch| self.change(fate, batch, Added::plus));
            after.iter().for_each(|batch| self.change(fate, batch, Added::minus));
        }
    }

    /// Takes over what was found elsewhere.
    pub(super) fn extend(&mut self, other: &AmountCounts) {
        for (column, others) in &other.columns {
            let own = self.columns.entry(column.clone()).or_default();
            own.iter_mut().zip(others).for_each(|(own, other)| *own = own.plus(*other));
        }
    }

    fn change(&mut self, fate: RowFate, batch: &RecordBatch, by: fn(Added, Added) -> Added) {
        for (column, fates) in &mut self.columns {
            if let Some(amounts) = batch.column_by_name(column) {
                fates[fate as usize] = by(fates[fate as usize], Added::from_column(amounts));
            }
        }
    }
}

/// So many numbers are added in 64 bits at once.
const AT_ONCE: usize = 512;

/// The sum of a column's numbers; those that are none, and columns of anything else, add nothing.
fn total(column: &ArrayRef) -> Exact {
    match column.data_type() {
        DataType::Int64 => {
            column.as_primitive::<Int64Type>().iter().flatten().map(|n| Exact::from(n) * ONE).sum()
        }
        DataType::Float64 => of_numbers(column.as_primitive()),
        DataType::Float16 | DataType::Float32 => {
            let numbers = widened(column).ok().flatten();
            numbers.map_or(0, |numbers| of_numbers(numbers.as_primitive::<Float64Type>()))
        }
        decimal if decimal.is_decimal() => {
            digits::of_decimals(column).ok().flatten().map_or(0, |numbers| of_numbers(&numbers))
        }
        whole if whole.is_integer() => cast(column, &DataType::Float64)
            .map_or(0, |numbers| of_numbers(numbers.as_primitive::<Float64Type>())),
        _ => 0,
    }
}

fn of_numbers(numbers: &Float64Array) -> Exact {
    if numbers.null_count() > 0 {
        return numbers.iter().flatten().map(wide).fold(0, Exact::saturating_add);
    }
    numbers.values().chunks(AT_ONCE).map(of_some).fold(0, Exact::saturating_add)
}

fn of_some(numbers: &[f64]) -> Exact {
    let (mut sum, mut are_small) = (0_i64, true);
    for number in numbers {
        let scaled = number * ONE as f64;
        let is_small = scaled.abs() < NEAR;
        are_small &= is_small;
        sum += if is_small { nearest(scaled) } else { 0 };
    }
    if are_small {
        Exact::from(sum)
    } else {
        numbers.iter().copied().map(wide).fold(0, Exact::saturating_add)
    }
}

/// A number in ten-billionths; what is none, or infinite, adds nothing.
fn wide(number: f64) -> Exact {
    amount(number, 10).unwrap_or(0)
}
