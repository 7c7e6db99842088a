//! What rows of one key amount to together: different keys, and moments over clusters, segment by segment.
//!
//! Rows of a window are sorted by segment once, without comparing, and what is needed of them lies side by side then;
//! each segment is gone through with one table over all keys that is never cleared: an entry counts only when it carries
//! the segment's own stamp.

use datafusion::prelude::Expr;

use crate::engine::atoms::{Amounts, Atom, Exact, Keyed, NO_KEY, ONE};
use crate::measure::{Moments, Part};

/// The rows of a window, ordered by group.
struct Ordered {
    /// Where each group begins, and the end.
    starts: Vec<usize>,
    firsts: Vec<u32>,
    /// What each side adds, or the key of which it counts different ones; empty where it needs neither.
    sums: [Vec<Exact>; 2],
    keys: [Vec<u32>; 2],
}

/// The group of rows that are left out.
const OUTSIDE: usize = usize::MAX;

impl Ordered {
    /// Groups are given by segment.
    fn of(
        keyed: &Keyed,
        (first, last): (i32, i32),
        groups: &[usize],
        count: usize,
        sides: [Side; 2],
    ) -> Ordered {
        let mut starts = vec![0; count + 1];
        for day in keyed.days(first, last) {
            for group in day.numbers().map(|row| groups[day.segment(row) as usize]).filter(|g| *g != OUTSIDE)
            {
                starts[group + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut next, all) = (starts.clone(), starts[count]);
        let firsts = vec![0; all];
        let sums = sides.map(|side| if side == Side::Sum { vec![0; all] } else { Vec::new() });
        let keys = sides.map(|side| if side == Side::Different { vec![NO_KEY; all] } else { Vec::new() });
        let mut ordered = Ordered { starts, firsts, sums, keys };
        for day in keyed.days(first, last) {
            let amounts: [Option<&Amounts>; 2] = [day.amounts(0), day.amounts(1)];
            for row in day.numbers() {
                let group = groups[day.segment(row) as usize];
                if group == OUTSIDE {
                    continue;
                }
                let place = next[group];
                next[group] += 1;
                ordered.firsts[place] = day.rows.keys[0][row];
                for (at, side) in sides.iter().enumerate() {
                    match side {
                        Side::Sum => ordered.sums[at][place] = amounts[at].map_or(0, |a| a.at(row)),
                        Side::Different => ordered.keys[at][place] = day.key(at + 1, row).unwrap_or(NO_KEY),
                        Side::One => {}
                    }
                }
            }
        }
        ordered
    }

    /// Every segment a group.
    fn by_segment(keyed: &Keyed, days: (i32, i32), sides: [Side; 2]) -> Ordered {
        let count = keyed.segments().len();
        let groups: Vec<usize> = (0..count).collect();
        Ordered::of(keyed, days, &groups, count, sides)
    }

    fn groups(&self) -> usize {
        self.starts.len() - 1
    }

    fn rows(&self, group: usize) -> std::ops::Range<usize> {
        self.starts[group]..self.starts[group + 1]
    }
}

/// Number of different first keys of each segment, by its number.
pub(super) fn different(keyed: &Keyed, first: i32, last: i32) -> Vec<u64> {
    let ordered = Ordered::by_segment(keyed, (first, last), [Side::One; 2]);
    let mut stamps = vec![u32::MAX; keyed.firsts()];
    let mut count = |group: usize| {
        let mut count = 0;
        for first in &ordered.firsts[ordered.rows(group)] {
            let stamp = &mut stamps[*first as usize];
            count += u64::from(*stamp != group as u32);
            *stamp = group as u32;
        }
        count
    };
    (0..ordered.groups()).map(&mut count).collect()
}

/// How a side of a cluster is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Its rows' amounts are added.
    Sum,
    /// Its rows' different keys are counted.
    Different,
    /// What is counted is the cluster itself.
    One,
}

impl Side {
    pub(super) fn of(part: &Part, cluster: &Expr) -> Side {
        match part {
            Part::Sum(_) => Side::Sum,
            Part::Distinct(key) if key == cluster => Side::One,
            Part::Distinct(_) => Side::Different,
        }
    }
}

/// Moments over the first keys of each segment, by its number.
pub(super) fn moments_by_segment(keyed: &Keyed, first: i32, last: i32, sides: [Side; 2]) -> Vec<Moments> {
    moments_of(&Ordered::by_segment(keyed, (first, last), sides), keyed.firsts(), sides)
}

/// Moments over the first keys of all rows that lie inside.
pub(super) fn moments(keyed: &Keyed, first: i32, last: i32, sides: [Side; 2], inside: &[bool]) -> Moments {
    let groups: Vec<usize> = inside.iter().map(|inside| if *inside { 0 } else { OUTSIDE }).collect();
    let ordered = Ordered::of(keyed, (first, last), &groups, 1, sides);
    moments_of(&ordered, keyed.firsts(), sides).pop().unwrap_or_default()
}

fn moments_of(ordered: &Ordered, firsts: usize, sides: [Side; 2]) -> Vec<Moments> {
    let mut slots = vec![(u32::MAX, 0_u32); firsts];
    let mut clusters = Clusters::default();
    let mut moments = |group: usize| {
        clusters.clear();
        for row in ordered.rows(group) {
            let slot = &mut slots[ordered.firsts[row] as usize];
            if slot.0 != group as u32 {
                *slot = (group as u32, clusters.open());
            }
            clusters.add(slot.1, ordered, row, sides);
        }
        clusters.moments(sides)
    };
    (0..ordered.groups()).map(&mut moments).collect()
}

/// Number of different keys, all of them together, of the rows that lie inside.
pub(super) fn different_together<'a>(atoms: impl Iterator<Item = Atom> + 'a) -> u64 {
    let mut keys: Vec<[Option<u32>; 3]> = atoms.map(|atom| atom.keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len() as u64
}

/// Clusters by number, side by side.
#[derive(Default)]
struct Clusters {
    sums: Vec<[Exact; 2]>,
    /// Cluster and key, as often as rows have them.
    keys: [Vec<(u32, u32)>; 2],
}

impl Clusters {
    fn clear(&mut self) {
        self.sums.clear();
        self.keys.iter_mut().for_each(Vec::clear);
    }

    /// The number of a new cluster.
    fn open(&mut self) -> u32 {
        self.sums.push([0; 2]);
        self.sums.len() as u32 - 1
    }

    fn add(&mut self, cluster: u32, ordered: &Ordered, row: usize, sides: [Side; 2]) {
        for (at, side) in sides.iter().enumerate() {
            match side {
                Side::Sum => self.sums[cluster as usize][at] += ordered.sums[at][row],
                Side::Different if ordered.keys[at][row] != NO_KEY => {
                    self.keys[at].push((cluster, ordered.keys[at][row]));
                }
                Side::Different | Side::One => {}
            }
        }
    }

    fn moments(&mut self, sides: [Side; 2]) -> Moments {
        for (at, side) in sides.iter().enumerate() {
            match side {
                Side::Sum => {}
                Side::One => self.sums.iter_mut().for_each(|sums| sums[at] = ONE),
                Side::Different => {
                    let keys = &mut self.keys[at];
                    keys.sort_unstable();
                    keys.dedup();
                    keys.iter().for_each(|(cluster, _)| self.sums[*cluster as usize][at] += ONE);
                }
            }
        }
        let mut moments = Moments::default();
        self.sums.iter().for_each(|[y, x]| moments.add(*y, *x));
        moments
    }
}
