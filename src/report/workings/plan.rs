//! Plans taken apart: the numbers a target is made of, and how each period's target comes of them (R17 to R25).
//!
//! What follows from rows (last year's values, shares by last year, a measured baseline) is read back from the
//! targets that the engine found. A target that does not come out of its parts stands as a number of its own.

use chrono::NaiveDate;

use super::facts::is_same;
use super::{Part, PathStep, Point, PointKind};
use crate::calendar::{Calendar, Period};
use crate::evaluate::results::{PeriodResult, TargetAt};
use crate::measure::Direction;
use crate::model::{Baseline, Change, Measure, Path, Scorecard, Target, TargetPlan, YearTarget, step_value};

/// A measure's plan under way.
pub(super) struct Planner<'a> {
    scorecard: &'a Scorecard,
    calendar: &'a Calendar,
    measure: &'a Measure,
    pub(super) over_year: YearTarget,
    pub(super) points: Vec<Point>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(scorecard: &'a Scorecard, measure: &'a Measure) -> Planner<'a> {
        let over_year = measure.year_target(&|id| scorecard.measure(id));
        let calendar = &scorecard.calendar;
        let mut planner = Planner { scorecard, calendar, measure, over_year, points: Vec::new() };
        let plan = measure.target.as_ref().map(|target| &target.plan);
        match plan {
            Some(TargetPlan::Band { low, high, zero_at }) => {
                for (i, value) in (0..4).zip([*low, *high, zero_at.0, zero_at.1]) {
                    planner.point(PointKind::Band(i), None, value);
                }
            }
            Some(TargetPlan::GoalRedFlag { goal, red_flag }) => {
                planner.point(PointKind::Goal, None, *goal);
                planner.point(PointKind::RedFlag, None, *red_flag);
            }
            _ => {}
        }
        planner
    }

    /// The position of a number of the plan that is scored.
    fn point(&mut self, kind: PointKind, days: Option<(NaiveDate, NaiveDate)>, value: f64) -> usize {
        self.entered(Point { version: None, kind, days, value })
    }

    /// The position of a number, entered once.
    fn entered(&mut self, point: Point) -> usize {
        let known = self.points.iter().position(|known| *known == point);
        known.unwrap_or_else(|| {
            self.points.push(point);
            self.points.len() - 1
        })
    }

    /// The numbers of another version in some periods: those that the plan is written with where they stand for a period as
    /// they are, else the period's own.
    pub(super) fn version(
        &mut self,
        title: &str,
        target: &Target,
        periods: &[Option<(Period, f64)>],
    ) -> Vec<Option<usize>> {
        let measure = Measure { target: Some(target.clone()), ..self.measure.clone() };
        let mut points = Vec::new();
        for at in periods {
            points.push(at.map(|(period, value)| {
                let mut planner = Planner::new(self.scorecard, &measure);
                let way = planner.path_step_of_result(&period, value, None);
                let is_plain = way.from == way.to && way.change.is_none() && way.share == Part::Number(1.0);
                let Point { kind, days, value, .. } = match is_plain {
                    true => planner.points[way.from].clone(),
                    false => {
                        let days = Some((period.first, period.last));
                        Point { version: None, kind: PointKind::Period, days, value }
                    }
                };
                self.entered(Point { version: Some(title.to_owned()), kind, days, value })
            }));
        }
        points
    }

    /// How a period's target comes about; `None` where it has none to reach.
    pub(super) fn way(&mut self, period: &Period, at: &PeriodResult) -> Option<PathStep> {
        let Some(TargetAt::Value { value, baseline, .. }) = at.target else { return None };
        Some(self.path_step_of_result(period, value, baseline))
    }

    /// The start of the way that a period is on.
    pub(super) fn baseline(&mut self, at: &PeriodResult) -> Option<usize> {
        let Some(TargetAt::Value { baseline, .. }) = at.target else { return None };
        baseline.map(|value| self.point(PointKind::Baseline, None, value))
    }

    /// The year's last target, where a period's length of the way is measured by it.
    pub(super) fn goal(&mut self, period: &Period, at: &PeriodResult) -> Option<PathStep> {
        let Some(TargetAt::Value { span, baseline: Some(baseline), .. }) = at.target else { return None };
        let year = self.calendar.year_of(period);
        let last = self.calendar.periods_of(&year, period.grain).into_iter().next_back();
        let last = last.unwrap_or(*period).max(*period);
        match span {
            Some(span) => {
                let falls = self.measure.direction == Some(Direction::Minimise);
                let goal = if falls { baseline - span } else { baseline + span };
                Some(self.path_step_of_result(&last, goal, Some(baseline)))
            }
            None => {
                let before = self.points.clone();
                let way = self.parts(&last, None, Some(baseline));
                if way.is_none() {
                    self.points = before;
                }
                way
            }
        }
    }

    /// The planned denominator of a period (R21).
    pub(super) fn weight(&mut self, period: &Period) -> Option<usize> {
        let weights = &self.measure.target.as_ref()?.weights;
        let (_, weight) = *weights.iter().find(|(at, _)| at == period)?;
        Some(self.point(PointKind::Weight, Some((period.first, period.last)), weight))
    }

    /// The position of a target of the year to date that is a number of its own.
    pub(super) fn year_to_date(&mut self, value: f64, days: (NaiveDate, NaiveDate)) -> usize {
        self.point(PointKind::ToDate, Some(days), value)
    }

    /// How a target that the engine found comes about: of its parts, or as a number of its own.
    pub(super) fn path_step_of_result(
        &mut self,
        period: &Period,
        value: f64,
        baseline: Option<f64>,
    ) -> PathStep {
        let before = self.points.clone();
        if let Some(way) = self.parts(period, Some(value), baseline)
            && is_same(self.reached(&way), Some(value))
        {
            return way;
        }
        self.points = before;
        constant(self.point(PointKind::Period, Some((period.first, period.last)), value))
    }

    fn reached(&self, way: &PathStep) -> Option<f64> {
        let at = |i: usize| self.points[i].value;
        let value = match way.change {
            Some(change) if self.points[change].kind == PointKind::Relative => {
                Change::Relative(at(change)).applied_to(at(way.from))
            }
            Some(change) => Change::Points(at(change)).applied_to(at(way.from)),
            None => at(way.from) * (1.0 - way.way) + at(way.to) * way.way,
        };
        Some(match way.share {
            Part::Number(share) => value * share,
            Part::Point(share) => value * at(share),
        })
    }

    /// A target's parts; `value` is what the engine found, where it is known.
    fn parts(&mut self, period: &Period, value: Option<f64>, baseline: Option<f64>) -> Option<PathStep> {
        let target = self.measure.target.as_ref()?;
        let adds = self.over_year == YearTarget::Adds;
        let own = target.rows.iter().filter(|(key, _)| key.has(period)).min_by_key(|(key, _)| key.grain);
        if let Some((key, total)) = own {
            let point = self.point(PointKind::Period, Some((key.first, key.last)), *total);
            let is_total = adds && key.grain > period.grain;
            return if is_total {
                self.part(target, key, point, period, value)
            } else {
                Some(constant(point))
            };
        }
        match &target.plan {
            TargetPlan::Missing | TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. } => None,
            TargetPlan::Constant(value) => Some(constant(self.point(PointKind::Constant, None, *value))),
            TargetPlan::PreviousYear(change) => {
                let (kind, by) = match change {
                    Change::Relative(by) => (PointKind::Relative, *by),
                    Change::Points(by) => (PointKind::Points, *by),
                };
                let before = change.from(value?)?;
                let days = self.calendar.previous_year(period).map(|p| (p.first, p.last));
                let from = self.point(PointKind::LastYear, days, before);
                let change = self.point(kind, None, by);
                Some(PathStep { change: Some(change), ..constant(from) })
            }
            TargetPlan::Dated { points, path: Path::Linear } => {
                self.on_line(target, points, period, baseline)
            }
            TargetPlan::Dated { points, .. } => {
                let (key, total) = step_value(points, period, adds)?;
                let point = self.point(PointKind::Dated, Some((key.first, key.last)), *total);
                if !(adds && key.grain > period.grain) {
                    return Some(constant(point));
                }
                let whole = match key.has(period) {
                    true => *key,
                    false => self.calendar.period_of(key.grain, period.deciding_day())?,
                };
                self.part(target, &whole, point, period, value)
            }
        }
    }

    /// A total's share of a period (R20).
    fn part(
        &mut self,
        target: &Target,
        key: &Period,
        point: usize,
        period: &Period,
        value: Option<f64>,
    ) -> Option<PathStep> {
        let inside = self.calendar.periods_of(key, period.grain);
        let share = match target.shares.len() == inside.len() {
            true => {
                let index = inside.iter().position(|p| p == period)?;
                let day = NaiveDate::from_yo_opt(2000, u32::try_from(index).ok()? + 1)?;
                Part::Point(self.point(PointKind::Share, Some((day, day)), target.shares[index]))
            }
            false => {
                let total = self.points[point].value;
                Part::Number(value.filter(|_| total != 0.0)? / total)
            }
        };
        Some(PathStep { share, ..constant(point) })
    }

    fn on_line(
        &mut self,
        target: &Target,
        points: &[(Period, f64)],
        period: &Period,
        baseline: Option<f64>,
    ) -> Option<PathStep> {
        let anchor = |day: NaiveDate| self.calendar.last_period_by(period.grain, day);
        let (first, _) = points.first()?;
        let start = match &target.baseline {
            None => None,
            Some(Baseline::Measured(at)) => Some(at.last),
            Some(Baseline::Written(values)) => {
                let is_before = |day: &NaiveDate| anchor(*day).is_none_or(|at| at < *period);
                let dated = values.iter().filter_map(|(day, _)| *day).filter(is_before).max();
                Some(dated.unwrap_or(self.calendar.year_of(first).first.pred_opt()?))
            }
        };
        let mut anchors: Vec<(Period, Point)> = Vec::new();
        if let Some(day) = start {
            let value = baseline?;
            let point = Point { version: None, kind: PointKind::Baseline, days: None, value };
            anchors.extend(anchor(day).map(|at| (at, point)));
        }
        let from = anchors.first().map(|anchor| anchor.0.last);
        for (key, value) in points {
            let at = anchor(key.last)?;
            if from.is_none_or(|from| at.last > from) {
                let days = Some((key.first, key.last));
                anchors.push((at, Point { version: None, kind: PointKind::Dated, days, value: *value }));
            }
        }
        let next = anchors.iter().position(|anchor| anchor.0.last >= period.last);
        let mut enter = |i: usize| {
            let Point { kind, days, value, .. } = anchors[i].1.clone();
            self.point(kind, days, value)
        };
        match next {
            None => Some(constant(enter(anchors.len().checked_sub(1)?))),
            Some(0) => Some(constant(enter(0))),
            Some(i) => {
                let (a, b) = (anchors[i - 1].0, anchors[i].0);
                let (from, to) = (enter(i - 1), enter(i));
                let steps = |p: &Period| self.calendar.between(&a, p).len().saturating_sub(1) as f64;
                Some(PathStep {
                    from,
                    to,
                    way: steps(period) / steps(&b),
                    share: Part::Number(1.0),
                    change: None,
                })
            }
        }
    }
}

fn constant(point: usize) -> PathStep {
    PathStep { from: point, to: point, way: 1.0, share: Part::Number(1.0), change: None }
}
