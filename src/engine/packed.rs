//! Columns of whole numbers and amounts that take no more memory than their largest number asks for.

use serde::{Deserialize, Serialize};

use crate::statistics::exact::{Exact, ONE};

/// Whole numbers in as few bytes each as the widest of them takes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Packed {
    /// 8 bits.
    Byte(Vec<i8>),
    /// 16 bits.
    Short(Vec<i16>),
    /// 32 bits.
    Long(Vec<i32>),
    /// 64 bits.
    Longer(Vec<i64>),
}

impl Default for Packed {
    fn default() -> Packed {
        Packed::Byte(Vec::new())
    }
}

impl Packed {
    #[inline]
    pub(crate) fn push(&mut self, number: i64) {
        let fits = match self {
            Packed::Byte(held) => i8::try_from(number).map(|number| held.push(number)).is_ok(),
            Packed::Short(held) => i16::try_from(number).map(|number| held.push(number)).is_ok(),
            Packed::Long(held) => i32::try_from(number).map(|number| held.push(number)).is_ok(),
            Packed::Longer(held) => {
                held.push(number);
                true
            }
        };
        if !fits {
            self.widen();
            self.push(number);
        }
    }

    /// Adds numbers from 0 to a greatest one.
    pub(crate) fn extend(&mut self, greatest: u32, numbers: impl Iterator<Item = u32>) {
        while i64::from(greatest) > self.limit() {
            self.widen();
        }
        self.make_room(numbers.size_hint().0);
        match self {
            Packed::Byte(held) => held.extend(numbers.map(|number| number as i8)),
            Packed::Short(held) => held.extend(numbers.map(|number| number as i16)),
            Packed::Long(held) => held.extend(numbers.map(|number| number as i32)),
            Packed::Longer(held) => held.extend(numbers.map(i64::from)),
        }
    }

    /// Adds numbers of any size.
    fn extend_from_slice(&mut self, numbers: &[i64]) {
        let most = numbers.iter().fold(0, |most, number| most | (number ^ (number >> 63)));
        while most > self.limit() {
            self.widen();
        }
        self.make_room(numbers.len());
        match self {
            Packed::Byte(held) => held.extend(numbers.iter().map(|number| *number as i8)),
            Packed::Short(held) => held.extend(numbers.iter().map(|number| *number as i16)),
            Packed::Long(held) => held.extend(numbers.iter().map(|number| *number as i32)),
            Packed::Longer(held) => held.extend_from_slice(numbers),
        }
    }

    /// The same numbers in another order.
    pub(crate) fn in_order(self, order: &[u32]) -> Packed {
        match self {
            Packed::Byte(held) => Packed::Byte(in_order(order, &held)),
            Packed::Short(held) => Packed::Short(in_order(order, &held)),
            Packed::Long(held) => Packed::Long(in_order(order, &held)),
            Packed::Longer(held) => Packed::Longer(in_order(order, &held)),
        }
    }

    /// The bits that all numbers have.
    pub(crate) fn common(&self) -> i64 {
        match self {
            Packed::Byte(held) => i64::from(held.iter().fold(-1, |all, own| all & own)),
            Packed::Short(held) => i64::from(held.iter().fold(-1, |all, own| all & own)),
            Packed::Long(held) => i64::from(held.iter().fold(-1, |all, own| all & own)),
            Packed::Longer(held) => held.iter().fold(-1, |all, own| all & own),
        }
    }

    /// Adds the numbers of another column.
    pub(crate) fn append(&mut self, other: &Packed) {
        while self.limit() < other.limit() {
            self.widen();
        }
        match (self, other) {
            (Packed::Byte(held), Packed::Byte(more)) => held.extend_from_slice(more),
            (Packed::Short(held), Packed::Short(more)) => held.extend_from_slice(more),
            (Packed::Long(held), Packed::Long(more)) => held.extend_from_slice(more),
            (Packed::Longer(held), Packed::Longer(more)) => held.extend_from_slice(more),
            (held, narrow) => (0..narrow.len()).for_each(|row| held.push(narrow.at(row))),
        }
    }

    fn make_room(&mut self, more: usize) {
        match self {
            Packed::Byte(held) => make_room(held, more),
            Packed::Short(held) => make_room(held, more),
            Packed::Long(held) => make_room(held, more),
            Packed::Longer(held) => make_room(held, more),
        }
    }

    fn limit(&self) -> i64 {
        match self {
            Packed::Byte(_) => i64::from(i8::MAX),
            Packed::Short(_) => i64::from(i16::MAX),
            Packed::Long(_) => i64::from(i32::MAX),
            Packed::Longer(_) => i64::MAX,
        }
    }

    /// Takes twice the bytes for each.
    fn widen(&mut self) {
        *self = match self {
            Packed::Byte(held) => Packed::Short(held.iter().map(|number| i16::from(*number)).collect()),
            Packed::Short(held) => Packed::Long(held.iter().map(|number| i32::from(*number)).collect()),
            Packed::Long(held) => Packed::Longer(held.iter().map(|number| i64::from(*number)).collect()),
            Packed::Longer(_) => return,
        };
    }

    #[inline]
    pub(crate) fn at(&self, row: usize) -> i64 {
        match self {
            Packed::Byte(held) => i64::from(held[row]),
            Packed::Short(held) => i64::from(held[row]),
            Packed::Long(held) => i64::from(held[row]),
            Packed::Longer(held) => held[row],
        }
    }

    /// All numbers, in their order, each made what it is needed as.
    pub(crate) fn all<T>(&self, made: impl Fn(i64) -> T) -> Vec<T> {
        match self {
            Packed::Byte(held) => held.iter().map(|number| made(i64::from(*number))).collect(),
            Packed::Short(held) => held.iter().map(|number| made(i64::from(*number))).collect(),
            Packed::Long(held) => held.iter().map(|number| made(i64::from(*number))).collect(),
            Packed::Longer(held) => held.iter().map(|number| made(*number)).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Packed::Byte(held) => held.len(),
            Packed::Short(held) => held.len(),
            Packed::Long(held) => held.len(),
            Packed::Longer(held) => held.len(),
        }
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Packed::Byte(held) => held.capacity(),
            Packed::Short(held) => 2 * held.capacity(),
            Packed::Long(held) => 4 * held.capacity(),
            Packed::Longer(held) => 8 * held.capacity(),
        }
    }
}

/// The amounts of a column: a flag takes one byte, and most sums of money four.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Amounts {
    /// Counted in one of [`UNITS`], the coarsest that all are whole numbers of.
    Counted(usize, Packed),
    /// In ten-billionths: one did not fit into 64 bits.
    Wide(Vec<Exact>),
}

/// Ones, hundredths, millionths and ten-billionths.
const UNITS: [i64; 4] = [ONE as i64, ONE as i64 / 100, ONE as i64 / 1_000_000, 1];

impl Default for Amounts {
    fn default() -> Amounts {
        Amounts::Counted(0, Packed::default())
    }
}

impl Amounts {
    /// The unit of ones.
    pub(crate) const ONES: usize = 0;

    #[inline]
    pub(crate) fn push(&mut self, amount: Exact) {
        match self {
            Amounts::Wide(held) => held.push(amount),
            Amounts::Counted(unit, counts) => {
                match i64::try_from(amount).map(|small| counted(*unit, small)) {
                    Ok((count, 0)) => counts.push(count),
                    Ok(_) => {
                        let finer = Amounts::Counted(*unit + 1, Packed::default());
                        self.again(finer, amount);
                    }
                    Err(_) => self.again(Amounts::Wide(Vec::new()), amount),
                }
            }
        }
    }

    /// Adds as many amounts as a batch has.
    pub(crate) fn extend_from_slice(&mut self, amounts: &[Exact]) {
        if let Amounts::Counted(unit, counts) = self
            && let Some(more) = all_counted(*unit, amounts)
        {
            counts.extend_from_slice(&more);
            return;
        }
        amounts.iter().for_each(|amount| self.push(*amount));
    }

    /// The unit that is so many ten-billionths, if there is one.
    pub(crate) fn unit(factor: i64) -> Option<usize> {
        UNITS.iter().position(|unit| *unit == factor)
    }

    /// Adds amounts that are counted in one of the units.
    pub(crate) fn extend_counted(&mut self, unit: usize, counts: &[i64]) {
        match self {
            Amounts::Counted(own, held) if *own == unit || held.len() == 0 => {
                *own = unit;
                held.extend_from_slice(counts);
            }
            _ => counts.iter().for_each(|count| self.push(Exact::from(*count) * Exact::from(UNITS[unit]))),
        }
    }

    /// Whether all are whole numbers so far.
    pub(crate) fn are_ones(&self) -> bool {
        matches!(self, Amounts::Counted(Amounts::ONES, _))
    }

    /// The same amounts in another order.
    pub(crate) fn in_order(self, order: &[u32]) -> Amounts {
        match self {
            Amounts::Counted(unit, counts) => Amounts::Counted(unit, counts.in_order(order)),
            Amounts::Wide(held) => Amounts::Wide(in_order(order, &held)),
        }
    }

    /// Adds the amounts of another column.
    pub(crate) fn append(&mut self, other: &Amounts) {
        match (self, other) {
            (Amounts::Wide(held), Amounts::Wide(more)) => held.extend_from_slice(more),
            (Amounts::Counted(unit, held), Amounts::Counted(own, more)) if unit == own => held.append(more),
            (held, more) => (0..more.len()).for_each(|row| held.push(more.at(row))),
        }
    }

    /// All amounts as whole numbers of 32 bits, and how many ten-billionths one of them is; `None` where one takes more.
    pub(crate) fn small(&self) -> Option<(Vec<i32>, Exact)> {
        match self {
            Amounts::Wide(_) | Amounts::Counted(_, Packed::Longer(_)) => None,
            Amounts::Counted(unit, counts) => {
                Some((counts.all(|count| count as i32), Exact::from(UNITS[*unit])))
            }
        }
    }

    /// Whether all are whole numbers of 32 bits.
    pub(crate) fn is_small(&self) -> bool {
        !matches!(self, Amounts::Wide(_) | Amounts::Counted(_, Packed::Longer(_)))
    }

    /// Puts all into another shape, and one more behind them.
    fn again(&mut self, shape: Amounts, amount: Exact) {
        let held = std::mem::replace(self, shape);
        (0..held.len()).for_each(|row| self.push(held.at(row)));
        self.push(amount);
    }

    #[inline]
    pub(crate) fn at(&self, row: usize) -> Exact {
        match self {
            Amounts::Counted(unit, counts) => Exact::from(counts.at(row)) * Exact::from(UNITS[*unit]),
            Amounts::Wide(held) => held[row],
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Amounts::Counted(_, counts) => counts.len(),
            Amounts::Wide(held) => held.len(),
        }
    }

    /// Memory taken.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Amounts::Counted(_, counts) => counts.bytes(),
            Amounts::Wide(held) => size_of::<Exact>() * held.capacity(),
        }
    }
}

/// How many of a unit each amount is; `None` where one is no whole number of them.
fn all_counted(unit: usize, amounts: &[Exact]) -> Option<Vec<i64>> {
    let mut rest = 0;
    let count = |amount: &Exact| {
        let small = *amount as i64;
        let (count, left) = counted(unit, small);
        rest |= Exact::from(left) | (Exact::from(small) ^ amount);
        count
    };
    let counts: Vec<i64> = amounts.iter().map(count).collect();
    (rest == 0).then_some(counts)
}

/// How many of a unit an amount is, and what is left. The units stand here one by one because dividing by a number that
/// the compiler knows takes a tenth of the time.
#[inline]
fn counted(unit: usize, amount: i64) -> (i64, i64) {
    match unit {
        0 => (amount / UNITS[0], amount % UNITS[0]),
        1 => (amount / UNITS[1], amount % UNITS[1]),
        2 => (amount / UNITS[2], amount % UNITS[2]),
        _ => (amount, 0),
    }
}

/// Room for more in a column, and for half of what it holds: by doubling, a third of the memory would stay empty.
pub(crate) fn make_room<T>(column: &mut Vec<T>, more: usize) {
    if column.capacity() - column.len() < more {
        column.reserve_exact(more.max(column.len() / 2));
    }
}

/// A column in another order; one without rows stays so.
pub(crate) fn in_order<T: Copy>(order: &[u32], column: &[T]) -> Vec<T> {
    if column.is_empty() {
        return Vec::new();
    }
    order.iter().map(|row| column[*row as usize]).collect()
}
