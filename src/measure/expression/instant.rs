//! Times as instants: what passes between two of them, and what stands later by the clock or by what passes.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, TimestampMicrosecondArray,
};
use datafusion::arrow::compute::cast as cast_array;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, TimeUnit, TimestampMicrosecondType};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, Operator, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility, cast,
};
use datafusion::prelude::{Expr, lit};

use super::days::{day_of_epoch, days_since_epoch};
use super::terms::{binary, float};
use super::typed::{ColumnType, Typed, held};
use crate::calendar::{Length, instant_of};

/// Years that a day may lie in; what is computed beyond is missing.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// A day, or a time by its zone's clock, so much later; nothing beyond [`YEARS`].
pub(crate) fn moved(value: &Typed, by: Length, sign: i64, zone: Tz) -> Expr {
    let step = Step::from_length(by, sign);
    let gives = if value.kind == Some(ColumnType::Date) { ShiftResult::Day } else { ShiftResult::Time };
    DateShift::function(zone, step, gives).call(vec![value.expr.clone()])
}

/// A day that a calendar has; nothing beyond [`YEARS`].
pub(crate) fn within_calendar(day: Expr, zone: Tz) -> Expr {
    DateShift::function(zone, Step::default(), ShiftResult::Day).call(vec![day])
}

/// Whether a function is the one that [`within_calendar`] calls.
pub(super) fn is_within_calendar(function: &ScalarUDF) -> bool {
    let shift = function.inner().downcast_ref::<DateShift>();
    shift.is_some_and(|shift| shift.step == Step::default() && matches!(shift.gives, ShiftResult::Day))
}

/// The time so many seconds later.
pub(crate) fn after(time: Expr, seconds: Expr, zone: Tz) -> Expr {
    DateShift::function(zone, Step::default(), ShiftResult::Time).call(vec![time, float(seconds)])
}

/// A time as it is, of a day its beginning.
pub(crate) fn time_of(value: &Typed, zone: Tz) -> Expr {
    match value.kind {
        Some(ColumnType::Datetime { .. }) => value.expr.clone(),
        _ => {
            let day = cast(value.expr.clone(), DataType::Date32);
            DateShift::function(zone, Step::default(), ShiftResult::Time).call(vec![day])
        }
    }
}

/// Seconds that pass from one time to another.
pub(crate) fn seconds_between(from: Expr, to: Expr) -> Expr {
    let micros = |time: Expr| cast(time, DataType::Int64);
    float(binary(micros(to), Operator::Minus, micros(from))) / lit(1_000_000.0)
}

/// What the clock showed, without its offset: `2026-03-29T10:00:00`.
pub(crate) fn clock_text(time: Expr) -> Expr {
    cast(datafusion::functions::datetime::to_local_time().call(vec![time]), DataType::Utf8)
}

/// What is added to a time: months and days by the clock, and what passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Step {
    months: i32,
    days: i64,
    micros: i64,
}

impl Step {
    fn from_length(length: Length, sign: i64) -> Step {
        match length {
            Length::Seconds(seconds) => {
                Step { micros: seconds.saturating_mul(1_000_000).saturating_mul(sign), ..Step::default() }
            }
            Length::Days(days) | Length::BusinessDays(days) => {
                Step { days: days.saturating_mul(sign), ..Step::default() }
            }
            Length::Months(months) => {
                Step { months: if sign < 0 { months.saturating_neg() } else { months }, ..Step::default() }
            }
        }
    }

    fn day(self, day: NaiveDate) -> Option<NaiveDate> {
        let day = match self.months {
            0 => day,
            months if months > 0 => day.checked_add_months(Months::new(months.unsigned_abs()))?,
            months => day.checked_sub_months(Months::new(months.unsigned_abs()))?,
        };
        let days = Days::new(self.days.unsigned_abs());
        if self.days < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
    }

    /// A time by the clock keeps its hour where whole days are added.
    fn time(self, instant: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let moved = if self.months == 0 && self.days == 0 {
            instant
        } else {
            let local = instant.with_timezone(&zone).naive_local();
            instant_of(zone, self.day(local.date())?.and_time(local.time()))?.0
        };
        moved.checked_add_signed(TimeDelta::microseconds(self.micros))
    }
}

/// What a step gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ShiftResult {
    Day,
    Time,
}

/// A day or time, perhaps so many seconds later, and a fixed step later, as a function of expressions.
#[derive(Debug, PartialEq, Eq, Hash)]
struct DateShift {
    signature: Signature,
    /// Tells one step from another wherever an expression is known by its text.
    name: String,
    zone: Tz,
    step: Step,
    gives: ShiftResult,
}

impl DateShift {
    fn function(zone: Tz, step: Step, gives: ShiftResult) -> ScalarUDF {
        let Step { months, days, micros } = step;
        let name = format!("later_{gives:?}_{months}_{days}_{micros}_{zone}").to_lowercase();
        let signature = Signature::variadic_any(Volatility::Immutable);
        ScalarUDF::from(DateShift { signature, name, zone, step, gives })
    }

    fn days(&self, values: &ArrayRef) -> Result<ArrayRef, DataFusionError> {
        let days = cast_array(values, &DataType::Date32)?;
        // What passes moves a day by its whole days.
        let whole = self.step.micros / 86_400_000_000;
        let step = Step { days: self.step.days.saturating_add(whole), ..self.step };
        let moved = |days: i32| {
            let day = step.day(day_of_epoch(days))?;
            YEARS.contains(&day.year()).then(|| days_since_epoch(day))
        };
        let moved = days.as_primitive::<Date32Type>().iter().map(|days| days.and_then(moved));
        Ok(Arc::new(moved.collect::<Date32Array>()))
    }

    fn times(&self, values: &ArrayRef, passed: Option<&ArrayRef>) -> Result<ArrayRef, DataFusionError> {
        let local = |local: NaiveDateTime| Some(instant_of(self.zone, local)?.0);
        let moved = |instant: DateTime<Utc>, seconds: f64| {
            let micros = (seconds * 1e6).round();
            let passed = (micros.abs() < 1e18).then(|| TimeDelta::microseconds(micros as i64))?;
            let moved = self.step.time(instant, self.zone)?.checked_add_signed(passed)?;
            let year = moved.with_timezone(&self.zone).year();
            YEARS.contains(&year).then(|| moved.timestamp_micros())
        };
        let seconds = match passed {
            Some(passed) => passed.as_primitive::<Float64Type>().clone(),
            None => Float64Array::from_value(0.0, values.len()),
        };
        let instants: Vec<Option<DateTime<Utc>>> = match values.data_type() {
            DataType::Timestamp(_, zone) => {
                let naive = zone.is_none();
                let held = DataType::Timestamp(TimeUnit::Microsecond, zone.clone());
                let held = cast_array(values, &held)?;
                let held = held.as_primitive::<TimestampMicrosecondType>();
                let instant = |micros: i64| {
                    let instant = DateTime::from_timestamp_micros(micros)?;
                    if naive { local(instant.naive_utc()) } else { Some(instant) }
                };
                held.iter().map(|micros| micros.and_then(instant)).collect()
            }
            _ => {
                let days = cast_array(values, &DataType::Date32)?;
                let begins = |days: i32| local(day_of_epoch(days).and_time(NaiveTime::MIN));
                days.as_primitive::<Date32Type>().iter().map(|days| days.and_then(begins)).collect()
            }
        };
        let pairs = instants.into_iter().zip(&seconds);
        let moved = pairs.map(|(instant, seconds)| moved(instant?, seconds?));
        let moved = moved.collect::<TimestampMicrosecondArray>();
        Ok(Arc::new(moved.with_timezone(self.zone.name())))
    }
}

impl ScalarUDFImpl for DateShift {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(match self.gives {
            ShiftResult::Day => DataType::Date32,
            ShiftResult::Time => held(self.zone),
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let array = match (columns.as_slice(), self.gives) {
            ([values], ShiftResult::Day) => self.days(values)?,
            ([values], ShiftResult::Time) => self.times(values, None)?,
            ([values, passed], ShiftResult::Time) => self.times(values, Some(passed))?,
            _ => return Err(DataFusionError::Internal(format!("`{}` takes a day or time", self.name))),
        };
        Ok(ColumnarValue::Array(array))
    }
}
