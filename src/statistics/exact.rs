//! Amounts as whole numbers of ten-billionths, and sums of their products: adding is exact, so no order of rows and no
//! number of threads changes a digit.

/// An amount as a whole number of ten-billionths.
pub type Exact = i128;

/// How many [`Exact`] make one.
pub const ONE: Exact = 10_000_000_000;

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
