use statrs::function::gamma::{digamma, ln_gamma};

use super::maximum::{Slope, highest};
use super::{Buyer, Fitted, Unfit};
use crate::statistics::finite;

/// Gamma-Gamma: the value of a purchase varies around a mean of each customer's own.
///
/// Purchases of a customer are Gamma(p, ν), and ν is Gamma(q, γ) over customers. How much a customer spends must not
/// go along with how often.
///
/// - Unit: that of the values.
/// - Source: Fader, Hardie & Lee 2005, *RFM and CLV*; Fader & Hardie 2013, note 025.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Shape of a customer's purchases.
    pub p: f64,
    /// Shape of the customers.
    pub q: f64,
    /// Scale of the customers, in the unit of the values.
    pub gamma: f64,
}

impl Spend {
    /// Logarithm of the likelihood of a mean value over a number of purchases.
    pub fn log_likelihood(&self, purchases: f64, mean_value: f64) -> f64 {
        let Spend { p, q, gamma } = *self;
        let shape = p * purchases;
        ln_gamma(shape + q) - ln_gamma(shape) - ln_gamma(q)
            + q * gamma.ln()
            + (shape - 1.0) * mean_value.ln()
            + shape * purchases.ln()
            - (shape + q) * (purchases * mean_value + gamma).ln()
    }

    /// Mean value of a purchase over all customers: `p·γ ÷ (q−1)`.
    ///
    /// - Absent: q ≤ 1, where the mean over customers is infinite.
    pub fn population_mean(&self) -> Option<f64> {
        (self.q > 1.0).then(|| self.p * self.gamma / (self.q - 1.0)).and_then(finite)
    }

    /// Mean value to expect of a customer's purchases: `p·(γ + x·m̄) ÷ (p·x + q − 1)`.
    ///
    /// It lies between the customer's own mean and that of all, which stands for a customer without repeats.
    ///
    /// - Absent: q ≤ 1.
    pub fn expected(&self, purchases: f64, mean_value: f64) -> Option<f64> {
        let total = self.gamma + purchases * mean_value;
        self.population_mean().map(|_| self.p * total / (self.p * purchases + self.q - 1.0)).and_then(finite)
    }

    /// The same for a customer.
    pub fn expected_of(&self, buyer: &Buyer) -> Option<f64> {
        self.expected(buyer.mean_value.map_or(0.0, |_| buyer.repeats), buyer.mean_value.unwrap_or(0.0))
    }

    /// The model whose likelihood of all customers with repeats together is highest.
    ///
    /// # Errors
    /// Too few customers bought again, or the likelihood has no maximum.
    pub fn fit(buyers: &[Buyer]) -> Result<Fitted<Spend>, Unfit> {
        let mut means: Vec<(f64, f64)> = buyers
            .iter()
            .filter(|b| b.repeats > 0.0)
            .filter_map(|b| b.mean_value.filter(|m| *m > 0.0).map(|m| (b.repeats, m)))
            .collect();
        if means.len() < super::FEWEST {
            return Err(Unfit::TooFew);
        }
        means.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let typical = means.iter().map(|(_, m)| m).sum::<f64>() / means.len() as f64;
        means.iter_mut().for_each(|(_, m)| *m /= typical);
        let by_purchases: Vec<(f64, f64)> =
            means.chunk_by(|a, b| a.0 == b.0).map(|alike| (alike[0].0, alike.len() as f64)).collect();
        let starts: Vec<Vec<f64>> = [(1.0_f64, 2.0_f64), (5.0, 5.0), (20.0, 3.0)]
            .iter()
            .map(|(p, q)| vec![p.ln(), q.ln(), ((q - 1.0) / p).ln()])
            .collect();
        let mut maximum = highest(&starts, &|logs| slope(logs, &means, &by_purchases))?;
        // The values were counted in typical ones; γ and the density of each mean are in their own unit.
        maximum.logs[2] += typical.ln();
        maximum.log_likelihood -= means.len() as f64 * typical.ln();
        Ok(Fitted { model: Spend::from_logs(&maximum.logs), maximum })
    }

    pub(super) fn from_logs(logs: &[f64]) -> Spend {
        Spend { p: logs[0].exp(), q: logs[1].exp(), gamma: logs[2].exp() }
    }
}

/// Correlation (Pearson's) of how often customers bought again with their mean value; far from 0, Gamma-Gamma does not
/// hold.
///
/// - Absent: fewer than two customers with repeats, or all alike.
pub fn frequency_and_value(buyers: &[Buyer]) -> Option<f64> {
    let pairs: Vec<(f64, f64)> = buyers.iter().filter_map(|b| Some((b.repeats, b.mean_value?))).collect();
    let sum = |part: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| part(*a, *b)).sum::<f64>();
    let n = pairs.len() as f64;
    let (x, y) = (sum(&|a, _| a) / n, sum(&|_, b| b) / n);
    let (xx, yy) = (sum(&|a, _| (a - x).powi(2)), sum(&|_, b| (b - y).powi(2)));
    // Equal values may differ from their mean by its last digit, which correlates with nothing.
    let varies = |about: f64, all: f64| about > 1e-24 * all;
    let both_vary = varies(xx, sum(&|a, _| a * a)) && varies(yy, sum(&|_, b| b * b));
    both_vary.then(|| sum(&|a, b| (a - x) * (b - y)) / (xx * yy).sqrt()).and_then(finite)
}

fn slope(logs: &[f64], means: &[(f64, f64)], by_purchases: &[(f64, f64)]) -> Slope {
    let Spend { p, q, gamma } = Spend::from_logs(logs);
    let mut height = means.len() as f64 * (q * gamma.ln() - ln_gamma(q));
    let mut by_q = means.len() as f64 * (gamma.ln() - digamma(q));
    let (mut by_p, mut by_gamma) = (0.0, 0.0);
    for (x, count) in by_purchases {
        height += count * (ln_gamma(p * x + q) - ln_gamma(p * x) + p * x * x.ln());
        by_p += count * x * (digamma(p * x + q) - digamma(p * x) + x.ln());
        by_q += count * digamma(p * x + q);
    }
    for (x, mean) in means {
        let (value, total) = (mean.ln(), (x * mean + gamma).ln());
        height += (p * x - 1.0) * value - (p * x + q) * total;
        by_p += x * (value - total);
        by_q -= total;
        by_gamma += q / gamma - (p * x + q) / (x * mean + gamma);
    }
    (height, vec![by_p * p, by_q * q, by_gamma * gamma])
}
