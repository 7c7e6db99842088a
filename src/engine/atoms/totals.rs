//! What each key adds up to in a stretch of days.

use super::day::Day;
use super::keyed::Keyed;
use super::sums::{ABSENT, add};
use crate::statistics::exact::Exact;

/// Sums of first keys.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// In order.
    keys: Vec<u32>,
    sums: Vec<Exact>,
    has_value: Vec<bool>,
}

/// What one key adds up to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Total {
    pub(crate) sum: Exact,
    /// Whether any row of the key has a value, where the second sum counts them.
    pub(crate) has_value: bool,
}

impl Totals {
    /// What each first key with a row in a stretch of days adds up to there, in the first sum; the second, where there is
    /// one, counts rows that have a value.
    pub(crate) fn of(keyed: &Keyed, first: Day, last: Day) -> Totals {
        let counts_values = keyed.sums[1].is_some();
        let mut totals = Totals::default();
        keyed.by_key(first, last, |key, rows| {
            let (mut sum, mut has_value) = (ABSENT, !counts_values);
            rows.for_each(|month, row| {
                add(&mut sum, month.sum(0, row));
                has_value = has_value || month.sum(1, row) > 0;
            });
            if sum != ABSENT {
                totals.keys.push(key);
                totals.sums.push(sum);
                totals.has_value.push(has_value);
            }
        });
        totals
    }

    fn at(&self, place: usize) -> Total {
        Total { sum: self.sums[place], has_value: self.has_value[place] }
    }

    /// Every key with a row, with what it adds up to here and in another stretch of days, where it has a row there.
    pub(crate) fn beside<'t>(
        &'t self,
        other: &'t Totals,
    ) -> impl Iterator<Item = (u32, Total, Option<Total>)> + use<'t> {
        let mut next = 0;
        self.keys.iter().enumerate().map(move |(place, key)| {
            while other.keys.get(next).is_some_and(|other| other < key) {
                next += 1;
            }
            let is_there = other.keys.get(next) == Some(key);
            (*key, self.at(place), is_there.then(|| other.at(next)))
        })
    }
}
