//! The rest of the fiscal year, foretold from the run of periods.

use super::observer::{Observer, Stretch};
use super::period;
use super::results::{Doubt, NoOutlook, OutlookPeriod, OutlookResult, Provisional, TargetAt};
use super::series::{Series, outlook_reach, season_length};
use crate::calendar::Period;
use crate::engine::{Cut, Window};
use crate::measure::{Direction, Pooling};
use crate::model::Measure;
use crate::statistics::forecast::{Expected, back_test, best, fit, required_pace};
use crate::statistics::interval::Interval;

impl Observer<'_> {
    /// The remaining periods of the fiscal year of a period, and the year's figure.
    pub(crate) fn outlook(
        &self,
        measure: &Measure,
        own: &Period,
        series: &Series,
    ) -> Result<OutlookResult, NoOutlook> {
        let calendar = &self.scorecard.calendar;
        let methods = &measure.forecast.methods;
        if methods.is_empty() {
            return Err(NoOutlook::NotWanted);
        }
        if !measure.has_outlook() {
            return Err(NoOutlook::NothingRemains);
        }
        let year = calendar.year_of(own);
        let periods = calendar.periods_of(&year, own.grain);
        let series = series.last(outlook_reach(measure));
        let end = series.values.iter().rposition(Option::is_some).ok_or(NoOutlook::Interrupted)?;
        let after = series.periods[end];
        let (elapsed, remaining): (Vec<Period>, Vec<Period>) =
            periods.iter().partition(|p| p.last <= after.last);
        if remaining.is_empty() {
            return Err(NoOutlook::NothingRemains);
        }
        if end + 2 < series.values.len() {
            return Err(NoOutlook::Interrupted);
        }
        let known: Vec<f64> = series.values[..=end].iter().rev().map_while(|value| *value).collect();
        let known: Vec<f64> = known.into_iter().rev().collect();
        let season = season_length(measure.grain);
        let horizon = remaining.len();
        let needs = methods.iter().filter_map(|m| m.least(season)).min().ok_or(NoOutlook::NothingRemains)?;
        let too_short = NoOutlook::TooShort { needs, has: known.len() };
        let tested = back_test(methods, &known, season, horizon);
        let fitted = best(&tested).and_then(|method| fit(method, &known, season)).ok_or(too_short)?;

        let (lowest, highest) = measure.plan.bounds_around(known.iter().copied());
        let (lowest, highest) = (lowest.unwrap_or(f64::NEG_INFINITY), highest.unwrap_or(f64::INFINITY));
        let held = |e: &Expected| (e.mean.clamp(lowest, highest), e.interval().clipped(lowest, highest));
        let is_total = measure.plan.pooling == Pooling::Flow && !measure.is_rolling();
        let to_date = is_total.then(|| self.total_of(measure, &elapsed)).transpose()?;
        let expected = match to_date {
            Some(to_date) => fitted.sum(horizon).scaled(1.0, to_date),
            None => fitted.at(horizon),
        };
        let (year_end, interval) = held(&expected);
        let target = self.year_target(measure, &periods, is_total);
        let chance = target.as_ref().and_then(|target| chance(&expected, target, measure.direction));
        let required = match (to_date, &target) {
            (Some(to_date), Some(TargetAt::Value { value, .. })) => required_pace(*value, to_date, horizon),
            _ => None,
        };
        let step = |(period, h): (&Period, usize)| {
            let (value, interval) = held(&fitted.at(h));
            OutlookPeriod { period: period::name(calendar, period), value, interval }
        };
        let outlook = OutlookResult {
            method: fitted.method(),
            points: fitted.points,
            after: period::name(calendar, &after),
            back_test: tested,
            periods: remaining.iter().zip(1..).map(step).collect(),
            year: period::name(calendar, &year),
            to_date,
            year_end,
            interval,
            target,
            chance,
            required,
        };
        let finite = |value: f64, i: &Interval| value.is_finite() && i.low.is_finite() && i.high.is_finite();
        let all = outlook.periods.iter().all(|p| finite(p.value, &p.interval));
        if all && finite(outlook.year_end, &outlook.interval) { Ok(outlook) } else { Err(too_short) }
    }

    /// What a flow has brought in these periods, all of which are known.
    fn total_of(&self, measure: &Measure, periods: &[Period]) -> Result<f64, NoOutlook> {
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Ok(0.0) };
        let is_withheld = |p: &Period| self.is_withheld(measure, &self.stretch(measure, None, p).window);
        if periods.iter().any(is_withheld) {
            return Err(NoOutlook::Withheld);
        }
        let window = Window { first: first.first, last: last.last, opening: None };
        let observed = self.observe(measure, Cut::Total, &Stretch::whole(window), 0);
        match observed.doubt {
            Some(Doubt::Provisional(Provisional::DataBegin { on })) => Err(NoOutlook::DataBegin { on }),
            // A year that has not brought anything yet has brought nothing: here 0 is the sum of no flow.
            _ => Ok(observed.number().unwrap_or(0.0)),
        }
    }

    /// The year's target: a flow's total, else the last period's.
    fn year_target(&self, measure: &Measure, year: &[Period], is_total: bool) -> Option<TargetAt> {
        let written = measure.target.as_ref()?;
        if is_total {
            return self.target_of_year(written, measure, year);
        }
        // The year so far of a rate is not the level of its last period.
        let comparable = !measure.judged_to_date || measure.plan.pooling == Pooling::Last;
        self.target_at(written, measure, year.last().filter(|_| comparable)?)
    }
}

/// Probability, by the model, that the year's figure meets its target.
fn chance(expected: &Expected, target: &TargetAt, direction: Option<Direction>) -> Option<f64> {
    let reaching = |goal: f64| direction.map(|direction| expected.chance_of_reaching(direction, goal));
    match target {
        TargetAt::Value { value, .. } => reaching(*value),
        TargetAt::GoalRedFlag { goal, .. } => reaching(*goal),
        TargetAt::Band { low, high, .. } => {
            let above = expected.chance_of_reaching(Direction::Maximise, *low);
            let over = 1.0 - expected.chance_of_reaching(Direction::Minimise, *high);
            Some((above - over).clamp(0.0, 1.0))
        }
    }
}
