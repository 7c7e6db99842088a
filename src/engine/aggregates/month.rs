//! The keyed rows of one month, column by column.

use serde::{Deserialize, Serialize};

use super::day::{Day, Month, first_day};
use super::segments::NO_KEY;
use crate::engine::packed::{Amounts, Packed, in_order, make_room};

/// The keyed rows of one month, appended as they come. Once all are there they are brought in the order of their first
/// keys and days: whoever reads a month then goes through every table by key from its beginning to its end, and the rows
/// of one key stand side by side.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct MonthRows {
    /// The month's first day, and its last.
    pub(crate) span: (Day, Day),
    /// How many days later each row stands.
    pub(crate) days: Vec<u8>,
    /// When each row came, in microseconds from the beginning of the month (UTC); empty where rows of a day have no order.
    instants: Packed,
    /// Numbers of the keys, one column for each; [`NO_KEY`] where absent. The first never is.
    pub(crate) keys: Vec<Vec<u32>>,
    /// Which conditions a row meets, one bit for each; empty where there is a single one, which all rows meet.
    pub(crate) marks: Packed,
    /// Numbers of the segments, one column for each way of cutting.
    pub(crate) segments: Vec<Packed>,
    /// One column for each sum.
    pub(crate) sums: Vec<Amounts>,
}

/// Rows are brought in order by so many bits at a time.
const DIGIT: u32 = 12;

/// A day of a month takes so many.
const DAY_BITS: u32 = 5;

impl MonthRows {
    pub(crate) fn new(month: Month, (keys, segments, sums): (usize, usize, usize)) -> MonthRows {
        MonthRows {
            span: (first_day(month), first_day(month + 1) - 1),
            days: Vec::new(),
            instants: Packed::default(),
            keys: vec![Vec::new(); keys],
            marks: Packed::default(),
            segments: vec![Packed::default(); segments],
            sums: vec![Amounts::default(); sums],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.days.len()
    }

    /// A month with the same columns and no row.
    pub(crate) fn empty_copy(&self) -> MonthRows {
        let (marks, instants) = (Packed::default(), Packed::default());
        let (keys, segments) =
            (vec![Vec::new(); self.keys.len()], vec![Packed::default(); self.segments.len()]);
        let sums = vec![Amounts::default(); self.sums.len()];
        MonthRows { span: self.span, days: Vec::new(), instants, keys, marks, segments, sums }
    }

    /// Takes over one row of another month's columns, with another number for its first key.
    pub(crate) fn push_row_of(&mut self, other: &MonthRows, row: usize, first: u32) {
        self.take_time(other, row);
        self.keys.iter_mut().zip(&other.keys).for_each(|(own, keys)| own.push(keys[row]));
        if let Some(own) = self.keys.first_mut().and_then(|firsts| firsts.last_mut()) {
            *own = first;
        }
        if other.marks.len() > 0 {
            self.marks.push(other.marks.at(row));
        }
        self.segments.iter_mut().zip(&other.segments).for_each(|(own, all)| own.push(all.at(row)));
        self.sums.iter_mut().zip(&other.sums).for_each(|(own, all)| own.push(all.at(row)));
    }

    /// Takes over when one row of another table of the month came; the row's other columns follow.
    pub(crate) fn take_time(&mut self, other: &MonthRows, row: usize) {
        self.days.push(other.days[row]);
        if other.instants.len() > 0 {
            self.instants.push(other.instants.at(row));
        }
    }

    /// When a row came, in the order of time: its day, and where it matters its time.
    #[inline]
    pub(crate) fn time(&self, row: usize) -> (Day, i64) {
        (self.day(row), if self.instants.len() > 0 { self.instants.at(row) } else { 0 })
    }

    /// The day of a row.
    #[inline]
    pub(crate) fn day(&self, row: usize) -> Day {
        self.span.0 + Day::from(self.days[row])
    }

    /// Makes room for the days and keys of so many more rows.
    pub(crate) fn make_room(&mut self, more: usize) {
        make_room(&mut self.days, more);
        self.keys.iter_mut().for_each(|keys| make_room(keys, more));
    }

    /// Puts a day of the month behind the others; the row's other columns follow.
    #[inline]
    pub(crate) fn push_day(&mut self, day: Day) {
        self.days.push((day - self.span.0) as u8);
    }

    /// The time of the row whose day was put there, in microseconds since 1970.
    #[inline]
    pub(crate) fn push_instant(&mut self, micros: i64) {
        const DAY: i64 = 86_400_000_000;
        self.instants.push(micros - i64::from(self.span.0) * DAY);
    }

    /// The same with several days.
    pub(crate) fn push_days(&mut self, days: &[Day]) {
        self.days.extend(days.iter().map(|day| (day - self.span.0) as u8));
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        let keys = self.keys.iter().map(|keys| size_of::<u32>() * keys.capacity());
        let packed = self.segments.iter().chain([&self.marks, &self.instants]).map(Packed::bytes);
        self.days.capacity() + keys.chain(packed).chain(self.sums.iter().map(Amounts::bytes)).sum::<usize>()
    }

    /// The same rows with other numbers for keys and segments, where there are any.
    pub(crate) fn renumber(&mut self, keys: &[Option<&[u32]>], axes: &[&[u32]]) {
        for (column, numbers) in self.keys.iter_mut().zip(keys) {
            if let Some(numbers) = numbers {
                let own = column.iter_mut().filter(|key| **key != NO_KEY);
                own.for_each(|key| *key = numbers[*key as usize]);
            }
        }
        for (column, numbers) in self.segments.iter_mut().zip(axes) {
            if (0..).zip(*numbers).all(|(own, new)| own == *new) {
                continue;
            }
            let greatest = numbers.iter().copied().max().unwrap_or(0);
            let mut all = Packed::default();
            all.extend(greatest, (0..column.len()).map(|row| numbers[column.at(row) as usize]));
            *column = all;
        }
    }

    /// Takes over other rows of the month.
    pub(crate) fn append(&mut self, other: MonthRows) {
        self.days.extend(other.days);
        self.keys.iter_mut().zip(other.keys).for_each(|(all, own)| all.extend(own));
        let beside = [(&mut self.marks, &other.marks), (&mut self.instants, &other.instants)];
        let others = self.segments.iter_mut().zip(&other.segments).chain(beside);
        others.for_each(|(all, own)| all.append(own));
        self.sums.iter_mut().zip(&other.sums).for_each(|(all, own)| all.append(own));
    }

    /// Sorts rows by first key, day and time, and shrinks the columns to fit.
    pub(crate) fn in_order(mut self, firsts: usize) -> MonthRows {
        let Some(firsts) = (!self.keys.is_empty()).then_some(firsts) else { return self };
        let keys = std::mem::take(&mut self.keys[0]);
        let of_key = usize::BITS - firsts.saturating_sub(1).leading_zeros() + DAY_BITS;
        let of_row = usize::BITS - self.len().saturating_sub(1).leading_zeros();
        // Where rows are few, going through all values of a digit would take longer than they do.
        let (mut order, keys, days): (Vec<u32>, Vec<u32>, Vec<u8>) = if self.len() < 1 << DIGIT
            || of_key + of_row > u64::BITS
        {
            let mut order: Vec<u32> = (0..self.len() as u32).collect();
            order.sort_by_key(|row| (keys[*row as usize], self.days[*row as usize]));
            let (keys, days) = (in_order(&order, &keys), in_order(&order, &self.days));
            (order, keys, days)
        } else {
            // Key, day and row stand beside each other: looking keys and days up by the row would be waiting for memory.
            let beside = |(row, (key, day)): (u64, (&u32, &u8))| {
                (u64::from(*key) << DAY_BITS | u64::from(*day)) << of_row | row
            };
            let rows = (0..).zip(keys.iter().zip(&self.days)).map(beside).collect();
            let rows = radix_sort(rows, of_row, of_key);
            let key = |row: &u64| (row >> (of_row + DAY_BITS)) as u32;
            let day = |row: &u64| (row >> of_row) as u8 & ((1 << DAY_BITS) - 1);
            let row = |row: &u64| (row & ((1 << of_row) - 1)) as u32;
            (rows.iter().map(row).collect(), rows.iter().map(key).collect(), rows.iter().map(day).collect())
        };
        if self.instants.len() > 0 {
            let same = |a: usize, b: usize| (keys[a], days[a]) == (keys[b], days[b]);
            let mut start = 0;
            while start < order.len() {
                let end = (start + 1..order.len()).find(|row| !same(start, *row)).unwrap_or(order.len());
                order[start..end].sort_by_key(|row| self.instants.at(*row as usize));
                start = end;
            }
        }
        let others = self.keys[1..].iter().map(|keys| in_order(&order, keys));
        MonthRows {
            span: self.span,
            days,
            instants: self.instants.in_order(&order),
            keys: std::iter::once(keys).chain(others).collect(),
            marks: self.marks.in_order(&order),
            segments: self.segments.into_iter().map(|segments| segments.in_order(&order)).collect(),
            sums: self.sums.into_iter().map(|sums| sums.in_order(&order)).collect(),
        }
    }
}

/// Numbers in the order of some of their bits, from one on, a digit at a time and the last one first.
fn radix_sort(mut numbers: Vec<u64>, from: u32, bits: u32) -> Vec<u64> {
    let mut ordered = vec![0; numbers.len()];
    let width = bits.div_ceil(bits.div_ceil(DIGIT)).max(1);
    for shift in (from..from + bits).step_by(width as usize) {
        let digit = |number: u64| (number >> shift) as usize & ((1 << width) - 1);
        let mut places = vec![0_u32; (1 << width) + 1];
        numbers.iter().for_each(|number| places[digit(*number) + 1] += 1);
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        for number in &numbers {
            let place = &mut places[digit(*number)];
            ordered[*place as usize] = *number;
            *place += 1;
        }
        std::mem::swap(&mut numbers, &mut ordered);
    }
    numbers
}
