//! The run of a measure's periods: limits of chance and signals (R44), trend, events.

use chrono::NaiveDate;

use super::observer::Observer;
use super::period;
use super::results::{
    EventResult, FiringResult, PeriodName, PeriodResult, RuleResult, ScorecardResult, SignalsResult,
    TrendResult,
};
use crate::calendar::{Grain, Period};
use crate::model::{Event, Measure, Scorecard};
use crate::statistics::forecast::Method;
use crate::statistics::rules::fired;
use crate::statistics::trend::{mann_kendall, theil_sen};
use crate::statistics::xmr::{Factors, limits};

/// Periods looked back over.
pub(crate) const SIGNAL_PERIODS: usize = 36;
/// Periods looked back over where the definition says where limits begin.
const LONGEST: usize = 120;
/// Values below which there are no limits (R44).
const LEAST: usize = 6;
/// Values that set limits for good, where the definition says where they begin.
const BASELINE: usize = 24;
/// Values below which no trend is tested.
const LEAST_FOR_TREND: usize = 8;

/// Values that signals and forecasts may use, period by period; a gap where there is none.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) periods: Vec<Period>,
    pub(crate) values: Vec<Option<f64>>,
}

impl Series {
    /// The last so many periods.
    pub(crate) fn last(&self, count: usize) -> Series {
        self.from(self.periods.len().saturating_sub(count))
    }

    fn from(&self, first: usize) -> Series {
        Series { periods: self.periods[first..].to_vec(), values: self.values[first..].to_vec() }
    }
}

impl Observer<'_> {
    /// Complete values of a measure up to a period; provisional, withheld and doubtful ones are gaps (R44).
    pub(crate) fn series(&self, measure: &Measure, own: &Period) -> Series {
        let reach = if self.limits_start(measure, own).is_some() { LONGEST } else { SIGNAL_PERIODS };
        let reach = reach.max(outlook_reach(measure));
        let periods = self.scorecard.calendar.periods_ending_with(own, reach);
        let values = periods.iter().map(|p| self.undoubted_value(measure, p)).collect();
        Series { periods, values }
    }

    /// A period's value if nothing about it is in doubt.
    fn undoubted_value(&self, measure: &Measure, period: &Period) -> Option<f64> {
        let observed = self.observe_total(measure, measure.window, period, measure.min_n);
        observed.number().filter(|value| observed.doubt.is_none() && value.is_finite())
    }

    /// The latest day by the period's end on which limits begin anew.
    fn limits_start(&self, measure: &Measure, own: &Period) -> Option<NaiveDate> {
        let restarts =
            self.scorecard.events.iter().filter(|event| event.restart_limits.contains(&measure.id));
        let days = restarts.map(|event| event.at).chain(measure.signals.limits_from);
        days.filter(|day| *day <= own.last).max()
    }

    /// Limits, the rules that fired, and the trend; `None` with fewer than six values.
    pub(crate) fn signals(&self, measure: &Measure, own: &Period, series: &Series) -> Option<SignalsResult> {
        let calendar = &self.scorecard.calendar;
        let begin = self.limits_start(measure, own);
        let first = match begin {
            Some(day) => series.periods.iter().position(|p| p.last >= day)?,
            None => {
                let reach = series.periods.len().saturating_sub(SIGNAL_PERIODS);
                reach + series.values[reach..].iter().position(Option::is_some)?
            }
        };
        let series = series.from(first);
        let known = series.values.iter().flatten().count();
        let frozen = begin.is_some() && known > BASELINE;
        let mut left = if begin.is_some() { BASELINE } else { known };
        let setting = series.values.iter().take_while(|value| {
            let goes_on = left > 0;
            left -= usize::from(goes_on && value.is_some());
            goes_on
        });
        let setting: Vec<Option<f64>> = setting.copied().collect();
        let limits = limits(&setting, Factors::MEAN).filter(|_| known >= LEAST)?;
        let (lowest, highest) = measure.plan.bounds_around(series.values.iter().copied().flatten());
        let held = limits.within(lowest, highest);
        let rules = measure.signals.rules.iter().map(|rule| RuleResult {
            rule: *rule,
            fired: fired(*rule, &series.values, &limits)
                .into_iter()
                .map(|f| FiringResult { period: calendar.label(&series.periods[f.index]), side: f.side })
                .collect(),
        });
        Some(SignalsResult {
            from: period::name(calendar, series.periods.first()?),
            started: begin.is_some(),
            points: limits.points,
            frozen,
            centre: limits.centre,
            moving_range: limits.moving_range,
            range_limit: limits.range_limit,
            lower: held.low,
            upper: held.high,
            rules: rules.collect(),
            trend: trend(&series.values),
        })
    }

    /// What happened in the periods shown.
    pub(crate) fn events(&self, measure: &Measure, shown: &[PeriodResult]) -> Vec<EventResult> {
        let is_shown = |at: NaiveDate| shown.iter().any(|p| (p.period.first..=p.period.last).contains(&at));
        let here = |event: &&Event| event.concerns(&measure.id) && is_shown(event.at);
        let events = self.scorecard.events.iter().filter(here);
        events
            .map(|event| EventResult {
                at: event.at,
                note: event.note.clone(),
                restarts_limits: event.restart_limits.contains(&measure.id),
            })
            .collect()
    }
}

/// Periods that an outlook looks back over: where the last season may come again, two of them at least.
pub(crate) fn outlook_reach(measure: &Measure) -> usize {
    let season =
        season_length(measure.grain).filter(|_| measure.forecast.methods.contains(&Method::SeasonalNaive));
    season.map_or(SIGNAL_PERIODS, |season| SIGNAL_PERIODS.max(2 * season))
}

/// Periods after which a pattern of the year comes again.
pub(crate) fn season_length(grain: Grain) -> Option<usize> {
    match grain {
        Grain::Week => Some(52),
        Grain::Month => Some(12),
        Grain::Quarter => Some(4),
        Grain::Year | Grain::Wave => None,
    }
}

/// Slope and test over the real places of the values.
fn trend(values: &[Option<f64>]) -> Option<TrendResult> {
    let points: Vec<(f64, f64)> =
        values.iter().enumerate().filter_map(|(i, value)| Some((i as f64, (*value)?))).collect();
    let line = theil_sen(&points).filter(|_| points.len() >= LEAST_FOR_TREND)?;
    let plain: Vec<f64> = points.iter().map(|(_, y)| *y).collect();
    // Without two different values there is nothing to test and no trend.
    let p = mann_kendall(&plain).map_or(1.0, |test| test.p);
    Some(TrendResult { slope: line.slope, interval: line.interval, p, n: points.len() })
}

/// Events that no measure shows and no limits start with.
pub fn without_effect<'s>(scorecard: &'s Scorecard, card: &ScorecardResult) -> Vec<&'s Event> {
    let holds = |name: &PeriodName, day: NaiveDate| (name.first..=name.last).contains(&day);
    let touches = |event: &Event| {
        card.measures().any(|r| {
            let begins = |s: &SignalsResult| s.started && holds(&s.from, event.at);
            let restarts = event.restart_limits.contains(&r.id);
            r.events.iter().any(|e| e.at == event.at && e.note == event.note)
                || (restarts && r.signals.as_ref().is_some_and(begins))
        })
    };
    scorecard.events.iter().filter(|event| !touches(event)).collect()
}
