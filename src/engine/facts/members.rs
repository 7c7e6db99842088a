//! Sets of customers by number, and the states customers are in.

use chrono::NaiveDate;

use super::{Facts, Window};
use crate::engine::atoms::{Keyed, NO_KEY};
use crate::engine::day_number;
use crate::measure::State;

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

    #[inline]
    pub(crate) fn holds(&self, member: u32) -> bool {
        self.0[member as usize / 64] & 1 << (member % 64) != 0
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those in both.
    pub(crate) fn and(mut self, other: &Members) -> Members {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
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

impl Keyed {
    /// Who has a row in a stretch of days.
    pub(crate) fn members(&self, first: NaiveDate, last: NaiveDate) -> Members {
        let mut members = Members::none(self.firsts());
        for day in self.days(day_number(first), day_number(last)) {
            let keys = &day.rows.keys[0];
            day.numbers().for_each(|row| members.insert(keys[row]));
        }
        members
    }

    /// How many of some members stand in each segment, by its number.
    pub(crate) fn by_home(&self, members: &Members, homes: &[u32]) -> Vec<u64> {
        let mut counts = vec![0; self.segments().len()];
        for home in members.iter().map(|member| homes[member as usize]).filter(|home| *home != NO_KEY) {
            counts[home as usize] += 1;
        }
        counts
    }
}

/// Customers in a state.
pub(super) struct Standing {
    pub(super) counted: Members,
    /// The day whose last row says where a customer belongs.
    pub(super) dated: NaiveDate,
    /// Without a row from here on nobody is known to have stayed or left (R38).
    pub(super) looked_at: NaiveDate,
}

impl Facts {
    /// The customers in a state at a window's end.
    pub(super) fn standing(&self, place: usize, state: State, window: &Window) -> Option<Standing> {
        let of = |(first, last)| self.active(place, first, last);
        let opening = |within| window.opening(&self.calendar, within);
        let standing = |counted, dated, looked_at| Some(Standing { counted, dated, looked_at });
        match state {
            State::Active(within) => {
                let active = window.active(&self.calendar, within);
                standing((*of(active)).clone(), window.last, active.0)
            }
            State::New(_) => {
                let before = window.first.pred_opt().unwrap_or(NaiveDate::MIN);
                let known = of((NaiveDate::MIN, before));
                let now = of((window.first, window.last));
                standing((*now).clone().without(&known), window.last, window.first)
            }
            State::Opening(within) => {
                let opening = opening(within)?;
                standing((*of(opening)).clone(), opening.1, opening.0)
            }
            State::Retained(within) | State::Lost(within) => {
                let opening = opening(within)?;
                let active = window.active(&self.calendar, within);
                let opened = (*of(opening)).clone();
                let stands = match state {
                    State::Retained(_) => opened.and(&of(active)),
                    _ => opened.without(&of(active)),
                };
                standing(stands, opening.1, active.0)
            }
            State::Reactivated { within, lapsed } => {
                let opening = opening(within)?;
                let before = window.before_opening(&self.calendar, within, lapsed)?;
                let gone = (*of(before)).clone().without(&of(opening));
                let active = window.active(&self.calendar, within);
                standing(gone.and(&of(active)), opening.1, active.0)
            }
            State::Lapsed { within, up_to } => {
                let opening = opening(within)?;
                let before = window.before_opening(&self.calendar, within, Some(up_to))?;
                standing((*of(before)).clone().without(&of(opening)), opening.1, before.0)
            }
        }
    }
}
