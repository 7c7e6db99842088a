//! Atoms: the smallest figures kept, by local day, in columns.
//!
//! [`Sums`] hold what adds, [`Values`] what a percentile is taken of, [`Keyed`] rows by customer, order or case.
//! Nothing here depends on the order in which rows came: sums are exact, and what is read of keyed rows of one day
//! takes them as a set.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::common::HashMap;
use serde::{Deserialize, Serialize};

use super::facts::{Members, SegmentKey};
pub(crate) use super::packed::{Amounts, Packed};
pub(crate) use crate::statistics::exact::{Exact, ONE, to_number};

/// Days since 1970-01-01.
pub(crate) type Day = i32;

/// Stands for no sum at all.
pub(crate) const ABSENT: Exact = Exact::MIN;

/// Sums by segment and day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    pub(crate) by_segment: BTreeMap<SegmentKey, Days>,
}

impl Sums {
    /// The sums of each first part of the segments' keys; what has none is left out.
    pub(crate) fn split(self) -> BTreeMap<String, Sums> {
        let mut split: BTreeMap<String, Sums> = BTreeMap::new();
        for (key, days) in self.by_segment {
            if let Some((first, rest)) = key.apart() {
                split.entry(first).or_default().by_segment.insert(rest, days);
            }
        }
        split
    }
}

impl Sums {
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
        Sums { by_segment: total.into_iter().collect() }
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
        let start = self.days.partition_point(|day| *day < first);
        let end = self.days.partition_point(|day| *day <= last);
        let cells = (start..end).map(|row| self.cells[row * self.width + column]);
        cells.filter(|cell| *cell != ABSENT).reduce(plus)
    }
}

/// Values by segment and day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    /// Every different value, smallest first.
    pub(crate) distinct: Arc<Vec<f64>>,
    /// Which of them, and how often.
    pub(crate) by_segment: BTreeMap<SegmentKey, BTreeMap<Day, Vec<(u32, u32)>>>,
}

/// Brings values in order, each of them once with all its counts.
pub(crate) fn together(counted: &mut Vec<(u32, u32)>) {
    counted.sort_unstable();
    counted.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 += if same { later.1 } else { 0 };
        same
    });
}

impl Values {
    /// Those of all segments together.
    pub(crate) fn total(&self) -> Values {
        let mut days: BTreeMap<Day, Vec<(u32, u32)>> = BTreeMap::new();
        for (day, counted) in self.by_segment.values().flatten() {
            days.entry(*day).or_default().extend(counted);
        }
        days.values_mut().for_each(together);
        let total = (!days.is_empty()).then(|| (SegmentKey::default(), days));
        Values { distinct: Arc::clone(&self.distinct), by_segment: total.into_iter().collect() }
    }

    /// The values of each first part of the segments' keys; what has none is left out.
    pub(crate) fn split(self) -> BTreeMap<String, Values> {
        let mut split: BTreeMap<String, Values> = BTreeMap::new();
        for (key, days) in self.by_segment {
            if let Some((first, rest)) = key.apart() {
                let new = || Values { distinct: Arc::clone(&self.distinct), ..Values::default() };
                split.entry(first).or_insert_with(new).by_segment.insert(rest, days);
            }
        }
        split
    }
}

/// Number of an absent key.
pub(crate) const NO_KEY: u32 = u32::MAX;

/// The keyed rows of one day, column by column.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct DayRows {
    /// Numbers of the keys, one column for each; [`NO_KEY`] where absent. The first never is.
    pub(crate) keys: Vec<Vec<u32>>,
    /// Which conditions a row meets, one bit for each; empty where there is a single one, which all rows meet.
    pub(crate) marks: Packed,
    /// Numbers of the segments, one column for each way of cutting.
    pub(crate) segments: Vec<Packed>,
    /// One column for each sum.
    pub(crate) sums: Vec<Amounts>,
}

impl DayRows {
    pub(crate) fn new(keys: usize, segments: usize, sums: usize) -> DayRows {
        DayRows {
            keys: vec![Vec::new(); keys],
            marks: Packed::default(),
            segments: vec![Packed::default(); segments],
            sums: vec![Amounts::default(); sums],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.first().map_or(0, Vec::len)
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        let keys = self.keys.iter().map(|keys| size_of::<u32>() * keys.capacity());
        let packed = self.segments.iter().chain([&self.marks]).map(Packed::bytes);
        keys.chain(packed).chain(self.sums.iter().map(Amounts::bytes)).sum()
    }
}

/// Rows gathered by day and up to three keys (customer, order, …), shared by all that is asked of them.
#[derive(Debug, Default)]
pub(crate) struct KeyedRows {
    pub(crate) days: BTreeMap<Day, DayRows>,
    /// Number of different first keys; they are numbered from 0.
    pub(crate) firsts: usize,
    /// Segments by number, for each way of cutting.
    pub(crate) segments: Vec<Arc<SegmentList>>,
}

impl KeyedRows {
    /// The rows of each segment of one way of cutting apart, by its number; first keys are numbered anew in each.
    pub(crate) fn split(&self, by: usize) -> Vec<KeyedRows> {
        let parts = self.segments[by].keys.len();
        let mut split: Vec<KeyedRows> = Vec::new();
        split.resize_with(parts, || KeyedRows { segments: self.segments.clone(), ..KeyedRows::default() });
        let mut numbers: Vec<HashMap<u32, u32>> = vec![HashMap::default(); parts];
        for (day, rows) in &self.days {
            for row in 0..rows.len() {
                let part = rows.segments[by].at(row) as usize;
                let new = || DayRows::new(rows.keys.len(), rows.segments.len(), rows.sums.len());
                let own = split[part].days.entry(*day).or_insert_with(new);
                let next = numbers[part].len() as u32;
                let first = *numbers[part].entry(rows.keys[0][row]).or_insert(next);
                own.keys[0].push(first);
                for (own, keys) in own.keys.iter_mut().zip(&rows.keys).skip(1) {
                    own.push(keys[row]);
                }
                if rows.marks.len() > 0 {
                    own.marks.push(rows.marks.at(row));
                }
                own.segments.iter_mut().zip(&rows.segments).for_each(|(own, all)| own.push(all.at(row)));
                own.sums.iter_mut().zip(&rows.sums).for_each(|(own, all)| own.push(all.at(row)));
            }
        }
        for (part, numbers) in split.iter_mut().zip(numbers) {
            part.firsts = numbers.len();
        }
        split
    }
}

/// Segments by number.
#[derive(Debug, Default)]
pub(crate) struct SegmentList {
    pub(crate) keys: Vec<SegmentKey>,
    /// Position of each when sorted.
    pub(crate) ranks: Vec<u32>,
}

impl SegmentList {
    pub(crate) fn new(keys: Vec<SegmentKey>) -> SegmentList {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|a, b| keys[*a].cmp(&keys[*b]));
        let mut ranks = vec![0; keys.len()];
        for (rank, number) in (0..).zip(order) {
            ranks[number] = rank;
        }
        SegmentList { keys, ranks }
    }
}

/// One question's view of gathered rows: those that meet its condition, cut its way, with its sums.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keyed {
    pub(crate) rows: Arc<KeyedRows>,
    /// Bits that must be set.
    pub(crate) mark: u32,
    /// Column of the segments; all rows are one segment when absent.
    pub(crate) axis: Option<usize>,
    /// Columns of the sums.
    pub(crate) sums: [Option<usize>; 3],
}

/// Tells rows apart by where they lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Identity {
    rows: usize,
    mark: u32,
}

/// Sums of first keys.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Position of each key; [`NO_KEY`] where it has none.
    slots: Vec<u32>,
    /// The keys that have a row, in order.
    pub(crate) members: Vec<u32>,
    sums: Vec<Exact>,
    /// Whether any row of the key has a value, where the second sum counts them.
    has_value: Vec<bool>,
}

impl Totals {
    /// The sum of a key, 0 where it has no row.
    #[inline]
    pub(crate) fn of(&self, member: u32) -> Exact {
        match self.slots[member as usize] {
            NO_KEY => 0,
            slot => self.sums[slot as usize],
        }
    }

    /// Whether a key has a row, and whether one of its rows has a value.
    #[inline]
    pub(crate) fn has(&self, member: u32) -> (bool, bool) {
        match self.slots[member as usize] {
            NO_KEY => (false, false),
            slot => (true, self.has_value[slot as usize]),
        }
    }
}

/// One gathered row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) day: Day,
    /// Numbers of the keys; absent ones are `None`.
    pub(crate) keys: [Option<u32>; 3],
    /// Number of the segment; 0 where rows are not cut.
    pub(crate) segment: u32,
    pub(crate) sums: [Exact; 3],
}

impl Keyed {
    /// Where its rows lie and which of them it takes: what does not depend on cutting is the same for all that share it.
    pub(crate) fn identity(&self) -> Identity {
        Identity { rows: Arc::as_ptr(&self.rows) as usize, mark: self.mark }
    }

    /// What each first key with a row in a stretch of days adds up to there, in the first sum; the second, where there is
    /// one, counts rows that have a value.
    pub(crate) fn totals(&self, first: Day, last: Day) -> Totals {
        // Added up by number first: each row waits for memory once, and whoever reads two stretches goes through both in
        // the order of keys.
        let mut sums = vec![ABSENT; self.firsts()];
        let mut valued = Members::none(self.firsts());
        for day in self.days(first, last) {
            let (keys, amounts, values) = (&day.rows.keys[0], day.amounts(0), day.amounts(1));
            for row in day.numbers() {
                add(&mut sums[keys[row] as usize], amounts.map_or(0, |amounts| amounts.at(row)));
                if values.is_some_and(|values| values.at(row) > 0) {
                    valued.insert(keys[row]);
                }
            }
        }
        let counts_values = self.sums[1].is_some();
        let mut totals = Totals { slots: vec![NO_KEY; sums.len()], ..Totals::default() };
        for (member, sum) in (0..).zip(sums).filter(|(_, sum)| *sum != ABSENT) {
            totals.slots[member as usize] = totals.members.len() as u32;
            totals.members.push(member);
            totals.sums.push(sum);
            totals.has_value.push(!counts_values || valued.holds(member));
        }
        totals
    }

    /// The rows of each entity, which is the first part of every segment's key; rows of none are left out.
    pub(crate) fn split(&self) -> Vec<(String, Keyed)> {
        let parts: Vec<Option<(String, SegmentKey)>> =
            self.segments().iter().map(|key| key.clone().apart()).collect();
        let entities: BTreeSet<&String> = parts.iter().flatten().map(|(entity, _)| entity).collect();
        let entities: Vec<&String> = entities.into_iter().collect();
        let rests: BTreeSet<&SegmentKey> = parts.iter().flatten().map(|(_, rest)| rest).collect();
        let rests: Vec<&SegmentKey> = rests.into_iter().collect();
        // Of each segment: the place of its entity, and that of what is left of its key.
        let places: Vec<Option<(u32, u32)>> = parts
            .iter()
            .map(|part| {
                let (entity, rest) = part.as_ref()?;
                let entity = entities.binary_search(&entity).ok()?;
                Some((entity as u32, rests.binary_search(&rest).ok()? as u32))
            })
            .collect();
        let mut rows = KeyedRows {
            firsts: self.firsts(),
            segments: vec![
                Arc::new(SegmentList::new(rests.into_iter().cloned().collect())),
                Arc::new(SegmentList::new(
                    entities.iter().map(|entity| SegmentKey(vec![Some((*entity).clone())])).collect(),
                )),
            ],
            ..KeyedRows::default()
        };
        for day in self.days(Day::MIN, Day::MAX) {
            for row in day.numbers() {
                let Some((entity, rest)) = places[day.segment(row) as usize] else { continue };
                let new = || DayRows::new(day.rows.keys.len(), 2, day.rows.sums.len());
                let own = rows.days.entry(day.day).or_insert_with(new);
                own.keys.iter_mut().zip(&day.rows.keys).for_each(|(own, keys)| own.push(keys[row]));
                own.sums.iter_mut().zip(&day.rows.sums).for_each(|(own, sums)| own.push(sums.at(row)));
                own.segments[0].push(i64::from(rest));
                own.segments[1].push(i64::from(entity));
            }
        }
        let keyed = |rows| Keyed { rows: Arc::new(rows), mark: 0, axis: Some(0), sums: self.sums };
        let split = rows.split(1).into_iter().zip(entities);
        split.map(|(rows, entity)| (entity.clone(), keyed(rows))).collect()
    }

    /// Whether rows are told apart by more than their first keys.
    pub(crate) fn has_more_keys(&self) -> bool {
        self.rows.days.values().any(|rows| rows.keys.len() > 1)
    }

    /// Number of different first keys.
    pub(crate) fn firsts(&self) -> usize {
        self.rows.firsts
    }

    /// The segments its atoms name by number.
    pub(crate) fn segments(&self) -> &[SegmentKey] {
        const WHOLE: &[SegmentKey] = &[SegmentKey(Vec::new())];
        self.axis.map_or(WHOLE, |axis| &self.rows.segments[axis].keys)
    }

    /// The position of a segment among all when sorted.
    pub(crate) fn rank(&self, segment: u32) -> u32 {
        self.axis.map_or(0, |axis| self.rows.segments[axis].ranks[segment as usize])
    }

    /// The days of a stretch that have rows, in order.
    pub(crate) fn days(&self, first: Day, last: Day) -> impl Iterator<Item = DayView<'_>> {
        let days = (first <= last).then(|| self.rows.days.range(first..=last));
        days.into_iter().flatten().map(|(day, rows)| DayView { keyed: self, day: *day, rows })
    }

    /// The atoms of a stretch of days.
    pub(crate) fn between(&self, first: Day, last: Day) -> impl Iterator<Item = Atom> {
        self.days(first, last).flat_map(|day| day.numbers().map(move |row| day.atom(row)))
    }

    /// The segment of every first key by the last row on or before a day, by number; [`NO_KEY`] where there is none.
    /// Of several on that day the greatest counts.
    pub(crate) fn homes(&self, day: Day) -> Vec<u32> {
        let mut homes = vec![NO_KEY; self.firsts()];
        self.move_homes(&mut homes, Day::MIN, day);
        homes
    }

    /// Brings homes forward over a stretch of days.
    pub(crate) fn move_homes(&self, homes: &mut [u32], first: Day, last: Day) {
        let Some(axis) = self.axis else {
            for day in self.days(first, last) {
                day.numbers().for_each(|row| homes[day.rows.keys[0][row] as usize] = 0);
            }
            return;
        };
        let ranks = &self.rows.segments[axis].ranks;
        let mut moved = vec![Day::MIN; homes.len()];
        for day in self.days(first, last) {
            let (keys, segments) = (&day.rows.keys[0], &day.rows.segments[axis]);
            for row in day.numbers() {
                let (key, segment) = (keys[row] as usize, segments.at(row) as u32);
                let again = moved[key] == day.day && day.day != Day::MIN;
                if !again || ranks[segment as usize] > ranks[homes[key] as usize] {
                    homes[key] = segment;
                    moved[key] = day.day;
                }
            }
        }
    }
}

/// The rows of one day that meet the condition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayView<'a> {
    keyed: &'a Keyed,
    pub(crate) day: Day,
    pub(crate) rows: &'a DayRows,
}

impl<'a> DayView<'a> {
    /// Their positions.
    #[inline]
    pub(crate) fn numbers(self) -> impl Iterator<Item = usize> + use<'a> {
        let (mark, marks) = (i64::from(self.keyed.mark), &self.rows.marks);
        let is_marked = marks.len() > 0;
        (0..self.rows.len()).filter(move |row| !is_marked || marks.at(*row) & mark == mark)
    }

    /// The segment of a row.
    #[inline]
    pub(crate) fn segment(self, row: usize) -> u32 {
        self.keyed.axis.map_or(0, |axis| self.rows.segments[axis].at(row) as u32)
    }

    /// One of a row's keys, if it has it.
    #[inline]
    pub(crate) fn key(self, which: usize, row: usize) -> Option<u32> {
        self.rows.keys.get(which).map(|keys| keys[row]).filter(|key| *key != NO_KEY)
    }

    /// One of a row's sums.
    #[inline]
    pub(crate) fn sum(self, which: usize, row: usize) -> Exact {
        self.amounts(which).map_or(0, |amounts| amounts.at(row))
    }

    /// The column of one of the sums, if there is one.
    #[inline]
    pub(crate) fn amounts(self, which: usize) -> Option<&'a Amounts> {
        self.keyed.sums[which].map(|column| &self.rows.sums[column])
    }

    fn atom(self, row: usize) -> Atom {
        Atom {
            day: self.day,
            keys: [self.key(0, row), self.key(1, row), self.key(2, row)],
            segment: self.segment(row),
            sums: [self.sum(0, row), self.sum(1, row), self.sum(2, row)],
        }
    }
}
