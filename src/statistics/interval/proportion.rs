use serde::Serialize;

use super::{Interval, square_and_add};
use crate::statistics::finite;
use crate::statistics::normal::{Z95, two_sided_p};

/// A part of a whole, both counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Cases that have the property.
    pub part: f64,
    /// All cases.
    pub whole: f64,
}

/// Wilson's score interval for a proportion.
///
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)`
///
/// - Unit: fraction, 0 to 1; not of zero width at 0 or 1.
/// - Absent: no cases, or more successes than cases.
/// - Source: Wilson 1927; statsmodels `proportion_confint(method='wilson')`.
pub fn wilson(successes: f64, n: f64) -> Option<Interval> {
    if !(n.is_finite() && n > 0.0 && (0.0..=n).contains(&successes)) {
        return None;
    }
    let p = successes / n;
    let shrink = 1.0 + Z95 * Z95 / n;
    let centre = p + Z95 * Z95 / (2.0 * n);
    let half = Z95 * (p * (1.0 - p) / n + Z95 * Z95 / (4.0 * n * n)).sqrt();
    // The limits touch 0 and 1 exactly at no and at all successes; rounding must not move them off.
    let low = if successes == 0.0 { 0.0 } else { ((centre - half) / shrink).clamp(0.0, p) };
    let high = if successes == n { 1.0 } else { ((centre + half) / shrink).clamp(p, 1.0) };
    Some(Interval { low, high })
}

/// A change of a proportion between two independent samples.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// `p_after − p_before`, a fraction.
    pub difference: f64,
    /// Newcombe's interval of the difference.
    pub interval: Interval,
    /// Difference in pooled standard errors; absent when nobody or everybody succeeded in both.
    pub pooled_z: Option<f64>,
    /// Two-sided probability of a `pooled_z` at least as large by chance.
    pub p_two_sided: Option<f64>,
}

/// Newcombe's hybrid score interval for a change of a proportion, with the pooled z test.
///
/// `d − √((p₂−l₂)² + (u₁−p₁)²)` to `d + √((u₂−p₂)² + (p₁−l₁)²)`, d = p₂ − p₁, l and u from [`wilson`]
///
/// - Unit: fraction, −1 to 1.
/// - Absent: one of the samples is empty.
/// - Source: Newcombe 1998, method 10; statsmodels `confint_proportions_2indep(method='newcomb')`.
pub fn newcombe(before: Share, after: Share) -> Option<Difference> {
    let (one, two) = (wilson(before.part, before.whole)?, wilson(after.part, after.whole)?);
    let (p1, p2) = (before.part / before.whole, after.part / after.whole);
    let difference = p2 - p1;
    let pooled = (before.part + after.part) / (before.whole + after.whole);
    let error = (pooled * (1.0 - pooled) * (1.0 / before.whole + 1.0 / after.whole)).sqrt();
    let pooled_z = finite(difference / error);
    Some(Difference {
        difference,
        interval: square_and_add((p1, one), (p2, two)),
        pooled_z,
        p_two_sided: pooled_z.map(two_sided_p),
    })
}
