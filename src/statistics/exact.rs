//! Sums of floating-point numbers that do not depend on the order of adding.

const LIMBS: usize = 67;
const BITS: u32 = 32;
/// After so many additions a limb may be full.
const CARRY_AFTER: u32 = 1 << 30;
/// Exponent of the lowest bit of the first limb: that of the smallest number there is.
const LOWEST: i32 = -1074;

/// The sum of any finite numbers, kept exactly and rounded once, when it is read.
///
/// Two sums of the same numbers are equal bit for bit, whichever way they were added and merged.
///
/// - Source: Kulisch, *Computer Arithmetic and Validity*; Neal 2015, "Fast exact summation using small and large
///   superaccumulators" (the small one).
///
/// ```
/// use mando::statistics::exact::ExactSum;
/// let sum: ExactSum = [1e100, 1.0, -1e100].into_iter().collect();
/// assert_eq!(sum.value(), 1.0);
/// ```
#[derive(Debug, Clone)]
pub struct ExactSum {
    limbs: Box<[i64; LIMBS]>,
    pending: u32,
    is_broken: bool,
}

impl Default for ExactSum {
    fn default() -> ExactSum {
        ExactSum { limbs: Box::new([0; LIMBS]), pending: 0, is_broken: false }
    }
}

impl ExactSum {
    /// Adds a number. What is not finite makes the sum NaN.
    pub fn add(&mut self, number: f64) {
        if number == 0.0 {
            return;
        }
        if !number.is_finite() {
            self.is_broken = true;
            return;
        }
        let bits = number.to_bits();
        let exponent = (bits >> 52) as u32 & 0x7ff;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, position) =
            if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        let (limb, shift) = ((position / BITS) as usize, position % BITS);
        let wide = u128::from(mantissa) << shift;
        let part = |n: u32| (wide >> (n * BITS)) as u32;
        let sign = if number < 0.0 { -1 } else { 1 };
        for (n, limb) in self.limbs[limb..limb + 3].iter_mut().enumerate() {
            *limb += sign * i64::from(part(n as u32));
        }
        self.pending += 1;
        if self.pending == CARRY_AFTER {
            self.carry();
        }
    }

    /// Adds all of another sum.
    pub fn merge(&mut self, other: &ExactSum) {
        self.carry();
        let mut other = other.clone();
        other.carry();
        self.limbs.iter_mut().zip(other.limbs.iter()).for_each(|(a, b)| *a += b);
        self.is_broken |= other.is_broken;
        self.carry();
    }

    /// The sum, rounded to the nearest number.
    pub fn value(&self) -> f64 {
        if self.is_broken {
            return f64::NAN;
        }
        let mut sum = self.clone();
        sum.carry();
        let is_negative = sum.limbs.iter().rev().find(|limb| **limb != 0).is_some_and(|limb| *limb < 0);
        if is_negative {
            sum.limbs.iter_mut().for_each(|limb| *limb = -*limb);
            sum.carry();
        }
        let Some(top) = sum.limbs.iter().rposition(|limb| *limb != 0) else { return 0.0 };
        let lowest = top.saturating_sub(3);
        let mut wide: u128 = 0;
        for limb in sum.limbs[lowest..=top].iter().rev() {
            wide = wide << BITS | u128::from(*limb as u32);
        }
        // What lies below the four highest limbs only decides a tie.
        if sum.limbs[..lowest].iter().any(|limb| *limb != 0) {
            wide |= 1;
        }
        let exponent = LOWEST + BITS as i32 * lowest as i32;
        let size = (wide as f64) * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2);
        if is_negative { -size } else { size }
    }

    /// Makes every limb but the last one lie in 0 to 2^32.
    fn carry(&mut self) {
        let mut carried = 0;
        let last = LIMBS - 1;
        for limb in &mut self.limbs[..last] {
            let whole = *limb + carried;
            *limb = whole & 0xffff_ffff;
            carried = whole >> BITS;
        }
        self.limbs[last] += carried;
        self.pending = 0;
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> ExactSum {
        let mut sum = ExactSum::default();
        numbers.into_iter().for_each(|number| sum.add(number));
        sum
    }
}
