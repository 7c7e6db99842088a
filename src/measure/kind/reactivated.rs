//! `reactivated`: who comes back.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::retention::{active_policy, active_within};
use super::{Context, Text};
use crate::calendar::{Duration, DurationUnit, Grain};
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, State, Subject,
    Title, Unit,
};
use crate::problem::{Problem, Spanned, causes};

/// Customers active at the end who were not active at the opening and had been seen before; or their share of those
/// who had lapsed.
///
/// `reactivated = |active − opening, with an earlier row|`; `rate = reactivated ÷ |lapsed at the opening|`, both of
/// customers last seen within `lapsed_up_to` before the opening
///
/// - Shape: one value per period and segment, the state at its end; no value over several periods.
/// - Unit: count; percent for the rate, held as a fraction 0 to 1.
/// - Absent: windows before the history → insufficient history; the rate where nobody has lapsed → no data.
/// - Source: the identity active = previous − lost + new + reactivated; interval by Garwood (1936), of the rate by
///   Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reactivated {
    /// How long a customer stays active after a row; one period when absent.
    #[serde(default)]
    pub active_within: Option<Text>,
    /// Over those who had lapsed, instead of the number.
    #[serde(default)]
    pub rate: Option<Spanned<bool>>,
    /// How long before the opening a customer may have been seen last; required by the rate, without it any time.
    #[serde(default)]
    pub lapsed_up_to: Option<Text>,
}

impl Reactivated {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let within = active_within(context, self.active_within.as_ref());
        let up_to = if_written(self.lapsed_up_to.as_ref(), |text| self.age(text, within.flatten(), context));
        let customer = context.customer();
        let rows = context.rows_by_time()?;
        let (within, up_to, customer) = (within?, up_to?, customer?);
        let component = |name: &str, title: Title, state| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Customers { customer: customer.clone(), state },
        };
        let back =
            component("reactivated", Title::CustomersBack, State::Reactivated { within, lapsed: up_to });
        let policies = vec![
            active_policy(within),
            up_to.map_or(Policy::LapsedEver, |up_to| Policy::LapsedUpTo { up_to }),
        ];
        if !self.rate.as_ref().is_some_and(|rate| rate.value) {
            let events = Formula::name("reactivated");
            return Some(Plan {
                sample: Some(events.clone()),
                pooling: Pooling::None,
                direction: Some(Direction::Maximise),
                bounds: (Some(0.0), None),
                policies,
                ..Plan::new(events.clone(), vec![back], Unit::Count, IntervalMethod::Garwood { events })
            });
        }
        let Some(up_to) = up_to else {
            context.report(Problem::new(WithoutAge).at(context.span));
            return None;
        };
        let lapsed = component("lapsed", Title::CustomersLapsed, State::Lapsed { within, up_to });
        Some(Plan {
            pooling: Pooling::None,
            direction: Some(Direction::Maximise),
            policies,
            ..Plan::proportion("reactivated", "lapsed", vec![back, lapsed], Unit::Percent)
        })
    }

    /// A time in which somebody can have lapsed: longer than the one in which a customer stays active.
    fn age(&self, text: &Text, within: Option<Duration>, context: &Context<'_>) -> Option<Duration> {
        let up_to = context.window(text)?;
        let one = |unit| Duration { count: 1, unit };
        let stays = within.unwrap_or(match context.grain {
            Grain::Week => one(DurationUnit::Week),
            Grain::Month => one(DurationUnit::Month),
            Grain::Quarter => one(DurationUnit::Quarter),
            Grain::Year => one(DurationUnit::Year),
            Grain::Wave => one(DurationUnit::Day),
        });
        if up_to.rough_days() <= stays.rough_days() {
            let cause = NobodyLapsed { up_to: up_to.to_string(), stays: stays.to_string() };
            context.report(Problem::new(cause).at(text.span));
            return None;
        }
        Some(up_to)
    }
}

impl KindDescription for Reactivated {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.or("active_within", self.active_within.as_ref(), "one period");
        keys.word("rate", Some(self.rate.as_ref().is_some_and(|rate| rate.value)));
        keys.optional("lapsed_up_to", self.lapsed_up_to.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (lapsed, active) = (input.policy(Subject::Lapsed)?, input.policy(Subject::Active)?);
        let meaning = match self.rate.as_ref().is_some_and(|rate| rate.value) {
            false => CustomerMeaning::Reactivated { lapsed, active },
            true => CustomerMeaning::Reactivation { lapsed, active },
        };
        Some(meaning.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}

causes! {
    /// A rate that does not say of whom.
    WithoutAge => KindNeedsKeys,
        "the rate of `reactivated` needs `lapsed_up_to`",
        "say how long ago customers may have been seen: `lapsed_up_to: 12 months`";

    /// An age within which customers are still active.
    NobodyLapsed { up_to: String, stays: String } => WindowShorterThanGrain,
        "nobody has lapsed who was last seen within {up_to}",
        "customers stay active for {stays}: write a longer time";
}
