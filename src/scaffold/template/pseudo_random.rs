//! What the data of examples are drawn from.

use chrono::{Days, NaiveDate};

/// First day of the data of an example.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day of the calendar");
/// Days of data: until the end of February 2026.
pub(super) const DAYS: u64 = 790;

/// A day so many days after the first.
pub(super) fn day(after: u64) -> NaiveDate {
    FIRST.checked_add_days(Days::new(after)).unwrap_or(FIRST)
}

/// Numbers that look drawn and are the same every time (a linear congruential generator, Knuth 1981).
pub(super) struct PseudoRandom(pub(super) u64);

impl PseudoRandom {
    /// A number below another.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }

    /// Whether something happens that happens so often in a hundred.
    pub(super) fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of some words, the first ones more often.
    pub(super) fn one_of<'t>(&mut self, some: &[&'t str]) -> &'t str {
        let n = some.len() as u64;
        let at = self.below(n).min(self.below(n));
        some.get(at as usize).copied().unwrap_or_default()
    }
}
