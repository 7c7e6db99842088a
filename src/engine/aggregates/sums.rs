//! What adds, by segment and day.

use std::collections::BTreeMap;

use super::day::Day;
use super::segments::SegmentKey;
use crate::statistics::exact::Exact;

/// Stands for no sum at all.
pub(crate) const ABSENT: Exact = Exact::MIN;

/// Sums by segment and day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    /// How many decimals beyond ten the sums of each column have; none where nothing is said.
    pub(crate) finer: Vec<u32>,
    pub(crate) by_segment: BTreeMap<SegmentKey, Days>,
}

impl Sums {
    /// The sums of each first part of the segments' keys; what has none is left out.
    pub(crate) fn split(self) -> BTreeMap<String, Sums> {
        let mut split: BTreeMap<String, Sums> = BTreeMap::new();
        for (key, days) in self.by_segment {
            if let Some((first, rest)) = key.split_first() {
                let new = || Sums { finer: self.finer.clone(), ..Sums::default() };
                split.entry(first).or_insert_with(new).by_segment.insert(rest, days);
            }
        }
        split
    }
}

impl Sums {
    /// How many decimals beyond ten the sums of a column have.
    pub(crate) fn finer(&self, column: usize) -> u32 {
        self.finer.get(column).copied().unwrap_or(0)
    }

    /// Some of the columns, of all segments together.
    pub(crate) fn total(&self, columns: &[usize]) -> Sums {
        let mut all: BTreeMap<Day, Vec<Exact>> = BTreeMap::new();
        for own in self.by_segment.values() {
            for (day, cells) in own.days.iter().zip(own.cells.chunks(own.width.max(1))) {
                let sums = all.entry(*day).or_insert_with(|| vec![ABSENT; columns.len()]);
                let parts = columns.iter().map(|column| cells[*column]);
                sums.iter_mut().zip(parts).filter(|(_, part)| *part != ABSENT).for_each(|(s, p)| add(s, p));
            }
        }
        let mut days = Days::new(columns.len());
        all.into_iter().for_each(|(day, cells)| days.push(day, cells));
        let total = (!days.days.is_empty()).then(|| (SegmentKey::default(), days));
        let finer = columns.iter().map(|column| self.finer(*column)).collect();
        Sums { finer, by_segment: total.into_iter().collect() }
    }
}

/// Adds to a sum that may be absent so far.
#[inline]
pub(crate) fn add(sum: &mut Exact, amount: Exact) {
    *sum = if *sum == ABSENT { amount } else { plus(*sum, amount) };
}

/// Adds two amounts. What would leave their bits only passes through a column that is refused before it is read
/// ([`Extent`](crate::statistics::exact::Extent)).
#[inline]
pub(crate) fn plus(a: Exact, b: Exact) -> Exact {
    a.saturating_add(b)
}

/// The sums of one segment, day by day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days {
    width: usize,
    /// In order.
    days: Vec<Day>,
    /// One row of `width` for each day.
    cells: Vec<Exact>,
}

impl Days {
    /// No day yet, each to have so many sums.
    pub(crate) fn new(width: usize) -> Days {
        Days { width, ..Days::default() }
    }

    /// The same with room for so many days.
    pub(crate) fn with_room(width: usize, days: usize) -> Days {
        Days { width, days: Vec::with_capacity(days), cells: Vec::with_capacity(width * days) }
    }

    /// Adds a day behind all others.
    pub(crate) fn push(&mut self, day: Day, cells: impl IntoIterator<Item = Exact>) {
        debug_assert!(self.days.last().is_none_or(|last| *last < day), "days come in order");
        self.days.push(day);
        self.cells.extend(cells);
    }

    /// The days on which one of the sums is there and not 0, in order.
    pub(crate) fn with(&self, column: usize) -> impl Iterator<Item = Day> {
        let cells = self.cells.iter().skip(column).step_by(self.width.max(1));
        let there = |cell: &Exact| *cell != ABSENT && *cell != 0;
        self.days.iter().zip(cells).filter(move |(_, cell)| there(cell)).map(|(day, _)| *day)
    }

    /// One of the sums over a stretch of days; absent where no day has it.
    pub(crate) fn sum(&self, column: usize, first: Day, last: Day) -> Option<Exact> {
        self.origin_of_cells(column, first, last).reduce(plus)
    }

    /// Whether one of the sums, which is never below 0, is above it on a day of a stretch.
    pub(crate) fn has_any(&self, column: usize, first: Day, last: Day) -> bool {
        self.origin_of_cells(column, first, last).any(|cell| cell > 0)
    }

    fn origin_of_cells(&self, column: usize, first: Day, last: Day) -> impl Iterator<Item = Exact> {
        let start = self.days.partition_point(|day| *day < first);
        let end = self.days.partition_point(|day| *day <= last);
        let cells = (start..end).map(move |row| self.cells[row * self.width + column]);
        cells.filter(|cell| *cell != ABSENT)
    }
}
