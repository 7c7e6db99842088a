//! Segments, and the numbers that stand for them and for keys.

use serde::{Deserialize, Serialize};

/// Number of an absent key.
pub(crate) const NO_KEY: u32 = u32::MAX;

/// The values of an axis' keys; empty for the total. A key that is null or blank is `None`: "(not stated)" (R39).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct SegmentKey(pub Vec<Option<String>>);

impl SegmentKey {
    /// The first part, if it is stated, and the rest.
    pub(crate) fn split_first(mut self) -> Option<(String, SegmentKey)> {
        let first = (!self.0.is_empty()).then(|| self.0.remove(0))??;
        Some((first, self))
    }
}

/// Segments by number.
#[derive(Debug, Default)]
pub(crate) struct SegmentList {
    pub(crate) keys: Vec<SegmentKey>,
    /// Position of each when sorted.
    pub(crate) ranks: Vec<u32>,
    /// Their numbers when sorted.
    sorted: Vec<u32>,
}

impl SegmentList {
    pub(crate) fn new(keys: Vec<SegmentKey>) -> SegmentList {
        let mut sorted: Vec<u32> = (0..keys.len() as u32).collect();
        sorted.sort_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
        let mut ranks = vec![0; keys.len()];
        for (rank, number) in (0..).zip(&sorted) {
            ranks[*number as usize] = rank;
        }
        SegmentList { keys, ranks, sorted }
    }

    /// The number of a segment, if there is such.
    pub(crate) fn number(&self, key: &SegmentKey) -> Option<usize> {
        let at = self.sorted.binary_search_by(|number| self.keys[*number as usize].cmp(key)).ok()?;
        Some(self.sorted[at] as usize)
    }
}
