//! Different values of 128 bits, numbered a batch at a time.

use std::hash::BuildHasher;
use std::hint::black_box;

use datafusion::common::hash_utils::RandomState;

use super::atoms::NO_KEY;

/// Values with their numbers, each where the hash of the value says; the next entry is taken where one is.
///
/// Looking up a value is waiting for memory. Value and number lie side by side, so that there is one wait, and the entries
/// of [`AT_ONCE`] values are read before anything is decided, so that many waits are under way at once.
#[derive(Debug)]
pub(super) struct Table {
    entries: Vec<Entry>,
    taken: usize,
    random: RandomState,
}

/// A value in two halves, which takes no more room than it must, and its number; [`NO_KEY`] where nothing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    value: [u64; 2],
    number: u32,
}

const EMPTY: Entry = Entry { value: [0; 2], number: NO_KEY };

/// So many entries at first; a power of two.
const ENTRIES: usize = 1 << 10;

/// So many values are looked up at once: as many entries stay in the nearest cache until they are decided upon.
const AT_ONCE: usize = 256;

/// Stands for no value.
pub(super) const NOTHING: u128 = 0;

impl Default for Table {
    fn default() -> Table {
        Table { entries: vec![EMPTY; ENTRIES], taken: 0, random: RandomState::default() }
    }
}

impl Table {
    /// The number of each value, [`NO_KEY`] for [`NOTHING`]; a new one counts on.
    pub(super) fn numbers(&mut self, values: &[u128], count: &mut u32) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(values.len());
        let mut places = [0; AT_ONCE];
        for values in values.chunks(AT_ONCE) {
            // At most five eighths are taken.
            while 8 * (self.taken + values.len()) > 5 * self.entries.len() {
                self.grow();
            }
            let places = &mut places[..values.len()];
            places.iter_mut().zip(values).for_each(|(place, value)| *place = self.place(halves(*value)));
            black_box(places.iter().fold(0, |seen, place| seen ^ self.entries[*place].number));
            numbers.extend(values.iter().zip(&*places).map(|(value, place)| match *value {
                NOTHING => NO_KEY,
                value => self.number(halves(value), *place, count),
            }));
        }
        numbers
    }

    /// Values with their numbers, in no order.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (u128, u32)> + '_ {
        let taken = self.entries.iter().filter(|entry| entry.number != NO_KEY);
        taken.map(|entry| (whole(entry.value), entry.number))
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Entry>() * self.entries.len()
    }

    /// Looks from a place on, and puts a new value where none stands.
    #[inline]
    fn number(&mut self, value: [u64; 2], mut place: usize, count: &mut u32) -> u32 {
        loop {
            let entry = &mut self.entries[place];
            if entry.value == value && entry.number != NO_KEY {
                return entry.number;
            }
            if entry.number == NO_KEY {
                *entry = Entry { value, number: *count };
                self.taken += 1;
                *count += 1;
                return entry.number;
            }
            place = (place + 1) & (self.entries.len() - 1);
        }
    }

    #[inline]
    fn place(&self, value: [u64; 2]) -> usize {
        self.random.hash_one(whole(value)) as usize & (self.entries.len() - 1)
    }

    fn grow(&mut self) {
        let larger = vec![EMPTY; 2 * self.entries.len()];
        let smaller = std::mem::replace(&mut self.entries, larger);
        for entry in smaller.into_iter().filter(|entry| entry.number != NO_KEY) {
            let mut place = self.place(entry.value);
            while self.entries[place].number != NO_KEY {
                place = (place + 1) & (self.entries.len() - 1);
            }
            self.entries[place] = entry;
        }
    }
}

#[inline]
fn halves(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
}

#[inline]
fn whole([low, high]: [u64; 2]) -> u128 {
    u128::from(low) | u128::from(high) << 64
}
