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
    /// Numbers of the keys, one column for each; [`NO_KEY`] where absent. The first never is.
    pub(crate) keys: Vec<Vec<u32>>,
    /// Which conditions a row meets, one bit for each; empty where there is a single one, which all rows meet.
    pub(crate) marks: Packed,
    /// Numbers of the segments, one column for each way of cutting.
    pub(crate) segments: Vec<Packed>,
    /// One column for each sum.
    pub(crate) sums: Vec<Amounts>,
}

/// Keys are brought in order by so many of their bits at a time.
const DIGIT: u32 = 11;

impl MonthRows {
    pub(crate) fn new(month: Month, (keys, segments, sums): (usize, usize, usize)) -> MonthRows {
        MonthRows {
            span: (first_day(month), first_day(month + 1) - 1),
            days: Vec::new(),
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
    pub(crate) fn emptied(&self) -> MonthRows {
        let marks = Packed::default();
        let (keys, segments) =
            (vec![Vec::new(); self.keys.len()], vec![Packed::default(); self.segments.len()]);
        let sums = vec![Amounts::default(); self.sums.len()];
        MonthRows { span: self.span, days: Vec::new(), keys, marks, segments, sums }
    }

    /// Takes over one row of another month's columns, with another number for its first key.
    pub(crate) fn take_over(&mut self, other: &MonthRows, row: usize, first: u32) {
        self.days.push(other.days[row]);
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

    /// The same with several.
    pub(crate) fn push_days(&mut self, days: &[Day]) {
        self.days.extend(days.iter().map(|day| (day - self.span.0) as u8));
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        let keys = self.keys.iter().map(|keys| size_of::<u32>() * keys.capacity());
        let packed = self.segments.iter().chain([&self.marks]).map(Packed::bytes);
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
        let others = self.segments.iter_mut().zip(&other.segments).chain([(&mut self.marks, &other.marks)]);
        others.for_each(|(all, own)| all.append(own));
        self.sums.iter_mut().zip(&other.sums).for_each(|(all, own)| all.append(own));
    }

    /// The same rows by first key, of which there are so many, and day; in no more memory than they take.
    pub(crate) fn in_order(self, firsts: usize) -> MonthRows {
        let order = self.order(firsts);
        MonthRows {
            span: self.span,
            days: in_order(&order, &self.days),
            keys: self.keys.iter().map(|keys| in_order(&order, keys)).collect(),
            marks: self.marks.in_order(&order),
            segments: self.segments.into_iter().map(|segments| segments.in_order(&order)).collect(),
            sums: self.sums.into_iter().map(|sums| sums.in_order(&order)).collect(),
        }
    }

    /// Which row comes first, second, … by first key and day: by their digits, the last ones first.
    fn order(&self, firsts: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        let Some(keys) = self.keys.first() else { return order };
        // Exports are mostly sorted by day.
        if !self.days.is_sorted() {
            order = by_digit(&order, 32, |row| usize::from(self.days[row as usize]));
        }
        // Where rows are few, going through all values of a digit would take longer than they do.
        if self.len() < 1 << DIGIT {
            order.sort_by_key(|row| keys[*row as usize]);
            return order;
        }
        // Keys stand beside the rows that are moved: looking each of them up would be waiting for memory.
        let mut rows: Vec<KeyAndRow> = order.iter().map(|row| beside(keys[*row as usize], *row)).collect();
        let bits = usize::BITS - firsts.saturating_sub(1).leading_zeros();
        for shift in (0..bits).step_by(DIGIT as usize) {
            let digit = |row: KeyAndRow| (row >> (u32::BITS + shift)) as usize & ((1 << DIGIT) - 1);
            rows = by_digit(&rows, 1 << DIGIT, digit);
        }
        rows.into_iter().map(|row| row as u32).collect()
    }
}

/// A key in the upper half, and its row in the lower one.
type KeyAndRow = u64;

fn beside(key: u32, row: u32) -> KeyAndRow {
    KeyAndRow::from(key) << u32::BITS | KeyAndRow::from(row)
}

/// Rows in the order of a digit of so many values; what has the same keeps its order.
fn by_digit<T: Copy + Default>(rows: &[T], values: usize, digit: impl Fn(T) -> usize) -> Vec<T> {
    let mut places = vec![0_u32; values + 1];
    rows.iter().for_each(|row| places[digit(*row) + 1] += 1);
    for at in 1..places.len() {
        places[at] += places[at - 1];
    }
    let mut ordered = vec![T::default(); rows.len()];
    for row in rows {
        let place = &mut places[digit(*row)];
        ordered[*place as usize] = *row;
        *place += 1;
    }
    ordered
}
