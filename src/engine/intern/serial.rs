//! Numbers of keys that end in digits, found by what the digits say.
//!
//! Customers, orders and cases are mostly counted: `C0012345`, `12345`. What their digits say is a place in a list, which is
//! a sixth of what a table by hashes takes, and no hash is made. Of what has a place there the list knows every number that
//! was given; all else is for the table of all keys.

use super::name::{LAST_BYTE, Name, SHORT, WHOLE};
use crate::engine::aggregates::NO_KEY;

/// Numbers by what digits say, for whole numbers and for texts of each length.
#[derive(Debug, Default)]
pub(super) struct Serials {
    whole: Vec<u32>,
    /// Texts by their length and one more; made when the first is known.
    texts: Vec<Counted>,
}

/// Texts of one length that begin alike and end in digits.
#[derive(Debug, Default)]
struct Counted {
    /// Which bits of a name say its length and how it begins; none where texts of this length end in no digit.
    beginning: Name,
    /// What those bits are.
    begins: Name,
    /// By how much a name is moved so that its last eight characters are left: down, and where it has fewer, up.
    down: u32,
    up: u32,
    /// The digits among the last eight characters.
    digits: u64,
    numbers: Vec<u32>,
}

/// What digits say stays below this: so many numbers take 32 MB.
const MOST: usize = 1 << 23;

/// At first so many are remembered, and whatever is below a multiple of what is known.
const FIRST: usize = 1 << 16;
const SPARE: usize = 8;

/// So many values are looked up at once: what is read of them stays in the nearest cache until they are decided upon.
pub(super) const AT_ONCE: usize = 256;

/// What digits never say.
const NO_SERIAL: usize = usize::MAX;

/// The upper halves of eight characters.
const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;

/// Eight characters `0`.
const ZEROS: u64 = 0x3030_3030_3030_3030;

impl Serials {
    /// The number of each of at most [`AT_ONCE`] values that is remembered, [`NO_KEY`] for others.
    pub(super) fn numbers(&self, values: &[Name], numbers: &mut [u32]) {
        let kind = values.first().map_or(0, |value| value & LAST_BYTE);
        if !values.iter().fold(true, |all, value| all & (value & LAST_BYTE == kind)) {
            let number = |value: &Name| {
                let (list, said) = self.place(*value);
                list.get(said).copied().unwrap_or(NO_KEY)
            };
            numbers.iter_mut().zip(values).for_each(|(to, value)| *to = number(value));
            return;
        }
        // What all say is worked out before any is looked up, so that no waiting for memory is in the way.
        let mut said = [0; AT_ONCE];
        let list = match self.texts.get(kind as usize) {
            _ if kind == WHOLE => {
                said.iter_mut().zip(values).for_each(|(said, value)| *said = (value >> 8) as usize);
                &self.whole
            }
            Some(texts) => {
                said.iter_mut().zip(values).for_each(|(said, value)| *said = texts.said(*value));
                &texts.numbers
            }
            None => {
                numbers.fill(NO_KEY);
                return;
            }
        };
        for (number, said) in numbers.iter_mut().zip(said) {
            *number = list.get(said).copied().unwrap_or(NO_KEY);
        }
    }

    /// The list in which a value is looked up, and what it says.
    fn place(&self, value: Name) -> (&[u32], usize) {
        let kind = value & LAST_BYTE;
        match self.texts.get(kind as usize) {
            _ if kind == WHOLE => (&self.whole, (value >> 8) as usize),
            Some(texts) => (&texts.numbers, texts.said(value)),
            None => (&[], 0),
        }
    }

    /// Whether a value has a place: it is known then, or was never given a number.
    pub(super) fn has_place(&self, value: Name) -> bool {
        let (list, said) = self.place(value);
        said < list.len()
    }

    /// The number of a value that has a place, with a new one where it is not known.
    pub(super) fn number_or(&mut self, value: Name, new: impl FnOnce() -> u32) -> u32 {
        let kind = value & LAST_BYTE;
        let number = match kind {
            WHOLE => &mut self.whole[(value >> 8) as usize],
            _ => {
                let texts = &mut self.texts[kind as usize];
                let said = texts.said(value);
                &mut texts.numbers[said]
            }
        };
        if *number == NO_KEY {
            *number = new();
        }
        *number
    }

    /// Remembers the number of a value that had no place, if there is or should be one. Where places are made, those of all
    /// values with a number are filled.
    pub(super) fn insert(&mut self, value: Name, number: u32, known: &[Name]) {
        let kind = value & LAST_BYTE;
        if kind != WHOLE {
            if !(2..=SHORT as Name + 1).contains(&kind) {
                return;
            }
            if self.texts.is_empty() {
                self.texts.resize_with(SHORT + 2, Counted::default);
            }
            let texts = &mut self.texts[kind as usize];
            if texts.numbers.is_empty() {
                *texts = Counted::like(value, kind as usize - 1);
            }
        }
        let (list, said) = self.place(value);
        if said >= list.len() {
            let room = FIRST.max(SPARE * number as usize).min(MOST);
            if said >= room {
                return;
            }
            self.make_places(kind, said, known);
        }
        self.number_or(value, || number);
    }

    /// Makes places for values of a kind up to what one says, and fills those of values that are known.
    fn make_places(&mut self, kind: Name, said: usize, known: &[Name]) {
        let list = match kind {
            WHOLE => &mut self.whole,
            _ => &mut self.texts[kind as usize].numbers,
        };
        list.resize((said + 1).next_power_of_two(), NO_KEY);
        for (number, value) in (0..).zip(known).filter(|(_, value)| **value & LAST_BYTE == kind) {
            if self.has_place(*value) {
                self.number_or(*value, || number);
            }
        }
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.texts.iter().map(|texts| texts.numbers.capacity());
        size_of::<u32>() * (self.whole.capacity() + texts.sum::<usize>())
    }
}

impl Counted {
    /// Texts that begin and end as one of so many bytes does.
    fn like(value: Name, length: usize) -> Counted {
        let byte = |place: usize| (value >> (8 * (place + 1))) as u8;
        let is_digit = |place: &usize| byte(*place).is_ascii_digit();
        let count = (0..length).rev().take_while(is_digit).take(8).count();
        if count == 0 {
            return Counted::default();
        }
        // The lowest byte says the length.
        let beginning = (1 << (8 * (length + 1 - count))) - 1;
        Counted {
            beginning,
            begins: value & beginning,
            down: 8 * (length.saturating_sub(8) + 1) as u32,
            up: 8 * 8_usize.saturating_sub(length) as u32,
            digits: u64::MAX << (64 - 8 * count),
            numbers: Vec::new(),
        }
    }

    /// The trailing number of a key with this prefix and length, as 17 of `C-0017`; [`NO_SERIAL`] for other keys.
    #[inline]
    fn said(&self, value: Name) -> usize {
        let begins = value & self.beginning == self.begins && self.beginning != 0;
        let characters = ((value >> self.down) as u64) << self.up;
        let digits = characters & self.digits | ZEROS & !self.digits;
        let above = digits.wrapping_add(0x0606_0606_0606_0606);
        let are_digits = digits & HIGH | (above & HIGH) >> 4 == 0x3333_3333_3333_3333;
        // Two digits together, then four, then eight.
        let pairs = digits.wrapping_sub(ZEROS).wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
        let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
        let said = (fours.wrapping_mul(10_000 << 32 | 1) >> 32) as usize;
        if begins & are_digits { said } else { NO_SERIAL }
    }
}
