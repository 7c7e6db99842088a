//! One measure over its periods: values, targets, scores, statuses, year to date, segments.

use std::collections::{BTreeMap, BTreeSet};

use super::observe::{Observation, Observer, Stretch};
use super::period;
use super::printed::comparable;
use super::results::{
    Absence, EnteredResult, MeasureResult, PeriodName, PeriodResult, SegmentResult, SegmentsResult,
    SignalsResult, TargetAt, VersionResult,
};
use super::score::{Attainment, Band, Clip, Status, Verdict};
use super::tree::Judged;
use super::{change, contribution, score, target, to_date};
use crate::calendar::{Grain, Period};
use crate::engine::{Cut, SegmentKey, Window};
use crate::measure::{Basis, Component, Direction, HistoryAggregate, Pooling};
use crate::model::{
    Axis, AxisOrder, Entry, Judgement, Measure, Privacy, Scoring, Target, Version, YearTarget,
};
use crate::statistics::assurance::{self, Assurance};
use crate::statistics::interval::Interval;

impl Observer<'_> {
    /// A measure in the reported period and those before it; what it weighs in the scorecard is for whoever knows the others.
    pub(crate) fn measure(&self, measure: &Measure, reported: &Period) -> MeasureResult {
        let calendar = &self.scorecard.calendar;
        let own = period::own(&self.scorecard.calendar, measure.grain, reported);
        self.fit(measure, &own);
        let mut periods: Vec<PeriodResult> =
            calendar.run(&own, self.scorecard.history()).iter().map(|p| self.period(measure, p)).collect();
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
        let to_date = self.to_date(measure, &own);
        if measure.judged_to_date
            && let (Some(to_date), Some(last)) = (&to_date, periods.last_mut())
        {
            (last.score, last.status) = (to_date.score, to_date.status);
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
            previous_year: self.previous_year(measure, &own),
            to_date,
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
        let run = self.scorecard.calendar.run(period, self.scorecard.history());
        let plan = |target: TargetAt| target.plan(None);
        let written = measure.target.iter().flat_map(|target| &target.versions);
        let version = |version: &Version| VersionResult {
            id: version.id.clone(),
            title: version.title.clone(),
            values: run.iter().map(|p| self.target_at(&version.target, measure, p).map(plan)).collect(),
            to_date: self
                .to_date_of(measure, period)
                .and_then(|_| self.target_to_date(&version.target, measure, &self.elapsed(period)))
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
        let observed = self.printed(measure, Cut::Total, period, measure.min_n);
        let target = measure.target.as_ref();
        let target = target.and_then(|t| self.target_at(t, measure, period));
        let window = self.window_of(measure, period);
        let name = period::name(&self.scorecard.calendar, period);
        let judged = self.judge(measure, name, observed, target);
        let partly = judged.value.and_then(|_| self.partly(measure, period));
        PeriodResult { window, partly, ..judged }
    }

    pub(crate) fn target_at(&self, written: &Target, measure: &Measure, period: &Period) -> Option<TargetAt> {
        let value_in = |p: &Period| self.value(measure, p);
        let days_of = |p: &Period| {
            let Window { first, last, .. } = self.stretch(measure, measure.window, p).window;
            (last - first).num_days() + 1
        };
        let adds = measure.year_target(&|id| self.scorecard.measure(id)) == YearTarget::Adds;
        let known = target::Known { value_in: &value_in, adds, days_of: &days_of };
        target::at(written, measure, &self.scorecard.calendar, period, &known)
    }

    /// The figure printed beside a value.
    fn beside(&self, measure: &Measure, observed: &Observation) -> BTreeMap<String, f64> {
        let figure = measure.plan.beside.as_ref().filter(|_| observed.value.is_ok()).and_then(|beside| {
            let of = |name: &str| observed.components.get(name).copied().flatten();
            Some((beside.name.word().to_owned(), beside.formula.evaluate(&of)?))
        });
        figure.into_iter().collect()
    }

    /// Score and status of an observation against a target.
    fn judge(
        &self,
        measure: &Measure,
        period: PeriodName,
        observed: Observation,
        target: Option<TargetAt>,
    ) -> PeriodResult {
        let judged = match (observed.value, observed.doubt, target, measure.direction) {
            (Ok(actual), None, Some(target), direction) => score_of(measure, direction, actual, &target),
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

    /// Fiscal year to the period's end (R12, R21, R56).
    fn to_date(&self, measure: &Measure, period: &Period) -> Option<PeriodResult> {
        let calendar = &self.scorecard.calendar;
        let observed = self.to_date_of(measure, period)?;
        let elapsed = self.elapsed(period);
        let target = measure.target.as_ref().and_then(|t| self.target_to_date(t, measure, &elapsed));
        let year = calendar.year_of(period);
        let name = PeriodName {
            label: format!("{} to {}", calendar.label(&year), calendar.label(period)),
            first: elapsed.first().map_or(period.first, |p| p.first),
            last: period.last,
        };
        let judged = self.judge(measure, name, observed, target);
        let partly = judged.value.and_then(|_| self.partly_to_date(measure, period));
        Some(PeriodResult { partly, ..judged })
    }

    /// Flows add, stocks last, rates weigh by planned denominators, else by actual ones (R21).
    pub(crate) fn target_to_date(
        &self,
        written: &Target,
        measure: &Measure,
        elapsed: &[Period],
    ) -> Option<TargetAt> {
        let over_year = measure.year_target(&|id| self.scorecard.measure(id));
        if over_year == YearTarget::None {
            return None;
        }
        let targets: Vec<Option<TargetAt>> =
            elapsed.iter().map(|p| self.target_at(written, measure, p)).collect();
        let last = targets.last().copied().flatten()?;
        let adds = over_year == YearTarget::Adds;
        let TargetAt::Value { span, baseline, not_renewed, .. } = last else {
            return Some(if adds { last.of_periods(elapsed.len()) } else { last });
        };
        let values: Option<Vec<f64>> = targets.iter().map(|t| t.map(|t| t.plan(None))).collect();
        let value = match over_year {
            YearTarget::Adds => values?.iter().sum(),
            YearTarget::Weighted => {
                let weight = |p: &Period| {
                    let planned = written.weights.iter().find(|(at, _)| at == p).map(|(_, w)| *w);
                    planned.or_else(|| self.printed(measure, Cut::Total, p, 0).n)
                };
                let pairs: Vec<Option<(f64, f64)>> = values?
                    .into_iter()
                    .zip(elapsed)
                    .map(|(value, p)| weight(p).map(|w| (value, w)))
                    .collect();
                to_date::weighted_mean(&pairs)?
            }
            YearTarget::Last | YearTarget::None => last.plan(None),
        };
        // What adds up is scored by attainment: a year's way from its baseline is not one of its periods'.
        let (span, baseline) = if adds { (None, None) } else { (span, baseline) };
        Some(TargetAt::Value { value, span, baseline, not_renewed })
    }

    /// The last thirteen complete weeks, where the components pool into them.
    fn weeks(&self, measure: &Measure, period: &Period) -> Vec<PeriodResult> {
        let pools = matches!(measure.plan.pooling, Pooling::Flow | Pooling::Pool);
        let is_longer = matches!(period.grain, Grain::Month | Grain::Quarter | Grain::Year);
        let is_state = |c: &Component| {
            if matches!(c.basis, Basis::Histories { aggregate: HistoryAggregate::Entered { .. }, .. }) {
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
                let observed = self.doubted(observed, measure, p);
                self.judge(measure, period::name(calendar, p), observed, None)
            };
            calendar.run(&last, self.scorecard.history()).iter().map(week).collect()
        })
    }

    /// One segment table.
    pub(super) fn segments(&self, measure: &Measure, axis: &Axis, period: &Period) -> SegmentsResult {
        let before = self.scorecard.calendar.previous(period);
        let min_n = axis.min_n.unwrap_or(measure.min_n);
        let printed = |keys: &BTreeSet<SegmentKey>, period: &Period| {
            self.printed(measure, Cut::Segments(axis, keys), period, min_n)
        };
        let window = self.window_of(measure, period);
        let row = |keys: BTreeSet<SegmentKey>, label: Option<String>| {
            let now = printed(&keys, period);
            let then = before.as_ref().map(|before| printed(&keys, before));
            let key = if keys.len() == 1 {
                keys.first().cloned().unwrap_or_default()
            } else {
                SegmentKey::default()
            };
            let target = measure.target.as_ref().and_then(|t| {
                let value = key.0.iter().map(|k| k.as_deref().unwrap_or("")).collect::<Vec<_>>().join(";");
                let own = t.segments.iter().find(|s| s.axis == axis.id && s.value == value)?;
                self.target_at(&own.target, measure, period)
            });
            let name = period::name(&self.scorecard.calendar, period);
            let result = SegmentResult {
                keys: key.0,
                label,
                current: PeriodResult { window, ..self.judge(measure, name, now.clone(), target) },
                previous: then.as_ref().and_then(comparable),
                contribution: None,
            };
            Row { result, then, now }
        };
        let (unstated, stated): (Vec<_>, Vec<_>) = self
            .facts
            .segments(&measure.plan, axis)
            .into_iter()
            .partition(|k| k.0.iter().all(Option::is_none));
        let single = |key: &SegmentKey| BTreeSet::from([key.clone()]);
        let mut rows: Vec<Row> = stated.iter().map(|k| row(single(k), Some(label(axis, k)))).collect();
        let stretch = self.stretch(measure, measure.window, period);
        // A segment whose rows all lack a value is shown without one, and not left out as if it had no rows (R46).
        let lacks_values = |r: &SegmentResult| {
            let own = single(&SegmentKey(r.keys.clone()));
            !measure.is_over_measures()
                && self.lacks_values(&measure.plan, Cut::Segments(axis, &own), &stretch.window)
        };
        // Nor is one whose value is withheld, or undefined beside something that is counted.
        rows.retain(|Row { result: r, .. }| {
            let counts = r.current.components.values().flatten().any(|component| *component != 0.0);
            let is_known = r.current.value.is_some() || answers(&r.current) > 0.0 || counts;
            r.previous.is_some() || is_known || lacks_values(r)
        });
        let size = |r: &Row| match answers(&r.result.current) {
            0.0 => r.result.current.value.map_or(0.0, f64::abs),
            cases => cases,
        };
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.result.label.cmp(&b.result.label)));
        let mut rest = BTreeSet::new();
        let listed = axis.top.unwrap_or(if rows.len() > 12 { 10 } else { rows.len() }).max(1);
        if rows.len() > listed {
            rest = rows.split_off(listed).into_iter().map(|r| SegmentKey(r.result.keys)).collect();
            order(&mut rows, axis.order, measure.direction);
            rows.push(row(rest.clone(), None));
        } else {
            order(&mut rows, axis.order, measure.direction);
        }
        rows.extend(unstated.iter().map(|k| row(single(k), Some(label(axis, k)))));

        let stretch = self.stretch(measure, measure.window, period);
        let mut changed = self.facts.changed(&measure.plan, axis, &stretch.window);
        let mut hides_some = false;
        if let Some(Privacy { smallest }) = self.scorecard.privacy {
            let keys = |Row { result, .. }: &Row| match result.label {
                Some(_) => BTreeSet::from([SegmentKey(result.keys.clone())]),
                None => rest.clone(),
            };
            let keys: Vec<BTreeSet<SegmentKey>> = rows.iter().map(keys).collect();
            let now = self.withheld(measure, axis, &stretch.window, &keys);
            let then = before.as_ref().map(|before| {
                let stretch = self.stretch(measure, measure.window, before);
                self.withheld(measure, axis, &stretch.window, &keys)
            });
            for (at, row) in rows.iter_mut().enumerate() {
                if now[at] {
                    row.result.current.withhold(smallest);
                    hides_some = true;
                }
                if then.as_ref().is_some_and(|then| then[at]) {
                    row.result.previous = None;
                    hides_some = true;
                }
            }
            changed = changed.filter(|changed| *changed == 0 || *changed >= u64::from(smallest));
        }
        // The parts of the shown rows would tell those of the withheld ones.
        let contributions = before.filter(|_| !hides_some).and_then(|before| {
            let whole = |period: &Period| self.printed(measure, Cut::Total, period, measure.min_n);
            let pairs: Option<Vec<_>> = rows.iter().map(|r| Some((r.then.as_ref()?, &r.now))).collect();
            contribution::of_rows(&measure.plan, (&whole(&before), &whole(period)), &pairs?)
        });
        let mut rows: Vec<SegmentResult> = rows.into_iter().map(|row| row.result).collect();
        for (row, contribution) in rows.iter_mut().zip(contributions.iter().flatten()) {
            row.contribution = Some(*contribution);
        }
        let contribution = contributions.as_deref().map(contribution::together);
        SegmentsResult { by: axis.id.clone(), title: axis.title.clone(), rows, contribution, changed }
    }
}

/// A row of a segment table with what it was observed to be, before and now.
struct Row {
    result: SegmentResult,
    then: Option<Observation>,
    now: Observation,
}

fn order(rows: &mut [Row], by: AxisOrder, direction: Option<Direction>) {
    match by {
        AxisOrder::Size => {}
        AxisOrder::Name => rows.sort_by(|a, b| a.result.label.cmp(&b.result.label)),
        AxisOrder::Value => {
            let sign = if direction == Some(Direction::Minimise) { 1.0 } else { -1.0 };
            let key = |r: &Row| r.result.current.value.map_or(f64::INFINITY, |v| sign * v);
            rows.sort_by(|a, b| key(a).total_cmp(&key(b)));
        }
    }
}

/// A segment's name for readers.
fn label(axis: &Axis, key: &SegmentKey) -> String {
    let part = |(i, value): (usize, &Option<String>)| match value {
        Some(value) => axis.labels.get(i).and_then(|l| l.get(value)).unwrap_or(value).clone(),
        None => "(not stated)".to_owned(),
    };
    key.0.iter().enumerate().map(part).collect::<Vec<_>>().join(" · ")
}

/// Whether the process within its limits meets the target of the reported period.
fn assurance(measure: &Measure, signals: Option<&SignalsResult>, target: Option<TargetAt>) -> Assurance {
    let Some(target) = target else { return Assurance::NoTarget };
    let Some(limits) = signals else { return Assurance::TooFew };
    match (target, measure.direction) {
        (TargetAt::Band { low, high, .. }, _) => {
            assurance::staying_within(limits.lower, limits.upper, low, high)
        }
        (_, None) => Assurance::NoTarget,
        (target, Some(direction)) => {
            let maximise = direction == Direction::Maximise;
            assurance::reaching(limits.lower, limits.upper, target.plan(None), maximise)
        }
    }
}

/// Number of cases of a value, also of one that is withheld for having few.
fn answers(result: &PeriodResult) -> f64 {
    match result.absent {
        Some(Absence::Withheld { n, .. }) => n,
        _ => result.n.unwrap_or(0.0),
    }
}

/// What an interval says about a target.
fn verdict(measure: &Measure, interval: &Interval, target: &TargetAt) -> Option<Verdict> {
    if let TargetAt::Band { low, high, .. } = target {
        return Some(score::verdict_on_band(interval, *low, *high));
    }
    Some(score::verdict(measure.direction? == Direction::Maximise, interval, target.plan(None)))
}

/// Score and status of a value against a target (R24 to R27, R53, R54).
fn score_of(
    measure: &Measure,
    direction: Option<Direction>,
    actual: f64,
    target: &TargetAt,
) -> Option<(f64, Status)> {
    let clip = Clip { floor: measure.floor, cap: measure.cap };
    let maximise = direction != Some(Direction::Minimise);
    let score = match (target, &measure.scoring) {
        (TargetAt::Band { low, high, zero_low, zero_high }, _) => {
            let band = Band { zero_low: *zero_low, low: *low, high: *high, zero_high: *zero_high };
            clip.apply(score::band(actual, &band))
        }
        (TargetAt::GoalRedFlag { goal, red_flag }, _) => {
            clip.apply(score::goal_red_flag(actual, *goal, *red_flag)? * 10.0)
        }
        (TargetAt::Value { value, span: Some(span), .. }, Scoring::Distance) => {
            score::score_on_path(direction? == Direction::Maximise, actual, *value, *span, clip)?
        }
        (TargetAt::Value { value, baseline, .. }, Scoring::Formula(formula)) => {
            clip.apply(formula.evaluate(&|name| match name {
                "actual" => Some(actual),
                "target" => Some(*value),
                "baseline" => *baseline,
                _ => None,
            })?)
        }
        // Of a target of 0 or less there is no share (R53).
        (TargetAt::Value { value, .. }, scoring) if *scoring == Scoring::Met || *value <= 0.0 => {
            let tolerance = measure.judgement.tolerance(*value).unwrap_or(0.0);
            score::met(direction? == Direction::Maximise, actual, *value, tolerance, clip)
        }
        (TargetAt::Value { value, .. }, scoring) => {
            let form = match (direction?, scoring) {
                (Direction::Maximise, _) => Attainment::Maximise,
                (Direction::Minimise, Scoring::AttainmentInverse) => Attainment::MinimiseInverse,
                (Direction::Minimise, _) => Attainment::Minimise,
            };
            score::attainment_score(form, actual, *value, clip)?
        }
    };
    let status = match (measure.judgement, target) {
        (Judgement::Edges(edges), _) => score::status_from_score(score, &edges),
        (_, TargetAt::GoalRedFlag { goal, red_flag }) => score::status_from_goal(actual, *goal, *red_flag),
        (Judgement::Usual(edges), _) => score::status_from_score(score, &edges),
        (judgement, TargetAt::Value { value, .. }) => {
            let tolerance = judgement.tolerance(*value).unwrap_or(0.0);
            score::status_from_tolerance(maximise, actual, *value, tolerance)
        }
        // Inside the band is on target, and there is no width beside it to watch.
        (_, TargetAt::Band { low, high, .. }) if (*low..=*high).contains(&actual) => Status::OnTarget,
        (_, TargetAt::Band { .. }) => Status::OffTarget,
    };
    Some((score, status))
}
