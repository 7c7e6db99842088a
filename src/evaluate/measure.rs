//! One measure over its periods: values, targets, scores, statuses, year to date.

use std::collections::BTreeMap;

use super::observer::{Observation, Observer, Stretch};
use super::period;
use super::results::{
    Absence, EnteredResult, MeasureResult, PeriodName, PeriodResult, SignalsResult, TargetAt, VersionResult,
};
use super::score::Verdict;
use super::scoring::score_of;
use super::target::TargetReader;
use super::tree::Judged;
use super::{change, score};
use crate::calendar::{Grain, Period};
use crate::engine::{Cut, Window};
use crate::measure::{Component, Pooling};
use crate::model::{Entry, Measure, Target, Version, YearTarget};
use crate::statistics::assurance::{self, Assurance};
use crate::statistics::interval::Interval;

impl Observer<'_> {
    /// A measure in the reported period and those before it; what it weighs in the scorecard is for whoever knows the others.
    pub(crate) fn measure(&self, measure: &Measure, reported: &Period) -> MeasureResult {
        let calendar = &self.scorecard.calendar;
        let own = period::own(&self.scorecard.calendar, measure.grain, reported);
        self.fit(measure, &own);
        let run = calendar.periods_ending_with(&own, self.scorecard.history());
        let mut periods: Vec<PeriodResult> = run.iter().map(|p| self.period(measure, p)).collect();
        if let Some(last) = periods.last_mut()
            && let Some(absent) = last.absent
            && self.is_not_yet_due(measure, &Err(absent), &own, reported)
        {
            last.absent = Some(Absence::NotYetDue);
        }
        let shown = |entry: &&Entry| {
            entry.period.last <= own.last
                && periods.first().is_some_and(|p| entry.period.first >= p.period.first)
        };
        let entered = measure.entries.iter().flatten().filter(shown).map(|entry| EnteredResult {
            period: period::name(calendar, &entry.period),
            value: entry.value,
            entity: entry.entity.clone(),
            by: entry.by.clone(),
            date: entry.date,
            evidence: entry.evidence.clone(),
        });
        let entered = entered.collect();
        let number = |p: Option<Period>| p.and_then(|p| self.value(measure, &p));
        let years = self.years(measure, &run);
        if measure.judged_to_date {
            for (at, year) in periods.iter_mut().zip(&years) {
                if let Some(to_date) = &year.to_date {
                    (at.score, at.status) = (to_date.score, to_date.status);
                }
            }
        }
        let series = self.series(measure, &own);
        let signals = self.signals(measure, &own, &series);
        let target = periods.last().and_then(|last| last.target);
        let (outlook, no_outlook) = match self.outlook(measure, &own, &series) {
            Ok(outlook) => (Some(outlook), None),
            Err(reason) => (None, Some(reason)),
        };
        let told = MeasureResult {
            id: measure.id.clone(),
            title: measure.title.clone(),
            level: measure.level,
            unit: measure.unit,
            direction: measure.direction,
            weight: measure.weight,
            effective_weight: 0.0,
            previous: number(calendar.previous(&own)),
            change: match periods.as_slice() {
                [.., before, last] => change::between(measure, before, last),
                _ => None,
            },
            previous_year: years.last().and_then(|year| year.previous),
            to_date: years.last().and_then(|year| year.to_date.clone()),
            years,
            weeks: self.weeks(measure, &own),
            segments: measure.segments.iter().map(|axis| self.segments(measure, axis, &own)).collect(),
            versions: self.versions(measure, &own),
            variances: Vec::new(),
            triangle: self.triangle(measure, &own),
            assurance: assurance(measure, signals.as_ref(), target),
            signals,
            outlook,
            no_outlook,
            events: self.events(measure, &periods),
            periods,
            entered,
        };
        MeasureResult { variances: self.variances(measure, &told, &own), ..told }
    }

    /// Other versions of a target, in the periods that are shown.
    fn versions(&self, measure: &Measure, period: &Period) -> Vec<VersionResult> {
        let run = self.scorecard.calendar.periods_ending_with(period, self.scorecard.history());
        let plan = |target: TargetAt| target.plan(None);
        let written = measure.target.iter().flat_map(|target| &target.versions);
        let version = |version: &Version| VersionResult {
            id: version.id.clone(),
            title: version.title.clone(),
            values: run.iter().map(|p| self.target_at(&version.target, measure, p).map(plan)).collect(),
            to_date: self
                .observe_to_date(measure, period)
                .and_then(|_| self.target_of_year(&version.target, measure, &self.elapsed(period)))
                .map(plan),
        };
        written.map(version).collect()
    }

    /// What a measure scores with a report of a period.
    pub(crate) fn judged(&self, measure: &Measure, reported: &Period) -> Judged {
        let own = period::own(&self.scorecard.calendar, measure.grain, reported);
        let judged = match measure.judged_to_date.then(|| self.to_date(measure, &own)).flatten() {
            Some(to_date) => to_date,
            None => self.period(measure, &own),
        };
        Judged { score: judged.score, status: judged.status }
    }

    /// A measure in one period, judged.
    fn period(&self, measure: &Measure, period: &Period) -> PeriodResult {
        let observed = self.observe_period(measure, Cut::Total, period, measure.min_n);
        let target = measure.target.as_ref();
        let target = target.and_then(|t| self.target_at(t, measure, period));
        let window = self.window_of(measure, period);
        let name = period::name(&self.scorecard.calendar, period);
        let judged = self.judge(measure, name, observed, target);
        let partly = judged.value.and_then(|_| self.partial_periods(measure, period));
        PeriodResult { window, partly, ..judged }
    }

    pub(crate) fn target_at(&self, written: &Target, measure: &Measure, period: &Period) -> Option<TargetAt> {
        self.target_by(written, measure, period, &|p| self.value(measure, p))
    }

    /// The same of a part of the measure, by what that came to in other periods.
    pub(super) fn target_by(
        &self,
        written: &Target,
        measure: &Measure,
        period: &Period,
        value_in: &dyn Fn(&Period) -> Option<f64>,
    ) -> Option<TargetAt> {
        let days_of = |p: &Period| {
            let Window { first, last, .. } = self.stretch(measure, measure.window, p).window;
            (last - first).num_days() + 1
        };
        let adds = measure.year_target(&|id| self.scorecard.measure(id)) == YearTarget::Adds;
        let calendar = &self.scorecard.calendar;
        let reader = TargetReader { target: written, measure, calendar, value_in, adds, days_of: &days_of };
        reader.at(period)
    }

    /// The figure printed beside a value.
    fn beside(&self, measure: &Measure, observed: &Observation) -> BTreeMap<String, f64> {
        let figure =
            measure.plan.beside.as_ref().filter(|_| observed.value.is_ok()).and_then(|beside| {
                Some((beside.name.word().to_owned(), observed.evaluate(&beside.formula)?))
            });
        figure.into_iter().collect()
    }

    /// Score and status of an observation against a target.
    pub(super) fn judge(
        &self,
        measure: &Measure,
        period: PeriodName,
        observed: Observation,
        target: Option<TargetAt>,
    ) -> PeriodResult {
        let judged = match (observed.value, observed.doubt, target) {
            (Ok(actual), None, Some(target)) => score_of(measure, actual, &target),
            _ => None,
        };
        let verdict = match (observed.interval, observed.doubt, target) {
            (Some(interval), None, Some(target)) => verdict(measure, &interval, &target),
            _ => None,
        };
        PeriodResult {
            period,
            value: observed.number(),
            absent: observed.value.err(),
            doubt: observed.doubt,
            window: None,
            partly: None,
            interval: observed.interval,
            n: observed.n,
            beside: self.beside(measure, &observed),
            components: observed.components,
            target,
            score: judged.map(|(score, _)| score),
            status: judged.map(|(_, status)| status),
            verdict,
        }
    }

    /// The last thirteen complete weeks, where the components pool into them.
    fn weeks(&self, measure: &Measure, period: &Period) -> Vec<PeriodResult> {
        let pools = matches!(measure.plan.pooling, Pooling::Flow | Pooling::Pool);
        let is_longer = matches!(period.grain, Grain::Month | Grain::Quarter | Grain::Year);
        let is_state = |c: &Component| {
            if c.is_entered() {
                return true;
            }
            let source = self.scorecard.source(&c.rows.source);
            source.is_some_and(|s| s.snapshot.is_some_and(|grain| grain > Grain::Week))
        };
        if !pools
            || !is_longer
            || measure.plan.components.is_empty()
            || measure.plan.components.iter().any(is_state)
        {
            return Vec::new();
        }
        let calendar = &self.scorecard.calendar;
        let Some(holding) = calendar.period_of(Grain::Week, period.last) else { return Vec::new() };
        let last = if holding.last <= period.last { Some(holding) } else { calendar.previous(&holding) };
        last.map_or_else(Vec::new, |last| {
            let week = |p: &Period| {
                let window = Window { first: p.first, last: p.last, opening: None };
                let observed = self.observe(measure, Cut::Total, &Stretch::whole(window), measure.min_n);
                let observed = self.with_doubt(observed, measure, p);
                self.judge(measure, period::name(calendar, p), observed, None)
            };
            calendar.periods_ending_with(&last, self.scorecard.history()).iter().map(week).collect()
        })
    }
}

/// Whether the process within its limits meets the target of the reported period.
fn assurance(measure: &Measure, signals: Option<&SignalsResult>, target: Option<TargetAt>) -> Assurance {
    let Some(target) = target else { return Assurance::NoTarget };
    let Some(limits) = signals else { return Assurance::TooFew };
    match (target, measure.direction) {
        (TargetAt::Band { low, high, .. }, _) => {
            assurance::band_assurance(limits.lower, limits.upper, low, high)
        }
        (_, None) => Assurance::NoTarget,
        (target, Some(direction)) => {
            assurance::target_assurance(limits.lower, limits.upper, target.plan(None), direction)
        }
    }
}

/// What an interval says about a target.
fn verdict(measure: &Measure, interval: &Interval, target: &TargetAt) -> Option<Verdict> {
    if let TargetAt::Band { low, high, .. } = target {
        return Some(score::verdict_on_band(interval, *low, *high));
    }
    Some(score::verdict(measure.direction?, interval, target.plan(None)))
}
