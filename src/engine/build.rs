//! Atoms in the making: rows come in any order and are added up, listed or appended by their day.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::common::HashMap;

use super::atoms::{ABSENT, Amounts, Day, DayRows, Days, Exact, Gathering, SegmentList, Sums, Values};

/// The place of a row that stands on no day: it is written to and never read.
pub(super) const NOWHERE: u32 = 0;

const RECENT: usize = 1024;

/// Numbers every segment × day from 1.
///
/// Exports are mostly sorted by date, so a small table of the places used last answers nearly every row without
/// hashing into the large one.
#[derive(Debug)]
pub(super) struct Places {
    known: HashMap<(u32, Day), u32>,
    recent: Vec<((u32, Day), u32)>,
    keys: Vec<(u32, Day)>,
}

impl Default for Places {
    fn default() -> Places {
        Places {
            known: HashMap::default(),
            recent: vec![((u32::MAX, Day::MIN), NOWHERE); RECENT],
            keys: vec![(u32::MAX, Day::MIN)],
        }
    }
}

impl Places {
    pub(super) fn number(&mut self, segment: u32, day: Day) -> u32 {
        let key = (segment, day);
        let slot = (segment as usize).wrapping_mul(37).wrapping_add(day as usize) % RECENT;
        let (recent, number) = self.recent[slot];
        if recent == key {
            return number;
        }
        let keys = &mut self.keys;
        let number = *self.known.entry(key).or_insert_with(|| {
            keys.push(key);
            keys.len() as u32 - 1
        });
        self.recent[slot] = (key, number);
        number
    }

    /// How many places there are, that of no day among them.
    pub(super) fn count(&self) -> usize {
        self.keys.len()
    }

    /// Places in the order of segments and days.
    fn sorted(&self, segments: &SegmentList) -> Vec<(u32, Day, usize)> {
        let all = self.keys.iter().enumerate().skip(1);
        let mut sorted: Vec<(u32, Day, usize)> =
            all.map(|(at, (segment, day))| (*segment, *day, at)).collect();
        sorted.sort_by_key(|(segment, day, _)| (segments.ranks[*segment as usize], *day));
        sorted
    }
}

/// Sums being added up, a row of columns for each place.
#[derive(Debug)]
pub(super) struct SumsBuilder {
    columns: Vec<Vec<Exact>>,
    /// What a column begins with: counts are never absent.
    begins: Vec<Exact>,
}

impl SumsBuilder {
    /// Columns by whether each is a count.
    pub(super) fn new(counts: &[bool]) -> SumsBuilder {
        let begins = counts.iter().map(|count| if *count { 0 } else { ABSENT }).collect();
        SumsBuilder { columns: vec![Vec::new(); counts.len()], begins }
    }

    /// A column with room for so many places.
    pub(super) fn column(&mut self, column: usize, places: usize) -> &mut [Exact] {
        let sums = &mut self.columns[column];
        sums.resize(places, self.begins[column]);
        sums
    }

    pub(super) fn finish(mut self, places: &Places, segments: &SegmentList) -> Sums {
        for column in 0..self.columns.len() {
            self.column(column, places.count());
        }
        let mut sums = Sums::default();
        for of_segment in places.sorted(segments).chunk_by(|a, b| a.0 == b.0) {
            let mut days = Days::new(self.columns.len());
            for (_, day, place) in of_segment {
                days.push(*day, self.columns.iter().map(|column| column[*place]));
            }
            sums.by_segment.insert(segments.keys[of_segment[0].0 as usize].clone(), days);
        }
        sums
    }
}

/// Adds to a sum that may be absent so far.
pub(super) fn add(sum: &mut Exact, amount: Exact) {
    *sum = if *sum == ABSENT { amount } else { *sum + amount };
}

/// A bucket of values is compacted when it has grown to twice its size, and at least to this.
const COMPACT_FROM: usize = 4096;

/// Values being listed.
#[derive(Debug, Default)]
pub(super) struct ValuesBuilder {
    numbers: HashMap<u64, u32>,
    distinct: Vec<f64>,
    buckets: Vec<Bucket>,
}

#[derive(Debug, Default)]
struct Bucket {
    counted: Vec<(u32, u32)>,
    fresh: Vec<u32>,
}

impl Bucket {
    fn compact(&mut self) {
        self.fresh.sort_unstable();
        let runs = self.fresh.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32));
        let mut merged: BTreeMap<u32, u32> = self.counted.drain(..).collect();
        runs.for_each(|(value, count)| *merged.entry(value).or_default() += count);
        self.counted = merged.into_iter().collect();
        self.fresh.clear();
    }
}

impl ValuesBuilder {
    pub(super) fn push(&mut self, place: u32, value: f64) {
        // Both zeros are one value.
        let value = value + 0.0;
        let distinct = &mut self.distinct;
        let number = *self.numbers.entry(value.to_bits()).or_insert_with(|| {
            distinct.push(value);
            distinct.len() as u32 - 1
        });
        let place = place as usize;
        if self.buckets.len() <= place {
            self.buckets.resize_with(place + 1, Bucket::default);
        }
        let bucket = &mut self.buckets[place];
        bucket.fresh.push(number);
        if bucket.fresh.len() >= COMPACT_FROM.max(2 * bucket.counted.len()) {
            bucket.compact();
        }
    }

    pub(super) fn finish(mut self, places: &Places, segments: &SegmentList) -> Values {
        let mut order: Vec<u32> = (0..self.distinct.len() as u32).collect();
        order.sort_by(|a, b| self.distinct[*a as usize].total_cmp(&self.distinct[*b as usize]));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(&order) {
            ranks[*number as usize] = rank;
        }
        let distinct: Vec<f64> = order.iter().map(|number| self.distinct[*number as usize]).collect();
        let mut values = Values { distinct: Arc::new(distinct), ..Values::default() };
        self.buckets.resize_with(places.count(), Bucket::default);
        for (segment, day, place) in places.sorted(segments) {
            let bucket = &mut self.buckets[place];
            bucket.compact();
            if bucket.counted.is_empty() {
                continue;
            }
            let renumbered = bucket.counted.iter().map(|(value, count)| (ranks[*value as usize], *count));
            let mut counted: Vec<(u32, u32)> = renumbered.collect();
            counted.sort_unstable();
            let key = segments.keys[segment as usize].clone();
            values.by_segment.entry(key).or_default().insert(day, counted);
        }
        values
    }
}

/// Keyed rows being appended, day by day.
#[derive(Debug, Default)]
pub(super) struct GatheringBuilder {
    numbers: HashMap<Day, usize>,
    days: Vec<(Day, DayRows)>,
    last: usize,
}

impl GatheringBuilder {
    /// The rows of a day, made when it is the first of it.
    pub(super) fn day(&mut self, day: Day, new: impl FnOnce() -> DayRows) -> &mut DayRows {
        if self.days.get(self.last).is_none_or(|(last, _)| *last != day) {
            let days = &mut self.days;
            self.last = *self.numbers.entry(day).or_insert_with(|| {
                days.push((day, new()));
                days.len() - 1
            });
        }
        &mut self.days[self.last].1
    }

    pub(super) fn finish(self, firsts: usize, segments: Vec<Arc<SegmentList>>) -> Gathering {
        let fit = |(day, mut rows): (Day, DayRows)| {
            rows.keys.iter_mut().for_each(Vec::shrink_to_fit);
            rows.segments.iter_mut().for_each(Vec::shrink_to_fit);
            rows.marks.shrink_to_fit();
            rows.sums.iter_mut().for_each(Amounts::shrink_to_fit);
            (day, rows)
        };
        Gathering { days: self.days.into_iter().map(fit).collect(), firsts, segments }
    }
}
