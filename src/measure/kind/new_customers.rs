//! `new_customers`: who was never seen before.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text};
use crate::calendar::Duration;
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, State, Subject,
    Title, Unit,
};

/// Number of customers whose first row falls into the period.
///
/// `new = |{ customer : first row in the period }|`
///
/// - Shape: one value per period and segment; a flow, a customer is new once.
/// - Unit: count.
/// - Absent: periods within `new_after` of the start of history → insufficient history.
/// - Source: the identity active = previous − lost + new + reactivated; interval by Garwood (1936).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCustomers {
    /// How much history must lie before a period, so that a customer not seen is new; 12 months when absent.
    #[serde(default)]
    pub new_after: Option<Text>,
}

impl NewCustomers {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let after = match &self.new_after {
            Some(text) => context.of_days(text, "windows"),
            None => Some(Duration::months(12)),
        };
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (after, customer) = (after?, customer?);
        let component = Component {
            name: "new".to_owned(),
            title: Title::NewCustomers,
            rows,
            basis: Basis::Customers { customer, state: State::New(after) },
        };
        let events = Formula::name("new");
        Some(Plan {
            sample: Some(events.clone()),
            pooling: Pooling::Flow,
            direction: Some(Direction::Maximise),
            bounds: (Some(0.0), None),
            policies: vec![Policy::NewAfter { after }],
            ..Plan::new(events.clone(), vec![component], Unit::Count, IntervalMethod::Garwood { events })
        })
    }
}

impl KindDescription for NewCustomers {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.or("new_after", self.new_after.as_ref(), "12 months");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(CustomerMeaning::New { new: input.policy(Subject::New)? }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
