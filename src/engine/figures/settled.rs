//! Histories that are over when their last row is: orders with the latest promise due.

use chrono::NaiveDate;

use super::histories::Histories;
use crate::engine::aggregates::{Day, day_number};
use crate::statistics::exact::Exact;

/// Each first key counts in the window of its last day, by its rows within the cut: a key of two segments counts in
/// each.
pub(super) fn read(histories: &Histories<'_>, whole: bool) -> Option<f64> {
    let (first, last) = (day_number(histories.window.first), day_number(histories.window.last));
    let mut all: Vec<Option<(Day, [Exact; 2])>> = vec![None; histories.keyed.firsts()];
    for row in histories.until(NaiveDate::MAX).filter(|row| histories.holds(row)) {
        if let Some(key) = row.keys[0] {
            let (day, [rows, qualify]) = all[key as usize].get_or_insert((row.day, [0, 0]));
            *day = row.day;
            *rows += row.sums[0];
            *qualify += row.sums[1];
        }
    }
    let settled = all.into_iter().flatten().filter(|(day, _)| (first..=last).contains(day));
    let count = settled.filter(|(_, [rows, qualify])| !whole || rows == qualify).count();
    let has_rows = || (histories.has_rows)(histories.window.first, histories.window.last);
    (count > 0 || has_rows()).then_some(count as f64)
}
