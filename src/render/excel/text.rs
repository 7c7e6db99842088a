//! Texts as cells, heads of pages and properties can hold them.

use std::borrow::Cow;

use crate::render::pdf::letters::bold_width_in_ems;

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

/// Characters of a column that holds a text in bold of so many points on one line, with the room at its edges.
pub(super) fn characters(text: &str, points: u8) -> f64 {
    // A column is counted in digits of seven pixels, of which 96 are an inch.
    let pixels = bold_width_in_ems(text) * f64::from(points) * 96.0 / 72.0;
    ((pixels + 3.0) / 7.0 * 2.0).ceil() / 2.0
}

/// Characters of a column that holds texts of ten points on one line, within reason.
pub(super) fn holding<'t>(texts: impl Iterator<Item = &'t str>, least: f64) -> f64 {
    // Letters that are not bold are narrower than those that are measured.
    const LIGHTER: f64 = 0.9;
    const MOST: f64 = 64.0;
    let widths = texts.map(|text| characters(text, 10) * LIGHTER);
    widths.fold(least, f64::max).min(MOST.max(least))
}

/// Characters of a column that holds the longest word of a text in bold: no head is parted within one.
pub(super) fn longest_word(text: &str, points: u8) -> f64 {
    text.split_whitespace().map(|word| characters(word, points)).fold(0.0, f64::max)
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

/// Text for a page's head or foot, where `&` begins a code, of so many letters: all parts of one have 255 together. A blank parts it
/// from the size of letters, of which a digit would be read as a part.
pub(super) fn printed(text: &str, most: usize) -> String {
    let held = bounded(text, most + 1);
    // A sign that stands for itself is two.
    let cost = |c: char| if c == '&' { 2 } else { c.len_utf16() };
    let is_whole = held.chars().map(cost).sum::<usize>() <= most;
    let mut length = 0;
    let fits = |c: &char| {
        length += cost(*c);
        is_whole || length < most
    };
    let start: String = held.chars().take_while(fits).collect();
    format!("{}{}", start.replace('&', "&&"), if is_whole { "" } else { "…" })
}

/// The first letters of a text, for what stands beside the cells: properties, heads of pages, names of charts. Characters that
/// no XML holds are left out, since they are written there as they are.
pub(super) fn bounded(text: &str, most: usize) -> String {
    let is_held = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(is_held).take(most).collect()
}
