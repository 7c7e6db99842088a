//! The target of a period (R17 to R21, R25).

use chrono::NaiveDate;

use super::results::TargetAt;
use super::to_date;
use crate::calendar::{Calendar, Grain, Period};
use crate::measure::{Direction, Pooling};
use crate::model::{Baseline, Lookback, Measure, Path, Target, TargetPlan, step_value};

/// Reads the target of a measure, or of a part of it.
pub(crate) struct TargetReader<'a> {
    pub(crate) target: &'a Target,
    pub(crate) measure: &'a Measure,
    pub(crate) calendar: &'a Calendar,
    /// The value of the measure, or of its part, in another period.
    pub(crate) value_in: &'a dyn Fn(&Period) -> Option<f64>,
    /// Whether values add up over time, so that a year's is spread over its periods (R20).
    pub(crate) adds: bool,
    /// How many days the value in a period looks at.
    pub(crate) days_of: &'a dyn Fn(&Period) -> i64,
}

/// A planned value.
#[derive(Clone, Copy)]
struct Planned {
    value: f64,
    /// Whether it is the last dated one, whose time is past.
    is_past: bool,
}

impl TargetReader<'_> {
    /// The target of a measure in a period; `None` before its first point (R19), or where last year's value is missing.
    pub(crate) fn at(&self, period: &Period) -> Option<TargetAt> {
        if let Some(Baseline::Measured(from)) = &self.target.baseline {
            // Without its start there is no way to measure by, and the target is missing (R22).
            (self.value_in)(from)?;
        }
        let planned = match &self.target.plan {
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
            _ => self.planned(period)?,
        };
        Some(TargetAt::Value {
            value: planned.value,
            span: self.span(period),
            baseline: self.baseline(period),
            not_renewed: planned.is_past,
        })
    }

    /// The planned value of a period.
    fn planned(&self, period: &Period) -> Option<Planned> {
        let in_force = |value: f64| Planned { value, is_past: false };
        if let Some((key, value)) = row(self.target, period) {
            let is_total = self.adds && key.grain > period.grain;
            let spread = TotalSpread { reader: self, written: &self.target.rows };
            return Some(in_force(if is_total { spread.share(key, *value, period)? } else { *value }));
        }
        match &self.target.plan {
            TargetPlan::Missing => None,
            TargetPlan::Constant(value) => Some(in_force(*value)),
            TargetPlan::PreviousYear(change) => Some(in_force(change.applied_to(self.last_year(period)?))),
            TargetPlan::Dated { points, path: Path::Linear } => self.interpolate(points, period),
            TargetPlan::Dated { points, .. } => {
                let (key, value) = step_value(points, period, self.adds)?;
                let is_past = points.iter().all(|(key, _)| key.last < period.deciding_day());
                if self.adds && key.grain > period.grain {
                    // A total that holds on is spread anew over each year after its own.
                    let whole = match key.has(period) {
                        true => *key,
                        false => self.calendar.period_of(key.grain, period.deciding_day())?,
                    };
                    let spread = TotalSpread { reader: self, written: points };
                    return Some(Planned { value: spread.share(&whole, *value, period)?, is_past });
                }
                Some(Planned { value: *value, is_past })
            }
            TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. } => None,
        }
    }

    /// Last year's value of the same period. In a year of weeks the period, or the window that ends with it, may have had a week more or
    /// less: a flow is compared per day.
    fn last_year(&self, period: &Period) -> Option<f64> {
        let before = self.calendar.previous_year(period)?;
        let value = (self.value_in)(&before)?;
        let is_total = self.adds
            || (self.measure.plan.pooling == Pooling::Flow && self.measure.window != Some(Lookback::All));
        if !is_total || !self.calendar.is_retail() {
            return Some(value);
        }
        let (days, days_before) = ((self.days_of)(period), (self.days_of)(&before));
        Some(if days == days_before { value } else { value * days as f64 / days_before as f64 })
    }

    /// A value on the line through baselines and dated values, by number of periods.
    fn interpolate(&self, points: &[(Period, f64)], period: &Period) -> Option<Planned> {
        let calendar = self.calendar;
        let anchor = |day: NaiveDate| calendar.last_period_by(period.grain, day);
        let mut anchors: Vec<(Period, f64)> = Vec::new();
        if let Some(Baseline::Written(values)) = &self.target.baseline {
            let (day, value) = start_of(values, calendar, period, true)?;
            let (first, _) = points.first()?;
            let at = anchor(day.unwrap_or_else(|| end_of_year_before(calendar, first)));
            // Before the first wave there is nothing for a line to start from.
            anchors.extend(at.map(|at| (at, value)));
        }
        if let Some(Baseline::Measured(at)) = &self.target.baseline {
            let value = (self.value_in)(at)?;
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
            None => anchors.last().map(|(_, value)| Planned { value: *value, is_past: true }),
            Some(0) => anchors.first().map(|(_, value)| Planned { value: *value, is_past: false }),
            Some(i) => {
                let ((a, from), (b, to)) = (&anchors[i - 1], &anchors[i]);
                let steps =
                    |p: &Period| u32::try_from(calendar.between(a, p).len().saturating_sub(1)).unwrap_or(0);
                let value = to_date::linear(*from, *to, steps(period), steps(b))?;
                Some(Planned { value, is_past: false })
            }
        }
    }

    /// The start of the way that a period is on.
    fn baseline(&self, period: &Period) -> Option<f64> {
        match self.target.baseline.as_ref()? {
            Baseline::Measured(at) => (self.value_in)(at),
            Baseline::Written(values) => {
                let is_line = matches!(self.target.plan, TargetPlan::Dated { path: Path::Linear, .. });
                let start = start_of(values, self.calendar, period, is_line);
                // A value of its own before a line begins is on no way.
                let start = start.or_else(|| values.first().copied().filter(|_| !is_line));
                start.map(|(_, value)| value)
            }
        }
    }

    /// |last target of the plan year − its baseline|; absent where the score is taken by attainment: no baseline, or one
    /// that is at or beyond the target already (R25).
    fn span(&self, period: &Period) -> Option<f64> {
        let baseline = self.baseline(period)?;
        let year = self.calendar.year_of(period);
        let last = self.calendar.periods_of(&year, period.grain).into_iter().next_back().unwrap_or(*period);
        let goal = self.planned(&last.max(*period))?.value;
        let hold = self.measure.direction.is_none_or(|direction| match direction {
            Direction::Maximise => baseline >= goal,
            Direction::Minimise => baseline <= goal,
        });
        (!hold).then(|| (goal - baseline).abs())
    }
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

/// The value of its own that a target file gives a period: that of the shortest key that holds it (R23).
fn row<'t>(target: &'t Target, period: &Period) -> Option<&'t (Period, f64)> {
    let holding = target.rows.iter().filter(|(key, _)| key.has(period));
    holding.min_by_key(|(key, _)| key.grain)
}

/// How totals of longer periods come to the periods inside them (R20).
struct TotalSpread<'a> {
    reader: &'a TargetReader<'a>,
    /// The values that are written, the totals among them.
    written: &'a [(Period, f64)],
}

impl TotalSpread<'_> {
    /// A total spread over the periods inside its key: what shorter periods in it say themselves is theirs, and the rest comes
    /// to the others by written shares, else last year's, else equally. The weeks of a month or quarter without written shares have their days of it, together.
    fn share(&self, key: &Period, total: f64, period: &Period) -> Option<f64> {
        let TargetReader { target, calendar, .. } = self.reader;
        let inside = calendar.periods_of(key, period.grain);
        let index = inside.iter().position(|p| p == period)?;
        let own = self.values_inside(key, &inside)?;
        let said: f64 = own.iter().flatten().sum();
        let is_left: Vec<bool> = own.iter().map(Option::is_none).collect();
        let of_left = |values: &[f64]| -> f64 {
            values.iter().zip(&is_left).filter(|(_, is_left)| **is_left).map(|(value, _)| value).sum()
        };
        let left = total - said;
        if target.shares.len() == inside.len() {
            let shares = &target.shares;
            // Of all periods they add to 1.
            let whole = if own.iter().all(Option::is_none) { 1.0 } else { of_left(shares) };
            if whole > 0.0 {
                return Some(left * shares[index] / whole);
            }
        }
        let last_year = |p: &Period| self.reader.last_year(p);
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
