//! Amounts as whole numbers of ten-billionths, and sums of their products: adding is exact, so no order of rows and no
//! number of threads changes a digit.
//!
//! Nothing that is added here can leave its bits: an [`Extent`] sees every amount of a column on its way in, and a column
//! whose amounts, signs aside, reach [`BEYOND`] together is refused before any of its sums is read. Every sum of some of its
//! rows, in any order, is smaller than that, and every sum of their products smaller than its square, which 256 bits hold.

use serde::{Deserialize, Serialize};

/// An amount as a whole number of ten-billionths.
pub type Exact = i128;

/// How many [`Exact`] make one.
pub const ONE: Exact = 10_000_000_000;

/// The nearest whole number of one that fits into 64 bits, away from zero where two are.
#[inline]
pub fn nearest(number: f64) -> i64 {
    let whole = number as i64;
    let rest = number - whole as f64;
    whole + i64::from(rest >= 0.5) - i64::from(rest <= -0.5)
}

/// Below so many ten-billionths, or whatever places are counted, the nearest whole number of a product is that of the decimal
/// which a floating-point number was read from: what both roundings took stays below a half.
pub const NEAR: f64 = 2_251_799_813_685_248.0;

/// A number as an amount, rounded to so many decimals, ten at most. A number stands for the shortest decimal that is read as
/// it: of `1000000000.01`, which no floating-point number is, the amount is that and no neighbour. What is no number, infinite
/// or beyond 38 digits has none.
///
/// ```
/// use mando::statistics::exact::{ONE, amount};
/// assert_eq!(amount(1_000_000_000.01, 10), Some(100_000_000_001 * ONE / 100));
/// assert_eq!(amount(0.125, 2), Some(13 * ONE / 100));
/// assert_eq!(amount(1e28, 10), None);
/// ```
#[inline]
pub fn amount(number: f64, decimals: u8) -> Option<Exact> {
    const MOST: f64 = 1e38;
    let unit = 10_i64.pow(u32::from(decimals.min(10)));
    let (scaled, factor) = (number * unit as f64, ONE as i64 / unit);
    if scaled.abs() < NEAR {
        return Some(Exact::from(nearest(scaled)) * Exact::from(factor));
    }
    (scaled.abs() < MOST / factor as f64).then(|| rounded(shortest(number), Exact::from(factor)))
}

/// The shortest decimal that is read as a number, in ten-billionths; where none of ten decimals is, the nearest. The number has
/// seventeen bits or more before its point.
fn shortest(number: f64) -> Exact {
    const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
    const BIAS: i32 = f64::MAX_EXP - 1;
    let sign = if number < 0.0 { -1 } else { 1 };
    let whole = number.trunc();
    if whole == number {
        return whole as Exact * ONE;
    }
    // A whole number of halves, quarters, …: so often halved.
    let exponent = ((number.to_bits() >> FRACTION) & 0x7ff) as i32;
    let parts = Exact::from((number.to_bits() & ((1 << FRACTION) - 1)) | (1 << FRACTION));
    let halved = (BIAS + FRACTION as i32 - exponent).unsigned_abs();
    let half = 1 << (halved - 1);
    let (mut power, mut count) = (1, 0);
    for _ in 0..10 {
        power *= 10;
        let places = parts * power;
        count = (places + half) >> halved;
        let distance = 2 * (places - (count << halved)).abs();
        if distance < power || (distance == power && parts % 2 == 0) {
            break;
        }
    }
    sign * count * (ONE / power)
}

/// An amount as a whole number of a unit, away from zero where two are equally near.
fn rounded(amount: Exact, unit: Exact) -> Exact {
    (amount + amount.signum() * (unit / 2)) / unit * unit
}

/// What the amounts of a column stay below together, signs aside: ten to the 28th, of which decimals of 38 digits hold all
/// ten decimals.
pub const BEYOND: u128 = 10_u128.pow(38);

/// How far the amounts of a column reach, whatever their order.
///
/// ```
/// use mando::statistics::exact::{Extent, ONE};
/// let mut extent = Extent::default();
/// extent.add(3 * ONE);
/// extent.add(-4 * ONE);
/// assert!(!extent.is_too_large());
/// extent.observe_too_large(1e28);
/// assert!(extent.is_too_large());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// All amounts together, signs aside.
    together: u128,
    /// The largest number, its sign aside.
    largest: f64,
    /// The largest number of those that lost digits, its sign aside.
    faint: f64,
}

/// The share of itself that a number may lose to rounding.
pub const LOSS: f64 = 1e-6;

/// So many more decimals have what rounding to ten takes, and sums where that matters.
pub const FINER: u32 = 18;

/// Beside a number so many times as large, what is lost is noise of floating-point arithmetic.
pub const NOISE: f64 = 1e12;

impl Extent {
    /// Sees an amount.
    #[inline]
    pub fn add(&mut self, amount: Exact) {
        self.together = self.together.saturating_add(amount.unsigned_abs());
    }

    /// Sees the size of a number that is rounded to an amount.
    #[inline]
    pub fn observe(&mut self, size: f64) {
        self.largest = self.largest.max(size);
    }

    /// Sees amounts that are so much together, signs aside, and their largest number.
    #[inline]
    pub fn observe_all(&mut self, together: u128, largest: f64) {
        self.together = self.together.saturating_add(together);
        self.observe(largest);
    }

    /// Sees a number that was rounded from so many ten-billionths to a whole number of them.
    #[inline]
    pub fn rounded(&mut self, size: f64, scaled: f64, count: i64) {
        if (scaled - count as f64).abs() > LOSS * scaled.abs() {
            self.faint = self.faint.max(size);
        }
    }

    /// Sees a number that is too large for an amount.
    pub fn observe_too_large(&mut self, number: f64) {
        self.together = u128::MAX;
        self.observe(number.abs());
    }

    /// What a query found of a column: all numbers together, the largest, and the largest that lost digits, signs aside.
    pub fn new(together: f64, largest: f64, faint: f64) -> Extent {
        // A number too large for 128 bits becomes their largest.
        Extent { together: (together * ONE as f64) as u128, largest, faint }
    }

    /// Sees what another has seen.
    pub fn extend(&mut self, other: &Extent) {
        self.together = self.together.saturating_add(other.together);
        self.largest = self.largest.max(other.largest);
        self.faint = self.faint.max(other.faint);
    }

    /// Whether the amounts are too large to be added up exactly.
    pub fn is_too_large(&self) -> bool {
        self.together >= BEYOND
    }

    /// The largest number, its sign aside; 0 where amounts came without numbers.
    pub fn largest(&self) -> f64 {
        self.largest
    }

    /// Whether rounding to ten decimals took more than a millionth of a number that matters beside the others.
    pub fn lost_digits(&self) -> bool {
        self.faint > 0.0 && self.faint > self.largest / NOISE
    }

    /// How many decimals beyond ten sums of the amounts are given where rounding to ten took digits: as many as they have room
    /// for.
    pub fn finer(&self) -> u32 {
        let has_room =
            |more: &u32| self.together.checked_mul(10_u128.pow(*more)).is_some_and(|all| all < BEYOND);
        if self.lost_digits() { (0..=FINER).rev().find(has_room).unwrap_or(0) } else { 0 }
    }

    /// The same where sums have so many decimals beyond ten.
    pub fn lost_digits_with(&self, finer: u32) -> bool {
        let half = 0.5 / (ONE as f64 * 10_f64.powi(finer as i32));
        self.lost_digits() && half > LOSS * self.faint
    }
}

/// [`ONE`] times itself: what products are counted in.
const ONE_SQUARED: i128 = ONE * ONE;

/// An amount as a number, rounded once.
#[inline]
pub fn to_number(exact: Exact) -> f64 {
    const SMALL: i64 = ONE as i64;
    match i64::try_from(exact) {
        Ok(small) => (small / SMALL) as f64 + (small % SMALL) as f64 / ONE as f64,
        Err(_) => (exact / ONE) as f64 + (exact % ONE) as f64 / ONE as f64,
    }
}

/// The same of an amount that has so many decimals beyond ten.
pub fn to_number_with(exact: Exact, finer: u32) -> f64 {
    if finer == 0 {
        return to_number(exact);
    }
    let one = ONE * Exact::from(10_i64.pow(finer));
    (exact / one) as f64 + (exact % one) as f64 / one as f64
}

/// A sum of products of amounts, in 256 bits: no product and no sum of a table's products leaves them.
///
/// ```
/// use mando::statistics::exact::{ONE, Products};
/// let mut sum = Products::default();
/// sum.add(3 * ONE / 2, 4 * ONE);
/// sum.add(-ONE, ONE / 4);
/// assert_eq!(sum.value(), 5.75);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Products {
    high: i128,
    low: u128,
}

impl Products {
    /// Adds a product.
    #[inline]
    pub fn add(&mut self, a: Exact, b: Exact) {
        match (i64::try_from(a), i64::try_from(b)) {
            (Ok(a), Ok(b)) => {
                let product = i128::from(a) * i128::from(b);
                self.plus(product >> 127, product as u128);
            }
            _ => {
                let (high, low) = wide_product(a.unsigned_abs(), b.unsigned_abs());
                if (a < 0) == (b < 0) {
                    self.plus(high as i128, low);
                } else {
                    let (low, carry) = (!low).overflowing_add(1);
                    self.plus((!high).wrapping_add(u128::from(carry)) as i128, low);
                }
            }
        }
    }

    /// Adds all of another sum.
    pub fn merge(&mut self, other: &Products) {
        self.plus(other.high, other.low);
    }

    /// The sum as a number.
    pub fn value(&self) -> f64 {
        let is_small = self.high == (self.low as i128) >> 127;
        if is_small {
            let small = self.low as i128;
            return (small / ONE_SQUARED) as f64 + (small % ONE_SQUARED) as f64 / ONE_SQUARED as f64;
        }
        (self.high as f64 * 2f64.powi(128) + self.low as f64) / ONE_SQUARED as f64
    }

    // Carries are wrapping on purpose: what leaves the lower half enters the upper one, which is wide enough.
    #[inline]
    fn plus(&mut self, high: i128, low: u128) {
        let (sum, carry) = self.low.overflowing_add(low);
        self.low = sum;
        self.high = self.high.wrapping_add(high).wrapping_add(i128::from(carry));
    }
}

/// The upper and the lower half of a product.
fn wide_product(a: u128, b: u128) -> (u128, u128) {
    const HALF: u128 = u64::MAX as u128;
    let ((a1, a0), (b1, b0)) = ((a >> 64, a & HALF), (b >> 64, b & HALF));
    let middle = a1 * b0 + ((a0 * b0) >> 64);
    let crossed = a0 * b1 + (middle & HALF);
    (a1 * b1 + (middle >> 64) + (crossed >> 64), a.wrapping_mul(b))
}
