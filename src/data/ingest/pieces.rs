//! Rows as they come of a library, cut into pieces of a size: a text that a file holds once may stand in any number of rows.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, OffsetSizeTrait};
use datafusion::arrow::compute::take as taken;
use datafusion::arrow::datatypes::{ArrowNativeType, DataType};
use datafusion::arrow::error::ArrowError;

use super::raw::{Lines, RawRows};
use crate::data::texts::is_text;

/// Bytes of the texts of a piece, behind which the next begins; and of one text.
pub(super) const MOST: usize = 1 << 24;

/// A text that is longer than one may be.
pub(super) struct LongText {
    /// The position of its column.
    pub(super) column: usize,
    /// The line of its row.
    pub(super) line: u64,
}

/// Hands on rows, the first of which stands on a line; whether more are wanted.
pub(super) fn in_pieces(
    columns: &[ArrayRef],
    rows: usize,
    first: u64,
    take: &mut dyn FnMut(RawRows) -> bool,
) -> Result<bool, LongText> {
    if columns.iter().map(all).fold(0, usize::saturating_add) <= MOST {
        return Ok(rows == 0 || take(RawRows::plain(columns.to_vec(), rows, Lines::From(first))));
    }
    let lengths = lengths(columns, rows, first)?;
    let mut begin = 0;
    while begin < rows {
        let mut bytes = 0;
        let full = lengths[begin..].iter().position(|length| {
            bytes += length;
            bytes >= MOST
        });
        let count = full.map_or(rows - begin, |last| last + 1);
        let piece = columns.iter().map(|column| column.slice(begin, count)).collect();
        if !take(RawRows::plain(piece, count, Lines::From(first + begin as u64))) {
            return Ok(false);
        }
        begin += count;
    }
    Ok(true)
}

/// Bytes of all texts of a column, or somewhat more where they are few.
pub(super) fn all(column: &ArrayRef) -> usize {
    match column.data_type() {
        DataType::Utf8 => span(column.as_string::<i32>().value_offsets()),
        DataType::LargeUtf8 => span(column.as_string::<i64>().value_offsets()),
        DataType::Utf8View => column.as_string_view().views().iter().map(|view| of_view(*view)).sum(),
        DataType::Dictionary(_, of) if is_text(of) => {
            let Some(dictionary) = column.as_any_dictionary_opt() else { return 0 };
            let values = dictionary.values();
            // Of few values no more is looked at than the longest.
            let most = match values.len() <= column.len() {
                true => {
                    count_partial(values).into_iter().max().unwrap_or_default().saturating_mul(column.len())
                }
                false => usize::MAX,
            };
            if most <= MOST { most } else { count_partial(column).into_iter().fold(0, usize::saturating_add) }
        }
        _ => 0,
    }
}

/// The length is the first part of a view.
fn of_view(view: u128) -> usize {
    view as u32 as usize
}

fn span<O: OffsetSizeTrait>(offsets: &[O]) -> usize {
    offsets.last().zip(offsets.first()).map_or(0, |(last, first)| (*last - *first).as_usize())
}

/// Bytes of each text of a column; nothing where it holds none.
fn count_partial(column: &dyn Array) -> Vec<usize> {
    fn between<O: OffsetSizeTrait>(offsets: &[O]) -> Vec<usize> {
        offsets.windows(2).map(|pair| (pair[1] - pair[0]).as_usize()).collect()
    }
    match column.data_type() {
        DataType::Utf8 => between(column.as_string::<i32>().value_offsets()),
        DataType::LargeUtf8 => between(column.as_string::<i64>().value_offsets()),
        DataType::Utf8View => column.as_string_view().views().iter().map(|view| of_view(*view)).collect(),
        DataType::Dictionary(_, of) if is_text(of) => {
            let Some(dictionary) = column.as_any_dictionary_opt().filter(|d| !d.values().is_empty()) else {
                return Vec::new();
            };
            let (keys, values) = (dictionary.normalized_keys(), dictionary.values());
            let length =
                |(row, key): (usize, usize)| if column.is_valid(row) { of_one(values, key) } else { 0 };
            keys.into_iter().enumerate().map(length).collect()
        }
        _ => Vec::new(),
    }
}

fn of_one(values: &dyn Array, at: usize) -> usize {
    match values.data_type() {
        DataType::Utf8 => values.as_string::<i32>().value_length(at).as_usize(),
        DataType::LargeUtf8 => values.as_string::<i64>().value_length(at).as_usize(),
        DataType::Utf8View => of_view(values.as_string_view().views()[at]),
        _ => 0,
    }
}

/// Bytes of the texts of each row.
fn lengths(columns: &[ArrayRef], rows: usize, first: u64) -> Result<Vec<usize>, LongText> {
    let mut lengths = vec![0; rows];
    for (at, column) in columns.iter().enumerate() {
        for (row, length) in count_partial(column).into_iter().enumerate() {
            if length > MOST {
                return Err(LongText { column: at, line: first + row as u64 });
            }
            lengths[row] += length;
        }
    }
    Ok(lengths)
}

/// A column with each value in its row, where a file says it by the number of the value.
pub(super) fn spread(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match column.as_any_dictionary_opt() {
        Some(dictionary) => taken(dictionary.values(), dictionary.keys(), None),
        None => Ok(Arc::clone(column)),
    }
}
