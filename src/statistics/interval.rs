//! Intervals at 95 % confidence.
//!
//! Every interval is computed from sums over rows (counts, Σx, Σx², Σxy), so those of a quarter, of a parent
//! entity or of a total come from added components, never from averaged intervals.
//!
//! | figure | method | function |
//! |---|---|---|
//! | proportion | Wilson | [`wilson`] |
//! | change of a proportion or of a number of events | square and add, of Wilson's or Garwood's limits | [`square_and_add`] |
//! | events per exposure | Garwood | [`garwood`] |
//! | mean | t | [`mean_t`] |
//! | ratio of customer sums | Cochran, linearised | [`ratio`] |
//! | estimate of a model | normal, by the delta method | [`normal()`] |
//! | net promoter score | adjusted Wald | [`adjusted_wald_nps`] |
//! | change of a mean | Welch | [`welch`] |
//! | change of anything with limits | square and add | [`square_and_add`] |
//!
//! Complete data (all orders of a year) have no sampling error; there an interval shows chance variation.

use serde::Serialize;

use super::normal::Z95;

mod change;
mod events;
mod mean;
mod nps;
mod proportion;
mod sampling;

pub use change::{Sums, square_and_add, welch};
pub use events::garwood;
pub use mean::{mean_t, normal, ratio, standard_deviation};
pub use nps::{adjusted_wald_nps, wald_nps};
pub use proportion::wilson;
pub use sampling::finite_population_factor;

/// A closed interval; `low ≤ high`, both finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Interval {
    /// Whether the value lies inside or on a limit.
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Half of the distance between the limits: the "±" of a symmetric interval.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Both limits times a factor above 0: a fraction as percent, a rate per 1,000.
    pub fn scaled(&self, factor: f64) -> Interval {
        Interval { low: self.low * factor, high: self.high * factor }
    }

    /// The limits drawn towards a value: their distances from it times a factor of 0 to 1, such as
    /// [`finite_population_factor`].
    pub fn shrunk(&self, value: f64, factor: f64) -> Interval {
        Interval { low: value - factor * (value - self.low), high: value + factor * (self.high - value) }
    }

    /// The part within natural bounds, such as −100 and 100 points.
    pub fn clipped(&self, lowest: f64, highest: f64) -> Interval {
        Interval { low: self.low.max(lowest).min(highest), high: self.high.min(highest).max(lowest) }
    }
}

/// A centre with its standard error and interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// What the interval stands around; for an adjusted interval not the printed value.
    pub centre: f64,
    /// Standard error of the centre.
    pub standard_error: f64,
    /// The 95 % interval.
    pub interval: Interval,
}

impl Estimate {
    /// `centre ± quantile·standard_error`, absent when a number is not finite.
    fn around(centre: f64, standard_error: f64, quantile: f64) -> Option<Estimate> {
        let (low, high) = (centre - quantile * standard_error, centre + quantile * standard_error);
        (low.is_finite() && high.is_finite()).then_some(Estimate {
            centre,
            standard_error,
            interval: Interval { low, high },
        })
    }

    /// `centre ± z·standard_error`, not clipped to natural bounds.
    pub fn normal_limits(&self) -> Interval {
        let half = Z95 * self.standard_error;
        Interval { low: self.centre - half, high: self.centre + half }
    }

    /// The normal interval `centre ± z·standard_error`.
    fn normal(centre: f64, standard_error: f64) -> Option<Estimate> {
        Estimate::around(centre, standard_error, Z95)
    }
}
