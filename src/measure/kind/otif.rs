//! `otif`: on time and in full.

use crate::calendar::Duration;
use datafusion::logical_expr::Case;
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::on_time::{Cancelled, Promises, cancellations};
use super::{Context, Rows, Text, both, count_where, number_expr, sum_of, when};
use crate::measure::expression::row::float;
use crate::measure::meaning::DeliveryMeaning;
use crate::measure::{
    Basis, Component, Direction, HistoryAggregate, Meaning, Plan, Policy, Reduction, Subject, Title, Unit,
};
use crate::problem::{Exclusive, Problem, causes};

/// Share of the orders, lines or units promised in the period, and due, that came on time and in full.
///
/// `otif = kept ÷ due`; a line is kept when it came by the promised day with at least the quantity ordered, an order
/// when all of its lines are, a unit when it is one of those ordered and its line came on time
///
/// - Shape: one value per period and segment, by the date of the promise, an order by its latest; pools by adding its
///   components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no promise fell due → no data; fewer than `min_n` → insufficient data.
/// - Source: there is no standard definition, so the level must be said; the joint rate, never on-time times in-full;
///   interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Otif {
    /// Date promised.
    pub promised: Text,
    /// Date delivered; null while it is not.
    pub delivered: Text,
    /// Quantity ordered.
    pub ordered: Text,
    /// Quantity received.
    pub received: Text,
    /// What is counted.
    pub level: Level,
    /// Column that tells orders apart; required at level `order`.
    #[serde(default)]
    pub order: Option<Text>,
    /// How far the quantity may be off, of the quantity ordered; 0 % when absent, and then more than ordered is full.
    #[serde(default)]
    pub tolerance: Option<Text>,
    /// How early is still on time; any when absent. Hours, minutes and seconds are counted back from the time promised, and need times
    /// on both sides.
    #[serde(default)]
    pub early: Option<Text>,
    /// Who cancelled, where deliveries are.
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Orders, each kept when all of its lines are.
    Order,
    /// Rows.
    Line,
    /// Units ordered.
    Unit,
}

impl Otif {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let (ordered, received) = (context.number(&self.ordered), context.number(&self.received));
        let tolerance = self.tolerance.as_ref().map_or(Some(0.0), |text| tolerance(context, text));
        let order = match (&self.order, self.level) {
            (None, Level::Order) => {
                context.report(Problem::new(LevelWithoutOrder).at(context.span));
                None
            }
            (order, _) => if_written(order.as_ref(), |text| context.value(text)),
        };
        if let (Some(tolerance), Level::Unit) = (&self.tolerance, self.level) {
            context.report(
                Problem::new(Exclusive::new("tolerance", "level: unit"))
                    .at(tolerance.span)
                    .help("units count as far as they came; remove one"),
            );
            return None;
        }
        let promises = Promises::read(context, &self.promised, &self.delivered, self.cancelled.as_ref())?;
        let columns = promises.columns(&self.promised, &self.delivered);
        let early = if_written(self.early.as_ref(), |text| context.allowance(text, &columns));
        let (ordered, received) = (float(ordered?.expr), float(received?.expr));
        let (early, tolerance, order) = (early?, tolerance?, order?);
        let in_time = context.no_allowance().is_within(&promises.promised, &promises.delivered);
        let not_before = early.map(|early| early.is_not_before(&promises.promised, &promises.delivered));
        let early = early.map(|early| early.duration);
        let due = promises.due;
        let on_time = both(both(Some(in_time), not_before), promises.upheld)?;
        let full = in_full(&ordered, &received, tolerance);
        let (kept, base) = match (self.level, order) {
            (Level::Unit, _) => units(&due, on_time, ordered, received),
            (Level::Order, Some(order)) => orders(&due, order.expr, on_time.and(full)),
            _ => {
                let base = count_where("due", Title::LinesDue, &due, None);
                let kept = count_where("kept", Title::LinesKept, &due, Some(on_time.and(full)));
                (kept, base)
            }
        };
        let plan = Plan::proportion("kept", "due", vec![kept, base], Unit::Percent);
        let policies = self.policies(early, tolerance);
        Some(Plan { direction: Some(Direction::Maximise), policies, ..plan })
    }

    fn policies(&self, early: Option<Duration>, tolerance: f64) -> Vec<Policy> {
        let mut policies = vec![
            match self.level {
                Level::Order => Policy::CountedOrders,
                Level::Line => Policy::CountedLines,
                Level::Unit => Policy::CountedUnits,
            },
            early.map_or(Policy::OnTimeHoweverEarly, |early| Policy::OnTimeFrom { early }),
            Policy::MissedToo,
        ];
        if self.level != Level::Unit {
            policies.push(match tolerance {
                0.0 => Policy::InFullOrMore,
                percent => Policy::InFullWithin { percent },
            });
        }
        policies
    }
}

impl KindDescription for Otif {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("promised", &self.promised);
        keys.text("delivered", &self.delivered);
        keys.text("ordered", &self.ordered);
        keys.text("received", &self.received);
        keys.word("level", Some(&self.level));
        keys.optional("order", self.order.as_ref());
        keys.or("tolerance", self.tolerance.as_ref(), "0 %");
        keys.or("early", self.early.as_ref(), "any");
        keys.cancelled(self.cancelled.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let cancelled = cancellations(self.cancelled.as_ref());
        let on_time = input.policy(Subject::OnTime)?;
        let meaning = match self.level {
            Level::Order => {
                DeliveryMeaning::OtifOrders { on_time, in_full: input.policy(Subject::InFull)?, cancelled }
            }
            Level::Line => {
                DeliveryMeaning::OtifLines { on_time, in_full: input.policy(Subject::InFull)?, cancelled }
            }
            Level::Unit => DeliveryMeaning::OtifUnits { on_time, cancelled },
        };
        Some(meaning.into())
    }
}

/// Percent of the quantity ordered.
fn tolerance(context: &Context<'_>, text: &Text) -> Option<f64> {
    let number = text.value.strip_suffix('%').and_then(|n| n.trim_end().parse::<f64>().ok());
    let percent = number.filter(|percent| (0.0..=100.0).contains(percent));
    if percent.is_none() {
        context.report(Problem::new(NoTolerance { text: text.value.clone() }).at(text.span));
    }
    percent
}

/// Whether a quantity is the one ordered: at least that, or within a tolerance in both directions.
fn in_full(ordered: &Expr, received: &Expr, percent: f64) -> Expr {
    let (ordered, received) = (ordered.clone(), received.clone());
    if percent == 0.0 {
        return received.gt_eq(ordered);
    }
    // In hundredths of the quantity ordered both sides are exact for whole numbers.
    let allowed = ordered.clone() * lit(percent);
    let off = (received - ordered) * lit(100.0);
    off.clone().lt_eq(allowed.clone()).and(off.gt_eq(-allowed))
}

/// Units of lines on time, as far as ordered, and units ordered.
fn units(due: &Rows, on_time: Expr, ordered: Expr, received: Expr) -> (Component, Component) {
    let is_some = received.clone().gt(lit(0.0)).and(ordered.clone().is_not_null());
    // Nothing is known of what came: it is missed.
    let is_none = received.clone().lt_eq(lit(0.0)).or(received.clone().is_null());
    let is_none = is_none.and(ordered.clone().is_not_null());
    let branches = vec![
        (Box::new(received.clone().gt_eq(ordered.clone())), Box::new(ordered.clone())),
        (Box::new(is_some), Box::new(received)),
        (Box::new(is_none), Box::new(lit(0.0))),
    ];
    let came = Expr::Case(Case::new(None, branches, None));
    let in_time = Rows { filter: both(due.filter.clone(), Some(on_time)), ..due.clone() };
    (
        sum_of("kept", Title::UnitsKept, &in_time, &number_expr(came)),
        sum_of("due", Title::UnitsDue, due, &number_expr(ordered)),
    )
}

/// Orders of which every line is kept, and all orders; each on the day of its latest promise.
fn orders(due: &Rows, order: Expr, kept: Expr) -> (Component, Component) {
    let one = lit(1_i64);
    let component = |name: &str, title: Title, whole: bool| Component {
        name: name.to_owned(),
        title,
        rows: due.clone(),
        basis: Basis::Histories {
            keys: vec![order.clone()],
            kept: vec![Reduction::Sum(one.clone()), Reduction::Sum(when(kept.clone(), one.clone()))],
            aggregate: HistoryAggregate::Settled { whole },
        },
    };
    (component("kept", Title::OrdersKept, true), component("due", Title::OrdersDue, false))
}

causes! {
    /// Orders to be counted in a source that does not tell them apart.
    LevelWithoutOrder => KindNeedsKeys,
        "`otif` at level `order` needs `order`",
        "name the column that tells orders apart";

    /// A text that is no share of the quantity ordered.
    NoTolerance { text: String } => WrongType,
        "`tolerance` takes a percentage of the quantity ordered, this is `{text}`",
        "write `tolerance: 5%`";
}
