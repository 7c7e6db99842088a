use statrs::function::gamma::{digamma, ln_gamma};

use super::maximum::{Curve, maximise, trigamma};
use super::{Buyer, FitError, Fitted};
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
    pub fn fit(buyers: &[Buyer]) -> Result<Fitted<Spend>, FitError> {
        let mut means: Vec<(f64, f64)> = buyers
            .iter()
            .filter(|b| b.repeats > 0.0)
            .filter_map(|b| b.mean_value.filter(|m| *m > 0.0).map(|m| (b.repeats, m)))
            .collect();
        if means.len() < super::FEWEST {
            return Err(FitError::TooFew);
        }
        means.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let typical = means.iter().map(|(_, m)| m).sum::<f64>() / means.len() as f64;
        means.iter_mut().for_each(|(_, m)| *m /= typical);
        let sample = Sample::new(&means);
        let starts: Vec<Vec<f64>> = [(1.0_f64, 2.0_f64), (5.0, 5.0), (20.0, 3.0)]
            .iter()
            .map(|(p, q)| vec![p.ln(), q.ln(), ((q - 1.0) / p).ln()])
            .collect();
        let mut maximum = maximise(&starts, &|logs| sample.curve(logs))?;
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
pub fn frequency_value_correlation(buyers: &[Buyer]) -> Option<f64> {
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

/// Purchases and mean values, with what is the same for all parameters.
struct Sample<'a> {
    /// In the order of purchases.
    means: &'a [(f64, f64)],
    /// Numbers of purchases, and how many customers have so many.
    by_purchases: Vec<(f64, f64)>,
    /// The logarithms of the means together, and each times its purchases.
    logs: f64,
    weighted_logs: f64,
}

impl Sample<'_> {
    fn new(means: &[(f64, f64)]) -> Sample<'_> {
        let by_purchases = means.chunk_by(|a, b| a.0 == b.0).map(|alike| (alike[0].0, alike.len() as f64));
        let logs = means.iter().map(|(_, mean)| mean.ln()).sum();
        let weighted_logs = means.iter().map(|(x, mean)| x * mean.ln()).sum();
        Sample { means, by_purchases: by_purchases.collect(), logs, weighted_logs }
    }

    /// The likelihood of all along the logarithms of the parameters.
    fn curve(&self, logs: &[f64]) -> Curve {
        let Spend { p, q, gamma } = Spend::from_logs(logs);
        let number = self.means.len() as f64;
        let mut height = number * (q * gamma.ln() - ln_gamma(q)) + p * self.weighted_logs - self.logs;
        let mut by_q = number * (gamma.ln() - digamma(q));
        let (mut by_p, mut pp, mut qp, mut qq) = (self.weighted_logs, 0.0, 0.0, -number * trigamma(q));
        for (x, count) in &self.by_purchases {
            let (slope, curved) = (digamma(p * x + q), trigamma(p * x + q));
            height += count * (ln_gamma(p * x + q) - ln_gamma(p * x) + p * x * x.ln());
            by_p += count * x * (slope - digamma(p * x) + x.ln());
            by_q += count * slope;
            pp += count * x * x * (curved - trigamma(p * x));
            qp += count * x * curved;
            qq += count * curved;
        }
        // Of every total: its logarithm, and one over it, alone, squared, and times the purchases.
        let (mut total, mut weighted) = ([0.0; 3], [0.0; 3]);
        for (x, mean) in self.means {
            let all = x * mean + gamma;
            let (log, inverse) = (all.ln(), 1.0 / all);
            for (sum, part) in [log, inverse, inverse * inverse].into_iter().enumerate() {
                total[sum] += part;
                weighted[sum] += x * part;
            }
        }
        height -= p * weighted[0] + q * total[0];
        let first =
            [by_p - weighted[0], by_q - total[0], number * q / gamma - p * weighted[1] - q * total[1]];
        let by_gamma = [
            -weighted[1],
            number / gamma - total[1],
            p * weighted[2] + q * total[2] - number * q / (gamma * gamma),
        ];
        Curve::along_logs(height, &[p, q, gamma], &first, &[&[pp], &[qp, qq], &by_gamma])
    }
}
