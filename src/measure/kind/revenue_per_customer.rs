//! `revenue_per_customer`: what a customer brings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, sum_of};
use crate::calendar::{Duration, Grain};
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Moment, Part, Plan, Policy, Pooling,
    State, Subject, Title, Unit,
};

/// Revenue of identified customers over the number of customers.
///
/// `revenue per customer = Σ revenue ÷ customers`
///
/// - Shape: one value per period and segment; a longer window adds revenue and recomputes the base.
/// - Unit: currency per customer.
/// - Absent: no customer → no data; the average base without an opening period → insufficient history.
/// - Source: Farris et al. (2010); interval by Student's t over customers, zeros kept.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevenuePerCustomer {
    /// Column or expression of money.
    pub revenue: Text,
    /// Which customers it is divided by.
    #[serde(default)]
    pub base: Base,
}

/// The customers a revenue is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Those with a row in the period.
    #[default]
    Active,
    /// The mean of those active in the period before and in the period.
    Average,
    /// Those active in the window's last period.
    Closing,
}

impl RevenuePerCustomer {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let revenue = context.number(&self.revenue);
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (revenue, customer) = (revenue?, customer?);
        let mut known = rows.clone();
        known.filter = super::both(known.filter, Some(customer.clone().is_not_null()));
        let customers = |name: &str, title: Title, state| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Customers { customer: customer.clone(), state },
        };
        let sum = sum_of("revenue", Title::RevenueIdentified, &known, &revenue);
        let mut interval = IntervalMethod::None;
        let mut components = vec![sum];
        let (divisor, pooling, policy) = match self.base {
            Base::Active => {
                components.push(customers("customers", Title::CustomersWithRow, State::Active(None)));
                let (y, x) = (
                    Part::Sum(crate::measure::expression::aggregate::exact(&revenue)),
                    Part::Distinct(customer.clone()),
                );
                components.extend(Context::moments(
                    &known,
                    &customer,
                    &y,
                    &x,
                    &[Moment::N, Moment::Y, Moment::YY],
                ));
                interval = IntervalMethod::mean("n", "y", "yy");
                (Formula::name("customers"), Pooling::Recompute, Policy::BaseQualifying)
            }
            Base::Average => {
                components.push(customers("opening", Title::CustomersBefore, State::Opening(None)));
                components.push(customers("closing", Title::CustomersNow, State::Active(None)));
                let sum = Formula::name("opening").plus(Formula::name("closing"));
                (sum.over(Formula::Number(2.0)), Pooling::None, Policy::BaseMean)
            }
            Base::Closing => {
                let last = match context.grain {
                    Grain::Week => Some(Duration::days(7)),
                    Grain::Month => Some(Duration::months(1)),
                    Grain::Quarter => Some(Duration::months(3)),
                    Grain::Year => Some(Duration::years(1)),
                    Grain::Wave => None,
                };
                components.push(customers("customers", Title::CustomersLast, State::Active(last)));
                (Formula::name("customers"), Pooling::Recompute, Policy::BaseLast)
            }
        };
        Some(Plan {
            sample: Some(divisor.clone()),
            pooling,
            grows: true,
            direction: Some(Direction::Maximise),
            min_n: 10,
            policies: vec![policy],
            ..Plan::new(Formula::name("revenue").over(divisor), components, Unit::Currency, interval)
        })
    }
}

impl KindDescription for RevenuePerCustomer {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("revenue", &self.revenue);
        keys.word("base", Some(&self.base));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let base = input.policy(Subject::Base)?;
        Some(MoneyMeaning::RevenuePerCustomer { revenue: self.revenue.value.clone(), base }.into())
    }
}
