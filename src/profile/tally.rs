//! What is counted of a column while its rows pass.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::data::{ReadCells, Rows};

use super::{Missing, Placed, ValueCount};

/// Different values that are told apart; of a column with more it is known that there are more.
const DIFFERENT: usize = 50_000;
/// The same of all columns together.
const TOGETHER: usize = 2_000_000;
/// Bytes of those of all columns.
const BYTES: usize = 1 << 27;
/// Values that are shown of a column with few.
const FEW: usize = 14;
/// Values that are shown of a column with many.
const FREQUENT: usize = 3;
/// Unreadable cells that are shown.
const EXAMPLES: usize = 5;

/// The hash by which cells are compared: the same in every run.
pub(super) fn hash_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The counts of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) filled: u64,
    pub(super) empty: u64,
    pub(super) unreadable: u64,
    pub(super) examples: Vec<Placed>,
    pub(super) values: HashMap<Box<str>, u64>,
    pub(super) is_beyond: bool,
    /// How many more values are told apart, and their bytes.
    room: (usize, usize),
    pub(super) lowest: Option<f64>,
    pub(super) highest: Option<f64>,
    days: BTreeSet<i32>,
}

impl Tally {
    /// For one of so many columns.
    pub(super) fn new(columns: usize) -> Tally {
        let columns = columns.max(1);
        Tally { room: ((TOGETHER / columns).min(DIFFERENT), BYTES / columns), ..Tally::default() }
    }

    /// Counts empty cells of rows, and looks no closer.
    pub(super) fn pass(&mut self, rows: &Rows, column: usize) {
        for text in rows.texts(column) {
            match text.is_empty() {
                true => self.empty += 1,
                false => self.filled += 1,
            }
        }
    }

    /// Counts the cells of rows, which were read.
    pub(super) fn take(&mut self, rows: &Rows, column: usize, known: &ReadCells) {
        for text in rows.texts(column) {
            if text.is_empty() {
                self.empty += 1;
                continue;
            }
            self.filled += 1;
            if let Some(count) = self.values.get_mut(text) {
                *count += 1;
            } else if self.room.0 > 0 && text.len() <= self.room.1 {
                self.room = (self.room.0 - 1, self.room.1 - text.len());
                self.values.insert(text.into(), 1);
            } else {
                self.is_beyond = true;
            }
        }
        self.unreadable += known.unreadable;
        let room = EXAMPLES.saturating_sub(self.examples.len());
        self.examples.extend(known.examples.iter().take(room).map(|(row, text)| Placed {
            value: text.clone(),
            line: rows.line(usize::try_from(*row).unwrap_or(usize::MAX)),
        }));
        for number in known.numbers.iter().flatten() {
            self.lowest = Some(self.lowest.map_or(*number, |least| least.min(*number)));
            self.highest = Some(self.highest.map_or(*number, |most| most.max(*number)));
        }
        self.take_days(known);
    }

    /// Takes in the days of rows, which were read.
    pub(super) fn take_days(&mut self, known: &ReadCells) {
        let mut last = None;
        for day in known.days.iter().flatten() {
            if last != Some(day) {
                self.days.insert(*day);
                last = Some(day);
            }
        }
    }

    /// All values by their frequency, then by name.
    pub(super) fn ordered(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<(&str, u64)> = self.values.iter().map(|(text, rows)| (&**text, *rows)).collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all
    }

    /// The values that are shown: all where there are few, in their own order where they are numbers.
    pub(super) fn shown(&self, is_number: bool) -> Vec<ValueCount> {
        let mut ordered = self.ordered();
        if ordered.len() > FEW || self.is_beyond {
            ordered.truncate(FREQUENT);
        } else if is_number {
            let number = |text: &str| text.replace(',', ".").parse::<f64>().unwrap_or(f64::MAX);
            ordered.sort_by(|a, b| number(a.0).total_cmp(&number(b.0)));
        }
        ordered.into_iter().map(|(text, rows)| ValueCount { value: text.to_owned(), rows }).collect()
    }

    /// First and last day, but for days that are a code for none.
    pub(super) fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = self.plausible_days();
        Some((day(*days.first()?)?, day(*days.last()?)?))
    }

    /// Whether no day of a month is later than the twelfth, so that it could be a month.
    pub(super) fn is_ambiguous(&self) -> bool {
        let real = self.plausible_days();
        !real.is_empty() && real.iter().all(|number| day(*number).is_some_and(|day| day.day() <= 12))
    }

    /// Whether all its days, of which there are some, are the first of a month, or all the last of one.
    pub(super) fn is_by_month(&self) -> bool {
        let real = self.plausible_days();
        let all =
            |after: i32| real.iter().all(|number| day(*number + after).is_some_and(|day| day.day() == 1));
        real.len() > 2 && (all(0) || all(1))
    }

    /// Whether its days stand for months with day and month exchanged: the first twelve days at most of the Januaries of several
    /// years, and none of another month.
    pub(super) fn is_of_januaries(&self) -> bool {
        let all: Vec<NaiveDate> = self.plausible_days().into_iter().filter_map(day).collect();
        let years: BTreeSet<i32> = all.iter().map(Datelike::year).collect();
        all.len() > 5 && years.len() > 1 && all.iter().all(|day| day.month() == 1 && day.day() <= 12)
    }

    /// Whether they stand for months as they are read, and would be such days with day and month exchanged.
    pub(super) fn is_of_firsts(&self) -> bool {
        let all: Vec<NaiveDate> = self.plausible_days().into_iter().filter_map(day).collect();
        let years: BTreeSet<i32> = all.iter().map(Datelike::year).collect();
        all.len() > 5 && years.len() > 1 && all.iter().all(|day| day.day() == 1)
    }

    /// Days that stand apart: before 1930 or after 2099 where others are of our times.
    pub(super) fn outlying_days(&self) -> Vec<NaiveDate> {
        let all: Vec<NaiveDate> = self.days.iter().filter_map(|number| day(*number)).collect();
        let odd = all.iter().filter(|day| !is_plausible(**day)).copied().collect::<Vec<_>>();
        if odd.len() < all.len() { odd } else { Vec::new() }
    }

    fn plausible_days(&self) -> Vec<i32> {
        let near = |number: &&i32| day(**number).is_some_and(is_plausible);
        let real: Vec<i32> = self.days.iter().filter(near).copied().collect();
        if real.is_empty() { self.days.iter().copied().collect() } else { real }
    }

    /// Days between the first and the last without a row.
    pub(super) fn missing(&self) -> Option<Missing> {
        let days = self.plausible_days();
        let (mut missing, mut weekends, mut longest) = (0, 0, (0, 0));
        for pair in days.windows(2) {
            let between = i64::from(pair[1]) - i64::from(pair[0]) - 1;
            if between <= 0 {
                continue;
            }
            missing += between.unsigned_abs();
            let gap = (0..between)
                .filter_map(|after| day(pair[0])?.checked_add_days(Days::new(after.unsigned_abs() + 1)));
            weekends += gap.filter(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).count() as u64;
            if between > longest.0 {
                longest = (between, pair[0] + 1);
            }
        }
        (missing > 0).then_some(())?;
        Some(Missing {
            days: missing,
            weekends,
            longest: longest.0.unsigned_abs(),
            longest_from: day(longest.1)?,
        })
    }
}

/// A day by its number since 1970.
fn day(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(number)
}

/// Whether a day is one that rows of our times stand on.
fn is_plausible(day: NaiveDate) -> bool {
    (1930..2100).contains(&day.year())
}
