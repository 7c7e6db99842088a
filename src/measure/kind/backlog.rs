//! `backlog`: what is open.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, if_by_as_of};
use crate::measure::expression::row::to_day;
use crate::measure::meaning::ServiceMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, Title, Unit,
};

/// Cases open at the period's end.
///
/// `open at t = |opened ≤ t ∧ (closed is null ∨ closed > t)| = open before + opened − closed`
///
/// - Shape: one value per period and segment, the state at its end; a longer window takes the last.
/// - Unit: count.
/// - Absent: nothing was ever opened by then → no data.
/// - Source: the flow identity, asserted on every run; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backlog {
    /// Date of opening.
    pub opened: Text,
    /// Date of closing; null while open.
    pub closed: Text,
}

impl Backlog {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let closed = context.temporal(&self.closed);
        let rows = context.rows_by(&self.opened)?;
        let component = Component {
            name: "open".to_owned(),
            title: Title::OpenAtEnd,
            rows,
            basis: Basis::Open { closed: if_by_as_of(to_day(&closed?)) },
        };
        let formula = Formula::name("open");
        Some(Plan {
            sample: Some(formula.clone()),
            pooling: Pooling::Last,
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), None),
            policies: vec![Policy::OpenUntil { closed: self.closed.value.clone() }],
            ..Plan::new(formula, vec![component], Unit::Count, IntervalMethod::None)
        })
    }
}

impl KindDescription for Backlog {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("opened", &self.opened);
        keys.text("closed", &self.closed);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let opened = input.context.time.unwrap_or(&self.opened).value.clone();
        Some(ServiceMeaning::Backlog { opened, closed: self.closed.value.clone() }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
