//! What tells rows apart: a column, or several together.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::data::Rows;

use super::Twin;
use super::tally::hash_text;

/// Cells that are compared; a column with more is taken for what it was until then.
const MOST: usize = 4_000_000;
/// The same of all columns together.
const TOGETHER: usize = 8_000_000;
/// Twins that are shown.
const SHOWN: usize = 3;
/// A column with more repeats than this share of its cells is no key with a fault.
const FAULTS: f64 = 0.01;

/// Compares the cells of one column.
#[derive(Debug, Default)]
pub(super) struct Key {
    seen: HashMap<u64, u64>,
    pub(super) filled: u64,
    pub(super) repeats: u64,
    pub(super) twins: Vec<Twin>,
    most: usize,
    is_over: bool,
}

impl Key {
    /// For one of so many columns.
    pub(super) fn new(columns: usize) -> Key {
        Key { most: (TOGETHER / columns.max(1)).min(MOST), ..Key::default() }
    }

    pub(super) fn take(&mut self, rows: &Rows, column: usize) {
        for (row, text) in rows.texts(column).enumerate() {
            if text.is_empty() || self.is_over {
                continue;
            }
            self.filled += 1;
            let line = rows.line(row);
            match self.seen.entry(hash_text(text)) {
                Entry::Occupied(first) => {
                    self.repeats += 1;
                    if self.twins.len() < SHOWN && self.twins.iter().all(|twin| twin.value != text) {
                        self.twins.push(Twin { value: text.to_owned(), lines: (*first.get(), line) });
                    }
                }
                Entry::Vacant(place) => _ = place.insert(line),
            }
            // What cannot become a key is compared no longer.
            let is_none = self.filled > 1_000 && self.repeats as f64 > 0.2 * self.filled as f64;
            self.is_over = is_none || self.seen.len() >= self.most;
        }
    }

    /// Whether all its cells differ.
    pub(super) fn is_unique(&self) -> bool {
        self.repeats == 0 && self.filled > 1
    }

    /// Whether its cells differ but for a few.
    pub(super) fn is_nearly_unique(&self) -> bool {
        self.repeats > 0
            && self.filled >= 20
            && (self.repeats as f64) <= FAULTS.max(2.0 / self.filled as f64) * self.filled as f64
    }
}

/// Compares the cells of several columns together.
#[derive(Debug)]
pub(super) struct CombinedKey {
    pub(super) columns: Vec<usize>,
    seen: HashSet<u64>,
    pub(super) repeats: u64,
    is_over: bool,
}

impl CombinedKey {
    pub(super) fn new(columns: Vec<usize>) -> CombinedKey {
        CombinedKey { columns, seen: HashSet::new(), repeats: 0, is_over: false }
    }

    pub(super) fn take(&mut self, rows: &Rows) {
        for row in 0..rows.len() {
            if self.is_over {
                return;
            }
            let mut all = 0_u64;
            for column in &self.columns {
                all = all.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    ^ hash_text(rows.text(*column, row));
            }
            self.repeats += u64::from(!self.seen.insert(all));
            self.is_over = self.seen.len() >= MOST;
        }
    }
}
