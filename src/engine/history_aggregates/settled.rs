//! Histories that are over when their last row is: orders with the latest promise due.

use super::histories::Histories;
use crate::engine::aggregates::day_number;

/// Each first key counts in the window of its last day, by its rows within the cut: a key of two segments counts in
/// each.
pub(super) fn read(histories: &Histories<'_>, whole: bool) -> Option<f64> {
    let window = histories.window;
    let settled = histories.cache.endings(histories.keyed, &histories.inside);
    let settled = settled.between(day_number(window.first), day_number(window.last));
    let count = settled.iter().filter(|ending| !whole || ending.is_whole).count();
    histories.counted(count)
}
