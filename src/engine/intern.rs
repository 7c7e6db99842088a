//! Values to dense numbers: hashing a customer once per row is the dearest step of a scan, so it is done once for all
//! that is asked, and everything after works on numbers.

pub(super) mod name;
mod serial;
mod table;

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, DictionaryArray, Int32Array, StringArray, StringArrayType,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion::common::HashMap;
use datafusion::error::DataFusionError;
use datafusion::physical_expr_common::binary_map::{ArrowBytesMap, OutputType};
use sha2::{Digest, Sha256};

use self::name::{LAST_BYTE, LONG, NOTHING, Name, WHOLE, in_place, short};
pub(super) use self::table::Table;
use super::aggregates::{NO_KEY, SegmentKey, SegmentList};
use crate::measure::expression::names;

/// Numbers keys from 0.
///
/// Whole numbers and texts of at most [`SHORT`](self::name::SHORT) bytes, which nearly all keys are, fit into 128 bits.
#[derive(Debug)]
pub(super) struct Interner {
    short: Table,
    long: ArrowBytesMap<i32, u32>,
    count: u32,
}

/// Replaces short keys by salted hashes, so that a cache entry reveals none of them.
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
                let values = values.as_primitive::<Int64Type>();
                let pack = |value: i64| (value as u64 as u128) << 8 | WHOLE;
                let name = |row: usize| pack(values.values()[row]);
                self.short.numbers_of(values.len(), named_rows(values.nulls(), name), &mut self.count)
            }
            DataType::Dictionary(key, _) if **key == DataType::Int32 => {
                of_dictionary(values.as_dictionary(), |values| self.numbers(values))?
            }
            DataType::Utf8 => {
                let texts = values.as_string::<i32>();
                let (offsets, bytes) = (texts.value_offsets(), texts.value_data());
                let name = |row: usize| short(bytes, offsets[row] as usize, offsets[row + 1] as usize);
                let numbers =
                    self.short.numbers_of(texts.len(), named_rows(texts.nulls(), name), &mut self.count);
                self.with_long(texts, numbers)
            }
            DataType::Utf8View => {
                let texts = values.as_string_view();
                let views = texts.views();
                let name = |row: usize| match in_place(views[row]) {
                    Some(name) => name,
                    None => short(texts.value(row).as_bytes(), 0, texts.value(row).len()),
                };
                let numbers =
                    self.short.numbers_of(texts.len(), named_rows(texts.nulls(), name), &mut self.count);
                self.with_long(texts, numbers)
            }
            _ => self.numbers(&cast(values, &DataType::Utf8)?)?,
        })
    }

    /// The same numbers with those of texts that are too long for the table.
    fn with_long<'t>(&mut self, texts: impl StringArrayType<'t>, mut numbers: Vec<u32>) -> Vec<u32> {
        if !numbers.contains(&NO_KEY) {
            return numbers;
        }
        let is_long = |row: &usize| numbers[*row] == NO_KEY && texts.is_valid(*row);
        let long: Vec<usize> = (0..texts.len()).filter(is_long).collect();
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

/// The interned name of a row, or the null name.
#[inline]
fn named_rows(nulls: Option<&NullBuffer>, name: impl Fn(usize) -> Name) -> impl Fn(usize) -> Name {
    let nulls = nulls.filter(|nulls| nulls.null_count() > 0);
    move |row| if nulls.is_none_or(|nulls| nulls.is_valid(row)) { name(row) } else { NOTHING }
}

/// The numbers of rows by those of the values that stand there, each of which is numbered once, in the order of rows.
fn of_dictionary(
    rows: &DictionaryArray<Int32Type>,
    numbers: impl FnOnce(&ArrayRef) -> Result<Vec<u32>, DataFusionError>,
) -> Result<Vec<u32>, DataFusionError> {
    let (keys, mut numbered, mut used) = (rows.keys(), vec![NO_KEY; rows.values().len()], Vec::new());
    for key in keys.iter().flatten() {
        let number = &mut numbered[key as usize];
        if *number == NO_KEY {
            *number = 0;
            used.push(key);
        }
    }
    let values = take(rows.values(), &Int32Array::from(used.clone()), None)?;
    for (key, number) in used.into_iter().zip(numbers(&values)?) {
        numbered[key as usize] = number;
    }
    let number = |key: Option<i32>| key.map_or(NO_KEY, |key| numbered[key as usize]);
    Ok(match keys.null_count() {
        0 => keys.values().iter().map(|key| numbered[*key as usize]).collect(),
        _ => keys.iter().map(number).collect(),
    })
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
        let mut numbers = match values.data_type() {
            DataType::Dictionary(key, _) if **key == DataType::Int32 => {
                of_dictionary(values.as_dictionary(), |values| self.text_numbers(values))?
            }
            _ => self.text_numbers(values)?,
        };
        if numbers.contains(&NO_KEY) {
            let none = self.number(None);
            numbers.iter_mut().filter(|number| **number == NO_KEY).for_each(|number| *number = none);
        }
        Ok(numbers)
    }

    /// The number of each text; [`NO_KEY`] for null.
    fn text_numbers(&mut self, values: &ArrayRef) -> Result<Vec<u32>, DataFusionError> {
        if *values.data_type() == DataType::Utf8View {
            let numbers = self.texts.numbers(values)?;
            return Ok(self.named(values.as_string_view(), numbers));
        }
        let values = names(values)?;
        let numbers = self.texts.numbers(&values)?;
        Ok(self.named(values.as_string::<i32>(), numbers))
    }

    /// The numbers of texts without blanks for those of texts as they stand.
    fn named<'t>(&mut self, texts: impl StringArrayType<'t>, mut numbers: Vec<u32>) -> Vec<u32> {
        self.named.resize(self.texts.count(), NO_KEY);
        for (row, number) in numbers.iter_mut().enumerate().filter(|(_, number)| **number != NO_KEY) {
            let text = *number as usize;
            if self.named[text] == NO_KEY {
                self.named[text] = self.number(Some(texts.value(row)));
            }
            *number = self.named[text];
        }
        numbers
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
