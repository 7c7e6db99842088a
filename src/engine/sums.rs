//! Sums in the making: rows come in any order and are added up by their place.

use datafusion::arrow::buffer::BooleanBuffer;

use super::aggregates::{ABSENT, Days, SegmentList, Sums, add};
use super::builders::GroupIndex;
use super::numbers::Counted;
use super::tally::Tally;
use crate::statistics::exact::{Exact, Extent, ONE};

/// Sums being added up, a row of columns for each place.
#[derive(Debug)]
pub(super) struct SumsBuilder {
    columns: Vec<Vec<Exact>>,
    /// Of columns that count rows: which of the conditions of the tally.
    conditions: Vec<Option<usize>>,
    tally: Tally,
    small: Vec<SmallSums>,
    /// What rounding took of amounts, of columns where it took anything.
    rests: Vec<Vec<Exact>>,
    /// What a column begins with: counts are never absent.
    begins: Vec<Exact>,
}

/// Amounts of a column in whole numbers of 64 bits, which are not among its sums yet.
#[derive(Debug, Default)]
struct SmallSums {
    /// By place: what they amount to, and how many they are.
    cells: Vec<(i64, u64)>,
    /// What they stay below together, signs aside.
    below: u64,
    /// How many ten-billionths one is.
    factor: i64,
}

impl SmallSums {
    /// Puts all into the sums of their column.
    fn settle(&mut self, sums: &mut [Exact]) {
        for (sum, (small, count)) in sums.iter_mut().zip(self.cells.drain(..)) {
            if count > 0 {
                add(sum, Exact::from(small) * Exact::from(self.factor));
            }
        }
        self.below = 0;
    }
}

impl SumsBuilder {
    /// Columns by whether each is a count.
    pub(super) fn new(counts: &[bool]) -> SumsBuilder {
        let begins = counts.iter().map(|count| if *count { 0 } else { ABSENT }).collect();
        let mut small = Vec::new();
        small.resize_with(counts.len(), SmallSums::default);
        SumsBuilder {
            columns: vec![Vec::new(); counts.len()],
            conditions: vec![None; counts.len()],
            tally: Tally::default(),
            small,
            rests: vec![Vec::new(); counts.len()],
            begins,
        }
    }

    /// A column with room for so many places.
    pub(super) fn column(&mut self, column: usize, places: usize) -> &mut [Exact] {
        self.amounts(column, places).0
    }

    /// A column, and what rounding took of its amounts, with room for so many places.
    pub(super) fn amounts(&mut self, column: usize, places: usize) -> (&mut [Exact], RoundingErrors<'_>) {
        let sums = &mut self.columns[column];
        sums.resize(places, self.begins[column]);
        (sums, RoundingErrors { rests: &mut self.rests[column], places })
    }

    /// Says that a column is ones where the rows meet one of the conditions that are counted.
    pub(super) fn is_counted(&mut self, column: usize, condition: usize) {
        self.conditions[column] = Some(condition);
    }

    /// Counts rows, each in its place, of which there are so many by now.
    pub(super) fn count(&mut self, conditions: &[Option<BooleanBuffer>], rows: &[u32], places: usize) {
        if !conditions.is_empty() {
            self.tally.add(conditions, rows, places);
        }
    }

    /// Adds the amounts of a batch in small whole numbers, each to its place; whether they are small enough.
    pub(super) fn add_small(
        &mut self,
        column: usize,
        (counted, filter): (&Counted, Option<&BooleanBuffer>),
        (rows, places): (&[u32], usize),
        extent: &mut Extent,
    ) -> bool {
        let most = (rows.len() as u64).checked_mul(counted.largest()).filter(|most| *most < 1 << 62);
        let Some(most) = most else { return false };
        if self.small[column].below + most >= 1 << 62 {
            self.settle(column, places);
        }
        let small = &mut self.small[column];
        small.below += most;
        small.factor = counted.factor();
        small.cells.resize(places, (0, 0));
        counted.each(filter, extent, |row, count| {
            let (sum, of) = &mut small.cells[rows[row] as usize];
            *sum += count;
            *of += 1;
        });
        true
    }

    /// Puts what is small among the sums of a column.
    fn settle(&mut self, column: usize, places: usize) {
        let mut small = std::mem::take(&mut self.small[column]);
        small.settle(self.column(column, places));
        self.small[column] = small;
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        let small =
            size_of::<(i64, u64)>() * self.small.iter().map(|small| small.cells.capacity()).sum::<usize>();
        let amounts = self.columns.iter().chain(&self.rests);
        self.tally.bytes() + small + size_of::<Exact>() * amounts.map(Vec::capacity).sum::<usize>()
    }

    /// The sums of so many places and what rounding took of them, column by column.
    pub(super) fn into_columns(mut self, places: usize) -> (Vec<Vec<Exact>>, Vec<Vec<Exact>>) {
        let counts = std::mem::take(&mut self.tally).into_counts();
        for column in 0..self.columns.len() {
            self.settle(column, places);
            let counted = self.conditions[column].and_then(|condition| counts.get(condition));
            let sums = self.column(column, places).iter_mut();
            for (sum, count) in sums.zip(counted.into_iter().flatten()).filter(|(_, count)| **count > 0) {
                add(sum, Exact::from(*count) * ONE);
            }
        }
        (self.columns, self.rests)
    }

    /// Sums that are added up already.
    pub(super) fn from_columns(counts: &[bool], columns: Vec<Vec<Exact>>) -> SumsBuilder {
        SumsBuilder { columns, ..SumsBuilder::new(counts) }
    }

    pub(super) fn finish(mut self, places: &GroupIndex, segments: &SegmentList) -> Sums {
        for column in 0..self.columns.len() {
            self.column(column, places.count());
        }
        let mut sums = Sums::default();
        for of_segment in places.sorted(segments).chunk_by(|a, b| a.0 == b.0) {
            let mut days = Days::with_room(self.columns.len(), of_segment.len());
            for (_, day, place) in of_segment {
                days.push(*day, self.columns.iter().map(|column| column[*place]));
            }
            sums.by_segment.insert(segments.keys[of_segment[0].0 as usize].clone(), days);
        }
        sums
    }
}

/// What rounding took of the amounts of a column, being added up.
pub(super) struct RoundingErrors<'a> {
    rests: &'a mut Vec<Exact>,
    places: usize,
}

impl RoundingErrors<'_> {
    /// Adds what it took of an amount; most columns never lose anything.
    #[inline]
    pub(super) fn add(&mut self, place: u32, rest: i64) {
        if rest == 0 {
            return;
        }
        self.rests.resize(self.places, 0);
        self.rests[place as usize] += Exact::from(rest);
    }
}
