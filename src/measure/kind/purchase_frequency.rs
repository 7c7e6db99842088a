//! `purchase_frequency`: how often they buy.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::order_value::{columns, distinct_key_exprs};
use super::{ALL_MOMENTS, Context, Text, both};
use crate::form::OneOrMany;
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Part, Plan, Policy, State, Subject, Title,
    Unit,
};

/// Orders of identified customers over the number of customers with a row in the period.
///
/// `purchase frequency = |orders of identified customers| ÷ |customers|`
///
/// - Shape: one value per period and segment; a longer window recounts orders and customers.
/// - Unit: orders per customer.
/// - Absent: no customer → no data; fewer than `min_n` → insufficient data.
/// - Source: Farris et al. (2010), times order value it is revenue per customer when all three take identified orders;
///   interval by the ratio's standard error over customers (Cochran 1977).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseFrequency {
    /// Column or columns that tell orders apart, at most three.
    pub order: OneOrMany<Text>,
}

impl PurchaseFrequency {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let order = distinct_key_exprs(context, &self.order);
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (order, customer) = (order?, customer?);
        let mut known = rows.clone();
        known.filter = both(known.filter, Some(customer.clone().is_not_null()));
        let mut components = vec![
            Component {
                name: "orders".to_owned(),
                title: Title::OrdersIdentified,
                rows: known.clone(),
                basis: Basis::Distinct(order.clone()),
            },
            Component {
                name: "customers".to_owned(),
                title: Title::CustomersWithRow,
                rows,
                basis: Basis::Customers { customer: customer.clone(), state: State::Active(None) },
            },
        ];
        let mut interval = IntervalMethod::None;
        if let [order] = order.as_slice() {
            let (y, x) = (Part::Distinct(order.clone()), Part::Distinct(customer.clone()));
            components.extend(Context::moments(&known, &customer, &y, &x, &ALL_MOMENTS));
            interval = IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: 1.0 };
        }
        Some(Plan {
            sample: Some(Formula::name("customers")),
            grows: true,
            direction: Some(Direction::Maximise),
            bounds: (Some(0.0), None),
            min_n: 10,
            policies: vec![Policy::CustomersQualifying],
            ..Plan::new(
                Formula::name("orders").over(Formula::name("customers")),
                components,
                Unit::Number,
                interval,
            )
        })
    }
}

impl KindDescription for PurchaseFrequency {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.columns("order", &self.order);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let base = input.policy(Subject::Customers)?;
        Some(MoneyMeaning::PurchaseFrequency { order: columns(&self.order), base }.into())
    }
}
