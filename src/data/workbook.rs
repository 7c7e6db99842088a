//! Workbooks: the cells of one sheet, or of a range of it.
//!
//! Files of Excel and LibreOffice are read here, part by part, because what a cell lacks must be known: whether a formula
//! has a result, whether a number is shown as a percentage or a day, whether the book asks to be calculated first. Memory
//! follows the cells that are there, not where they stand. Binary files come through a library ([`binary`]).

mod binary;
mod book;
mod cell;
mod number_format;
mod opendocument;
mod package;
mod sheet;
mod strings;
mod table;

use std::io::{Read, Seek};

use self::binary::Binary;
use self::book::Book;
use self::package::Package;
use self::table::Table;
use super::OpenError;
use super::untyped::UntypedTable;
use crate::model::FeedFile;

/// Reads a sheet: the header, then every row that has a cell in one of its columns.
pub(super) fn read(bytes: &[u8], file: &FeedFile) -> Result<UntypedTable, OpenError> {
    let unreadable = |reason: String| OpenError::Content { shown: file.shown.clone(), reason };
    if let Some(mut package) = Package::open(bytes) {
        if let Some(book) = Book::open(&mut package).map_err(unreadable)? {
            let (name, path) = chosen(file, book.sheets.iter().map(|(name, path)| (name.clone(), path)))?;
            let mut table = Table::new(file, book.habits);
            sheet::read(&mut package, path, &book, &mut table).map_err(unreadable)?;
            return table.finish(name);
        }
        if let Some(book) = opendocument::open(&mut package).map_err(unreadable)? {
            let (name, at) = chosen(file, book.names.into_iter().zip(0..))?;
            let mut table = Table::new(file, book.habits);
            opendocument::read(&mut package, at, &mut table).map_err(unreadable)?;
            return table.finish(name);
        }
    }
    let mut binary = Binary::open(bytes).map_err(unreadable)?;
    let (name, ()) = chosen(file, binary.sheets().into_iter().map(|name| (name, ())))?;
    let mut table = Table::new(file, binary.settings());
    binary.read(&name, &mut table).map_err(unreadable)?;
    table.finish(name)
}

/// The names of the sheets of a book, and of those that nobody sees.
pub(super) fn sheets(bytes: &[u8], file: &FeedFile) -> Result<(Vec<String>, Vec<String>), OpenError> {
    let unreadable = |reason: String| OpenError::Content { shown: file.shown.clone(), reason };
    if let Some(mut package) = Package::open(bytes) {
        if let Some(book) = Book::open(&mut package).map_err(unreadable)? {
            return Ok((book.sheets.into_iter().map(|(name, _)| name).collect(), book.hidden));
        }
        if let Some(book) = opendocument::open(&mut package).map_err(unreadable)? {
            return Ok((book.names, book.hidden));
        }
    }
    let binary = Binary::open(bytes).map_err(unreadable)?;
    Ok((binary.sheets(), binary.hidden()))
}

/// Bytes of all parts of a book when they are unpacked, as it says; `None` where it is none of parts.
pub(super) fn unpacked(book: impl Read + Seek) -> Option<u64> {
    package::unpacked(book)
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
        (None, None) => Err(OpenError::Content {
            shown,
            reason: "no sheet can be read of it; save it as `.xlsx`".to_owned(),
        }),
    }
}
