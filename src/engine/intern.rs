//! Values to dense numbers: hashing a customer once per row is the dearest step of a scan, so it is done once for all
//! that is asked, and everything after works on numbers.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion::common::HashMap;
use datafusion::error::DataFusionError;
use datafusion::physical_expr_common::binary_map::{ArrowBytesMap, OutputType};
use sha2::{Digest, Sha256};

use super::atoms::{NO_KEY, SegmentKey, SegmentList};
use super::name::{LAST_BYTE, LONG, NOTHING, Name, WHOLE, short};
use super::table::Table;

/// Numbers keys from 0.
///
/// Whole numbers and texts of at most [`SHORT`](super::name::SHORT) bytes, which nearly all keys are, fit into 128 bits.
#[derive(Debug)]
pub(super) struct Interner {
    short: Table,
    long: ArrowBytesMap<i32, u32>,
    count: u32,
}

/// What stands for keys where they are kept: nothing that tells a short one without the salt.
pub(super) fn salted(names: &mut [Name], salt: &str) {
    let short = names.iter_mut().filter(|name| **name & LAST_BYTE != LONG);
    // A short one's hash is told from a long one's by the last byte as well.
    short.for_each(|name| *name = hashed(salt, b"\0short", &name.to_le_bytes()) & !LAST_BYTE);
}

fn hashed(salt: &str, kind: &[u8], value: &[u8]) -> Name {
    let hash = Sha256::new().chain_update(salt).chain_update(kind).chain_update(value).finalize();
    Name::from_le_bytes(std::array::from_fn(|byte| hash[byte]))
}

impl Default for Interner {
    fn default() -> Interner {
        Interner { short: Table::default(), long: ArrowBytesMap::new(OutputType::Utf8), count: 0 }
    }
}

impl Interner {
    /// Number of different keys.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// What stands for each key: a short one as it is, and of a long one part of its hash with the salt, if there is one.
    pub(super) fn names(self, salt: Option<&str>) -> Vec<Name> {
        let count = self.count();
        let mut names = self.short.into_values();
        names.resize(count, NOTHING);
        // Long texts have the other numbers, in the order in which they came.
        let long = self.long.into_state();
        let mut long = long.as_string::<i32>().iter().flatten();
        for name in names.iter_mut().filter(|name| **name == NOTHING) {
            let text = long.next().unwrap_or_default().as_bytes();
            *name = hashed(salt.unwrap_or_default(), b"\0long", text) & !LAST_BYTE | LONG;
        }
        names
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        self.short.bytes() + self.long.size()
    }

    /// The number of each value; [`NO_KEY`] for null.
    pub(super) fn numbers(&mut self, values: &ArrayRef) -> Result<Vec<u32>, DataFusionError> {
        Ok(match values.data_type() {
            DataType::Null => vec![NO_KEY; values.len()],
            kind if kind.is_integer() => {
                let values = cast(values, &DataType::Int64)?;
                let pack = |value: i64| (value as u64 as u128) << 8 | WHOLE;
                let values = values.as_primitive::<Int64Type>().iter();
                let packed: Vec<Name> = values.map(|value| value.map_or(NOTHING, pack)).collect();
                self.short.numbers(&packed, &mut self.count)
            }
            DataType::Dictionary(key, _) if **key == DataType::Int32 => {
                let dictionary = values.as_dictionary::<Int32Type>();
                let of_values = self.numbers(dictionary.values())?;
                let number = |key: Option<i32>| key.map_or(NO_KEY, |key| of_values[key as usize]);
                dictionary.keys().iter().map(number).collect()
            }
            DataType::Utf8 => self.texts(values.as_string()),
            _ => self.texts(cast(values, &DataType::Utf8)?.as_string()),
        })
    }

    fn texts(&mut self, texts: &StringArray) -> Vec<u32> {
        let (offsets, bytes) = (texts.value_offsets(), texts.value_data());
        let packed = |ends: &[i32]| short(bytes, ends[0] as usize, ends[1] as usize);
        let mut packed: Vec<Name> = offsets.windows(2).map(packed).collect();
        if let Some(nulls) = texts.nulls().filter(|nulls| nulls.null_count() > 0) {
            let missing = packed.iter_mut().zip(nulls).filter(|(_, is_there)| !is_there);
            missing.for_each(|(packed, _)| *packed = NOTHING);
        }
        let mut numbers = self.short.numbers(&packed, &mut self.count);
        let is_long = |row: &usize| packed[*row] == NOTHING && texts.is_valid(*row);
        let long: Vec<usize> = match packed.contains(&NOTHING) {
            true => (0..texts.len()).filter(is_long).collect(),
            false => Vec::new(),
        };
        if !long.is_empty() {
            let count = &mut self.count;
            let new = |_: Option<&[u8]>| {
                *count += 1;
                *count - 1
            };
            let texts = long.iter().map(|row| Some(texts.value(*row))).collect::<StringArray>();
            let mut rows = long.iter();
            let found = |number| {
                if let Some(row) = rows.next() {
                    numbers[*row] = number;
                }
            };
            self.long.insert_if_new(&(Arc::new(texts) as ArrayRef), new, found);
        }
        numbers
    }
}

/// Numbers segments from 0 in the order in which they come. A part that is null or blank is "not stated" (R39).
#[derive(Debug)]
pub(super) struct Segments {
    parts: Vec<Part>,
    whole: HashMap<Box<[u32]>, u32>,
    combinations: Vec<Box<[u32]>>,
}

/// One part of a segment's key: texts as they stand, numbered by what is left of them without blanks.
#[derive(Debug, Default)]
struct Part {
    texts: Interner,
    /// The number of each text.
    named: Vec<u32>,
    numbers: HashMap<Option<String>, u32>,
    names: Vec<Option<String>>,
}

impl Part {
    fn numbers(&mut self, values: &ArrayRef) -> Result<Vec<u32>, DataFusionError> {
        if let DataType::Dictionary(key, _) = values.data_type()
            && **key == DataType::Int32
        {
            let dictionary = values.as_dictionary::<Int32Type>();
            let of_values = self.numbers(dictionary.values())?;
            let none = self.number(None);
            let number = |key: Option<i32>| key.map_or(none, |key| of_values[key as usize]);
            return Ok(dictionary.keys().iter().map(number).collect());
        }
        let values = cast(values, &DataType::Utf8)?;
        let texts = values.as_string::<i32>();
        let mut numbers = self.texts.numbers(&values)?;
        self.named.resize(self.texts.count(), NO_KEY);
        for (row, number) in numbers.iter_mut().enumerate() {
            if *number == NO_KEY {
                *number = self.number(None);
                continue;
            }
            let text = *number as usize;
            if self.named[text] == NO_KEY {
                self.named[text] = self.number(Some(texts.value(row)));
            }
            *number = self.named[text];
        }
        Ok(numbers)
    }

    fn number(&mut self, text: Option<&str>) -> u32 {
        let name = text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let names = &mut self.names;
        *self.numbers.entry(name.clone()).or_insert_with(|| {
            names.push(name);
            names.len() as u32 - 1
        })
    }
}

impl Segments {
    /// Segments of keys with so many parts.
    pub(super) fn new(parts: usize) -> Segments {
        Segments {
            parts: (0..parts).map(|_| Part::default()).collect(),
            whole: HashMap::default(),
            combinations: Vec::new(),
        }
    }

    /// The number of each row's segment.
    pub(super) fn numbers(
        &mut self,
        columns: &[&ArrayRef],
        rows: usize,
    ) -> Result<Vec<u32>, DataFusionError> {
        let mut parts = Vec::with_capacity(columns.len());
        for (part, column) in self.parts.iter_mut().zip(columns) {
            parts.push(part.numbers(column)?);
        }
        match parts.as_slice() {
            [] => Ok(vec![0; rows]),
            [one] => Ok(one.clone()),
            _ => {
                let mut key = vec![0; parts.len()];
                let number = |row: usize| {
                    key.iter_mut().zip(&parts).for_each(|(key, part)| *key = part[row]);
                    if let Some(number) = self.whole.get(key.as_slice()) {
                        return *number;
                    }
                    let number = self.combinations.len() as u32;
                    self.whole.insert(key.as_slice().into(), number);
                    self.combinations.push(key.as_slice().into());
                    number
                };
                Ok((0..rows).map(number).collect())
            }
        }
    }

    /// What the numbers mean.
    pub(super) fn finish(self) -> SegmentList {
        let keys = match self.parts.as_slice() {
            [] => vec![SegmentKey::default()],
            [part] => part.names.iter().map(|name| SegmentKey(vec![name.clone()])).collect(),
            parts => {
                let name = |combination: &[u32]| {
                    let parts = parts.iter().zip(combination);
                    SegmentKey(parts.map(|(part, n)| part.names[*n as usize].clone()).collect())
                };
                self.combinations.iter().map(|combination| name(combination)).collect()
            }
        };
        SegmentList::new(keys)
    }
}
