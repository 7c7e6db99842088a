//! Texts as cells, heads of pages and properties can hold them.

use std::borrow::Cow;

use crate::render::pdf::letters::bold_width_in_ems;

/// Lines that a text takes in a column of so many characters, by its own breaks and by words; a word that is longer than a line
/// is parted.
pub(super) fn lines(text: &str, width: u16) -> u32 {
    let all = text
        .lines()
        .map(|line| lines_of(line, f64::from(width.max(1)), 1.0, |word| word.chars().count() as f64));
    all.sum::<u32>().max(1)
}

/// Lines that a head of so many points takes in a column of so many characters.
pub(super) fn head_lines(text: &str, width: f64, points: u8) -> u32 {
    lines_of(text, width.max(1.0), 0.5, |word| characters(word, points))
}

/// Lines of a text without breaks, by the width of a line, of a blank and of every word.
fn lines_of(text: &str, width: f64, blank: f64, wide: impl Fn(&str) -> f64) -> u32 {
    let (mut lines, mut taken) = (1, 0.0);
    for word in text.split_whitespace().map(wide) {
        if taken > 0.0 && taken + blank + word > width {
            (lines, taken) = (lines + 1, word);
        } else {
            taken += word + if taken > 0.0 { blank } else { 0.0 };
        }
        while taken > width {
            (lines, taken) = (lines + 1, taken - width);
        }
    }
    lines
}

/// A text on one line: where a cell does not wrap, its breaks would run over the rows above and below.
pub(super) fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

/// A text as the result of a formula. The writer takes whatever looks like a number, an error or a truth for one: where it would be
/// read as another text, a blank behind it, which a recalculation takes away, keeps it a text.
pub(super) fn cached(text: &str) -> String {
    const ERRORS: [&str; 8] =
        ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];
    let is_read_otherwise =
        text.parse::<f64>().is_ok_and(|number| !number.is_finite() || number.to_string() != text);
    let is_taken = is_read_otherwise || ERRORS.contains(&text) || matches!(text, "TRUE" | "FALSE");
    format!("{text}{}", if is_taken { "\u{a0}" } else { "" })
}

/// A sheet's name as a workbook may hold it, whatever words a project has for it: 31 characters, none of those that formulas and
/// files need, and none of the names before.
pub(super) fn sheet_name(title: &str, before: &[String]) -> String {
    const MOST: usize = 31;
    let is_held = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let held: String = title.chars().filter(is_held).collect();
    let cut = |most: usize| {
        let mut length = 0;
        let fits = |c: &char| {
            length += c.len_utf16();
            length <= most
        };
        held.trim().trim_matches('\'').chars().take_while(fits).collect::<String>()
    };
    // Excel keeps this name for itself.
    const RESERVED: &str = "history";
    let is_new = |name: &String| {
        let lower = name.to_lowercase();
        !name.is_empty() && lower != RESERVED && before.iter().all(|b| b.to_lowercase() != lower)
    };
    let numbered = (2..).map(|n| format!("{} {n}", cut(MOST - 4)).trim().to_owned());
    let whole = cut(MOST).trim_matches('\'').to_owned();
    std::iter::once(whole).chain(numbered).find(is_new).unwrap_or_default()
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
