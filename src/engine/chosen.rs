//! Some rows of a batch.

use std::borrow::Cow;
use std::ops::Range;

/// Rows of a batch, in their order.
pub(super) enum Chosen {
    /// Rows that stand side by side, as nearly all do: columns are taken as they are.
    Stretch(Range<usize>),
    /// Some here and there.
    Some(Vec<u32>),
}

impl Chosen {
    /// Rows by their numbers, which rise.
    pub(super) fn of(rows: Vec<u32>) -> Chosen {
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) if (last - first) as usize + 1 == rows.len() => {
                Chosen::Stretch(*first as usize..*last as usize + 1)
            }
            _ => Chosen::Some(rows),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Chosen::Stretch(rows) => rows.len(),
            Chosen::Some(rows) => rows.len(),
        }
    }

    /// Their part of a column.
    pub(super) fn part<'c, T: Copy>(&self, column: &'c [T]) -> Cow<'c, [T]> {
        match self {
            Chosen::Stretch(rows) => Cow::Borrowed(&column[rows.clone()]),
            Chosen::Some(rows) => rows.iter().map(|row| column[*row as usize]).collect(),
        }
    }

    /// Goes through them.
    #[inline]
    pub(super) fn each(&self, mut take: impl FnMut(usize)) {
        match self {
            Chosen::Stretch(rows) => rows.clone().for_each(take),
            Chosen::Some(rows) => rows.iter().for_each(|row| take(*row as usize)),
        }
    }
}
