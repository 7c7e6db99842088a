//! `order_value`: what an order brings.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{ALL_MOMENTS, Context, Text, both, clusters, sum_of};
use crate::form::OneOrMany;
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning::MoneyMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, MOST_KEYS, Meaning, Part, Plan, Policy, Title, Unit,
};
use crate::problem::{Problem, causes};

/// Revenue over the number of orders; orders that were fully refunded stay in the count, rows without an order are left out.
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
    /// Column or columns that tell orders apart, at most three.
    pub order: OneOrMany<Text>,
}

impl OrderValue {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let revenue = context.number(&self.revenue);
        let order = distinct_key_exprs(context, &self.order);
        let mut rows = context.rows_by_time()?;
        let (revenue, order) = (revenue?, order?);
        // What belongs to no order is the revenue of none.
        let is_told = order.iter().map(|column| column.clone().is_not_null()).reduce(Expr::and);
        rows.filter = both(rows.filter, is_told);
        let orders = Component {
            name: "orders".to_owned(),
            title: Title::Orders,
            rows: rows.clone(),
            basis: Basis::Distinct(order.clone()),
        };
        let mut components = vec![sum_of("revenue", Title::Revenue, &rows, &revenue), orders];
        let mut interval = IntervalMethod::None;
        if let [order] = order.as_slice()
            && let Some(customer) = context.customer_in(&rows)
        {
            let (y, x) = (Part::Sum(exact(&revenue)), Part::Distinct(order.clone()));
            let cluster = clusters::cluster(&customer, std::slice::from_ref(order));
            components.extend(Context::moments(&rows, &cluster, &y, &x, &ALL_MOMENTS));
            interval = IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: 1.0 };
        }
        Some(Plan {
            sample: Some(Formula::name("orders")),
            direction: Some(Direction::Maximise),
            min_n: 10,
            policies: vec![Policy::RefundedStay],
            ..Plan::new(
                Formula::name("revenue").over(Formula::name("orders")),
                components,
                Unit::Currency,
                interval,
            )
        })
    }
}

impl KindDescription for OrderValue {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("revenue", &self.revenue);
        keys.columns("order", &self.order);
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        let (revenue, order) = (self.revenue.value.clone(), columns(&self.order));
        Some(MoneyMeaning::OrderValue { revenue, order }.into())
    }
}

/// The columns that together tell orders apart, as values of a row: at most as many as rows are gathered by.
pub(super) fn distinct_key_exprs(context: &Context<'_>, order: &OneOrMany<Text>) -> Option<Vec<Expr>> {
    let values: Vec<_> = order.iter().map(|text| context.value(text)).collect();
    if let Some(beyond) = order.get(MOST_KEYS) {
        context.report(Problem::new(OrderOfMany { joined: joined(order, " || '/' || ") }).at(beyond.span));
        return None;
    }
    values.into_iter().map(|value| Some(value?.expr)).collect()
}

/// Columns that together tell things apart, as they are written.
pub(super) fn columns(texts: &OneOrMany<Text>) -> String {
    joined(texts, ", ")
}

fn joined(texts: &OneOrMany<Text>, by: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
    texts.join(by)
}

causes! {
    /// Orders told apart by more columns than rows are gathered by.
    OrderOfMany { joined: String } => WrongType,
        "`order` takes up to three columns",
        "make one of them in the source: `derive: {{ order_key: \"{joined}\" }}`, and write `order: order_key`";
}
