//! Histories with the day of their last row.

use crate::engine::aggregates::{Day, Keyed};
use crate::statistics::exact::Exact;

/// All histories of some segments, in the order of their last days.
#[derive(Debug)]
pub(super) struct Endings(Vec<Ending>);

/// The end of a history, by its rows within the segments.
#[derive(Debug)]
pub(super) struct Ending {
    day: Day,
    /// Whether all of its rows qualify.
    pub(super) is_whole: bool,
}

impl Endings {
    /// Of the rows in segments that are inside, by number.
    pub(super) fn of(keyed: &Keyed, inside: &[bool]) -> Endings {
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
        let mut all: Vec<Ending> = all.into_iter().flatten().map(ending).collect();
        all.sort_by_key(|ending| ending.day);
        Endings(all)
    }

    /// Those in a stretch of days.
    pub(super) fn between(&self, first: Day, last: Day) -> &[Ending] {
        let from = self.0.partition_point(|ending| ending.day < first);
        let until = self.0.partition_point(|ending| ending.day <= last);
        self.0.get(from..until).unwrap_or_default()
    }
}
