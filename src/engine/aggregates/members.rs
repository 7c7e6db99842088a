//! Sets of customers by number.

/// A set of first keys, one bit for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Members(Vec<u64>);

impl Members {
    /// Nobody of so many.
    pub(crate) fn none(of: usize) -> Members {
        Members(vec![0; of.div_ceil(64)])
    }

    #[inline]
    pub(crate) fn insert(&mut self, member: u32) {
        self.0[member as usize / 64] |= 1 << (member % 64);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those in both.
    pub(crate) fn and(mut self, other: &Members) -> Members {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
        self
    }

    /// Those in either.
    pub(crate) fn or(mut self, other: &Members) -> Members {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
        self
    }

    /// Those not in the other.
    pub(crate) fn without(mut self, other: &Members) -> Members {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
        self
    }

    /// Their numbers, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.0).flat_map(|(at, word)| {
            let rest = |word: &u64| (word & (word - 1) != 0).then_some(word & (word - 1));
            let words = std::iter::successors((*word != 0).then_some(*word), rest);
            words.map(move |word| at * 64 + word.trailing_zeros())
        })
    }
}
