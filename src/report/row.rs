//! A measure as one row: figures, variance, bullet, trend.

use crate::evaluate::results::{MeasureResult, PartialPeriods, PeriodResult, TargetAt};
use crate::measure::{Direction, Pooling};
use crate::model::{Judgement, Measure, Scoring};

use super::Composer;
use super::print::{self, Pair, Printer};
use super::series::tells;
use super::view::{Bullet, MeasureRow};
use crate::words::{Figures, Label, Remark};

impl Composer<'_> {
    /// The printer of a measure's values, with decimals fitting the values of its page and what is said of them.
    pub(super) fn printer(&self, measure: &Measure, result: &MeasureResult) -> Printer {
        let shown: Vec<Option<f64>> =
            result.current().map(|c| vec![c.value, print::plan(c), result.previous_year]).unwrap_or_default();
        let run = result.periods.iter().flat_map(|period| [period.value, print::plan(period)]);
        let column = run.flatten().chain(shown.iter().copied().flatten());
        let printer = Printer::new(&self.words, self.scorecard, measure, &shown).with_common_grouping(column);
        printer.with_distinguishing_decimals(pairs(measure, result))
    }

    /// A measure as a row; its variance bar is scaled later, beside the others'.
    pub(super) fn row(&self, measure: &Measure, result: &MeasureResult) -> Option<MeasureRow> {
        let current = result.current()?;
        let printer = self.printer(measure, result);
        let plan = print::plan(current);
        let delta = current.value.zip(plan).map(|(actual, plan)| actual - plan);
        let relative = delta.zip(plan).zip(current.value).and_then(|((delta, plan), actual)| {
            // R34: none for rates and points, none when the plan is 0 or the signs differ.
            let sensible =
                !measure.unit.is_rate_or_points() && plan != 0.0 && plan.signum() * actual.signum() >= 0.0;
            sensible.then_some(delta / plan.abs())
        });
        let remarks = self.row_remarks(measure, result, current, &printer);
        let weight = match (self.counts(measure), result.effective_weight) {
            (true, weight) if weight > 0.0 => self.words.locale().percent(weight, 0),
            _ => self.say(&Label::NotScored),
        };
        Some(MeasureRow {
            id: measure.id.clone(),
            title: measure.title.clone(),
            unit: printer.label.clone(),
            actual: match (current.value, &current.absent) {
                (Some(value), _) => printer.value(value),
                (None, Some(reason)) => self.say(reason),
                (None, None) => String::new(),
            },
            absent: current.value.is_none(),
            grey: current.doubt.is_some(),
            plan: print::plan_text(current, &printer),
            versions: versions(result, &printer),
            previous_year: result.previous_year.map_or(String::new(), |v| printer.value(v)),
            delta: delta.map_or(String::new(), |d| printer.difference(d)),
            delta_relative: relative.zip(delta).map_or(String::new(), |(r, d)| printer.relative(r, d)),
            favourable: print::favourable(measure, current),
            // Half the plan away or more looks the same: the figure stands beside.
            variance: delta.zip(plan).filter(|(_, p)| *p != 0.0).map(|(d, p)| (d / p.abs()).clamp(-0.5, 0.5)),
            bullet: bullet(measure, current),
            trend: result.periods.iter().map(|p| p.value).collect(),
            score: current
                .score
                .map_or(String::new(), |s| print::score_text(self.words.locale(), s, &edges(measure), 0)),
            // Where the year to date is judged and has no value, its reason stands there.
            status: print::status_of(
                result.to_date.as_ref().filter(|_| measure.judged_to_date).unwrap_or(current),
                !self.is_judged(measure),
                &self.words,
            ),
            n: printer.n(current.n),
            interval: printer.interval(current),
            weight,
            to_date: self.to_date(measure, &printer, result),
            to_date_value: result
                .to_date
                .as_ref()
                .and_then(|to_date| to_date.value)
                .filter(|_| can_show_to_date(measure))
                .map_or(String::new(), |value| printer.value(value)),
            year_end: result
                .outlook
                .as_ref()
                .filter(|outlook| tells(outlook))
                .map_or(String::new(), |outlook| printer.value(outlook.year_end)),
            remark: self.words.clauses(&remarks),
        })
    }

    /// What is said of a measure beside its figures.
    fn row_remarks(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        current: &PeriodResult,
        printer: &Printer,
    ) -> Vec<String> {
        let mut remarks = Vec::new();
        if measure.grain != self.scorecard.grain {
            remarks.push(self.say(&Remark::ValueOf { period: self.period_words(&current.period) }));
        }
        remarks.extend(current.window.map(|window| self.say(&window)));
        if measure.judged_to_date {
            let judged = result.to_date.as_ref().and_then(|to_date| to_date.value.zip(print::plan(to_date)));
            remarks.push(match judged {
                None => self.say(&Remark::JudgedToDate),
                Some((value, plan)) => self
                    .say(&Remark::JudgedToDateBy { value: printer.value(value), plan: printer.value(plan) }),
            });
        }
        remarks.extend(current.partly.map(|PartialPeriods { with_value, of }| {
            self.say(&Remark::PartlyInWindow { with_value: with_value.into(), of: of.into() })
        }));
        let to_date = result.to_date.as_ref().and_then(|to_date| to_date.partly);
        remarks.extend(to_date.map(|PartialPeriods { with_value, of }| {
            self.say(&Remark::PartlyInYear { with_value: with_value.into(), of: of.into() })
        }));
        if let Some(beside) = &measure.plan.beside
            && let Some(figure) = current.beside.get(beside.name.word())
        {
            let figure = match beside.is_share {
                true => self.words.locale().percent(*figure, 1),
                false => printer.with_unit(*figure),
            };
            remarks.push(self.say(&Remark::Beside { name: beside.name, figure }));
        }
        remarks.extend(current.doubt.as_ref().and_then(|doubt| self.words.doubt_reasoned(doubt)));
        if matches!(current.target, Some(TargetAt::Value { not_renewed: true, .. })) {
            remarks.push(self.say(&Remark::NotRenewed));
        }
        remarks.extend(current.absent.as_ref().and_then(|reason| self.words.absence_reasoned(reason)));
        remarks.extend(self.fired_rules_clause(result));
        remarks.extend(self.assurance_beside(result, current));
        remarks
    }

    fn to_date(&self, measure: &Measure, printer: &Printer, result: &MeasureResult) -> String {
        let Some(to_date) = &result.to_date else { return String::new() };
        // A stock's year to date is its last value.
        let is_shown = !matches!(measure.plan.pooling, Pooling::Last | Pooling::None);
        let Some(value) = to_date.value.filter(|_| is_shown) else { return String::new() };
        match print::plan_text(to_date, printer) {
            plan if plan.is_empty() => printer.value(value),
            plan => self.say(&Figures::WithPlan { value: printer.value(value), plan }),
        }
    }
}

/// Whether a year to date can stand in a column: of a stock it is the last value, and what is counted anew over a longer time is not
/// to be compared with the period's.
fn can_show_to_date(measure: &Measure) -> bool {
    matches!(measure.plan.pooling, Pooling::Flow | Pooling::Pool)
}

/// What stands side by side in a measure's row: value and plan of the period, and to date where that is judged.
pub(super) fn pairs(measure: &Measure, result: &MeasureResult) -> Vec<Pair> {
    let current = result.current();
    let status = current.and_then(|current| current.status);
    let to_date = result.to_date.as_ref().filter(|_| measure.judged_to_date);
    current.into_iter().chain(to_date).filter_map(|at| Pair::under(at, status)).collect()
}

/// The edges that a measure's score is read against: 100 is the target itself.
pub fn edges(measure: &Measure) -> Vec<f64> {
    match (measure.judgement, &measure.scoring) {
        (Judgement::Edges(edges), _) => vec![edges.on_target, edges.watch, 100.0],
        (Judgement::Usual(edges), scoring) if *scoring != Scoring::GoalRedFlag => {
            vec![edges.on_target, edges.watch, 100.0]
        }
        _ => vec![100.0],
    }
}

/// Scales variance bars, which are shares of the plan, so that the longest fills the half axis; a page where nothing is
/// far from plan keeps its bars short.
pub(super) fn scale_variances<'r>(rows: impl Iterator<Item = &'r mut MeasureRow>) {
    const SHORTEST_AXIS: f64 = 0.1;
    let rows: Vec<&mut MeasureRow> = rows.collect();
    let longest = rows.iter().filter_map(|r| r.variance).fold(SHORTEST_AXIS, |a, v| a.max(v.abs()));
    for row in rows {
        row.variance = row.variance.map(|v| v / longest);
    }
}

/// Actual against plan on a scale from zero, with the watch band; on a scale of its own below zero.
fn bullet(measure: &Measure, current: &PeriodResult) -> Option<Bullet> {
    let actual = current.value?;
    let direction = measure.direction?;
    let (target, near) = match current.target? {
        TargetAt::Value { value, span, .. } => (value, watch_edge(measure, direction, value, span)),
        TargetAt::Band { low, high, .. } => (high, low),
        TargetAt::GoalRedFlag { goal, red_flag } => match measure.judgement {
            // Where the written edge lies on the way from red flag to goal.
            Judgement::Edges(edges) => (goal, red_flag + (edges.watch * 0.03 - 1.0) * (goal - red_flag)),
            _ => (goal, red_flag),
        },
    };
    let values = [actual, target, near];
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (start, end) = if low >= 0.0 {
        let headroom = high * 1.15;
        (0.0, measure.plan.bounds.1.map_or(headroom, |b| headroom.min(b.max(high))))
    } else {
        let margin = (high - low).max(high.abs()) * 0.15;
        (low - margin, high + margin)
    };
    if end.partial_cmp(&start) != Some(std::cmp::Ordering::Greater) {
        return None;
    }
    let at = |v: f64| ((v - start) / (end - start)).clamp(0.0, 1.0);
    let mut bands = vec![at(near.min(target)), at(near.max(target)), 1.0];
    bands.dedup();
    Some(Bullet {
        bands,
        actual: at(actual),
        zero: (start <= 0.0 && end >= 0.0).then(|| at(0.0)),
        target: at(target),
    })
}

/// Where the status turns from watch to off target, in the value's unit.
fn watch_edge(measure: &Measure, direction: Direction, target: f64, span: Option<f64>) -> f64 {
    let allowed = match (measure.judgement, &measure.scoring) {
        (Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_), _) => {
            measure.judgement.tolerance(target).unwrap_or(0.0)
        }
        // Where a score's own formula crosses the edge is not known, and what is met or missed has no width.
        (_, Scoring::Formula(_) | Scoring::Met) => 0.0,
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => match span {
            Some(span) => span * (100.0 - edges.watch) / 100.0,
            None => target.max(0.0) * (100.0 - edges.watch) / 100.0,
        },
    };
    match direction {
        Direction::Maximise => target - allowed,
        Direction::Minimise => target + allowed,
    }
}

/// Other versions of a plan in the reported period, where they have a value.
fn versions(result: &MeasureResult, printer: &Printer) -> Vec<(String, String)> {
    let now = result.versions.iter().filter_map(|version| {
        let value = version.values.last().copied().flatten()?;
        Some((version.title.clone(), printer.value(value)))
    });
    now.collect()
}
