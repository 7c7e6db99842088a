//! Different values of 128 bits, numbered a batch at a time.

use std::hash::BuildHasher;

use datafusion::common::hash_utils::RandomState;

use super::atoms::NO_KEY;

/// Values by number, and where each number stands by the hash of its value; the next place is taken where one is.
///
/// Looking up a value is waiting for memory, twice. Maps of libraries wait for one value after the other; here the
/// places of a whole batch are read, then the values that stand there, so that many reads are under way at once.
#[derive(Debug)]
pub(super) struct Table {
    places: Vec<u32>,
    values: Vec<u128>,
    random: RandomState,
}

/// So many places at first; a power of two.
const PLACES: usize = 1 << 10;

impl Default for Table {
    fn default() -> Table {
        Table { places: vec![NO_KEY; PLACES], values: Vec::new(), random: RandomState::default() }
    }
}

impl Table {
    /// The number of each value; a new one counts on.
    pub(super) fn numbers(&mut self, values: &[Option<u128>], count: &mut u32) -> Vec<u32> {
        while 2 * (self.values.len() + values.len()) > self.places.len() {
            self.grow();
        }
        let places: Vec<usize> = values.iter().map(|value| self.place(value.unwrap_or(0))).collect();
        let mut numbers: Vec<u32> = places.iter().map(|place| self.places[*place]).collect();
        let is_met =
            |(number, value): (&u32, &Option<u128>)| self.values.get(*number as usize) == value.as_ref();
        let met: Vec<bool> = numbers.iter().zip(values).map(is_met).collect();
        for row in (0..values.len()).filter(|row| !met[*row]) {
            numbers[row] = match values[row] {
                Some(value) => self.number(value, places[row], count),
                None => NO_KEY,
            };
        }
        numbers
    }

    /// The numbers of its values, in no order.
    pub(super) fn numbered(&self) -> impl Iterator<Item = u32> + '_ {
        self.places.iter().copied().filter(|number| *number != NO_KEY)
    }

    /// Values by number.
    pub(super) fn values(&self) -> &[u128] {
        &self.values
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        size_of::<u32>() * self.places.len() + size_of::<u128>() * self.values.capacity()
    }

    /// Looks from a place on, and puts a new value where none stands.
    fn number(&mut self, value: u128, mut place: usize, count: &mut u32) -> u32 {
        loop {
            match self.places[place] {
                NO_KEY => break,
                number if self.values[number as usize] == value => return number,
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
        let number = *count;
        *count += 1;
        self.places[place] = number;
        self.values.resize(number as usize, 0);
        self.values.push(value);
        number
    }

    fn place(&self, value: u128) -> usize {
        self.random.hash_one(value) as usize & (self.places.len() - 1)
    }

    fn grow(&mut self) {
        let taken: Vec<u32> = self.numbered().collect();
        self.places = vec![NO_KEY; 2 * self.places.len()];
        for number in taken {
            let mut place = self.place(self.values[number as usize]);
            while self.places[place] != NO_KEY {
                place = (place + 1) & (self.places.len() - 1);
            }
            self.places[place] = number;
        }
    }
}
