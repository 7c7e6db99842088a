//! Year to date, and targets along a path.
//!
//! How periods add up depends on what a measure is: flows add, ratios divide their sums, ratings are weighted by
//! answers, stocks show the last level, customers are counted once. A period without data is left out, and
//! [`present`] says how many were not.

use std::collections::BTreeSet;

use crate::statistics::quotient;

/// Periods that have data; printed beside every figure to date.
pub fn present<T>(periods: &[Option<T>]) -> usize {
    periods.iter().flatten().count()
}

/// Flow to date: the sum of its periods.
///
/// - Absent: no period has data.
pub fn sum(periods: &[Option<f64>]) -> Option<f64> {
    (present(periods) > 0).then(|| periods.iter().flatten().sum())
}

/// Ratio to date: the ratio of the sums, never the mean of the ratios.
///
/// `Σnumerator ÷ Σdenominator`
///
/// - Absent: the denominators add to 0.
pub fn ratio_of_sums(periods: &[Option<(f64, f64)>]) -> Option<f64> {
    let (mut numerators, mut denominators) = (0.0, 0.0);
    for (numerator, denominator) in periods.iter().flatten() {
        numerators += numerator;
        denominators += denominator;
    }
    quotient(numerators, denominators)
}

/// Rating or ratio target to date: values weighted by answers, or by planned denominators.
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

/// Stock to date: the last level that is known.
pub fn last(periods: &[Option<f64>]) -> Option<f64> {
    periods.iter().rev().flatten().next().copied()
}

/// Distinct customers to date: those of all periods, each counted once.
pub fn union<T: Ord>(periods: impl IntoIterator<Item = impl IntoIterator<Item = T>>) -> usize {
    periods.into_iter().flatten().collect::<BTreeSet<T>>().len()
}

/// Running sum of a flow's targets.
pub fn cumulative(targets: &[f64]) -> Vec<f64> {
    targets
        .iter()
        .scan(0.0, |total, target| {
            *total += target;
            Some(*total)
        })
        .collect()
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

/// Target of a period on steps: that of the last step that began by then.
///
/// `steps` are pairs (first period, target) in ascending order.
///
/// - Absent: before the first step.
pub fn step<P: Ord + Copy>(steps: &[(P, f64)], period: P) -> Option<f64> {
    steps.iter().take_while(|(from, _)| *from <= period).last().map(|(_, target)| *target)
}

/// Total of a year spread over its periods by shares, such as last year's values; equal shares spread it evenly.
///
/// `total·share_k ÷ Σshare`
///
/// - Absent: a share is below 0, or all are 0.
pub fn seasonal(total: f64, shares: &[f64]) -> Option<Vec<f64>> {
    let all: f64 = shares.iter().sum();
    let usable = all.is_finite() && all > 0.0 && shares.iter().all(|share| *share >= 0.0);
    usable.then(|| shares.iter().map(|share| total * share / all).collect())
}
