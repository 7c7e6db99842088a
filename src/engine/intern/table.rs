//! Different values of 128 bits, numbered a batch at a time.

use std::hash::BuildHasher;
use std::hint::black_box;

use datafusion::common::hash_utils::RandomState;

use super::name::NOTHING;
use super::serial::{AT_ONCE, Serials};
use crate::engine::aggregates::NO_KEY;

/// Values by their numbers, and slots that tell the numbers, each where the hash of the value says; the next slot is taken
/// where one is.
///
/// Values that end in digits, as the numbers of customers do, are looked up by those ([`Serials`]). Looking up any
/// other is waiting for memory. A slot is as small as it can be: a number, and enough of the hash that nearly
/// no other value has the same. The slots of [`AT_ONCE`] values are read before anything is decided, and then the values
/// that they name, so that many waits are under way at once.
#[derive(Debug)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    /// By number; [`NOTHING`] where a number was given elsewhere.
    values: Vec<u128>,
    taken: usize,
    random: RandomState,
    serials: Serials,
}

/// A number, [`NO_KEY`] where nothing stands, and the upper half of its value's hash.
#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    number: u32,
}

const EMPTY: Slot = Slot { tag: 0, number: NO_KEY };

/// So many slots at first; a power of two.
const SLOTS: usize = 1 << 10;

/// So many slots lie in a near cache anyway.
const NEAR: usize = 1 << 12;

impl Default for Table {
    fn default() -> Table {
        Table {
            slots: vec![EMPTY; SLOTS],
            values: Vec::new(),
            taken: 0,
            random: RandomState::default(),
            serials: Serials::default(),
        }
    }
}

impl Table {
    /// The number of each value, [`NO_KEY`] for [`NOTHING`]; new ones count on, in their order.
    pub(crate) fn numbers(&mut self, values: &[u128], count: &mut u32) -> Vec<u32> {
        self.numbers_of(values.len(), |row| values[row], count)
    }

    /// Like [`Table::numbers`], for values given by a function of the row.
    pub(crate) fn numbers_of(
        &mut self,
        rows: usize,
        value: impl Fn(usize) -> u128,
        count: &mut u32,
    ) -> Vec<u32> {
        let (mut numbers, mut values) = (vec![NO_KEY; rows], [NOTHING; AT_ONCE]);
        let mut unknown = Vec::with_capacity(AT_ONCE);
        for (first, numbers) in (0..).step_by(AT_ONCE).zip(numbers.chunks_mut(AT_ONCE)) {
            let values = &mut values[..numbers.len()];
            values.iter_mut().enumerate().for_each(|(at, own)| *own = value(first + at));
            self.serials.numbers(values, numbers);
            if numbers.contains(&NO_KEY) {
                unknown.clear();
                let is_unknown = |row: &usize| numbers[*row] == NO_KEY && values[*row] != NOTHING;
                unknown.extend((0..values.len()).filter(is_unknown));
                self.look_up(values, &unknown, numbers, count);
            }
        }
        numbers
    }

    /// Looks up some of a few values, in their order.
    fn look_up(&mut self, values: &[u128], rows: &[usize], numbers: &mut [u32], count: &mut u32) {
        let mut hashes = [0; AT_ONCE];
        let hashes = &mut hashes[..rows.len()];
        let mut is_asked = false;
        for (hash, row) in hashes.iter_mut().zip(rows) {
            if !self.serials.has_place(values[*row]) {
                *hash = self.random.hash_one(values[*row]);
                is_asked = true;
            }
        }
        if is_asked {
            // At most five eighths are taken.
            while 8 * (self.taken + rows.len()) > 5 * self.slots.len() {
                self.grow();
            }
            if self.slots.len() > NEAR {
                self.read_ahead(hashes);
            }
        }
        for (row, hash) in rows.iter().zip(&*hashes) {
            let value = values[*row];
            numbers[*row] = if self.serials.has_place(value) {
                let known = &mut self.values;
                self.serials.number_or(value, || counted(known, value, count))
            } else {
                let number = self.number(value, *hash, count);
                self.serials.insert(value, number, &self.values);
                number
            };
        }
    }

    /// Values by their numbers.
    pub(crate) fn into_values(self) -> Vec<u128> {
        self.values
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        let values = size_of::<u128>() * self.values.capacity();
        size_of::<Slot>() * self.slots.len() + values + self.serials.bytes()
    }

    /// Brings near what will be asked for.
    #[inline]
    fn read_ahead(&self, hashes: &[u64]) {
        let mut named = [0; AT_ONCE];
        let named = &mut named[..hashes.len()];
        for (named, hash) in named.iter_mut().zip(hashes) {
            *named = self.slots[self.place(*hash)].number as usize;
        }
        let value = |number: &usize| self.values.get(*number).copied().unwrap_or_default();
        black_box(named.iter().map(value).fold(0, |seen, value| seen ^ value));
    }

    /// Looks from a place on, and puts a new value where none stands.
    #[inline]
    fn number(&mut self, value: u128, hash: u64, count: &mut u32) -> u32 {
        let (mut place, tag) = (self.place(hash), tag(hash));
        loop {
            let slot = &mut self.slots[place];
            if slot.number == NO_KEY {
                *slot = Slot { tag, number: *count };
                self.taken += 1;
                return counted(&mut self.values, value, count);
            }
            if slot.tag == tag && self.values[slot.number as usize] == value {
                return slot.number;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    fn place(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    /// Makes twice the slots. What has a place among the serials is found there, and needs none.
    fn grow(&mut self) {
        (self.slots, self.taken) = (vec![EMPTY; 2 * self.slots.len()], 0);
        let stands = |value: &u128| *value != NOTHING && !self.serials.has_place(*value);
        for (number, value) in (0..).zip(&self.values).filter(|(_, value)| stands(value)) {
            let hash = self.random.hash_one(*value);
            let mut place = self.place(hash);
            while self.slots[place].number != NO_KEY {
                place = (place + 1) & (self.slots.len() - 1);
            }
            self.slots[place] = Slot { tag: tag(hash), number };
            self.taken += 1;
        }
    }
}

/// The number of a value that is new.
fn counted(values: &mut Vec<u128>, value: u128, count: &mut u32) -> u32 {
    values.resize(*count as usize, NOTHING);
    values.push(value);
    *count += 1;
    *count - 1
}

#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}
