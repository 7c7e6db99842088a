//! Rows of text as a text table, with the place of every cell.

use std::ops::Range;

/// A text table that is being written.
pub(super) struct CsvText {
    pub(super) text: String,
    separator: char,
}

impl CsvText {
    pub(super) fn new(separator: char) -> CsvText {
        CsvText { text: String::new(), separator }
    }

    /// Adds a row; where each of its cells stands, in bytes.
    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.text.push(self.separator);
            }
            let start = self.text.len();
            let needs_quotes = cell.contains([self.separator, '"', '\n', '\r']) || cell.trim() != cell;
            match needs_quotes {
                true => self.text.push_str(&format!("\"{}\"", cell.replace('"', "\"\""))),
                false => self.text.push_str(cell),
            }
            places.push(start..self.text.len());
        }
        self.text.push('\n');
        places
    }
}
