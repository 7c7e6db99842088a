//! A file or table that somebody names, looked at from its first line to its last.

use thiserror::Error;

use crate::data::{Glance, Signs, TableGlance, size};
use crate::model::{Encoding, FeedFile, FileKind, OpenError};

use super::opened::Opened;
use super::survey::{MOST, Survey};
use super::target::ProfileTarget;
use super::{Format, Profile, sniff};

/// Cells that are looked at one by one; of a file with more, some rows in between are counted only.
const CELLS: u64 = 4_000_000;
/// Bytes of a cell, as a guess at the number of them in a text.
const BYTES: u64 = 7;

/// Why something cannot be looked at.
#[derive(Debug, Error)]
pub enum LookError {
    /// It cannot be opened or read.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Looks at a file or table.
///
/// # Errors
/// It cannot be opened, or its content is not what its format says.
pub fn look(place: &ProfileTarget) -> Result<Profile, LookError> {
    match place {
        ProfileTarget::File(file) => Ok(of_file(&mut file.clone())?),
        ProfileTarget::Table(database) => {
            let opened = Opened::Table(TableGlance::open(database)?);
            let mut survey = Survey::of(&opened, Signs::PLAIN, None)?;
            survey.go(&opened)?;
            let format = Format { kind: "database", table: Some(database.id.clone()), ..Format::default() };
            let mut profile = survey.profile(&opened, format);
            profile.id = id_of(&database.id);
            profile.file = database.shown.clone();
            profile.database = Some(database.address.clone());
            Ok(profile)
        }
    }
}

/// The same of a file, which is told how it is written.
pub(super) fn of_file(file: &mut FeedFile) -> Result<Profile, OpenError> {
    let mut has_no_header = false;
    let usual_separator = char::from(file.format.separator);
    if file.format.kind == FileKind::Text {
        has_no_header = sniff::text(file)?;
    }
    loop {
        match surveyed(file, has_no_header, usual_separator) {
            // What is no UTF-8 may stand far below.
            Err(OpenError::NotUtf8 { .. }) if file.format.encoding.0 == "utf-8" => {
                file.format.encoding = Encoding(sniff::of_letters(file));
            }
            found => return found,
        }
    }
}

fn surveyed(file: &mut FeedFile, has_no_header: bool, usual: char) -> Result<Profile, OpenError> {
    if file.format.kind == FileKind::Workbook {
        workbook_header(file)?;
    }
    let is_text = matches!(file.format.kind, FileKind::Text | FileKind::Fixed);
    let before = file.clone();
    let opened = Opened::File(Box::new(Glance::open(&before)?));
    let mut survey = Survey::of(&opened, Signs::PLAIN, is_text.then_some(file.format.separator))?;
    survey.stride = match size(file).filter(|_| is_text) {
        Some(bytes) => 1 + bytes / (CELLS * BYTES),
        None => 1 + opened.rows().unwrap_or_default().min(MOST) * opened.columns().len() as u64 / CELLS,
    };
    survey.most = if is_text { u64::MAX } else { MOST };
    survey.go(&opened)?;
    let footer = if is_text { survey.footer() } else { 0 };
    if footer > 0 {
        file.format.skip.footer = footer;
        let without = file.clone();
        survey.again();
        survey.go(&Opened::File(Box::new(Glance::open(&without)?)))?;
    }
    file.format.decimal = survey.signs.decimal;
    file.format.thousands = survey.signs.thousands;
    let mut profile = survey.profile(&opened, format(file, &opened, is_text, usual));
    let name = file.shown.rsplit(['/', '\\']).next().unwrap_or_default();
    profile.id = id_of(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    profile.file = file.shown.clone();
    profile.bytes = size(file);
    if has_no_header {
        let line = file.format.header_row;
        let what = match file.format.kind {
            FileKind::Fixed => {
                "no line names its columns: they are called column_1, column_2 and so on".to_owned()
            }
            _ => format!("no line looks like a header: line {line} was taken for it"),
        };
        profile.notes.insert(0, what);
    }
    Ok(profile)
}

fn format(file: &FeedFile, opened: &Opened<'_>, is_text: bool, usual: char) -> Format {
    let format = &file.format;
    let kind = match format.kind {
        FileKind::Text => "text",
        FileKind::Fixed => "fixed",
        FileKind::Parquet => "parquet",
        FileKind::Arrow => "arrow",
        FileKind::Json => "json",
        FileKind::Workbook => "workbook",
    };
    let ending = file.shown.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let mut sheets = match opened {
        Opened::File(glance) => glance.sheets.clone(),
        Opened::Table(_) => Vec::new(),
    };
    let sheet = format.sheet.name.clone().or_else(|| sheets.first().cloned());
    sheets.retain(|name| Some(name) != sheet.as_ref());
    let has_header = format.kind == FileKind::Text || format.kind == FileKind::Workbook;
    Format {
        kind,
        separator: (format.kind == FileKind::Text).then(|| char::from(format.separator)),
        decimal: format.decimal,
        thousands: format.thousands,
        encoding: is_text.then_some(format.encoding.0),
        header_line: (has_header || format.header_row > 1).then_some(format.header_row as u64),
        footer: format.skip.footer as u64,
        fixed: format.fixed.iter().map(|column| (column.name.clone(), column.first, column.last)).collect(),
        sheet,
        other_sheets: sheets,
        table: None,
        is_named: ending.is_some_and(|ending| FileKind::of_ending(&ending).is_some()),
        usual_separator: usual,
    }
}

/// Finds the header of a sheet that has a title above it.
fn workbook_header(file: &mut FeedFile) -> Result<(), OpenError> {
    let before = file.clone();
    let (names, top) = match Glance::open(&before) {
        Ok(glance) => (glance.columns.iter().map(|column| column.name.clone()).collect(), glance.top),
        // The first row may hold nothing at all.
        Err(OpenError::EmptyFile { .. }) if file.format.header_row < 30 => {
            file.format.header_row += 1;
            return workbook_header(file);
        }
        Err(error) => return Err(error),
    };
    let first = file.format.header_row as u64;
    let records: Vec<(u64, Vec<String>)> = std::iter::once((first, names)).chain(top).collect();
    let (at, is_header) = sniff::header(&records);
    if at > 0 && is_header {
        file.format.header_row = records[at].0 as usize;
    }
    Ok(())
}

/// An id as the language wants it.
fn id_of(name: &str) -> String {
    let words = super::words(name).join("_");
    let plain: String = words.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let plain = plain.trim_matches('_').to_owned();
    match plain.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => plain,
        false => format!("data_{plain}").trim_end_matches('_').to_owned(),
    }
}
