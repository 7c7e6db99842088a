//! Columns that bring their type.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, TimestampMicrosecondArray};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, Float64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::error::DataFusionError;

use super::cell::{Tally, arrow_type, micros, remember};
use super::moment::Clock;
use crate::measure::ColumnType;

/// A column as the language holds its type. NaN is nothing, infinity cannot be read.
pub(super) fn as_brought(
    array: &ArrayRef,
    kind: ColumnType,
    clock: Clock,
    first_row: u64,
    tally: &mut Tally,
) -> Result<ArrayRef, DataFusionError> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    tally.cells += array.len() as u64;
    let typed: ArrayRef = match (array.data_type(), kind) {
        (DataType::Timestamp(_, zone), ColumnType::Datetime { .. }) => {
            let zoned = zone.is_some();
            let held = DataType::Timestamp(TimeUnit::Microsecond, zone.as_ref().map(|_| "UTC".into()));
            let held = cast_with_options(array, &held, &strict)?;
            let held = held.as_primitive::<TimestampMicrosecondType>();
            if zoned || clock.written != clock.kept {
                let local = |value: i64| {
                    if zoned { clock.local_of_utc(value).map(micros) } else { naive(value, clock) }
                };
                let values = held.iter().map(|value| value.and_then(local));
                Arc::new(values.collect::<TimestampMicrosecondArray>())
            } else {
                Arc::new(held.clone())
            }
        }
        (_, kind) => cast_with_options(array, &arrow_type(kind), &strict)?,
    };
    let mut infinite = 0;
    let typed = match typed.data_type() {
        DataType::Float64 => {
            let values = typed.as_primitive::<Float64Type>();
            for (row, x) in (first_row..).zip(values.iter()) {
                if let Some(x) = x.filter(|x| x.is_infinite()) {
                    infinite += 1;
                    remember(&mut tally.bad, row, &x.to_string());
                }
            }
            let finite = values.iter().map(|x| x.filter(|x| x.is_finite()));
            Arc::new(finite.collect::<Float64Array>())
        }
        _ => typed,
    };
    tally.unreadable += infinite;
    tally.empty += typed.null_count() as u64 - infinite;
    Ok(typed)
}

fn naive(value: i64, clock: Clock) -> Option<i64> {
    let time = chrono::DateTime::from_timestamp_micros(value)?.naive_utc();
    clock.local(time, None).map(micros)
}
