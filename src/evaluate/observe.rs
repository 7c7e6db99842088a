//! What a measure amounts to in one window: value, or the reason there is none.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::history::HistoryReach;
use super::observer::{Observation, Observer, Stretch};
use super::results::{Absence, Doubt, Provisional};
use crate::engine::{Cut, Facts, Window};
use crate::measure::{Basis, Component, HistoryAggregate, OverTime, Plan};
use crate::model::Measure;

/// Share of the cases that have run their time, below which a value is provisional (R7).
const MATURE: f64 = 0.8;

impl Observer<'_> {
    /// A measure of rows in a stretch of days. `min_n` is the measure's, or a segment table's own.
    pub(crate) fn observe(
        &self,
        measure: &Measure,
        cut: Cut<'_>,
        stretch: &Stretch,
        min_n: u32,
    ) -> Observation {
        let mut observation = self.observe_plan(&measure.plan, cut, stretch, min_n);
        if measure.interval {
            observation.interval = self.interval(&measure.plan, cut, &stretch.window, &observation);
        }
        if matches!(cut, Cut::Total) && self.is_withheld(measure, &stretch.window) {
            self.withhold(&mut observation);
        }
        observation
    }

    /// A plan in a stretch of days, without the interval of its value.
    pub(super) fn observe_plan(
        &self,
        plan: &Plan,
        cut: Cut<'_>,
        stretch: &Stretch,
        min_n: u32,
    ) -> Observation {
        let reach = self.history_reach(plan, stretch);
        if let Some(reason) = reach.absence() {
            let components = plan.components.iter().map(|c| (c.name.clone(), None)).collect();
            return Observation { value: Err(reason), components, ..Observation::nothing() };
        }
        let components = self.components(plan, cut, stretch);
        let mut observation = Observation { components, ..Observation::nothing() };
        observation.n = plan.sample.as_ref().and_then(|sample| observation.evaluate(sample));
        observation.value = match observation.evaluate(&plan.formula) {
            Some(value) => Ok(value),
            None => Err(self.absence(plan, cut, &stretch.window, &observation)),
        };
        let too_few = observation.n.filter(|n| *n < f64::from(min_n));
        match (observation.value, too_few) {
            (Ok(_), Some(n)) if plan.survey => {
                observation.value = Err(Absence::Withheld { n, min_n });
                observation.hide();
            }
            (Ok(_), Some(n)) => observation.doubt = Some(Doubt::InsufficientData { n, min_n }),
            _ => {}
        }
        if is_immature(plan, &observation) {
            observation.doubt = Some(Doubt::Provisional(Provisional::Immature));
        }
        if let (HistoryReach::Begins(on), Ok(_)) = (reach, observation.value) {
            observation.doubt = Some(Doubt::Provisional(Provisional::DataBegin { on }));
        }
        observation
    }

    /// What each component of a plan amounts to, by its name.
    fn components(&self, plan: &Plan, cut: Cut<'_>, stretch: &Stretch) -> BTreeMap<String, Option<f64>> {
        let window = &stretch.window;
        let values = plan.components.iter().zip(self.facts.values(plan, cut, window));
        let mut components: BTreeMap<String, Option<f64>> = values
            .map(|(c, value)| {
                (c.name.clone(), value.or_else(|| self.zero_by_other_dates(plan, c, cut, window)))
            })
            .collect();
        components.extend(self.counted_segments(plan, stretch));
        if self.lacks_values(plan, cut, window) {
            // What profits are said of is made of amounts of which one is missing.
            let of_totals = plan.components.iter().filter(|c| is_of_totals(c));
            components.extend(of_totals.map(|c| (c.name.clone(), None)));
        }
        let said = |c: &Component| Some((c.name.clone(), self.amounts.said(c, cut, window)?));
        components.extend(plan.components.iter().filter_map(said));
        components
    }

    /// Why a plan has no value: what it was asked for, and what its components amount to.
    fn absence(&self, plan: &Plan, cut: Cut<'_>, window: &Window, observed: &Observation) -> Absence {
        let leaves_out = plan.left_out.as_ref().and_then(|name| observed.component(name));
        let leaves_out = leaves_out.is_some_and(|cases| cases > 0.0);
        let has_rows =
            || plan.components.is_empty() || plan_knows(self.facts, plan, window.first, window.last);
        match observed.n {
            _ if !self.facts.is_due(plan, window) => Absence::NotYetDue,
            // Of several periods, or rows of one, some were entered: what they make is no smaller for it, it is not known.
            _ if self.has_entries(plan, cut, window) => Absence::Undefined,
            // Something above the line and nothing below.
            Some(0.0) if has_amount(plan, observed) => Absence::Undefined,
            None | Some(0.0) if !leaves_out => Absence::NoData,
            // Rows are there, and what is added up is not (R46).
            _ if self.lacks_values(plan, cut, window) => Absence::NoData,
            // Of two sources one has no row: nothing is divided by zero.
            Some(_) if lacks_rows(plan, observed) => Absence::NoData,
            // A period without any row says nothing, whatever came before it.
            _ if !has_rows() => Absence::NoData,
            _ => not_reached(plan, observed).unwrap_or(Absence::Undefined),
        }
    }

    /// Nothing to add is 0 where the source has rows in the window by any of the dates the plan places rows by (R38):
    /// a month that sold and took nothing back has a return rate.
    fn zero_by_other_dates(
        &self,
        plan: &Plan,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let adds = matches!(component.basis, Basis::Count | Basis::Sum(_) | Basis::Squares(_));
        let mut of_source = plan.components.iter().filter(|c| c.rows.source == component.rows.source);
        let has_rows = |c: &Component| self.facts.knows(c, window.first, window.last);
        (adds && !self.facts.lacks_values(component, cut, window) && of_source.any(has_rows)).then_some(0.0)
    }

    /// Whether an amount of the plan is missing in all of its rows (R46); squares serve intervals alone.
    pub(super) fn lacks_values(&self, plan: &Plan, cut: Cut<'_>, window: &Window) -> bool {
        self.facts.lacks_amounts(plan, cut, window)
    }

    /// Whether people entered values for a part of a window, of which all together are a sum or a mean; or for the one
    /// period that says what there is.
    fn has_entries(&self, plan: &Plan, cut: Cut<'_>, window: &Window) -> bool {
        plan.components.iter().any(|c| match &c.basis {
            Basis::Histories { aggregate: HistoryAggregate::Entered { over_time, .. }, .. } => {
                match over_time {
                    Some(OverTime::Sum | OverTime::Average) => self.facts.knows(c, window.first, window.last),
                    Some(OverTime::Last) | None => self.facts.is_entered(c, cut, window),
                }
            }
            _ => false,
        })
    }
}

/// Whether a component that the formula takes amounts to anything.
fn has_amount(plan: &Plan, observed: &Observation) -> bool {
    let names = plan.formula.names().into_iter();
    names.filter_map(|name| observed.component(name)).any(|value| value != 0.0)
}

/// Whether a sum, a count or revenue that the formula takes is not there.
fn lacks_rows(plan: &Plan, observed: &Observation) -> bool {
    plan.needed().any(|component| observed.component(&component.name).is_none())
}

/// Where a plan waits for the ends of cases that are still open: how many these are.
fn not_reached(plan: &Plan, observed: &Observation) -> Option<Absence> {
    let waits = |c: &&Component| {
        matches!(c.basis, Basis::Histories { aggregate: HistoryAggregate::Survival { .. }, .. })
    };
    plan.components.iter().find(waits)?;
    let (open, of) = observed.component("open").zip(observed.component("n"))?;
    (open > 0.0).then_some(Absence::NotReached { open, of })
}

/// Whether too many cases of a plan have not run their time (R7).
fn is_immature(plan: &Plan, observed: &Observation) -> bool {
    plan.maturity.as_ref().is_some_and(|(mature, all)| {
        let share = observed.component(mature).zip(observed.component(all));
        share.is_some_and(|(mature, all)| all > 0.0 && mature / all < MATURE)
    })
}

/// Whether a source of a plan has rows in some days.
pub(super) fn plan_knows(facts: &Facts, plan: &Plan, first: NaiveDate, last: NaiveDate) -> bool {
    plan.components.iter().any(|component| facts.knows(component, first, last))
}

/// Whether something is said of totals that other components of the plan are the parts of.
fn is_of_totals(component: &Component) -> bool {
    matches!(component.basis, Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. })
}
