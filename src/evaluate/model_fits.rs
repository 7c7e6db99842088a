//! Models are fitted before their figures are read, on all cores.

use std::collections::BTreeSet;

use super::observer::Observer;
use super::series::SIGNAL_PERIODS;
use crate::calendar::Period;
use crate::engine::{Cut, in_parallel};
use crate::measure::{Basis, HistoryAggregate, Plan};
use crate::model::Measure;

impl Observer<'_> {
    /// Fits the models of a measure to everyone at the end of each period that is looked at, and to each segment at the
    /// last two. Each fit starts from nothing but its own customers, so neither threads nor other periods move a digit.
    pub(super) fn fit(&self, measure: &Measure, own: &Period) {
        if !has_fitted_model(&measure.plan) || self.facts.threads() < 2 {
            return;
        }
        let periods = self.scorecard.calendar.periods_ending_with(own, SIGNAL_PERIODS);
        let shown = periods.iter().rev().take(2);
        let segments: Vec<_> = measure
            .segments
            .iter()
            .flat_map(|axis| self.facts.segments(&measure.plan, axis).into_iter().map(move |key| (axis, key)))
            .map(|(axis, key)| (axis, BTreeSet::from([key])))
            .collect();
        let of_segments = segments
            .iter()
            .flat_map(|(axis, keys)| shown.clone().map(move |period| (Cut::Segments(axis, keys), period)));
        // The latest have the most customers, so that no thread is left with a long one at the end.
        let of_all = periods.iter().rev().map(|period| (Cut::Total, period));
        let all: Vec<(Cut<'_>, &Period)> = of_all.chain(of_segments).collect();
        in_parallel(self.facts.threads(), &all, &|_, (cut, period)| {
            self.observe_period(measure, *cut, period, measure.min_n);
        });
    }
}

fn has_fitted_model(plan: &Plan) -> bool {
    let mut bases = plan.components.iter().map(|component| &component.basis);
    bases.any(|basis| matches!(basis, Basis::Histories { aggregate: HistoryAggregate::Lifetime { .. }, .. }))
}
