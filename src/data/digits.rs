//! Digits that a decimal loses to being a number.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, PrimitiveArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Decimal256Type, Int64Type, UInt64Type};
use datafusion::error::DataFusionError;

use crate::statistics::exact::{Exact, amount};

/// Up to here floats count in ones: 2^53.
pub(super) const ONES: f64 = 9_007_199_254_740_992.0;
/// Digits that every number keeps.
const SURE: u32 = 15;
/// Decimals that are added up.
const ADDED: i32 = 10;
/// Of a cell with more decimals than that, in ten-billionths: such cells come out of divisions, and are rounded anyway.
const ROUNDED: Exact = 10_000;

/// What a decimal lost of what is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// The last digits of a whole number: it may be a name.
    Whole,
    /// Digits of a sum.
    Sum,
}

/// What a number lost of the text it was read from, which is written with a point, without groups, and ten to `power` times as
/// large. Programs that hold numbers write seventeen digits of them: such a text lost nothing.
pub(super) fn loss(plain: &str, power: i32, number: f64) -> Option<Loss> {
    let is_written_by_number = || significant(plain) == significant(&format!("{number:.16e}"));
    loss_of_decimal(plain, power, number).filter(|_| !is_written_by_number())
}

/// The digits of a number from the first to the last that is not 0.
fn significant(plain: &str) -> String {
    let mantissa = plain.split_once(['e', 'E']).map_or(plain, |(mantissa, _)| mantissa);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

fn loss_of_decimal(plain: &str, power: i32, number: f64) -> Option<Loss> {
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    if digits <= SURE as usize {
        return None;
    }
    Decimal::read(plain, power)?.lost(amount(number, 10)?)
}

/// A decimal in ten-billionths.
struct Decimal {
    amount: Exact,
    /// Place of its last digit that is not 0: −2 of hundredths.
    last: i32,
}

impl Decimal {
    fn read(plain: &str, power: i32) -> Option<Decimal> {
        let (mantissa, exponent) = plain.split_once(['e', 'E']).unwrap_or((plain, "0"));
        let unsigned = mantissa.trim_start_matches(['-', '+']);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let shift = exponent.parse::<i32>().ok()?.checked_add(power)?;
        let highest = i32::try_from(whole.len()).ok()?.checked_sub(1)?.checked_add(shift)?;
        let (mut amount, mut last, mut place): (Exact, i32, i32) = (0, 0, highest);
        for digit in whole.bytes().chain(fraction.bytes()) {
            let digit = Exact::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
            amount = match -ADDED - place {
                ..=0 => amount.checked_mul(10)?.checked_add(digit)?,
                1 => amount + Exact::from(digit >= 5),
                _ => amount,
            };
            last = if digit > 0 { place } else { last };
            place -= 1;
        }
        // What stands before the places that are added up is so many tens of them.
        let missing = u32::try_from((place + 1 + ADDED).max(0)).ok()?;
        let amount = amount.checked_mul(10_i128.checked_pow(missing)?)?;
        Some(Decimal { amount: if mantissa.starts_with('-') { -amount } else { amount }, last })
    }

    fn lost(&self, held: Exact) -> Option<Loss> {
        let allowed = if self.last < -ADDED { ROUNDED } else { 0 };
        let loss = if self.last >= 0 { Loss::Whole } else { Loss::Sum };
        (self.amount.abs_diff(held) > allowed.unsigned_abs()).then_some(loss)
    }
}

/// Decimals as the nearest numbers; `None` of any other type.
pub(super) fn of_decimals(array: &ArrayRef) -> Result<Option<Float64Array>, DataFusionError> {
    Ok(match array.data_type() {
        DataType::Decimal128(_, scale) => Some(nearest(array.as_primitive(), *scale)),
        DataType::Decimal32(digits, scale) | DataType::Decimal64(digits, scale) => {
            let wide = cast(array, &DataType::Decimal128(*digits, *scale))?;
            Some(nearest(wide.as_primitive(), *scale))
        }
        DataType::Decimal256(_, scale) => {
            let decimals = array.as_primitive::<Decimal256Type>();
            Some(decimals.unary_opt(|whole| format!("{whole}e{}", -i32::from(*scale)).parse::<f64>().ok()))
        }
        _ => None,
    })
}

/// A whole number and a power of ten that numbers hold exactly have the nearest number to their quotient; of others the text is read.
fn nearest(decimals: &PrimitiveArray<Decimal128Type>, scale: i8) -> Float64Array {
    const POWERS: std::ops::RangeInclusive<i8> = 0..=22;
    let one = 10_f64.powi(i32::from(scale));
    let is_sure = |whole: i128| whole.unsigned_abs() < ONES as u128 && POWERS.contains(&scale);
    if decimals.values().iter().all(|whole| is_sure(*whole)) {
        return decimals.unary(|whole| whole as f64 / one);
    }
    decimals.unary_opt(|whole| match is_sure(whole) {
        true => Some(whole as f64 / one),
        false => format!("{whole}e{}", -i32::from(scale)).parse().ok(),
    })
}

/// What the cells of a column lost to being numbers, of those that lost anything.
pub(super) fn losses(array: &ArrayRef, numbers: &Float64Array) -> Vec<Loss> {
    let long = |whole: i128| (whole.unsigned_abs() >= 10_u128.pow(SURE)).then(|| whole.to_string());
    match array.data_type() {
        DataType::Int64 => {
            let wholes = array.as_primitive::<Int64Type>().iter();
            compared(wholes.map(|whole| long(i128::from(whole?))), 0, numbers)
        }
        DataType::UInt64 => {
            let wholes = array.as_primitive::<UInt64Type>().iter();
            compared(wholes.map(|whole| long(i128::from(whole?))), 0, numbers)
        }
        DataType::Decimal128(_, scale) => {
            let wholes = array.as_primitive::<Decimal128Type>().iter();
            compared(wholes.map(|whole| long(whole?)), *scale, numbers)
        }
        DataType::Decimal256(_, scale) => {
            let wholes = array.as_primitive::<Decimal256Type>().iter();
            compared(wholes.map(|whole| Some(whole?.to_string())), *scale, numbers)
        }
        _ => Vec::new(),
    }
}

fn compared(wholes: impl Iterator<Item = Option<String>>, scale: i8, numbers: &Float64Array) -> Vec<Loss> {
    let lost =
        |(whole, number): (Option<String>, Option<f64>)| loss_of_decimal(&whole?, -i32::from(scale), number?);
    wholes.zip(numbers).filter_map(lost).collect()
}
