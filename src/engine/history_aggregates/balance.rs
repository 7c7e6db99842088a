//! The sum of each history's last value: balances of accounts, last answers of customers.

use chrono::NaiveDate;

use super::histories::Histories;
use crate::engine::aggregates::{Keyed, KeyedRow};
use crate::statistics::exact::{Exact, to_number};

/// The sum of what accounts hold.
pub(super) fn read(histories: &Histories<'_>, carried: bool) -> Option<f64> {
    let window = histories.window;
    let sum = held(histories, carried).map(|a| a.sums[0]).reduce(|a, b| a + b);
    // A cut without any key holds nothing where the source has rows; so does a total.
    sum.map(to_number).or_else(|| (histories.has_rows)(window.first, window.last).then_some(0.0))
}

/// Each first key stands at its last row of the window, or, when carried, of all days to the window's end. A key
/// belongs to the segment of that row.
pub(super) fn held(histories: &Histories<'_>, carried: bool) -> impl Iterator<Item = KeyedRow> {
    let window = histories.window;
    let first = if carried { NaiveDate::MIN } else { window.first };
    // Of answers alike in what decides the one of the greatest weight stands, whatever the sign of its value.
    let greatest: fn(&Exact) -> Exact = if carried { Exact::clone } else { |value| value.abs() };
    let last = last_of_each(histories.keyed, histories.between(first, window.last), greatest);
    last.into_iter().flatten().filter(|row| histories.holds(row))
}

/// The last row of each first key: of several segments on a day, that which stands for the key where rows are not cut, so
/// that segments add up to the total. By what decides it is the last, then it has the greatest value.
pub(super) fn last_of_each(
    keyed: &Keyed,
    rows: impl Iterator<Item = KeyedRow>,
    value: fn(&Exact) -> Exact,
) -> Vec<Option<KeyedRow>> {
    let order = |row: &KeyedRow| {
        let [own, deciding @ ..] = &row.sums;
        (row.day, *deciding, value(own), keyed.rank(row.segment))
    };
    let mut last: Vec<Option<KeyedRow>> = vec![None; keyed.firsts()];
    for row in rows {
        let Some(key) = row.keys[0] else { continue };
        let held = &mut last[key as usize];
        if held.is_none_or(|held| order(&held) <= order(&row)) {
            *held = Some(row);
        }
    }
    last
}
