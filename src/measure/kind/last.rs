//! `last`: a balance at the period's end.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::cast;
use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, both, number_expr};
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
        let by: Vec<Expr> = rows.instant.iter().chain([&amount]).cloned().collect();
        let kept = last_by(&by, amount, rows.instant.iter().map(micros));
        let (aggregate, policy) = match context.words()?.snapshot {
            Some(grain) => (HistoryAggregate::Snapshot { grain }, Policy::BalanceOfSnapshot { grain }),
            None => (HistoryAggregate::Balance { carried: true }, Policy::BalanceLastRow),
        };
        let component = Component {
            name: "balance".to_owned(),
            title: Title::LastOfEach { value: self.value.value.clone(), per: self.per.value.clone() },
            rows,
            basis: Basis::Histories { keys: vec![per.expr], kept, aggregate },
        };
        Some(Plan {
            pooling: Pooling::Last,
            policies: vec![policy],
            ..Plan::new(
                Formula::name("balance"),
                vec![component],
                context.unit_of(&value),
                IntervalMethod::None,
            )
        })
    }
}

/// What is kept of the rows of one day of a history: a value of the last one, and by what it is the last among those of
/// several segments.
pub(super) fn last_by(by: &[Expr], value: Expr, deciding: impl Iterator<Item = Expr>) -> Vec<Reduction> {
    let values = std::iter::once(value).chain(deciding);
    values.map(|value| Reduction::Last { value, by: by.to_vec() }).collect()
}

/// A time as a number of its own.
pub(super) fn micros(time: &Expr) -> Expr {
    exact(&number_expr(cast(time.clone(), DataType::Int64)))
}

impl KindDescription for Last {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
        keys.text("per", &self.per);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let row = input.policy(Subject::Balance)?;
        let (value, per) = (self.value.value.clone(), self.per.value.clone());
        Some(RowsMeaning::Balance { value, per, row }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
