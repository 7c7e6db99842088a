//! Histories in the order of their days.

use crate::engine::aggregates::Day;

/// Histories that each stand on a day, looked up by stretches of days.
#[derive(Debug)]
pub(super) struct ByDay<T> {
    sorted: Vec<T>,
    day: fn(&T) -> Day,
}

impl<T> ByDay<T> {
    pub(super) fn new(mut all: Vec<T>, day: fn(&T) -> Day) -> ByDay<T> {
        all.sort_by_key(day);
        ByDay { sorted: all, day }
    }

    /// Those of a stretch of days.
    pub(super) fn between(&self, first: Day, last: Day) -> &[T] {
        let from = self.sorted.partition_point(|one| (self.day)(one) < first);
        let until = self.sorted.partition_point(|one| (self.day)(one) <= last);
        self.sorted.get(from..until).unwrap_or_default()
    }
}
