//! `active_customers`: how many customers there are.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::retention::{active_policy, active_within};
use super::{Context, Text};
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Pooling, State, Subject, Title, Unit,
};

/// Number of customers with a qualifying row in (t − W, t].
///
/// `active = |{ customer : a row in (t − W, t] }|`
///
/// - Shape: one value per period and segment; with W of one period a longer window takes the union, else there is none.
/// - Unit: count.
/// - Absent: no rows in the source → no data; windows before the history → insufficient history.
/// - Source: Fader & Hardie (2009); no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActiveCustomers {
    /// How long a customer stays active after a row; one period when absent.
    #[serde(default)]
    pub active_within: Option<Text>,
}

impl ActiveCustomers {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let within = active_within(context, self.active_within.as_ref());
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (within, customer) = (within?, customer?);
        let component = Component {
            name: "active".to_owned(),
            title: Title::ActiveCustomers,
            rows,
            basis: Basis::Customers { customer, state: State::Active(within) },
        };
        let formula = Formula::name("active");
        Some(Plan {
            sample: Some(formula.clone()),
            grows: true,
            pooling: if within.is_none() { Pooling::Recompute } else { Pooling::None },
            direction: Some(Direction::Maximise),
            bounds: (Some(0.0), None),
            policies: vec![active_policy(within)],
            ..Plan::new(formula, vec![component], Unit::Count, IntervalMethod::None)
        })
    }
}

impl KindDescription for ActiveCustomers {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.or("active_within", self.active_within.as_ref(), "one period");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(CustomerMeaning::Active { active: input.policy(Subject::Active)? }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
