//! The fiscal year to each period's end, and a year before: how the workbook comes to what the engine found.

use super::facts::{Register, beside, is_last, is_same};
use super::plan::Planner;
use super::{
    Computed, FactGrain, FactRow, FactWorking, MissingValue, PeriodWorking, ToDateTarget, ToDateWorking,
    YearBefore, YearWorking,
};
use crate::evaluate::results::{MeasureResult, PeriodResult, TargetAt, YearAt};
use crate::model::{Measure, YearTarget};
use crate::report::Composer;

/// The year to each period's end: how the targets come of those of the periods, and which are numbers of their own.
pub(super) fn to_date(
    planner: &mut Planner<'_>,
    measure: &Measure,
    result: &MeasureResult,
    periods: &mut [Option<PeriodWorking>],
) -> Option<ToDateWorking> {
    result.to_date.as_ref()?;
    let years: Vec<Option<&YearAt>> = beside(result, periods.len()).collect();
    let found = |year: &Option<&YearAt>| year.and_then(|year| year.to_date.clone());
    let told: Vec<_> = years.iter().map(found).collect();
    let has_target = told.iter().flatten().any(|at| matches!(at.target, Some(TargetAt::Value { .. })));
    let usual = match planner.over_year {
        _ if !has_target => ToDateTarget::None,
        YearTarget::Adds => ToDateTarget::Sum,
        YearTarget::Weighted => ToDateTarget::Weighted,
        YearTarget::Last | YearTarget::None => ToDateTarget::Last,
    };
    let mut follows = false;
    for (i, at) in told.iter().enumerate() {
        let (Some(at), Some(period)) = (at, periods[i].clone()) else { continue };
        let engine = Computed::from_period(at);
        let of_year: Vec<&PeriodWorking> =
            periods[..=i].iter().flatten().filter(|p| p.year == period.year).collect();
        let is_whole = of_year.len() == period.number;
        let all = || -> Option<f64> { of_year.iter().map(|p| p.engine.target).sum() };
        let is_so = match usual {
            ToDateTarget::Sum => is_whole && is_same(all(), engine.target),
            ToDateTarget::Weighted => {
                is_whole && is_same(planned_weighted_mean(planner, &of_year), engine.target)
            }
            ToDateTarget::None | ToDateTarget::Last | ToDateTarget::Own => true,
        };
        follows = follows || (is_so && engine.target.is_some());
        let days = (at.period.first, at.period.last);
        let own_target = engine.target.filter(|_| !is_so).map(|target| planner.year_to_date(target, days));
        if let Some(period) = &mut periods[i] {
            let withheld = at.absent.is_some_and(|absent| absent.is_withheld());
            let missing = MissingValue::new(measure, at);
            period.to_date = Some(YearWorking { engine, missing, own_target, withheld });
        }
    }
    // A way there may be, though none is left today: where the baseline is beyond the target.
    let on_way = |at: &PeriodResult| matches!(at.target, Some(TargetAt::Value { baseline: Some(_), .. }));
    Some(ToDateWorking {
        target: if follows || !has_target { usual } else { ToDateTarget::Own },
        spanned: told.iter().flatten().any(on_way) || is_last(measure),
        adds: planner.over_year == YearTarget::Adds,
        is_last: is_last(measure),
    })
}

fn planned_weighted_mean(planner: &Planner<'_>, periods: &[&PeriodWorking]) -> Option<f64> {
    let planned = periods.iter().all(|period| period.weight.is_some());
    let (mut targets, mut weights) = (0.0, 0.0);
    for period in periods {
        let plan = period.weight.map(|at| planner.points[at].value);
        let weight = if planned { plan? } else { period.denominator? };
        targets += period.engine.target? * weight;
        weights += weight;
    }
    (weights != 0.0).then(|| targets / weights)
}

impl Composer<'_> {
    /// Last year's values: those that the measure has in its own periods, and facts of the others.
    pub(super) fn year_before(
        &self,
        register: &mut Register,
        measure: &Measure,
        periods: &[Option<PeriodWorking>],
    ) -> YearBefore {
        let all = || periods.iter().flatten();
        let in_series = |p: &PeriodWorking| {
            let before = p.year_before.and_then(|day| all().find(|other| other.span.last == day));
            before.map(|before| before.engine.value)
        };
        // Where one of them is another figure, as of the same days of a month that is not over, none is looked up.
        let agrees = |p: &PeriodWorking| in_series(p).is_none_or(|value| is_same(value, p.previous));
        let looked_up = all().all(agrees);
        let calendar = &self.scorecard.calendar;
        let row = |p: &PeriodWorking| {
            let day = p.year_before.unwrap_or(p.span.last);
            FactRow {
                grain: FactGrain::YearBefore,
                period: p.span.last,
                first: calendar.period_of(measure.grain, day).map_or(day, |p| p.first),
                last: day,
                value: p.previous,
            }
        };
        let is_fact = |p: &&PeriodWorking| p.previous.is_some() && !(looked_up && in_series(p).is_some());
        let rows: Vec<FactRow> = all().filter(is_fact).map(row).collect();
        let fact = (!rows.is_empty()).then(|| {
            let id = format!("{}.{}", measure.id, FactGrain::YearBefore.word());
            let title = measure.title.clone();
            register.own(FactWorking { id, source: String::new(), title, unit: self.label_of(measure), rows })
        });
        match (looked_up, fact) {
            (true, fact) => YearBefore::InSeries(fact),
            (false, Some(fact)) => YearBefore::Fact(fact),
            (false, None) => YearBefore::Unknown,
        }
    }

    /// The same of the year to date.
    pub(super) fn year_before_to_date(
        &self,
        register: &mut Register,
        measure: &Measure,
        periods: &[Option<PeriodWorking>],
    ) -> Option<usize> {
        // A balance's year to date is its last value.
        if is_last(measure) {
            return None;
        }
        let calendar = &self.scorecard.calendar;
        let row = |p: &PeriodWorking| {
            let last = p.year_before?;
            let first = calendar.period_of(measure.grain, last).map_or(last, |p| calendar.year_of(&p).first);
            let value = Some(p.previous_to_date?);
            Some(FactRow { grain: FactGrain::YearBeforeToDate, period: p.span.last, first, last, value })
        };
        let rows: Vec<FactRow> = periods.iter().flatten().filter_map(row).collect();
        (!rows.is_empty()).then(|| {
            let id = format!("{}.{}", measure.id, FactGrain::YearBefore.word());
            let title = measure.title.clone();
            register.own(FactWorking { id, source: String::new(), title, unit: self.label_of(measure), rows })
        })
    }
}
