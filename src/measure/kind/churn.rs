//! `churn`: who leaves.

use schemars::JsonSchema;
use serde::Deserialize;

use super::contract::{Contract, ContractQuestion};
use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::retention::{active_policy, active_within, by_contract, states};
use super::{Context, Text};
use crate::calendar::{Duration, Grain, Length};
use crate::measure::formula::Function;
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Direction, Formula, Meaning, Plan, Pooling, SecondaryFigure, SecondaryFigureName, State, Subject, Title,
    Unit,
};
use crate::problem::{Exclusive, Problem, Spanned, causes};

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
    pub contract: Option<Contract>,
    /// Prints `1 − (1 − churn)^k` beside, k the number of windows in a year: 12 by month.
    #[serde(default)]
    pub annualised: Option<Spanned<bool>>,
}

impl Churn {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let annualised = self.annualised.as_ref().filter(|a| a.value);
        let (mut plan, within) = match &self.contract {
            Some(contract) => {
                if let (Some(annualised), Some(_)) = (annualised, &contract.due) {
                    context.report(Problem::new(Exclusive::new("annualised", "due")).at(annualised.span));
                    return None;
                }
                (by_contract(context, contract, self.active_within.as_ref(), ContractQuestion::Leaves)?, None)
            }
            None => {
                let within = active_within(context, self.active_within.as_ref())?;
                let (opening, lost) = states(context, within, State::Lost, "lost", Title::CustomersLeft)?;
                let mut plan = Plan::proportion("lost", "opening", vec![lost, opening], Unit::Percent);
                plan.pooling = Pooling::None;
                plan.direction = Some(Direction::Minimise);
                plan.policies.push(active_policy(within));
                (plan, within)
            }
        };
        if let Some(annualised) = annualised {
            let Some(times) = windows_per_year(within, context.grain) else {
                context.report(Problem::new(AnnualisedByWave).at(annualised.span));
                return None;
            };
            plan.beside = Some(annual(&plan.formula, times));
        }
        Some(plan)
    }
}

impl KindDescription for Churn {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.put_retention_rule(self.active_within.as_ref(), self.contract.as_ref());
        keys.word("annualised", self.annualised.as_ref().map(|a| a.value));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        match &self.contract {
            Some(contract) => contract.meaning(ContractQuestion::Leaves),
            None => Some(CustomerMeaning::Churn { active: input.policy(Subject::Active)? }.into()),
        }
    }

    fn has_own_window(&self) -> bool {
        true
    }
}

/// How many looks fit into a year: one after each window, or after each period.
fn windows_per_year(within: Option<Duration>, grain: Grain) -> Option<f64> {
    const DAYS: f64 = 365.25;
    match (within.map(|w| (w.length(), w)), grain) {
        (Some((Length::Months(months), _)), _) => Some(12.0 / f64::from(months)),
        (Some((_, window)), _) => Some(DAYS / window.rough_days()),
        (None, Grain::Week) => Some(DAYS / 7.0),
        (None, Grain::Month) => Some(12.0),
        (None, Grain::Quarter) => Some(4.0),
        (None, Grain::Year) => Some(1.0),
        (None, Grain::Wave) => None,
    }
}

/// `1 − (1 − churn)^times`: what a constant churn comes to in a year, never its multiple.
fn annual(churn: &Formula, times: f64) -> SecondaryFigure {
    let kept = Formula::Number(1.0).minus(churn.clone());
    let over_a_year = Formula::Call(Function::Power, vec![kept, Formula::Number(times)]);
    SecondaryFigure {
        name: SecondaryFigureName::Annualised,
        formula: Formula::Number(1.0).minus(over_a_year),
        is_share: true,
    }
}

causes! {
    /// A year's rate of waves, which have no length.
    AnnualisedByWave => KindNeedsKeys,
        "`annualised` needs `active_within` by wave",
        "waves have no length: add `active_within: 1 year`, or take `annualised` out";
}
