//! `order_value`: what an order brings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::about::{About, Told, WrittenKeys};
use super::{ALL_MOMENTS, Context, Text, sum_of};
use crate::form::OneOrMany;
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Part, Plan, Policy, Title, Unit,
};

/// Revenue over the number of orders; orders that were fully refunded stay in the count.
///
/// `order value = Σ revenue ÷ |orders|`
///
/// - Shape: one value per period and segment; a longer window adds revenue and recounts orders.
/// - Unit: currency per order.
/// - Absent: no order → no data; fewer than `min_n` → insufficient data.
/// - Source: Farris et al. (2010); interval by the ratio's standard error over customers (Cochran 1977), since
///   orders of one customer are not independent; an order without customer stands alone.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderValue {
    /// Column or expression of money.
    pub revenue: Text,
    /// Column or columns that tell orders apart.
    pub order: OneOrMany<Text>,
}

impl OrderValue {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let revenue = context.number(&self.revenue);
        let order: Vec<_> = self.order.iter().map(|text| context.value(text)).collect();
        let rows = context.rows_by_time()?;
        let (revenue, order) = (revenue?, order.into_iter().collect::<Option<Vec<_>>>()?);
        let orders = Component {
            name: "orders".to_owned(),
            title: Title::Orders,
            rows: rows.clone(),
            basis: Basis::Distinct(order.iter().map(|o| o.expr.clone()).collect()),
        };
        let mut components = vec![sum_of("revenue", Title::Revenue, &rows, &revenue), orders];
        let mut interval = IntervalMethod::None;
        if let [order] = order.as_slice()
            && let Some(customer) = context.cluster(&rows, Some(&order.expr))
        {
            let (y, x) = (Part::Sum(exact(&revenue)), Part::Distinct(order.expr.clone()));
            components.extend(Context::moments(&rows, &customer, &y, &x, &ALL_MOMENTS));
            interval = IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: 1.0 };
        }
        Some(Plan {
            sample: Some(Formula::name("orders")),
            direction: Some(Direction::Maximise),
            min_n: 10,
            policies: vec![Policy::RefundedStay],
            ..Plan::of(
                Formula::name("revenue").over(Formula::name("orders")),
                components,
                Unit::Currency,
                interval,
            )
        })
    }
}

impl About for OrderValue {
    fn written(&self, keys: &mut WrittenKeys) {
        keys.text("revenue", &self.revenue);
        keys.columns("order", &self.order);
    }

    fn meaning(&self, _: &Told<'_>) -> Option<Meaning> {
        let (revenue, order) = (self.revenue.value.clone(), columns(&self.order));
        Some(MoneyMeaning::OrderValue { revenue, order }.into())
    }
}

/// Columns that together tell things apart.
pub(super) fn columns(texts: &OneOrMany<Text>) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
    texts.join(", ")
}
