//! Rows whose cells each bring a type of their own, as in JSON and workbooks: text columns, and the type that fits all
//! cells of a column.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringBuilder};

use super::cell::BROKEN;
use crate::measure::ColumnType;

/// Columns that a file may have.
pub(super) const COLUMNS: usize = 100_000;

/// Rows as they were written.
pub(super) struct UntypedTable {
    pub(super) columns: Vec<UntypedColumn>,
    /// What stands in each.
    cells: Vec<Cells>,
    /// Line, or row of the sheet, of each row.
    pub(super) lines: Vec<u64>,
    /// Sheet and first column, where cells have addresses.
    pub(super) grid: Option<Grid>,
    /// The cells of the first rows below the header and their lines, in columns without a name as well: column from 0, and text.
    pub(super) top: Vec<TopRow>,
    /// The same of the lines of the header.
    pub(super) head: Vec<TopRow>,
}

/// The cells of a row, each with its column from 0, and its line.
pub(super) type TopRow = (Vec<(u32, String)>, u64);

/// A column as it was found.
pub(super) struct UntypedColumn {
    pub(super) name: String,
    /// Its type; `None` where all that stands in it is nested.
    pub(super) kind: Option<ColumnType>,
    /// Whether its formulas all hold 0 in a book that asks to be calculated first.
    pub(super) is_uncalculated: bool,
    /// The first cell of it that is merged with others below it, which are empty.
    pub(super) merged: Option<String>,
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

/// The cells of a column that are filled. A file may have as many columns as cells, so that nothing is held of the others.
#[derive(Default)]
struct Cells {
    /// The row of each, from 0, and the length of its text.
    places: Vec<(u32, u32)>,
    texts: String,
}

impl UntypedTable {
    /// Rows in turn, so many at a time: their lines, and the texts of some columns.
    pub(super) fn rows<'t>(
        &'t self,
        wanted: &'t [usize],
        most: usize,
    ) -> impl Iterator<Item = (Vec<u64>, Vec<ArrayRef>)> + 't {
        // How many cells and how much of the texts of each column are behind.
        let mut behind = vec![(0_usize, 0_usize); wanted.len()];
        // Objects without a key are no rows.
        let lines = if self.columns.is_empty() { &[] } else { self.lines.as_slice() };
        lines.chunks(most.max(1)).enumerate().map(move |(chunk, lines)| {
            let first = chunk * most;
            let columns = wanted.iter().zip(&mut behind);
            let texts = columns.map(|(at, behind)| self.cells[*at].texts_of(first, lines.len(), behind));
            (lines.to_vec(), texts.collect())
        })
    }
}

impl Cells {
    /// The texts of some rows as an array.
    fn texts_of(&self, first: usize, rows: usize, (cell, at): &mut (usize, usize)) -> ArrayRef {
        let mut texts = StringBuilder::with_capacity(rows, 0);
        for row in first..first + rows {
            match self.places.get(*cell) {
                Some((own, length)) if *own as usize == row => {
                    let end = *at + *length as usize;
                    texts.append_value(&self.texts[*at..end]);
                    (*cell, *at) = (*cell + 1, end);
                }
                _ => texts.append_null(),
            }
        }
        Arc::new(texts.finish())
    }
}

/// Collects rows cell by cell.
#[derive(Default)]
pub(super) struct Filling {
    index: HashMap<String, usize>,
    columns: Vec<Column>,
    lines: Vec<u64>,
}

struct Column {
    name: String,
    kind: Option<ColumnType>,
    nested: bool,
    broken: bool,
    /// How many rows there were when it was met last.
    met_in: usize,
    twice_on: Option<u64>,
    cells: Cells,
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
        self.columns.push(Column {
            name: name.to_owned(),
            kind: None,
            nested: false,
            broken: false,
            met_in: 0,
            twice_on: None,
            cells: Cells::default(),
        });
        self.columns.len() - 1
    }

    /// Whether there are more columns than a file may have.
    pub(super) fn is_too_wide(&self) -> bool {
        self.columns.len() > COLUMNS
    }

    /// Begins a row.
    pub(super) fn row(&mut self, line: u64) {
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
        // Neither a file of so many rows nor a text of such a length can be held.
        let row = u32::try_from(self.lines.len()).expect("rows that can be held").saturating_sub(1);
        let column = &mut self.columns[column];
        if column.cells.places.last().is_some_and(|(last, _)| *last == row) {
            return;
        }
        let before = column.cells.texts.len();
        match held {
            NativeCell::Typed(kind) => {
                column.kind = Some(column.kind.map_or(kind, |known| fitting(known, kind)));
            }
            NativeCell::Broken | NativeCell::Nested => {
                column.nested |= held == NativeCell::Nested;
                column.broken |= held == NativeCell::Broken;
                column.cells.texts.push(BROKEN);
            }
        }
        column.cells.texts.push_str(text);
        let length = u32::try_from(column.cells.texts.len() - before).expect("a text that can be held");
        column.cells.places.push((row, length));
    }

    /// All rows.
    pub(super) fn finish(self, grid: Option<Grid>) -> UntypedTable {
        // Where all that stands in a column is errors, they stand for numbers.
        let kind = |column: &Column| match (column.kind, column.broken) {
            (None, true) => Some(ColumnType::Number),
            (None, false) if !column.nested => Some(ColumnType::Text),
            (kind, _) => kind,
        };
        let of_column = |column: Column| {
            let kind = kind(&column);
            let is_empty = column.kind.is_none() && !column.broken && !column.nested;
            let Column { name, twice_on, cells, .. } = column;
            (UntypedColumn { name, kind, is_uncalculated: false, merged: None, twice_on, is_empty }, cells)
        };
        let (columns, cells) = self.columns.into_iter().map(of_column).unzip();
        UntypedTable { columns, cells, lines: self.lines, grid, top: Vec::new(), head: Vec::new() }
    }
}

/// The names of columns by the lines of their header, all of one length: joined by a blank. What stands in an upper line holds to the
/// right until the next, where the last line has a name.
pub fn header_names(lines: &[Vec<String>]) -> Vec<String> {
    let Some((last, upper)) = lines.split_last() else { return Vec::new() };
    let mut names: Vec<Vec<&str>> = vec![Vec::new(); last.len()];
    for line in upper {
        let mut held = "";
        for (at, cell) in line.iter().enumerate() {
            held = if cell.is_empty() { held } else { cell };
            let own = if last[at].is_empty() { cell.as_str() } else { held };
            names[at].extend((!own.is_empty()).then_some(own));
        }
    }
    let with_last = names.into_iter().zip(last).map(|(mut parts, last)| {
        parts.extend((!last.is_empty()).then_some(last.as_str()));
        parts.join(" ")
    });
    with_last.collect()
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
