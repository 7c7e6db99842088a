//! `churn`: who leaves.

use schemars::JsonSchema;
use serde::Deserialize;

use super::retention::{active_policy, states, window};
use super::{Context, Text};
use crate::measure::{Direction, Plan, Pooling, State, Unit};
use crate::problem::Spanned;

/// Share of the customers active at the opening who are no longer active at the end: 1 − retention.
///
/// `churn = |opening − active| ÷ |opening|`
///
/// - Shape: one value per period and segment, the state at its end; no value over several periods.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: nobody active at the opening → no data; windows before the history → insufficient history.
/// - Source: as retention; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Churn {
    /// How long a customer stays active after a row; one period when absent.
    #[serde(default)]
    pub active_within: Option<Text>,
    /// Contracts instead of activity.
    #[serde(default)]
    pub contract: Option<Spanned<serde_json::Map<String, serde_json::Value>>>,
    /// Print the annual equivalent beside.
    #[serde(default)]
    pub annualised: Option<Spanned<bool>>,
}

impl Churn {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        if let Some(annualised) = self.annualised.as_ref().filter(|a| a.value) {
            context.later("`annualised`", annualised.span);
        }
        let within = window(context, self.active_within.as_ref(), self.contract.as_ref());
        let (opening, lost) = states(context, within?, State::Lost, "lost", "customers who left")?;
        let mut plan = Plan::proportion("lost", "opening", vec![lost, opening], Unit::Percent);
        plan.pooling = Pooling::None;
        plan.direction = Some(Direction::Minimise);
        plan.policies.push(active_policy(within?));
        Some(plan)
    }
}
