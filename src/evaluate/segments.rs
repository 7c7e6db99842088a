//! The segment tables of a measure.

use std::collections::BTreeSet;

use super::observer::{Observation, Observer};
use super::period_values::comparable;
use super::results::{Absence, PeriodResult, SegmentResult, SegmentsResult, TargetAt};
use super::segment_label::label;
use super::{contribution, period};
use crate::calendar::Period;
use crate::engine::{Cut, SegmentKey, Window};
use crate::measure::Direction;
use crate::model::{Axis, AxisOrder, Measure, Privacy, SegmentTarget};

impl Observer<'_> {
    /// One segment table.
    pub(super) fn segments(&self, measure: &Measure, axis: &Axis, period: &Period) -> SegmentsResult {
        let table = SegmentTable {
            observer: self,
            measure,
            axis,
            period,
            before: self.scorecard.calendar.previous(period),
            window: self.stretch(measure, measure.window, period).window,
        };
        let mut rows = table.rows();
        let keys: Vec<BTreeSet<SegmentKey>> = rows.iter().map(|row| row.keys.clone()).collect();
        table.judge_by_own_targets(&mut rows, &keys);
        let hides_some = table.withhold(&mut rows, &keys);
        let mut changed = self.facts.count_moved_customers(&measure.plan, axis, &table.window);
        if let Some(Privacy { smallest }) = self.scorecard.privacy {
            changed = changed.filter(|changed| *changed == 0 || *changed >= u64::from(smallest));
        }
        // The parts of the shown rows would tell those of the withheld ones.
        let contributions = table.before.filter(|_| !hides_some).and_then(|before| {
            let whole = |period: &Period| self.observe_period(measure, Cut::Total, period, measure.min_n);
            let pairs: Option<Vec<_>> = rows.iter().map(|r| Some((r.then.as_ref()?, &r.now))).collect();
            contribution::of_rows(&measure.plan, (&whole(&before), &whole(period)), &pairs?)
        });
        let mut rows: Vec<SegmentResult> = rows.into_iter().map(|row| row.result).collect();
        for (row, contribution) in rows.iter_mut().zip(contributions.iter().flatten()) {
            row.contribution = Some(*contribution);
        }
        let contribution = contributions.as_deref().map(contribution::total_contribution);
        SegmentsResult { by: axis.id.clone(), title: axis.title.clone(), rows, contribution, changed }
    }
}

/// A segment table in a period.
struct SegmentTable<'t> {
    observer: &'t Observer<'t>,
    measure: &'t Measure,
    axis: &'t Axis,
    period: &'t Period,
    /// The period before.
    before: Option<Period>,
    /// The days of rows that make the period's values.
    window: Window,
}

impl SegmentTable<'_> {
    /// The rows to print: segments in their order, those beyond a number pooled, and those without a name.
    fn rows(&self) -> Vec<Row> {
        let SegmentTable { observer, measure, axis, .. } = self;
        let (unstated, stated): (Vec<_>, Vec<_>) = observer
            .facts
            .segments(&measure.plan, axis)
            .into_iter()
            .partition(|k| k.0.iter().all(Option::is_none));
        let single = |key: &SegmentKey| BTreeSet::from([key.clone()]);
        let row = |key: &SegmentKey| self.row(single(key), Some(label(axis, key)));
        let mut rows: Vec<Row> = stated.iter().map(row).collect();
        // A segment whose rows all lack a value is shown without one, and not left out as if it had no rows (R46).
        let lacks_values = |r: &SegmentResult| {
            let own = single(&SegmentKey(r.keys.clone()));
            !measure.is_over_measures()
                && observer.lacks_values(&measure.plan, Cut::Segments(axis, &own), &self.window)
        };
        // Nor is one whose value is withheld, or undefined beside something that is counted, now or in the period before: the
        // rest, and what leads from one period to the other, have to hold it in both.
        rows.retain(|row| {
            is_known(&row.now) || row.then.as_ref().is_some_and(is_known) || lacks_values(&row.result)
        });
        let size = |r: &Row| match cases(&r.now) {
            0.0 => r.now.number().map_or(0.0, f64::abs),
            cases => cases,
        };
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.result.label.cmp(&b.result.label)));
        let listed = axis.listed(rows.len());
        let rest = (rows.len() > listed).then(|| rows.split_off(listed));
        order(&mut rows, axis.order, measure.direction);
        let pooled = |rest: Vec<Row>| rest.into_iter().map(|r| SegmentKey(r.result.keys)).collect();
        rows.extend(rest.map(|rest| self.row(pooled(rest), None)));
        rows.extend(unstated.iter().map(row));
        rows
    }

    /// A row of one segment, or of several pooled.
    fn row(&self, keys: BTreeSet<SegmentKey>, label: Option<String>) -> Row {
        let now = self.observe(&keys, self.period);
        let then = self.before.as_ref().map(|before| self.observe(&keys, before));
        let key =
            if keys.len() == 1 { keys.first().cloned().unwrap_or_default() } else { SegmentKey::default() };
        let result = SegmentResult {
            keys: key.0,
            label,
            current: self.judge(now.clone(), None),
            previous: then.as_ref().and_then(comparable),
            contribution: None,
        };
        Row { keys, result, then, now }
    }

    fn observe(&self, keys: &BTreeSet<SegmentKey>, period: &Period) -> Observation {
        let min_n = self.axis.min_n.unwrap_or(self.measure.min_n);
        self.observer.observe_period(self.measure, Cut::Segments(self.axis, keys), period, min_n)
    }

    fn judge(&self, now: Observation, target: Option<TargetAt>) -> PeriodResult {
        let SegmentTable { observer, measure, period, .. } = self;
        let name = period::name(&observer.scorecard.calendar, period);
        let window = observer.window_of(measure, period);
        PeriodResult { window, ..observer.judge(measure, name, now, target) }
    }

    /// Which rows are withheld in a period.
    fn withheld_in(&self, period: &Period, keys: &[BTreeSet<SegmentKey>]) -> Vec<bool> {
        let window = self.observer.stretch(self.measure, self.measure.window, period).window;
        self.observer.withheld(self.measure, self.axis, &window, keys)
    }

    /// What is asked of a segment is asked by its own past, where that is shown.
    fn judge_by_own_targets(&self, rows: &mut [Row], keys: &[BTreeSet<SegmentKey>]) {
        for (at, row) in rows.iter_mut().enumerate() {
            let Some(own) = own_target(self.measure, self.axis, &keys[at]) else { continue };
            let value_in = |period: &Period| {
                let is_withheld = self.withheld_in(period, &keys[at..=at]).contains(&true);
                (!is_withheld).then(|| comparable(&self.observe(&keys[at], period))).flatten()
            };
            if let Some(target) = self.observer.target_by(&own.target, self.measure, self.period, &value_in) {
                row.result.current = self.judge(row.now.clone(), Some(target));
            }
        }
    }

    /// Withholds rows of too few cases, now and in the period before; whether there are any.
    fn withhold(&self, rows: &mut [Row], keys: &[BTreeSet<SegmentKey>]) -> bool {
        let Some(Privacy { smallest }) = self.observer.scorecard.privacy else { return false };
        let now = self.withheld_in(self.period, keys);
        let then = self.before.as_ref().map(|before| self.withheld_in(before, keys));
        // What the table pools goes by the period reported: of the one before, nothing else keeps its few cases.
        let is_pool_withheld =
            |then: &Vec<bool>| keys.iter().zip(then).any(|(keys, hidden)| keys.len() > 1 && *hidden);
        let hides_before = then.as_ref().is_some_and(is_pool_withheld);
        let mut hides_some = false;
        for (at, row) in rows.iter_mut().enumerate() {
            if now[at] {
                row.result.current.withhold(smallest);
                hides_some = true;
            }
            if hides_before || then.as_ref().is_some_and(|then| then[at]) {
                row.result.previous = None;
                hides_some = true;
            }
        }
        hides_some
    }
}

/// A row of a segment table with what it was observed to be, before and now.
struct Row {
    keys: BTreeSet<SegmentKey>,
    result: SegmentResult,
    then: Option<Observation>,
    now: Observation,
}

/// The target that is written of a segment.
pub(super) fn own_target<'m>(
    measure: &'m Measure,
    axis: &Axis,
    keys: &BTreeSet<SegmentKey>,
) -> Option<&'m SegmentTarget> {
    let key = keys.first().filter(|_| keys.len() == 1)?;
    let value = key.0.iter().map(|k| k.as_deref().unwrap_or("")).collect::<Vec<_>>().join(";");
    measure.target.as_ref()?.segments.iter().find(|s| s.axis == axis.id && s.value == value)
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

/// Whether anything is known of a segment: a value, cases, or an amount.
fn is_known(observed: &Observation) -> bool {
    let counts = observed.components.values().flatten().any(|component| *component != 0.0);
    observed.value.is_ok() || cases(observed) > 0.0 || counts
}

/// Number of cases, also of a value that is withheld for having few.
fn cases(observed: &Observation) -> f64 {
    match observed.value {
        Err(Absence::Withheld { n, .. }) => n,
        _ => observed.n.unwrap_or(0.0),
    }
}
