//! What a percentile is taken of, by segment and day.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::day::Day;
use super::segments::SegmentKey;

/// Values by segment and day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    /// Every different value, smallest first.
    pub(crate) distinct: Arc<Vec<f64>>,
    /// Which of them, and how often.
    pub(crate) by_segment: BTreeMap<SegmentKey, BTreeMap<Day, Vec<(u32, u32)>>>,
}

/// Sorts (value, count) pairs and merges equal values.
pub(crate) fn merge_equal(counted: &mut Vec<(u32, u32)>) {
    counted.sort_unstable();
    counted.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 += if same { later.1 } else { 0 };
        same
    });
}

impl Values {
    /// Those of all segments together.
    pub(crate) fn total(&self) -> Values {
        let mut days: BTreeMap<Day, Vec<(u32, u32)>> = BTreeMap::new();
        for (day, counted) in self.by_segment.values().flatten() {
            days.entry(*day).or_default().extend(counted);
        }
        days.values_mut().for_each(merge_equal);
        let total = (!days.is_empty()).then(|| (SegmentKey::default(), days));
        Values { distinct: Arc::clone(&self.distinct), by_segment: total.into_iter().collect() }
    }

    /// The values of each first part of the segments' keys; what has none is left out.
    pub(crate) fn split(self) -> BTreeMap<String, Values> {
        let mut split: BTreeMap<String, Values> = BTreeMap::new();
        for (key, days) in self.by_segment {
            if let Some((first, rest)) = key.split_first() {
                let new = || Values { distinct: Arc::clone(&self.distinct), ..Values::default() };
                split.entry(first).or_insert_with(new).by_segment.insert(rest, days);
            }
        }
        split
    }
}
