//! Histories with the day of their last row.

use super::by_day::ByDay;
use crate::engine::aggregates::{Day, Keyed};
use crate::statistics::exact::Exact;

/// The end of a history, by its rows within the segments.
#[derive(Debug)]
pub(super) struct Ending {
    day: Day,
    /// Whether all of its rows qualify.
    pub(super) is_whole: bool,
}

/// The ends of all histories with rows in the segments that are inside, by number.
pub(super) fn endings(keyed: &Keyed, inside: &[bool]) -> ByDay<Ending> {
    let mut all: Vec<Option<(Day, [Exact; 2])>> = vec![None; keyed.firsts()];
    for row in keyed.between(Day::MIN, Day::MAX).filter(|row| inside[row.segment as usize]) {
        if let Some(key) = row.keys[0] {
            let (day, [rows, qualify]) = all[key as usize].get_or_insert((row.day, [0, 0]));
            *day = row.day;
            *rows += row.sums[0];
            *qualify += row.sums[1];
        }
    }
    let ending = |(day, [rows, qualify]): (Day, [Exact; 2])| Ending { day, is_whole: rows == qualify };
    ByDay::new(all.into_iter().flatten().map(ending).collect(), |ending| ending.day)
}
