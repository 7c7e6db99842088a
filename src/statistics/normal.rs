//! The standard normal distribution.

use statrs::function::erf::erfc;

/// Quantile of the standard normal distribution at 97.5 %: half the width of a 95 % interval in standard errors.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Share of the standard normal distribution at or below `z`.
///
/// `Φ(z) = erfc(−z/√2) / 2`
pub fn cumulative(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// Probability of a deviation at least as large as `z` in either direction.
///
/// `p = 2·(1 − Φ(|z|))`, computed from the tail, so that a small p keeps its digits.
pub fn two_sided_p(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}
