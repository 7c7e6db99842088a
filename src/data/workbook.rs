//! Workbooks: the cells of one sheet, or of a range of it.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, open_workbook_auto_from_rs};

use super::OpenError;
use super::loose::{Filling, Grid, Held, Loose, number_text};
use crate::measure::ColumnType;
use crate::model::FeedFile;

/// Whole numbers that floats count in ones.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a sheet: the header, then every row that has a cell.
pub(super) fn read(bytes: &[u8], file: &FeedFile) -> Result<Loose, OpenError> {
    let unreadable = |reason: String| OpenError::Content { shown: file.shown.clone(), reason };
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(error.to_string()))?;
    let tables = book.sheet_names();
    let wanted = &file.format.sheet;
    let name = match &wanted.name {
        Some(name) if tables.contains(name) => name.clone(),
        Some(table) => {
            let (shown, table) = (file.shown.clone(), table.clone());
            return Err(OpenError::MissingTable { shown, table, tables });
        }
        None => tables.first().cloned().ok_or_else(|| unreadable("it has no sheet".to_owned()))?,
    };
    let range = book.worksheet_range(&name).map_err(|error| unreadable(error.to_string()))?;

    let area = wanted.area;
    let top = area.top.unwrap_or(1).max(u32::try_from(file.format.header_row).unwrap_or(u32::MAX));
    let empty = || OpenError::EmptyFile { shown: file.shown.clone(), line: top as usize };
    let ((_, first), (bottom, last)) = range.start().zip(range.end()).ok_or_else(empty)?;
    let left = area.left.map_or(first, |column| column - 1);
    let right = area.right.map_or(last, |column| column - 1);
    let bottom = area.bottom.map_or(bottom, |row| bottom.min(row - 1));

    let mut filling = Filling::default();
    let decimal = file.format.decimal;
    let mut named = false;
    for column in left..=right {
        let text = cell(&range, top - 1, column, decimal).map_or(String::new(), |(_, text)| text);
        named |= !text.is_empty();
        filling.new_column(&text);
    }
    if !named {
        return Err(empty());
    }
    for row in top..=bottom {
        let cells = (left..=right).filter_map(|column| Some((column, cell(&range, row, column, decimal)?)));
        for (n, (column, (held, text))) in cells.enumerate() {
            if n == 0 {
                filling.row(u64::from(row) + 1);
            }
            filling.cell((column - left) as usize, held, &text);
        }
    }
    let grid = Grid { sheet: name, left };
    filling.finish(Some(grid)).map_err(|error| unreadable(error.to_string()))
}

/// What stands in a cell, rows and columns from 0; nothing when it is empty.
fn cell(range: &Range<Data>, row: u32, column: u32, decimal: char) -> Option<(Held, String)> {
    let typed = |kind, text| Some((Held::Typed(kind), text));
    match range.get_value((row, column))? {
        Data::Empty => None,
        Data::String(text) if text.trim().is_empty() => None,
        Data::String(text) => typed(ColumnType::Text, text.clone()),
        Data::Bool(truth) => typed(ColumnType::Bool, truth.to_string()),
        Data::Int(whole) => typed(ColumnType::Integer, whole.to_string()),
        Data::Float(x) if x.fract() == 0.0 && x.abs() < EXACT => typed(ColumnType::Integer, x.to_string()),
        Data::Float(x) => typed(ColumnType::Number, number_text(&x.to_string(), decimal)),
        Data::DateTime(time) => dated(time, decimal),
        Data::DateTimeIso(text) if text.contains('T') => {
            typed(ColumnType::Datetime { zoned: false }, text.clone())
        }
        Data::DateTimeIso(text) => typed(ColumnType::Date, text.clone()),
        Data::DurationIso(text) => typed(ColumnType::Duration, text.clone()),
        Data::Error(error) => Some((Held::Broken, error.to_string())),
    }
}

/// A day, a day with a time, or a span of time as seconds.
fn dated(time: &ExcelDateTime, decimal: char) -> Option<(Held, String)> {
    let days = time.as_f64();
    if time.is_duration() || days < 1.0 {
        let seconds = (days * 86_400.0 * 1_000.0).round() / 1_000.0;
        return Some((Held::Typed(ColumnType::Duration), number_text(&seconds.to_string(), decimal)));
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(match (hour, minute, second, milli) {
        (0, 0, 0, 0) => (Held::Typed(ColumnType::Date), date),
        _ => (
            Held::Typed(ColumnType::Datetime { zoned: false }),
            format!("{date}T{hour:02}:{minute:02}:{second:02}.{milli:03}"),
        ),
    })
}
