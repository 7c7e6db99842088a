//! Text whose columns stand at fixed places of each line, in characters.

use super::records::{Cell, RecordEnd};
use crate::model::FixedColumn;

/// The line that begins at a place.
pub(super) fn line(text: &[u8], start: usize, is_last: bool) -> RecordEnd {
    let end = text[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map(|n| start + n);
    match end {
        Some(at) if text[at] == b'\r' && at + 1 == text.len() && !is_last => RecordEnd::Cut(None),
        Some(at) => {
            let is_pair = text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
            RecordEnd::Whole { next: at + 1 + usize::from(is_pair), is_long: false, suspect: None }
        }
        None if is_last => RecordEnd::Whole { next: text.len(), is_long: false, suspect: None },
        None => RecordEnd::Cut(None),
    }
}

/// The cells of all columns in a line that begins at an offset; what the line lacks is empty.
pub(super) fn cells(line: &[u8], columns: &[FixedColumn], cells: &mut Vec<Cell>, offset: usize) {
    let line = without_break(line);
    let starts = starts(line);
    let at = |character: usize| starts.get(character).copied().unwrap_or(line.len());
    cells.clear();
    for column in columns {
        cells.push(Cell::plain(offset + at(column.first - 1), offset + at(column.last)));
    }
}

/// Whether a line ends before the first character of a column.
pub(super) fn is_short(line: &[u8], columns: &[FixedColumn]) -> bool {
    let length = starts(without_break(line)).len();
    columns.iter().any(|column| column.first > length)
}

/// Where each character begins.
fn starts(line: &[u8]) -> Vec<usize> {
    let begins = |(at, byte): (usize, &u8)| (*byte & 0xc0 != 0x80).then_some(at);
    line.iter().enumerate().filter_map(begins).collect()
}

fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
