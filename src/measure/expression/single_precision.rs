//! Numbers of single and half precision. Each stands for the shortest decimal that is read as it: `0.1` of a file is 0.1, and
//! not the neighbour of it that its bits say when they are read as a number of double precision.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float16Type, Float32Type};
use datafusion::arrow::error::ArrowError;

type Half = <Float16Type as ArrowPrimitiveType>::Native;

/// Such numbers in double precision; `None` where an array holds others.
///
/// # Errors
/// A dictionary that cannot be written out.
pub(crate) fn widened(array: &ArrayRef) -> Result<Option<ArrayRef>, ArrowError> {
    let numbers: Float64Array = match array.data_type() {
        DataType::Dictionary(_, of) if matches!(**of, DataType::Float16 | DataType::Float32) => {
            return widened(&cast(array, of)?);
        }
        DataType::Float32 => {
            let is_read = |decimal: f64, number: f64| f64::from(decimal as f32) == number;
            array.as_primitive::<Float32Type>().unary(|number| shortest(f64::from(number), &is_read))
        }
        DataType::Float16 => {
            let is_read = |decimal: f64, number: f64| Half::from_f64(decimal).to_f64() == number;
            array.as_primitive::<Float16Type>().unary(|number| shortest(number.to_f64(), &is_read))
        }
        _ => return Ok(None),
    };
    Ok(Some(Arc::new(numbers)))
}

/// A number that needs no digits behind its point is that; of another the decimal with the fewest of them.
fn shortest(number: f64, is_read: &dyn Fn(f64, f64) -> bool) -> f64 {
    /// Ten to a power as large is a number without rounding, and so is a whole number below 2 to the 53rd.
    const MOST: i32 = 22;
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.trunc() == number || !number.is_finite() {
        return number;
    }
    let mut power = 1.0;
    for _ in 0..MOST {
        power *= 10.0;
        let digits = (number * power).round();
        if digits.abs() >= WHOLE {
            break;
        }
        // Both are exact, so the quotient is the number next to the decimal.
        let decimal = digits / power;
        if is_read(decimal, number) {
            return decimal;
        }
    }
    // Numbers very near to zero.
    let decimals = (0..17).filter_map(|places| format!("{number:.places$e}").parse::<f64>().ok());
    decimals.into_iter().find(|decimal| is_read(*decimal, number)).unwrap_or(number)
}
