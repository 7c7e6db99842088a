//! Columns that bring their type.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::compute::{CastOptions, cast, cast_with_options};
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::error::DataFusionError;

use super::cell::{BROKEN, EXAMPLES, Tally, arrow_type, micros, remember};
use super::moment::Clock;
use crate::measure::ColumnType;

/// A column as the language holds its type. What that cannot hold cannot be read: what is no number or endless, days
/// beyond the calendar, whole numbers that are too large.
pub(super) fn as_brought(
    array: &ArrayRef,
    kind: ColumnType,
    clock: Clock,
    first_row: u64,
    tally: &mut Tally,
) -> Result<ArrayRef, DataFusionError> {
    let lenient = CastOptions { safe: true, ..CastOptions::default() };
    tally.cells += array.len() as u64;
    let typed: ArrayRef = match (array.data_type(), kind) {
        (DataType::Timestamp(unit, zone), ColumnType::Datetime { .. }) => {
            let is_zoned = zone.is_some();
            let local = |value: i64| {
                if is_zoned { clock.local_of_utc(value).map(micros) } else { naive(value, clock) }
            };
            let values = cast(array, &DataType::Int64)?;
            let values = values.as_primitive::<Int64Type>().iter();
            let values = values.map(|value| possible(local(microseconds(value?, *unit)?)?));
            Arc::new(values.collect::<TimestampMicrosecondArray>())
        }
        (DataType::Date64, ColumnType::Date) => {
            let values = cast(array, &DataType::Int64)?;
            let day = |value: i64| i32::try_from(value.div_euclid(86_400_000)).ok().filter(is_possible);
            let days = values.as_primitive::<Int64Type>().iter().map(|value| day(value?));
            Arc::new(days.collect::<Date32Array>())
        }
        (_, kind) => cast_with_options(array, &arrow_type(kind), &lenient)?,
    };
    let typed: ArrayRef = match typed.data_type() {
        DataType::Float64 => {
            let values = typed.as_primitive::<Float64Type>();
            if values.iter().flatten().all(f64::is_finite) {
                typed
            } else {
                let finite = |value: Option<f64>| value.filter(|x| x.is_finite());
                Arc::new(values.iter().map(finite).collect::<Float64Array>())
            }
        }
        DataType::Date32 => {
            let days = typed.as_primitive::<Date32Type>();
            if days.iter().flatten().all(|day| is_possible(&day)) {
                typed
            } else {
                Arc::new(days.iter().map(|day| day.filter(is_possible)).collect::<Date32Array>())
            }
        }
        _ => typed,
    };
    let missing = typed.null_count();
    if missing == 0 {
        return Ok(typed);
    }
    let empty = array.logical_nulls().map_or(0, |nulls| nulls.null_count());
    tally.empty += empty as u64;
    tally.unreadable += (missing - empty) as u64;
    if missing > empty {
        let nulls = array.logical_nulls();
        let is_there = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        let unreadable = (0..array.len()).filter(|row| typed.is_null(*row) && is_there(*row));
        for row in unreadable.take(EXAMPLES) {
            remember(&mut tally.bad, first_row + row as u64, &shown(array, row));
        }
    }
    Ok(typed)
}

/// Cells printed as text, so that codes, ranges and patterns can be applied; those that cannot be printed are broken.
pub(super) fn as_texts(array: &ArrayRef) -> StringArray {
    if let Ok(texts) = cast(array, &DataType::Utf8) {
        return texts.as_string().clone();
    }
    let nulls = array.logical_nulls();
    let text = |row: usize| {
        let is_there = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        is_there.then(|| {
            let printed = array_value_to_string(array, row);
            printed.unwrap_or_else(|_| format!("{BROKEN}{}", shown(array, row)))
        })
    };
    (0..array.len()).map(text).collect()
}

/// A cell as people may see it.
pub(super) fn shown(array: &ArrayRef, row: usize) -> String {
    array_value_to_string(array, row).unwrap_or_else(|_| {
        // A day beyond all calendars is a number still.
        let number = cast(&array.slice(row, 1), &DataType::Int32)
            .or_else(|_| cast(&array.slice(row, 1), &DataType::Int64))
            .and_then(|number| array_value_to_string(&number, 0));
        number.unwrap_or_default()
    })
}

fn microseconds(value: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Second => value.checked_mul(1_000_000),
        TimeUnit::Millisecond => value.checked_mul(1_000),
        TimeUnit::Microsecond => Some(value),
        TimeUnit::Nanosecond => Some(value.div_euclid(1_000)),
    }
}

/// First and last day that a date may be: 1 January 1000 and 31 December 9999, as days since 1970.
const DAYS: std::ops::RangeInclusive<i32> = -354_285..=2_932_896;

fn is_possible(day: &i32) -> bool {
    DAYS.contains(day)
}

/// A time within the calendar.
fn possible(micros: i64) -> Option<i64> {
    const DAY: i64 = 86_400_000_000;
    let day = i32::try_from(micros.div_euclid(DAY)).ok()?;
    is_possible(&day).then_some(micros)
}

fn naive(value: i64, clock: Clock) -> Option<i64> {
    let time = chrono::DateTime::from_timestamp_micros(value)?.naive_utc();
    clock.local(time, None).map(micros)
}
