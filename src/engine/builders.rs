//! Aggregates in the making: rows come in any order and are added up, listed or appended by their day.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::error::ArrowError;
use datafusion::common::HashMap;

use super::aggregates::{Day, Month, MonthRows, NO_KEY, SegmentList, Values, merge_equal, month_of};
use super::intern::Table;
use super::requests::Needed;

/// The place of a row that stands on no day: it is written to and never read.
pub(super) const NO_DAY_SLOT: u32 = 0;

/// Stands for no day.
pub(super) const NO_DAY: Day = Day::MIN;

/// Times as microseconds since 1970 in UTC; 0 where there is none, and so no day either.
pub(super) fn micros_of(times: &ArrayRef) -> Result<Vec<i64>, ArrowError> {
    let micros = cast(times, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
    let micros = micros.as_primitive::<TimestampMicrosecondType>();
    Ok(micros.iter().map(Option::unwrap_or_default).collect())
}

/// Numbers every segment × day from 1, in the order in which they come.
///
/// Days lie close together: nearly every number stands in a table of segments and days, and only where that would be large
/// is it looked for by its hash.
#[derive(Debug)]
pub(super) struct GroupIndex {
    /// Empty as long as numbers are laid out.
    known: HashMap<(u32, Day), u32>,
    grid: DayGrid,
    keys: Vec<(u32, Day)>,
}

/// Numbers by day and segment, [`NO_DAY_SLOT`] where there is none: exports are mostly sorted by day, of which all segments stand
/// side by side.
#[derive(Debug, Default)]
struct DayGrid {
    /// The first day that has a place, and how many have one.
    first: Day,
    days: usize,
    segments: usize,
    numbers: Vec<u32>,
}

/// So many numbers are laid out at most: they take 16 MB.
const MOST_LAID: usize = 1 << 22;

impl Default for GroupIndex {
    fn default() -> GroupIndex {
        let keys = vec![(u32::MAX, NO_DAY)];
        GroupIndex { known: HashMap::default(), grid: DayGrid::default(), keys }
    }
}

impl GroupIndex {
    /// The place of each row by its segment and day; that of rows without a day is [`NO_DAY_SLOT`].
    pub(super) fn numbers(&mut self, segments: &[u32], days: &[Day]) -> Vec<u32> {
        let rows = segments.iter().zip(days);
        if !self.reserve(segments, days) {
            return rows.map(|(segment, day)| self.number(*segment, *day)).collect();
        }
        let GroupIndex { grid, keys, .. } = self;
        let place = |(segment, day): (&u32, &Day)| {
            if *day == NO_DAY {
                return NO_DAY_SLOT;
            }
            let number = &mut grid.numbers[(day - grid.first) as usize * grid.segments + *segment as usize];
            if *number == NO_DAY_SLOT {
                *number = keys.len() as u32;
                keys.push((*segment, *day));
            }
            *number
        };
        rows.map(place).collect()
    }

    fn number(&mut self, segment: u32, day: Day) -> u32 {
        if day == NO_DAY {
            return NO_DAY_SLOT;
        }
        let keys = &mut self.keys;
        *self.known.entry((segment, day)).or_insert_with(|| {
            keys.push((segment, day));
            keys.len() as u32 - 1
        })
    }

    /// Grows the day grid to cover these rows. Returns false once rows are sparse enough that a hash map is used
    /// instead.
    fn reserve(&mut self, segments: &[u32], days: &[Day]) -> bool {
        if !self.known.is_empty() {
            return false;
        }
        let (mut first, mut last) = (Day::MAX, NO_DAY);
        for day in days {
            first = first.min(if *day == NO_DAY { Day::MAX } else { *day });
            last = last.max(*day);
        }
        let greatest = segments.iter().copied().max().unwrap_or(0) as usize;
        if last == NO_DAY || self.grid.holds(greatest, first, last) {
            return true;
        }
        let Some(mut grid) = self.grid.wider(greatest, first, last) else {
            self.grid = DayGrid::default();
            // The place of no day is among them, so that they are never empty again.
            self.known = self.keys.iter().copied().zip(0..).collect();
            return false;
        };
        for (number, (segment, day)) in (0..).zip(&self.keys).skip(1) {
            let place = grid.place(*segment, *day);
            grid.numbers[place] = number;
        }
        self.grid = grid;
        true
    }

    /// How many places there are, that of no day among them.
    pub(super) fn count(&self) -> usize {
        self.keys.len()
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        let known = 2 * size_of::<((u32, Day), u32)>() * self.known.len();
        known
            + size_of::<u32>() * self.grid.numbers.capacity()
            + size_of::<(u32, Day)>() * self.keys.capacity()
    }

    /// Segment and day of each place from 1.
    pub(super) fn into_keys(mut self) -> Vec<(u32, Day)> {
        self.keys.remove(0);
        self.keys
    }

    /// The index of places that are numbered already.
    pub(super) fn from_keys(keys: Vec<(u32, Day)>) -> GroupIndex {
        let mut index = GroupIndex::default();
        index.keys.extend(keys);
        index
    }

    /// Segment, day and number of each place, in the order of segments and days. How many places each segment has says where
    /// its own begin; their days mostly came in order.
    pub(super) fn sorted(&self, segments: &SegmentList) -> Vec<(u32, Day, usize)> {
        let places = || self.keys.iter().enumerate().skip(1);
        let mut next = vec![0; segments.ranks.len()];
        places().for_each(|(_, (segment, _))| next[segments.ranks[*segment as usize] as usize] += 1);
        let mut begun = 0;
        for next in &mut next {
            begun += std::mem::replace(next, begun);
        }
        let mut sorted = vec![(0, 0, 0); begun];
        for (at, (segment, day)) in places() {
            let next = &mut next[segments.ranks[*segment as usize] as usize];
            sorted[*next] = (*segment, *day, at);
            *next += 1;
        }
        for of_segment in sorted.chunk_by_mut(|a, b| a.0 == b.0) {
            of_segment.sort_by_key(|(_, day, _)| *day);
        }
        sorted
    }
}

impl DayGrid {
    fn place(&self, segment: u32, day: Day) -> usize {
        (i64::from(day) - i64::from(self.first)) as usize * self.segments + segment as usize
    }

    /// Whether segments up to one have places for a stretch of days.
    fn holds(&self, greatest: usize, first: Day, last: Day) -> bool {
        let end = i64::from(self.first) + self.days as i64;
        greatest < self.segments && first >= self.first && i64::from(last) < end
    }

    /// An empty table with room for these as well, and for some more; `None` where it would be too large.
    fn wider(&self, greatest: usize, first: Day, last: Day) -> Option<DayGrid> {
        let (mut first, mut end) = (i64::from(first), i64::from(last) + 1);
        if self.days > 0 {
            let own = i64::from(self.first);
            (first, end) = (first.min(own), end.max(own + self.days as i64));
        }
        if end - first > self.days as i64 {
            let more = (end - first).min(366);
            (first, end) = (first - more / 2, end + more);
        }
        let segments = self.segments.max(greatest + 1).next_power_of_two();
        let days = usize::try_from(end - first).ok()?;
        let places = segments.checked_mul(days).filter(|places| *places <= MOST_LAID)?;
        let first = Day::try_from(first).ok()?;
        Some(DayGrid { first, days, segments, numbers: vec![NO_DAY_SLOT; places] })
    }
}

/// Values being counted, or of which the ones at an end are kept.
#[derive(Debug)]
pub(super) enum ValuesBuilder {
    All(Box<ValueCounts>),
    Ends(ValueEnds),
}

impl ValuesBuilder {
    /// For those of the values that are needed.
    pub(super) fn new(needed: Needed) -> ValuesBuilder {
        match needed {
            Needed::All => ValuesBuilder::All(Box::default()),
            Needed::Smallest => ValuesBuilder::Ends(ValueEnds { takes: f64::lt, ends: Vec::new() }),
            Needed::Largest => ValuesBuilder::Ends(ValueEnds { takes: f64::gt, ends: Vec::new() }),
        }
    }

    /// Adds values, each to its place.
    pub(super) fn extend(&mut self, values: &[f64], places: &[u32]) {
        match self {
            ValuesBuilder::All(counts) => counts.extend(values, places),
            ValuesBuilder::Ends(ends) => ends.extend(values, places),
        }
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        match self {
            ValuesBuilder::All(counts) => counts.bytes(),
            ValuesBuilder::Ends(ends) => size_of::<Option<f64>>() * ends.ends.capacity(),
        }
    }

    /// The different values, and for each place which of them and how often.
    pub(super) fn into_frequencies(self) -> ValueFrequencies {
        match self {
            ValuesBuilder::All(counts) => counts.into_frequencies(),
            ValuesBuilder::Ends(ends) => ends.into_frequencies(),
        }
    }
}

/// The smallest or the largest value of each place.
#[derive(Debug)]
pub(super) struct ValueEnds {
    /// Whether a value takes the place of another.
    takes: fn(&f64, &f64) -> bool,
    ends: Vec<Option<f64>>,
}

impl ValueEnds {
    fn extend(&mut self, values: &[f64], places: &[u32]) {
        let most = places.iter().copied().max().map_or(0, |place| place as usize + 1);
        self.ends.resize(self.ends.len().max(most), None);
        for (value, place) in values.iter().zip(places) {
            let end = &mut self.ends[*place as usize];
            if end.is_none_or(|end| (self.takes)(value, &end)) {
                // Both zeros are one value.
                *end = Some(value + 0.0);
            }
        }
    }

    fn into_frequencies(self) -> ValueFrequencies {
        let mut distinct: Vec<f64> = self.ends.iter().flatten().copied().collect();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let number = |end: f64| distinct.partition_point(|other| *other < end) as u32;
        let counts = self.ends.iter().map(|end| end.iter().map(|end| (number(*end), 1)).collect()).collect();
        (distinct, counts)
    }
}

/// Values being counted.
#[derive(Debug)]
pub(super) struct ValueCounts {
    distinct: Table,
    /// The numbers of small whole values, which most are: none while they have not come.
    small: Vec<u32>,
    count: u32,
    buckets: Vec<Bucket>,
}

/// Whole values below this are small.
const SMALL: usize = 1024;

impl Default for ValueCounts {
    fn default() -> ValueCounts {
        let (distinct, small) = (Table::default(), vec![NO_KEY; SMALL]);
        ValueCounts { distinct, small, count: 0, buckets: Vec::new() }
    }
}

/// A value as a small whole number, if it is one. Both zeros are one value.
#[inline]
fn small(value: f64) -> Option<usize> {
    let whole = value as usize;
    (whole < SMALL && whole as f64 == value).then_some(whole)
}

/// The values of one place.
#[derive(Debug, Default)]
struct Bucket {
    /// How often each value came whose number is below [`FEW`].
    few: Vec<u32>,
    /// Which of the others came how often, in order.
    counted: Vec<(u32, u32)>,
    /// Others that are not counted yet.
    fresh: Vec<u32>,
}

/// So many values are counted by their number.
const FEW: u32 = 512;

/// A bucket of values is compacted when it has grown to twice its size, and at least to this.
const COMPACT_FROM: usize = 4096;

impl Bucket {
    #[inline]
    fn push(&mut self, number: u32) {
        if number < FEW {
            let at = number as usize;
            if self.few.len() <= at {
                self.few.resize(at + 1, 0);
            }
            self.few[at] += 1;
            return;
        }
        self.fresh.push(number);
        if self.fresh.len() >= COMPACT_FROM.max(2 * self.counted.len()) {
            self.compact();
        }
    }

    fn compact(&mut self) {
        self.counted.extend(self.fresh.drain(..).map(|number| (number, 1)));
        merge_equal(&mut self.counted);
    }

    /// Which values came how often.
    fn counts(mut self) -> Vec<(u32, u32)> {
        self.compact();
        let few = (0..).zip(self.few).filter(|(_, count)| *count > 0);
        few.chain(self.counted).collect()
    }
}

/// The bits of a value as a table takes them: never those of nothing.
fn marked(bits: u64) -> u128 {
    u128::from(bits) << 8 | 1
}

impl ValueCounts {
    /// Adds values, each to its place.
    fn extend(&mut self, values: &[f64], places: &[u32]) {
        for (number, place) in self.numbers(values).into_iter().zip(places) {
            let place = *place as usize;
            if self.buckets.len() <= place {
                self.buckets.resize_with(place + 1, Bucket::default);
            }
            self.buckets[place].push(number);
        }
    }

    /// The number of each value.
    fn numbers(&mut self, values: &[f64]) -> Vec<u32> {
        let known = |value: &f64| small(*value).map_or(NO_KEY, |small| self.small[small]);
        let mut numbers: Vec<u32> = values.iter().map(known).collect();
        let others: Vec<usize> = (0..values.len()).filter(|at| numbers[*at] == NO_KEY).collect();
        let bits: Vec<u128> = others.iter().map(|at| marked((values[*at] + 0.0).to_bits())).collect();
        for (at, number) in others.into_iter().zip(self.distinct.numbers(&bits, &mut self.count)) {
            numbers[at] = number;
            if let Some(small) = small(values[at]) {
                self.small[small] = number;
            }
        }
        numbers
    }

    /// Memory taken.
    fn bytes(&self) -> usize {
        let bucket = |bucket: &Bucket| {
            let words = bucket.few.capacity() + 2 * bucket.counted.capacity() + bucket.fresh.capacity();
            size_of::<u32>() * words
        };
        self.distinct.bytes() + self.buckets.iter().map(bucket).sum::<usize>()
    }

    /// The different values, and for each place which of them and how often.
    fn into_frequencies(self) -> ValueFrequencies {
        let values = self.distinct.into_values().into_iter();
        let distinct = values.map(|marked| f64::from_bits((marked >> 8) as u64)).collect();
        (distinct, self.buckets.into_iter().map(Bucket::counts).collect())
    }
}

/// Different values, and how often they came.
pub(super) type ValueFrequencies = (Vec<f64>, Counts);

/// For each place, which values came how often.
pub(super) type Counts = Vec<Vec<(u32, u32)>>;

/// Values that are listed, by segment and day.
pub(super) fn values_of(
    (distinct, mut listed): ValueFrequencies,
    places: &GroupIndex,
    segments: &SegmentList,
) -> Values {
    let mut order: Vec<u32> = (0..distinct.len() as u32).collect();
    order.sort_by(|a, b| distinct[*a as usize].total_cmp(&distinct[*b as usize]));
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0..).zip(&order) {
        ranks[*number as usize] = rank;
    }
    let distinct: Vec<f64> = order.iter().map(|number| distinct[*number as usize]).collect();
    let mut values = Values { distinct: Arc::new(distinct), ..Values::default() };
    listed.resize_with(places.count(), Vec::new);
    for (segment, day, place) in places.sorted(segments) {
        let mut counted = std::mem::take(&mut listed[place]);
        if counted.is_empty() {
            continue;
        }
        counted.iter_mut().for_each(|(value, _)| *value = ranks[*value as usize]);
        counted.sort_unstable();
        let key = segments.keys[segment as usize].clone();
        values.by_segment.entry(key).or_default().insert(day, counted);
    }
    values
}

/// Keyed rows being appended, month by month.
#[derive(Debug, Default)]
pub(super) struct KeyedRowsBuilder {
    numbers: HashMap<Month, usize>,
    months: Vec<MonthRows>,
    last: usize,
}

impl KeyedRowsBuilder {
    /// The rows of a month, made with so many keys, segments and sums when it is the first of it.
    pub(super) fn month(&mut self, month: Month, columns: (usize, usize, usize)) -> &mut MonthRows {
        if self.months.get(self.last).is_none_or(|last| month_of(last.span.0) != month) {
            let months = &mut self.months;
            self.last = *self.numbers.entry(month).or_insert_with(|| {
                months.push(MonthRows::new(month, columns));
                months.len() - 1
            });
        }
        &mut self.months[self.last]
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        self.months.iter().map(MonthRows::bytes).sum()
    }

    /// The rows of each month.
    pub(super) fn into_months(self) -> Vec<MonthRows> {
        self.months
    }
}
