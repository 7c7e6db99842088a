//! `last`: a balance at the period's end.

use schemars::JsonSchema;
use serde::Deserialize;

use super::about::{About, Told, WrittenKeys};
use super::{Context, Text, both};
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning::RowsMeaning;
use crate::measure::{
    Basis, Component, Formula, HistoryAggregate, IntervalMethod, Meaning, Plan, Policy, Pooling, Reduction,
    Subject, Title,
};

/// Balance at the period's end: the value of each account's last row by then, summed over accounts.
///
/// `last = Σ over accounts (value of the last row on or before the end)`
///
/// - Shape: one value per period and segment, the state at its end; a longer window takes the last.
/// - Unit: currency for a money column, else number.
/// - Absent: no account has a row by then and the source has none in the period → no data. An account whose balance
///   has not changed stands at its last one; in a source with `snapshot`, where every account is written down each
///   time, one without a row in the newest snapshot is gone.
/// - Source: semi-additive measures, Kimball & Ross (2013): they add over accounts and not over time; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Last {
    /// Column or expression of the balance.
    pub value: Text,
    /// Column that says which account a row belongs to.
    pub per: Text,
}

impl Last {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let value = context.quantity(&self.value);
        let per = context.value(&self.per);
        let mut rows = context.rows_by_time()?;
        let (value, per) = (value?, per?);
        rows.filter = both(rows.filter, Some(value.expr.clone().is_not_null()));
        let amount = exact(&value);
        let mut by = context.instant(&rows);
        by.push(amount.clone());
        let (aggregate, policy) = match context.words()?.snapshot {
            Some(grain) => (HistoryAggregate::Snapshot { grain }, Policy::BalanceOfSnapshot { grain }),
            None => (HistoryAggregate::Balance { carried: true }, Policy::BalanceLastRow),
        };
        let component = Component {
            name: "balance".to_owned(),
            title: Title::LastOfEach { value: self.value.value.clone(), per: self.per.value.clone() },
            rows,
            basis: Basis::Histories {
                keys: vec![per.expr],
                kept: vec![Reduction::Last { value: amount, by }],
                aggregate,
            },
        };
        Some(Plan {
            pooling: Pooling::Last,
            policies: vec![policy],
            ..Plan::of(
                Formula::name("balance"),
                vec![component],
                context.unit_of(&value),
                IntervalMethod::None,
            )
        })
    }
}

impl About for Last {
    fn written(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
        keys.text("per", &self.per);
    }

    fn meaning(&self, told: &Told<'_>) -> Option<Meaning> {
        let row = told.policy(Subject::Balance)?;
        let (value, per) = (self.value.value.clone(), self.per.value.clone());
        Some(RowsMeaning::Balance { value, per, row }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
