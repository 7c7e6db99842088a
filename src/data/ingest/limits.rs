//! How many cells and rows of a source may be unreadable before a run ends (`rejects`).

use super::feed_rows::FeedRows;
use crate::data::DataError;
use crate::data::cell::EXAMPLES;
use crate::model::Source;

/// Every column, and the rows, that lost more than the definition allows (R36).
pub(in crate::data) fn within_limits(source: &Source, rows: &FeedRows) -> Result<(), DataError> {
    let beyond = |bad: u64, of: u64| bad > 0 && bad as f64 / of as f64 > source.rejects_at_most;
    let id = || source.id.clone();
    let columns = rows.cells.iter().filter(|cells| beyond(cells.unreadable, cells.judged));
    let mut lost: Vec<DataError> = columns
        .map(|cells| DataError::TooManyRejects {
            id: id(),
            column: Some(cells.column.clone()),
            expected: cells.expected,
            bad: cells.unreadable,
            of: cells.judged,
            examples: cells.examples.clone(),
        })
        .collect();
    if beyond(rows.ragged, rows.read) {
        let (bad, of, examples) = (rows.ragged, rows.read, rows.ragged_rows.clone());
        lost.push(DataError::Ragged { id: id(), bad, of, examples });
    }
    // Rows that are lost by cells of their time are told by those.
    let is_told = |bad: u64| {
        let first = rows.rejects.first();
        rows.cells.iter().any(|cells| {
            beyond(cells.unreadable, cells.judged)
                && cells.unreadable == bad
                && cells.examples.first() == first
        })
    };
    let without_key = rows.rejected - rows.ragged;
    let is_both = beyond(rows.rejected, rows.read) && !beyond(rows.ragged, rows.read);
    if (beyond(without_key, rows.read) || is_both) && !is_told(rows.rejected) {
        let bad = if is_both { rows.rejected } else { without_key };
        let ragged = rows.ragged_rows.iter().filter(|_| is_both);
        let examples = rows.rejects.iter().chain(ragged).take(EXAMPLES).cloned().collect();
        lost.push(DataError::TooManyRejects {
            id: id(),
            column: None,
            expected: None,
            bad,
            of: rows.read,
            examples,
        });
    }
    DataError::all(lost)
}
