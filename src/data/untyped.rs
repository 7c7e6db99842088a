//! Rows whose cells each bring a type of their own, as in JSON and workbooks: text columns, and the type that fits all
//! cells of a column.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayBuilder, ArrayRef, StringBuilder, new_null_array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;

use super::cell::BROKEN;
use crate::measure::ColumnType;

/// Number of rows of a batch.
const ROWS: usize = 8_192;

/// Rows as they were written.
pub(super) struct UntypedTable {
    pub(super) columns: Vec<UntypedColumn>,
    /// Their fields are called by their position.
    pub(super) batches: Vec<RecordBatch>,
    /// Line, or row of the sheet, of each row.
    pub(super) lines: Vec<u64>,
    /// Sheet and first column, where cells have addresses.
    pub(super) grid: Option<Grid>,
    /// The texts of the first rows below the header and their lines, in columns without a name as well.
    pub(super) top: Vec<(Vec<String>, u64)>,
}

/// A column as it was found.
pub(super) struct UntypedColumn {
    pub(super) name: String,
    /// Its type; none where all that stands in it is nested.
    pub(super) kind: Option<ColumnType>,
    /// Whether its formulas all hold 0 in a book that asks to be calculated first.
    pub(super) is_uncalculated: bool,
    /// The line of the first row that has it twice.
    pub(super) twice_on: Option<u64>,
    /// Whether nothing stands in it.
    pub(super) is_empty: bool,
}

/// Where the cells of a sheet stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) sheet: String,
    /// The columns of its fields, from 0.
    pub(super) columns: Vec<u32>,
}

impl Grid {
    /// The address of a cell, such as `Orders!C7`.
    pub(super) fn address(&self, field: usize, line: u64) -> String {
        let mut letters = Vec::new();
        let mut rest = self.columns.get(field).map_or(0, |column| *column as usize + 1);
        while rest > 0 {
            letters.push(b'A' + ((rest - 1) % 26) as u8);
            rest = (rest - 1) / 26;
        }
        letters.reverse();
        format!("{}!{}{line}", self.sheet, String::from_utf8_lossy(&letters))
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NativeCell {
    /// A value of a type.
    Typed(ColumnType),
    /// An error instead of a value, such as `#N/A`.
    Broken,
    /// A list or an object.
    Nested,
}

/// Collects rows cell by cell.
#[derive(Default)]
pub(super) struct Filling {
    index: HashMap<String, usize>,
    columns: Vec<Column>,
    chunks: usize,
    /// Rows of the chunk begun.
    rows: usize,
    lines: Vec<u64>,
    nothing: Option<ArrayRef>,
}

struct Column {
    name: String,
    kind: Option<ColumnType>,
    nested: bool,
    broken: bool,
    /// How many rows there were when it was met last.
    met_in: usize,
    twice_on: Option<u64>,
    texts: StringBuilder,
    chunks: Vec<ArrayRef>,
}

impl Filling {
    /// The position of a column, which is new unless there is one of this name.
    pub(super) fn column(&mut self, name: &str) -> usize {
        match self.index.get(name) {
            Some(at) => *at,
            None => {
                self.index.insert(name.to_owned(), self.columns.len());
                self.new_column(name)
            }
        }
    }

    /// The position of a new column, whatever its name.
    pub(super) fn new_column(&mut self, name: &str) -> usize {
        let missing = vec![self.nothing(ROWS); self.chunks];
        let texts = StringBuilder::new();
        self.columns.push(Column {
            name: name.to_owned(),
            kind: None,
            nested: false,
            broken: false,
            met_in: 0,
            twice_on: None,
            texts,
            chunks: missing,
        });
        self.columns.len() - 1
    }

    /// Begins a row.
    pub(super) fn row(&mut self, line: u64) {
        if self.rows == ROWS {
            self.close();
        }
        self.rows += 1;
        self.lines.push(line);
    }

    /// Meets a column by its name in the row begun, and knows it where that is the second time.
    pub(super) fn meet(&mut self, name: &str) -> usize {
        let at = self.column(name);
        let column = &mut self.columns[at];
        if column.met_in == self.lines.len() {
            column.twice_on = column.twice_on.or(self.lines.last().copied());
        }
        column.met_in = self.lines.len();
        at
    }

    /// Fills a cell of the row begun; of several for one column the first holds.
    pub(super) fn cell(&mut self, column: usize, held: NativeCell, text: &str) {
        let column = &mut self.columns[column];
        if column.texts.len() == self.rows {
            return;
        }
        column.reach(self.rows - 1);
        match held {
            NativeCell::Typed(kind) => {
                column.kind = Some(column.kind.map_or(kind, |known| fitting(known, kind)));
                column.texts.append_value(text);
            }
            NativeCell::Broken | NativeCell::Nested => {
                column.nested |= held == NativeCell::Nested;
                column.broken |= held == NativeCell::Broken;
                column.texts.append_value(format!("{BROKEN}{text}"));
            }
        }
    }

    /// So many empty cells, which columns share.
    fn nothing(&mut self, rows: usize) -> ArrayRef {
        match &self.nothing {
            Some(nothing) if nothing.len() == rows => Arc::clone(nothing),
            _ => Arc::clone(self.nothing.insert(new_null_array(&DataType::Utf8, rows))),
        }
    }

    fn close(&mut self) {
        let nothing = self.nothing(self.rows);
        for column in &mut self.columns {
            if column.texts.is_empty() {
                column.chunks.push(Arc::clone(&nothing));
                continue;
            }
            column.reach(self.rows);
            column.chunks.push(Arc::new(column.texts.finish()));
        }
        self.chunks += 1;
        self.rows = 0;
    }

    /// All rows.
    pub(super) fn finish(mut self, grid: Option<Grid>) -> Result<UntypedTable, ArrowError> {
        if self.rows > 0 {
            self.close();
        }
        let fields = (0..self.columns.len()).map(|at| Field::new(at.to_string(), DataType::Utf8, true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batch = |at: usize| {
            let columns = self.columns.iter().map(|column| Arc::clone(&column.chunks[at])).collect();
            RecordBatch::try_new(Arc::clone(&schema), columns)
        };
        let chunks = if self.columns.is_empty() { 0 } else { self.chunks };
        let batches = (0..chunks).map(batch).collect::<Result<_, _>>()?;
        // Where all that stands in a column is errors, they stand for numbers.
        let kind = |column: &Column| match (column.kind, column.broken) {
            (None, true) => Some(ColumnType::Number),
            (None, false) if !column.nested => Some(ColumnType::Text),
            (kind, _) => kind,
        };
        let columns = self.columns.iter().map(|column| UntypedColumn {
            name: column.name.clone(),
            kind: kind(column),
            is_uncalculated: false,
            twice_on: column.twice_on,
            is_empty: column.kind.is_none() && !column.broken && !column.nested,
        });
        let columns = columns.collect();
        Ok(UntypedTable { columns, batches, lines: self.lines, grid, top: Vec::new() })
    }
}

impl Column {
    fn reach(&mut self, rows: usize) {
        while self.texts.len() < rows {
            self.texts.append_null();
        }
    }
}

/// The type that holds both.
fn fitting(a: ColumnType, b: ColumnType) -> ColumnType {
    use ColumnType::{Date, Datetime, Integer, Number, Text};
    match (a, b) {
        (a, b) if a == b => a,
        (Integer, Number) | (Number, Integer) => Number,
        (Date, Datetime { .. }) | (Datetime { .. }, Date) => Datetime { zoned: false },
        _ => Text,
    }
}

/// A number as a file with this decimal sign would write it.
pub(super) fn number_text(plain: &str, decimal: char) -> String {
    if decimal == '.' { plain.to_owned() } else { plain.replace('.', &decimal.to_string()) }
}
