//! Contracts, for `retention` and `churn`: states, renewals, and snapshots that say who left.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::cast;
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::WrittenKeys;
use super::lead_time::Clock;
use super::{Context, Text, both, count_where, if_by_as_of};
use crate::calendar::Duration;
use crate::measure::expression::Typed;
use crate::measure::expression::row::to_day;
use crate::measure::meaning::CustomerMeaning;
use crate::measure::{
    Basis, ColumnType, Component, ContractState, Direction, Formula, HistoryAggregate, IntervalMethod,
    Meaning, Plan, Policy, Pooling, Reduction, Title, Unit,
};
use crate::problem::{Exclusive, MissingKey, Problem};

/// Days since 1970 that stand for a contract without end.
const NEVER: i64 = 100_000_000;

/// Contracts instead of activity: `start` and `end`, or `due` and `renewed`, or `left`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "contract"))]
pub struct Contract {
    /// Date on which a contract begins.
    #[serde(default)]
    pub start: Option<Text>,
    /// Date on which it ends; null while it runs.
    #[serde(default)]
    pub end: Option<Text>,
    /// Date on which a renewal is due, or condition of rows that are due by the source's `time`.
    #[serde(default)]
    pub due: Option<Text>,
    /// Date of the renewal, or condition that it was renewed.
    #[serde(default)]
    pub renewed: Option<Text>,
    /// How late a renewal still counts; 0 days when absent.
    #[serde(default)]
    pub grace: Option<Text>,
    /// Condition that a customer of a snapshot left in its period.
    #[serde(default)]
    pub left: Option<Text>,
}

/// What is asked of contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContractQuestion {
    /// The share that stays.
    Stays,
    /// The share that leaves.
    Leaves,
}

impl ContractQuestion {
    fn direction(self) -> Direction {
        match self {
            ContractQuestion::Stays => Direction::Maximise,
            ContractQuestion::Leaves => Direction::Minimise,
        }
    }
}

impl Contract {
    pub(super) fn plan(&self, context: &Context<'_>, asked: ContractQuestion) -> Option<Plan> {
        let others =
            [("start", &self.start), ("end", &self.end), ("due", &self.due), ("renewed", &self.renewed)];
        let written = others.iter().find_map(|(key, text)| Some((*key, text.as_ref()?)));
        match (self, written) {
            (Contract { left: Some(_), .. }, Some((key, text))) => {
                context.report(Problem::new(Exclusive::new("left", key)).at(text.span));
                None
            }
            (Contract { left: Some(left), grace: None, .. }, None) => snapshot(context, left, asked),
            (Contract { due: Some(due), renewed: Some(renewed), .. }, _) => {
                self.renewal(context, due, renewed, asked)
            }
            (
                Contract {
                    start: Some(start), end: Some(end), due: None, renewed: None, grace: None, ..
                },
                _,
            ) => base(context, start, end, asked),
            _ => {
                let (key, example) = match (self.due.is_some(), self.grace.is_some(), self.start.is_some()) {
                    (true, ..) => ("renewed", "renewed: renewed_on"),
                    (_, true, _) => ("due", "due: renewal_due"),
                    _ if self.renewed.is_some() => ("due", "due: renewal_due"),
                    (_, _, true) => ("end", "end: ended_on"),
                    _ => ("start", "start: started_on"),
                };
                let problem = Problem::new(MissingKey::new("contract", key));
                context.report(problem.at(context.span).help(format!("add `{example}`")));
                None
            }
        }
    }

    /// What it amounts to in words.
    pub(super) fn meaning(&self, asked: ContractQuestion) -> Option<Meaning> {
        let stays = asked == ContractQuestion::Stays;
        if let Some(left) = &self.left {
            let condition = left.value.clone();
            let meaning = match stays {
                true => CustomerMeaning::SnapshotKept { condition },
                false => CustomerMeaning::SnapshotLeft { condition },
            };
            return Some(meaning.into());
        }
        if self.due.is_none() {
            let meaning =
                if stays { CustomerMeaning::ContractsKept } else { CustomerMeaning::ContractsEnded };
            return Some(meaning.into());
        }
        let grace = match &self.grace {
            None => Duration::days(0),
            Some(text) => text.value.parse().ok()?,
        };
        let meaning =
            if stays { CustomerMeaning::Renewed { grace } } else { CustomerMeaning::NotRenewed { grace } };
        Some(meaning.into())
    }

    /// Renewals of contracts that were due and whose grace is over (R7).
    fn renewal(
        &self,
        context: &Context<'_>,
        due: &Text,
        renewed: &Text,
        asked: ContractQuestion,
    ) -> Option<Plan> {
        let due_on = context.value(due)?;
        let (mut rows, day) = match due_on.kind {
            Some(ColumnType::Bool) => {
                let is_due = context.condition(due);
                let mut rows = context.rows_by_time()?;
                rows.filter = both(rows.filter, Some(is_due?));
                let day = Typed::computed(rows.day.clone(), ColumnType::Date);
                (rows, day)
            }
            _ => (context.rows_by(due)?, context.temporal(due)?),
        };
        let ended = self.end.as_ref().map(|text| context.temporal(text));
        self.start.as_ref().and_then(|text| context.temporal(text));
        let renewal = context.value(renewed)?;
        let renewed_at = match renewal.kind {
            Some(ColumnType::Bool) => None,
            _ => Some(context.temporal(renewed)?),
        };
        let placed_by = rows.placed_by.clone();
        let columns = renewed_at.iter().map(|of| (renewed.value.as_str(), of));
        let columns: Vec<_> = std::iter::once((placed_by.as_str(), &day)).chain(columns).collect();
        let grace = match &self.grace {
            Some(text) => context.allowance(text, &columns)?,
            None => context.no_allowance(),
        };
        if let Some(ended) = ended {
            // Who leaves before the day has nothing to renew: that loss is one of the base.
            let gone = if_by_as_of(to_day(&ended?));
            let in_force = gone.clone().is_null().or(gone.gt_eq(to_day(&day)));
            rows.filter = both(rows.filter, Some(in_force));
        }
        let is_renewed = match &renewed_at {
            Some(renewed) => grace.is_within(&day, renewed),
            None => context.condition(renewed)?,
        };
        let mature = grace.has_elapsed(&day);
        let of = |condition: Expr| Some(mature.clone().and(condition));
        let kept = count_where("renewed", Title::ContractsRenewed, &rows, of(is_renewed));
        let due = count_where("due", Title::ContractsDue, &rows, Some(mature.clone()));
        let all = count_where("all", Title::ContractsAll, &rows, None);
        let plan = share(asked, ("renewed", "due"), vec![kept, due, all]);
        Some(Plan {
            maturity: Some(("due".to_owned(), "all".to_owned())),
            pooling: Pooling::Pool,
            policies: vec![Policy::RenewedWithin { grace: grace.duration }],
            ..plan
        })
    }
}

/// Customers with a contract at the opening, and who of them has one at the end.
fn base(context: &Context<'_>, start: &Text, end: &Text, asked: ContractQuestion) -> Option<Plan> {
    let begin = context.temporal(start);
    let end = context.temporal(end);
    let customer = context.customer();
    let mut rows = context.rows_by(start)?;
    let (begin, end, customer) = (begin?, end?, customer?);
    let reversed = Clock::Days.reversed(&begin, &end);
    let all = rows.clone();
    rows.filter = both(rows.filter, Some(Clock::Days.kept(&begin, &end)));
    let ends = last_day(&end);
    let component = |name: &str, title: Title, state| Component {
        name: name.to_owned(),
        title,
        rows: rows.clone(),
        basis: Basis::Histories {
            keys: vec![customer.clone()],
            kept: vec![Reduction::Last { value: ends.clone(), by: vec![ends.clone()] }],
            aggregate: HistoryAggregate::Contracts(state),
        },
    };
    let (name, title, state) = match asked {
        ContractQuestion::Stays => ("retained", Title::ContractStayed, ContractState::Stayed),
        ContractQuestion::Leaves => ("lost", Title::ContractLeft, ContractState::Left),
    };
    let opening = component("opening", Title::ContractAtOpening, ContractState::Opening);
    let counted = component(name, title, state);
    let plan = Plan {
        pooling: Pooling::None,
        direction: Some(asked.direction()),
        policies: vec![Policy::ContractInForce],
        ..Plan::proportion(name, "opening", vec![counted, opening], Unit::Percent)
    };
    Some(plan.with_reversed_count(&all, reversed))
}

/// The day an end falls on as a number; what has not ended by the as-of day ends never.
fn last_day(end: &Typed) -> Expr {
    let number = cast(cast(if_by_as_of(to_day(end)), DataType::Int32), DataType::Int64);
    datafusion::functions::core::coalesce().call(vec![number, lit(NEVER)])
}

/// Customers of a snapshot, and who of them left in its period.
fn snapshot(context: &Context<'_>, left: &Text, asked: ContractQuestion) -> Option<Plan> {
    let gone = context.condition(left);
    let customer = context.customer();
    let rows = context.rows_by_time()?;
    let (gone, customer) = (gone?, customer?);
    let component = |name: &str, title: Title, filter| Component {
        name: name.to_owned(),
        title,
        rows: super::Rows { filter, ..rows.clone() },
        basis: Basis::Distinct(vec![customer.clone()]),
    };
    let customers = component("customers", Title::CustomersOfSnapshot, rows.filter.clone());
    let lost = component("left", Title::CustomersLeft, both(rows.filter.clone(), Some(gone)));
    let plan = share(opposite(asked), ("left", "customers"), vec![lost, customers]);
    Some(Plan {
        pooling: Pooling::None,
        direction: Some(asked.direction()),
        policies: vec![Policy::SnapshotLeft { condition: left.value.clone() }],
        ..plan
    })
}

fn opposite(asked: ContractQuestion) -> ContractQuestion {
    match asked {
        ContractQuestion::Stays => ContractQuestion::Leaves,
        ContractQuestion::Leaves => ContractQuestion::Stays,
    }
}

/// The share counted, or the rest of it where its opposite is asked for.
fn share(asked: ContractQuestion, (counted, all): (&str, &str), components: Vec<Component>) -> Plan {
    let plan = Plan::proportion(counted, all, components, Unit::Percent);
    let (counted, all) = (Formula::name(counted), Formula::name(all));
    let plan = Plan { direction: Some(asked.direction()), ..plan };
    match asked {
        ContractQuestion::Stays => plan,
        ContractQuestion::Leaves => {
            let rest = all.clone().minus(counted);
            Plan {
                formula: rest.clone().over(all.clone()),
                interval: IntervalMethod::Wilson { successes: rest, trials: all },
                ..plan
            }
        }
    }
}

impl WrittenKeys {
    /// What says who stays: a window, or contracts.
    pub(super) fn put_retention_rule(&mut self, active_within: Option<&Text>, contract: Option<&Contract>) {
        let Some(contract) = contract else { return self.or("active_within", active_within, "one period") };
        let keys = [
            ("start", &contract.start),
            ("end", &contract.end),
            ("due", &contract.due),
            ("renewed", &contract.renewed),
            ("left", &contract.left),
        ];
        for (key, text) in keys {
            self.optional(&format!("contract.{key}"), text.as_ref());
        }
        if contract.due.is_some() {
            self.or("contract.grace", contract.grace.as_ref(), "0 days");
        }
    }
}
