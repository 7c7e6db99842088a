//! Rounding of a binary number as the decimal it is written as.
//!
//! The shortest decimal that reads back as the same `f64` is what its author wrote: 2.675 is held as
//! 2.67499…, but means 2.675. Its digits are rounded half away from zero, so 2.675 gives 2.68 and 0.285 gives
//! 0.29. Percent and thousands move the point between the digits and never multiply.

/// A number rounded to a fixed number of decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rounded {
    /// Below zero after rounding; never set when all digits are 0.
    pub(super) negative: bool,
    /// Whether all digits are 0.
    pub(super) zero: bool,
    /// Digits before the point, at least one.
    pub(super) whole: String,
    /// Digits after the point.
    pub(super) fraction: String,
}

/// Rounds `value · 10^shift` to so many decimals.
///
/// - Absent: the value is not finite.
pub(super) fn round(value: f64, shift: i32, decimals: usize) -> Option<Rounded> {
    if !value.is_finite() {
        return None;
    }
    let (mut digits, point) = shortest(value.abs());
    let point = if digits.is_empty() { 0 } else { point + shift };
    // Digits in front of the point that the number lacks are zeros, so that `0.00285` has its point before
    // the first digit.
    if point < 0 {
        digits.splice(0..0, std::iter::repeat_n(0, point.unsigned_abs() as usize));
    }
    let whole = usize::try_from(point).unwrap_or(0);
    let keep = whole + decimals;
    let up = digits.get(keep).is_some_and(|digit| *digit >= 5);
    digits.resize(keep, 0);
    let carried = up && !add_one(&mut digits);
    let whole_digits = if carried {
        digits.insert(0, 1);
        whole + 1
    } else {
        whole
    };
    let zero = digits.iter().all(|digit| *digit == 0);
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let (front, fraction) = text.split_at(whole_digits);
    let front = if front.is_empty() { "0" } else { front };
    Some(Rounded {
        negative: value < 0.0 && !zero,
        zero,
        whole: front.to_owned(),
        fraction: fraction.to_owned(),
    })
}

/// Digits of the shortest decimal and the position of its point: `0.d₁d₂… · 10^point`. Zero has no digits.
fn shortest(value: f64) -> (Vec<u8>, i32) {
    if value == 0.0 {
        return (Vec::new(), 0);
    }
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
    (digits, exponent.parse::<i32>().unwrap_or(0) + 1)
}

/// Adds one in the last place; false when the carry left the front.
fn add_one(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return true;
        }
        *digit = 0;
    }
    false
}
