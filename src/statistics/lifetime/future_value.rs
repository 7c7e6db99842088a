use std::cmp::Ordering;

use super::purchases::Expectation;
use super::{Buyer, FitError, Fitted, Purchases, Spend};
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
    pub fn value(&self, purchases: &Purchases, spend: &Spend, buyer: &Buyer) -> Option<f64> {
        let alone = BuyerGroups { alike: vec![vec![*buyer]] };
        finite(self.purchases(purchases, &alone)[0] * spend.expected_of(buyer)?)
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
    ) -> Result<Mean, FitError> {
        let crowd = BuyerGroups::new(buyers);
        let number = buyers.len() as f64;
        let mean = |counts: &[f64], values: &[f64]| {
            counts.iter().zip(values).map(|(count, value)| count * value).sum::<f64>() / number
        };
        let counts = self.purchases(&purchases.model, &crowd);
        let expected = crowd.values(&spend.model).ok_or(FitError::NoMaximum)?;
        let by_purchases = slope(&purchases.maximum.logs, &|logs| {
            Some(mean(&self.purchases(&Purchases::from_logs(logs), &crowd), &expected))
        });
        let by_spend =
            slope(&spend.maximum.logs, &|logs| Some(mean(&counts, &crowd.values(&Spend::from_logs(logs))?)));
        let (by_purchases, by_spend) = by_purchases.zip(by_spend).ok_or(FitError::NoMaximum)?;
        let variance = purchases.maximum.variance(&by_purchases) + spend.maximum.variance(&by_spend);
        let spend = finite(mean(&counts, &expected)).ok_or(FitError::TooFew)?;
        let standard_error = finite(variance.max(0.0).sqrt()).ok_or(FitError::NoMaximum)?;
        Ok(Mean { spend, standard_error })
    }

    /// Expected purchases, discounted by when they come, of customers who look alike to the model, group by group.
    fn purchases(&self, model: &Purchases, crowd: &BuyerGroups) -> Vec<f64> {
        let mut counts = Vec::with_capacity(crowd.alike.len());
        for of_repeats in crowd.alike.chunk_by(|a, b| a[0].repeats == b[0].repeats) {
            // They stand in the order of their ages.
            let Buyer { repeats, age: youngest, .. } = of_repeats[0][0];
            let farthest = model.rate_share(youngest, f64::from(self.steps) * self.length);
            let expectation = Expectation::new(model, repeats, farthest);
            for of_age in of_repeats.chunk_by(|a, b| a[0].age == b[0].age) {
                let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
                for step in 1..=self.steps {
                    let share = model.rate_share(of_age[0][0].age, f64::from(step) * self.length);
                    let until = expectation.at(share);
                    factor /= 1.0 + self.discount;
                    sum += (until - before) * factor;
                    before = until;
                }
                counts.extend(of_age.iter().map(|alike| sum * model.probability_alive(&alike[0])));
            }
        }
        counts
    }
}

/// Customers in groups that look alike to the model of purchases, in the order of repeats, ages and last purchases.
struct BuyerGroups {
    alike: Vec<Vec<Buyer>>,
}

impl BuyerGroups {
    fn new(buyers: &[Buyer]) -> BuyerGroups {
        let mut buyers = buyers.to_vec();
        let key = |b: &Buyer| [b.repeats, b.age, b.recency, b.mean_value.unwrap_or(0.0)];
        buyers.sort_by(|a, b| {
            let pairs = key(a).into_iter().zip(key(b));
            pairs.map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        });
        let alike = buyers.chunk_by(|a, b| key(a)[..3] == key(b)[..3]).map(<[Buyer]>::to_vec);
        BuyerGroups { alike: alike.collect() }
    }

    /// What the customers of each group together are expected to spend on a purchase each; absent where that is infinite.
    fn values(&self, spend: &Spend) -> Option<Vec<f64>> {
        let all = |group: &Vec<Buyer>| group.iter().map(|buyer| spend.expected_of(buyer)).sum();
        self.alike.iter().map(all).collect()
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
