//! Which values of two segment tables occur in the same rows: readers know such facts (a city lies in one country), so
//! suppression must.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::engine::{Cut, Facts, SegmentKey, Window};
use crate::measure::{Basis, Component, Plan, PlanIdentity};
use crate::model::{Axis, AxisOrder, Measure, Scorecard};

/// Two tables of a measure that no table of it crosses.
pub(super) struct Pair {
    /// Their places.
    pub(super) tables: [usize; 2],
    /// What crosses them, cut by the columns in the order in which the tables name them.
    pub(super) crossed: Axis,
}

/// All pairs of tables that none crosses.
pub(super) fn uncrossed_pairs(measure: &Measure) -> Vec<Pair> {
    let axes = &measure.segments;
    let mut found = Vec::new();
    for (place, other) in axes.iter().enumerate() {
        for (before, one) in axes[..place].iter().enumerate() {
            let mut by = Vec::new();
            for column in axes.iter().flat_map(|axis| &axis.by) {
                if (one.by.contains(column) || other.by.contains(column)) && !by.contains(column) {
                    by.push(column.clone());
                }
            }
            if axes.iter().any(|axis| by.iter().all(|column| axis.by.contains(column))) {
                continue;
            }
            let id = format!("{} × {}", one.id, other.id);
            let (title, labels, order) = (id.clone(), Vec::new(), AxisOrder::Size);
            let crossed = Axis { id, title, by, labels, top: None, order, min_n: None };
            found.push(Pair { tables: [before, place], crossed });
        }
    }
    found
}

/// A scorecard with all that has to be counted for its privacy: the rows of each measure, by pairs of its tables too.
pub(crate) fn with_pair_counts(scorecard: &Scorecard) -> Cow<'_, Scorecard> {
    let counted = |measure: &Measure| {
        let segments: Vec<Axis> = uncrossed_pairs(measure).into_iter().map(|pair| pair.crossed).collect();
        let plan = rows_of(measure);
        let count = |component: &Component| Component { basis: Basis::Count, ..component.clone() };
        let components: Vec<Component> = plan.components.iter().map(count).collect();
        let plan = Plan { components, identity: PlanIdentity::default(), ..plan.clone() };
        (!segments.is_empty()).then(|| Measure { segments, plan, bridge: None, ..measure.clone() })
    };
    let measures = scorecard.measures.iter().filter(|_| scorecard.privacy.is_some());
    let counted: Vec<Measure> = measures.filter_map(counted).collect();
    if counted.is_empty() {
        return Cow::Borrowed(scorecard);
    }
    let measures = scorecard.measures.iter().cloned().chain(counted).collect();
    Cow::Owned(Scorecard { measures, ..scorecard.clone() })
}

fn rows_of(measure: &Measure) -> &Plan {
    measure.plan.segments_of().map_or(&measure.plan, |of| &of.plan)
}

/// Values of two tables that have rows together, in a window; on any day up to its end where what counts may be older.
pub(super) fn cooccurring_segments(
    facts: &Facts,
    measure: &Measure,
    crossed: &Axis,
    window: &Window,
) -> BTreeSet<SegmentKey> {
    let plan = rows_of(measure);
    let is_of_window = |basis: &Basis| {
        matches!(
            basis,
            Basis::Count
                | Basis::Sum(_)
                | Basis::Squares(_)
                | Basis::Distinct(_)
                | Basis::Percentile { .. }
                | Basis::Clustered { .. }
        )
    };
    let has_rows = |key: &SegmentKey| {
        let own = BTreeSet::from([key.clone()]);
        plan.components.iter().any(|component| {
            let first = if is_of_window(&component.basis) { window.first } else { NaiveDate::MIN };
            let looked_at = Window { first, ..*window };
            facts.cases(component, Cut::Segments(crossed, &own), &looked_at).is_some_and(|rows| rows > 0.0)
        })
    };
    facts.segments(plan, crossed).into_iter().filter(has_rows).collect()
}

/// What figures of two tables that meet fall into: those of each that no figure beyond them meets.
pub(super) fn connected_parts(met: &BTreeSet<[usize; 2]>) -> Vec<[Vec<usize>; 2]> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for [one, other] in met {
        beside.entry(*one).or_default().push(*other);
        beside.entry(*other).or_default().push(*one);
    }
    let ones: BTreeSet<usize> = met.iter().map(|[one, _]| *one).collect();
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for first in &ones {
        let (mut part, mut edge) = ([Vec::new(), Vec::new()], vec![*first]);
        while let Some(figure) = edge.pop() {
            if seen.insert(figure) {
                part[usize::from(!ones.contains(&figure))].push(figure);
                edge.extend(beside.get(&figure).into_iter().flatten());
            }
        }
        if !part[0].is_empty() {
            parts.push(part);
        }
    }
    parts
}
