//! `first_contact_resolution`: settled at once.

use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::Deserialize;

use super::conversion::flag;
use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, both, matured, number_expr, when};
use crate::measure::expression::Typed;
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::row::to_day;
use crate::measure::meaning::ServiceMeaning;
use crate::measure::plan::REVERSED;
use crate::measure::{
    Basis, CaseSelection, ColumnType, Component, Direction, HistoryAggregate, Meaning, Plan, Policy,
    REVERSED_ROW, Reduction, Subject, Title, Unit,
};

/// Share of the tickets opened in the period that one contact settled.
///
/// `first contact = |one contact, not reopened, no repeat within the time| ÷ |first tickets of their issue, time up by
/// as-of|`
///
/// - Shape: one value per period and segment, by the day of opening; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no ticket whose time is up → no data; fewer than `min_n` → insufficient data; under 80 % of the tickets
///   with their time up → provisional; the time before the period not known → insufficient history.
/// - Source: gross and net rates after ICMI and SQM practice; a repeat is no new issue; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstContactResolution {
    /// Column of the ticket; it may have several rows.
    pub ticket: Text,
    /// Column of what it is about; a customer has one topic when absent.
    #[serde(default)]
    pub topic: Option<Text>,
    /// Number of contacts of a row; 1 when absent.
    #[serde(default)]
    pub contacts: Option<Text>,
    /// Condition of rows of tickets that were opened again.
    #[serde(default)]
    pub reopened: Option<Text>,
    /// Date of resolution; where it is given, a ticket is settled only by a date within the time.
    #[serde(default)]
    pub resolved: Option<Text>,
    /// How long after it another ticket of the same customer and topic is a repeat, in days, business days or longer.
    pub repeat_within: Text,
    /// Condition of tickets that the first contact cannot settle: without them the rate is net.
    #[serde(default)]
    pub leave_out: Option<Text>,
}

impl FirstContactResolution {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let customer = context.customer();
        let ticket = context.value(&self.ticket);
        let topic = if_written(self.topic.as_ref(), |text| Some(context.value(text)?.expr));
        let one = || Some(number_expr(lit(1.0)));
        let contacts = self.contacts.as_ref().map_or_else(one, |t| context.number(t));
        let reopened = if_written(self.reopened.as_ref(), |text| context.condition(text));
        let leave_out = if_written(self.leave_out.as_ref(), |text| context.condition(text));
        let resolved = if_written(self.resolved.as_ref(), |text| context.temporal(text));
        let rows = context.rows_by_time();
        let repeat_within = match &rows {
            Some(rows) => context.of_days_after(rows, &self.repeat_within, "repeats"),
            None => context.of_days(&self.repeat_within, "repeats"),
        };
        let mut rows = rows?;
        let (customer, ticket, topic) = (customer?, ticket?.expr, topic?);
        let (contacts, reopened, resolved) = (exact(&contacts?), reopened?, resolved?);
        let (leave_out, repeat_within) = (leave_out?, repeat_within?);
        rows.filter = both(rows.filter, Some(ticket.clone().is_not_null()));
        let opened = Typed::computed(rows.day.clone(), ColumnType::Date);
        let allowed = context.allowance(&self.repeat_within, &[(&rows.placed_by, &opened)])?;
        let reversed = resolved.as_ref().map(|date| to_day(date).lt(rows.day.clone()).is_true());
        let settled = resolved.map(|date| allowed.is_within(&opened, &date));
        // A reopened ticket has had another contact, whether or not anybody counted it.
        let again = reopened.map(|reopened| Reduction::Sum(contacts.clone() + when_or_zero(reopened)));
        let kept = vec![
            again.unwrap_or(Reduction::Sum(contacts)),
            match &reversed {
                Some(reversed) => settled_or_reversed(settled, reversed.clone()),
                None => flag(settled),
            },
            flag(Some(leave_out.unwrap_or(lit(false)))),
        ];
        let component = |counted: CaseSelection, name: &str, title: Title| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: vec![customer.clone(), topic.clone().unwrap_or(lit("")), ticket.clone()],
                kept: kept.clone(),
                aggregate: HistoryAggregate::FirstContact { counted, repeat_within },
            },
        };
        let mut components = vec![
            component(CaseSelection::Succeeded, "settled", Title::TicketsSettled),
            component(CaseSelection::Mature, "judged", Title::TicketsJudged),
            component(CaseSelection::All, "all", Title::TicketsAll),
        ];
        // Of a ticket with several rows the first one says whether it ends before it begins.
        let reversed = reversed.map(|_| component(CaseSelection::Reversed, REVERSED, Title::Reversed));
        let has_reversed = reversed.is_some();
        components.extend(reversed);
        let mut plan = matured(Plan::proportion("settled", "judged", components, Unit::Percent));
        plan.direction = Some(Direction::Maximise);
        let within = repeat_within;
        plan.policies = vec![
            match &self.topic {
                Some(topic) => Policy::RepeatOfTopic { within, topic: topic.value.clone() },
                None => Policy::RepeatOfCustomer { within },
            },
            match &self.leave_out {
                Some(text) => Policy::RateNet { condition: text.value.clone() },
                None => Policy::RateGross,
            },
        ];
        plan.reversed = has_reversed.then(|| REVERSED.to_owned());
        Some(plan)
    }
}

impl KindDescription for FirstContactResolution {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("ticket", &self.ticket);
        keys.optional("topic", self.topic.as_ref());
        keys.or("contacts", self.contacts.as_ref(), "1");
        keys.optional("reopened", self.reopened.as_ref());
        keys.optional("resolved", self.resolved.as_ref());
        keys.text("repeat_within", &self.repeat_within);
        keys.optional("leave_out", self.leave_out.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (within, rate) = (self.repeat_within.value.parse().ok()?, input.policy(Subject::Rate)?);
        let meaning = match &self.resolved {
            None => ServiceMeaning::FirstContact { within, rate },
            Some(resolved) => {
                ServiceMeaning::FirstContactResolved { within, resolved: resolved.value.clone(), rate }
            }
        };
        Some(meaning.into())
    }
}

/// 1 of a row that is resolved in time, [`REVERSED_ROW`] of one that is resolved before its day.
fn settled_or_reversed(settled: Option<Expr>, reversed: Expr) -> Reduction {
    let number = |n: f64| exact(&number_expr(lit(n)));
    let settled = settled.map_or_else(|| number(1.0), |settled| when(settled, number(1.0)));
    let reversed = when(reversed, number(f64::from(REVERSED_ROW)));
    Reduction::Sum(datafusion::functions::core::coalesce().call(vec![reversed, settled]))
}

/// One contact more where the condition holds.
fn when_or_zero(condition: Expr) -> Expr {
    let number = |n: f64| exact(&number_expr(lit(n)));
    let counted = when(condition, number(1.0));
    datafusion::functions::core::coalesce().call(vec![counted, number(0.0)])
}
