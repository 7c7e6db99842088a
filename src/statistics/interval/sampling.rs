use crate::statistics::normal::Z95;
use crate::statistics::quotient;

/// Factor on a standard error when a good part of a finite population answered.
///
/// `√((N − n) ÷ (N − 1))`; 0 for a census
///
/// - Absent: more answers than people, or nobody.
/// - Source: Cochran 1977, ch. 2.
pub fn finite_population_factor(n: f64, population: f64) -> Option<f64> {
    if !(population >= 1.0 && (0.0..=population).contains(&n)) {
        return None;
    }
    if n == population {
        return Some(0.0);
    }
    quotient(population - n, population - 1.0).map(f64::sqrt)
}

/// Half width of the normal interval of a mean, without correction.
///
/// `z·√(variance ÷ n)`; the variance of a proportion is `p(1−p)`, of an NPS over 100 `p + d − (p−d)²`
///
/// - Absent: no answers.
pub fn margin_of_error(variance: f64, n: f64) -> Option<f64> {
    quotient(variance, n).filter(|share| *share >= 0.0).map(|share| Z95 * share.sqrt())
}

/// Fewest answers that bring the half width of a 95 % interval down to `half_width`.
///
/// `n₀ = z²·variance ÷ half_width²`; in a population of N: `n₀ ÷ (1 + (n₀−1)/N)`; rounded up at the end
///
/// - Unit: answers; variance and half width as fractions (0.25 and 0.05 for ±5 points in the worst case).
/// - Absent: a half width of 0.
/// - Source: Cochran 1977, ch. 4.
pub fn minimum_n(variance: f64, half_width: f64, population: Option<f64>) -> Option<f64> {
    let unlimited = quotient(Z95 * Z95 * variance, half_width * half_width)?;
    let needed = match population {
        Some(population) => quotient(unlimited, 1.0 + (unlimited - 1.0) / population)?,
        None => unlimited,
    };
    Some(needed.ceil())
}

/// Kish's effective sample size of weighted answers.
///
/// `n_eff = (Σw)² ÷ Σw²`; the design effect is `n ÷ n_eff`
///
/// - Unit: answers, at most n.
/// - Absent: no weights.
/// - Source: Kish 1965, *Survey Sampling*.
pub fn kish(sum_of_weights: f64, sum_of_squared_weights: f64) -> Option<f64> {
    quotient(sum_of_weights * sum_of_weights, sum_of_squared_weights)
}
