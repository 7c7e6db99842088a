//! Some rows of a batch.

use std::borrow::Cow;
use std::ops::Range;

/// Rows of a batch, in their order.
pub(super) enum SelectedRows {
    /// Rows that stand side by side, as nearly all do: columns are taken as they are.
    Contiguous(Range<usize>),
    /// Some here and there.
    Some(Vec<u32>),
}

impl SelectedRows {
    /// Rows by their numbers, which rise.
    pub(super) fn new(rows: Vec<u32>) -> SelectedRows {
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) if (last - first) as usize + 1 == rows.len() => {
                SelectedRows::Contiguous(*first as usize..*last as usize + 1)
            }
            _ => SelectedRows::Some(rows),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            SelectedRows::Contiguous(rows) => rows.len(),
            SelectedRows::Some(rows) => rows.len(),
        }
    }

    /// Their part of a column.
    pub(super) fn part<'c, T: Copy>(&self, column: &'c [T]) -> Cow<'c, [T]> {
        match self {
            SelectedRows::Contiguous(rows) => Cow::Borrowed(&column[rows.clone()]),
            SelectedRows::Some(rows) => rows.iter().map(|row| column[*row as usize]).collect(),
        }
    }

    /// Goes through them.
    #[inline]
    pub(super) fn each(&self, mut take: impl FnMut(usize)) {
        match self {
            SelectedRows::Contiguous(rows) => rows.clone().for_each(take),
            SelectedRows::Some(rows) => rows.iter().for_each(|row| take(*row as usize)),
        }
    }
}
