//! Values to dense numbers: hashing a customer once per row is the dearest step of a scan, so it is done once for all
//! that is asked, and everything after works on numbers.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion::common::HashMap;
use datafusion::error::DataFusionError;
use datafusion::physical_expr_common::binary_map::{ArrowBytesMap, OutputType};

use super::atoms::{NO_KEY, SegmentList};
use super::facts::SegmentKey;

/// Numbers keys from 0 in the order in which they come.
#[derive(Debug)]
pub(super) struct Keys {
    whole: HashMap<i64, u32>,
    texts: ArrowBytesMap<i32, u32>,
    count: u32,
}

impl Default for Keys {
    fn default() -> Keys {
        Keys { whole: HashMap::default(), texts: ArrowBytesMap::new(OutputType::Utf8), count: 0 }
    }
}

impl Keys {
    /// Number of different keys.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// The number of each value; [`NO_KEY`] for null.
    pub(super) fn numbers(&mut self, values: &ArrayRef) -> Result<Vec<u32>, DataFusionError> {
        let next = &mut self.count;
        let mut numbered = || {
            let number = *next;
            *next += 1;
            number
        };
        Ok(match values.data_type() {
            DataType::Null => vec![NO_KEY; values.len()],
            kind if kind.is_integer() => {
                let values = cast(values, &DataType::Int64)?;
                let whole = &mut self.whole;
                let number = |value: Option<i64>| match value {
                    Some(value) => *whole.entry(value).or_insert_with(&mut numbered),
                    None => NO_KEY,
                };
                values.as_primitive::<Int64Type>().iter().map(number).collect()
            }
            DataType::Dictionary(key, _) if **key == DataType::Int32 => {
                let dictionary = values.as_dictionary::<Int32Type>();
                let of_values = self.numbers(dictionary.values())?;
                let number = |key: Option<i32>| key.map_or(NO_KEY, |key| of_values[key as usize]);
                dictionary.keys().iter().map(number).collect()
            }
            kind => {
                let texts =
                    if *kind == DataType::Utf8 { values.clone() } else { cast(values, &DataType::Utf8)? };
                let mut numbers = Vec::with_capacity(texts.len());
                let new = |text: Option<&[u8]>| text.map_or(NO_KEY, |_| numbered());
                self.texts.insert_if_new(&texts, new, |number| numbers.push(number));
                numbers
            }
        })
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
#[derive(Debug)]
struct Part {
    texts: ArrowBytesMap<i32, u32>,
    numbers: HashMap<Option<String>, u32>,
    names: Vec<Option<String>>,
}

impl Default for Part {
    fn default() -> Part {
        Part { texts: ArrowBytesMap::new(OutputType::Utf8), numbers: HashMap::default(), names: Vec::new() }
    }
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
        let texts = if *values.data_type() == DataType::Utf8 {
            values.clone()
        } else {
            cast(values, &DataType::Utf8)?
        };
        let mut texts_known = std::mem::replace(&mut self.texts, ArrowBytesMap::new(OutputType::Utf8));
        let mut numbers = Vec::with_capacity(texts.len());
        texts_known.insert_if_new(&texts, |text| self.number(text), |number| numbers.push(number));
        self.texts = texts_known;
        Ok(numbers)
    }

    fn number(&mut self, text: Option<&[u8]>) -> u32 {
        let text = text.and_then(|text| std::str::from_utf8(text).ok()).map(str::trim);
        let name = text.filter(|text| !text.is_empty()).map(str::to_owned);
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
