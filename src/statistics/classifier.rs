//! What a classifier's errors do to the shares it counts.

use super::interval::{Interval, wilson};

/// The share that has a property, from the share that a classifier says has it.
///
/// `(observed + specificity − 1) ÷ (sensitivity + specificity − 1)`, brought between 0 and 1
///
/// - Unit: fraction, 0 to 1.
/// - Absent: sensitivity and specificity add to 1 or less, no better than chance; or a number is no fraction.
/// - Source: Rogan and Gladen 1978.
///
/// ```
/// use mando::statistics::classifier::rogan_gladen;
/// assert_eq!(rogan_gladen(0.05, 0.8, 0.9), Some(0.0));
/// assert_eq!(rogan_gladen(0.3, 0.4, 0.6), None);
/// ```
pub fn rogan_gladen(observed: f64, sensitivity: f64, specificity: f64) -> Option<f64> {
    let fraction = |x: f64| (0.0..=1.0).contains(&x);
    let better_than_chance = sensitivity + specificity - 1.0;
    let sound = [observed, sensitivity, specificity].into_iter().all(fraction) && better_than_chance > 0.0;
    sound.then(|| ((observed + specificity - 1.0) / better_than_chance).clamp(0.0, 1.0))
}

/// Interval of a corrected share: Wilson's limits of the observed share, each corrected.
///
/// Sensitivity and specificity are taken as known; what is uncertain in them is not in the interval.
///
/// - Unit: fraction, 0 to 1.
/// - Absent: as [`rogan_gladen`], or no cases.
/// - Source: Rogan and Gladen 1978, with Wilson 1927 for the observed share.
pub fn rogan_gladen_interval(successes: f64, n: f64, sensitivity: f64, specificity: f64) -> Option<Interval> {
    let observed = wilson(successes, n)?;
    let corrected = |limit: f64| rogan_gladen(limit, sensitivity, specificity);
    Some(Interval { low: corrected(observed.low)?, high: corrected(observed.high)? })
}
