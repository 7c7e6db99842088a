//! Atoms: the smallest figures kept, by local day.

use std::collections::BTreeMap;

use super::facts::SegmentKey;

/// Days since 1970-01-01.
pub(crate) type Day = i32;

/// A sum as a whole number of ten-billionths, so that adding is exact and its order does not matter.
pub(crate) type Exact = i128;

/// How many [`Exact`] make one.
pub(crate) const ONE: Exact = 10_000_000_000;

/// An exact sum as a number.
pub(crate) fn to_number(exact: Exact) -> f64 {
    let (whole, part) = (exact / ONE, exact % ONE);
    whole as f64 + part as f64 / ONE as f64
}

/// Sums by segment and day.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// One number per column of the query.
    pub(crate) by_segment: BTreeMap<SegmentKey, BTreeMap<Day, Vec<Option<Exact>>>>,
}

/// Values by segment and day.
#[derive(Debug, Default)]
pub(crate) struct Values {
    pub(crate) by_segment: BTreeMap<SegmentKey, BTreeMap<Day, Vec<f64>>>,
}

/// Rows gathered by day, segment and up to three keys (customer, order, …).
#[derive(Debug, Default)]
pub(crate) struct Keyed {
    /// Sorted by day, then keys, then segment.
    pub(crate) atoms: Vec<Atom>,
    /// Number of different first keys; they are numbered from 0.
    pub(crate) firsts: usize,
}

/// One gathered row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Atom {
    pub(crate) day: Day,
    /// Numbers of the keys; absent ones are `None`.
    pub(crate) keys: [Option<u32>; 3],
    pub(crate) segment: SegmentKey,
    /// Sums over the gathered rows.
    pub(crate) sums: [Exact; 3],
}

impl Keyed {
    /// The atoms of a span of days.
    pub(crate) fn between(&self, first: Day, last: Day) -> &[Atom] {
        let start = self.atoms.partition_point(|a| a.day < first);
        let end = self.atoms.partition_point(|a| a.day <= last);
        self.atoms.get(start..end.max(start)).unwrap_or(&[])
    }

    /// Which first keys some atoms have, by number.
    pub(crate) fn members<'a>(&self, atoms: impl IntoIterator<Item = &'a Atom>) -> Vec<bool> {
        let mut members = vec![false; self.firsts];
        for member in atoms.into_iter().filter_map(|a| a.keys[0]) {
            members[member as usize] = true;
        }
        members
    }

    /// The segment of every first key by the last atom on or before a day, by number.
    pub(crate) fn homes(&self, day: Day) -> Vec<Option<&SegmentKey>> {
        let mut homes = vec![None; self.firsts];
        for atom in self.between(Day::MIN, day) {
            if let Some(member) = atom.keys[0] {
                homes[member as usize] = Some(&atom.segment);
            }
        }
        homes
    }
}
