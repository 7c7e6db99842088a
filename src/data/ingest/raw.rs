//! Rows as a file writes them, before any cell is typed: the one form that all sources of rows have.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use datafusion::arrow::error::ArrowError;

/// Rows next to each other.
pub(in crate::data) struct RawRows {
    /// The fields that are asked for, in their order.
    pub(in crate::data) columns: Vec<ArrayRef>,
    /// How many rows.
    pub(in crate::data) rows: usize,
    /// Where they stand.
    pub(in crate::data) lines: Lines,
    /// How many of them end early.
    pub(in crate::data) short: u64,
    /// Rows among them in the file with more cells than the header, which are not in the columns.
    pub(in crate::data) ragged: Ragged,
}

impl RawRows {
    /// Rows that all have their cells, the first of which stands on a line.
    pub(in crate::data) fn plain(columns: Vec<ArrayRef>, rows: usize, lines: Lines) -> RawRows {
        RawRows { columns, rows, lines, short: 0, ragged: Ragged::default() }
    }
}

/// The lines of rows.
pub(in crate::data) enum Lines {
    /// One after the other, from this on.
    From(u64),
    /// Each its own.
    Each(Vec<u64>),
}

impl Lines {
    /// The line of a row.
    pub(in crate::data) fn at(&self, row: usize) -> u64 {
        match self {
            Lines::From(first) => first + row as u64,
            Lines::Each(lines) => lines.get(row).copied().unwrap_or_default(),
        }
    }
}

/// Rows with more cells than their header.
#[derive(Debug, Default)]
pub(in crate::data) struct Ragged {
    pub(in crate::data) rows: u64,
    /// The first of them: their lines, and what is wrong with them.
    pub(in crate::data) first: Vec<(u64, String)>,
}

/// A column of texts that is being filled.
#[derive(Default)]
pub(super) struct TextColumn {
    offsets: Vec<i32>,
    bytes: Vec<u8>,
}

impl TextColumn {
    /// Adds a text.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        // A batch is handed on long before its texts fill two gigabytes.
        self.offsets.push(i32::try_from(self.bytes.len()).unwrap_or(i32::MAX));
    }

    /// The column, and room for the next.
    pub(super) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let mut offsets = Vec::with_capacity(self.offsets.len() + 1);
        offsets.push(0);
        offsets.append(&mut self.offsets);
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        let bytes = Buffer::from_vec(std::mem::take(&mut self.bytes));
        Ok(Arc::new(StringArray::try_new(offsets, bytes, None)?))
    }
}
