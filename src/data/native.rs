//! Columns that bring their type.

use std::sync::Arc;

use chrono::{DateTime, Datelike};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::compute::{CastOptions, cast, cast_with_options};
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::error::DataFusionError;

use super::cell::{BROKEN, EXAMPLES, Tally, push_example};
use super::digits;
use super::moment::Clock;
use super::number::BEYOND;
use crate::calendar::ClockChange;
use crate::measure::ColumnType;
use crate::measure::expression::instant::YEARS;
use crate::measure::expression::{names, widened};

/// First and last day of the [`YEARS`], as days since 1970.
const DAYS: std::ops::RangeInclusive<i32> = -354_285..=2_932_896;
const DAY: i64 = 86_400_000_000; // microseconds

/// Whether an array is taken over as it is: a time of day is read from its text.
pub(super) fn brings(array: &ArrayRef, native: ColumnType) -> bool {
    native != ColumnType::Duration || matches!(array.data_type(), DataType::Duration(_))
}

/// A column as the language holds its type. What that cannot hold cannot be read: what is no number, endless or too
/// large to be added up, days beyond the years of the language, whole numbers that are too large.
pub(super) fn cast_native(
    array: &ArrayRef,
    kind: ColumnType,
    clock: Clock,
    first_row: u64,
    tally: &mut Tally,
) -> Result<ArrayRef, DataFusionError> {
    tally.cells += array.len() as u64;
    let double = widened(array)?;
    let array = double.as_ref().unwrap_or(array);
    let typed: ArrayRef = match (array.data_type(), kind) {
        (DataType::Timestamp(..), ColumnType::Datetime { .. }) => instants(array, clock, tally)?,
        (DataType::Date64, ColumnType::Date) => days(array)?,
        (DataType::Duration(unit), ColumnType::Duration) => seconds(array, *unit)?,
        (_, kind) => lenient(array, &kind.held(clock.kept))?,
    };
    if let Some(numbers) = typed.as_primitive_opt::<Float64Type>() {
        digits::losses(array, numbers).into_iter().for_each(|loss| tally.count_loss(loss));
    }
    let typed = without_impossible(typed);
    count_missing(array, &typed, first_row, tally);
    Ok(typed)
}

fn whole_numbers(array: &ArrayRef) -> Result<ArrayRef, DataFusionError> {
    Ok(cast(array, &DataType::Int64)?)
}

/// Times as instants: of a time without a zone, the clock of the file says when it was.
fn instants(array: &ArrayRef, clock: Clock, tally: &mut Tally) -> Result<ArrayRef, DataFusionError> {
    let DataType::Timestamp(unit, zone) = array.data_type() else { return Ok(Arc::clone(array)) };
    let mut instant = |value: i64| {
        let micros = microseconds(value, *unit).filter(is_near)?;
        let (instant, turn) = match zone {
            Some(_) => {
                let year = clock.day_at(micros)?.year();
                YEARS.contains(&year).then_some((micros, ClockChange::Once))?
            }
            None => clock.instant(DateTime::from_timestamp_micros(micros)?.naive_utc(), None)?,
        };
        tally.count_clock_change(turn);
        Some(instant)
    };
    let values = whole_numbers(array)?;
    let values = values.as_primitive::<Int64Type>().iter();
    let instants: TimestampMicrosecondArray = values.map(|value| value.and_then(&mut instant)).collect();
    Ok(Arc::new(instants.with_timezone(clock.kept.name())))
}

/// Days that are held as milliseconds.
fn days(array: &ArrayRef) -> Result<ArrayRef, DataFusionError> {
    let day = |value: i64| i32::try_from(value.div_euclid(86_400_000)).ok().filter(is_possible);
    let values = whole_numbers(array)?;
    let days = values.as_primitive::<Int64Type>().iter().map(|value| day(value?));
    Ok(Arc::new(days.collect::<Date32Array>()))
}

fn seconds(array: &ArrayRef, unit: TimeUnit) -> Result<ArrayRef, DataFusionError> {
    let units_of_a_second = match unit {
        TimeUnit::Second => 1.0,
        TimeUnit::Millisecond => 1e3,
        TimeUnit::Microsecond => 1e6,
        TimeUnit::Nanosecond => 1e9,
    };
    let values = whole_numbers(array)?;
    let seconds = values.as_primitive::<Int64Type>().iter().map(|n| n.map(|n| n as f64 / units_of_a_second));
    Ok(Arc::new(seconds.collect::<Float64Array>()))
}

/// A column as another type; missing where a cell has no such value.
fn lenient(array: &ArrayRef, held: &DataType) -> Result<ArrayRef, DataFusionError> {
    if *held == DataType::Float64
        && let Some(numbers) = digits::of_decimals(array)?
    {
        return Ok(Arc::new(numbers));
    }
    Ok(cast_with_options(array, held, &CastOptions { safe: true, ..CastOptions::default() })?)
}

/// A column without the numbers and days that the language does not have.
fn without_impossible(typed: ArrayRef) -> ArrayRef {
    match typed.data_type() {
        DataType::Float64 => {
            let values = typed.as_primitive::<Float64Type>();
            let adds = |x: &f64| x.abs() < BEYOND;
            let stays = |x: &f64| adds(x) && !(*x == 0.0 && x.is_sign_negative());
            // What stands where there is no number may be anything.
            let all_stay = values.values().iter().fold(true, |all, x| all & stays(x));
            if all_stay || values.iter().flatten().all(|x| stays(&x)) {
                return typed;
            }
            // 0 has no sign.
            Arc::new(values.iter().map(|x| Some(x.filter(adds)? + 0.0)).collect::<Float64Array>())
        }
        DataType::Date32 => {
            let days = typed.as_primitive::<Date32Type>();
            let all_are = days.values().iter().fold(true, |all, day| all & is_possible(day));
            if all_are || days.iter().flatten().all(|day| is_possible(&day)) {
                return typed;
            }
            Arc::new(days.iter().map(|day| day.filter(is_possible)).collect::<Date32Array>())
        }
        _ => typed,
    }
}

/// Counts the cells that are empty and those that could not be read, with examples of the latter.
fn count_missing(array: &ArrayRef, typed: &ArrayRef, first_row: u64, tally: &mut Tally) {
    let missing = typed.null_count();
    if missing == 0 {
        return;
    }
    let nulls = array.logical_nulls();
    let empty = nulls.as_ref().map_or(0, |nulls| nulls.null_count());
    tally.empty += empty as u64;
    tally.unreadable += (missing - empty) as u64;
    if missing > empty {
        let is_there = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        let unreadable = (0..array.len()).filter(|row| typed.is_null(*row) && is_there(*row));
        for row in unreadable.take(EXAMPLES) {
            push_example(&mut tally.bad, first_row + row as u64, &shown(array, row));
        }
    }
}

/// Cells printed as text, so that codes, ranges and patterns can be applied; those that cannot be printed are broken.
pub(super) fn as_texts(array: &ArrayRef) -> StringArray {
    if let Ok(texts) = names(array) {
        return texts.as_string().clone();
    }
    let nulls = array.logical_nulls();
    let text = |row: usize| {
        let is_there = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        is_there.then(|| {
            let printed = array_value_to_string(array, row);
            let printed = printed.ok().filter(|text| !text.starts_with("ERROR"));
            printed.unwrap_or_else(|| format!("{BROKEN}{}", shown(array, row)))
        })
    };
    (0..array.len()).map(text).collect()
}

/// A cell as people may see it; of a day that no calendar has, its number.
pub(super) fn shown(array: &ArrayRef, row: usize) -> String {
    match array_value_to_string(array, row) {
        Ok(text) if !text.starts_with("ERROR") => text,
        _ => {
            let number = cast(&array.slice(row, 1), &DataType::Int64);
            number.and_then(|number| array_value_to_string(&number, 0)).unwrap_or_default()
        }
    }
}

fn microseconds(value: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Second => value.checked_mul(1_000_000),
        TimeUnit::Millisecond => value.checked_mul(1_000),
        TimeUnit::Microsecond => Some(value),
        TimeUnit::Nanosecond => Some(value.div_euclid(1_000)),
    }
}

fn is_possible(day: &i32) -> bool {
    DAYS.contains(day)
}

/// Whether a time is within the years of the language by some clock: no clock differs from another by two days.
fn is_near(micros: &i64) -> bool {
    let day = micros.div_euclid(DAY);
    let near = |by: i64| i32::try_from(day + by).is_ok_and(|day| is_possible(&day));
    near(0) || near(1) || near(-1)
}
