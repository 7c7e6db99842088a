//! Targets to date, and targets along a path.

use crate::statistics::quotient;

/// Target of a rating or a ratio to date: those of its periods, weighted by answers or by planned denominators.
///
/// `Σvalue·weight ÷ Σweight` over pairs (value, weight)
///
/// - Absent: the weights add to 0.
pub fn weighted_mean(periods: &[Option<(f64, f64)>]) -> Option<f64> {
    let (mut values, mut weights) = (0.0, 0.0);
    for (value, weight) in periods.iter().flatten() {
        values += value * weight;
        weights += weight;
    }
    quotient(values, weights)
}

/// Target of period k of n on a straight way from the baseline, which stands at k = 0.
///
/// `B + (Y − B)·k ÷ n`; after the n-th period the last target holds
///
/// - Absent: a way of no periods.
pub fn linear(baseline: f64, target: f64, k: u32, n: u32) -> Option<f64> {
    match (k, n) {
        (_, 0) => None,
        (k, n) if k >= n => Some(target),
        (k, n) => Some(baseline + (target - baseline) * f64::from(k) / f64::from(n)),
    }
}
