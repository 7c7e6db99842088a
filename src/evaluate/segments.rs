//! The segment tables of a measure.

use std::collections::BTreeSet;

use super::observe::{Observation, Observer};
use super::period_values::comparable;
use super::results::{Absence, PeriodResult, SegmentResult, SegmentsResult};
use super::{contribution, period};
use crate::calendar::Period;
use crate::engine::{Cut, SegmentKey};
use crate::measure::Direction;
use crate::model::{Axis, AxisOrder, Measure, Privacy, SegmentTarget};

impl Observer<'_> {
    /// One segment table.
    pub(super) fn segments(&self, measure: &Measure, axis: &Axis, period: &Period) -> SegmentsResult {
        let before = self.scorecard.calendar.previous(period);
        let min_n = axis.min_n.unwrap_or(measure.min_n);
        let printed = |keys: &BTreeSet<SegmentKey>, period: &Period| {
            self.observe_period(measure, Cut::Segments(axis, keys), period, min_n)
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
            let name = period::name(&self.scorecard.calendar, period);
            let result = SegmentResult {
                keys: key.0,
                label,
                current: PeriodResult { window, ..self.judge(measure, name, now.clone(), None) },
                previous: then.as_ref().and_then(comparable),
                contribution: None,
            };
            Row { keys, result, then, now }
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
        let listed = axis.top.unwrap_or(if rows.len() > 12 { 10 } else { rows.len() }).max(1);
        if rows.len() > listed {
            let rest = rows.split_off(listed).into_iter().map(|r| SegmentKey(r.result.keys)).collect();
            order(&mut rows, axis.order, measure.direction);
            rows.push(row(rest, None));
        } else {
            order(&mut rows, axis.order, measure.direction);
        }
        rows.extend(unstated.iter().map(|k| row(single(k), Some(label(axis, k)))));

        let stretch = self.stretch(measure, measure.window, period);
        let mut changed = self.facts.count_moved_customers(&measure.plan, axis, &stretch.window);
        let keys: Vec<BTreeSet<SegmentKey>> = rows.iter().map(|row| row.keys.clone()).collect();
        let withheld_in = |period: &Period| {
            self.withheld(measure, axis, &self.stretch(measure, measure.window, period).window, &keys)
        };
        for (at, row) in rows.iter_mut().enumerate() {
            // What is asked of a segment is asked by its own past, where that is shown.
            let value_in = |period: &Period| {
                let own = || comparable(&printed(&keys[at], period));
                (!withheld_in(period)[at]).then(own).flatten()
            };
            if let Some(own) = own_target(measure, axis, &keys[at])
                && let Some(target) = self.target_by(&own.target, measure, period, &value_in)
            {
                let name = period::name(&self.scorecard.calendar, period);
                let judged = self.judge(measure, name, row.now.clone(), Some(target));
                row.result.current = PeriodResult { window, ..judged };
            }
        }
        let mut hides_some = false;
        if let Some(Privacy { smallest }) = self.scorecard.privacy {
            let now = withheld_in(period);
            let then = before.as_ref().map(withheld_in);
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

/// A segment's name for readers.
pub(super) fn label(axis: &Axis, key: &SegmentKey) -> String {
    let part = |(i, value): (usize, &Option<String>)| match value {
        Some(value) => axis.labels.get(i).and_then(|l| l.get(value)).unwrap_or(value).clone(),
        None => "(not stated)".to_owned(),
    };
    key.0.iter().enumerate().map(part).collect::<Vec<_>>().join(" · ")
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
