//! The second pass: on which lines records stand. Only taken when there is something to point at.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{newlines, records};
use crate::model::FileFormat;

/// The physical lines of rows; row 0 is the first after the header.
///
/// A record that runs over several lines stands on its first. Blank lines hold no record.
pub(super) fn lines_of(
    bytes: &[u8],
    format: &FileFormat,
    first_line: u64,
    rows: &BTreeSet<u64>,
) -> BTreeMap<u64, u64> {
    let mut found = BTreeMap::new();
    let Some(last) = rows.last() else { return found };
    walk(bytes, format, first_line, |row, line, _| {
        if rows.contains(&row) {
            found.insert(row, line);
        }
        row < *last
    });
    found
}

/// The first record that has not as many fields as the header: its line and its number of fields.
pub(super) fn ragged(
    bytes: &[u8],
    format: &FileFormat,
    first_line: u64,
    fields: usize,
) -> Option<(u64, usize)> {
    let mut found = None;
    walk(bytes, format, first_line, |_, line, record| {
        found = (record.len() != fields).then_some((line, record.len()));
        found.is_none()
    });
    found
}

/// Shows each record with its row and line until told to stop.
fn walk(
    bytes: &[u8],
    format: &FileFormat,
    first_line: u64,
    mut go_on: impl FnMut(u64, u64, &csv::ByteRecord) -> bool,
) {
    let mut reader = records(bytes, format);
    let mut record = csv::ByteRecord::new();
    let (mut at, mut line, mut row) = (0, first_line, None::<u64>);
    while let Ok(true) = reader.read_byte_record(&mut record) {
        // The reader's position lies before the rest of the last line break and before blank lines.
        let start = record.position().map_or(at, |p| usize::try_from(p.byte()).unwrap_or(at)).max(at);
        let blank = bytes[start..].iter().take_while(|b| matches!(**b, b'\r' | b'\n')).count();
        line += newlines(&bytes[at..start + blank]);
        at = start + blank;
        let next = row.map_or(0, |row| row + 1);
        if let Some(row) = row
            && !go_on(row, line, &record)
        {
            return;
        }
        row = Some(next);
    }
}
