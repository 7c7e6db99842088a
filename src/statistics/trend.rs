//! Whether a series rises or falls, and by how much a period, without assuming a distribution.

use super::finite;
use super::interval::Interval;
use super::normal::{Z95, two_sided_p};
use super::order::percentile;

/// A straight line through a series by medians.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// Change per step of x.
    pub slope: f64,
    /// Height at x = 0: `median(y) − slope·median(x)`.
    pub intercept: f64,
    /// Height at x = 0 by the other convention: `median(y − slope·x)`.
    pub joint_intercept: f64,
    /// 95 % interval of the slope.
    pub interval: Interval,
    /// Pairs of points with different x.
    pub pairs: usize,
}

/// Theil–Sen slope: the median of the slopes of all pairs, with Sen's interval.
///
/// Sorted slopes at ranks `(N − z·s) ÷ 2` and `(N + z·s) ÷ 2`, `s² = n(n−1)(2n+5) ÷ 18` less ties
///
/// - Shape: points (x, y); x is the real index of the period, so that a missing one leaves its room.
/// - Unit: that of y per step of x.
/// - Absent: no two points with different x.
/// - Source: Theil 1950; Sen 1968; `scipy.stats.theilslopes`.
pub fn theil_sen(points: &[(f64, f64)]) -> Option<Slope> {
    let mut slopes = Vec::new();
    for (i, (x1, y1)) in points.iter().enumerate() {
        for (x2, y2) in &points[i + 1..] {
            if x1 != x2 {
                slopes.push((y2 - y1) / (x2 - x1));
            }
        }
    }
    if slopes.is_empty() {
        return None;
    }
    let (n, many) = (points.len() as f64, slopes.len() as f64);
    let ties = |of: &dyn Fn(&(f64, f64)) -> f64| tie_correction(&points.iter().map(of).collect::<Vec<_>>());
    let deviation =
        ((n * (n - 1.0) * (2.0 * n + 5.0) - ties(&|p| p.0) - ties(&|p| p.1)) / 18.0).max(0.0).sqrt();
    let rank = |half: f64| half.round_ties_even().clamp(0.0, many - 1.0) as usize;
    let low = rank(((many - Z95 * deviation) / 2.0).round_ties_even() - 1.0);
    let high = rank((many + Z95 * deviation) / 2.0);
    let middle = slopes.len() / 2;
    select_ranks(&mut slopes, [low, high, middle.saturating_sub(1), middle]);
    let slope = finite(percentile(&slopes, 0.5)?)?;
    let median = |values: Vec<f64>| percentile(&sorted(values), 0.5);
    let x = median(points.iter().map(|(x, _)| *x).collect())?;
    let y = median(points.iter().map(|(_, y)| *y).collect())?;
    let joint = median(points.iter().map(|(x, y)| y - slope * x).collect())?;
    Some(Slope {
        slope,
        intercept: finite(y - slope * x)?,
        joint_intercept: finite(joint)?,
        interval: Interval { low: *slopes.get(low)?, high: *slopes.get(high)? },
        pairs: slopes.len(),
    })
}

/// A test of no trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise less pairs that fall.
    pub s: f64,
    /// Variance of `s` without a trend.
    pub variance: f64,
    /// `s` in standard deviations, one step nearer to 0 for continuity.
    pub z: f64,
    /// Probability of a `z` at least as large without a trend.
    pub p: f64,
    /// `s` over all pairs, −1 to 1.
    pub tau: f64,
}

/// Mann–Kendall test, corrected for ties and for continuity.
///
/// `z = (S ∓ 1) ÷ √var(S)`, `var = (n(n−1)(2n+5) − Σt(t−1)(2t+5)) ÷ 18` over groups of t equal values
///
/// - Shape: values in the order of time. Seasons and dependence between periods make it see trends too easily.
/// - Absent: fewer than two values, or all equal.
/// - Source: Mann 1945; Kendall 1975; `pymannkendall.original_test`.
pub fn mann_kendall(values: &[f64]) -> Option<MannKendall> {
    let n = values.len() as f64;
    let mut s = 0.0;
    for (i, earlier) in values.iter().enumerate() {
        for later in &values[i + 1..] {
            s += f64::from(i8::from(later > earlier) - i8::from(later < earlier));
        }
    }
    let variance = (n * (n - 1.0) * (2.0 * n + 5.0) - tie_correction(values)) / 18.0;
    if !(values.len() >= 2 && variance > 0.0) {
        return None;
    }
    let z = if s == 0.0 { 0.0 } else { (s - s.signum()) / variance.sqrt() };
    Some(MannKendall { s, variance, z, p: two_sided_p(z), tau: s / (n * (n - 1.0) / 2.0) })
}

/// `Σt(t−1)(2t+5)` over groups of t equal values.
fn tie_correction(values: &[f64]) -> f64 {
    let sorted = sorted(values.to_vec());
    let groups = sorted.chunk_by(|a, b| a == b).map(|group| group.len() as f64);
    groups.map(|t| t * (t - 1.0) * (2.0 * t + 5.0)).sum()
}

/// Brings the values of some ranks where they would stand if all were sorted: of all pairs of a series few are looked at.
fn select_ranks(values: &mut [f64], mut ranks: [usize; 4]) {
    ranks.sort_unstable();
    let (mut from, all) = (0, values.len());
    for rank in ranks {
        if (from..all).contains(&rank) {
            values[from..].select_nth_unstable_by(rank - from, f64::total_cmp);
            from = rank + 1;
        }
    }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values
}
