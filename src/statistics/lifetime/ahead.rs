use super::purchases::Expectation;
use super::{Buyer, Fitted, Purchases, Spend, Unfit};
use crate::statistics::finite;

/// Distance, in logarithms of parameters, of the two values whose difference is a slope.
const APART: f64 = 1e-4;

/// What customers will spend over the steps ahead, discounted.
///
/// `Σᵢ (E[Y(i)] − E[Y(i−1)]) · E[M] ÷ (1+d)ⁱ` over i = 1 … steps
///
/// - Unit: that of the values; times a margin it is the customer lifetime value.
/// - Source: Fader, Hardie & Lee 2005; summed as `lifetimes` does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// How many steps count.
    pub steps: u32,
    /// Length of a step, in the time of the purchases.
    pub length: f64,
    /// Discount of one step, d.
    pub discount: f64,
}

/// The mean of what customers will spend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// Per customer.
    pub spend: f64,
    /// Its standard error, from the chance in the parameters of both models, for these customers.
    pub standard_error: f64,
}

impl Ahead {
    /// One customer's.
    ///
    /// - Absent: the mean value of a purchase is infinite.
    pub fn of(&self, purchases: &Purchases, spend: &Spend, buyer: &Buyer) -> Option<f64> {
        finite(self.purchases(purchases, std::slice::from_ref(buyer))[0] * spend.expected_of(buyer)?)
    }

    /// The mean of all customers.
    ///
    /// The standard error is by the delta method, on the logarithms of the parameters; the two models are fitted apart,
    /// so their errors are taken as independent.
    ///
    /// # Errors
    /// No customers; the mean value of a purchase is infinite.
    pub fn mean(
        &self,
        purchases: &Fitted<Purchases>,
        spend: &Fitted<Spend>,
        buyers: &[Buyer],
    ) -> Result<Mean, Unfit> {
        let mut buyers = buyers.to_vec();
        buyers.sort_by(|a, b| a.repeats.total_cmp(&b.repeats));
        let values =
            |spend: &Spend| -> Option<Vec<f64>> { buyers.iter().map(|b| spend.expected_of(b)).collect() };
        let mean = |counts: &[f64], values: &[f64]| {
            counts.iter().zip(values).map(|(c, v)| c * v).sum::<f64>() / buyers.len() as f64
        };
        let counts = self.purchases(&purchases.model, &buyers);
        let expected = values(&spend.model).ok_or(Unfit::NoMaximum)?;
        let by_purchases = slope(&purchases.maximum.logs, &|logs| {
            Some(mean(&self.purchases(&Purchases::from_logs(logs), &buyers), &expected))
        });
        let by_spend =
            slope(&spend.maximum.logs, &|logs| Some(mean(&counts, &values(&Spend::from_logs(logs))?)));
        let (by_purchases, by_spend) = by_purchases.zip(by_spend).ok_or(Unfit::NoMaximum)?;
        let variance = purchases.maximum.variance(&by_purchases) + spend.maximum.variance(&by_spend);
        let spend = finite(mean(&counts, &expected)).ok_or(Unfit::TooFew)?;
        let standard_error = finite(variance.max(0.0).sqrt()).ok_or(Unfit::NoMaximum)?;
        Ok(Mean { spend, standard_error })
    }

    /// Expected purchases of each customer, discounted by when they come.
    fn purchases(&self, model: &Purchases, buyers: &[Buyer]) -> Vec<f64> {
        let mut counts = Vec::with_capacity(buyers.len());
        for alike in buyers.chunk_by(|a, b| a.repeats == b.repeats) {
            let youngest = alike.iter().map(|b| b.age).fold(f64::INFINITY, f64::min);
            let farthest = model.share_ahead(youngest, f64::from(self.steps) * self.length);
            let expectation = Expectation::of(model, alike[0].repeats, farthest);
            counts.extend(alike.iter().map(|buyer| {
                let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
                for step in 1..=self.steps {
                    let until = expectation.at(model.share_ahead(buyer.age, f64::from(step) * self.length));
                    factor /= 1.0 + self.discount;
                    sum += (until - before) * factor;
                    before = until;
                }
                sum * model.alive(buyer)
            }));
        }
        counts
    }
}

fn slope(logs: &[f64], figure: &dyn Fn(&[f64]) -> Option<f64>) -> Option<Vec<f64>> {
    let moved = |i: usize, by: f64| {
        let mut to = logs.to_vec();
        to[i] += by;
        figure(&to)
    };
    (0..logs.len()).map(|i| Some((moved(i, APART)? - moved(i, -APART)?) / (2.0 * APART))).collect()
}
