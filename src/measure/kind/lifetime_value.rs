//! `lifetime_value`: what a customer is worth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, both};
use crate::calendar::{Duration, DurationUnit, Grain};
use crate::measure::expression::{aggregate::exact, formulas};
use crate::measure::formula::{Comparison, Function};
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, HistoryAggregate, IntervalMethod, LifetimePart, Meaning, Plan,
    Policy, Pooling, Reduction, Subject, Title, Unit,
};
use crate::problem::{Exclusive, Problem, Span, Spanned, causes};
use crate::statistics::lifetime::{Ahead, FEWEST};

/// Present value of the margin a customer will bring.
///
/// - by `margin`, at a constant retention r: `m(1+d) ÷ (1+d−r(1+g))`, `m·r ÷ (1+d−r(1+g))` or `m ÷ (1+d−r(1+g))`, by
///   `form`; with a horizon the payments up to it
/// - by `bg_nbd`, without contracts: `margin · mean over customers of Σ expected purchases of a step · expected value ÷ (1+d)ⁱ`
///
/// - Shape: one value per period, the state at its end; `bg_nbd` also per segment. A longer window takes the last.
/// - Unit: currency per customer.
/// - Absent: a measure it needs is absent, or the sum has no end; `bg_nbd`: fewer than ten customers who bought again, or
///   a likelihood without a maximum → undefined.
/// - Source: Fader & Hardie, note 024; BG/NBD and Gamma-Gamma, Fader, Hardie & Lee (2005); interval by the delta method.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LifetimeValue {
    /// By a known retention, or by models of purchases.
    pub method: Spanned<Method>,
    /// `margin`: margin of one period, a number or a formula over measures. `bg_nbd`: percent of revenue.
    pub margin: Text,
    /// Discount of one period, or of one step.
    pub discount: Text,
    /// `margin`: share of customers who stay from one period to the next, a percent or a formula over measures.
    #[serde(default)]
    pub retention: Option<Text>,
    /// `margin`: when the first payment comes.
    #[serde(default)]
    pub form: Option<Spanned<PaymentForm>>,
    /// `margin`: growth of the margin from one payment to the next; none when absent.
    #[serde(default)]
    pub growth: Option<Text>,
    /// How many periods or steps ahead count, or how long that is; `margin` without it counts all of them.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a number of periods or a duration", "x-example" = "52"))]
    pub horizon: Option<Text>,
    /// `bg_nbd`: column or expression of money.
    #[serde(default)]
    pub revenue: Option<Text>,
    /// `bg_nbd`: unit of time; a week when absent.
    #[serde(default)]
    pub step: Option<Spanned<Step>>,
}

/// How a lifetime value is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// From a margin and a retention, as under contracts.
    Margin,
    /// From purchases, by BG/NBD and Gamma-Gamma.
    BgNbd,
}

/// When the first payment comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentForm {
    /// Now, and it counts.
    FirstPaymentNow,
    /// It has just been paid, and does not count.
    FirstPaymentExcluded,
    /// At the end of the first period, whoever leaves then.
    BookedAtPeriodEnd,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// One day.
    Day,
    /// Seven days.
    #[default]
    Week,
    /// A twelfth of 365.25 days.
    Month,
}

impl Step {
    fn days(self) -> f64 {
        match self {
            Step::Day => 1.0,
            Step::Week => 7.0,
            Step::Month => 365.25 / 12.0,
        }
    }

    fn unit(self) -> DurationUnit {
        match self {
            Step::Day => DurationUnit::Day,
            Step::Week => DurationUnit::Week,
            Step::Month => DurationUnit::Month,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Step::Day => "day",
            Step::Week => "week",
            Step::Month => "month",
        }
    }
}

impl LifetimeValue {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let is_margin = self.method.value == Method::Margin;
        let of_margin = [
            ("retention", self.retention.as_ref().map(|text| text.span), "retention: 80%"),
            ("form", self.form.as_ref().map(|form| form.span), "form: first_payment_excluded"),
            ("growth", self.growth.as_ref().map(|text| text.span), ""),
        ];
        let of_purchases = [
            ("revenue", self.revenue.as_ref().map(|text| text.span), "revenue: …"),
            (
                "horizon",
                self.horizon.as_ref().map(|horizon| horizon.span).filter(|_| !is_margin),
                "horizon: 52",
            ),
            ("step", self.step.as_ref().map(|step| step.span), ""),
        ];
        let (wanted, stray) = if is_margin { (of_margin, of_purchases) } else { (of_purchases, of_margin) };
        let word = if is_margin { "margin" } else { "bg_nbd" };
        for (key, span, _) in stray {
            if let Some(span) = span {
                let problem = Problem::new(Exclusive::new(key, &format!("method: {word}")));
                context.report(problem.at(span).help("keep one of them"));
            }
        }
        for (key, span, example) in wanted {
            if span.is_none() && !example.is_empty() {
                let cause = MethodNeedsKey {
                    method: word.to_string(),
                    key: key.to_string(),
                    example: example.to_string(),
                };
                context.report(Problem::new(cause).at(self.method.span));
            }
        }
        if is_margin { self.by_margin(context) } else { self.by_purchases(context) }
    }

    fn by_margin(&self, context: &Context<'_>) -> Option<Plan> {
        let margin = over_measures(context, &self.margin, false);
        let retention = self.retention.as_ref().map(|text| over_measures(context, text, true));
        let growth = self.growth.as_ref().map_or(Some(0.0), |text| rate(context, text, -1.0));
        let discount = rate(context, &self.discount, 0.0);
        let (margin, retention, growth, discount) = (margin?, retention??, growth?, discount?);
        let horizon = match &self.horizon {
            Some(text) => Some(horizon(context, text, days_of(context.grain), context.grain.word())?),
            None => None,
        };
        let form = self.form.as_ref()?.value;
        if let (Formula::Number(r), None) = (&retention, horizon)
            && r * (1.0 + growth) >= 1.0 + discount
        {
            let problem = Problem::new(Diverges);
            let span = self.retention.as_ref().map_or(self.method.span, |text| text.span);
            context.report(problem.at(span));
            return None;
        }
        let formula = Payments { margin, retention, growth, discount, form }.formula(horizon);
        let mut policies = vec![match form {
            PaymentForm::FirstPaymentNow => Policy::PaidNow,
            PaymentForm::FirstPaymentExcluded => Policy::PaidBefore,
            PaymentForm::BookedAtPeriodEnd => Policy::PaidAtEnd,
        }];
        if let Some(horizon) = horizon {
            policies.push(Policy::HorizonPeriods { periods: horizon });
        }
        Some(Plan {
            pooling: Pooling::Last,
            direction: Some(Direction::Maximise),
            policies,
            ..Plan::new(formula, Vec::new(), Unit::Currency, IntervalMethod::None)
        })
    }

    fn by_purchases(&self, context: &Context<'_>) -> Option<Plan> {
        let margin = rate(context, &self.margin, 0.0);
        let discount = rate(context, &self.discount, 0.0);
        let revenue = context.number(self.revenue.as_ref()?);
        let customer = context.customer();
        let mut rows = context.rows_by_time()?;
        let (margin, discount, revenue, customer) = (margin?, discount?, revenue?, customer?);
        let step = self.step.as_ref().map(|step| step.value).unwrap_or_default();
        let steps = horizon(context, self.horizon.as_ref()?, step.days(), step.word())?;
        rows.filter = both(rows.filter, Some(customer.clone().is_not_null()));
        let component = |(name, title, part): &(&str, Title, LifetimePart)| Component {
            name: (*name).to_owned(),
            title: title.clone(),
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: vec![customer.clone()],
                kept: vec![Reduction::Sum(exact(&revenue))],
                aggregate: HistoryAggregate::Lifetime {
                    ahead: Ahead { steps, length: 1.0, discount },
                    days: step.days(),
                    part: *part,
                },
            },
        };
        let of = |name: &str| Formula::Number(margin).times(Formula::name(name));
        let interval = IntervalMethod::Normal { value: of("spend"), standard_error: of("standard_error") };
        let policies = vec![
            Policy::PurchaseDay { step: step.unit() },
            Policy::ModelsFitted { fewest: FEWEST },
            Policy::AheadSteps { step: step.unit(), steps, percent: discount * 100.0 },
            Policy::ChanceOfModels,
        ];
        Some(Plan {
            sample: Some(Formula::name("repeaters")),
            pooling: Pooling::Last,
            direction: Some(Direction::Maximise),
            min_n: 30,
            policies,
            ..Plan::new(of("spend"), PARTS.iter().map(component).collect(), Unit::Currency, interval)
        })
    }
}

impl KindDescription for LifetimeValue {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.word("method", Some(&self.method.value));
        keys.optional("revenue", self.revenue.as_ref());
        keys.text("margin", &self.margin);
        keys.optional("retention", self.retention.as_ref());
        keys.text("discount", &self.discount);
        keys.word("form", self.form.as_ref().map(|form| form.value));
        keys.optional("growth", self.growth.as_ref());
        keys.optional("horizon", self.horizon.as_ref());
        keys.word(
            "step",
            self.revenue.as_ref().map(|_| self.step.as_ref().map(|s| s.value).unwrap_or_default()),
        );
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        if self.method.value == Method::BgNbd {
            let (revenue, margin) = (self.revenue.as_ref()?.value.clone(), percent(&self.margin)?);
            let ahead = input.policy(Subject::Ahead)?;
            return Some(MoneyMeaning::LifetimeOfPurchases { revenue, margin, ahead }.into());
        }
        let (margin, retention) = (self.margin.value.clone(), self.retention.as_ref()?.value.clone());
        let discount = percent(&self.discount)?;
        let growth = self.growth.as_ref().map_or(Some(0.0), percent)?;
        let first = input.policy(Subject::FirstPayment)?;
        let meaning = match input.policy(Subject::Horizon) {
            None => MoneyMeaning::LifetimeOfMargin { margin, retention, discount, growth, first },
            Some(horizon) => {
                MoneyMeaning::LifetimeOfPeriods { margin, retention, discount, growth, first, horizon }
            }
        };
        Some(meaning.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }

    fn over_measures(&self) -> Option<Span> {
        (self.method.value == Method::Margin).then_some(self.method.span)
    }
}

const PARTS: [(&str, Title, LifetimePart); 13] = [
    ("spend", Title::LifetimeSpend, LifetimePart::Spend),
    ("standard_error", Title::LifetimeError, LifetimePart::StandardError),
    ("customers", Title::LifetimeCustomers, LifetimePart::Customers),
    ("repeaters", Title::LifetimeRepeaters, LifetimePart::Repeaters),
    ("r", Title::ModelR, LifetimePart::R),
    ("alpha", Title::ModelAlpha, LifetimePart::Alpha),
    ("a", Title::ModelA, LifetimePart::A),
    ("b", Title::ModelB, LifetimePart::B),
    ("p", Title::ModelP, LifetimePart::P),
    ("q", Title::ModelQ, LifetimePart::Q),
    ("gamma", Title::ModelGamma, LifetimePart::Gamma),
    ("log_likelihood", Title::ModelLikelihood, LifetimePart::LogLikelihood),
    ("correlation", Title::ModelCorrelation, LifetimePart::Correlation),
];

/// The length of a period in days.
fn days_of(grain: Grain) -> f64 {
    const YEAR: f64 = 365.25;
    match grain {
        Grain::Week => 7.0,
        Grain::Month => YEAR / 12.0,
        Grain::Quarter => YEAR / 4.0,
        Grain::Year => YEAR,
        // Waves have no length of their own.
        Grain::Wave => 0.0,
    }
}

/// A number of periods or steps, each so many days long; a duration is the nearest number of them.
fn horizon(context: &Context<'_>, text: &Text, days: f64, word: &str) -> Option<u32> {
    if let Ok(count) = text.value.trim().parse::<u32>() {
        return Some(count);
    }
    let duration = match text.value.trim().parse::<f64>() {
        Ok(_) => None,
        Err(_) => Some(context.duration(text)?),
    };
    let long = duration.map_or(0.0, Duration::rough_days);
    let exact = if days > 0.0 { long / days } else { 0.0 };
    // A year is 52 weeks and a day; a month and a half is no number of months.
    if exact >= 0.75 && (exact - exact.round()).abs() <= 0.25 && exact <= f64::from(u32::MAX) {
        return Some(exact.round() as u32);
    }
    let period = word.to_owned();
    let problem = match duration {
        Some(duration) => Problem::new(NotWholePeriods { duration, period }),
        None => Problem::new(NoHorizon { text: text.value.clone(), period }),
    };
    context.report(problem.at(text.span));
    None
}

/// A margin, or a retention: a number, or a formula over measures.
fn over_measures(context: &Context<'_>, text: &Text, is_rate: bool) -> Option<Formula> {
    let is_number = text.value.trim_end_matches(['%', ' ']).parse::<f64>().is_ok();
    if is_rate && is_number {
        return rate(context, text, 0.0).map(Formula::Number);
    }
    context.take(text, formulas::formula(&text.value, context.measures))
}

/// A rate in percent, as `80%` or `0.8`.
fn percent(text: &Text) -> Option<f64> {
    let written = text.value.trim();
    match written.strip_suffix('%') {
        Some(digits) => digits.trim_end().parse().ok(),
        // The nearest decimal of a product that the binary fraction misses.
        None => format!("{:.10}", written.parse::<f64>().ok()? * 100.0).parse().ok(),
    }
}

/// A rate of `lowest` to 1, as `80%` or `0.8`.
fn rate(context: &Context<'_>, text: &Text, lowest: f64) -> Option<f64> {
    let written = text.value.trim();
    let (digits, unit) =
        written.strip_suffix('%').map_or((written, 1.0), |digits| (digits.trim_end(), 100.0));
    let value = digits.parse::<f64>().ok().map(|value| value / unit);
    let text_of = written.to_owned();
    let problem = match value {
        Some(value) if (lowest..=1.0).contains(&value) => return Some(value),
        Some(value) if value > 1.0 && unit == 1.0 => {
            Problem::new(RateAsNumber { text: text_of, percent: value * 100.0, fraction: value / 100.0 })
        }
        _ => Problem::new(NoRate { text: text_of, lowest: lowest * 100.0 }),
    };
    context.report(problem.at(text.span));
    None
}

/// What a customer pays, period after period.
struct Payments {
    margin: Formula,
    retention: Formula,
    growth: f64,
    discount: f64,
    form: PaymentForm,
}

impl Payments {
    /// Their present value, as `statistics::lifetime::Margin` has it.
    fn formula(self, horizon: Option<u32>) -> Formula {
        let Payments { margin, retention, growth, discount, form } = self;
        let number = Formula::Number;
        let grown = match growth {
            0.0 => retention.clone(),
            _ => retention.clone().times(number(1.0 + growth)),
        };
        let factor = number(1.0 + discount);
        let rest = factor.clone().minus(grown.clone());
        let top = match form {
            PaymentForm::FirstPaymentNow => margin.times(factor.clone()),
            PaymentForm::FirstPaymentExcluded => margin.times(retention.clone()),
            PaymentForm::BookedAtPeriodEnd => margin,
        };
        let Some(last) = horizon else {
            let endless = top.over(rest);
            return match retention {
                Formula::Number(_) => endless,
                _ => Formula::Case(
                    vec![(Formula::Compare(Comparison::Less, Box::new(grown), Box::new(factor)), endless)],
                    None,
                ),
            };
        };
        let payments = match form {
            PaymentForm::FirstPaymentNow => f64::from(last) + 1.0,
            _ => f64::from(last),
        };
        let ratio = grown.clone().over(factor.clone());
        let kept = Formula::Call(Function::Power, vec![ratio, number(payments)]);
        // Where no payment is worth less than the one before, the sum is their number times the first.
        let level = top.clone().over(factor.clone()).times(number(payments));
        let is_level = Formula::Compare(Comparison::Equal, Box::new(grown), Box::new(factor));
        let ending = top.over(rest).times(number(1.0).minus(kept));
        Formula::Case(vec![(is_level, level)], Some(Box::new(ending)))
    }
}

causes! {
    /// A method without a key that it needs.
    MethodNeedsKey { method: String, key: String, example: String } => MissingKey,
        "`method: {method}` needs `{key}`",
        "add `{example}`";

    /// A lifetime value whose sum has no end.
    Diverges => LifetimeValueDiverges,
        "this lifetime value has no end",
        "add a `horizon`, the number of periods that count";

    /// A horizon that ends inside a period.
    NotWholePeriods { duration: Duration, period: String } => WrongType,
        "{duration} is no whole number of {period}s",
        "write `horizon: 12`, or `horizon: 1 year`";

    /// A text that is no horizon.
    NoHorizon { text: String, period: String } => WrongType,
        "`horizon` is a whole number of {period}s or a duration, this is `{text}`",
        "write `horizon: 12`, or `horizon: 1 year`";

    /// A rate as a number above 1.
    RateAsNumber { text: String, percent: f64, fraction: f64 } => BareRate,
        "`{text}` for a rate is {percent} %",
        "write `{text}%`, or `{fraction}`";

    /// A text that is no rate.
    NoRate { text: String, lowest: f64 } => WrongType,
        "a rate runs from {lowest} % to 100 %, this is `{text}`",
        "write `10%`, or `0.1`";
}
