//! Small text tables beside a definition, each cell with its place: target files and lists of entities.

use std::path::Path;

use encoding_rs::Encoding;

use super::document::format::FormatKeys;
use super::number;
use super::project::{Folders, MOST};
use crate::disk::{self, ReadError};
use crate::measure::Text;
use crate::problem::{CannotOpen, FileId, Files, Problem, Span, causes, near};

/// What the tables beside one scorecard may hold together: a row of targets takes a thousand bytes while it is laid over what is written.
#[derive(Debug)]
pub(super) struct Room {
    bytes: u64,
    rows: usize,
    cells: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { bytes: MOST, rows: 200_000, cells: 2_000_000 }
    }
}

/// A table as read: its header and its rows.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// How messages call it.
    pub(super) shown: String,
    /// Names of its columns.
    pub(super) header: Vec<Text>,
    /// Its rows that are not blank.
    pub(super) rows: Vec<Row>,
    /// Before decimals.
    pub(super) decimal: char,
    /// Between thousands.
    pub(super) thousands: Option<char>,
    /// Whether the sign before decimals is known: it is written, or cells show it.
    pub(super) is_decimal_told: bool,
    /// Between cells.
    pub(super) separator: char,
    /// The whole text, which decides figures.
    pub(super) text: String,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// Its cells.
    pub(super) cells: Vec<Text>,
}

impl Row {
    /// What a column holds here; `None` when it is blank.
    pub(super) fn cell(&self, column: Option<usize>) -> Option<&Text> {
        self.cells.get(column?).filter(|cell| !cell.value.is_empty())
    }
}

impl Table {
    /// The position of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.value == name)
    }

    /// The position of a column that must be there; `at` is where it is asked for.
    pub(super) fn needs(&self, name: &str, at: Span) -> Result<usize, Problem> {
        self.column(name).ok_or_else(|| {
            let names = || self.header.iter().map(|cell| cell.value.as_str());
            let known: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            let problem = Problem::new(TableWithoutColumn {
                table: self.shown.to_string(),
                name: name.to_string(),
                known: known.join(", "),
            })
            .at(at);
            problem.did_you_mean(near(name, names()))
        })
    }
}

/// Reads the one table that a path names, and keeps its text among the files that messages point into.
pub(super) fn read(
    path: &Text,
    format: Option<&FormatKeys>,
    folders: &Folders,
    beside: &Path,
    files: &mut Files,
    room: &mut Room,
) -> Result<Table, Problem> {
    let ending = Path::new(&path.value).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !matches!(ending.as_deref(), Some("csv" | "txt" | "tsv" | "tab")) {
        return Err(Problem::new(NoTextTable { path: path.to_string() }).at(path.span));
    }
    let found = folders.find(&path.value, beside).map_err(|problem| problem.at(path.span))?;
    let [found] = found.as_slice() else {
        let cause = TableOfSeveral { path: path.to_string(), count: found.len() };
        return Err(Problem::new(cause).at(path.span));
    };
    let beyond = || too_large(path);
    let bytes = disk::read(found, room.bytes).map_err(|error| match error {
        ReadError::TooLong(_) if room.bytes < MOST => beyond(),
        error => Problem::new(CannotOpen { path: path.to_string(), reason: error.to_string() }).at(path.span),
    })?;
    room.bytes -= bytes.len() as u64;
    let label = format.and_then(|keys| keys.encoding).map_or("utf-8", |encoding| encoding.label());
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let (text, _, has_faults) = encoding.decode(&bytes);
    if has_faults {
        let cause = NotOfEncoding { path: path.to_string(), encoding: label.to_string() };
        return Err(Problem::new(cause).at(path.span));
    }
    of_text(text.into_owned(), folders.shown(found), format, files, room).ok_or_else(beyond)
}

/// The table that a text is, which is kept among the files that messages point into; `None` where there is no room for it.
pub(super) fn of_text(
    text: String,
    shown: String,
    format: Option<&FormatKeys>,
    files: &mut Files,
    room: &mut Room,
) -> Option<Table> {
    let sign = |pick: fn(&FormatKeys) -> Option<&Text>| format.and_then(pick)?.value.chars().next();
    let first = text.lines().next().unwrap_or_default();
    let usual = [',', ';', '\t'].into_iter().rev().max_by_key(|sign| first.matches(*sign).count());
    let separator = sign(|keys| keys.separator.as_ref()).or(usual).unwrap_or(',');
    let quote = sign(|keys| keys.quote.as_ref()).unwrap_or('"');
    let file = files.add(shown.clone(), text.clone());
    let skip = format.and_then(|keys| keys.skip.as_ref());
    let header = format.and_then(|keys| keys.header_row.last());
    let skipped = header.map_or(0, |row| row.value.get() as usize - 1);
    let skipped = skip.and_then(|skip| skip.rows.as_ref()).map_or(skipped, |rows| rows.value as usize);
    let mut rows = rows(file, &text, (separator, quote), room)?;
    let footer = skip.and_then(|skip| skip.footer).unwrap_or_default() as usize;
    rows.truncate(rows.len().saturating_sub(footer));
    let mut rows = rows.into_iter().filter(|row| row.line > skipped);
    let header = rows.next().map(|row| row.cells).unwrap_or_default();
    let rows: Vec<Row> = rows.collect();
    let (decimal, thousands) = (sign(|keys| keys.decimal.as_ref()), sign(|keys| keys.thousands.as_ref()));
    let mut cells = rows.iter().flat_map(|row| &row.cells);
    let is_decimal_told = decimal.is_some()
        || thousands.is_some()
        || cells.any(|cell| number::shows_decimal_point(&cell.value));
    Some(Table {
        shown,
        header,
        rows,
        decimal: decimal.unwrap_or('.'),
        thousands,
        is_decimal_told,
        separator,
        text,
    })
}

/// That there is no room for a table.
pub(super) fn too_large(path: &Text) -> Problem {
    Problem::new(TablesTooLarge { path: path.to_string() }).at(path.span)
}

/// Rows with at least one cell that is not blank, as far as there is room for all.
fn rows(file: FileId, text: &str, (separator, quote): (char, char), room: &mut Room) -> Option<Vec<Row>> {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mut rows, mut line) = (Vec::new(), 1);
    while at < text.len() {
        let (mut row, start) = (Row { line, cells: Vec::new() }, at);
        loop {
            let (cell, next, is_last) = cell(file, text, at, separator, quote);
            room.cells = room.cells.checked_sub(1)?;
            row.cells.push(cell);
            at = next;
            if is_last {
                break;
            }
        }
        line += text[start..at].matches('\n').count();
        if row.cells.iter().any(|cell| !cell.value.is_empty()) {
            room.rows = room.rows.checked_sub(1)?;
            rows.push(row);
        }
    }
    Some(rows)
}

/// The cell that begins at a place, the place after it, and whether it ends its row.
fn cell(file: FileId, text: &str, start: usize, separator: char, quote: char) -> (Text, usize, bool) {
    let (mut value, mut is_quoted) = (String::new(), false);
    let mut letters = text[start..].char_indices().map(|(i, c)| (start + i, c)).peekable();
    let (mut end, mut next, mut is_last) = (text.len(), text.len(), true);
    while let Some((i, c)) = letters.next() {
        if c == quote && is_quoted && letters.peek().is_some_and(|(_, after)| *after == quote) {
            letters.next();
            value.push(quote);
        } else if c == quote && (is_quoted || value.trim().is_empty()) {
            is_quoted = !is_quoted;
        } else if !is_quoted && (c == separator || c == '\n') {
            (end, next, is_last) = (i, i + c.len_utf8(), c == '\n');
            break;
        } else {
            value.push(c);
        }
    }
    let written = &text[start..end];
    let blank = written.len() - written.trim_start().len();
    let span = Span::new(file, start + blank, start + blank + written.trim().len());
    (Text::new(value.trim().to_owned(), span), next, is_last)
}

causes! {
    /// A text table without a column that it needs.
    TableWithoutColumn { table: String, name: String, known: String } => MissingColumn,
        "`{table}` needs a column `{name}`",
        "its columns are {known}";

    /// A file that is no text table.
    NoTextTable { path: String } => UnknownFormat,
        "`{path}` is no text table",
        "write it as `.csv`, or name a source";

    /// More rows or cells in tables than are read.
    TablesTooLarge { path: String } => TooLarge,
        "`{path}` is too large: all tables of a scorecard may hold 64 MB, 200,000 rows and 2,000,000 cells together",
        "leave out what no measure of the scorecard uses, or give parts of it scorecards of their own";

    /// A pattern that several files fit where one table is meant.
    TableOfSeveral { path: String, count: usize } => WrongType,
        "`{path}` is {count} files",
        "name one file";

    /// A text table in another encoding.
    NotOfEncoding { path: String, encoding: String } => UnreadableText,
        "`{path}` is not {encoding}",
        "save it as utf-8, or name its `encoding` in `format`";
}
