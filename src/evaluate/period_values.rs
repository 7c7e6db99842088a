//! Observes measures for whole periods: from rows in the measure's window, or from the printed values of the members of
//! a formula (R48).

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::observer::{LookingBack, Observation, Observer, Stretch};
use super::period;
use super::results::{Absence, Doubt, Provisional};
use crate::calendar::{Grain, Period};
use crate::engine::{Cut, Window};
use crate::measure::Pooling;
use crate::model::{Lookback, Measure};

/// What a member of a formula gives; nothing where it has no such figure.
type OfMember<'a> = dyn Fn(&Measure) -> Option<Observation> + 'a;

impl Observer<'_> {
    /// A measure in a period. `min_n` is the measure's, or a segment table's own.
    pub(crate) fn observe_period(
        &self,
        measure: &Measure,
        cut: Cut<'_>,
        period: &Period,
        min_n: u32,
    ) -> Observation {
        self.observe_lookback(measure, measure.window, cut, period, min_n)
    }

    /// A value that others may be held against: unrounded, and not of a period in which the data only begin.
    pub(crate) fn value(&self, measure: &Measure, period: &Period) -> Option<f64> {
        comparable(&self.observe_total(measure, measure.window, period, measure.min_n))
    }

    /// Last year's value of the same period; of its same days while this one is not over (R4).
    pub(crate) fn previous_year(&self, measure: &Measure, period: &Period) -> Option<f64> {
        comparable(&self.observe_year_before(measure, measure.window, period)?)
    }

    fn observe_year_before(
        &self,
        measure: &Measure,
        back: Option<Lookback>,
        period: &Period,
    ) -> Option<Observation> {
        let calendar = &self.scorecard.calendar;
        let before = calendar.previous_year(period)?;
        if period.is_complete(self.facts.as_of()) {
            return Some(self.observe_lookback(measure, back, Cut::Total, &before, measure.min_n));
        }
        if measure.is_over_measures() {
            return self.observe_members(measure, &|member| {
                let found = match back {
                    // A window of its own replaces those of all members.
                    Some(_) => self.observe_year_before(member, back, period),
                    None => self.observe_year_before(
                        member,
                        member.window,
                        &self.period_of_member(member, period),
                    ),
                };
                found.or_else(|| Some(Observation::nothing()))
            });
        }
        let (first, last) = calendar.same_days_last_year(period, self.facts.as_of())?;
        let whole = self.stretch(measure, back, &before);
        // What looks back begins where it does of the whole period.
        let first = back.map_or(first, |_| whole.window.first);
        let window = Window { first, last, ..whole.window };
        (first <= last)
            .then(|| self.observe(measure, Cut::Total, &Stretch { window, ..whole }, measure.min_n))
    }

    /// The days a value looks at.
    pub(crate) fn stretch(&self, measure: &Measure, back: Option<Lookback>, period: &Period) -> Stretch {
        let calendar = &self.scorecard.calendar;
        match back {
            None => {
                let opening = calendar.previous(period).map(|p| (p.first, p.last));
                Stretch::whole(Window { first: period.first, last: period.last, opening })
            }
            Some(Lookback::Length(length)) => {
                let (first, last) = calendar.window(period.last, length);
                let opening = Some(calendar.window(period::day_before(first), length));
                Stretch { window: Window { first, last, opening }, own: Some(period.first.max(first)) }
            }
            Some(Lookback::All) => {
                let first = self.known_from(measure).unwrap_or(period.first);
                Stretch { window: Window { first, last: period.last, opening: None }, own: None }
            }
        }
    }

    /// The fiscal year to a period's end (R12, R56); `None` where periods do not make one up.
    pub(crate) fn observe_to_date(&self, measure: &Measure, period: &Period) -> Option<Observation> {
        self.observe_elapsed(measure, period, &self.elapsed(period))
    }

    /// The same, of the periods of the year up to it.
    pub(super) fn observe_elapsed(
        &self,
        measure: &Measure,
        period: &Period,
        elapsed: &[Period],
    ) -> Option<Observation> {
        if matches!(period.grain, Grain::Wave | Grain::Year) || measure.plan.pooling == Pooling::None {
            return None;
        }
        if measure.plan.pooling == Pooling::Last {
            return Some(self.observe_period(measure, Cut::Total, period, measure.min_n));
        }
        if measure.is_over_measures() {
            return self.observe_members(measure, &|member| {
                let own = self.period_of_member(member, period);
                match own == *period {
                    true => self.observe_elapsed(member, &own, elapsed),
                    false => self.observe_to_date(member, &own),
                }
            });
        }
        let first = elapsed.first()?.first;
        let whole = Stretch::whole(Window { first, last: period.last, opening: None });
        let mut observed = self.observe(measure, Cut::Total, &whole, measure.min_n);
        // What a year comes to tells of the one month that is withheld, less the months that are not.
        let is_withheld = |p: &Period| self.is_withheld(measure, &self.stretch(measure, None, p).window);
        if self.entities.is_some() && elapsed.iter().any(is_withheld) {
            self.withhold(&mut observed);
        }
        Some(self.with_doubt(observed, measure, period))
    }

    /// The periods of a period's year up to it.
    pub(crate) fn elapsed(&self, period: &Period) -> Vec<Period> {
        let calendar = &self.scorecard.calendar;
        let periods = calendar.periods_of(&calendar.year_of(period), period.grain);
        periods.into_iter().filter(|p| p.last <= period.last).collect()
    }

    /// The period for which a member of a formula is printed: that of the formula, or the last of a longer grain (R42).
    pub(crate) fn period_of_member(&self, member: &Measure, period: &Period) -> Period {
        if member.grain <= period.grain {
            return *period;
        }
        period::own(&self.scorecard.calendar, member.grain, period)
    }

    /// Nothing of a provisional period is judged, neither to date nor by segment (R4).
    pub(crate) fn with_doubt(
        &self,
        observed: Observation,
        measure: &Measure,
        period: &Period,
    ) -> Observation {
        let is_told = matches!(observed.doubt, Some(Doubt::Provisional(_)));
        if observed.value.is_err() || is_told {
            return observed;
        }
        let mut sources: Vec<&str> =
            measure.plan.queried_components().iter().map(|c| c.rows.source.as_str()).collect();
        sources.dedup();
        let mut reasons = sources
            .into_iter()
            .filter_map(|source| period::unfinished(self.scorecard, self.facts, source, period));
        match reasons.next() {
            Some(reason) => Observation { doubt: Some(Doubt::Provisional(reason)), ..observed },
            None => observed,
        }
    }

    /// A measure in a period, by what it looks back over.
    pub(super) fn observe_lookback(
        &self,
        measure: &Measure,
        back: Option<Lookback>,
        cut: Cut<'_>,
        period: &Period,
        min_n: u32,
    ) -> Observation {
        match cut {
            Cut::Total => (*self.observe_total(measure, back, period, min_n)).clone(),
            cut => self.observe_uncached(measure, back, cut, period, min_n),
        }
    }

    /// The same of all rows, found once.
    pub(super) fn observe_total(
        &self,
        measure: &Measure,
        back: Option<Lookback>,
        period: &Period,
        min_n: u32,
    ) -> Arc<Observation> {
        let asked = (*period, min_n);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(own, _): &&LookingBack| *own == back;
        if let Some(of_period) = known().get(&measure.id).and_then(|of| of.get(&asked))
            && let Some((_, known)) = of_period.iter().find(is_it)
        {
            return Arc::clone(known);
        }
        let found = Arc::new(self.observe_uncached(measure, back, Cut::Total, period, min_n));
        let told = (back, Arc::clone(&found));
        known().entry(measure.id.clone()).or_default().entry(asked).or_default().push(told);
        found
    }

    fn observe_uncached(
        &self,
        measure: &Measure,
        back: Option<Lookback>,
        cut: Cut<'_>,
        period: &Period,
        min_n: u32,
    ) -> Observation {
        if measure.is_over_measures() {
            return self.observe_formula(measure, back, cut, period);
        }
        let observed = self.observe(measure, cut, &self.stretch(measure, back, period), min_n);
        self.with_doubt(observed, measure, period)
    }

    /// A formula in a period, from what its members are printed as.
    fn observe_formula(
        &self,
        measure: &Measure,
        back: Option<Lookback>,
        cut: Cut<'_>,
        period: &Period,
    ) -> Observation {
        let of = |member: &Measure| {
            Some(match back {
                // A window of its own replaces those of all members.
                Some(_) => self.observe_lookback(member, back, cut, period, member.min_n),
                None => self.observe_member(member, cut, period),
            })
        };
        self.observe_members(measure, &of).unwrap_or_else(Observation::nothing)
    }

    /// What is printed of a member of a formula.
    fn observe_member(&self, member: &Measure, cut: Cut<'_>, period: &Period) -> Observation {
        let own = self.period_of_member(member, period);
        let observed = self.observe_period(member, cut, &own, member.min_n);
        match self.is_not_yet_due(member, &observed.value, &own, period) {
            true => Observation { value: Err(Absence::NotYetDue), ..observed },
            false => observed,
        }
    }

    /// Whether a measure of longer grain lacks only the value that is due next: one grain later it has no data (R42).
    pub(crate) fn is_not_yet_due(
        &self,
        measure: &Measure,
        value: &Result<f64, Absence>,
        own: &Period,
        reported: &Period,
    ) -> bool {
        let has_value =
            |p: Period| self.observe_total(measure, measure.window, &p, measure.min_n).value.is_ok();
        measure.grain != reported.grain
            && *value == Err(Absence::NoData)
            && self.scorecard.calendar.previous(own).is_some_and(has_value)
    }

    /// A formula over what its members give; `None` where one of them has no such figure. A withheld member withholds
    /// it, a provisional one makes it provisional.
    fn observe_members(&self, measure: &Measure, of: &OfMember<'_>) -> Option<Observation> {
        let mut components = BTreeMap::new();
        let (mut absences, mut doubts) = (Vec::new(), Vec::new());
        for name in measure.plan.formula.names() {
            let Some(member) = self.scorecard.measure(name) else { continue };
            let observed = of(member)?;
            components.insert(name.to_owned(), observed.number());
            absences.extend(observed.value.err());
            doubts.extend(observed.doubt);
        }
        let is_withheld = |reason: &&Absence| reason.is_withheld();
        let is_provisional = |doubt: &&Doubt| matches!(doubt, Doubt::Provisional(_));
        let value = match absences.iter().find(is_withheld) {
            Some(withheld) => Err(*withheld),
            None => {
                let value = measure.plan.formula.evaluate(&|name| components.get(name).copied().flatten());
                value.ok_or(absences.first().copied().unwrap_or(Absence::Undefined))
            }
        };
        let doubt = doubts.iter().find(is_provisional).or(doubts.first()).copied();
        let doubt = doubt.filter(|_| value.is_ok());
        Some(Observation { value, doubt, interval: None, n: None, components })
    }
}

/// A value, unless the data only begin in its days.
pub(super) fn comparable(observed: &Observation) -> Option<f64> {
    let only_begun = matches!(observed.doubt, Some(Doubt::Provisional(Provisional::DataBegin { .. })));
    observed.number().filter(|_| !only_begun)
}
