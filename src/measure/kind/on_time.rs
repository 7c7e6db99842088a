//! `on_time`: promises kept.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Rows, Text, both, count_where};
use crate::measure::expression::Typed;
use crate::measure::expression::row::to_day;
use crate::measure::meaning::{Cancellations, DeliveryMeaning};
use crate::measure::{Direction, Meaning, Plan, Policy, Subject, Title, Unit};
use crate::problem::{Problem, causes};

/// Share of the deliveries promised in the period, and due, that were kept.
///
/// `on time = |delivered ≤ promised + grace| ÷ |promised in the period and due by as-of|`
///
/// - Shape: one value per period and segment, by the date of the promise; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no promise fell due → no data; fewer than `min_n` → insufficient data.
/// - Source: undelivered and supplier-cancelled count as late, customer-cancelled leave; compared as local days, with a
///   grace in hours, minutes or seconds as instants; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnTime {
    /// Date promised.
    pub promised: Text,
    /// Date delivered; null while it is not.
    pub delivered: Text,
    /// Who cancelled, where deliveries are.
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
    /// How late is still in time; 0 days when absent. Hours, minutes and seconds are counted from the time promised, and need times on
    /// both sides.
    #[serde(default)]
    pub grace: Option<Text>,
}

/// Conditions that say who cancelled.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancelled {
    /// These leave the count.
    #[serde(default)]
    pub by_customer: Option<Text>,
    /// These count as late.
    #[serde(default)]
    pub by_supplier: Option<Text>,
}

/// Promises that are due: those the customer cancelled are gone.
pub(super) struct Promises {
    /// The rows they stand on.
    pub(super) due: Rows,
    /// Day or time promised.
    pub(super) promised: Typed,
    /// Day or time delivered, whether it has come or not.
    pub(super) delivered: Typed,
    /// That the supplier did not cancel; nothing where nobody says so.
    pub(super) upheld: Option<Expr>,
}

impl Promises {
    /// Reads dates and cancellations; warns of periods by another date.
    pub(super) fn read(
        context: &Context<'_>,
        promised: &Text,
        delivered: &Text,
        cancelled: Option<&Cancelled>,
    ) -> Option<Promises> {
        let day_promised = context.temporal(promised);
        let delivered = context.temporal(delivered);
        let condition = |text: Option<&Text>| if_written(text, |text| context.condition(text));
        let by_customer = condition(cancelled.and_then(|c| c.by_customer.as_ref()));
        let by_supplier = condition(cancelled.and_then(|c| c.by_supplier.as_ref()));
        if let Some(time) = context.time {
            context.report(Problem::new(PlacedByOrder { time: time.value.clone() }).at(time.span));
        }
        let mut due = context.rows_by(promised)?;
        let (promised, delivered) = (day_promised?, delivered?);
        // Placed by another date, a promise of the period may still be undue.
        let has_come = to_day(&promised).lt_eq(crate::measure::expression::as_of());
        due.filter = both(due.filter, by_customer?.map(Expr::is_not_true));
        due.filter = both(due.filter, Some(has_come));
        Some(Promises { due, promised, delivered, upheld: by_supplier?.map(Expr::is_not_true) })
    }

    /// Both dates, by their names.
    pub(super) fn columns<'t>(
        &'t self,
        promised: &'t Text,
        delivered: &'t Text,
    ) -> [(&'t str, &'t Typed); 2] {
        [(&promised.value, &self.promised), (&delivered.value, &self.delivered)]
    }
}

impl OnTime {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let promises = Promises::read(context, &self.promised, &self.delivered, self.cancelled.as_ref());
        let columns = promises.as_ref().map(|p| p.columns(&self.promised, &self.delivered));
        let columns = columns.as_ref().map_or(&[][..], |columns| &columns[..]);
        let grace = if_written(self.grace.as_ref(), |text| context.allowance(text, columns))?;
        let Promises { due, promised, delivered, upheld } = promises?;
        let allowed = grace.unwrap_or_else(|| context.no_allowance());
        let kept = both(Some(allowed.is_within(&promised, &delivered)), upheld);
        let due = count_where("due", Title::PromisesDue, &due, None);
        let on_time = count_where("kept", Title::PromisesKept, &due.rows, kept);
        let mut plan = Plan::proportion("kept", "due", vec![on_time, due], Unit::Percent);
        plan.direction = Some(Direction::Maximise);
        let late = if allowed.is_passing() { Policy::LateByTheClock } else { Policy::LateWhen };
        let grace = grace.map_or(Policy::GraceNone, |grace| Policy::GraceOf { grace: grace.duration });
        plan.policies = vec![late, grace];
        Some(plan)
    }
}

impl KindDescription for OnTime {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("promised", &self.promised);
        keys.text("delivered", &self.delivered);
        keys.cancelled(self.cancelled.as_ref());
        keys.or("grace", self.grace.as_ref(), "0 days");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (source, cancelled) = (input.source()?, cancellations(self.cancelled.as_ref()));
        let meaning = match &self.grace {
            None => DeliveryMeaning::OnTime { source, cancelled },
            Some(grace) => {
                let grace = grace.value.parse().ok()?;
                match input.policy(Subject::Late)? {
                    Policy::LateByTheClock => DeliveryMeaning::OnTimeByTheClock { source, grace, cancelled },
                    _ => DeliveryMeaning::OnTimeWithGrace { source, grace, cancelled },
                }
            }
        };
        Some(meaning.into())
    }
}

/// What is done with cancellations, for readers.
pub(super) fn cancellations(cancelled: Option<&Cancelled>) -> Cancellations {
    let said = cancelled.map(|c| (c.by_customer.is_some(), c.by_supplier.is_some()));
    match said.unwrap_or_default() {
        (false, false) => Cancellations::Unsaid,
        (true, false) => Cancellations::ByCustomer,
        (false, true) => Cancellations::BySupplier,
        (true, true) => Cancellations::ByEither,
    }
}

impl WrittenKeys {
    /// Who cancelled.
    pub(super) fn cancelled(&mut self, cancelled: Option<&Cancelled>) {
        if let Some(cancelled) = cancelled {
            self.optional("cancelled.by_customer", cancelled.by_customer.as_ref());
            self.optional("cancelled.by_supplier", cancelled.by_supplier.as_ref());
        }
    }
}

causes! {
    /// Promises placed by a date on which they are not due.
    PlacedByOrder { time: String } => PromisePlacedByOrder,
        "periods by `{time}` leave promises undue at their end",
        "remove `time`";
}
