//! Records of delimited text: which bytes each of their cells is.
//!
//! What a comma and a quote mean is what RFC 4180 says, and of what it leaves open what readers of CSV agree on: rows of
//! any length, any line break, blank lines are none, a sign in the middle of a cell is a sign. Blanks before an opening
//! quote are no part of the cell.

use std::borrow::Cow;

/// The signs of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Delimiters {
    pub(super) separator: u8,
    pub(super) quote: u8,
}

/// A cell: where it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    start: usize,
    end: usize,
    /// Whether quotes stand in it that are none of its own signs.
    is_mixed: bool,
}

impl Cell {
    /// The text between two places.
    pub(super) fn plain(start: usize, end: usize) -> Cell {
        Cell { start, end, is_mixed: false }
    }

    /// Its text.
    pub(super) fn text<'t>(&self, text: &'t [u8], marks: Delimiters) -> Cow<'t, [u8]> {
        let written = &text[self.start..self.end];
        if !self.is_mixed {
            return Cow::Borrowed(written);
        }
        let (mut value, mut is_quoted, mut at) = (Vec::with_capacity(written.len()), true, 0);
        while at < written.len() {
            let byte = written[at];
            if is_quoted && byte == marks.quote {
                match written.get(at + 1) {
                    Some(next) if *next == marks.quote => {
                        value.push(byte);
                        at += 1;
                    }
                    _ => is_quoted = false,
                }
            } else {
                value.push(byte);
            }
            at += 1;
        }
        Cow::Owned(value)
    }
}

/// What a record turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordEnd {
    /// It is whole.
    Whole {
        /// The place after it and its line break.
        next: usize,
        /// Whether a quoted cell runs over several lines.
        is_long: bool,
        /// Where a quote opens that closes on another line in the middle of something.
        suspect: Option<usize>,
    },
    /// The text breaks off in it, perhaps in a quote that opens here.
    Cut(Option<usize>),
}

/// Takes the cells of the record that begins at a place; whether nothing follows the text.
pub(super) fn record(
    text: &[u8],
    start: usize,
    is_last: bool,
    marks: Delimiters,
    cells: &mut Vec<Cell>,
) -> RecordEnd {
    cells.clear();
    let (mut at, mut is_long, mut suspect) = (start, false, None);
    loop {
        let is_text = |byte: &u8| !is_blank(*byte, marks);
        let open = match text.get(at) {
            Some(byte) if is_text(byte) => at,
            _ => text[at..].iter().position(is_text).map_or(text.len(), |n| at + n),
        };
        if text.get(open) == Some(&marks.quote) {
            let Some((close, is_doubled)) = closing(text, open + 1, is_last, marks.quote) else {
                return RecordEnd::Cut(Some(open));
            };
            let end = ending(text, close + 1, marks);
            let is_clean = text[close + 1..end].iter().all(|byte| is_blank(*byte, marks));
            if text[open..close].contains(&b'\n') || text[open..close].contains(&b'\r') {
                is_long = true;
                suspect = suspect.or((!is_clean).then_some(open));
            }
            let (end_of_cell, is_mixed) = if is_clean { (close, is_doubled) } else { (end, true) };
            cells.push(Cell { start: open + 1, end: end_of_cell, is_mixed });
            at = end;
        } else {
            let end = ending(text, open, marks);
            cells.push(Cell { start: at, end, is_mixed: false });
            at = end;
        }
        match text.get(at) {
            None if is_last => return RecordEnd::Whole { next: at, is_long, suspect },
            None => return RecordEnd::Cut(None),
            Some(byte) if *byte == marks.separator => at += 1,
            Some(b'\r') if at + 1 == text.len() && !is_last => return RecordEnd::Cut(None),
            Some(b'\r') if text.get(at + 1) == Some(&b'\n') => {
                return RecordEnd::Whole { next: at + 2, is_long, suspect };
            }
            Some(_) => return RecordEnd::Whole { next: at + 1, is_long, suspect },
        }
    }
}

fn is_blank(byte: u8, marks: Delimiters) -> bool {
    matches!(byte, b' ' | b'\t') && byte != marks.separator
}

/// The place of the quote that closes, and whether others are doubled before it.
fn closing(text: &[u8], from: usize, is_last: bool, quote: u8) -> Option<(usize, bool)> {
    let (mut at, mut is_doubled) = (from, false);
    loop {
        at += text[at..].iter().position(|byte| *byte == quote)?;
        match text.get(at + 1) {
            Some(next) if *next == quote => {
                is_doubled = true;
                at += 2;
            }
            None if !is_last => return None,
            _ => return Some((at, is_doubled)),
        }
    }
}

/// The place of the next separator or line break. Eight bytes are looked at together: most cells are as short.
fn ending(text: &[u8], from: usize, marks: Delimiters) -> usize {
    let mut at = from;
    while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let found = first_of(eight, marks.separator) | first_of(eight, b'\n') | first_of(eight, b'\r');
        if found != 0 {
            return at + (found.trailing_zeros() / u8::BITS) as usize;
        }
        at += size_of::<u64>();
    }
    let ends = |byte: &u8| *byte == marks.separator || *byte == b'\n' || *byte == b'\r';
    text[at..].iter().position(ends).map_or(text.len(), |n| at + n)
}

/// Marks the first of eight bytes that is a given one, in its highest bit; what stands behind it may be marked as well.
/// Source: Mycroft's test for a zero byte (comp.arch, 1987).
fn first_of(eight: u64, byte: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let zero = eight ^ (ONES * u64::from(byte));
    zero.wrapping_sub(ONES) & !zero & (ONES << 7)
}

/// Number of line breaks: `\r\n` is one.
pub(super) fn breaks(text: &[u8]) -> u64 {
    let is_break = |at: &usize| match text[*at] {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..text.len()).filter(is_break).count() as u64
}

/// Whether the lines of a record are whole rows when quotes are taken as signs like others, so many of them that no cell
/// is likely to be written so: a quote opened that was none, and closes at the next that is none. A cell may well hold
/// lines with as many separators; rows have numbers and days where the cells around the quotes have them too.
pub(super) fn looks_like_rows(record: &[u8], width: usize, marks: Delimiters) -> bool {
    const MANY: usize = 20;
    let enough = match width {
        0 | 1 => return false,
        2 => 6,
        3 => 4,
        _ => 3,
    };
    let record = record.strip_suffix(b"\n").unwrap_or(record);
    let lines: Vec<&[u8]> = record.split(|byte| *byte == b'\n').collect();
    let figures = figure_columns_around(&lines, width, marks);
    if lines.len() < enough || figures.is_empty() && lines.len() < MANY {
        return false;
    }
    let is_row = |line: &&&[u8]| {
        let cells: Vec<&[u8]> = line.split(|byte| *byte == marks.separator).collect();
        let is_figure = |at: &usize| cells.get(*at).is_some_and(|cell| is_figure(cell) || is_empty(cell));
        cells.len() == width && figures.iter().all(is_figure)
    };
    let (all, rows) = (lines.len(), lines.iter().filter(is_row).count());
    // Among many rows there may be some whose cells hold separators.
    rows == all || all >= MANY && 5 * rows >= 4 * all
}

/// The columns before the opening quote, on the first line, and behind the closing one, on the last, that hold a number or
/// a day.
fn figure_columns_around(lines: &[&[u8]], width: usize, marks: Delimiters) -> Vec<usize> {
    let cells = |line: &&[u8]| -> Vec<Vec<u8>> {
        line.split(|byte| *byte == marks.separator).map(<[u8]>::to_vec).collect()
    };
    let is_quoted = |cell: &Vec<u8>| cell.contains(&marks.quote);
    let (first, last) = (lines.first().map(cells), lines.last().map(cells));
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    let before = first.iter().take_while(|cell| !is_quoted(cell)).enumerate();
    let behind = last.iter().rev().take_while(|cell| !is_quoted(cell)).enumerate();
    let behind = behind.filter_map(|(at, cell)| Some((width.checked_sub(at + 1)?, cell)));
    before.chain(behind).filter(|(_, cell)| is_figure(cell)).map(|(at, _)| at).collect()
}

/// Whether half of a cell is digits.
fn is_figure(cell: &[u8]) -> bool {
    let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits > 0 && 2 * digits >= cell.trim_ascii().len()
}

fn is_empty(cell: &[u8]) -> bool {
    cell.trim_ascii().is_empty()
}
