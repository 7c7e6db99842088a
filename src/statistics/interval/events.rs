use statrs::distribution::{Binomial, ChiSquared, ContinuousCDF, Discrete};

use super::Interval;
use crate::statistics::quotient;

/// Garwood's exact interval for a count of events.
///
/// `χ²(0.025, 2k)/2` to `χ²(0.975, 2k+2)/2`; the lower limit is 0 at k = 0
///
/// - Unit: events; divide by the exposure for a rate.
/// - Absent: a negative count.
/// - Source: Garwood 1936.
pub fn garwood(events: f64) -> Option<Interval> {
    if !(events.is_finite() && events >= 0.0) {
        return None;
    }
    let low = if events == 0.0 { 0.0 } else { half_chi_squared(0.025, 2.0 * events)? };
    Some(Interval { low, high: half_chi_squared(0.975, 2.0 * events + 2.0)? })
}

/// A number of events and what they could have come of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Events {
    /// How many happened.
    pub count: u64,
    /// Orders, hours, customers: in one unit for all that is compared.
    pub exposure: f64,
}

/// A change between two rates of events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateChange {
    /// The rate after over the rate before; absent where nothing happened before.
    pub ratio: Option<f64>,
    /// Two-sided probability of a split of the events at least as unlikely, were the rates the same.
    pub p_two_sided: f64,
}

/// Whether two rates of events differ: the exact conditional test.
///
/// Given k₁ + k₂ events and equal rates, k₁ is binomial with chance t₁ ÷ (t₁ + t₂); p adds the chances of all splits
/// that are no likelier than the one seen.
///
/// - Absent: an exposure that is not above 0.
/// - Source: Przyborowski & Wilenski 1940; two-sided as scipy `binomtest`, which takes chances within 10⁻⁷ for equal.
pub fn rate_change(before: Events, after: Events) -> Option<RateChange> {
    let is_exposed = |events: Events| events.exposure.is_finite() && events.exposure > 0.0;
    if !(is_exposed(before) && is_exposed(after)) {
        return None;
    }
    let chance = before.exposure / (before.exposure + after.exposure);
    let split = Binomial::new(chance, before.count + after.count).ok()?;
    let seen = split.pmf(before.count) * (1.0 + 1e-7);
    let tail: f64 =
        (0..=before.count + after.count).map(|k| split.pmf(k)).filter(|chance| *chance <= seen).sum();
    let rate = |events: Events| events.count as f64 / events.exposure;
    Some(RateChange { ratio: quotient(rate(after), rate(before)), p_two_sided: tail.min(1.0) })
}

fn half_chi_squared(probability: f64, freedom: f64) -> Option<f64> {
    Some(ChiSquared::new(freedom).ok()?.inverse_cdf(probability) / 2.0)
}
