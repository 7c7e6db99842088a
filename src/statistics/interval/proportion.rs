use super::Interval;
use crate::statistics::normal::Z95;

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
