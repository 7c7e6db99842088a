//! What a measure amounts to in one window: value, or the reason there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use super::privacy::{WithheldCells, WithheldEntities, cases};
use super::results::{Absence, Doubt, Provisional};
use crate::calendar::Period;
use crate::engine::{Amounts, Cut, Facts, SegmentKey, Window};
use crate::measure::{
    Basis, Component, Formula, HistoryAggregate, IntervalMethod, Moment, OverTime, Plan, SegmentsOf,
};
use crate::model::{Axis, Lookback, Measure, Scorecard};
use crate::statistics::classifier::rogan_gladen_interval;
use crate::statistics::interval::{self, Interval};
use crate::statistics::order::order_interval;
use crate::statistics::survival::survival;

/// A value with everything it came from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Observation {
    pub(crate) value: Result<f64, Absence>,
    pub(crate) doubt: Option<Doubt>,
    pub(crate) interval: Option<Interval>,
    pub(crate) n: Option<f64>,
    pub(crate) components: BTreeMap<String, Option<f64>>,
}

impl Observation {
    /// No value, and nothing known of it.
    pub(crate) fn nothing() -> Observation {
        Observation {
            value: Err(Absence::NoData),
            doubt: None,
            interval: None,
            n: None,
            components: BTreeMap::new(),
        }
    }

    /// Clears every detail that a withheld value could be derived from.
    fn hide(&mut self) {
        self.interval = None;
        self.n = None;
        self.components.values_mut().for_each(|c| *c = None);
    }

    pub(crate) fn number(&self) -> Option<f64> {
        self.value.ok()
    }
}

/// A stretch of days that a measure is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) window: Window,
    /// What lies before this day is looked back at, and has to be known; `None` where no history is needed.
    pub(crate) own: Option<NaiveDate>,
}

impl Stretch {
    /// Days that are asked for as they are.
    pub(crate) fn whole(window: Window) -> Stretch {
        Stretch { window, own: Some(window.first) }
    }
}

/// How far the rows of a measure reach into the days it is asked for.
enum HistoryReach {
    /// Over all of them.
    Whole,
    /// From this day on, within them (R51).
    Begins(NaiveDate),
    /// Not back to this day, which it looks at (R5).
    TooShort(NaiveDate),
    /// Not at all: its sources begin later.
    NotBegun,
}

/// Reads measures from facts.
pub(crate) struct Observer<'a> {
    pub(crate) scorecard: &'a Scorecard,
    pub(crate) facts: &'a Facts,
    /// What is said instead of what rows amount to.
    pub(crate) amounts: &'a dyn Amounts,
    /// Where small entities are withheld, what is withheld of all.
    pub(crate) entities: Option<WithheldEntities<'a>>,
    /// What measures came to: a period is asked for by its year, by targets of other years, by the run it stands in, and by
    /// all formulas that the measure is part of.
    pub(super) known: ObservationCache,
}

/// What measures came to in total, by their ids.
pub(super) type ObservationCache = Mutex<BTreeMap<String, BTreeMap<ObservationKey, Vec<LookingBack>>>>;

/// A period, and the smallest sample.
pub(super) type ObservationKey = (Period, u32);

/// What a measure looks back over, and what it came to then.
pub(super) type LookingBack = (Option<Lookback>, Arc<Observation>);

impl<'a> Observer<'a> {
    /// Whoever reads the measures of a scorecard, none of which is withheld for an entity's sake.
    pub(crate) fn new(scorecard: &'a Scorecard, amounts: &'a dyn Amounts) -> Observer<'a> {
        Observer {
            scorecard,
            facts: amounts.facts(),
            amounts,
            entities: None,
            known: ObservationCache::default(),
        }
    }
}

impl Observer<'_> {
    /// A measure of rows in a stretch of days. `min_n` is the measure's, or a segment table's own.
    pub(crate) fn observe(
        &self,
        measure: &Measure,
        cut: Cut<'_>,
        stretch: &Stretch,
        min_n: u32,
    ) -> Observation {
        let mut observation = self.observe_plan(&measure.plan, cut, stretch, (min_n, measure.interval));
        if matches!(cut, Cut::Total) && self.is_withheld(measure, &stretch.window) {
            self.withhold(&mut observation);
        }
        observation
    }

    /// Withholds an observation of too few cases.
    pub(super) fn withhold(&self, observation: &mut Observation) {
        let Some(privacy) = self.scorecard.privacy else { return };
        observation.hide();
        observation.doubt = None;
        observation.value = Err(Absence::Private { smallest: privacy.smallest });
    }

    /// Whether the entity reported on has too few cases of a measure, or is kept back for another.
    pub(super) fn is_withheld(&self, measure: &Measure, window: &Window) -> bool {
        let Some((entities, entity)) = self.entities.zip(self.scorecard.entity_id.as_ref()) else {
            return false;
        };
        let WithheldEntities { withheld, whole } = entities;
        !self.is_exempt(measure) && withheld.totals(self.scorecard, whole, measure, window).contains(entity)
    }

    /// Whether a measure is the same for all entities, or tells of no cases because people entered it.
    fn is_exempt(&self, measure: &Measure) -> bool {
        measure.entries.is_some() || self.scorecard.is_company_wide(measure)
    }

    /// Which rows of a segment table are withheld, each the rows of some segments.
    pub(crate) fn withheld(
        &self,
        measure: &Measure,
        axis: &Axis,
        window: &Window,
        rows: &[BTreeSet<SegmentKey>],
    ) -> Vec<bool> {
        let privacy = self.scorecard.privacy.filter(|_| measure.entries.is_none());
        let Some(privacy) = privacy else { return vec![false; rows.len()] };
        if self.is_withheld(measure, window) {
            return vec![true; rows.len()];
        }
        let alone = WithheldCells::of_whole(privacy.smallest);
        let own = WithheldEntities { withheld: &alone, whole: self.facts };
        let WithheldEntities { withheld, whole } = self.entities.unwrap_or(own);
        let cells = withheld.cells(self.scorecard, whole, measure, window);
        // What is the same for all entities is withheld as that of the whole.
        let entity = self.scorecard.entity_id.as_deref().filter(|_| !self.is_exempt(measure)).unwrap_or("");
        let hidden = cells.get(entity).and_then(|tables| tables.get(&axis.id));
        let is_withheld = |keys: &BTreeSet<SegmentKey>| {
            let inside = hidden.map_or(0, |hidden| hidden.intersection(keys).count());
            if keys.len() == 1 {
                return inside > 0;
            }
            // Rows pooled tell the sum of those withheld among them. Where these are all there are, the total tells it too.
            let is_told = inside == 0 || hidden.is_some_and(|hidden| hidden.len() == inside);
            let together = cases(self.scorecard, self.facts, measure, Cut::Segments(axis, keys), window);
            let is_small = |cases: f64| cases > 0.0 && cases < f64::from(privacy.smallest);
            !is_told || together.is_none_or(is_small)
        };
        rows.iter().map(is_withheld).collect()
    }

    /// A plan in a stretch of days, with or without the interval of its value.
    pub(super) fn observe_plan(
        &self,
        plan: &Plan,
        cut: Cut<'_>,
        stretch: &Stretch,
        (min_n, with_interval): (u32, bool),
    ) -> Observation {
        let window = &stretch.window;
        let reach = self.history_reach(plan, stretch);
        let lacking = match reach {
            HistoryReach::Whole | HistoryReach::Begins(_) => None,
            // A source that has not begun has no data; one that has lacks history.
            HistoryReach::TooShort(needs) => Some(Absence::InsufficientHistory { needs }),
            HistoryReach::NotBegun => Some(Absence::NoData),
        };
        if let Some(reason) = lacking {
            let components = plan.components.iter().map(|c| (c.name.clone(), None)).collect();
            return Observation { value: Err(reason), components, ..Observation::nothing() };
        }
        let values = plan.components.iter().zip(self.facts.values(plan, cut, window));
        let mut components: BTreeMap<String, Option<f64>> = values
            .map(|(c, value)| {
                (c.name.clone(), value.or_else(|| self.zero_by_other_dates(plan, c, cut, window)))
            })
            .collect();
        components.extend(self.counted_segments(plan, stretch));
        let lacks_values = self.lacks_values(plan, cut, window);
        if lacks_values {
            // What profits are said of is made of amounts of which one is missing.
            let of_totals = plan.components.iter().filter(|c| is_of_totals(c));
            of_totals.for_each(|c| components.extend([(c.name.clone(), None)]));
        }
        let said = |c: &Component| Some((c.name.clone(), self.amounts.said(c, cut, window)?));
        components.extend(plan.components.iter().filter_map(said));
        let of = |name: &str| components.get(name).copied().flatten();
        let value = plan.formula.evaluate(&of);
        let n = plan.sample.as_ref().and_then(|s| s.evaluate(&of));
        let leaves_out = plan.left_out.as_ref().and_then(|name| of(name)).is_some_and(|n| n > 0.0);
        let mut interval =
            with_interval.then(|| self.interval(plan, &plan.interval, cut, window, &of)).flatten();
        if let (Some(population), Cut::Total) = (plan.population, cut) {
            // Of a segment's population nothing is known: its interval stays wide.
            let factor = n.and_then(|n| interval::finite_population_factor(n, population));
            interval = interval.zip(value).zip(factor).map(|((i, value), factor)| i.shrunk(value, factor));
        }
        // Chance varies a value, and not what is missing.
        let interval = interval.filter(|_| value.is_some());
        let counts = |components: &BTreeMap<String, Option<f64>>| {
            let named = plan.formula.names().into_iter();
            named.filter_map(|name| components.get(name).copied().flatten()).any(|value| value != 0.0)
        };
        let mut observation =
            Observation { value: Err(Absence::NoData), doubt: None, interval, n, components };
        observation.value = match (value, n) {
            (Some(value), _) => Ok(value),
            _ if !self.facts.is_due(plan, window) => Err(Absence::NotYetDue),
            // Of several periods, or rows of one, some were entered: what they make is no smaller for it, it is not known.
            _ if self.has_entries(plan, cut, window) => Err(Absence::Undefined),
            // Something above the line and nothing below.
            (None, Some(0.0)) if counts(&observation.components) => Err(Absence::Undefined),
            (None, None | Some(0.0)) if !leaves_out => Err(Absence::NoData),
            // Rows are there, and what is added up is not (R46).
            (None, _) if lacks_values => Err(Absence::NoData),
            // Of two sources one has no row: nothing is divided by zero.
            (None, Some(_)) if lacks_rows(plan, &observation.components) => Err(Absence::NoData),
            // A period without any row says nothing, whatever came before it.
            (None, _)
                if !plan.components.is_empty()
                    && !plan_knows(self.facts, plan, window.first, window.last) =>
            {
                Err(Absence::NoData)
            }
            (None, _) => Err(not_reached(plan, &observation.components).unwrap_or(Absence::Undefined)),
        };
        let too_few = n.filter(|n| *n < f64::from(min_n));
        match (observation.value, too_few) {
            (Ok(_), Some(n)) if plan.survey => {
                observation.value = Err(Absence::Withheld { n, min_n });
                observation.hide();
            }
            (Ok(_), Some(n)) => observation.doubt = Some(Doubt::InsufficientData { n, min_n }),
            _ => {}
        }
        let immature = plan.maturity.as_ref().is_some_and(|(mature, all)| {
            let share = observation
                .components
                .get(mature)
                .copied()
                .flatten()
                .zip(observation.components.get(all).copied().flatten());
            share.is_some_and(|(mature, all)| all > 0.0 && mature / all < 0.8)
        });
        if immature {
            observation.doubt = Some(Doubt::Provisional(Provisional::Immature));
        }
        if let (HistoryReach::Begins(on), Ok(_)) = (reach, observation.value) {
            observation.doubt = Some(Doubt::Provisional(Provisional::DataBegin { on }));
        }
        observation
    }

    /// How many segments each component counts, of a plan that counts those of another measure.
    fn counted_segments(&self, plan: &Plan, stretch: &Stretch) -> BTreeMap<String, Option<f64>> {
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
            let observed =
                self.observe_plan(&of.plan, Cut::Segments(&axis, &own), stretch, (of.min_n, false));
            let smallest = self.scorecard.privacy.map_or(0.0, |privacy| f64::from(privacy.smallest));
            let is_there = observed.n.is_none_or(|n| n > 0.0 && n >= smallest);
            Some(Figures { value: observed.number().filter(|_| is_there)?, n: observed.n })
        });
        let figures: Vec<Figures> = figures.collect();
        let Window { first, last, .. } = stretch.window;
        let is_known = !figures.is_empty() || plan_knows(self.facts, &of.plan, first, last);
        is_known.then_some(figures)
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

    /// The first day of known history over the measure's sources: the latest of them.
    pub(crate) fn known_from(&self, measure: &Measure) -> Option<NaiveDate> {
        self.plan_known_from(&measure.plan)
    }

    fn plan_known_from(&self, plan: &Plan) -> Option<NaiveDate> {
        let sources = plan.queried_components().iter().map(|c| c.rows.source.as_str());
        sources.filter_map(|s| self.facts.history(s)?.known_from).max()
    }

    /// The day history would have to reach back to, where it does not (R5).
    pub(super) fn missing_history(&self, measure: &Measure, period: &Period) -> Option<NaiveDate> {
        match self.history_reach(&measure.plan, &self.stretch(measure, measure.window, period)) {
            HistoryReach::TooShort(needs) => Some(needs),
            HistoryReach::Whole | HistoryReach::Begins(_) | HistoryReach::NotBegun => None,
        }
    }

    fn history_reach(&self, plan: &Plan, stretch: &Stretch) -> HistoryReach {
        let known_from = self.plan_known_from(plan);
        if known_from.is_some_and(|from| from > stretch.window.last) {
            return HistoryReach::NotBegun;
        }
        let Some(own) = stretch.own else { return HistoryReach::Whole };
        let lacking = plan.queried_components().iter().filter_map(|component| {
            let needs = self.facts.first_day_needed(component, &stretch.window);
            let known = self.facts.history(&component.rows.source)?.known_from?;
            (needs < known).then_some(needs)
        });
        match (lacking.min(), known_from) {
            (Some(needs), _) if needs < own => HistoryReach::TooShort(needs),
            (Some(_), Some(from)) => HistoryReach::Begins(from),
            _ => HistoryReach::Whole,
        }
    }

    fn interval(
        &self,
        plan: &Plan,
        method: &IntervalMethod,
        cut: Cut<'_>,
        window: &Window,
        of: &dyn Fn(&str) -> Option<f64>,
    ) -> Option<Interval> {
        let formula = |f: &Formula| f.evaluate(of);
        match method {
            IntervalMethod::None => None,
            IntervalMethod::Times { of: inner, factor } => {
                let factor = formula(factor).filter(|factor| *factor > 0.0)?;
                Some(self.interval(plan, inner, cut, window, of)?.scaled(factor))
            }
            IntervalMethod::Wilson { successes, trials } => {
                interval::wilson(formula(successes)?, formula(trials)?)
            }
            IntervalMethod::Corrected { successes, trials, sensitivity, specificity } => {
                let (successes, trials) = (formula(successes)?, formula(trials)?);
                rogan_gladen_interval(successes, trials, *sensitivity, *specificity)
            }
            IntervalMethod::AdjustedWald { promoters, detractors, responses } => {
                interval::adjusted_wald_nps(formula(promoters)?, formula(detractors)?, formula(responses)?)
                    .map(|e| e.interval)
            }
            IntervalMethod::Garwood { events } => interval::garwood(formula(events)?),
            IntervalMethod::Mean { n, sum, squares } => {
                interval::mean_t(formula(n)?, formula(sum)?, formula(squares)?).map(|e| e.interval)
            }
            IntervalMethod::Ratio { scale, .. } => {
                let [n, y, x, yy, xy, xx] = Moment::over_all(&of)?;
                let estimate = interval::ratio(n, y, x, yy, xy, xx)?;
                Some(estimate.interval.scaled(*scale))
            }
            IntervalMethod::Survival { component } => {
                let component = plan.component(component)?;
                let Basis::Histories { aggregate: HistoryAggregate::Survival { p }, .. } = component.basis
                else {
                    return None;
                };
                let estimate = survival(&self.facts.lengths(component, cut, window))?;
                p.map_or_else(|| estimate.mean_interval(), |p| estimate.quantile_interval(p))
            }
            IntervalMethod::Normal { value, standard_error } => {
                interval::normal(formula(value)?, formula(standard_error)?).map(|e| e.interval)
            }
            IntervalMethod::Order { component } => {
                let component = plan.component(component)?;
                let p = match component.basis {
                    Basis::Percentile { p, .. } => p,
                    Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. } => 0.5,
                    _ => return None,
                };
                let values = self.facts.sorted_values(component, cut, window);
                let order = order_interval(&values, p)?;
                Some(Interval { low: order.low?, high: order.high? })
            }
        }
    }
}

/// Whether a sum, a count or revenue that the formula takes is not there.
fn lacks_rows(plan: &Plan, components: &BTreeMap<String, Option<f64>>) -> bool {
    plan.needed().any(|c| components.get(&c.name).copied().flatten().is_none())
}

/// Where a plan waits for the ends of cases that are still open: how many these are.
fn not_reached(plan: &Plan, components: &BTreeMap<String, Option<f64>>) -> Option<Absence> {
    let waits = |c: &&Component| {
        matches!(c.basis, Basis::Histories { aggregate: HistoryAggregate::Survival { .. }, .. })
    };
    plan.components.iter().find(waits)?;
    let of = |name: &str| components.get(name).copied().flatten();
    let (open, of) = of("open").zip(of("n"))?;
    (open > 0.0).then_some(Absence::NotReached { open, of })
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

/// Whether a source of a plan has rows in some days.
fn plan_knows(facts: &Facts, plan: &Plan, first: NaiveDate, last: NaiveDate) -> bool {
    plan.components.iter().any(|component| facts.knows(component, first, last))
}

/// Whether something is said of totals that other components of the plan are the parts of.
fn is_of_totals(component: &Component) -> bool {
    matches!(component.basis, Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. })
}
