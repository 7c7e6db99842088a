//! A file or table that somebody names, looked at from its first line to its last.

use thiserror::Error;

use crate::data::{Glance, Signs, TableGlance, size};
use crate::locale::letters::latin;
use crate::model::{Encoding, FeedFile, FileKind, OpenError};

use super::opened::Opened;
use super::survey::{MOST, Survey};
use super::target::ProfileTarget;
use super::{Format, Profile, sniff};

/// Cells that are looked at one by one; of a file with more, some rows in between are counted only.
const CELLS: u64 = 4_000_000;
/// Files that a remark names.
const NAMED: usize = 3;
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
        ProfileTarget::File(file) => Ok(of_file(&mut file.clone(), &[])?),
        ProfileTarget::Files { pattern, first, later } => {
            let mut profile = of_file(&mut first.as_ref().clone(), later)?;
            profile.id = id_of(stem(pattern));
            profile.file = pattern.clone();
            let files = later.len() + 1;
            let read = if files == 1 {
                "1 file is read".to_owned()
            } else {
                format!("{files} files are read as one")
            };
            profile.notes.insert(0, read);
            Ok(profile)
        }
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

/// A file, which is told how it is written, and others of its shape behind it.
pub(super) fn of_file(file: &mut FeedFile, later: &[FeedFile]) -> Result<Profile, OpenError> {
    let mut has_no_header = false;
    let usual_separator = char::from(file.format.separator);
    if file.format.kind == FileKind::Text {
        has_no_header = sniff::text(file)?;
    }
    loop {
        match surveyed(file, later, has_no_header, usual_separator) {
            // What is no UTF-8 may stand far below.
            Err(OpenError::NotUtf8 { .. }) if file.format.encoding.0 == "utf-8" => {
                file.format.encoding = Encoding(sniff::of_letters(file));
            }
            found => return found,
        }
    }
}

/// All files, each written as the first.
fn all_of(first: &FeedFile, later: &[FeedFile]) -> Vec<FeedFile> {
    let written = |file: &FeedFile| FeedFile { format: first.format.clone(), ..file.clone() };
    std::iter::once(first.clone()).chain(later.iter().map(written)).collect()
}

/// Files opened as one; and those whose columns are others than the first one's, which are left out.
fn opened(files: &[FeedFile]) -> Result<(Opened<'_>, Vec<&FeedFile>), OpenError> {
    let mut glances = files.iter().map(Glance::open).collect::<Result<Vec<_>, _>>()?;
    let first = Box::new(glances.remove(0));
    if glances.is_empty() {
        return Ok((Opened::File(first), Vec::new()));
    }
    let names = |glance: &Glance<'_>| glance.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>();
    let (mut same, mut others) = (Vec::new(), Vec::new());
    for (glance, file) in glances.into_iter().zip(&files[1..]) {
        if names(&glance) == names(&first) {
            same.push(glance);
        } else {
            others.push(file);
        }
    }
    Ok((Opened::Files(first, same), others))
}

fn surveyed(
    file: &mut FeedFile,
    later: &[FeedFile],
    has_no_header: bool,
    usual: char,
) -> Result<Profile, OpenError> {
    if file.format.kind == FileKind::Workbook {
        sheet_with_table(file)?;
        workbook_header(file)?;
    }
    let is_text = matches!(file.format.kind, FileKind::Text | FileKind::Fixed);
    let all = all_of(file, later);
    let bytes = || all.iter().map(size).sum::<Option<u64>>();
    let (opened, others) = opened(&all)?;
    let mut survey = Survey::of(&opened, Signs::PLAIN, is_text.then_some(file.format.separator))?;
    survey.stride = match bytes().filter(|_| is_text) {
        Some(bytes) => 1 + bytes / (CELLS * BYTES),
        None => 1 + opened.rows().unwrap_or_default().min(MOST) * opened.columns().len() as u64 / CELLS,
    };
    survey.most = if is_text { u64::MAX } else { MOST };
    survey.go(&opened)?;
    let footer = if is_text { survey.footer() } else { 0 };
    if footer > 0 {
        file.format.skip.footer = footer;
        let without = all_of(file, later);
        survey.again();
        survey.go(&self::opened(&without)?.0)?;
    }
    file.format.decimal = survey.signs.decimal;
    file.format.thousands = survey.signs.thousands;
    let mut profile = survey.profile(&opened, format(file, &opened, is_text, usual));
    profile.id = id_of(stem(&file.shown));
    profile.file = file.shown.clone();
    profile.bytes = bytes();
    if !others.is_empty() {
        let names: Vec<String> = others.iter().take(NAMED).map(|file| format!("`{}`", file.shown)).collect();
        let more = others.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = names.join(", ");
        profile.notes.insert(0, format!("{names}{more} have other columns and are not looked at"));
    }
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

/// Chooses a sheet where none is asked for: the first, or the largest where the first holds a note and no table.
fn sheet_with_table(file: &mut FeedFile) -> Result<(), OpenError> {
    if file.format.sheet.name.is_some() {
        return Ok(());
    }
    let seen = |file: &FeedFile| match Glance::open(file) {
        Ok(glance) => {
            let cells = glance.columns.len() as u64 * glance.rows.unwrap_or_default();
            // A title may stand above the header of a table.
            let wide =
                glance.top.iter().filter(|(_, cells)| cells.iter().filter(|c| !c.is_empty()).count() > 1);
            let is_table = glance.columns.len() > 1 && cells > 0 || wide.count() > 1;
            Ok((is_table, cells, glance.sheets))
        }
        Err(OpenError::EmptyFile { .. }) => Ok((false, 0, Vec::new())),
        Err(error) => Err(error),
    };
    let (is_table, _, mut sheets) = seen(file)?;
    if is_table {
        return Ok(());
    }
    if sheets.is_empty() {
        // The first row of a note may be blank.
        let mut below = file.clone();
        while below.format.header_row < 30 && sheets.is_empty() {
            below.format.header_row += 1;
            let (is_table, _, found) = seen(&below)?;
            if is_table {
                return Ok(());
            }
            sheets = found;
        }
    }
    let named = |name: &String| {
        let mut other = file.clone();
        other.format.sheet.name = Some(name.clone());
        let (is_table, cells, _) = seen(&other).ok()?;
        is_table.then_some((cells, name.clone()))
    };
    // Of equals the first.
    let largest =
        sheets.iter().filter_map(named).reduce(|most, next| if next.0 > most.0 { next } else { most });
    if let Some((_, name)) = largest {
        file.format.sheet.name = Some(name);
    }
    Ok(())
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
        Opened::File(glance) | Opened::Files(glance, _) => glance.sheets.clone(),
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

/// The name of a file without folders and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// An id as the language wants it.
fn id_of(name: &str) -> String {
    let words = latin(&super::words(name).join("_"));
    let plain: String = words.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let plain = plain.trim_matches('_').to_owned();
    match plain.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => plain,
        false => format!("data_{plain}").trim_end_matches('_').to_owned(),
    }
}
