//! Columns of plain numbers compared: which rows meet a condition, a bit for each.

use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::Operator;

/// A number of the same order as all numbers have, what is none among them.
#[inline]
pub(super) fn order(number: f64) -> i64 {
    let bits = number.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// Compares two slices element by element.
pub(super) fn compare_slices<T: PartialOrd + Copy>(
    op: Operator,
    own: &[T],
    other: &[T],
) -> Result<BooleanBuffer, DataFusionError> {
    compare_slices_by(op, own, other, |own| own, |other| other)
}

/// The same by what is made of each.
pub(super) fn compare_slices_by<T: Copy, M: PartialOrd>(
    op: Operator,
    own: &[T],
    other: &[T],
    first: impl Fn(T) -> M,
    second: impl Fn(T) -> M,
) -> Result<BooleanBuffer, DataFusionError> {
    Ok(match op {
        Operator::Lt => both(own, other, |a, b| first(a) < second(b)),
        Operator::LtEq => both(own, other, |a, b| first(a) <= second(b)),
        Operator::Gt => both(own, other, |a, b| first(a) > second(b)),
        Operator::GtEq => both(own, other, |a, b| first(a) >= second(b)),
        Operator::Eq => both(own, other, |a, b| first(a) == second(b)),
        Operator::NotEq => both(own, other, |a, b| first(a) != second(b)),
        _ => return Err(unknown(op)),
    })
}

/// Whether what is made of each number stands to one number as is asked.
pub(super) fn compare_with_scalar<T: Copy, M: PartialOrd + Copy>(
    op: Operator,
    own: &[T],
    other: M,
    made: impl Fn(T) -> M,
) -> Result<BooleanBuffer, DataFusionError> {
    Ok(match op {
        Operator::Lt => each(own, |a| made(a) < other),
        Operator::LtEq => each(own, |a| made(a) <= other),
        Operator::Gt => each(own, |a| made(a) > other),
        Operator::GtEq => each(own, |a| made(a) >= other),
        Operator::Eq => each(own, |a| made(a) == other),
        Operator::NotEq => each(own, |a| made(a) != other),
        _ => return Err(unknown(op)),
    })
}

/// So many conditions become one word.
const WORD: usize = 64;

/// Which of some values meet a condition: a byte for each first, which several are found at once of, and then a bit.
#[inline]
fn each<T: Copy>(own: &[T], is: impl Fn(T) -> bool) -> BooleanBuffer {
    let word = |own: &[T]| {
        let mut bytes = [0; WORD];
        bytes.iter_mut().zip(own).for_each(|(byte, own)| *byte = u8::from(is(*own)));
        bits(&bytes)
    };
    let words: Vec<u64> = own.chunks(WORD).map(word).collect();
    BooleanBuffer::new(words.into(), 0, own.len())
}

/// Which of some pairs meet a condition.
#[inline]
fn both<T: Copy>(own: &[T], other: &[T], is: impl Fn(T, T) -> bool) -> BooleanBuffer {
    let word = |(own, other): (&[T], &[T])| {
        let mut bytes = [0; WORD];
        let pairs = own.iter().zip(other);
        bytes.iter_mut().zip(pairs).for_each(|(byte, (a, b))| *byte = u8::from(is(*a, *b)));
        bits(&bytes)
    };
    let words: Vec<u64> = own.chunks(WORD).zip(other.chunks(WORD)).map(word).collect();
    BooleanBuffer::new(words.into(), 0, own.len().min(other.len()))
}

/// Bytes that are 0 or 1 as bits.
#[inline]
fn bits(bytes: &[u8; WORD]) -> u64 {
    // Each byte's bit comes to stand in the highest byte, the first one lowest.
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let eights = bytes.as_chunks().0.iter();
    (0..).step_by(8).zip(eights).fold(0, |word, (shift, bytes)| word | eight(bytes) << shift)
}

fn unknown(op: Operator) -> DataFusionError {
    DataFusionError::Internal(format!("numbers are not compared by `{op}`"))
}
