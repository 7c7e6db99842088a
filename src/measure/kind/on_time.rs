//! `on_time`: promises kept.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Text, both, count_where, happened, later_by};
use crate::measure::expression::row::to_day;
use crate::measure::{Direction, Plan, Unit};
use crate::problem::{Code, Problem};

/// Share of the deliveries promised in the period, and due, that were kept.
///
/// `on time = |delivered ≤ promised + grace| ÷ |promised in the period and due by as-of|`
///
/// - Shape: one value per period and segment, by the date of the promise; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no promise fell due → no data; fewer than `min_n` → insufficient data.
/// - Source: undelivered and supplier-cancelled count as late, customer-cancelled leave; compared as local days;
///   interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnTime {
    /// Date promised.
    pub promised: Text,
    /// Date delivered; null while it is not.
    pub delivered: Text,
    /// Who cancelled, where deliveries are.
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
    /// How late is still in time; 0 days when absent.
    #[serde(default)]
    pub grace: Option<Text>,
}

/// Conditions that say who cancelled.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancelled {
    /// These leave the count.
    #[serde(default)]
    pub by_customer: Option<Text>,
    /// These count as late.
    #[serde(default)]
    pub by_supplier: Option<Text>,
}

impl OnTime {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let promised = context.temporal(&self.promised);
        let delivered = context.temporal(&self.delivered);
        let condition = |text: Option<&Text>| text.map_or(Some(None), |t| context.condition(t).map(Some));
        let by_customer = condition(self.cancelled.as_ref().and_then(|c| c.by_customer.as_ref()));
        let by_supplier = condition(self.cancelled.as_ref().and_then(|c| c.by_supplier.as_ref()));
        let grace = self.grace.as_ref().map_or(Some(None), |g| context.allowance(g).map(Some));
        if let Some(time) = context.time {
            let message = format!("periods by `{}` leave promises undue at their end", time.value);
            context.report(
                Problem::new(Code::PromisePlacedByOrder, message).at(time.span).help("remove `time`"),
            );
        }
        let mut rows = context.rows_by(&self.promised)?;
        let (promised, delivered) = (to_day(&promised?), happened(to_day(&delivered?)));
        let (by_customer, by_supplier, grace) = (by_customer?, by_supplier?, grace?);
        let isnt = |condition: datafusion::prelude::Expr| condition.is_not_true();
        rows.filter = both(rows.filter, by_customer.map(isnt));
        let limit = grace.map_or(promised.clone(), |g| later_by(promised.clone(), g));
        let kept = both(Some(delivered.lt_eq(limit)), by_supplier.map(isnt));
        // Placed by another date, a promise of the period may still be undue.
        let due = Some(promised.lt_eq(crate::measure::expression::as_of()));
        let due = count_where("due", "promises due", &rows, due);
        let on_time = count_where("kept", "kept on time", &due.rows, kept);
        let mut plan = Plan::proportion("kept", "due", vec![on_time, due], Unit::Percent);
        plan.direction = Some(Direction::Maximise);
        let grace = grace.map_or("none".to_owned(), |g| g.to_string());
        plan.policies = vec![
            (
                "Late".to_owned(),
                "not delivered, cancelled by the supplier, or delivered after the promised day".to_owned(),
            ),
            ("Grace".to_owned(), grace),
        ];
        Some(plan)
    }
}
