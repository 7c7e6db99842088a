//! Percentiles and their intervals, from values in ascending order.

use serde::Serialize;

/// Percentile of sorted values, type 7.
///
/// `h = (n−1)·p`, linear between the two neighbours
///
/// - Shape: needs the values; does not pool.
/// - Unit: that of the values.
/// - Absent: no values, or p outside 0 to 1.
/// - Source: Hyndman & Fan 1996; numpy `percentile`, Excel `PERCENTILE.INC`.
pub fn percentile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    between(&|rank| sorted.get(rank).copied(), last as f64 * in_unit(p)?)
}

/// [`percentile`] of values of which each different one is given once, in ascending order, with how often it comes.
///
/// ```
/// use mando::statistics::order::{percentile, percentile_of_counts};
/// let counted = [(1.0, 2), (4.0, 1), (6.0, 3)];
/// assert_eq!(percentile_of_counts(&counted, 0.3), percentile(&[1.0, 1.0, 4.0, 6.0, 6.0, 6.0], 0.3));
/// ```
pub fn percentile_of_counts(counted: &[(f64, u64)], p: f64) -> Option<f64> {
    let all: u64 = counted.iter().map(|(_, count)| count).sum();
    let at = |rank: usize| {
        let mut upto = 0;
        let holds = |(_, count): &&(f64, u64)| {
            upto += count;
            upto > rank as u64
        };
        counted.iter().find(holds).map(|(value, _)| *value)
    };
    between(&at, all.checked_sub(1)? as f64 * in_unit(p)?)
}

/// An interval of a percentile between two order statistics.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OrderInterval {
    /// Rank of the lower limit, counted from 1; 0 when there is none.
    pub rank_low: usize,
    /// Rank of the upper limit; n + 1 when there is none.
    pub rank_high: usize,
    /// Value at the lower rank; absent when too few values lie below the percentile.
    pub low: Option<f64>,
    /// Value at the upper rank; absent when too few values lie above the percentile.
    pub high: Option<f64>,
    /// Probability that the interval holds the percentile, at least 0.95.
    pub coverage: f64,
}

/// Distribution-free 95 % interval of a percentile.
///
/// Ranks `B(0.025; n, p)` and `B(0.975; n, p) + 1` with B the quantile of the binomial distribution
///
/// - Unit: that of the values.
/// - Absent: no values, or p not strictly between 0 and 1; a limit alone is absent when its rank is outside 1 to n
///   (the 90th percentile of ten values has no upper limit).
/// - Source: Conover 1999, *Practical Nonparametric Statistics*, ch. 3.2.
pub fn order_interval(sorted: &[f64], p: f64) -> Option<OrderInterval> {
    if sorted.is_empty() || !(p > 0.0 && p < 1.0) {
        return None;
    }
    let below = binomial_quantile(sorted.len(), p, 0.025);
    let above = binomial_quantile(sorted.len(), p, 0.975);
    let (rank_low, rank_high) = (below.k, above.k + 1);
    Some(OrderInterval {
        rank_low,
        rank_high,
        low: rank_low.checked_sub(1).and_then(|index| sorted.get(index).copied()),
        high: sorted.get(rank_high - 1).copied(),
        coverage: above.up_to - below.under,
    })
}

/// A quantile of the binomial distribution, with the probability under it and up to it.
struct Quantile {
    k: usize,
    under: f64,
    up_to: f64,
}

/// The first k whose cumulative probability reaches `share`.
///
/// The sum starts twelve standard deviations below the mean, where less than 1e-30 has been left out, so a
/// million values cost some thousand steps and no term underflows.
fn binomial_quantile(n: usize, p: f64, share: f64) -> Quantile {
    let (trials, odds) = (n as f64, p / (1.0 - p));
    let (mean, deviation) = (trials * p, (trials * p * (1.0 - p)).sqrt());
    let mut k = (mean - 12.0 * deviation).floor().max(0.0) as usize;
    let mut term = binomial_term(n, k, p);
    let mut under = 0.0;
    while k < n && under + term < share {
        under += term;
        term *= (n - k) as f64 / (k + 1) as f64 * odds;
        k += 1;
    }
    Quantile { k, under, up_to: under + term }
}

fn binomial_term(n: usize, k: usize, p: f64) -> f64 {
    let ways = statrs::function::factorial::ln_binomial(n as u64, k as u64);
    (ways + k as f64 * p.ln() + (n - k) as f64 * (-p).ln_1p()).exp()
}

/// The value at a position counted from 0, linear between neighbours.
fn between(at: &dyn Fn(usize) -> Option<f64>, position: f64) -> Option<f64> {
    if position < 0.0 {
        return None;
    }
    let index = position.floor() as usize;
    let (low, fraction) = (at(index)?, position.fract());
    if fraction == 0.0 {
        return Some(low);
    }
    let high = at(index + 1)?;
    Some((low + fraction * (high - low)).clamp(low, high))
}

fn in_unit(p: f64) -> Option<f64> {
    (0.0..=1.0).contains(&p).then_some(p)
}
