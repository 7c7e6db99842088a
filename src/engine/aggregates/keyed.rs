//! Rows by customer, order or case.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::day::Day;
use super::members::Members;
use super::month::MonthRows;
use super::segments::{NO_KEY, SegmentKey, SegmentList};
use crate::engine::packed::Amounts;
use crate::engine::parallel::in_parallel;
use crate::statistics::exact::Exact;

/// Rows gathered by month and up to three keys (customer, order, …), shared by all that is asked of them.
#[derive(Debug, Default)]
pub(crate) struct KeyedRows {
    /// In the order of time; the rows of each by first key and day.
    months: Vec<MonthRows>,
    /// Number of different first keys; they are numbered from 0.
    firsts: usize,
    /// Segments by number, for each way of cutting.
    pub(crate) segments: Vec<Arc<SegmentList>>,
    /// What questions read of the rows, so that several are answered in one go.
    pub(crate) reads: Vec<Read>,
}

/// Which rows a question takes, how it cuts them, and its sums.
pub(crate) type Read = (u32, Option<usize>, [Option<usize>; 3]);

impl KeyedRows {
    /// Rows that came in any order, those of a month together or apart, brought in theirs on so many threads.
    pub(crate) fn new(
        mut months: Vec<MonthRows>,
        firsts: usize,
        segments: Vec<Arc<SegmentList>>,
        threads: usize,
    ) -> KeyedRows {
        months.sort_by_key(|rows| rows.span);
        let mut parts: Vec<Vec<MonthRows>> = Vec::new();
        for rows in months {
            match parts.last_mut() {
                Some(same) if same[0].span == rows.span => same.push(rows),
                _ => parts.push(vec![rows]),
            }
        }
        let parts: Vec<Mutex<Vec<MonthRows>>> = parts.into_iter().map(Mutex::new).collect();
        let in_order = |_: usize, parts: &Mutex<Vec<MonthRows>>| {
            let parts = std::mem::take(&mut *parts.lock().unwrap_or_else(PoisonError::into_inner));
            let together = |mut all: MonthRows, part| {
                all.append(part);
                all
            };
            parts.into_iter().reduce(together).unwrap_or_default().in_order(firsts)
        };
        let months = in_parallel(threads, &parts, &in_order);
        KeyedRows { months, firsts, segments, reads: Vec::new() }
    }

    /// The bits that are set in the marks of all rows.
    pub(crate) fn common_marks(&self) -> u32 {
        self.months.iter().fold(u32::MAX, |all, rows| all & rows.marks.common() as u32)
    }

    /// The rows of each segment of one way of cutting apart, by its number; first keys are numbered anew in each.
    pub(crate) fn split(&self, by: usize) -> Vec<KeyedRows> {
        let mut firsts: Vec<Vec<u32>> = vec![Vec::new(); self.segments[by].keys.len()];
        for rows in &self.months {
            for (row, first) in rows.keys[0].iter().enumerate() {
                let firsts = &mut firsts[rows.segments[by].at(row) as usize];
                if firsts.last() != Some(first) {
                    firsts.push(*first);
                }
            }
        }
        for firsts in &mut firsts {
            firsts.sort_unstable();
            firsts.dedup();
        }
        let mut months: Vec<Vec<MonthRows>> = Vec::new();
        months.resize_with(firsts.len(), Vec::new);
        for rows in &self.months {
            for row in 0..rows.len() {
                let part = rows.segments[by].at(row) as usize;
                let known = &mut months[part];
                if known.last().is_none_or(|last| last.span != rows.span) {
                    known.push(rows.empty_copy());
                }
                let (Some(own), Ok(first)) =
                    (known.last_mut(), firsts[part].binary_search(&rows.keys[0][row]))
                else {
                    continue;
                };
                // The order of keys stays what it was.
                own.push_row_of(rows, row, first as u32);
            }
        }
        let part = |(months, firsts): (Vec<MonthRows>, Vec<u32>)| KeyedRows {
            months,
            firsts: firsts.len(),
            segments: self.segments.clone(),
            reads: self.reads.clone(),
        };
        months.into_iter().zip(firsts).map(part).collect()
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

/// One gathered row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyedRow {
    pub(crate) day: Day,
    /// What orders the rows of a day in time; the same for all where nothing does.
    pub(crate) instant: i64,
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

    /// The rows of each entity, which is the first part of every segment's key; rows of none are left out.
    pub(crate) fn split(&self) -> Vec<(String, Keyed)> {
        let parts: Vec<Option<(String, SegmentKey)>> =
            self.segments().iter().map(|key| key.clone().split_first()).collect();
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
        let mut months = Vec::new();
        for view in self.months(Day::MIN, Day::MAX) {
            let mut own = view.rows.empty_copy();
            own.segments = vec![Default::default(); 2];
            for row in view.numbers() {
                let Some((entity, rest)) = places[view.segment(row) as usize] else { continue };
                own.take_time(view.rows, row);
                own.keys.iter_mut().zip(&view.rows.keys).for_each(|(own, keys)| own.push(keys[row]));
                own.sums.iter_mut().zip(&view.rows.sums).for_each(|(own, sums)| own.push(sums.at(row)));
                own.segments[0].push(i64::from(rest));
                own.segments[1].push(i64::from(entity));
            }
            months.push(own);
        }
        let of_entity = |entity: &&String| SegmentKey(vec![Some((*entity).clone())]);
        let segments = [rests.into_iter().cloned().collect(), entities.iter().map(of_entity).collect()];
        let segments = segments.map(|keys| Arc::new(SegmentList::new(keys))).to_vec();
        let rows = KeyedRows { months, firsts: self.firsts(), segments, reads: Vec::new() };
        let keyed = |rows| Keyed { rows: Arc::new(rows), mark: 0, axis: Some(0), sums: self.sums };
        let split = rows.split(1).into_iter().zip(entities);
        split.map(|(rows, entity)| (entity.clone(), keyed(rows))).collect()
    }

    /// Whether rows are told apart by more than their first keys.
    pub(crate) fn has_more_keys(&self) -> bool {
        self.rows.months.iter().any(|rows| rows.keys.len() > 1)
    }

    /// Number of different first keys.
    pub(crate) fn firsts(&self) -> usize {
        self.rows.firsts
    }

    /// The segments its rows name by number.
    pub(crate) fn segments(&self) -> &[SegmentKey] {
        const WHOLE: &[SegmentKey] = &[SegmentKey(Vec::new())];
        self.axis.map_or(WHOLE, |axis| &self.rows.segments[axis].keys)
    }

    /// The number of a segment, if its rows name it.
    pub(crate) fn number(&self, segment: &SegmentKey) -> Option<usize> {
        match self.axis {
            Some(axis) => self.rows.segments[axis].number(segment),
            None => segment.0.is_empty().then_some(0),
        }
    }

    /// The position of a segment among all when sorted.
    #[inline]
    pub(crate) fn rank(&self, segment: u32) -> u32 {
        self.axis.map_or(0, |axis| self.rows.segments[axis].ranks[segment as usize])
    }

    /// A view with every sum that other readers ask of the same rows, so that one cached result serves all. Only if
    /// those sums fit 64 bits.
    pub(crate) fn with_shared_sums(&self, first: Day, last: Day) -> Keyed {
        let is_small = |sum: &usize| self.months(first, last).all(|month| month.rows.sums[*sum].is_small());
        let has = |sums: &[Option<usize>; 3]| sums.iter().flatten().count();
        let others = self.rows.reads.iter().filter(|(mark, axis, sums)| {
            let same = (*mark, *axis) == (self.mark, self.axis);
            let own = self.sums.iter().zip(sums).all(|(own, other)| own.is_none() || own == other);
            same && own && sums.iter().flatten().all(is_small)
        });
        // Of those that have as much the first.
        let fullest = others.map(|(_, _, sums)| *sums).rev().max_by_key(has);
        Keyed { sums: fullest.unwrap_or(self.sums), ..self.clone() }
    }

    /// The same view without sums.
    pub(crate) fn without_sums(&self) -> Keyed {
        Keyed { sums: [None; 3], ..self.clone() }
    }

    /// The months that a stretch of days consists of; `None` where one of them is not whole.
    pub(crate) fn whole_months(&self, first: Day, last: Day) -> Option<Vec<(Day, Day)>> {
        let spans = self.months(first, last).map(|month| month.is_whole().then_some(month.rows.span));
        spans.collect()
    }

    /// Whether a stretch of days is one month, of which all rows are taken.
    pub(crate) fn is_month(&self, first: Day, last: Day) -> bool {
        self.whole_months(first, last).is_some_and(|months| months.len() == 1)
    }

    /// The months of a stretch of days, in order; of each the rows within the stretch.
    pub(crate) fn months(&self, first: Day, last: Day) -> impl Iterator<Item = MonthView<'_>> {
        let months = &self.rows.months;
        let from = months.partition_point(|rows| rows.span.1 < first);
        let to = months.partition_point(|rows| rows.span.0 <= last);
        months.get(from..to).unwrap_or_default().iter().map(move |rows| {
            let is_whole = first <= rows.span.0 && rows.span.1 <= last;
            let within = (!is_whole).then(|| {
                let day = |day: Day| day.clamp(rows.span.0, rows.span.1) - rows.span.0;
                (day(first) as u8, day(last) as u8)
            });
            MonthView { keyed: self, rows, within, sums: self.sums.map(|sum| Some(&rows.sums[sum?])) }
        })
    }

    /// The rows of a stretch of days: those of each first key in the order of time.
    pub(crate) fn between(&self, first: Day, last: Day) -> impl Iterator<Item = KeyedRow> {
        self.months(first, last).flat_map(|month| month.numbers().map(move |row| month.row(row)))
    }

    /// Goes through the rows of a stretch of days first key by first key; a key may have none of them.
    pub(crate) fn for_each_key<'a>(
        &'a self,
        first: Day,
        last: Day,
        mut each: impl FnMut(u32, RowsOfKey<'_, 'a>),
    ) {
        let months: Vec<MonthView<'_>> = self.months(first, last).collect();
        match months.as_slice() {
            // Most windows are a month, whose rows stand by key as they are.
            [month] => {
                let keys = month.rows.keys[0].as_slice();
                let mut start = 0;
                while let Some(key) = keys.get(start) {
                    let end = end_of_run(keys, start);
                    each(*key, RowsOfKey { months: &months, runs: &[(0, start..end)] });
                    start = end;
                }
            }
            _ => merge_months(&months, &mut each),
        }
    }

    /// Who has a row in a stretch of days.
    pub(crate) fn members(&self, first: Day, last: Day) -> Members {
        let mut members = Members::none(self.firsts());
        for month in self.months(first, last) {
            let keys = &month.rows.keys[0];
            month.numbers().for_each(|row| members.insert(keys[row]));
        }
        members
    }

    /// The segment of every first key by the last row on or before a day, by number; [`NO_KEY`] where there is none.
    /// Of several that nothing orders the greatest counts.
    pub(crate) fn current_segments(&self, day: Day) -> Vec<u32> {
        let mut current_segments = vec![NO_KEY; self.firsts()];
        self.advance_segments(&mut current_segments, Day::MIN, day);
        current_segments
    }

    /// Brings homes forward over a stretch of days.
    pub(crate) fn advance_segments(&self, current_segments: &mut [u32], first: Day, last: Day) {
        for month in self.months(first, last) {
            let keys = &month.rows.keys[0];
            // The rows of a key and time stand side by side.
            let mut before = (NO_KEY, (0, 0));
            for row in month.numbers() {
                let (key, time, segment) = (keys[row], month.rows.time(row), month.segment(row));
                let home = &mut current_segments[key as usize];
                if before != (key, time) || self.rank(segment) > self.rank(*home) {
                    *home = segment;
                }
                before = (key, time);
            }
        }
    }

    /// How many of some members stand in each segment, by its number.
    pub(crate) fn count_by_segment(&self, members: &Members, current_segments: &[u32]) -> Vec<u64> {
        let mut counts = vec![0; self.segments().len()];
        for home in
            members.iter().map(|member| current_segments[member as usize]).filter(|home| *home != NO_KEY)
        {
            counts[home as usize] += 1;
        }
        counts
    }
}

/// Where the rows of one first key end that begin at a place.
#[inline]
fn end_of_run(keys: &[u32], start: usize) -> usize {
    let mut end = start + 1;
    while keys.get(end) == Some(&keys[start]) {
        end += 1;
    }
    end
}

/// K-way merge: visits the rows of several months key by key.
fn merge_months<'a>(months: &[MonthView<'a>], each: &mut impl FnMut(u32, RowsOfKey<'_, 'a>)) {
    let mut runs: Vec<(usize, Range<usize>)> = Vec::with_capacity(months.len());
    let mut from = vec![0; months.len()];
    let head = |month: &MonthView<'_>, row: usize| month.rows.keys[0].get(row).copied().unwrap_or(NO_KEY);
    let mut heads: Vec<u32> = months.iter().map(|month| head(month, 0)).collect();
    loop {
        let key = heads.iter().copied().min().unwrap_or(NO_KEY);
        if key == NO_KEY {
            break;
        }
        runs.clear();
        for (at, next) in heads.iter_mut().enumerate().filter(|(_, next)| **next == key) {
            let (start, end) = (from[at], end_of_run(&months[at].rows.keys[0], from[at]));
            *next = head(&months[at], end);
            from[at] = end;
            runs.push((at, start..end));
        }
        each(key, RowsOfKey { months, runs: &runs });
    }
}

/// The rows of one first key.
#[derive(Clone, Copy)]
pub(crate) struct RowsOfKey<'r, 'a> {
    months: &'r [MonthView<'a>],
    runs: &'r [(usize, Range<usize>)],
}

impl<'a> RowsOfKey<'_, 'a> {
    /// Takes those that meet the condition, in the order of days.
    #[inline]
    pub(crate) fn for_each(self, mut take: impl FnMut(&MonthView<'a>, usize)) {
        for (month, rows) in self.runs {
            let month = &self.months[*month];
            for row in rows.clone() {
                if month.takes(row) {
                    take(month, row);
                }
            }
        }
    }
}

/// The rows of one month that meet the condition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthView<'a> {
    keyed: &'a Keyed,
    pub(crate) rows: &'a MonthRows,
    /// The first and the last day that counts, by how many come before it; `None` where all do.
    within: Option<(u8, u8)>,
    sums: [Option<&'a Amounts>; 3],
}

impl<'a> MonthView<'a> {
    /// Their positions.
    #[inline]
    pub(crate) fn numbers(self) -> impl Iterator<Item = usize> + use<'a> {
        (0..self.rows.len()).filter(move |row| self.takes(*row))
    }

    /// Whether a row is one of them.
    #[inline]
    fn takes(&self, row: usize) -> bool {
        let (mark, marks) = (i64::from(self.keyed.mark), &self.rows.marks);
        let is_inside = self.within.is_none_or(|(first, last)| (first..=last).contains(&self.rows.days[row]));
        is_inside && (mark == 0 || marks.at(row) & mark == mark)
    }

    /// Whether all rows of the month are among them.
    pub(crate) fn is_whole(&self) -> bool {
        self.within.is_none() && self.keyed.mark == 0
    }

    /// The segment of a row.
    #[inline]
    pub(crate) fn segment(&self, row: usize) -> u32 {
        self.keyed.axis.map_or(0, |axis| self.rows.segments[axis].at(row) as u32)
    }

    /// One of a row's keys, if it has it.
    #[inline]
    pub(crate) fn key(&self, which: usize, row: usize) -> Option<u32> {
        self.rows.keys.get(which).map(|keys| keys[row]).filter(|key| *key != NO_KEY)
    }

    /// One of a row's sums.
    #[inline]
    pub(crate) fn sum(&self, which: usize, row: usize) -> Exact {
        self.sums[which].map_or(0, |amounts| amounts.at(row))
    }

    fn row(&self, row: usize) -> KeyedRow {
        let (day, instant) = self.rows.time(row);
        KeyedRow {
            day,
            instant,
            keys: [self.key(0, row), self.key(1, row), self.key(2, row)],
            segment: self.segment(row),
            sums: [self.sum(0, row), self.sum(1, row), self.sum(2, row)],
        }
    }
}
