//! Where sheets stand: each alone, or some of them one below another on Calc, as in a short book.

use std::cell::Cell;

use super::sheet::Sheet;
use crate::model::BookSize;

/// Rows of a sheet's head: title, what and when, lamps; the next row is empty.
pub(super) const BODY: u32 = 4;
/// Rows between a part of a sheet and what stands above it: the last of them has its name.
const APART: u32 = 3;

/// The sheets of a short book.
const SHORT: [Sheet; 4] = [Sheet::Scorecard, Sheet::Facts, Sheet::Calc, Sheet::Checks];
/// What of the others its formulas need: it stands on Calc.
const PARTS: [Sheet; 6] =
    [Sheet::Control, Sheet::Lists, Sheet::Policy, Sheet::Plan, Sheet::Targets, Sheet::Series];

/// Where sheets stand.
pub(super) struct Places {
    size: BookSize,
    /// The row where the body of each begins.
    tops: [Cell<u32>; Sheet::ALL.len()],
    /// The row below what stands on Calc so far.
    below: Cell<u32>,
}

impl Places {
    /// Those of a book, where the body of Calc ends above a row.
    pub(super) fn new(size: BookSize, below: u32) -> Places {
        Places { size, tops: std::array::from_fn(|_| Cell::new(BODY)), below: Cell::new(below) }
    }

    /// Whether the book has a sheet, or part of one, as far as its size goes.
    pub(super) fn has(&self, sheet: Sheet) -> bool {
        match self.size {
            BookSize::Full => true,
            BookSize::Short => SHORT.contains(&sheet),
        }
    }

    /// Whether it is a part of another.
    pub(super) fn is_part(&self, sheet: Sheet) -> bool {
        self.size == BookSize::Short && PARTS.contains(&sheet)
    }

    /// The sheet that it stands on.
    pub(super) fn home(&self, sheet: Sheet) -> Sheet {
        if self.is_part(sheet) { Sheet::Calc } else { sheet }
    }

    /// The row where its body begins.
    pub(super) fn top(&self, sheet: Sheet) -> u32 {
        self.tops[sheet.position()].get()
    }

    /// Begins a part below what stands there so far; it gives the row where its body begins.
    pub(super) fn begin(&self, sheet: Sheet) -> u32 {
        if self.is_part(sheet) {
            self.tops[sheet.position()].set(self.below.get() + APART);
        }
        self.top(sheet)
    }

    /// A cell of a part is written.
    pub(super) fn written(&self, sheet: Sheet, row: u32) {
        if self.is_part(sheet) {
            self.below.set(self.below.get().max(row));
        }
    }
}
