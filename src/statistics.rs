//! Pure functions over numbers: intervals, percentiles, signals, trends, forecasts, and models of customers' purchases.
//!
//! Nothing here knows a measure, a period or a file. Counts and sums arrive as `f64`, because that is what
//! components are after pooling; an answer that does not exist is `None`, never 0 and never NaN.

pub mod assurance;
pub mod classifier;
pub mod direction;
pub mod exact;
pub mod forecast;
pub mod interval;
pub mod lifetime;
pub mod normal;
pub mod order;
pub mod rules;
pub mod split;
pub mod survival;
pub mod trend;
pub mod xmr;

/// Numerator over denominator.
///
/// - Absent: the denominator is 0, or the quotient is not a finite number.
///
/// ```
/// use mando::statistics::quotient;
/// assert_eq!(quotient(41.0, 50.0), Some(0.82));
/// assert_eq!(quotient(0.0, 0.0), None);
/// ```
pub fn quotient(numerator: f64, denominator: f64) -> Option<f64> {
    finite(numerator / denominator)
}

/// Whether two numbers are the same but for a share of the larger one, or both are missing.
pub fn are_same_within(tolerance: f64, a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= tolerance * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    }
}

/// The number itself when it is one that can be shown.
pub(crate) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
