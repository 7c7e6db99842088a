//! The table in a sheet: its header, and the rows below, taken cell by cell.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::cell::{BookSettings, Cell, Content};
use crate::data::OpenError;
use crate::data::cell::{FROM_1904, WRITTEN};
use crate::data::pattern::DateText;
use crate::data::serial::DateSystem;
use crate::data::untyped::{Filling, Grid, NativeCell, TopRow, UntypedTable, header_names, number_text};
use crate::measure::ColumnType;
use crate::model::FeedFile;

/// Whole numbers that floats count in ones.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// As many rows as a sheet has.
pub(super) const ROWS: u32 = 1 << 20;
/// As many columns as a sheet has.
const COLUMNS: u32 = 1 << 14;

/// Bytes that are held of a sheet: a text may stand in a million cells, and once in the file.
const BYTES: usize = 1 << 28;

/// So many rows below the header are kept as texts: one of them may be the header.
const TOP: usize = 100;

/// What is collected of a sheet.
pub(super) struct Table<'f> {
    file: &'f FeedFile,
    habits: BookSettings,
    /// First and last row of the header, from 0.
    header: (u32, u32),
    /// The cells of the header: row, column and text.
    head: Vec<(u32, u32, String)>,
    /// Columns and names of the header.
    named: Vec<(u32, String)>,
    /// Of each column its place among those that have a name, once the header is known.
    places: Option<Vec<Option<usize>>>,
    filling: Filling,
    /// What the formulas of each named column hold.
    formulas: Vec<Formulas>,
    /// Cells of several rows that are shown as one.
    merged: Vec<CellRange>,
    /// The row of the last cell.
    row: u32,
    /// The row begun.
    begun: Option<u32>,
    /// The last rows, which may be none.
    last: VecDeque<(u32, Vec<HeldCell>)>,
    /// The cells of the first rows below the header, and their lines.
    top: Vec<TopRow>,
    /// Bytes that are held.
    bytes: usize,
}

/// Cells from the first to the last row and column, from 0.
pub(super) struct CellRange {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// A cell that waits for rows below it: its column, what it holds, and of a formula whether it is 0.
struct HeldCell {
    place: usize,
    held: NativeCell,
    text: String,
    formula: Option<bool>,
}

/// How many formulas of a column hold 0, and how many something else.
#[derive(Clone, Default)]
struct Formulas {
    zeros: u64,
    others: u64,
}

impl<'f> Table<'f> {
    pub(super) fn new(file: &'f FeedFile, habits: BookSettings) -> Table<'f> {
        let area = file.format.sheet.area;
        let top = area.top.unwrap_or(1).max(u32::try_from(file.format.header_row).unwrap_or(u32::MAX));
        let lines = u32::try_from(file.format.header_lines).unwrap_or(u32::MAX).max(1);
        let first = top.saturating_sub(1);
        Table {
            file,
            habits,
            header: (first, first.saturating_add(lines - 1)),
            head: Vec::new(),
            named: Vec::new(),
            places: None,
            filling: Filling::default(),
            formulas: Vec::new(),
            merged: Vec::new(),
            row: 0,
            begun: None,
            last: VecDeque::new(),
            top: Vec::new(),
            bytes: 0,
        }
    }

    /// Takes the next cell; rows come in their order.
    pub(super) fn take(&mut self, cell: &Cell<'_>) -> Result<(), String> {
        if cell.row >= ROWS || cell.column >= COLUMNS {
            return Err("it has a cell outside all sheets".to_owned());
        }
        if cell.row < self.row {
            return Err(format!("row {} stands after row {} in it", cell.row + 1, self.row + 1));
        }
        self.row = cell.row;
        let area = self.file.format.sheet.area;
        let is_within = area.left.is_none_or(|left| cell.column + 1 >= left)
            && area.right.is_none_or(|right| cell.column < right)
            && area.bottom.is_none_or(|bottom| cell.row < bottom);
        if !is_within || cell.row < self.header.0 {
            return Ok(());
        }
        let decimal = self.file.format.decimal;
        if cell.row <= self.header.1 {
            if let Some((_, text)) = held(&cell.content, self.habits.system, decimal) {
                self.hold(&text)?;
                self.head.push((cell.row, cell.column, plain(&text).trim().to_owned()));
            }
            return Ok(());
        }
        self.keep_header_cell(cell)?;
        self.begin();
        let column = usize::try_from(cell.column).unwrap_or(usize::MAX);
        let place = self.places.as_ref().and_then(|places| *places.get(column)?);
        let (Some(place), Some((held, text))) = (place, held(&cell.content, self.habits.system, decimal))
        else {
            return Ok(());
        };
        self.hold(&text)?;
        let is_zero = matches!(cell.content, Content::Number(0.0) | Content::Percent(0.0));
        let footer = self.file.format.skip.footer;
        if footer == 0 {
            self.fill(cell.row, (place, held, &text), cell.is_formula.then_some(is_zero));
            return Ok(());
        }
        if self.last.back().is_none_or(|(row, _)| *row != cell.row) {
            self.last.push_back((cell.row, Vec::new()));
            if self.last.len() > footer
                && let Some((row, cells)) = self.last.pop_front()
            {
                for HeldCell { place, held, text, formula } in cells {
                    self.fill(row, (place, held, &text), formula);
                }
            }
        }
        if let Some((_, cells)) = self.last.back_mut() {
            let (text, formula) = (text.into_owned(), cell.is_formula.then_some(is_zero));
            cells.push(HeldCell { place, held, text, formula });
        }
        Ok(())
    }

    /// Fills a cell; of a formula it is said whether it is 0.
    fn fill(&mut self, row: u32, (place, held, text): (usize, NativeCell, &str), formula: Option<bool>) {
        match formula {
            Some(true) => self.formulas[place].zeros += 1,
            Some(false) => self.formulas[place].others += 1,
            None => {}
        }
        if self.begun != Some(row) {
            self.begun = Some(row);
            self.filling.row(u64::from(row) + 1);
        }
        self.filling.cell(place, held, text);
    }

    /// Counts the bytes of a cell that is held, and of its place.
    fn hold(&mut self, text: &str) -> Result<(), String> {
        self.bytes += text.len() + size_of::<u64>();
        match self.bytes > BYTES {
            true => Err(format!("the cells of a sheet of it take more than {} MB", BYTES >> 20)),
            false => Ok(()),
        }
    }

    /// Keeps a cell of the first rows as it may stand in a header.
    fn keep_header_cell(&mut self, cell: &Cell<'_>) -> Result<(), String> {
        let line = u64::from(cell.row) + 1;
        if self.top.last().is_none_or(|(_, last)| *last != line) {
            if self.top.len() == TOP {
                return Ok(());
            }
            self.top.push((Vec::new(), line));
        }
        let held = held(&cell.content, self.habits.system, self.file.format.decimal);
        let Some((_, text)) = held else { return Ok(()) };
        self.hold(&text)?;
        if let Some((row, _)) = self.top.last_mut() {
            row.push((cell.column, plain(&text).trim().to_owned()));
        }
        Ok(())
    }

    /// Takes cells that are shown as one, of which the first alone has what stands there.
    pub(super) fn take_merged(&mut self, range: CellRange) {
        // So many as nobody merges by hand: the first ones are told.
        const MOST: usize = 10_000;
        if range.rows.1 > range.rows.0 && self.merged.len() < MOST {
            self.merged.push(range);
        }
    }

    /// The first row of a column's first cell below the header that is merged with others below it.
    fn first_merged(&self, column: u32) -> Option<u32> {
        // Neither what stands outside the table nor its footer is read.
        let footer = self.last.front().map(|(row, _)| *row);
        let end = self.file.format.sheet.area.bottom.into_iter().chain(footer).min().unwrap_or(ROWS);
        let is_within = |range: &&CellRange| {
            (self.header.1 + 1..end).contains(&range.rows.0)
                && (range.columns.0..=range.columns.1).contains(&column)
        };
        self.merged.iter().filter(is_within).map(|range| range.rows.0).min()
    }

    /// The named columns from one to another.
    pub(super) fn columns_within(&self, first: u32, last: u32) -> Vec<u32> {
        let columns = self.named.iter().map(|(column, _)| *column);
        columns.filter(|column| (first..=last).contains(column)).collect()
    }

    /// Knows the header, once the first cell below it comes.
    fn begin(&mut self) {
        if self.places.is_some() {
            return;
        }
        self.named = names(self.head.clone(), self.header);
        self.named.retain(|(_, name)| !name.is_empty());
        let width = self.named.last().map_or(0, |(column, _)| *column as usize + 1);
        let mut places = vec![None; width];
        for (column, name) in &self.named {
            places[*column as usize] = Some(self.filling.new_column(name));
        }
        self.formulas = vec![Formulas::default(); self.named.len()];
        self.places = Some(places);
    }

    /// The rows of the sheet of a name.
    pub(super) fn finish(mut self, sheet: String) -> Result<UntypedTable, OpenError> {
        self.begin();
        if self.named.is_empty() {
            let shown = self.file.shown.clone();
            return Err(OpenError::EmptyFile { shown, line: self.header.0 as usize + 1 });
        }
        let columns = self.named.iter().map(|(column, _)| *column).collect();
        let merged: Vec<Option<u32>> =
            self.named.iter().map(|(column, _)| self.first_merged(*column)).collect();
        let mut untyped = self.filling.finish(Some(Grid { sheet, columns }));
        for (at, (column, formulas)) in untyped.columns.iter_mut().zip(&self.formulas).enumerate() {
            column.is_uncalculated = self.habits.recalculates && formulas.zeros > 0 && formulas.others == 0;
            let row = merged.get(at).copied().flatten();
            let address = |row| Some(untyped.grid.as_ref()?.address(at, u64::from(row) + 1));
            column.merged = row.and_then(address);
        }
        untyped.top = self.top;
        untyped.head = (self.header.0..=self.header.1)
            .map(|row| {
                let own = self.head.iter().filter(|(at, _, _)| *at == row);
                (own.map(|(_, column, text)| (*column, text.clone())).collect(), u64::from(row) + 1)
            })
            .collect();
        Ok(untyped)
    }
}

/// The names of columns by the cells of the header, in the order of the columns.
fn names(mut head: Vec<(u32, u32, String)>, (first, last): (u32, u32)) -> Vec<(u32, String)> {
    head.sort_by_key(|(row, column, _)| (*column, *row));
    head.dedup_by_key(|(row, column, _)| (*column, *row));
    let mut columns: Vec<u32> = head.iter().map(|(_, column, _)| *column).collect();
    columns.dedup();
    let place = |column: &u32| columns.binary_search(column).unwrap_or_default();
    let mut lines = vec![vec![String::new(); columns.len()]; (last - first) as usize + 1];
    for (row, column, text) in head {
        let place = place(&column);
        lines[(row - first) as usize][place] = text;
    }
    columns.iter().copied().zip(header_names(&lines)).collect()
}

/// What a cell holds and its text; `None` when it is empty.
fn held<'c>(
    content: &'c Content<'_>,
    system: DateSystem,
    decimal: char,
) -> Option<(NativeCell, Cow<'c, str>)> {
    let typed = |kind, text: String| Some((NativeCell::Typed(kind), Cow::Owned(text)));
    match content {
        Content::Text(text) if text.trim().is_empty() => None,
        Content::Text(text) => {
            // What looks like a number or a day of the workbook is told from one.
            let is_plain = text.starts_with(char::is_alphabetic);
            let text =
                if is_plain { Cow::Borrowed(text.as_ref()) } else { Cow::Owned(format!("{WRITTEN}{text}")) };
            Some((NativeCell::Typed(ColumnType::Text), text))
        }
        Content::Bool(truth) => typed(ColumnType::Bool, truth.to_string()),
        Content::Number(x) => Some(number(*x, system, decimal)),
        Content::Percent(x) => {
            let kind =
                if x.fract() == 0.0 && x.abs() < EXACT { ColumnType::Integer } else { ColumnType::Number };
            typed(kind, number_text(&percent(*x), decimal))
        }
        Content::Day { serial, has_day } => {
            let is_clock = *serial < 1.0 && (!has_day || system == DateSystem::From1900);
            match system.day(*serial) {
                _ if is_clock && *serial >= 0.0 => seconds(*serial, decimal),
                Some(written) => Some(day(written)),
                None => Some(number(*serial, system, decimal)),
            }
        }
        Content::Span(days) => seconds(*days, decimal),
        Content::Iso(text) => {
            let is_time = text.contains(['T', 't']);
            let kind = if is_time { ColumnType::Datetime { zoned: false } } else { ColumnType::Date };
            Some((NativeCell::Typed(kind), Cow::Borrowed(text)))
        }
        Content::IsoSpan(text) => Some((NativeCell::Typed(ColumnType::Duration), Cow::Borrowed(text))),
        Content::Broken(text) => Some((NativeCell::Broken, Cow::Borrowed(text))),
    }
}

fn number<'c>(x: f64, system: DateSystem, decimal: char) -> (NativeCell, Cow<'c, str>) {
    let x = x + 0.0; // 0 has no sign
    let mark = if system == DateSystem::From1904 { String::from(FROM_1904) } else { String::new() };
    let kind = if x.fract() == 0.0 && x.abs() < EXACT { ColumnType::Integer } else { ColumnType::Number };
    (NativeCell::Typed(kind), Cow::Owned(mark + &number_text(&x.to_string(), decimal)))
}

/// A span of time, which is a number of seconds and no number of days.
fn seconds<'c>(days: f64, decimal: char) -> Option<(NativeCell, Cow<'c, str>)> {
    let seconds = (days * 86_400.0 * 1_000.0).round() / 1_000.0;
    let text = format!("{WRITTEN}{}", number_text(&seconds.to_string(), decimal));
    Some((NativeCell::Typed(ColumnType::Duration), Cow::Owned(text)))
}

fn day<'c>(written: DateText) -> (NativeCell, Cow<'c, str>) {
    match written.time {
        None => (NativeCell::Typed(ColumnType::Date), Cow::Owned(written.day.to_string())),
        Some(time) => {
            let text = format!("{}T{}", written.day, time.format("%H:%M:%S%.3f"));
            (NativeCell::Typed(ColumnType::Datetime { zoned: false }), Cow::Owned(text))
        }
    }
}

/// A fraction in percent, to the last digit: 0.072 is `7.2%`.
fn percent(fraction: f64) -> String {
    let plain = fraction.to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |plain| ("-", plain));
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let decimals = format!("{decimals:0<2}");
    let (hundredths, rest) = decimals.split_at(2);
    let digits = format!("{whole}{hundredths}");
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{digits}{point}{rest}%")
}

fn plain(text: &str) -> &str {
    text.strip_prefix([WRITTEN, FROM_1904]).unwrap_or(text)
}
