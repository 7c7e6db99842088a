//! Keys as numbers of 128 bits: short texts and whole numbers as they are.

use datafusion::arrow::array::MAX_INLINE_VIEW_LEN;

/// Stands for a key where keys of several scans come together, or are kept: a short key itself, or enough of a hash to
/// tell it from all others.
pub(crate) type Name = u128;

/// Stands for no key.
pub(crate) const NOTHING: Name = 0;

/// One byte of sixteen, the lowest, is the length and one more.
pub(crate) const SHORT: usize = 15;

/// In place of a length.
pub(crate) const WHOLE: Name = 0xff;

/// In place of a length in the name of a long text.
pub(crate) const LONG: Name = 0xfe;

/// Where a length stands.
pub(crate) const LAST_BYTE: Name = 0xff;

/// The name of a text that lies in its view; `None` where it lies elsewhere.
#[inline]
pub(crate) fn in_place(view: u128) -> Option<Name> {
    let length = view as u32;
    (length <= MAX_INLINE_VIEW_LEN).then(|| (view >> 32) << 8 | Name::from(length + 1))
}

/// A short text and its length as one number, which is never that of nothing; that of nothing for a long one.
#[inline]
pub(crate) fn short(bytes: &[u8], from: usize, to: usize) -> Name {
    let length = to - from;
    if length > SHORT {
        return NOTHING;
    }
    let text = match bytes.get(from..).and_then(<[u8]>::first_chunk) {
        Some(window) => Name::from_le_bytes(*window) & ((1 << (8 * length)) - 1),
        None => bytes[from..to].iter().rev().fold(0, |text, byte| text << 8 | Name::from(*byte)),
    };
    text << 8 | (length + 1) as Name
}
