//! What customers will spend: BG/NBD and Gamma-Gamma, fitted to all purchases by the window's end.

use super::histories::Histories;
use crate::engine::aggregates::{Day, KeyedRow, day_number};
use crate::measure::LifetimePart;
use crate::statistics::exact::{Exact, to_number};
use crate::statistics::lifetime::{
    Ahead, Buyer, Fitted, Mean, Purchases, Spend, frequency_value_correlation,
};

/// Both models, and what they say of the steps ahead.
#[derive(Debug)]
pub(in crate::engine) struct Lifetime {
    /// Customers, and those who bought again.
    counts: (f64, f64),
    purchases: Option<Fitted<Purchases>>,
    spend: Option<Fitted<Spend>>,
    mean: Option<Mean>,
    correlation: Option<f64>,
}

impl Lifetime {
    /// Fits the models to the customers of the cut.
    pub(in crate::engine) fn fit(histories: &Histories<'_>, ahead: Ahead, days: f64) -> Lifetime {
        let buyers = buyers(histories, days);
        let repeaters = buyers.iter().filter(|b| b.repeats > 0.0).count();
        let purchases = Purchases::fit(&buyers).ok();
        let spend = Spend::fit(&buyers).ok();
        let models = purchases.as_ref().zip(spend.as_ref());
        let mean = models.and_then(|(purchases, spend)| ahead.mean(purchases, spend, &buyers).ok());
        Lifetime {
            counts: (buyers.len() as f64, repeaters as f64),
            purchases,
            spend,
            mean,
            correlation: frequency_value_correlation(&buyers),
        }
    }

    /// One part; absent where a model has no maximum. No customers are counted only where it is known that there are none.
    pub(in crate::engine) fn part(&self, part: LifetimePart, is_known: &dyn Fn() -> bool) -> Option<f64> {
        let counted = |number| (self.counts.0 > 0.0 || is_known()).then_some(number);
        let purchases = self.purchases.as_ref();
        let spend = self.spend.as_ref();
        let dropout = purchases.map(|fitted| fitted.model.dropout);
        match part {
            LifetimePart::Customers => counted(self.counts.0),
            LifetimePart::Repeaters => counted(self.counts.1),
            LifetimePart::Spend => self.mean.map(|mean| mean.spend),
            LifetimePart::StandardError => self.mean.map(|mean| mean.standard_error),
            LifetimePart::R => purchases.map(|fitted| fitted.model.r),
            LifetimePart::Alpha => purchases.map(|fitted| fitted.model.alpha),
            LifetimePart::A => dropout.map(|dropout| dropout.map_or(0.0, |d| d.a)),
            LifetimePart::B => dropout.flatten().map(|d| d.b),
            LifetimePart::P => spend.map(|fitted| fitted.model.p),
            LifetimePart::Q => spend.map(|fitted| fitted.model.q),
            LifetimePart::Gamma => spend.map(|fitted| fitted.model.gamma),
            LifetimePart::LogLikelihood => purchases.map(|fitted| fitted.maximum.log_likelihood),
            LifetimePart::Correlation => self.correlation,
        }
    }
}

/// A customer's days with a purchase so far.
#[derive(Default)]
struct History {
    /// The last day and what its rows add to.
    day: Option<(Day, Exact)>,
    first: Option<Day>,
    last: Day,
    repeats: u32,
    /// Of the repeats.
    spent: Exact,
    /// The last row.
    home: Option<KeyedRow>,
}

impl History {
    /// Ends a day: it is a purchase when its rows add to more than 0.
    fn close(&mut self) {
        let Some((day, sum)) = self.day.take().filter(|(_, sum)| *sum > 0) else { return };
        if self.first.is_none() {
            self.first = Some(day);
        } else {
            self.repeats += 1;
            self.spent += sum;
        }
        self.last = day;
    }
}

/// Customers with a purchase by the end. Like everywhere, a customer belongs to the segment of the last row (R14).
fn buyers(histories: &Histories<'_>, days: f64) -> Vec<Buyer> {
    let end = histories.window.last.min(histories.as_of);
    let mut by_customer: Vec<History> = Vec::new();
    by_customer.resize_with(histories.keyed.firsts(), History::default);
    for row in histories.until(end) {
        let Some(customer) = row.keys[0] else { continue };
        let history = &mut by_customer[customer as usize];
        if history.day.is_some_and(|(day, _)| day != row.day) {
            history.close();
        }
        history.day = Some((row.day, history.day.map_or(0, |(_, sum)| sum) + row.sums[0]));
        let rank = |segment| histories.keyed.rank(segment);
        let order = |row: &KeyedRow| (row.day, row.instant, rank(row.segment));
        if history.home.as_ref().is_none_or(|home| order(home) < order(&row)) {
            history.home = Some(row);
        }
    }
    by_customer.iter_mut().for_each(History::close);
    let steps = |from: Day, to: Day| f64::from(to - from) / days;
    let here = by_customer.iter().filter(|h| h.home.is_some_and(|home| histories.holds(&home)));
    let buyers = here.filter_map(|history| {
        let first = history.first?;
        let repeats = f64::from(history.repeats);
        Some(Buyer {
            repeats,
            recency: steps(first, history.last),
            age: steps(first, day_number(end)),
            mean_value: (history.repeats > 0).then(|| to_number(history.spent) / repeats),
        })
    });
    // The models add up over buyers: their order is one that does not depend on how they are numbered.
    let mut buyers: Vec<Buyer> = buyers.collect();
    let order = |b: &Buyer| [b.repeats, b.recency, b.age, b.mean_value.unwrap_or(f64::NEG_INFINITY)];
    buyers.sort_by(|a, b| {
        let pairs = order(a).into_iter().zip(order(b));
        pairs.map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    buyers
}
