//! Which rows of a component are asked for: all, or those of some segments.

use std::collections::{BTreeMap, BTreeSet};

use super::aggregates::{Keyed, SegmentKey};
use crate::model::Axis;

/// Which rows of a component: all, or those of some segments of an axis together.
#[derive(Debug, Clone, Copy)]
pub enum Cut<'a> {
    /// All rows.
    Total,
    /// Rows of these segments.
    Segments(&'a Axis, &'a BTreeSet<SegmentKey>),
}

impl<'a> Cut<'a> {
    pub(in crate::engine) fn axis(self) -> Option<&'a Axis> {
        match self {
            Cut::Total => None,
            Cut::Segments(axis, _) => Some(axis),
        }
    }

    /// What stands by segment, of those that it holds, in the order of segments.
    pub(in crate::engine) fn among<'m, V>(
        self,
        by_segment: &'m BTreeMap<SegmentKey, V>,
    ) -> impl Iterator<Item = &'m V> + Clone + use<'a, 'm, V> {
        let (all, some) = match self {
            Cut::Total => (Some(by_segment.values()), None),
            Cut::Segments(_, keys) => (None, Some(keys.iter().filter_map(|key| by_segment.get(key)))),
        };
        all.into_iter().flatten().chain(some.into_iter().flatten())
    }

    /// Whether it holds each segment of keyed rows, by number.
    pub(in crate::engine) fn inside(self, keyed: &Keyed) -> Vec<bool> {
        let mut inside = vec![matches!(self, Cut::Total); keyed.segments().len()];
        if let Cut::Segments(_, keys) = self {
            keys.iter().filter_map(|key| keyed.number(key)).for_each(|number| inside[number] = true);
        }
        inside
    }

    /// The numbers of the segments it holds.
    pub(in crate::engine) fn numbers<'k>(
        self,
        keyed: &'k Keyed,
    ) -> impl Iterator<Item = usize> + use<'a, 'k> {
        let (all, some) = match self {
            Cut::Total => (Some(0..keyed.segments().len()), None),
            Cut::Segments(_, keys) => (None, Some(keys.iter().filter_map(|key| keyed.number(key)))),
        };
        all.into_iter().flatten().chain(some.into_iter().flatten())
    }

    /// The number of its one segment, if it has one and rows have it; `None` where it holds all, or several.
    pub(in crate::engine) fn alone(self, keyed: &Keyed) -> Option<Option<usize>> {
        match self {
            Cut::Segments(_, keys) if keys.len() == 1 => Some(keyed.number(keys.first()?)),
            _ => None,
        }
    }
}
