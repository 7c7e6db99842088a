//! What a measure aims at: its targets, those of entities, and the direction that they tell.

use std::collections::BTreeMap;

use super::MeasureResolver;
use super::causes::{DirectionMissing, TargetsDoNotAdd};
use crate::calendar::{Grain, Period};
use crate::definition::resolve::literal::UnitReader;
use crate::definition::resolve::target::TargetContext;
use crate::measure::{Direction, Plan, Pooling, Unit};
use crate::model::{Axis, Edges, EntityList, EntityTarget, Lookback, Target, TargetPlan};
use crate::problem::Problem;

impl<'a> MeasureResolver<'a> {
    /// What its targets are read with.
    pub(super) fn target_context(
        &self,
        plan: Option<&Plan>,
        unit: Unit,
        (grain, direction): (Grain, Option<Direction>),
        axes: &'a [Axis],
    ) -> TargetContext<'a> {
        TargetContext {
            ruler: UnitReader { measure: self.id, unit, r: self.r },
            grain,
            direction,
            span: self.keys.target.as_ref().map_or(self.entry.id.span, |target| target.span),
            axes,
            holds_inside: plan.is_some_and(|plan| !plan.components.is_empty() && !plan.is_amount()),
            inner: false,
            of_entity: false,
            of_version: false,
        }
    }

    /// The targets of entities, each with how it is scored.
    pub(super) fn entity_targets(
        &self,
        of_entities: BTreeMap<String, Target>,
        known: Option<Direction>,
        scorecard: Edges,
        aim: Option<&TargetContext<'_>>,
    ) -> BTreeMap<String, EntityTarget> {
        let judged = of_entities.into_iter().map(|(entity, target)| {
            let direction = self.direction(known, Some(&target));
            let scoring = self.scoring(Some(&target), direction);
            let judgement = self.judgement(scorecard, Some(&target), aim);
            (entity, EntityTarget { target, scoring, judgement, direction })
        });
        judged.collect()
    }

    /// Whether its target is last year's total, which in a retail calendar counts by the day.
    pub(super) fn is_by_last_year_per_day(
        &self,
        plan: &Plan,
        window: Option<Lookback>,
        target: Option<&Target>,
    ) -> bool {
        let by_last_year = target.is_some_and(|t| matches!(t.plan, TargetPlan::PreviousYear(_)));
        let is_total = plan.pooling == Pooling::Flow && window != Some(Lookback::All);
        by_last_year && is_total && self.r.calendar.is_retail()
    }

    /// The better direction; a goal and a red flag say it by their order, a band needs none.
    pub(super) fn direction(&self, known: Option<Direction>, target: Option<&Target>) -> Option<Direction> {
        match target.map(|target| &target.plan) {
            _ if known.is_some() => known,
            None if self.keys.target.is_none() => None,
            Some(TargetPlan::Band { .. }) => None,
            Some(TargetPlan::GoalRedFlag { goal, red_flag }) if goal > red_flag => Some(Direction::Maximise),
            Some(TargetPlan::GoalRedFlag { .. }) => Some(Direction::Minimise),
            None if self
                .keys
                .target
                .as_ref()
                .is_some_and(|target| target.band.is_some() || target.goal.is_some()) =>
            {
                None
            }
            // One that could not be read is there.
            _ if self.r.is_refused("direction", self.entry.id.span) => None,
            _ => {
                self.r.report(
                    Problem::new(DirectionMissing { measure: self.id.to_string() }).at(self.entry.id.span),
                );
                None
            }
        }
    }

    /// Amounts of entities that do not add to the whole's (R23).
    pub(super) fn adds(
        &self,
        plan: &Plan,
        unit: Unit,
        whole: &Target,
        entities: &BTreeMap<String, EntityTarget>,
    ) {
        if entities.is_empty() || plan.pooling != Pooling::Flow {
            return;
        }
        let listed = self.r.entities.as_ref();
        let tree = match listed.map(|listed| &listed.list) {
            Some(EntityList::File { tree, .. }) => Some(tree),
            // Who stands below whom is known once the list is read.
            Some(EntityList::Source { .. }) if listed.is_some_and(|listed| !listed.parents.is_empty()) => {
                return;
            }
            _ => None,
        };
        let above = |id: &str| tree.map_or(&[][..], |tree| tree.ancestors(id));
        let value_of = |id: &str, at: Option<Period>| {
            let values = values_of(&entities.get(id)?.target);
            values.into_iter().find(|(own, _)| *own == at).map(|(_, value)| value)
        };
        let found = values_of(whole).into_iter().find_map(|(period, value)| {
            let says = |id: &String| value_of(id, period).is_some();
            // Of a zone and its branches the highest that says something of the period.
            let is_part = |id: &&String| {
                let is_said_below = || entities.keys().any(|other| above(other).contains(*id) && says(other));
                !above(id).iter().any(says) && (says(id) || !is_said_below())
            };
            let parts = entities.keys().filter(is_part);
            let sum: f64 = parts.map(|id| value_of(id, period)).sum::<Option<f64>>()?;
            ((sum - value).abs() > 1e-6 * value.abs().max(1.0)).then_some((period, sum, value))
        });
        let Some((period, sum, value)) = found else { return };
        let ruler = UnitReader { measure: self.id, unit, r: self.r };
        let (sum, value) = (ruler.format_value(sum), ruler.format_value(value));
        let at = period.map_or(String::new(), |period| format!(" in {}", self.r.calendar.label(&period)));
        let span = self.keys.target.as_ref().map_or(self.entry.id.span, |target| target.span);
        self.r.report(
            Problem::new(TargetsDoNotAdd {
                measure: self.id.to_string(),
                at: at.to_string(),
                sum: sum.to_string(),
                value: value.to_string(),
            })
            .at(span),
        );
    }
}

/// The written values of a plan, each with its period; a constant has none.
fn values_of(target: &Target) -> Vec<(Option<Period>, f64)> {
    match &target.plan {
        TargetPlan::Constant(value) => vec![(None, *value)],
        TargetPlan::Dated { points, .. } => points.iter().map(|(p, value)| (Some(*p), *value)).collect(),
        _ => Vec::new(),
    }
}
