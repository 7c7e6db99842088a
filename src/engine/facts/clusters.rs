//! What rows of one key amount to together: different keys, and moments over clusters, segment by segment.
//!
//! Rows of a window are sorted by segment once, without comparing; then each segment is gone through with one table
//! over all keys that is never cleared: an entry counts only when it carries the segment's own stamp.

use datafusion::prelude::Expr;

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
    let ordered = Ordered::of(keyed, first, last);
    let mut slots = vec![(u32::MAX, 0_u32); keyed.firsts()];
    let mut clusters = Clusters::new(sides);
    let moments = |number: usize| {
        clusters.clear();
        for (day, row) in ordered.segment(number) {
            let slot = &mut slots[day.rows.keys[0][row] as usize];
            if slot.0 != number as u32 {
                *slot = (number as u32, clusters.open());
            }
            clusters.add(slot.1, day, row);
        }
        clusters.moments()
    };
    (0..keyed.segments().len()).map(moments).collect()
}

/// Moments over the first keys of all rows that lie inside.
pub(super) fn moments(keyed: &Keyed, first: i32, last: i32, sides: [Side; 2], inside: &[bool]) -> Moments {
    let mut slots = vec![u32::MAX; keyed.firsts()];
    let mut clusters = Clusters::new(sides);
    for day in keyed.days(first, last) {
        for row in day.numbers().filter(|row| inside[day.segment(*row) as usize]) {
            let slot = &mut slots[day.rows.keys[0][row] as usize];
            if *slot == u32::MAX {
                *slot = clusters.open();
            }
            clusters.add(*slot, day, row);
        }
    }
    clusters.moments()
}

/// Number of different keys, all of them together, of the rows that lie inside.
pub(super) fn different_together<'a>(atoms: impl Iterator<Item = Atom> + 'a) -> u64 {
    let mut keys: Vec<[Option<u32>; 3]> = atoms.map(|atom| atom.keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len() as u64
}

/// Clusters by number, side by side.
struct Clusters {
    sides: [Side; 2],
    count: u32,
    sums: [Vec<Exact>; 2],
    /// Cluster and key, as often as rows have them.
    keys: [Vec<(u32, u32)>; 2],
}

impl Clusters {
    fn new(sides: [Side; 2]) -> Clusters {
        Clusters { sides, count: 0, sums: Default::default(), keys: Default::default() }
    }

    fn clear(&mut self) {
        self.count = 0;
        self.sums.iter_mut().for_each(Vec::clear);
        self.keys.iter_mut().for_each(Vec::clear);
    }

    /// The number of a new cluster.
    fn open(&mut self) -> u32 {
        for (side, sums) in self.sides.iter().zip(&mut self.sums) {
            if *side == Side::Sum {
                sums.push(0);
            }
        }
        self.count += 1;
        self.count - 1
    }

    fn add(&mut self, cluster: u32, day: DayView<'_>, row: usize) {
        for (at, side) in self.sides.iter().enumerate() {
            match side {
                Side::Sum => self.sums[at][cluster as usize] += day.sum(at, row),
                Side::Different => self.keys[at].extend(day.key(at + 1, row).map(|key| (cluster, key))),
                Side::One => {}
            }
        }
    }

    fn moments(&mut self) -> Moments {
        let [y, x] = [self.side(0), self.side(1)];
        let mut moments = Moments::default();
        y.into_iter().zip(x).for_each(|(y, x)| moments.add(y, x));
        moments
    }

    /// What a side of each cluster amounts to.
    fn side(&mut self, at: usize) -> Vec<f64> {
        match self.sides[at] {
            Side::Sum => self.sums[at].iter().map(|sum| to_number(*sum)).collect(),
            Side::One => vec![1.0; self.count as usize],
            Side::Different => {
                let keys = &mut self.keys[at];
                keys.sort_unstable();
                keys.dedup();
                let mut counts = vec![0.0; self.count as usize];
                keys.iter().for_each(|(cluster, _)| counts[*cluster as usize] += 1.0);
                counts
            }
        }
    }
}
