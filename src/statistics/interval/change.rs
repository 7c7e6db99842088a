use super::{Estimate, Interval};
use crate::statistics::finite;
use crate::statistics::interval::mean::{standard_deviation, t_quantile};

/// Limits of a difference `after − before` of two independent figures, from the limits of each.
///
/// `d − √((a−l_a)² + (u_b−b)²)` to `d + √((u_a−a)² + (b−l_b)²)`
///
/// With Wilson's limits it is Newcombe's interval for proportions, with normal limits the normal interval of a
/// difference, and with Garwood's the interval for a difference of numbers of events.
///
/// - Unit: that of the figures.
/// - Source: Newcombe 1998, method 10; Zou & Donner 2008, *Statistics in Medicine* 27.
pub fn square_and_add(before: (f64, Interval), after: (f64, Interval)) -> Interval {
    let ((b, of_b), (a, of_a)) = (before, after);
    let difference = a - b;
    Interval {
        low: difference - (a - of_a.low).hypot(of_b.high - b),
        high: difference + (of_a.high - a).hypot(b - of_b.low),
    }
}

/// Values of one sample, as sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sums {
    /// n, or the effective sample of weighted values.
    pub n: f64,
    /// Σx
    pub sum: f64,
    /// Σx²
    pub squares: f64,
    /// Factor on the standard error, such as [`finite_population_factor`](super::finite_population_factor); 1 for none.
    pub factor: f64,
}

/// Change of a mean between two independent samples of unequal variance.
///
/// `SE² = s₁²/n₁ + s₂²/n₂`, limits `d ± t·SE` at `SE⁴ ÷ ((s₁²/n₁)²/(n₁−1) + (s₂²/n₂)²/(n₂−1))` degrees of freedom
///
/// - Unit: that of the values.
/// - Absent: fewer than two values in one of them.
/// - Source: Welch 1947; scipy `ttest_ind(equal_var=False)`.
pub fn welch(before: Sums, after: Sums) -> Option<Estimate> {
    let variance = |s: &Sums| {
        let deviation = standard_deviation(s.n, s.sum, s.squares)?;
        finite(s.factor * s.factor * deviation * deviation / s.n)
    };
    let (one, two) = (variance(&before)?, variance(&after)?);
    let (centre, error) = (after.sum / after.n - before.sum / before.n, (one + two).sqrt());
    if error == 0.0 {
        return Estimate::around(centre, 0.0, 0.0);
    }
    let spread = one * one / (before.n - 1.0) + two * two / (after.n - 1.0);
    Estimate::around(centre, error, t_quantile((one + two) * (one + two) / spread)?)
}
