//! Texts as cells, heads of pages and properties can hold them.

use std::borrow::Cow;

/// Lines that a text takes in a column of so many characters, by words.
pub(super) fn lines(text: &str, width: u16) -> u32 {
    let (mut lines, mut taken) = (1, 0);
    for word in text.split_whitespace().map(|word| word.chars().count()) {
        if taken > 0 && taken + 1 + word > usize::from(width) {
            (lines, taken) = (lines + 1, word);
        } else {
            taken += word + usize::from(taken > 0);
        }
    }
    lines
}

/// Text as a cell can hold it: 32,767 characters of UTF-16.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    const MOST: usize = 32_767;
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return Cow::Borrowed(text);
    }
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length < MOST
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// Text for a page's head or foot, where `&` begins a code and little fits. A blank parts it from the size of letters,
/// of which a digit would be read as a part.
pub(super) fn printed(text: &str) -> String {
    bounded(text, 70).replace('&', "&&")
}

/// The first letters of a text, for what stands beside the cells: properties, heads of pages, names of charts. Characters that
/// no XML holds are left out, since they are written there as they are.
pub(super) fn bounded(text: &str, most: usize) -> String {
    let is_held = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(is_held).take(most).collect()
}
