//! The target of a period (R17 to R21, R25).

use chrono::NaiveDate;

use super::results::TargetAt;
use super::to_date;
use crate::calendar::{Calendar, Grain, Period};
use crate::measure::{Direction, Pooling};
use crate::model::{Baseline, Lookback, Measure, Path, Target, TargetPlan, step_value};

/// What a target may ask of its measure.
pub(crate) struct TargetContext<'a> {
    /// Its value in another period.
    pub(crate) value_in: &'a dyn Fn(&Period) -> Option<f64>,
    /// Whether its values add up over time, so that a year's is spread over its periods (R20).
    pub(crate) adds: bool,
    /// How many days its value in a period looks at.
    pub(crate) days_of: &'a dyn Fn(&Period) -> i64,
}

/// The target of a measure in a period; `None` before its first point (R19), or where last year's value is missing.
pub(crate) fn at(
    target: &Target,
    measure: &Measure,
    calendar: &Calendar,
    period: &Period,
    known: &TargetContext<'_>,
) -> Option<TargetAt> {
    if let Some(Baseline::Measured(from)) = &target.baseline {
        // Without its start there is no way to measure by, and the target is missing (R22).
        (known.value_in)(from)?;
    }
    let (value, not_renewed) = match &target.plan {
        TargetPlan::Band { low, high, zero_at } => {
            return Some(TargetAt::Band {
                low: *low,
                high: *high,
                zero_low: zero_at.0,
                zero_high: zero_at.1,
            });
        }
        TargetPlan::GoalRedFlag { goal, red_flag } => {
            return Some(TargetAt::GoalRedFlag { goal: *goal, red_flag: *red_flag });
        }
        _ => planned(target, measure, calendar, period, known)?,
    };
    Some(TargetAt::Value {
        value,
        span: span(target, measure, calendar, period, known),
        baseline: baseline(target, calendar, period, known),
        not_renewed,
    })
}

/// Whether a target is not yet in force: a period before its first point is informational, not missing (R19).
pub(crate) fn is_before_first(target: &Target, calendar: &Calendar, grain: Grain, period: &Period) -> bool {
    if row(target, period).is_some() {
        return false;
    }
    match &target.plan {
        TargetPlan::Dated { points, path: Path::Linear } => {
            match first_anchor(target, points, calendar, grain) {
                Some(start) => period.last <= start.last,
                // No wave stands before the first value.
                None => points.first().is_none_or(|(key, _)| period.last < key.first),
            }
        }
        TargetPlan::Dated { points, .. } => points.iter().all(|(key, _)| key.first > period.deciding_day()),
        _ => false,
    }
}

/// The planned value, and whether the last dated one is past.
fn planned(
    target: &Target,
    measure: &Measure,
    calendar: &Calendar,
    period: &Period,
    known: &TargetContext<'_>,
) -> Option<(f64, bool)> {
    if let Some((key, value)) = row(target, period) {
        let is_total = known.adds && key.grain > period.grain;
        let spread = TotalSpread { target, written: &target.rows, measure, calendar, known };
        return Some((if is_total { spread.share(key, *value, period)? } else { *value }, false));
    }
    match &target.plan {
        TargetPlan::Missing => None,
        TargetPlan::Constant(value) => Some((*value, false)),
        TargetPlan::PreviousYear(change) => {
            let last_year = last_year(measure, calendar, period, known)?;
            Some((change.applied_to(last_year), false))
        }
        TargetPlan::Dated { points, path: Path::Linear } => {
            interpolate(target, points, calendar, period, known)
        }
        TargetPlan::Dated { points, .. } => {
            let (key, value) = step_value(points, period, known.adds)?;
            let is_past = points.iter().all(|(key, _)| key.last < period.deciding_day());
            if known.adds && key.grain > period.grain {
                // A total that holds on is spread anew over each year after its own.
                let whole = match key.has(period) {
                    true => *key,
                    false => calendar.period_of(key.grain, period.deciding_day())?,
                };
                let spread = TotalSpread { target, written: points, measure, calendar, known };
                return Some((spread.share(&whole, *value, period)?, is_past));
            }
            Some((*value, is_past))
        }
        TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. } => None,
    }
}

/// Last year's value of the same period. In a year of weeks the period, or the window that ends with it, may have had a week more or
/// less: a flow is compared per day.
fn last_year(
    measure: &Measure,
    calendar: &Calendar,
    period: &Period,
    known: &TargetContext<'_>,
) -> Option<f64> {
    let before = calendar.previous_year(period)?;
    let value = (known.value_in)(&before)?;
    let is_total =
        known.adds || (measure.plan.pooling == Pooling::Flow && measure.window != Some(Lookback::All));
    if !is_total || !calendar.is_retail() {
        return Some(value);
    }
    let (days, days_before) = ((known.days_of)(period), (known.days_of)(&before));
    Some(if days == days_before { value } else { value * days as f64 / days_before as f64 })
}

/// The value of its own that a target file gives a period: that of the shortest key that holds it (R23).
fn row<'t>(target: &'t Target, period: &Period) -> Option<&'t (Period, f64)> {
    let holding = target.rows.iter().filter(|(key, _)| key.has(period));
    holding.min_by_key(|(key, _)| key.grain)
}

/// How totals of longer periods come to the periods inside them (R20).
struct TotalSpread<'a> {
    target: &'a Target,
    /// The values that are written, the totals among them.
    written: &'a [(Period, f64)],
    measure: &'a Measure,
    calendar: &'a Calendar,
    known: &'a TargetContext<'a>,
}

impl TotalSpread<'_> {
    /// A total spread over the periods inside its key: what shorter periods in it say themselves is theirs, and the rest comes
    /// to the others by written shares, else last year's, else equally. The weeks of a month or quarter without written shares have their days of it, together.
    fn share(&self, key: &Period, total: f64, period: &Period) -> Option<f64> {
        let inside = self.calendar.periods_of(key, period.grain);
        let index = inside.iter().position(|p| p == period)?;
        let own = self.values_inside(key, &inside)?;
        let said: f64 = own.iter().flatten().sum();
        let is_left: Vec<bool> = own.iter().map(Option::is_none).collect();
        let of_left = |values: &[f64]| -> f64 {
            values.iter().zip(&is_left).filter(|(_, is_left)| **is_left).map(|(value, _)| value).sum()
        };
        let left = total - said;
        if self.target.shares.len() == inside.len() {
            let shares = &self.target.shares;
            // Of all periods they add to 1.
            let whole = if own.iter().all(Option::is_none) { 1.0 } else { of_left(shares) };
            if whole > 0.0 {
                return Some(left * shares[index] / whole);
            }
        }
        let last_year = |p: &Period| last_year(self.measure, self.calendar, p, self.known);
        let of_last_year: Option<Vec<f64>> = inside.iter().map(last_year).collect();
        let equal = vec![1.0; inside.len()];
        let weights = of_last_year.filter(|values| of_left(values) > 0.0).unwrap_or(equal);
        // A month is no number of weeks: those that end in it have their days of it, together.
        let left = match period.grain == Grain::Week && key.grain < Grain::Year {
            true => {
                let days: Vec<f64> = inside.iter().map(|p| p.days() as f64).collect();
                let said: f64 = days.iter().sum::<f64>() - of_left(&days);
                left * of_left(&days) / (key.days() as f64 - said)
            }
            false => left,
        };
        Some(left * weights[index] / of_left(&weights))
    }

    /// What each of the periods inside a key is told by a shorter key that holds it. A total that holds on after its own period is
    /// written of none.
    fn values_inside(&self, key: &Period, inside: &[Period]) -> Option<Vec<Option<f64>>> {
        let is_written = self.written.iter().any(|(written, _)| written == key);
        let shorter = |period: &Period| {
            let holding = self.written.iter().filter(|(own, _)| own.grain < key.grain && own.has(period));
            holding.min_by_key(|(own, _)| own.grain).filter(|_| is_written)
        };
        let said = inside.iter().map(|period| match shorter(period) {
            None => Some(None),
            Some((own, total)) if own.grain > period.grain => self.share(own, *total, period).map(Some),
            Some((_, value)) => Some(Some(*value)),
        });
        said.collect()
    }
}

/// The last period that stands before the line begins.
fn first_anchor(
    target: &Target,
    points: &[(Period, f64)],
    calendar: &Calendar,
    grain: Grain,
) -> Option<Period> {
    let (first, _) = points.first()?;
    let dated = match &target.baseline {
        Some(Baseline::Written(values)) => values.iter().filter_map(|(day, _)| *day).min(),
        Some(Baseline::Measured(period)) => Some(period.last),
        None => None,
    };
    calendar.last_period_by(grain, dated.unwrap_or_else(|| end_of_year_before(calendar, first)))
}

/// Of several dated baselines the latest that counts for the period (R18): not after it, or before it where a line leads
/// from one to the next, for a way that begins with a period does not lead to it.
fn start_of(
    values: &[(Option<NaiveDate>, f64)],
    calendar: &Calendar,
    period: &Period,
    is_line: bool,
) -> Option<(Option<NaiveDate>, f64)> {
    let counts = |day: NaiveDate| {
        calendar
            .last_period_by(period.grain, day)
            .is_none_or(|at| at < *period || (!is_line && at == *period))
    };
    let dated = values.iter().filter(|(day, _)| day.is_some_and(counts));
    dated.max_by_key(|(day, _)| *day).or_else(|| values.iter().find(|(day, _)| day.is_none())).copied()
}

fn end_of_year_before(calendar: &Calendar, point: &Period) -> NaiveDate {
    super::period::day_before(calendar.year_of(point).first)
}

/// A value on the line through baselines and dated values, by number of periods.
fn interpolate(
    target: &Target,
    points: &[(Period, f64)],
    calendar: &Calendar,
    period: &Period,
    known: &TargetContext<'_>,
) -> Option<(f64, bool)> {
    let grain = period.grain;
    let anchor = |day: NaiveDate| calendar.last_period_by(grain, day);
    let mut anchors: Vec<(Period, f64)> = Vec::new();
    if let Some(Baseline::Written(values)) = &target.baseline {
        let (day, value) = start_of(values, calendar, period, true)?;
        let (first, _) = points.first()?;
        let at = anchor(day.unwrap_or_else(|| end_of_year_before(calendar, first)));
        // Before the first wave there is nothing for a line to start from.
        anchors.extend(at.map(|at| (at, value)));
    }
    if let Some(Baseline::Measured(at)) = &target.baseline {
        let value = (known.value_in)(at)?;
        anchors.extend(anchor(at.last).map(|at| (at, value)));
    }
    let from = anchors.first().map(|(p, _)| p.last);
    for (key, value) in points {
        let at = anchor(key.last)?;
        if from.is_none_or(|from| at.last > from) {
            anchors.push((at, *value));
        }
    }
    let (start, _) = anchors.first()?;
    if period.last <= start.last && from.is_some() {
        return None;
    }
    let next = anchors.iter().position(|(at, _)| at.last >= period.last);
    match next {
        None => anchors.last().map(|(_, value)| (*value, true)),
        Some(0) => anchors.first().map(|(_, value)| (*value, false)),
        Some(i) => {
            let ((a, from), (b, to)) = (&anchors[i - 1], &anchors[i]);
            let steps =
                |p: &Period| u32::try_from(calendar.between(a, p).len().saturating_sub(1)).unwrap_or(0);
            Some((to_date::linear(*from, *to, steps(period), steps(b))?, false))
        }
    }
}

/// The start of the way that a period is on.
fn baseline(target: &Target, calendar: &Calendar, period: &Period, known: &TargetContext<'_>) -> Option<f64> {
    match target.baseline.as_ref()? {
        Baseline::Measured(at) => (known.value_in)(at),
        Baseline::Written(values) => {
            let is_line = matches!(target.plan, TargetPlan::Dated { path: Path::Linear, .. });
            let start = start_of(values, calendar, period, is_line);
            // A value of its own before a line begins is on no way.
            let start = start.or_else(|| values.first().copied().filter(|_| !is_line));
            start.map(|(_, value)| value)
        }
    }
}

/// |last target of the plan year − its baseline|; absent where the score is taken by attainment: no baseline, or one
/// that is at or beyond the target already (R25).
fn span(
    target: &Target,
    measure: &Measure,
    calendar: &Calendar,
    period: &Period,
    known: &TargetContext<'_>,
) -> Option<f64> {
    let baseline = baseline(target, calendar, period, known)?;
    let year = calendar.year_of(period);
    let last = calendar.periods_of(&year, period.grain).into_iter().next_back().unwrap_or(*period);
    let (goal, _) = planned(target, measure, calendar, &last.max(*period), known)?;
    let hold = measure.direction.is_none_or(|direction| match direction {
        Direction::Maximise => baseline >= goal,
        Direction::Minimise => baseline <= goal,
    });
    (!hold).then(|| (goal - baseline).abs())
}
