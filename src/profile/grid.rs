//! A small table as somebody filled it in: its cells as texts, each with its place.

use crate::data::{FilePreview, Rows, top};
use crate::model::{FeedFile, FileKind, OpenError};
use crate::sentiment::fold;

use super::look::of_file;
use super::target::ProfileTarget;

/// Rows of a table that somebody filled in, at most.
const MOST: usize = 200_000;
/// Cells of it.
const CELLS: usize = 2_000_000;
/// Rows that are read at a time.
const ROWS: usize = 8_192;
/// First rows among which the header is looked for.
const TOP: usize = 60;

/// A table of texts.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The file as messages call it.
    pub shown: String,
    /// The names of its columns.
    pub columns: Vec<GridCell>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<GridCell>>,
    /// The sign before decimals.
    pub decimal: char,
    /// The sign between thousands.
    pub thousands: Option<char>,
    /// Whether its numbers are numbers and no texts, as cells of a workbook are.
    pub is_native: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// What stands in it; nothing where it is blank.
    pub text: String,
    /// Its place, such as `targets.xlsx Targets!C7` or `targets.csv:7 (target)`.
    pub at: String,
}

/// Reads a file as a table whose header is the first row with one of some words; `None` where no row has one.
///
/// # Errors
/// It cannot be opened, or is no table of text.
pub fn grid(place: &ProfileTarget, words: &[&str]) -> Result<Option<Grid>, OpenError> {
    let ProfileTarget::File(file) = place else { return Ok(None) };
    let mut file = file.clone();
    if !matches!(file.format.kind, FileKind::Text | FileKind::Workbook) {
        return Ok(None);
    }
    let area = file.format.sheet.area;
    of_file(&mut file, &[])?;
    // Of tables side by side the one that names measures may be another than the first.
    file.format.sheet.area = area;
    // Every row is looked at: what is no target is told, and not left out.
    file.format.skip.footer = 0;
    (file.format.header_row, file.format.header_lines) = (1, 1);
    let Some(header) = header(&mut file, words)? else { return Ok(None) };
    file.format.header_row = usize::try_from(header).unwrap_or(1);
    let glance = FilePreview::open(&file)?;
    let place = |column: usize, line: u64| match glance.address(column, line) {
        Some(address) => format!("{} {address}", file.shown),
        None => format!("{}:{line} ({})", file.shown, glance.columns[column].name),
    };
    let columns: Vec<GridCell> = glance
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| GridCell { text: column.name.clone(), at: place(at, header) })
        .collect();
    let (mut found, mut is_too_large) = (Vec::new(), false);
    glance.read(ROWS, &mut |rows: Rows| {
        for row in 0..rows.len() {
            let line = rows.line(row);
            let cell = |at: usize| GridCell { text: rows.text(at, row).to_owned(), at: place(at, line) };
            let row: Vec<GridCell> = (0..columns.len()).map(cell).collect();
            if row.iter().any(|cell| !cell.text.is_empty()) {
                found.push(row);
            }
        }
        is_too_large = found.len() > MOST || found.len() * columns.len() > CELLS;
        !is_too_large
    })?;
    if is_too_large {
        let reason = "it has more than 200,000 rows, or 2,000,000 cells".to_owned();
        return Err(OpenError::Content { shown: file.shown.clone(), reason });
    }
    let (decimal, thousands) = (file.format.decimal, file.format.thousands);
    let is_native = file.format.kind == FileKind::Workbook;
    Ok(Some(Grid { shown: file.shown.clone(), columns, rows: found, decimal, thousands, is_native }))
}

/// The line of the first row that has one of some words.
fn header(file: &mut FeedFile, words: &[&str]) -> Result<Option<u64>, OpenError> {
    let records: Vec<(u64, Vec<String>)> = match file.format.kind {
        FileKind::Workbook => loop {
            match FilePreview::open(file) {
                Ok(glance) => break glance.top.clone(),
                // The first rows may hold nothing at all.
                Err(OpenError::EmptyFile { .. }) if file.format.header_row < TOP => {
                    file.format.header_row += 1
                }
                Err(error) => return Err(error),
            }
        },
        _ => top(file, TOP)?.records,
    };
    let is_header = |(_, cells): &&(u64, Vec<String>)| {
        cells.iter().any(|cell| cell.len() <= 40 && words.contains(&fold(cell.trim()).as_str()))
    };
    Ok(records.iter().find(is_header).map(|(line, _)| *line))
}
