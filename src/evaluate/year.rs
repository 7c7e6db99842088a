//! The fiscal year to a period's end: of a run of periods, each is brought forward from the one before.

use chrono::NaiveDate;

use super::observer::Observer;
use super::partial_periods::{adds_up, of_lacking};
use super::period_values::comparable;
use super::results::{PeriodName, PeriodResult, TargetAt, YearAt};
use super::to_date;
use crate::calendar::{Grain, Period};
use crate::measure::{Basis, Component};
use crate::model::{Measure, RateWeight, Target, YearTarget};

/// The periods of a year up to one of them.
#[derive(Default)]
struct YearSoFar {
    periods: Vec<Period>,
    /// The target of each, where the measure has one over the year.
    targets: Vec<Option<TargetAt>>,
    /// Whether each lacks a value of its own, where the measure is one of rows that add up over the year.
    lacking: Vec<bool>,
}

impl Observer<'_> {
    /// The year at the end of each of some periods that follow each other, the reported one the last.
    pub(super) fn years(&self, measure: &Measure, run: &[Period]) -> Vec<YearAt> {
        self.prefetch(measure, run);
        let mut year = YearSoFar::default();
        let mut years = Vec::with_capacity(run.len());
        for (at, period) in run.iter().enumerate() {
            self.advance(&mut year, measure, period);
            years.push(self.year_at(measure, period, &year, at + 1 == run.len()));
        }
        years
    }

    /// Reads what depends on single customers for all years to date of a run at once.
    fn prefetch(&self, measure: &Measure, run: &[Period]) {
        let is_clustered = |component: &Component| matches!(component.basis, Basis::Clustered { .. });
        if !adds_up(measure)
            || matches!(measure.grain, Grain::Wave | Grain::Year)
            || !measure.plan.components.iter().any(is_clustered)
        {
            return;
        }
        let calendar = &self.scorecard.calendar;
        for periods in run.chunk_by(|a, b| calendar.year_of(a) == calendar.year_of(b)) {
            if let Some(first) = periods.first().and_then(|period| self.elapsed(period).first().copied()) {
                let lasts: Vec<NaiveDate> = periods.iter().map(|period| period.last).collect();
                self.facts.prefetch(&measure.plan, first.first, &lasts);
            }
        }
    }

    /// Fiscal year to the period's end (R12, R21, R56).
    pub(super) fn to_date(&self, measure: &Measure, period: &Period) -> Option<PeriodResult> {
        let mut year = YearSoFar::default();
        self.advance(&mut year, measure, period);
        self.to_date_in(measure, period, &year)
    }

    /// Brings a year forward to a period, or begins the period's own.
    fn advance(&self, year: &mut YearSoFar, measure: &Measure, period: &Period) {
        let calendar = &self.scorecard.calendar;
        if matches!(period.grain, Grain::Wave | Grain::Year) {
            return;
        }
        let is_same = |last: &Period| calendar.year_of(last) == calendar.year_of(period);
        match year.periods.last().is_some_and(is_same) {
            true => year.periods.push(*period),
            false => *year = YearSoFar { periods: self.elapsed(period), ..YearSoFar::default() },
        }
        if !measure.is_over_measures() && adds_up(measure) {
            let new = &year.periods[year.lacking.len()..];
            year.lacking.extend(new.iter().map(|p| self.lacks_value(measure, p)));
        }
        if let Some(written) = &measure.target
            && self.year_target_rule(measure) != YearTarget::None
        {
            let new = &year.periods[year.targets.len()..];
            year.targets.extend(new.iter().map(|p| self.target_at(written, measure, p)));
        }
    }

    /// The year at a period's end, and a year before.
    fn year_at(&self, measure: &Measure, period: &Period, year: &YearSoFar, is_reported: bool) -> YearAt {
        let before = self.scorecard.calendar.previous_year(period);
        let before = before.filter(|_| is_reported && period.is_complete(self.facts.as_of()));
        YearAt {
            to_date: self.to_date_in(measure, period, year),
            previous: self.previous_year(measure, period),
            previous_to_date: before.and_then(|p| comparable(&self.observe_to_date(measure, &p)?)),
        }
    }

    fn to_date_in(&self, measure: &Measure, period: &Period, year: &YearSoFar) -> Option<PeriodResult> {
        let calendar = &self.scorecard.calendar;
        let elapsed = &year.periods;
        let observed = self.observe_elapsed(measure, period, elapsed)?;
        let target = measure.target.as_ref();
        let target = target.and_then(|t| self.target_to_date(t, measure, elapsed, &year.targets));
        let name = PeriodName {
            label: format!("{} to {}", calendar.label(&calendar.year_of(period)), calendar.label(period)),
            first: elapsed.first().map_or(period.first, |p| p.first),
            last: period.last,
        };
        let judged = self.judge(measure, name, observed, target);
        let partly = judged.value.and_then(|_| match measure.is_over_measures() {
            true => self.partial_periods_to_date(measure, period, elapsed),
            false => of_lacking(&year.lacking),
        });
        Some(PeriodResult { partly, ..judged })
    }

    fn year_target_rule(&self, measure: &Measure) -> YearTarget {
        measure.year_target(&|id| self.scorecard.measure(id))
    }

    /// The target of the periods of a year together.
    pub(super) fn target_of_year(
        &self,
        written: &Target,
        measure: &Measure,
        year: &[Period],
    ) -> Option<TargetAt> {
        let targets: Vec<Option<TargetAt>> =
            year.iter().map(|p| self.target_at(written, measure, p)).collect();
        self.target_to_date(written, measure, year, &targets)
    }

    /// Flows add, stocks last, rates weigh by planned denominators, else by actual ones (R21).
    fn target_to_date(
        &self,
        written: &Target,
        measure: &Measure,
        elapsed: &[Period],
        targets: &[Option<TargetAt>],
    ) -> Option<TargetAt> {
        let over_year = self.year_target_rule(measure);
        if over_year == YearTarget::None {
            return None;
        }
        let last = targets.last().copied().flatten()?;
        let adds = over_year == YearTarget::Adds;
        let TargetAt::Value { span, baseline, not_renewed, .. } = last else {
            return Some(if adds { last.of_periods(elapsed.len()) } else { last });
        };
        let values: Option<Vec<f64>> = targets.iter().map(|t| t.map(|t| t.plan(None))).collect();
        let value = match over_year {
            YearTarget::Adds => values?.iter().sum(),
            YearTarget::Weighted => {
                let planned = |p: &Period| written.weights.iter().find(|(at, _)| at == p).map(|(_, w)| *w);
                // What was planned and what came are no two parts of one mean.
                let all: Option<Vec<f64>> = elapsed.iter().map(planned).collect();
                let all = all.map(|planned| planned.into_iter().map(Some).collect());
                match all.or_else(|| self.denominators(measure, elapsed)) {
                    Some(weights) => {
                        let pair = |(value, weight): (f64, Option<f64>)| Some((value, weight?));
                        let pairs: Vec<Option<(f64, f64)>> =
                            values?.into_iter().zip(weights).map(pair).collect();
                        to_date::weighted_mean(&pairs)?
                    }
                    None => last.plan(None),
                }
            }
            YearTarget::Last | YearTarget::None => last.plan(None),
        };
        // What adds up is scored by attainment: a year's way from its baseline is not one of its periods'.
        let (span, baseline) = if adds { (None, None) } else { (span, baseline) };
        Some(TargetAt::Value { value, span, baseline, not_renewed })
    }

    /// What a rate is divided by in each period; the number of cases where the value is no quotient, as of a median, and of
    /// periods where there are no cases either.
    fn denominators(&self, measure: &Measure, periods: &[Period]) -> Option<Vec<Option<f64>>> {
        let below = match measure.rate_weight(&|id| self.scorecard.measure(id))? {
            RateWeight::Own => measure.plan.formula.as_ratio().map(|(_, below)| below),
            RateWeight::Quotient(below) => Some(below),
            RateWeight::Member(member) => {
                let own: Vec<Period> = periods.iter().map(|p| self.period_of_member(member, p)).collect();
                return self.denominators(member, &own);
            }
        };
        // A survey hides what a value below its smallest sample is made of.
        let min_n = if measure.plan.survey { 0 } else { measure.min_n };
        let of = |period: &Period| {
            let observed = self.observe_total(measure, measure.window, period, min_n);
            match &below {
                Some(below) => observed.evaluate(below),
                // A mean of periods, as one of entered values, is divided by their number.
                None if measure.plan.sample.is_none() => observed.value.is_ok().then_some(1.0),
                None => observed.n,
            }
        };
        Some(periods.iter().map(of).collect())
    }
}
