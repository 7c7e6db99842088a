//! Workbooks of other formats than Excel's own: binary ones and those of LibreOffice.

use std::borrow::Cow;
use std::cell::Cell as Flag;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use calamine::{Data, DataRef, Range, Reader, Sheets, Xlsb, open_workbook_auto_from_rs};

use super::table::Table;
use super::{Cell, Content, Habits, NO_RESULT};
use crate::data::serial::DateSystem;

type Bytes<'b> = Cursor<&'b [u8]>;

/// A workbook.
pub(super) struct Others<'b>(Sheets<Bytes<'b>>);

impl<'b> Others<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Others<'b>, String> {
        match guarded(|| open_workbook_auto_from_rs(Cursor::new(bytes)))?.map_err(|error| error.to_string())? {
            Sheets::Xlsx(_) => Err("it does not say where its sheets are".to_owned()),
            sheets => Ok(Others(sheets)),
        }
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    pub(super) fn habits(&self) -> Habits {
        let is_1904 = match &self.0 {
            Sheets::Xls(book) => book.has_1904_epoch(),
            Sheets::Xlsb(book) => book.has_1904_epoch(),
            Sheets::Xlsx(_) | Sheets::Ods(_) => false,
        };
        let system = if is_1904 { DateSystem::From1904 } else { DateSystem::From1900 };
        Habits { system, recalculates: false }
    }

    /// Hands the cells of a sheet to a table.
    pub(super) fn read(&mut self, sheet: &str, table: &mut Table<'_>) -> Result<(), String> {
        match &mut self.0 {
            Sheets::Xlsb(book) => guarded(|| binary(book, sheet, table))?,
            sheets => guarded(|| {
                let error = |error: calamine::Error| error.to_string();
                let values = sheets.worksheet_range(sheet).map_err(error)?;
                // Which formulas there are is worth knowing; without them the values stand.
                let formulas = sheets.worksheet_formula(sheet).unwrap_or_default();
                // An Excel 97 file says nothing where a text is empty.
                dense(&values, &formulas, matches!(sheets, Sheets::Ods(_)), table)
            })?,
        }
    }
}

/// Cells of a format whose rows are all there.
fn dense(
    values: &Range<Data>,
    formulas: &Range<String>,
    has_results: bool,
    table: &mut Table<'_>,
) -> Result<(), String> {
    let corners = [values.start(), values.end(), formulas.start(), formulas.end()].into_iter().flatten();
    let (rows, columns): (Vec<u32>, Vec<u32>) = corners.unzip();
    let (Some(bottom), Some(right)) = (rows.iter().max(), columns.iter().max()) else { return Ok(()) };
    let (top, left) = (rows.iter().min().unwrap_or(&0), columns.iter().min().unwrap_or(&0));
    for row in *top..=*bottom {
        for column in *left..=*right {
            let is_formula = formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
            let content = match values.get_value((row, column)) {
                None | Some(Data::Empty) if is_formula && has_results => {
                    Content::Broken(Cow::Borrowed(NO_RESULT))
                }
                None | Some(Data::Empty) => continue,
                Some(Data::String(text)) if is_formula && is_error(text) => Content::Broken(Cow::Borrowed(text)),
                Some(value) => match content(value) {
                    Some(content) => content,
                    None => continue,
                },
            };
            table.take(&Cell { row, column, content, is_formula })?;
        }
    }
    Ok(())
}

/// Whether the text of a formula is LibreOffice's word for an error.
fn is_error(text: &str) -> bool {
    text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?', 'A']))
}

/// Cells of Excel's binary format, one after another. A formula whose result is an error is passed over among the values.
fn binary(book: &mut Xlsb<Bytes<'_>>, sheet: &str, table: &mut Table<'_>) -> Result<(), String> {
    let mut formulas = BTreeSet::new();
    let places = guarded(|| {
        let mut reader = book.worksheet_cells_reader(sheet).ok()?;
        while let Ok(Some(cell)) = reader.next_formula() {
            formulas.insert(cell.get_position());
        }
        Some(())
    });
    drop(places);
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
