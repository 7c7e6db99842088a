//! Arithmetic of customers and cases that come and go.

use chrono::NaiveDate;

/// Where a customer stands at a date in a setting without contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// No purchase is known.
    Never,
    /// The purchase is dated after the date asked for, which cannot see it.
    Future,
    /// The last purchase lies within the window.
    Active {
        /// Days from the last purchase.
        days_since: i64,
    },
    /// The last purchase lies before the window; that the customer is lost is presumed.
    Lapsed {
        /// Days from the last purchase.
        days_since: i64,
    },
}

/// Activity at a date: active within the half-open window `(as_of − W, as_of]`.
///
/// A purchase exactly W days ago is outside, so two windows W days apart share no day.
///
/// - Source: Fader & Hardie 2009 on non-contractual settings.
pub fn activity(last_purchase: Option<NaiveDate>, as_of: NaiveDate, window_days: i64) -> Activity {
    let Some(last_purchase) = last_purchase else {
        return Activity::Never;
    };
    match as_of.signed_duration_since(last_purchase).num_days() {
        days if days < 0 => Activity::Future,
        days_since if days_since < window_days => Activity::Active { days_since },
        days_since => Activity::Lapsed { days_since },
    }
}

/// Share kept after several periods with the same share lost in each.
///
/// `(1 − churn)ⁿ`; losses compound, they do not add
///
/// - Unit: fraction.
/// - Absent: a churn outside 0 to 1.
pub fn compound_retention(churn: f64, periods: u32) -> Option<f64> {
    (0.0..=1.0).contains(&churn).then(|| (0..periods).fold(1.0, |kept, _| kept * (1.0 - churn)))
}

/// Periods a customer is expected to stay under a constant churn.
///
/// `1 ÷ churn`
///
/// - Absent: no churn at all, or a churn outside 0 to 1.
pub fn expected_tenure(churn: f64) -> Option<f64> {
    (churn > 0.0 && churn <= 1.0).then(|| 1.0 / churn)
}

/// Chronological mean of a stock: first and last level count half.
///
/// `(x₀/2 + x₁ + … + xₙ₋₁ + xₙ/2) ÷ n`; one level is its own mean
///
/// - Unit: that of the stock.
/// - Absent: no levels.
pub fn chronological_mean(levels: &[f64]) -> Option<f64> {
    let (first, last) = (levels.first()?, levels.last()?);
    match levels.len() - 1 {
        0 => Some(*first),
        gaps => Some((levels.iter().sum::<f64>() - (first + last) / 2.0) / gaps as f64),
    }
}

/// Cases that came and went in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaseFlow {
    /// Cases open when the period began.
    pub open_start: f64,
    /// Cases opened in the period.
    pub created: f64,
    /// Closed cases opened again in the period.
    pub reopened: f64,
    /// Cases closed in the period.
    pub resolved: f64,
}

impl CaseFlow {
    /// Cases open when the period ended: `open_start + created + reopened − resolved`.
    pub fn open_end(&self) -> f64 {
        self.open_start + self.net()
    }

    /// Growth of the backlog: `created + reopened − resolved`.
    pub fn net(&self) -> f64 {
        self.created + self.reopened - self.resolved
    }

    /// Closed cases per case that came in; absent when none came in.
    pub fn clearance_rate(&self) -> Option<f64> {
        super::quotient(self.resolved, self.created + self.reopened)
    }

    /// Days the open cases would take at the period's pace; absent when nothing was closed.
    pub fn days_of_backlog(&self, days: f64) -> Option<f64> {
        super::quotient(self.open_end() * days, self.resolved)
    }
}

/// Where profit comes from: customers from the most profitable to the least.
///
/// `share of customer k = (profit of the first k) ÷ total profit`
///
/// - Unit: fractions of the total; above 1 where later customers lose what earlier ones brought.
/// - Source: Kaplan & Narayanan 2001, the whale curve.
#[derive(Debug, Clone, PartialEq)]
pub struct WhaleCurve {
    /// Cumulative share of the total after each customer; the last is 1.
    pub shares: Vec<f64>,
    /// The highest of them.
    pub peak: f64,
    /// The share of customers that brings it.
    pub customers_at_peak: f64,
}

impl WhaleCurve {
    /// The curve of some customers' profits.
    ///
    /// - Absent: no customers, or a total that is not above 0, of which nothing is a share.
    pub fn of(profits: &[f64]) -> Option<WhaleCurve> {
        let total: f64 = profits.iter().sum();
        if profits.is_empty() || !(total.is_finite() && total > 0.0) {
            return None;
        }
        let mut sorted = profits.to_vec();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let shares: Vec<f64> = sorted
            .iter()
            .scan(0.0, |sum, profit| {
                *sum += profit;
                Some(*sum / total)
            })
            .collect();
        let above = sorted.iter().filter(|profit| **profit > 0.0).count();
        Some(WhaleCurve {
            peak: shares[above.saturating_sub(1)],
            customers_at_peak: above as f64 / sorted.len() as f64,
            shares,
        })
    }
}
