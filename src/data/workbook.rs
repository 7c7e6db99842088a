//! Workbooks: the cells of one sheet, or of a range of it.
//!
//! Files of Excel and LibreOffice are read here, part by part, because what a cell lacks must be known: whether a formula
//! has a result, whether a number is shown as a percentage or a day, whether the book asks to be calculated first. Memory
//! follows the cells that are there, not where they stand. Binary files come through a library ([`binary`]).

mod binary;
mod book;
mod opendocument;
mod package;
mod sheet;
mod shown;
mod strings;
mod table;

use std::borrow::Cow;

use self::binary::Binary;
use self::book::Book;
use self::package::Package;
use self::table::Table;
use super::OpenError;
use super::loose::Loose;
use super::serial::DateSystem;
use crate::model::FeedFile;

/// Instead of a formula's result, where the file holds none.
const NO_RESULT: &str = "formula without result";

/// One cell that is there.
struct Cell<'b> {
    /// From 0.
    row: u32,
    /// From 0.
    column: u32,
    content: Content<'b>,
    is_formula: bool,
}

/// What stands in a cell.
#[derive(Clone)]
enum Content<'b> {
    Text(Cow<'b, str>),
    Bool(bool),
    Number(f64),
    /// A number shown in percent, as the fraction it is.
    Percent(f64),
    /// A number shown as a day, or as a time of the day alone.
    Day {
        serial: f64,
        has_day: bool,
    },
    /// A number of days shown as a span of time.
    Span(f64),
    /// A day or time by ISO 8601.
    Iso(Cow<'b, str>),
    /// A span of time by ISO 8601.
    IsoSpan(Cow<'b, str>),
    /// No value, but something that stands for it: an error, or a formula without result.
    Broken(Cow<'b, str>),
}

/// How a book is to be understood.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// Which day has which number.
    system: DateSystem,
    /// Whether it asks to be calculated when it is opened.
    recalculates: bool,
}

/// Reads a sheet: the header, then every row that has a cell in one of its columns.
pub(super) fn read(bytes: &[u8], file: &FeedFile) -> Result<Loose, OpenError> {
    let unreadable = |reason: String| OpenError::Content { shown: file.shown.clone(), reason };
    if let Some(mut package) = Package::open(bytes) {
        if let Some(book) = Book::open(&mut package).map_err(unreadable)? {
            let (name, path) = chosen(file, book.sheets.iter().map(|(name, path)| (name.clone(), path)))?;
            let mut table = Table::new(file, book.habits);
            sheet::read(&mut package, path, &book, &mut table).map_err(unreadable)?;
            return table.finish(name);
        }
        if let Some(sheets) = opendocument::sheets(&mut package).map_err(unreadable)? {
            let (name, at) = chosen(file, sheets.into_iter().zip(0..))?;
            let mut table = Table::new(file, Habits::default());
            opendocument::read(&mut package, at, &mut table).map_err(unreadable)?;
            return table.finish(name);
        }
    }
    let mut binary = Binary::open(bytes).map_err(unreadable)?;
    let (name, ()) = chosen(file, binary.sheets().into_iter().map(|name| (name, ())))?;
    let mut table = Table::new(file, binary.habits());
    binary.read(&name, &mut table).map_err(unreadable)?;
    table.finish(name)
}

/// The sheet that is wanted, or the first.
fn chosen<T>(file: &FeedFile, sheets: impl Iterator<Item = (String, T)>) -> Result<(String, T), OpenError> {
    let mut sheets: Vec<(String, T)> = sheets.collect();
    let at = match &file.format.sheet.name {
        Some(wanted) => sheets.iter().position(|(name, _)| name == wanted),
        None => (!sheets.is_empty()).then_some(0),
    };
    let shown = file.shown.clone();
    match (at, &file.format.sheet.name) {
        (Some(at), _) => Ok(sheets.swap_remove(at)),
        (None, Some(table)) => {
            let tables = sheets.into_iter().map(|(name, _)| name).collect();
            Err(OpenError::MissingTable { shown, table: table.clone(), tables })
        }
        (None, None) => Err(OpenError::Content { shown, reason: "it has no sheet".to_owned() }),
    }
}
