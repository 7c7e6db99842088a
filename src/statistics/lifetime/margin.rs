use crate::statistics::finite;

/// When the first payment comes, and whether it is part of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The customer pays now, and once a period from then on.
    FirstPaymentNow,
    /// The customer has just paid; the value is what comes after, once a period.
    FirstPaymentExcluded,
    /// The customer pays at the end of every period begun as a customer.
    BookedAtPeriodEnd,
}

/// A customer's margin over the periods of a relation that ends with a constant chance.
///
/// With q = r(1+g)/(1+d), the ratio of a payment to the one before:
///
/// - first payment now: `m·(1 + q + q² + …)`, without end `m(1+d) ÷ (1+d−r(1+g))`
/// - first payment excluded: `m·r/(1+d)·(1 + q + …)`, without end `m·r ÷ (1+d−r(1+g))`
/// - booked at period end: `m/(1+d)·(1 + q + …)`, without end `m ÷ (1+d−r(1+g))`
///
/// - Unit: that of the margin.
/// - Source: Fader & Hardie, *Reconciling and Clarifying CLV Formulas*, note 024; with a horizon, their truncated value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// Margin of one period, m.
    pub margin: f64,
    /// Share of customers who stay from one period to the next, r.
    pub retention: f64,
    /// Discount of one period, d.
    pub discount: f64,
    /// Growth of the margin from one payment to the next, g.
    pub growth: f64,
}

impl Margin {
    /// The ratio of a payment's present value to that of the one before it.
    pub fn quotient(&self) -> f64 {
        self.retention * (1.0 + self.growth) / (1.0 + self.discount)
    }

    /// Present value of one customer, over the payments up to `horizon` periods from now, or all of them.
    ///
    /// - Absent: without a horizon, when r(1+g) ≥ 1+d: the sum has no end.
    pub fn value(&self, form: Form, horizon: Option<u32>) -> Option<f64> {
        let Margin { margin, retention, discount, .. } = *self;
        let quotient = self.quotient();
        let first = match form {
            Form::FirstPaymentNow => margin,
            Form::FirstPaymentExcluded => margin * retention / (1.0 + discount),
            Form::BookedAtPeriodEnd => margin / (1.0 + discount),
        };
        let sum = match (horizon, form) {
            (None, _) if quotient < 1.0 => 1.0 / (1.0 - quotient),
            (None, _) => return None,
            (Some(last), Form::FirstPaymentNow) => geometric(quotient, f64::from(last) + 1.0),
            (Some(last), _) => geometric(quotient, f64::from(last)),
        };
        finite(first * sum)
    }
}

/// `1 + q + … + qⁿ⁻¹`
fn geometric(quotient: f64, terms: f64) -> f64 {
    if quotient == 1.0 { terms } else { (1.0 - quotient.powf(terms)) / (1.0 - quotient) }
}
