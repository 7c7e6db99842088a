//! What rows of one key amount to together: different keys, and moments over clusters, segment by segment.
//!
//! Rows of a window are sorted by segment once, without comparing; then each segment is gone through with one table
//! over all keys that is never cleared: an entry counts only when it carries the segment's own stamp.

use std::collections::BTreeSet;

use crate::engine::atoms::{Atom, DayView, Exact, Keyed, to_number};
use crate::measure::{Moments, Part};

/// The rows of a window, ordered by segment.
struct Ordered<'a> {
    days: Vec<DayView<'a>>,
    /// Day (its position in `days`) and row.
    rows: Vec<(u32, u32)>,
    /// Where each segment begins, and the end.
    starts: Vec<usize>,
}

impl<'a> Ordered<'a> {
    fn of(keyed: &'a Keyed, first: i32, last: i32) -> Ordered<'a> {
        let days: Vec<DayView<'_>> = keyed.days(first, last).collect();
        let mut starts = vec![0; keyed.segments().len() + 1];
        for day in &days {
            day.numbers().for_each(|row| starts[day.segment(row) as usize + 1] += 1);
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut rows = vec![(0, 0); starts.last().copied().unwrap_or(0)];
        for (at, day) in (0..).zip(&days) {
            for row in day.numbers() {
                let place = &mut next[day.segment(row) as usize];
                rows[*place] = (at, row as u32);
                *place += 1;
            }
        }
        Ordered { days, rows, starts }
    }

    /// The rows of one segment.
    fn segment(&self, number: usize) -> impl Iterator<Item = (DayView<'a>, usize)> + '_ {
        let rows = &self.rows[self.starts[number]..self.starts[number + 1]];
        rows.iter().map(|(day, row)| (self.days[*day as usize], *row as usize))
    }
}

/// Number of different first keys of each segment, by its number.
pub(super) fn different(keyed: &Keyed, first: i32, last: i32) -> Vec<u64> {
    let ordered = Ordered::of(keyed, first, last);
    let mut stamps = vec![u32::MAX; keyed.firsts()];
    let count = |number: usize| {
        let mut count = 0;
        for (day, row) in ordered.segment(number) {
            let stamp = &mut stamps[day.rows.keys[0][row] as usize];
            if *stamp != number as u32 {
                *stamp = number as u32;
                count += 1;
            }
        }
        count
    };
    (0..keyed.segments().len()).map(count).collect()
}

/// Moments over the first keys of each segment, by its number.
pub(super) fn moments_by_segment(keyed: &Keyed, first: i32, last: i32, parts: [&Part; 2]) -> Vec<Moments> {
    let ordered = Ordered::of(keyed, first, last);
    let mut slots = vec![(u32::MAX, 0_u32); keyed.firsts()];
    let mut clusters: Vec<Cluster> = Vec::new();
    let moments = |number: usize| {
        clusters.clear();
        for (day, row) in ordered.segment(number) {
            let slot = &mut slots[day.rows.keys[0][row] as usize];
            if slot.0 != number as u32 {
                *slot = (number as u32, clusters.len() as u32);
                clusters.push(Cluster::default());
            }
            clusters[slot.1 as usize].add(day, row, parts);
        }
        moments_of(&clusters, parts)
    };
    (0..keyed.segments().len()).map(moments).collect()
}

/// Moments over the first keys of all rows that lie inside.
pub(super) fn moments(keyed: &Keyed, first: i32, last: i32, parts: [&Part; 2], inside: &[bool]) -> Moments {
    let mut slots = vec![u32::MAX; keyed.firsts()];
    let mut clusters: Vec<Cluster> = Vec::new();
    for day in keyed.days(first, last) {
        for row in day.numbers().filter(|row| inside[day.segment(*row) as usize]) {
            let slot = &mut slots[day.rows.keys[0][row] as usize];
            if *slot == u32::MAX {
                *slot = clusters.len() as u32;
                clusters.push(Cluster::default());
            }
            clusters[*slot as usize].add(day, row, parts);
        }
    }
    moments_of(&clusters, parts)
}

/// Number of different keys, all of them together, of the rows that lie inside.
pub(super) fn different_together<'a>(atoms: impl Iterator<Item = Atom> + 'a) -> u64 {
    atoms.map(|atom| atom.keys).collect::<BTreeSet<_>>().len() as u64
}

#[derive(Default)]
struct Cluster {
    sums: [Exact; 2],
    different: [BTreeSet<u32>; 2],
}

impl Cluster {
    fn add(&mut self, day: DayView<'_>, row: usize, parts: [&Part; 2]) {
        for (side, part) in parts.into_iter().enumerate() {
            match part {
                Part::Sum(_) => self.sums[side] += day.sum(side, row),
                Part::Distinct(_) => self.different[side].extend(day.key(side + 1, row)),
            }
        }
    }
}

fn moments_of(clusters: &[Cluster], parts: [&Part; 2]) -> Moments {
    let of = |cluster: &Cluster, side: usize| match parts[side] {
        Part::Sum(_) => to_number(cluster.sums[side]),
        Part::Distinct(_) => cluster.different[side].len() as f64,
    };
    let mut moments = Moments::default();
    clusters.iter().for_each(|cluster| moments.add(of(cluster, 0), of(cluster, 1)));
    moments
}
