//! Headers: the names of a file's columns, and where they stand if not where they were looked for.

use std::collections::BTreeSet;

use super::text::Text;
use crate::data::untyped::UntypedTable;
use crate::data::{OpenError, file};
use crate::model::{Feed, FeedFile, FileKind};

/// So many rows are looked at for a header that stands elsewhere.
const LOOKED_AT: usize = 100;
/// Signs that stand between cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The columns of a text file as its header names them.
pub(in crate::data) fn names(feed: &Feed, file: &FeedFile) -> Result<Vec<String>, OpenError> {
    let mut text = Text::new(file, file::stream(file, true)?);
    let (names, line) = match text.header() {
        // A head may break off in the middle of the header.
        Err(_) if file::is_from_afar(file) => {
            text = Text::new(file, file::stream(file, false)?);
            text.header()?
        }
        found => found?,
    };
    let expected = expected(feed, file);
    if file.format.kind == FileKind::Fixed || fits(&names, &expected) > 0 {
        return Ok(names);
    }
    let mut rows = Vec::new();
    // What is wrong with the rows is said by who reads them.
    while let (true, Ok(Some(row))) = (rows.len() < LOOKED_AT, text.row()) {
        rows.push(row);
    }
    match likely_header_line(&names, &rows, &expected) {
        Some(fits) => Err(not_here(file, line, &names, fits)),
        None => separated(file, line, &names, &expected).map_or(Ok(names), Err),
    }
}

/// Whether a workbook's header stands elsewhere.
pub(in crate::data) fn of_untyped(
    feed: &Feed,
    file: &FeedFile,
    untyped: &UntypedTable,
) -> Result<(), OpenError> {
    if file.format.kind != FileKind::Workbook {
        return Ok(());
    }
    let names: Vec<String> = untyped.columns.iter().map(|column| column.name.trim().to_owned()).collect();
    let expected = expected(feed, file);
    if fits(&names, &expected) > 0 {
        return Ok(());
    }
    // Where nothing is expected, a header is as wide as its table.
    let header = file.format.header_row as u64;
    let texts = |row: &[(u32, String)]| row.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let below: Vec<(Vec<String>, u64)> = untyped.top.iter().map(|(row, line)| (texts(row), *line)).collect();
    let widest = below.iter().map(|(row, _)| row.len()).max().unwrap_or_default();
    let is_wide = |(row, _): &&(Vec<String>, u64)| !expected.is_empty() || row.len() == widest;
    let rows: Vec<(Vec<String>, u64)> = below.iter().filter(is_wide).cloned().collect();
    match likely_header_line(&names, &rows, &expected) {
        Some(fits) => Err(not_here(file, header, &names, fits)),
        None => Ok(()),
    }
}

/// The names that the definition expects.
fn expected<'f>(feed: &'f Feed, file: &'f FeedFile) -> BTreeSet<&'f str> {
    let set = |name: &&String| file.set.iter().all(|(set, _)| set != *name);
    let new = |name: &&String| file.rename.iter().all(|(new, _)| new != *name);
    let declared = feed.columns.keys().chain(file.columns.keys()).filter(set).filter(new);
    declared.chain(file.rename.iter().map(|(_, old)| old)).map(|name| name.trim()).collect()
}

/// How many of the names are expected.
fn fits<S: AsRef<str>>(names: &[S], expected: &BTreeSet<&str>) -> usize {
    names.iter().filter(|name| expected.contains(name.as_ref())).count()
}

/// The line of the row that looks like the header: the one that names most of what is expected; where nothing is, below
/// a single cell, the first row of several.
fn likely_header_line(
    names: &[String],
    rows: &[(Vec<String>, u64)],
    expected: &BTreeSet<&str>,
) -> Option<u64> {
    if !expected.is_empty() {
        let best = rows.iter().map(|(row, line)| (fits(row, expected), std::cmp::Reverse(*line))).max()?;
        return (best.0 > 0).then_some(best.1.0);
    }
    let is_named = |row: &[String]| {
        let is_name = |cell: &String| cell.chars().next().is_some_and(char::is_alphabetic);
        row.len() > 1 && row.iter().all(is_name)
    };
    let filled = names.iter().filter(|name| !name.is_empty()).count();
    rows.iter().find(|(row, _)| filled <= 1 && is_named(row)).map(|(_, line)| *line)
}

fn not_here(file: &FeedFile, line: u64, names: &[String], fits: u64) -> OpenError {
    let found = match names {
        [_] => "it gives one column".to_owned(),
        _ => "it has none of the columns that are named".to_owned(),
    };
    OpenError::HeaderElsewhere { shown: file.shown.clone(), line, found, fits }
}

/// A header of one column whose cells another sign parts.
fn separated(file: &FeedFile, line: u64, names: &[String], expected: &BTreeSet<&str>) -> Option<OpenError> {
    let [name] = names else { return None };
    let parts = |sign: &u8| name.split(char::from(*sign)).map(str::trim).collect::<Vec<_>>();
    let fitting = |sign: &&u8| **sign != file.format.separator && fits(&parts(sign), expected) > 0;
    let sign = SEPARATORS.iter().find(fitting)?;
    let shown = match sign {
        b'\t' => "\\t".to_owned(),
        sign => char::from(*sign).to_string(),
    };
    Some(OpenError::OneColumn { shown: file.shown.clone(), line, separator: shown })
}
