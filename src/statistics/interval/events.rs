use std::sync::OnceLock;

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::Interval;

/// Counts below this come again and again, in every month, segment and entity; their limits are found once. Finding them takes
/// longer than adding up a month.
const SMALL: usize = 1 << 10;

/// Garwood's exact interval for a count of events.
///
/// `χ²(0.025, 2k)/2` to `χ²(0.975, 2k+2)/2`; the lower limit is 0 at k = 0
///
/// - Unit: events; divide by the exposure for a rate.
/// - Absent: a negative count.
/// - Source: Garwood 1936.
pub fn garwood(events: f64) -> Option<Interval> {
    static KNOWN: [OnceLock<Option<Interval>>; SMALL] = [const { OnceLock::new() }; SMALL];
    if !(events.is_finite() && events >= 0.0) {
        return None;
    }
    match KNOWN.get(events as usize).filter(|_| events.fract() == 0.0) {
        Some(known) => *known.get_or_init(|| limits(events)),
        None => limits(events),
    }
}

fn limits(events: f64) -> Option<Interval> {
    let low = if events == 0.0 { 0.0 } else { half_chi_squared(0.025, 2.0 * events)? };
    Some(Interval { low, high: half_chi_squared(0.975, 2.0 * events + 2.0)? })
}

fn half_chi_squared(probability: f64, freedom: f64) -> Option<f64> {
    Some(ChiSquared::new(freedom).ok()?.inverse_cdf(probability) / 2.0)
}
