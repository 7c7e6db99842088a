//! A file or table that somebody names, looked at from its first line to its last.

use chrono::NaiveDate;
use thiserror::Error;

use crate::data::{FilePreview, Rows, Signs, TablePreview, size};
use crate::locale::letters::latin;
use crate::model::{Area, Encoding, FeedFile, FileFormat, FileKind, OpenError, Sheet};

use super::opened_table::{OpenedTable, are_alike, names, of_all};
use super::survey::{MOST, Survey};
use super::target::ProfileTarget;
use super::{Format, Profile, file_name_days, months, sheet, signs, sniff};

/// Cells that are looked at one by one; of a file with more, some rows in between are counted only.
const CELLS: u64 = 4_000_000;
/// Rows by which the signs of texts in a workbook are found out.
const FIRST: usize = 2_000;
/// Rows that are read at a time.
const ROWS: usize = 8_192;
/// Sheets of a book that are compared with one another.
const SHEETS: usize = 200;
/// Lists of a file of JSON that a remark names.
const LISTS: usize = 12;
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
        ProfileTarget::File(file) => {
            let mut read = file.clone();
            let mut profile = of_file(&mut read, &[])?;
            if file.format.sheet == Sheet::default() && profile.time().is_some() {
                profile = with_sheets(&read, profile)?;
            }
            find_days_in_names(&mut profile, &[&file.shown]);
            name_months(&mut profile);
            Ok(profile)
        }
        ProfileTarget::Files { pattern, first, later } => {
            let mut profile = of_file(&mut first.as_ref().clone(), later)?;
            profile.id = id_of(stem(pattern));
            profile.file = pattern.clone();
            let files = later.len() + 1 - profile.passed_over;
            let read = if files == 1 {
                "1 file is read".to_owned()
            } else {
                format!("{files} files are read as one")
            };
            profile.notes.insert(0, read);
            let names: Vec<&str> =
                std::iter::once(&**first).chain(later).map(|file| file.shown.as_str()).collect();
            find_days_in_names(&mut profile, &names);
            Ok(profile)
        }
        ProfileTarget::Table(database) => {
            let opened = OpenedTable::Table(TablePreview::open(database)?);
            let mut survey = Survey::begin(&opened, Signs::PLAIN, None)?;
            survey.read_all(&opened)?;
            let format = Format { kind: "database", table: Some(database.id.clone()), ..Format::default() };
            let mut profile = survey.profile(&opened, format);
            profile.id = id_of(&database.id);
            profile.file = database.shown.clone();
            profile.database = Some(database.address.clone());
            Ok(profile)
        }
    }
}

/// The same with the rows of other sheets of the book that have the same columns: a sheet for each month.
fn with_sheets(file: &FeedFile, profile: Profile) -> Result<Profile, OpenError> {
    let (Some(own), false) = (profile.format.sheet.clone(), profile.format.has_range) else {
        return Ok(profile);
    };
    let with_sheet = |name: &String| {
        let mut other = file.clone();
        other.format.sheet = Sheet { name: Some(name.clone()), ..Sheet::default() };
        other
    };
    let names = |file: &FeedFile| {
        let glance = FilePreview::open(file).ok()?;
        let names: Vec<String> = glance.columns.iter().map(|column| column.name.clone()).collect();
        (names.len() > 1 && !glance.hidden.contains(file.format.sheet.name.as_ref()?)).then_some(names)
    };
    let first = with_sheet(&own);
    let Some(columns) = names(&first) else { return Ok(profile) };
    let is_same = |name: &&String| names(&with_sheet(name)).is_some_and(|names| names == columns);
    let others: Vec<String> =
        profile.format.other_sheets.iter().take(SHEETS).filter(is_same).cloned().collect();
    if others.is_empty() {
        return Ok(profile);
    }
    let later: Vec<FeedFile> = others.iter().map(with_sheet).collect();
    let mut all = of_file(&mut first.clone(), &later)?;
    let count = others.len() + 1;
    all.format.other_sheets.retain(|name| !others.contains(name));
    all.format.sheets = std::iter::once(own).chain(others).collect();
    all.notes.insert(0, format!("{count} sheets have the same columns and are read as one"));
    let next = of_file(&mut later[0].clone(), &[])?;
    if let (Some(one), Some(other)) = (profile.days(), next.days())
        && share_days(one, other)
    {
        let mut names = ["sheet", "sheet_name", "name_of_sheet"].into_iter();
        all.sheet_column = names.find(|name| all.column(name).is_none()).map(str::to_owned);
    }
    if let Some(name) = &all.sheet_column {
        let said = format!("the sheets share their days: `{name}` of the block says from which a row comes");
        all.notes.insert(1, said);
    }
    Ok(all)
}

/// Whether two spans of days are the same for the better part: branches side by side, and not years one after another.
fn share_days(one: (NaiveDate, NaiveDate), other: (NaiveDate, NaiveDate)) -> bool {
    let days = |(first, last): (NaiveDate, NaiveDate)| (last - first).num_days() + 1;
    let both = (one.0.max(other.0), one.1.min(other.1));
    2 * days(both) > days(one).min(days(other))
}

/// Finds the days of rows in the names of their files, where no column holds any.
fn find_days_in_names(profile: &mut Profile, paths: &[&str]) {
    let name = |path: &&str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let names: Vec<String> = paths.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    profile.named = file_name_days::days(&names).filter(|_| profile.time().is_none() && profile.rows > 0);
}

/// Finds the year of months side by side in the name of their sheet or file.
fn name_months(profile: &mut Profile) {
    if profile.days().is_some() || profile.months.is_some() {
        return;
    }
    if let Some(found) = months::named(profile, stem(&profile.file)) {
        profile.notes.push(months::note(&found));
        profile.months = Some(found);
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
    let written = |file: &FeedFile| {
        // Of sheets of one book each has its own name.
        let is_same = file.location == first.location;
        let sheet = if is_same { &file.format.sheet } else { &first.format.sheet };
        FeedFile { format: FileFormat { sheet: sheet.clone(), ..first.format.clone() }, ..file.clone() }
    };
    std::iter::once(first.clone()).chain(later.iter().map(written)).collect()
}

/// Files opened as one; and those whose columns are others than the first one's, which are left out.
fn opened(files: &[FeedFile]) -> Result<(OpenedTable<'_>, Vec<&FeedFile>), OpenError> {
    let mut glances = files.iter().map(FilePreview::open).collect::<Result<Vec<_>, _>>()?;
    let first = glances.remove(0);
    if glances.is_empty() {
        return Ok((OpenedTable::File(Box::new(first)), Vec::new()));
    }
    let (mut same, mut others) = (vec![first], Vec::new());
    for (glance, file) in glances.into_iter().zip(&files[1..]) {
        if are_alike(&names(&same[0]), &names(&glance)) {
            same.push(glance);
        } else {
            others.push(file);
        }
    }
    let columns = of_all(&same);
    Ok((OpenedTable::Files(same, columns), others))
}

/// Columns that some of several files lack, told.
fn added(opened: &OpenedTable<'_>) -> Vec<String> {
    let OpenedTable::Files(files, columns) = opened else { return Vec::new() };
    let having = |name: &String| files.iter().filter(|file| names(file).contains(name)).count();
    let told = columns.iter().map(|column| (&column.name, having(&column.name)));
    let told = told.filter(|(_, having)| *having < files.len());
    told.take(NAMED)
        .map(|(name, having)| format!("`{name}` stands in {having} of {} files", files.len()))
        .collect()
}

fn surveyed(
    file: &mut FeedFile,
    later: &[FeedFile],
    has_no_header: bool,
    usual: char,
) -> Result<Profile, OpenError> {
    let mut told = Vec::new();
    match file.format.kind {
        FileKind::Workbook => {
            told.extend(sheet_with_table(file)?);
            told.extend(workbook_header(file)?);
            signs_of_texts(file)?;
        }
        FileKind::Json => told.extend(json_rows(file)?),
        _ => {}
    }
    let is_text = matches!(file.format.kind, FileKind::Text | FileKind::Fixed);
    let all = all_of(file, later);
    let bytes = || all.iter().map(size).sum::<Option<u64>>();
    let (opened, others) = opened(&all)?;
    let signs = Signs { decimal: file.format.decimal, thousands: file.format.thousands };
    let mut survey = Survey::begin(&opened, signs, is_text.then_some(file.format.separator))?;
    survey.stride = match bytes().filter(|_| is_text) {
        Some(bytes) => 1 + bytes / (CELLS * BYTES),
        None => 1 + opened.rows().unwrap_or_default().min(MOST) * opened.columns().len() as u64 / CELLS,
    };
    survey.most = if is_text { u64::MAX } else { MOST };
    survey.read_all(&opened)?;
    let footer = if is_text || file.format.kind == FileKind::Workbook { survey.footer() } else { 0 };
    if footer > 0 {
        file.format.skip.footer = footer;
        let without = all_of(file, later);
        survey.reset();
        survey.read_all(&self::opened(&without)?.0)?;
    }
    file.format.decimal = survey.signs.decimal;
    file.format.thousands = survey.signs.thousands;
    let mut profile = survey.profile(&opened, format(file, &opened, is_text, usual));
    profile.id = id_of(stem(&file.shown));
    profile.file = file.shown.clone();
    profile.bytes = bytes();
    profile.notes.splice(0..0, added(&opened));
    profile.passed_over = others.len();
    if !others.is_empty() {
        let names: Vec<String> = others.iter().take(NAMED).map(|file| format!("`{}`", file.shown)).collect();
        let more = others.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = names.join(", ");
        profile.notes.insert(0, format!("{names}{more} have other columns and are not looked at"));
    }
    profile.notes = told.into_iter().chain(std::mem::take(&mut profile.notes)).collect();
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

/// Chooses a sheet where none is asked for: the first that is seen, or the largest where that holds a note and no table. What is to be
/// told of that.
fn sheet_with_table(file: &mut FeedFile) -> Result<Option<String>, OpenError> {
    if file.format.sheet != Sheet::default() {
        return Ok(None);
    }
    let seen = |file: &FeedFile| match FilePreview::open(file) {
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
    let hidden = FilePreview::open(file).map(|glance| (glance.sheets, glance.hidden)).unwrap_or_default();
    let is_hidden = |name: &String| hidden.1.contains(name);
    let told = hidden.0.first().filter(|first| is_hidden(first) && !hidden.0.iter().all(is_hidden)).cloned();
    let told =
        told.map(|first| format!("the first sheet, `{first}`, is hidden, and another one is looked at"));
    if told.is_some() {
        file.format.sheet.name = hidden.0.iter().find(|name| !is_hidden(name)).cloned();
    }
    let (is_table, _, mut sheets) = seen(file)?;
    if is_table {
        return Ok(told);
    }
    if sheets.is_empty() {
        // The first row of a note may be blank.
        let mut below = file.clone();
        while below.format.header_row < 30 && sheets.is_empty() {
            below.format.header_row += 1;
            let (is_table, _, found) = seen(&below)?;
            if is_table {
                return Ok(told);
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
    // Of equals the first; a hidden one only where no other is a table.
    let largest = |wanted: bool| {
        let sheets = sheets.iter().take(SHEETS).filter(|name| is_hidden(name) == wanted).filter_map(named);
        sheets.reduce(|most, next| if next.0 > most.0 { next } else { most })
    };
    let largest = largest(false).or_else(|| largest(true));
    if let Some((_, name)) = largest {
        file.format.sheet.name = Some(name);
    }
    Ok(told)
}

fn format(file: &FeedFile, opened: &OpenedTable<'_>, is_text: bool, usual: char) -> Format {
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
    let (mut sheets, mut hidden) = match opened {
        OpenedTable::File(glance) => (glance.sheets.clone(), glance.hidden.clone()),
        OpenedTable::Files(all, _) => (all[0].sheets.clone(), all[0].hidden.clone()),
        OpenedTable::Table(_) => (Vec::new(), Vec::new()),
    };
    let name = format.sheet.name.clone().or_else(|| sheets.first().cloned());
    let sheet = sheet::written(&format.sheet, name.as_deref());
    sheets.retain(|own| Some(own) != name.as_ref());
    hidden.retain(|own| Some(own) != name.as_ref());
    // Those that nobody sees come last.
    sheets.sort_by_key(|own| hidden.contains(own));
    let has_header = format.kind == FileKind::Text || format.kind == FileKind::Workbook;
    let header = format.sheet.area.top.map_or(format.header_row, |top| top as usize);
    Format {
        kind,
        separator: (format.kind == FileKind::Text).then(|| char::from(format.separator)),
        decimal: format.decimal,
        thousands: format.thousands,
        encoding: is_text.then_some(format.encoding.0),
        header_line: (has_header || header > 1).then_some(header as u64),
        header_lines: format.header_lines as u64,
        rows: format.rows.clone(),
        sheets: Vec::new(),
        has_range: format.sheet.area != Area::default(),
        footer: format.skip.footer as u64,
        fixed: format.fixed.iter().map(|column| (column.name.clone(), column.first, column.last)).collect(),
        sheet,
        other_sheets: sheets,
        hidden_sheets: hidden,
        table: None,
        is_named: ending.is_some_and(|ending| FileKind::of_ending(&ending).is_some()),
        usual_separator: usual,
    }
}

/// Finds the table of a sheet that has a title above it or others beside it; what is to be told of that.
fn workbook_header(file: &mut FeedFile) -> Result<Option<String>, OpenError> {
    if file.format.sheet.area != Area::default() {
        return Ok(None);
    }
    let before = file.clone();
    let (sheets, top) = match FilePreview::open(&before) {
        Ok(glance) => (glance.sheets, glance.top),
        // The first row may hold nothing at all.
        Err(OpenError::EmptyFile { .. }) if file.format.header_row < 30 => {
            file.format.header_row += 1;
            return workbook_header(file);
        }
        Err(error) => return Err(error),
    };
    let Some(found) = sheet::place(&top) else { return Ok(None) };
    let area = |(line, first, last): (u64, usize, usize)| Area {
        top: u32::try_from(line).ok(),
        left: u32::try_from(first + 1).ok(),
        right: u32::try_from(last + 1).ok(),
        bottom: None,
    };
    let Some((first, last)) = found.columns else {
        file.format.header_row = usize::try_from(found.header).unwrap_or(1);
        file.format.header_lines = found.lines;
        return Ok(None);
    };
    (file.format.header_row, file.format.header_lines) = (1, 1);
    file.format.sheet.area = area((found.header, first, last));
    let name = file.format.sheet.name.clone().or_else(|| sheets.first().cloned());
    let others = found.others.iter().filter_map(|other| {
        let sheet = Sheet { name: name.clone(), area: area(*other) };
        Some(format!("`--sheet \"{}\"`", sheet::written(&sheet, None)?))
    });
    let others: Vec<String> = others.collect();
    Ok(Some(format!(
        "tables stand side by side in the sheet, and the first is looked at; {} shows the next",
        others.join(", ")
    )))
}

/// Finds the signs of numbers that stand as texts in the cells of a workbook.
fn signs_of_texts(file: &mut FeedFile) -> Result<(), OpenError> {
    let before = file.clone();
    let glance = FilePreview::open(&before)?;
    let width = glance.columns.len();
    let mut first: Vec<Rows> = Vec::new();
    let mut read = 0;
    glance.read(ROWS, &mut |rows| {
        read += rows.len();
        first.push(rows);
        read < FIRST
    })?;
    let texts: Vec<Vec<&str>> =
        (0..width).map(|at| first.iter().flat_map(|rows| rows.written(at)).take(FIRST).collect()).collect();
    let opened = OpenedTable::File(Box::new(glance));
    // Programs that write numbers as texts write them as people do: where a comma could be either, it stands before decimals.
    let signs = signs::found(&opened, b';', &texts);
    if signs != Signs::PLAIN {
        (file.format.decimal, file.format.thousands) = (signs.decimal, signs.thousands);
    }
    Ok(())
}

/// Takes the one list of objects for the rows, where a file of JSON is one object around it; what is to be told of that.
fn json_rows(file: &mut FeedFile) -> Result<Option<String>, OpenError> {
    let lists = FilePreview::open(file)?.lists;
    let named = |(name, count): &(String, usize)| format!("`{name}` ({})", super::text::count(*count as u64));
    Ok(match lists.as_slice() {
        [] => None,
        [only] => {
            file.format.rows = Some(only.0.clone());
            Some(format!("the file is one object, whose list {} holds the rows", named(only)))
        }
        several => Some(format!(
            "the file is one object with several lists of objects: say which holds the rows by `format: {{ rows: {} }}`; there are {}",
            several[0].0,
            {
                let more = several.len().saturating_sub(LISTS);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("{}{more}", several.iter().take(LISTS).map(named).collect::<Vec<_>>().join(", "))
            }
        )),
    })
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
