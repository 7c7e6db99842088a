use statrs::function::gamma::{digamma, ln_gamma};

use super::maximum::{Slope, highest};
use super::{Buyer, Fitted, Unfit};

/// BG/NBD: customers buy at random at a rate of their own, and after any purchase may leave for good.
///
/// The rate is Gamma(r, α) over customers, the chance to leave Beta(a, b).
///
/// - Shape: purchases of one customer from x repeats, the last at t_x, seen until T.
/// - Unit: purchases per step.
/// - Source: Fader, Hardie & Lee 2005, *"Counting Your Customers" the Easy Way*.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purchases {
    /// Shape of the rates.
    pub r: f64,
    /// Rate of the rates, in steps.
    pub alpha: f64,
    /// How customers leave; absent when nobody does, which leaves the NBD model.
    pub dropout: Option<Dropout>,
}

/// The chance to leave after a purchase, Beta(a, b).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dropout {
    /// a
    pub a: f64,
    /// b
    pub b: f64,
}

impl Purchases {
    /// Logarithm of the likelihood of one customer's purchases.
    pub fn log_likelihood(&self, buyer: &Buyer) -> f64 {
        let Purchases { r, alpha, .. } = *self;
        let (x, age) = (buyer.repeats, alpha + buyer.age);
        let rates = ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln() - (r + x) * age.ln();
        let Some(Dropout { a, b }) = self.dropout.filter(|_| x > 0.0) else { return rates };
        let stays = ln_gamma(a + b) - ln_gamma(a + b + x) + ln_gamma(b + x) - ln_gamma(b);
        rates + stays + softplus(self.log_odds_left(buyer, a, b))
    }

    /// Chance that a customer has not left.
    ///
    /// `1 ÷ (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x))`; 1 without a repeat, as nobody leaves at the first purchase
    pub fn alive(&self, buyer: &Buyer) -> f64 {
        match self.dropout {
            Some(Dropout { a, b }) if buyer.repeats > 0.0 => logistic(-self.log_odds_left(buyer, a, b)),
            _ => 1.0,
        }
    }

    /// Expected purchases of a customer in the next `time` steps.
    ///
    /// `P(alive) · (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t))]`
    pub fn expected(&self, buyer: &Buyer, time: f64) -> f64 {
        let z = self.share_ahead(buyer.age, time);
        self.alive(buyer) * Expectation::of(self, buyer.repeats, z).at(z)
    }

    /// Expected purchases of a new customer in `time` steps after the first one.
    pub fn expected_of_new(&self, time: f64) -> f64 {
        self.expected(&Buyer { repeats: 0.0, recency: 0.0, age: 0.0, mean_value: None }, time)
    }

    /// `t/(α+T+t)`
    pub(super) fn share_ahead(&self, age: f64, time: f64) -> f64 {
        time / (self.alpha + age + time)
    }

    fn log_odds_left(&self, buyer: &Buyer, a: f64, b: f64) -> f64 {
        let waited = (self.alpha + buyer.age).ln() - (self.alpha + buyer.recency).ln();
        a.ln() - (b + buyer.repeats - 1.0).ln() + (self.r + buyer.repeats) * waited
    }

    /// The model whose likelihood of all customers together is highest.
    ///
    /// Where no chance to leave explains the purchases better than none at all, the model is NBD.
    ///
    /// # Errors
    /// Too few customers bought again, or the likelihood has no maximum.
    pub fn fit(buyers: &[Buyer]) -> Result<Fitted<Purchases>, Unfit> {
        let sample = Sample::of(buyers);
        let (repeats, age) = sample.groups.iter().fold((0.0, 0.0), |(repeats, age), g| {
            (repeats + g.count * g.buyer.repeats, age + g.count * g.buyer.age)
        });
        if sample.repeated < super::FEWEST || age <= 0.0 {
            return Err(Unfit::TooFew);
        }
        let rate = repeats / age;
        let nbd: Vec<Vec<f64>> = [0.3_f64, 3.0].iter().map(|r| vec![r.ln(), (r / rate).ln()]).collect();
        let without = highest(&nbd, &|logs| sample.slope(logs));
        let base = without.as_ref().map_or_else(|_| nbd[0].clone(), |found| found.logs.clone());
        let starts: Vec<Vec<f64>> = [(0.5_f64, 2.0_f64), (0.05, 1.0), (2.0, 20.0)]
            .iter()
            .map(|(a, b)| vec![base[0], base[1], a.ln(), b.ln()])
            .collect();
        let with = highest(&starts, &|logs| sample.slope(logs));
        let maximum = match (with, without) {
            (Ok(with), Ok(without)) if with.log_likelihood > without.log_likelihood => with,
            (Ok(with), Err(_)) => with,
            (_, Ok(without)) => without,
            (Err(unfit), Err(_)) => return Err(unfit),
        };
        Ok(Fitted { model: Purchases::from_logs(&maximum.logs), maximum })
    }

    pub(super) fn from_logs(logs: &[f64]) -> Purchases {
        let dropout = match logs {
            [_, _, a, b] => Some(Dropout { a: a.exp(), b: b.exp() }),
            _ => None,
        };
        Purchases { r: logs[0].exp(), alpha: logs[1].exp(), dropout }
    }
}

/// Customers who look alike to the model, counted, and how many have each number of repeats.
struct Sample {
    groups: Vec<Group>,
    by_repeats: Vec<(f64, f64)>,
    repeated: usize,
}

struct Group {
    buyer: Buyer,
    count: f64,
}

impl Sample {
    fn of(buyers: &[Buyer]) -> Sample {
        let key = |b: &Buyer| [b.repeats, b.recency, b.age];
        let mut sorted = buyers.to_vec();
        sorted.sort_by(|a, b| {
            key(a)
                .iter()
                .zip(key(b))
                .map(|(a, b)| a.total_cmp(&b))
                .find(|o| o.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let groups: Vec<Group> = sorted
            .chunk_by(|a, b| key(a) == key(b))
            .map(|alike| Group { buyer: alike[0], count: alike.len() as f64 })
            .collect();
        let by_repeats = groups
            .chunk_by(|a, b| a.buyer.repeats == b.buyer.repeats)
            .map(|alike| (alike[0].buyer.repeats, alike.iter().map(|g| g.count).sum()))
            .collect();
        Sample { groups, by_repeats, repeated: buyers.iter().filter(|b| b.repeats > 0.0).count() }
    }

    /// The likelihood of all, and its slope along the logarithms of the parameters.
    fn slope(&self, logs: &[f64]) -> Slope {
        let model = Purchases::from_logs(logs);
        let Purchases { r, alpha, dropout } = model;
        let mut height = 0.0;
        let (mut by_r, mut by_alpha, mut by_a, mut by_b) = (0.0, 0.0, 0.0, 0.0);
        for (x, count) in self.by_repeats.iter().filter(|(x, _)| *x > 0.0) {
            height += count * (ln_gamma(r + x) - ln_gamma(r));
            by_r += count * (digamma(r + x) - digamma(r));
            if let Some(Dropout { a, b }) = dropout {
                height += count * (ln_gamma(a + b) - ln_gamma(a + b + x) + ln_gamma(b + x) - ln_gamma(b));
                let both = digamma(a + b) - digamma(a + b + x);
                by_a += count * both;
                by_b += count * (both + digamma(b + x) - digamma(b));
            }
        }
        for Group { buyer, count } in &self.groups {
            let (x, age) = (buyer.repeats, alpha + buyer.age);
            let waiting = alpha.ln() - age.ln();
            height += count * (r * alpha.ln() - (r + x) * age.ln());
            by_r += count * waiting;
            by_alpha += count * (r / alpha - (r + x) / age);
            if let Some(Dropout { a, b }) = dropout.filter(|_| x > 0.0) {
                let last = alpha + buyer.recency;
                let odds = model.log_odds_left(buyer, a, b);
                let left = count * logistic(odds);
                height += count * softplus(odds);
                by_r += left * (age.ln() - last.ln());
                by_alpha += left * (r + x) * (1.0 / age - 1.0 / last);
                by_a += left / a;
                by_b -= left / (b + x - 1.0);
            }
        }
        let slope = match dropout {
            Some(Dropout { a, b }) => vec![by_r * r, by_alpha * alpha, by_a * a, by_b * b],
            None => vec![by_r * r, by_alpha * alpha],
        };
        (height, slope)
    }
}

/// Expected purchases of customers with the same number of repeats who have not left, at z = t/(α+T+t).
///
/// By Euler's transformation the bracket is `1 − (1−z)^ε · ₂F₁(a+b−1−r, ε; a+b+x−1; z)` with ε = a−1, a series of
/// short terms that has the factor ε in all but the first: dividing by it leaves nothing singular at a = 1, nor at
/// a+b+x = 1.
pub(super) struct Expectation {
    /// a−1; absent without drop-out.
    epsilon: Option<f64>,
    /// a+b+x−1, or r+x without drop-out.
    factor: f64,
    /// Of z, z², …
    coefficients: Vec<f64>,
}

impl Expectation {
    /// For shares up to `farthest`.
    pub(super) fn of(model: &Purchases, repeats: f64, farthest: f64) -> Expectation {
        let Some(Dropout { a, b }) = model.dropout else {
            return Expectation { epsilon: None, factor: model.r + repeats, coefficients: Vec::new() };
        };
        let (epsilon, factor, first) = (a - 1.0, a + b + repeats - 1.0, a + b - 1.0 - model.r);
        let (mut coefficient, mut power, mut n) = (first, farthest, 1.0);
        let mut coefficients = vec![coefficient];
        let enough = 1e-16 * (1.0 - farthest) * (model.r + repeats);
        while (coefficient * power).abs() > enough && coefficients.len() < 100_000 {
            coefficient *= (first + n) * (epsilon + n) / ((factor + n) * (n + 1.0));
            coefficients.push(coefficient);
            power *= farthest;
            n += 1.0;
        }
        Expectation { epsilon: Some(epsilon), factor, coefficients }
    }

    pub(super) fn at(&self, z: f64) -> f64 {
        let Some(epsilon) = self.epsilon else { return self.factor * z / (1.0 - z) };
        let left = (-z).ln_1p();
        let bracket = if epsilon == 0.0 { left } else { (epsilon * left).exp_m1() / epsilon };
        let enough = 1e-17 * (1.0 - z) * self.factor.abs();
        let (mut sum, mut power) = (0.0, z);
        for (coefficient, n) in self.coefficients.iter().zip(0..) {
            let term = coefficient * power;
            sum += term;
            if term.abs() < enough && n > 2 {
                break;
            }
            power *= z;
        }
        -(self.factor * bracket + (epsilon * left).exp() * sum)
    }
}

/// `ln(1 + eˣ)`
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// `eˣ ÷ (1 + eˣ)`
fn logistic(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + (-x).exp()) } else { x.exp() / (1.0 + x.exp()) }
}
