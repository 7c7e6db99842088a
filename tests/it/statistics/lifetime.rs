//! Lifetime value beside its vectors: sums by hand, slopes by differences, models recovered from simulated customers.

use mando::statistics::lifetime::{Ahead, Buyer, Dropout, FitError, Form, Margin, Purchases, Spend};
use proptest::prelude::*;

use crate::vectors::lifetime::cdnow;

/// A sequence of numbers between 0 and 1 that depends on its seed alone.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn exponential(&mut self, rate: f64) -> f64 {
        -(1.0 - self.next()).ln() / rate
    }

    /// A whole shape: a sum of waiting times.
    pub(crate) fn gamma(&mut self, shape: u32, rate: f64) -> f64 {
        (0..shape).map(|_| self.exponential(rate)).sum()
    }
}

/// Customers who buy at a Gamma(2, α) rate and leave with a Beta(a, b) chance, seen for up to a year.
fn simulated(seed: u64, customers: u32, leaves: bool) -> Vec<Buyer> {
    let mut chance = Chance(seed);
    let customer = |_| {
        let rate = chance.gamma(2, 10.0);
        let (gone, stays) = (chance.gamma(1, 1.0), chance.gamma(4, 1.0));
        let leave = if leaves { gone / (gone + stays) } else { 0.0 };
        let age = 26.0 + 26.0 * chance.next();
        let mean = 30.0 / chance.gamma(4, 1.0);
        let (mut repeats, mut recency, mut spent) = (0.0, 0.0, 0.0);
        loop {
            let next = recency + chance.exponential(rate);
            if next > age {
                break;
            }
            (repeats, recency) = (repeats + 1.0, next);
            spent += mean * chance.gamma(3, 3.0);
            if chance.next() < leave {
                break;
            }
        }
        Buyer { repeats, recency, age, mean_value: (repeats > 0.0).then_some(spent / repeats) }
    };
    (0..customers).map(customer).collect()
}

fn buyer(repeats: f64, recency: f64, age: f64) -> Buyer {
    Buyer { repeats, recency, age, mean_value: None }
}

fn total(model: &Purchases, buyers: &[Buyer]) -> f64 {
    buyers.iter().map(|b| model.log_likelihood(b)).sum()
}

/// The expectation as an integral over the chance to leave: given that a customer has not left, the rate is
/// Gamma(r+x, α+T) and the chance Beta(a, b+x), and a rate λ with a chance p brings (1 − e^(−λpt))/p purchases.
fn by_integral(model: &Purchases, b: &Buyer, time: f64) -> f64 {
    let Dropout { a, b: stays } = model.dropout.expect("they leave");
    let (stays, shape, age) = (stays + b.repeats, model.r + b.repeats, model.alpha + b.age);
    // Below a = 1, p = s^(1/a) takes the pole at 0 away; the end at 1 is tame, as b+x ≥ 2.
    let (power, a) = if a < 1.0 { (1.0 / a, 1.0) } else { (1.0, a) };
    let points = 400_000;
    let (mut weights, mut sum) = (0.0, 0.0);
    for i in 0..points {
        let p = ((f64::from(i) + 0.5) / f64::from(points)).powf(power);
        let weight = p.powf(a - 1.0) * (1.0 - p).powf(stays - 1.0);
        weights += weight;
        sum += weight * (1.0 - (age / (age + p * time)).powf(shape)) / p;
    }
    model.probability_alive(b) * sum / weights
}

proptest! {
    #[test]
    fn a_margin_is_the_sum_of_its_payments(
        retention in 0.0..1.0_f64, discount in 0.0..0.5_f64, growth in -0.2..0.3_f64, horizon in 0_u32..60,
    ) {
        let margin = Margin { margin: 7.0, retention, discount, growth };
        let payment = |periods: u32, kept: u32| {
            7.0 * (1.0 + growth).powi(kept as i32) / (1.0 + discount).powi(periods as i32)
        };
        let now: f64 = (0..=horizon).map(|t| payment(t, t) * retention.powi(t as i32)).sum();
        let excluded: f64 = (1..=horizon).map(|t| payment(t, t - 1) * retention.powi(t as i32)).sum();
        let booked: f64 = (1..=horizon).map(|t| payment(t, t - 1) * retention.powi(t as i32 - 1)).sum();
        let forms = [Form::FirstPaymentNow, Form::FirstPaymentExcluded, Form::BookedAtPeriodEnd];
        for (form, by_hand) in forms.into_iter().zip([now, excluded, booked]) {
            let value = margin.value(form, Some(horizon)).unwrap();
            prop_assert!((value - by_hand).abs() <= 1e-9 * by_hand.max(1.0), "{form:?}: {value} {by_hand}");
            match margin.value(form, None) {
                Some(endless) if growth >= -0.2 => prop_assert!(endless >= value - 1e-9),
                Some(_) => {}
                None => prop_assert!(retention * (1.0 + growth) >= 1.0 + discount),
            }
        }
    }

    #[test]
    fn expected_purchases_rise_with_time_and_fall_with_silence(
        r in 0.1..3.0_f64, alpha in 0.5..20.0_f64, a in 0.1..3.0_f64, b in 0.2..8.0_f64,
        repeats in 0_u32..30, recency in 0.0..40.0_f64, silence in 0.0..40.0_f64, time in 0.1..100.0_f64,
    ) {
        let model = Purchases { r, alpha, dropout: Some(Dropout { a, b }) };
        let (x, recency) = (f64::from(repeats), if repeats == 0 { 0.0 } else { recency });
        let here = buyer(x, recency, recency + silence);
        let expected = model.expected(&here, time);
        prop_assert!(expected > 0.0 && expected < model.expected(&here, time * 1.1));
        let longer = buyer(x, recency, recency + silence + 5.0);
        prop_assert!(model.probability_alive(&longer) <= model.probability_alive(&here));
        prop_assert!(model.expected(&longer, time) < expected);
        let forever = Purchases { dropout: None, ..model };
        prop_assert!(expected < forever.expected(&here, time));
    }
}

#[test]
fn expectations_agree_with_an_integral_over_the_chance_to_leave() {
    for (a, b) in [(0.793, 2.426), (1.0, 2.0), (1.0 + 1e-9, 3.0), (2.5, 4.0), (0.4, 2.2)] {
        let model = Purchases { r: 0.9, alpha: 6.0, dropout: Some(Dropout { a, b }) };
        for here in
            [buyer(0.0, 0.0, 0.0), buyer(0.0, 0.0, 30.0), buyer(3.0, 20.0, 25.0), buyer(40.0, 50.0, 51.0)]
        {
            for time in [1.0, 13.0, 200.0] {
                let (series, integral) = (model.expected(&here, time), by_integral(&model, &here, time));
                assert!(
                    (series / integral - 1.0).abs() < 2e-5,
                    "{a} {b} {here:?} {time}: {series} {integral}"
                );
            }
        }
    }
}

#[test]
fn nothing_jumps_where_the_formula_divides_by_zero() {
    let at = |a: f64, b: f64| {
        let model = Purchases { r: 0.3, alpha: 5.0, dropout: Some(Dropout { a, b }) };
        model.expected(&buyer(0.0, 0.0, 12.0), 39.0)
    };
    for (a, b) in [(1.0, 2.4), (0.4, 0.6)] {
        let around = (at(a - 1e-6, b) + at(a + 1e-6, b)) / 2.0;
        assert!((at(a, b) / around - 1.0).abs() < 1e-9, "{a} {b}");
    }
}

#[test]
fn no_neighbour_of_the_maximum_is_higher() {
    let buyers = cdnow();
    let fitted = Purchases::fit(&buyers).unwrap();
    let highest = total(&fitted.model, &buyers);
    assert!((highest - fitted.maximum.log_likelihood).abs() < 1e-6);
    let Purchases { r, alpha, dropout } = fitted.model;
    let Dropout { a, b } = dropout.unwrap();
    for (i, factor) in (0..4).flat_map(|i| [(i, 0.99), (i, 1.01)]) {
        let by = |at: usize| if at == i { factor } else { 1.0 };
        let dropout = Some(Dropout { a: a * by(2), b: b * by(3) });
        assert!(total(&Purchases { r: r * by(0), alpha: alpha * by(1), dropout }, &buyers) < highest);
    }
}

#[test]
fn models_find_the_customers_they_describe() {
    let buyers = simulated(7, 20_000, true);
    let purchases = Purchases::fit(&buyers).unwrap();
    let Dropout { a, b } = purchases.model.dropout.unwrap();
    let spend = Spend::fit(&buyers).unwrap();
    let found = [purchases.model.r, purchases.model.alpha, a / (a + b), spend.model.p, spend.model.q];
    for (found, true_one) in found.into_iter().zip([2.0, 10.0, 0.2, 3.0, 4.0]) {
        assert!((found / true_one - 1.0).abs() < 0.1, "{found} for {true_one}");
    }
}

#[test]
fn customers_who_never_leave_are_described_without_drop_out() {
    let buyers = simulated(3, 3_000, false);
    let fitted = Purchases::fit(&buyers).unwrap();
    if let Some(Dropout { a, b }) = fitted.model.dropout {
        assert!(a / (a + b) < 0.01, "{:?}", fitted.model);
    }
    assert!((fitted.model.r / 2.0 - 1.0).abs() < 0.15);
}

#[test]
fn the_standard_error_is_the_spread_over_samples() {
    let ahead = Ahead { steps: 26, length: 1.0, discount: 0.002 };
    let estimate = |buyers: &[Buyer], of: &[Buyer]| {
        let (purchases, spend) = (Purchases::fit(buyers).unwrap(), Spend::fit(buyers).unwrap());
        ahead.mean(&purchases, &spend, of).unwrap()
    };
    let here = simulated(100, 1_500, true);
    let told = estimate(&here, &here).standard_error;
    let means: Vec<f64> = (0..60).map(|seed| estimate(&simulated(seed, 1_500, true), &here).spend).collect();
    let mean = means.iter().sum::<f64>() / means.len() as f64;
    let spread = (means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (means.len() - 1) as f64).sqrt();
    assert!((0.7..1.4).contains(&(told / spread)), "told {told}, spread {spread}");
}

#[test]
fn the_mean_is_that_of_the_customers() {
    let buyers = cdnow();
    let (purchases, spend) = (Purchases::fit(&buyers).unwrap(), Spend::fit(&buyers).unwrap());
    let ahead = Ahead { steps: 39, length: 1.0, discount: 0.0015 };
    let each = buyers.iter().map(|b| ahead.value(&purchases.model, &spend.model, b).unwrap());
    let by_hand = each.sum::<f64>() / buyers.len() as f64;
    let mean = ahead.mean(&purchases, &spend, &buyers).unwrap();
    assert!((mean.spend / by_hand - 1.0).abs() < 1e-12);
    let mut turned = buyers.clone();
    turned.reverse();
    assert_eq!(Purchases::fit(&turned).unwrap().model, purchases.model);
    assert_eq!(Spend::fit(&turned).unwrap().model, spend.model);
}

#[test]
fn too_few_repeats_fit_nothing() {
    let buyers: Vec<Buyer> = cdnow().into_iter().filter(|b| b.repeats > 0.0).take(9).collect();
    assert_eq!(Purchases::fit(&buyers).unwrap_err(), FitError::TooFew);
    assert_eq!(Spend::fit(&buyers).unwrap_err(), FitError::TooFew);
    assert_eq!(Purchases::fit(&[]).unwrap_err(), FitError::TooFew);
}

#[test]
fn customers_who_all_spend_the_same_have_no_maximum() {
    let alike: Vec<Buyer> =
        (0..50).map(|_| Buyer { mean_value: Some(20.0), ..buyer(2.0, 10.0, 20.0) }).collect();
    assert_eq!(Spend::fit(&alike).unwrap_err(), FitError::NoMaximum);
    assert_eq!(Purchases::fit(&alike).unwrap_err(), FitError::NoMaximum);
}

#[test]
fn many_customers_alike_give_the_same_models_with_less_chance() {
    let buyers = cdnow();
    let many: Vec<Buyer> = (0..64).flat_map(|_| buyers.clone()).collect();
    let ahead = Ahead { steps: 39, length: 1.0, discount: 0.0015 };
    let estimate = |buyers: &[Buyer]| {
        let (purchases, spend) = (Purchases::fit(buyers).unwrap(), Spend::fit(buyers).unwrap());
        (purchases.model, spend.model, ahead.mean(&purchases, &spend, buyers).unwrap())
    };
    let (few, lots) = (estimate(&buyers), estimate(&many));
    assert!((few.0.r - lots.0.r).abs() < 1e-4 && (few.0.alpha - lots.0.alpha).abs() < 1e-3);
    assert!((few.1.q - lots.1.q).abs() < 1e-3);
    assert!((few.2.spend / lots.2.spend - 1.0).abs() < 1e-5);
    assert!((few.2.standard_error / lots.2.standard_error / 8.0 - 1.0).abs() < 1e-3);
}
