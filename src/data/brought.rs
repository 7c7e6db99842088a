//! Columns that bring their type.

use std::sync::Arc;

use chrono::{DateTime, Datelike};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, TimestampMicrosecondArray,
};
use datafusion::arrow::compute::{CastOptions, cast, cast_with_options};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType,
};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::error::DataFusionError;

use super::cell::{Tally, remember};
use super::moment::Clock;
use crate::calendar::Turn;
use crate::measure::ColumnType;
use crate::measure::expression::day_of_epoch;
use crate::measure::expression::instant::YEARS;

/// A value as a reader may find it; of a day that no calendar has, its number.
fn shown(array: &ArrayRef, row: usize) -> String {
    let number = |array: &ArrayRef| {
        let number = cast(array, &DataType::Int64).ok()?;
        let number = number.as_primitive::<Int64Type>();
        number.is_valid(row).then(|| number.value(row).to_string())
    };
    match array_value_to_string(array, row) {
        Ok(text) if !text.starts_with("ERROR") => text,
        _ => number(array).unwrap_or_default(),
    }
}

/// Whether an array is taken over as it is: a time of day is read from its text.
pub(super) fn brings(array: &ArrayRef, native: ColumnType) -> bool {
    native != ColumnType::Duration || matches!(array.data_type(), DataType::Duration(_))
}

/// A column as the language holds its type. NaN is nothing; what is infinite, or on a day beyond the years of the
/// language, cannot be read.
pub(super) fn as_brought(
    array: &ArrayRef,
    kind: ColumnType,
    clock: Clock,
    first_row: u64,
    tally: &mut Tally,
) -> Result<ArrayRef, DataFusionError> {
    let lenient = CastOptions { safe: true, ..CastOptions::default() };
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let as_is = |kind: &DataType| cast_with_options(array, kind, &lenient);
    tally.cells += array.len() as u64;
    let typed: ArrayRef = match (array.data_type(), kind) {
        (DataType::Timestamp(_, zone), ColumnType::Datetime { .. }) => {
            let held =
                as_is(&DataType::Timestamp(TimeUnit::Microsecond, zone.as_ref().map(|_| "UTC".into())))?;
            let held = held.as_primitive::<TimestampMicrosecondType>();
            let mut instant = |value: i64| {
                let (instant, turn) = match zone {
                    Some(_) => {
                        let year = clock.day_at(value)?.year();
                        YEARS.contains(&year).then_some((value, Turn::Once))?
                    }
                    None => clock.instant(DateTime::from_timestamp_micros(value)?.naive_utc(), None)?,
                };
                tally.turned(turn);
                Some(instant)
            };
            let instants: TimestampMicrosecondArray =
                held.iter().map(|value| value.and_then(&mut instant)).collect();
            Arc::new(instants.with_timezone(clock.kept.name()))
        }
        (DataType::Date32 | DataType::Date64, ColumnType::Date) => {
            let days = as_is(&DataType::Date32)?;
            let within = |days: &i32| YEARS.contains(&day_of_epoch(*days).year());
            let days = days.as_primitive::<Date32Type>().iter().map(|days| days.filter(within));
            Arc::new(days.collect::<Date32Array>())
        }
        (DataType::Duration(unit), ColumnType::Duration) => {
            let each = match unit {
                TimeUnit::Second => 1.0,
                TimeUnit::Millisecond => 1e3,
                TimeUnit::Microsecond => 1e6,
                TimeUnit::Nanosecond => 1e9,
            };
            let units = as_is(&DataType::Int64)?;
            let seconds = units.as_primitive::<Int64Type>().iter().map(|n| n.map(|n| n as f64 / each));
            Arc::new(seconds.collect::<Float64Array>())
        }
        (_, kind) => cast_with_options(array, &kind.held(clock.kept), &strict)?,
    };
    let typed = match typed.data_type() {
        DataType::Float64 => {
            let values = typed.as_primitive::<Float64Type>();
            let finite = values.iter().map(|x| x.filter(|x| x.is_finite()));
            let finite = finite.collect::<Float64Array>();
            for row in 0..array.len() {
                if values.is_valid(row) && values.value(row).is_infinite() {
                    tally.unreadable += 1;
                    remember(&mut tally.bad, first_row + row as u64, &values.value(row).to_string());
                } else if finite.is_null(row) {
                    tally.empty += 1;
                }
            }
            Arc::new(finite)
        }
        _ => {
            let lost = (0..array.len()).filter(|row| typed.is_null(*row) && array.is_valid(*row));
            for row in lost {
                tally.unreadable += 1;
                remember(&mut tally.bad, first_row + row as u64, &shown(array, row));
            }
            tally.empty += array.null_count() as u64;
            typed
        }
    };
    Ok(typed)
}
