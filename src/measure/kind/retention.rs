//! `retention`: who stays.

use schemars::JsonSchema;
use serde::Deserialize;

use super::contract::{Contract, ContractQuestion};
use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text};
use crate::calendar::Duration;
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, Component, Direction, Meaning, Plan, Policy, Pooling, State, Subject, Title, Unit,
};
use crate::problem::{Exclusive, Problem};

/// Share of the customers active at the opening who are active at the end.
///
/// `retention = |opening ∩ active| ÷ |opening|`, active at t: a qualifying row in (t − W, t]; opening: t − W
///
/// - Shape: one value per period and segment, the state at its end; no value over several periods.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: nobody active at the opening → no data; windows before the history → insufficient history.
///   With contracts renewals pool by adding; due contracts whose grace still runs leave both sides.
/// - Source: Fader & Hardie (2009) on contracts and on settings without; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// How long a customer stays active after a row; one period when absent.
    #[serde(default)]
    pub active_within: Option<Text>,
    /// Contracts instead of activity.
    #[serde(default)]
    pub contract: Option<Contract>,
}

impl Retention {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        if let Some(contract) = &self.contract {
            return by_contract(context, contract, self.active_within.as_ref(), ContractQuestion::Stays);
        }
        let within = active_within(context, self.active_within.as_ref());
        let (opening, retained) =
            states(context, within?, State::Retained, "retained", Title::CustomersStayed)?;
        let mut plan = Plan::proportion("retained", "opening", vec![retained, opening], Unit::Percent);
        plan.pooling = Pooling::None;
        plan.direction = Some(Direction::Maximise);
        plan.policies.push(active_policy(within?));
        Some(plan)
    }
}

impl KindDescription for Retention {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.put_retention_rule(self.active_within.as_ref(), self.contract.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        match &self.contract {
            Some(contract) => contract.meaning(ContractQuestion::Stays),
            None => Some(CustomerMeaning::Retention { active: input.policy(Subject::Active)? }.into()),
        }
    }

    fn has_own_window(&self) -> bool {
        true
    }
}

/// How long a customer stays active after a row, as several kinds read it; nothing where it is one period.
pub(super) fn active_within(context: &Context<'_>, written: Option<&Text>) -> Option<Option<Duration>> {
    if_written(written, |text| context.active_within(text))
}

/// By contracts, which leave nothing to a window.
pub(super) fn by_contract(
    context: &Context<'_>,
    contract: &Contract,
    active_within: Option<&Text>,
    asked: ContractQuestion,
) -> Option<Plan> {
    if let Some(window) = active_within {
        context.report(Problem::new(Exclusive::new("active_within", "contract")).at(window.span));
        return None;
    }
    contract.plan(context, asked)
}

/// The opening customers and those of them in a state at the end.
pub(super) fn states(
    context: &Context<'_>,
    within: Option<Duration>,
    state: fn(Option<Duration>) -> State,
    name: &str,
    title: Title,
) -> Option<(Component, Component)> {
    let customer = context.customer();
    let rows = context.rows_by_time()?;
    let customer = customer?;
    let component = |name: &str, title: Title, state| Component {
        name: name.to_owned(),
        title,
        rows: rows.clone(),
        basis: Basis::Customers { customer: customer.clone(), state },
    };
    Some((
        component("opening", Title::CustomersAtOpening, State::Opening(within)),
        component(name, title, state(within)),
    ))
}

/// How the definitions page says what active means.
pub(super) fn active_policy(within: Option<Duration>) -> Policy {
    within.map_or(Policy::ActiveInPeriod, |window| Policy::ActiveWithin { window })
}
