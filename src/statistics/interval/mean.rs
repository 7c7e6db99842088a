use statrs::distribution::{ContinuousCDF, StudentsT};

use super::Estimate;
use crate::statistics::normal::Z95;

/// Student's interval for a mean, from sums.
///
/// `x̄ ± t(n−1)·s/√n`
///
/// - Shape: Σx and Σx² add over periods and entities.
/// - Unit: that of x.
/// - Absent: fewer than two values.
/// - Source: Student 1908; scipy `stats.t.interval`. Strongly skewed money needs many customers.
pub fn mean_t(n: f64, sum: f64, sum_of_squares: f64) -> Option<Estimate> {
    let deviation = standard_deviation(n, sum, sum_of_squares)?;
    Estimate::around(sum / n, deviation / n.sqrt(), t_quantile(n - 1.0)?)
}

/// The normal interval of a value whose standard error is known.
///
/// `value ± z·SE`
///
/// - Unit: that of the value.
/// - Absent: a number is not finite.
pub fn normal(value: f64, standard_error: f64) -> Option<Estimate> {
    Estimate::normal(value, standard_error)
}

/// Quantile of Student's t distribution at 97.5 %.
///
/// Above 1,000 degrees of freedom the inversion of `statrs` loses digits (the fifth at 10⁵) and then does not
/// end; there the expansion around the normal quantile is exact to 10⁻¹¹ (Abramowitz & Stegun 26.7.5).
pub(super) fn t_quantile(freedom: f64) -> Option<f64> {
    if freedom <= 1000.0 {
        return Some(StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(0.975));
    }
    let (z, z3, z5, z7) = (Z95, Z95.powi(3), Z95.powi(5), Z95.powi(7));
    let first = (z3 + z) / 4.0;
    let second = (5.0 * z5 + 16.0 * z3 + 3.0 * z) / 96.0;
    let third = (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / 384.0;
    Some(z + (first + (second + third / freedom) / freedom) / freedom)
}

/// Standard deviation of a sample, from sums.
///
/// `s = √((n·Σx² − (Σx)²) ÷ (n·(n−1)))`
///
/// - Unit: that of x.
/// - Absent: fewer than two values.
pub fn standard_deviation(n: f64, sum: f64, sum_of_squares: f64) -> Option<f64> {
    if !(n.is_finite() && n >= 2.0 && sum.is_finite() && sum_of_squares.is_finite()) {
        return None;
    }
    let variance = difference_of_products(n, sum_of_squares, sum, sum) / (n * (n - 1.0));
    // Sums of equal values may differ from it by their last digit; a variance below 0 is that digit.
    Some(variance.max(0.0).sqrt())
}

/// Interval for a ratio of sums over customers, linearised.
///
/// `R = Σy/Σx`, `SE = √(n/(n−1)·Σ(y−R·x)²) ÷ Σx`, `R ± z·SE`
///
/// One customer's rows are not independent, so y and x are first summed per customer: n counts customers.
///
/// - Shape: n, Σy, Σx, Σy², Σxy, Σx² add over entities, not over periods that share customers.
/// - Unit: y per x.
/// - Absent: fewer than two customers, or Σx not above 0.
/// - Source: Cochran 1977, *Sampling Techniques*, ch. 6.
pub fn ratio(n: f64, sum_y: f64, sum_x: f64, sum_yy: f64, sum_xy: f64, sum_xx: f64) -> Option<Estimate> {
    if !(n.is_finite() && n >= 2.0 && sum_x > 0.0) {
        return None;
    }
    let centre = sum_y / sum_x;
    // Σ(y−Rx)² = (Σy² − R·Σxy) − R·(Σxy − R·Σx²)
    let residual = difference_of_products(1.0, sum_yy, centre, sum_xy)
        - centre * difference_of_products(1.0, sum_xy, centre, sum_xx);
    Estimate::normal(centre, (n / (n - 1.0) * residual.max(0.0)).sqrt() / sum_x)
}

/// `a·b − c·d` without losing the digits both products share (Kahan's method).
///
/// Squares of large amounts agree in most digits; subtracting their rounded values would leave noise.
fn difference_of_products(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let second = c * d;
    let rounded_off = (-c).mul_add(d, second);
    a.mul_add(b, -second) + rounded_off
}
