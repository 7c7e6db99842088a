//! How formulas write cells, and what stands in them for days and counts.

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};

/// The number that a spreadsheet keeps for a day.
pub(super) fn serial(day: chrono::NaiveDate) -> f64 {
    let from = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - from).num_days() as f64
}

/// A count as a number of rows; past the sheet's end it is the first row the writer refuses.
pub(super) fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(1 << 20).min(1 << 20)
}

/// A count as a number of columns, likewise.
pub(super) fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(1 << 14).min(1 << 14)
}

/// `E12`
pub(super) fn cell(row: u32, column: u16) -> String {
    row_col_to_cell(row, column)
}

/// `$E$12`
pub(super) fn fixed(row: u32, column: u16) -> String {
    row_col_to_cell_absolute(row, column)
}

/// `E$12`
pub(super) fn in_row(row: u32, column: u16) -> String {
    let cell = cell(row, column);
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
    format!("{}${}", &cell[..digits], &cell[digits..])
}

/// `$E12`
pub(super) fn in_column(row: u32, column: u16) -> String {
    format!("${}", cell(row, column))
}
