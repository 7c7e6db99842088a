//! `conversion`: who goes on.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::cast;
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::last::micros;
use super::{Context, Text, matured, number_expr, when};
use crate::measure::expression::aggregate::exact;
use crate::measure::meaning::{CustomerMeaning, Step};
use crate::measure::{
    Basis, CaseSelection, Component, Direction, HistoryAggregate, Meaning, Plan, Policy, Reduction, Title,
    Unit,
};

/// Share of those who began in the period and went on to the goal in time.
///
/// `conversion = |goal reached within the time| ÷ |begun in the period, time up by as-of|`
///
/// - Shape: one value per period and segment, by the day of the beginning; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: nobody began, or nobody's time is up → no data; fewer than `min_n` → insufficient data; under 80 % of
///   those who began with their time up → provisional.
/// - Source: each begins once, with the first row that says so; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// Column of those who begin and go on: a visitor, a lead, a customer.
    pub entity: Text,
    /// Condition of the rows that begin, or `first_row`.
    pub from: Text,
    /// Condition of the rows that reach the goal, on the day of the beginning (whatever the hour) or later, or `later_row`: any row on a later day. With `within` in hours,
    /// minutes or seconds: at the time of the beginning or later, any row at a later time.
    pub to: Text,
    /// How long after the beginning the goal still counts. Hours, minutes and seconds pass from the first row that begins, and need
    /// rows that are placed by times.
    pub within: Text,
}

impl Conversion {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let entity = context.value(&self.entity);
        let condition = |text: &Text, word: &str| {
            if_written(Some(text).filter(|text| text.value != word), |text| context.condition(text))
        };
        let (from, to) = (condition(&self.from, "first_row"), condition(&self.to, "later_row"));
        let rows = context.rows_by_time()?;
        let placed = context.placed(&rows);
        let within = context.allowance(&self.within, &[(&rows.placed_by, &placed)]);
        let (entity, from, to, within) = (entity?, from?, to?, within?);
        let later = to.is_none();
        let (mut keys, mut kept) = (vec![entity.expr], vec![flag(from), flag(to)]);
        if within.is_passing() {
            // Rows of one time are one, and their time is what any of them says.
            keys.push(cast(placed.expr.clone(), DataType::Int64));
            kept.push(Reduction::Last { value: micros(&placed.expr), by: vec![placed.expr] });
        }
        let (passing, within) = (within.is_passing(), within.duration);
        let component = |counted: CaseSelection, name: &str, title: Title| Component {
            name: name.to_owned(),
            title,
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: keys.clone(),
                kept: kept.clone(),
                aggregate: HistoryAggregate::Conversion { counted, within, later, passing },
            },
        };
        let components = vec![
            component(CaseSelection::Succeeded, "converted", Title::GoalReached),
            component(CaseSelection::Mature, "judged", Title::GoalJudged),
            component(CaseSelection::All, "all", Title::GoalAll),
        ];
        let mut plan = matured(Plan::proportion("converted", "judged", components, Unit::Percent));
        plan.direction = Some(Direction::Maximise);
        let entity = self.entity.value.clone();
        plan.policies = vec![
            match self.from.value.as_str() {
                "first_row" => Policy::PlacedByFirstRow { entity },
                _ => Policy::PlacedByFirstBeginning { entity },
            },
            match (passing, later) {
                (true, true) => Policy::GoalLaterTime { within },
                (true, false) => Policy::GoalTime { within },
                (false, true) => Policy::GoalLaterRow { within },
                (false, false) => Policy::GoalRow { within },
            },
        ];
        Some(plan)
    }
}

impl KindDescription for Conversion {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("entity", &self.entity);
        keys.text("from", &self.from);
        keys.text("to", &self.to);
        keys.text("within", &self.within);
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        let from = match self.from.value.as_str() {
            "first_row" => Step::FirstRow,
            condition => Step::FirstWhere { condition: condition.to_owned() },
        };
        let to = match self.to.value.as_str() {
            "later_row" => Step::LaterRow,
            condition => Step::Where { condition: condition.to_owned() },
        };
        let within = self.within.value.parse().ok()?;
        Some(CustomerMeaning::Conversion { entity: self.entity.value.clone(), from, to, within }.into())
    }
}

/// How many rows meet a condition; all without one.
pub(super) fn flag(condition: Option<Expr>) -> Reduction {
    let one = number_expr(lit(1.0));
    Reduction::Sum(match condition {
        Some(condition) => when(condition, exact(&one)),
        None => exact(&one),
    })
}
