//! Workbooks of Excel's binary formats, of 1997 and of 2007.

use std::borrow::Cow;
use std::cell::Cell as Flag;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use calamine::{
    Data, DataRef, Dimensions, Range, Reader, SheetVisible, Xls, Xlsb, Xlsx, XlsxError, open_workbook_from_rs,
};

use super::cell::{BookSettings, Cell, Content};
use super::table::{CellRange, Table};
use crate::data::serial::DateSystem;

type Bytes<'b> = Cursor<&'b [u8]>;

/// A workbook.
pub(super) enum Binary<'b> {
    Of1997(Box<Xls<Bytes<'b>>>),
    Of2007(Box<Xlsb<Bytes<'b>>>),
}

impl<'b> Binary<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Binary<'b>, String> {
        let cursor = || Cursor::new(bytes);
        if bytes.starts_with(b"PK") {
            let book = guarded(|| open_workbook_from_rs::<Xlsb<_>, _>(cursor()))?;
            return book.map(|book| Binary::Of2007(Box::new(book))).map_err(|error| error.to_string());
        }
        if !bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err("it is no workbook".to_owned());
        }
        if let Err(XlsxError::Password) = guarded(|| open_workbook_from_rs::<Xlsx<_>, _>(cursor()))? {
            return Err("it is protected by a password".to_owned());
        }
        let book = guarded(|| open_workbook_from_rs::<Xls<_>, _>(cursor()))?;
        book.map(|book| Binary::Of1997(Box::new(book))).map_err(|error| error.to_string())
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        match self {
            Binary::Of1997(book) => book.sheet_names(),
            Binary::Of2007(book) => book.sheet_names(),
        }
    }

    /// The names of the sheets that nobody sees.
    pub(super) fn hidden(&self) -> Vec<String> {
        let sheets = match self {
            Binary::Of1997(book) => book.sheets_metadata(),
            Binary::Of2007(book) => book.sheets_metadata(),
        };
        let unseen = sheets.iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
        unseen.map(|sheet| sheet.name.clone()).collect()
    }

    pub(super) fn settings(&self) -> BookSettings {
        let is_1904 = match self {
            Binary::Of1997(book) => book.has_1904_epoch(),
            Binary::Of2007(book) => book.has_1904_epoch(),
        };
        let system = if is_1904 { DateSystem::From1904 } else { DateSystem::From1900 };
        BookSettings { system, recalculates: false }
    }

    /// Hands the cells of a sheet to a table.
    pub(super) fn read(&mut self, sheet: &str, table: &mut Table<'_>) -> Result<(), String> {
        match self {
            Binary::Of1997(book) => guarded(|| {
                let values = book.worksheet_range(sheet).map_err(|error| error.to_string())?;
                all(&values, table)?;
                let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
                merged.into_iter().for_each(|area| table.take_merged(CellRange::from(area)));
                Ok(())
            })?,
            Binary::Of2007(book) => guarded(|| each(book, sheet, table))?,
        }
    }
}

impl From<Dimensions> for CellRange {
    fn from(area: Dimensions) -> CellRange {
        CellRange { rows: (area.start.0, area.end.0), columns: (area.start.1, area.end.1) }
    }
}

/// Cells of the format of 1997, whose sheets are small.
fn all(values: &Range<Data>, table: &mut Table<'_>) -> Result<(), String> {
    let Some((top, left)) = values.start() else { return Ok(()) };
    for (row, cells) in (top..).zip(values.rows()) {
        for (column, value) in (left..).zip(cells) {
            if let Some(content) = content(value) {
                table.take(&Cell { row, column, content, is_formula: false })?;
            }
        }
    }
    Ok(())
}

/// Cells of the format of 2007, one after another. A formula whose result is an error is passed over among the values.
fn each(book: &mut Xlsb<Bytes<'_>>, sheet: &str, table: &mut Table<'_>) -> Result<(), String> {
    let mut formulas = BTreeSet::new();
    // Which formulas there are is worth knowing; where they cannot be read the values stand.
    let _ = guarded(|| {
        let mut reader = book.worksheet_cells_reader(sheet).ok()?;
        while let Ok(Some(cell)) = reader.next_formula() {
            formulas.insert(cell.get_position());
        }
        Some(())
    });
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
        let place @ (row, column) = cell.get_position();
        // Those before it that have no value.
        let later = formulas.split_off(&place);
        without_value(std::mem::replace(&mut formulas, later), table)?;
        let is_formula = formulas.remove(&place);
        let value: Data = DataRef::clone(cell.get_value()).into();
        if let Some(content) = content(&value) {
            table.take(&Cell { row, column, content, is_formula })?;
        }
    }
    without_value(formulas, table)
}

fn without_value(formulas: BTreeSet<(u32, u32)>, table: &mut Table<'_>) -> Result<(), String> {
    formulas.into_iter().try_for_each(|(row, column)| {
        let content = Content::Broken(Cow::Borrowed("error of a formula"));
        table.take(&Cell { row, column, content, is_formula: true })
    })
}

fn content(value: &Data) -> Option<Content<'_>> {
    Some(match value {
        Data::Empty => return None,
        Data::String(text) => Content::Text(Cow::Borrowed(text)),
        Data::Bool(truth) => Content::Bool(*truth),
        Data::Int(whole) => Content::Number(*whole as f64),
        Data::Float(x) if x.is_finite() => Content::Number(*x),
        Data::Float(x) => Content::Broken(Cow::Owned(x.to_string())),
        Data::DateTime(time) if time.is_duration() => Content::Span(time.as_f64()),
        Data::DateTime(time) => Content::Day { serial: time.as_f64(), has_day: false },
        Data::DateTimeIso(text) => Content::Iso(Cow::Borrowed(text)),
        Data::DurationIso(text) => Content::IsoSpan(Cow::Borrowed(text)),
        Data::Error(error) => Content::Broken(Cow::Owned(error.to_string())),
    })
}

/// What a library gives, where it does not break off; then nothing is printed.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    thread_local!(static IS_QUIET: Flag<bool> = const { Flag::new(false) });
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                loud(panic);
            }
        }));
    });
    let was_quiet = IS_QUIET.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_QUIET.set(was_quiet);
    done.map_err(|_| "it is damaged".to_owned())
}
