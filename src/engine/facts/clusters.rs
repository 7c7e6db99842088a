//! What rows of one key amount to together: different keys, and moments over clusters, segment by segment.
//!
//! Rows are gone through key by key, so that what is open at a time is one cluster of each segment.

use datafusion::prelude::Expr;

use crate::engine::aggregates::{Day, Keyed, KeyedRow, MonthView};
use crate::measure::{Moments, Part};
use crate::statistics::exact::{Exact, ONE};

/// How a side of a cluster is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClusterSide {
    /// Its rows' amounts are added.
    Sum,
    /// Its rows' different keys are counted.
    Different,
    /// What is counted is the cluster itself.
    One,
}

impl ClusterSide {
    pub(super) fn from_part(part: &Part, cluster: &Expr) -> ClusterSide {
        match part {
            Part::Sum(_) => ClusterSide::Sum,
            Part::Distinct(key) if key == cluster => ClusterSide::One,
            Part::Distinct(_) => ClusterSide::Different,
        }
    }
}

/// Moments over the first keys of each segment, by its number.
pub(super) fn moments_by_segment(
    keyed: &Keyed,
    first: Day,
    last: Day,
    sides: [ClusterSide; 2],
) -> Vec<Moments> {
    let groups: Vec<Option<usize>> = (0..keyed.segments().len()).map(Some).collect();
    moments_of(keyed, (first, last), (&groups, groups.len()), sides)
}

/// Moments over the first keys of all rows that lie inside.
pub(super) fn moments(
    keyed: &Keyed,
    first: Day,
    last: Day,
    sides: [ClusterSide; 2],
    inside: &[bool],
) -> Moments {
    let groups: Vec<Option<usize>> = inside.iter().map(|inside| inside.then_some(0)).collect();
    moments_of(keyed, (first, last), (&groups, 1), sides).pop().unwrap_or_default()
}

/// Moments for several windows that start on one day, given by their last days in ascending order. Visits each key
/// once.
pub(super) fn moments_to(keyed: &Keyed, first: Day, lasts: &[Day], sides: [ClusterSide; 2]) -> Vec<Moments> {
    let mut moments = vec![Moments::default(); lasts.len()];
    let Some(end) = lasts.last() else { return moments };
    let mut cluster = Cluster::default();
    keyed.for_each_key(first, *end, |_, rows| {
        let (mut at, mut is_there) = (0, false);
        rows.for_each(|month, row| {
            while month.rows.day(row) > lasts[at] {
                if is_there {
                    let [y, x] = cluster.so_far(sides);
                    moments[at].add(y, x);
                }
                at += 1;
            }
            is_there = true;
            cluster.take(month, row, sides);
        });
        if is_there {
            let [y, x] = cluster.close(sides);
            moments[at..].iter_mut().for_each(|moments| moments.add(y, x));
        }
    });
    moments
}

/// The same of each group; groups are given by segment.
fn moments_of(
    keyed: &Keyed,
    (first, last): (Day, Day),
    (groups, count): (&[Option<usize>], usize),
    sides: [ClusterSide; 2],
) -> Vec<Moments> {
    let mut moments = vec![Moments::default(); count];
    let mut clusters: Vec<Cluster> = Vec::new();
    clusters.resize_with(count, Cluster::default);
    let (mut latest, mut open) = (Cluster::default(), Vec::new());
    keyed.for_each_key(first, last, |_, rows| {
        let mut of = None;
        rows.for_each(|month, row| {
            let Some(group) = groups[month.segment(row) as usize] else { return };
            if of != Some(group)
                && let Some(before) = of.replace(group)
            {
                clusters[before].take_over(&mut latest);
                open.push(before);
            }
            latest.take(month, row, sides);
        });
        let Some(group) = of else { return };
        // Nearly all clusters lie in one group.
        if open.is_empty() {
            let [y, x] = latest.close(sides);
            moments[group].add(y, x);
            return;
        }
        clusters[group].take_over(&mut latest);
        open.push(group);
        open.sort_unstable();
        open.dedup();
        for group in open.drain(..) {
            let [y, x] = clusters[group].close(sides);
            moments[group].add(y, x);
        }
    });
    moments
}

/// What the rows of one first key in one group have together.
#[derive(Default)]
struct Cluster {
    sums: [Exact; 2],
    keys: [Vec<u32>; 2],
}

impl Cluster {
    /// Takes what another has, of which nothing is left.
    fn take_over(&mut self, other: &mut Cluster) {
        let sums = std::mem::take(&mut other.sums);
        self.sums.iter_mut().zip(sums).for_each(|(sum, other)| *sum += other);
        self.keys.iter_mut().zip(&mut other.keys).for_each(|(keys, other)| keys.append(other));
    }

    /// Takes a row.
    #[inline]
    fn take(&mut self, month: &MonthView<'_>, row: usize, sides: [ClusterSide; 2]) {
        for (at, side) in sides.into_iter().enumerate() {
            match side {
                ClusterSide::Sum => self.sums[at] += month.sum(at, row),
                ClusterSide::Different => self.keys[at].extend(month.key(at + 1, row)),
                ClusterSide::One => {}
            }
        }
    }

    /// Both sides.
    fn so_far(&mut self, sides: [ClusterSide; 2]) -> [Exact; 2] {
        [0, 1].map(|at| match sides[at] {
            ClusterSide::Sum => self.sums[at],
            ClusterSide::One => ONE,
            ClusterSide::Different => {
                let keys = &mut self.keys[at];
                keys.sort_unstable();
                keys.dedup();
                keys.len() as Exact * ONE
            }
        })
    }

    /// Both sides; nothing is left of them.
    fn close(&mut self, sides: [ClusterSide; 2]) -> [Exact; 2] {
        let both = self.so_far(sides);
        self.sums = Default::default();
        self.keys.iter_mut().for_each(Vec::clear);
        both
    }
}

/// Number of different keys, all of them together.
pub(super) fn distinct_overall(rows: impl Iterator<Item = KeyedRow>) -> u64 {
    let mut keys: Vec<[Option<u32>; 3]> = rows.map(|row| row.keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len() as u64
}
