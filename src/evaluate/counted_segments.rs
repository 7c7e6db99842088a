//! Plans that count the segments of another measure, by what it amounts to in each.

use std::collections::{BTreeMap, BTreeSet};

use super::observe::plan_knows;
use super::observer::{Observer, Stretch};
use crate::engine::{Cut, SegmentKey, Window};
use crate::measure::{Basis, Formula, Plan, SegmentsOf};
use crate::model::Axis;

impl Observer<'_> {
    /// How many segments each component counts, of a plan that counts those of another measure.
    pub(super) fn counted_segments(&self, plan: &Plan, stretch: &Stretch) -> BTreeMap<String, Option<f64>> {
        let segments = plan.segments_of().map(|of| self.figures_by_segment(of, stretch));
        let Some(segments) = segments else { return BTreeMap::new() };
        let counted = plan.components.iter().filter_map(|component| match &component.basis {
            Basis::Segments { condition, .. } => {
                let holds = |of: &&Figures| condition.as_ref().is_none_or(|condition| of.meet(condition));
                let number = segments.as_ref().map(|all| all.iter().filter(holds).count() as f64);
                Some((component.name.clone(), number))
            }
            _ => None,
        });
        counted.collect()
    }

    /// What a measure amounts to in each segment that has a value in a stretch of days; `None` where its sources have no
    /// row there. What is not stated is no segment (R39), nor is one without a case.
    fn figures_by_segment(&self, of: &SegmentsOf, stretch: &Stretch) -> Option<Vec<Figures>> {
        let axis = Axis::from(of);
        let stated = |key: &SegmentKey| key.0.iter().all(Option::is_some);
        let keys = self.facts.segments(&of.plan, &axis).into_iter().filter(stated);
        let figures = keys.filter_map(|key| {
            let own = BTreeSet::from([key]);
            let observed = self.observe_plan(&of.plan, Cut::Segments(&axis, &own), stretch, of.min_n);
            let smallest = self.scorecard.privacy.map_or(0.0, |privacy| f64::from(privacy.smallest));
            let is_there = observed.n.is_none_or(|n| n > 0.0 && n >= smallest);
            Some(Figures { value: observed.number().filter(|_| is_there)?, n: observed.n })
        });
        let figures: Vec<Figures> = figures.collect();
        let Window { first, last, .. } = stretch.window;
        let is_known = !figures.is_empty() || plan_knows(self.facts, &of.plan, first, last);
        is_known.then_some(figures)
    }
}

/// A measure's figures in one segment.
struct Figures {
    value: f64,
    n: Option<f64>,
}

impl Figures {
    /// Whether they meet a condition; what is not known of them meets none.
    fn meet(&self, condition: &Formula) -> bool {
        let figure = |name: &str| match name {
            "value" => Some(self.value),
            "n" => self.n,
            _ => None,
        };
        condition.evaluate(&figure).is_some_and(|truth| truth != 0.0)
    }
}
