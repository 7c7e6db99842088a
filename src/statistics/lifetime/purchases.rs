use statrs::function::gamma::{digamma, ln_gamma};

use super::maximum::{Curve, maximise, trigamma};
use super::{Buyer, FitError, Fitted};

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
    pub fn probability_alive(&self, buyer: &Buyer) -> f64 {
        match self.dropout {
            Some(Dropout { a, b }) if buyer.repeats > 0.0 => logistic(-self.log_odds_left(buyer, a, b)),
            _ => 1.0,
        }
    }

    /// Expected purchases of a customer in the next `time` steps.
    ///
    /// `P(alive) · (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t))]`
    pub fn expected(&self, buyer: &Buyer, time: f64) -> f64 {
        let z = self.rate_share(buyer.age, time);
        self.probability_alive(buyer) * Expectation::new(self, buyer.repeats, z).at(z)
    }

    /// `t/(α+T+t)`
    pub(super) fn rate_share(&self, age: f64, time: f64) -> f64 {
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
    pub fn fit(buyers: &[Buyer]) -> Result<Fitted<Purchases>, FitError> {
        let sample = Sample::new(buyers);
        let of_all = |part: fn(&OfAge) -> f64| sample.ages.iter().map(part).sum::<f64>();
        let (repeats, age) = (of_all(|of| of.repeats), of_all(|of| of.count * of.age));
        if sample.repeated < super::FEWEST || age <= 0.0 {
            return Err(FitError::TooFew);
        }
        let rate = repeats / age;
        let nbd: Vec<Vec<f64>> = [0.3_f64, 3.0].iter().map(|r| vec![r.ln(), (r / rate).ln()]).collect();
        let without = maximise(&nbd, &|logs| sample.curve(logs));
        let base = without.as_ref().map_or_else(|_| nbd[0].clone(), |found| found.logs.clone());
        let starts: Vec<Vec<f64>> = [(0.5_f64, 2.0_f64), (0.05, 1.0), (2.0, 20.0)]
            .iter()
            .map(|(a, b)| vec![base[0], base[1], a.ln(), b.ln()])
            .collect();
        let with = maximise(&starts, &|logs| sample.curve(logs));
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

/// Customers as the likelihood sees them: those of one age by their number and repeats, those who bought again by the
/// number of repeats, and those of them who look alike in all, counted.
struct Sample {
    ages: Vec<OfAge>,
    /// Different times of the last purchase.
    recencies: Vec<f64>,
    /// Repeats above 0, and how many customers have so many.
    by_repeats: Vec<(f64, f64)>,
    alike: Vec<BuyerGroup>,
    repeated: usize,
}

struct OfAge {
    age: f64,
    count: f64,
    repeats: f64,
}

/// Customers who look alike to the model and bought again: positions of their repeats, last purchase and age.
struct BuyerGroup {
    repeats: usize,
    recency: usize,
    age: usize,
    count: f64,
}

impl Sample {
    fn new(buyers: &[Buyer]) -> Sample {
        let mut ages: Vec<OfAge> = Vec::new();
        let mut by_age: Vec<&Buyer> = buyers.iter().collect();
        by_age.sort_by(|a, b| a.age.total_cmp(&b.age));
        for own in by_age.chunk_by(|a, b| a.age == b.age) {
            let repeats = own.iter().map(|b| b.repeats).sum();
            ages.push(OfAge { age: own[0].age, count: own.len() as f64, repeats });
        }
        let mut again: Vec<&Buyer> = by_age.into_iter().filter(|b| b.repeats > 0.0).collect();
        let mut recencies: Vec<f64> = again.iter().map(|b| b.recency).collect();
        recencies.sort_by(f64::total_cmp);
        recencies.dedup();
        again.sort_by(|a, b| a.repeats.total_cmp(&b.repeats).then(a.recency.total_cmp(&b.recency)));
        let (mut by_repeats, mut alike) = (Vec::new(), Vec::new());
        for own in again.chunk_by(|a, b| a.repeats == b.repeats) {
            // They stand in the order of their last purchases, and those of one day in that of their ages.
            for same in own.chunk_by(|a, b| (a.recency, a.age) == (b.recency, b.age)) {
                alike.push(BuyerGroup {
                    repeats: by_repeats.len(),
                    recency: recencies.partition_point(|recency| *recency < same[0].recency),
                    age: ages.partition_point(|of| of.age < same[0].age),
                    count: same.len() as f64,
                });
            }
            by_repeats.push((own[0].repeats, own.len() as f64));
        }
        Sample { ages, recencies, by_repeats, alike, repeated: again.len() }
    }

    /// The likelihood of all along the logarithms of the parameters.
    fn curve(&self, logs: &[f64]) -> Curve {
        let Purchases { r, alpha, dropout } = Purchases::from_logs(logs);
        let (mut height, mut by_r, mut by_alpha) = (0.0, 0.0, 0.0);
        let (mut rr, mut r_alpha, mut alpha_alpha) = (0.0, 0.0, 0.0);
        let (of_r, slope_of_r, curve_of_r) = (ln_gamma(r), digamma(r), trigamma(r));
        for (x, count) in &self.by_repeats {
            height += count * (ln_gamma(r + x) - of_r);
            by_r += count * (digamma(r + x) - slope_of_r);
            rr += count * (trigamma(r + x) - curve_of_r);
        }
        let log_alpha = alpha.ln();
        for OfAge { age, count, repeats } in &self.ages {
            let (waiting, shape) = (log_alpha - (alpha + age).ln(), count * r + repeats);
            let inverse = 1.0 / (alpha + age);
            height += count * r * log_alpha + shape * (waiting - log_alpha);
            by_r += count * waiting;
            by_alpha += count * r / alpha - shape * inverse;
            r_alpha += count * (1.0 / alpha - inverse);
            alpha_alpha += shape * inverse * inverse - count * r / (alpha * alpha);
        }
        match dropout {
            None => {
                Curve::along_logs(height, &[r, alpha], &[by_r, by_alpha], &[&[rr], &[r_alpha, alpha_alpha]])
            }
            Some(Dropout { a, b }) => {
                let of_rates = LeavingGradient {
                    height,
                    slope: [by_r, by_alpha, 0.0, 0.0],
                    rr,
                    r_alpha,
                    alpha_alpha,
                    ..LeavingGradient::default()
                };
                self.add_dropout((r, alpha), (a, b), of_rates)
            }
        }
    }

    /// The likelihood with that of leaving, on top of that of the rates.
    fn add_dropout(&self, (r, alpha): (f64, f64), (a, b): (f64, f64), mut sum: LeavingGradient) -> Curve {
        let both = a + b;
        let (of_both, slope_of_both, curve_of_both) = (ln_gamma(both), digamma(both), trigamma(both));
        let (of_b, slope_of_b, curve_of_b) = (ln_gamma(b), digamma(b), trigamma(b));
        for (x, count) in &self.by_repeats {
            let stays = digamma(both + x);
            let curved = count * (curve_of_both - trigamma(both + x));
            sum.height += count * (of_both - ln_gamma(both + x) + ln_gamma(b + x) - of_b);
            sum.slope[2] += count * (slope_of_both - stays);
            sum.slope[3] += count * (slope_of_both - stays + digamma(b + x) - slope_of_b);
            sum.leave_leave += curved;
            sum.leave_stay += curved;
            sum.stay_stay += curved + count * (trigamma(b + x) - curve_of_b);
        }
        let ages: Vec<(f64, f64)> =
            self.ages.iter().map(|of| ((alpha + of.age).ln(), 1.0 / (alpha + of.age))).collect();
        let recencies: Vec<(f64, f64)> =
            self.recencies.iter().map(|recency| ((alpha + recency).ln(), 1.0 / (alpha + recency))).collect();
        let log_a = a.ln();
        let repeats: Vec<(f64, f64, f64)> = self
            .by_repeats
            .iter()
            .map(|(x, _)| (r + x, log_a - (b + x - 1.0).ln(), 1.0 / (b + x - 1.0)))
            .collect();
        for BuyerGroup { repeats: x, recency, age, count } in &self.alike {
            let ((shape, of_chance, by_b), (log_age, age), (log_last, last)) =
                (repeats[*x], ages[*age], recencies[*recency]);
            let (waited, apart) = (log_age - log_last, age - last);
            let odds = of_chance + shape * waited;
            // eˣ is taken once: it tells ln(1 + eˣ) as well as eˣ ÷ (1 + eˣ).
            let small = (-odds.abs()).exp();
            let left = if odds >= 0.0 { 1.0 } else { small } / (1.0 + small);
            let (left, doubt) = (count * left, count * small / ((1.0 + small) * (1.0 + small)));
            let by_alpha = shape * apart;
            sum.height += count * (odds.max(0.0) + small.ln_1p());
            sum.slope[0] += left * waited;
            sum.slope[1] += left * by_alpha;
            sum.slope[2] += left / a;
            sum.slope[3] -= left * by_b;
            sum.rr += doubt * waited * waited;
            sum.r_alpha += doubt * waited * by_alpha + left * apart;
            sum.alpha_alpha += doubt * by_alpha * by_alpha - left * by_alpha * (age + last);
            sum.leave_r += doubt * waited / a;
            sum.leave_alpha += doubt * by_alpha / a;
            sum.leave_leave += (doubt - left) / (a * a);
            sum.stay_r -= doubt * waited * by_b;
            sum.stay_alpha -= doubt * by_alpha * by_b;
            sum.leave_stay -= doubt * by_b / a;
            sum.stay_stay += (doubt + left) * by_b * by_b;
        }
        Curve::along_logs(
            sum.height,
            &[r, alpha, a, b],
            &sum.slope,
            &[
                &[sum.rr],
                &[sum.r_alpha, sum.alpha_alpha],
                &[sum.leave_r, sum.leave_alpha, sum.leave_leave],
                &[sum.stay_r, sum.stay_alpha, sum.leave_stay, sum.stay_stay],
            ],
        )
    }
}

/// A likelihood with its derivatives along r, α, a (who leaves) and b (who stays).
#[derive(Default)]
struct LeavingGradient {
    height: f64,
    slope: [f64; 4],
    rr: f64,
    r_alpha: f64,
    alpha_alpha: f64,
    leave_r: f64,
    leave_alpha: f64,
    leave_leave: f64,
    stay_r: f64,
    stay_alpha: f64,
    leave_stay: f64,
    stay_stay: f64,
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
    pub(super) fn new(model: &Purchases, repeats: f64, farthest: f64) -> Expectation {
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
        let more = (epsilon * left).exp_m1();
        let bracket = if epsilon == 0.0 { left } else { more / epsilon };
        // Near 0 it is the small difference from 1 that has the digits, and the number itself far below.
        let factor = if more > -0.5 { 1.0 + more } else { (epsilon * left).exp() };
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
        -(self.factor * bracket + factor * sum)
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
