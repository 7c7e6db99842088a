//! Files and tables of databases as they stand, for whoever looks at them before a definition says anything: the same
//! rows, by the same readers, as a run would get.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::datatypes::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};

use super::pump::{Job, read};
use super::raw::{Lines, RawRows};
use super::row_typer::{CellSyntax, reader};
use super::text::Text;
use crate::data::cell::{CellReader, Tally, WRITTEN, as_written};
use crate::data::file;
use crate::data::moment::Clock;
use crate::data::native::as_texts;
use crate::data::number::Signs;
use crate::data::untyped::UntypedTable;
use crate::data::{InputFile, OpenError};
use crate::measure::ColumnType;
use crate::model::{CellRule, FeedFile, FileKind};

/// Columns of a file that are looked at.
const WIDEST: usize = 2_000;
/// Bytes of a name that is looked at: no table has a longer one.
const LONGEST: usize = 1_000;
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A column as it stands in a file or a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawColumn {
    /// Its name.
    pub name: String,
    /// The type it brings; nothing in text.
    pub native: Option<ColumnType>,
}

/// The first records of a text, header or not.
#[derive(Debug, Clone, Default)]
pub struct FirstRecords {
    /// The encoding it was read by.
    pub encoding: &'static str,
    /// Each with the line on which it begins.
    pub records: Vec<(u64, Vec<String>)>,
    /// Whether there are no others.
    pub is_all: bool,
}

/// The first records of a text file, from the line on at which its header is said to stand.
///
/// # Errors
/// It cannot be opened, is empty, or its first record is no text.
pub fn top(file: &FeedFile, most: usize) -> Result<FirstRecords, OpenError> {
    let mut text = Text::new(file, file::stream(file, true)?);
    let (first, line) = text.header()?;
    let mut top = FirstRecords { records: vec![(line, first)], ..FirstRecords::default() };
    while top.records.len() < most {
        match text.row() {
            Ok(Some((record, line))) => top.records.push((line, record)),
            Ok(None) => {
                top.is_all = true;
                break;
            }
            // What is wrong further down is said by who reads it.
            Err(_) => break,
        }
    }
    top.encoding = text.encoding();
    Ok(top)
}

/// A file that was opened to be looked at.
pub struct FilePreview<'f> {
    file: &'f FeedFile,
    /// Its columns; what cannot be one has no type.
    pub columns: Vec<RawColumn>,
    /// How many it has besides, which are not looked at: too many, or with names too long.
    pub unseen: usize,
    /// Number of fields.
    width: usize,
    /// Positions of the columns among the fields.
    fields: Vec<usize>,
    /// How many rows there are, where the file says it.
    pub rows: Option<u64>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// Sheets of it that nobody sees.
    pub hidden: Vec<String>,
    /// Of JSON that is one object: the keys of lists of objects in it, and how many those hold.
    pub lists: Vec<(String, usize)>,
    /// The first rows of a workbook from what was taken for its header on, each from its first column.
    pub top: Vec<(u64, Vec<String>)>,
    untyped: Option<UntypedTable>,
}

impl<'f> FilePreview<'f> {
    /// Opens a file.
    ///
    /// # Errors
    /// It cannot be opened or is not what its format says.
    pub fn open(file: &'f FeedFile) -> Result<FilePreview<'f>, OpenError> {
        file::catch_panic(file, || FilePreview::opened(file))
    }

    fn opened(file: &'f FeedFile) -> Result<FilePreview<'f>, OpenError> {
        match file.format.kind {
            FileKind::Text | FileKind::Fixed => {
                let (names, _) = Text::new(file, file::stream(file, false)?).header()?;
                let columns = names.into_iter().map(|name| Some(RawColumn { name, native: None }));
                Ok(FilePreview::with_columns(file, columns.collect()))
            }
            FileKind::Parquet | FileKind::Arrow => {
                let footer = match file.format.kind {
                    FileKind::Parquet if file.location.is_local() => Some(file::footer(file)?),
                    _ => None,
                };
                let schema = match &footer {
                    Some(footer) => Arc::clone(footer.schema()),
                    None => file::schema(file)?,
                };
                let columns = schema.fields().iter().map(|field| {
                    let native = ColumnType::of_arrow(field.data_type());
                    native.map(|native| RawColumn { name: field.name().clone(), native: Some(native) })
                });
                let rows = footer.map(|footer| footer.metadata().file_metadata().num_rows());
                let rows = rows.and_then(|rows| u64::try_from(rows).ok());
                Ok(FilePreview { rows, ..FilePreview::with_columns(file, columns.collect()) })
            }
            FileKind::Json | FileKind::Workbook => {
                let bytes = file::bytes(file)?;
                let (sheets, hidden) = match file.format.kind {
                    FileKind::Workbook => crate::data::workbook::sheets(&bytes, file)?,
                    _ => Default::default(),
                };
                let untyped = file::untyped(&bytes, file)?;
                let is_one = file.format.kind == FileKind::Json && untyped.lines.len() == 1;
                let lists = if is_one { crate::data::json::lists(&bytes) } else { Vec::new() };
                let columns = untyped.columns.iter().map(|column| {
                    column.kind.map(|kind| RawColumn { name: column.name.clone(), native: Some(kind) })
                });
                let preview = FilePreview::with_columns(file, columns.collect());
                let top = untyped.head.iter().chain(&untyped.top);
                let top = top.map(|(row, line)| (*line, in_columns(row))).collect();
                Ok(FilePreview {
                    rows: Some(untyped.lines.len() as u64),
                    sheets,
                    hidden,
                    lists,
                    top,
                    untyped: Some(untyped),
                    ..preview
                })
            }
        }
    }

    /// A preview of its fields, each a column or `None` where it cannot be one.
    fn with_columns(file: &'f FeedFile, fields: Vec<Option<RawColumn>>) -> FilePreview<'f> {
        let width = fields.len();
        let named = fields.into_iter().enumerate().filter_map(|(at, column)| {
            let RawColumn { name, native } = column?;
            let name = name.trim().to_owned();
            (!name.is_empty()).then_some((at, RawColumn { name, native }))
        });
        let named: Vec<(usize, RawColumn)> = named.collect();
        let all = named.len();
        let seen = named.into_iter().filter(|(_, column)| column.name.len() <= LONGEST).take(WIDEST);
        let (fields, columns): (Vec<usize>, Vec<RawColumn>) = seen.unzip();
        FilePreview {
            file,
            unseen: all - columns.len(),
            columns,
            width,
            fields,
            rows: None,
            sheets: Vec::new(),
            hidden: Vec::new(),
            lists: Vec::new(),
            top: Vec::new(),
            untyped: None,
        }
    }

    /// Reads rows in batches of `rows` until `take` returns false.
    ///
    /// # Errors
    /// Its content is not what its format says.
    pub fn read(&self, rows: usize, take: &mut dyn FnMut(Rows) -> bool) -> Result<(), OpenError> {
        if let Some(untyped) = &self.untyped {
            for (lines, columns) in untyped.rows(&self.fields, rows) {
                let rows = lines.len();
                if !take(Rows::from_raw(&RawRows::plain(columns, rows, Lines::Each(lines)))) {
                    break;
                }
            }
            return Ok(());
        }
        // The bytes are of no interest: nothing is hashed.
        let nothing = InputFile { shown: self.file.shown.clone(), sha256: String::new(), bytes: 0 };
        let job = Job {
            file: self.file.clone(),
            width: self.width,
            wanted: self.fields.clone(),
            known: Some(nothing),
            rows,
            forms: BTreeMap::new(),
            look: None,
        };
        let mut take = |raw: RawRows| take(Rows::from_raw(&raw));
        file::catch_panic(self.file, || read(&job, None, &mut take, &mut |_| ())).map(|_| ())
    }

    /// The address of a cell of a workbook, such as `Targets!C7`.
    pub fn address(&self, column: usize, line: u64) -> Option<String> {
        let grid = self.untyped.as_ref()?.grid.as_ref()?;
        Some(grid.address(*self.fields.get(column)?, line))
    }

    /// Reads cells of one of its columns by a rule, and numbers by their signs before decimals and between thousands.
    pub fn cells<'r>(&self, rule: &'r CellRule, native: Option<ColumnType>, signs: Signs) -> Cells<'r> {
        Cells::new(rule, native, CellSyntax::File(self.file.format.kind, signs))
    }
}

/// The texts of a row from the first column on, as far as people look.
fn in_columns(row: &[(u32, String)]) -> Vec<String> {
    const MOST: u32 = 512;
    let mut texts: Vec<String> = Vec::new();
    for (column, text) in row.iter().filter(|(column, _)| *column < MOST) {
        let at = *column as usize;
        texts.resize(texts.len().max(at + 1), String::new());
        as_written(text).clone_into(&mut texts[at]);
    }
    texts
}

/// Rows next to each other, as texts.
pub struct Rows {
    columns: Vec<StringArray>,
    lines: Vec<u64>,
    /// How many of them end early.
    pub short: u64,
    /// Rows among them with more cells than the header, which are not in the columns.
    pub ragged: u64,
    /// The lines of the first of those.
    pub ragged_lines: Vec<u64>,
}

impl Rows {
    fn from_raw(raw: &RawRows) -> Rows {
        Rows {
            columns: raw.columns.iter().map(as_texts).collect(),
            lines: (0..raw.rows).map(|row| raw.lines.at(row)).collect(),
            short: raw.short,
            ragged: raw.ragged.rows,
            ragged_lines: raw.ragged.first.iter().map(|(line, _)| *line).collect(),
        }
    }

    /// Rows that a database sent, the first of which has a number.
    pub(in crate::data) fn sent(columns: Vec<StringArray>, rows: usize, first: u64) -> Rows {
        let lines = (first..).take(rows).collect();
        Rows { columns, lines, short: 0, ragged: 0, ragged_lines: Vec::new() }
    }

    /// The same with other columns: each at a place among its own, or nothing but blank cells.
    pub fn placed(self, places: &[Option<usize>]) -> Rows {
        let own = |place: &Option<usize>| match place {
            Some(at) => self.columns[*at].clone(),
            None => StringArray::new_null(self.lines.len()),
        };
        Rows { columns: places.iter().map(own).collect(), ..self }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The line of a row, or its number.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }

    /// How much memory their texts take.
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(Array::get_array_memory_size).sum()
    }

    /// The cells of a column as they are written, without blanks around them.
    pub fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        self.columns[column].iter().map(|text| as_written(text.unwrap_or_default().trim()).trim())
    }

    /// Those of a column that are texts where others are numbers or days, as they may stand in a workbook.
    pub fn written(&self, column: usize) -> impl Iterator<Item = &str> {
        let texts = self.columns[column].iter().flatten();
        texts.filter_map(|text| text.trim().strip_prefix(WRITTEN)).map(str::trim)
    }

    /// One of them.
    pub fn text(&self, column: usize, row: usize) -> &str {
        let cells = &self.columns[column];
        if cells.is_null(row) { "" } else { as_written(cells.value(row).trim()).trim() }
    }
}

/// What reads cells of a column by a rule.
pub struct Cells<'r> {
    reader: CellReader<'r>,
}

/// Cells that were read.
#[derive(Debug, Clone, Default)]
pub struct ReadCells {
    /// Numbers, money, durations in seconds; of other types nothing.
    pub numbers: Vec<Option<f64>>,
    /// Days since 1970; of other types nothing.
    pub days: Vec<Option<i32>>,
    /// Cells that hold nothing.
    pub empty: u64,
    /// Cells with a listed code for nothing.
    pub absent: u64,
    /// Cells that cannot be read.
    pub unreadable: u64,
    /// The first of them: their row, and their text.
    pub examples: Vec<(u64, String)>,
    /// Days that a later pattern reads as another day.
    pub ambiguous: u64,
}

impl<'r> Cells<'r> {
    fn new(rule: &'r CellRule, native: Option<ColumnType>, written: CellSyntax) -> Cells<'r> {
        let clock = Clock { written: Tz::UTC, kept: Tz::UTC };
        Cells { reader: reader((native, rule), written, clock, &[]) }
    }

    /// For what a database sends.
    pub(in crate::data) fn sent(rule: &'r CellRule, native: ColumnType) -> Cells<'r> {
        Cells::new(rule, Some(native), CellSyntax::FromDatabase)
    }

    /// Reads a column of rows.
    pub fn read_column(&self, rows: &Rows, column: usize) -> ReadCells {
        self.read(&rows.columns[column])
    }

    /// Reads texts.
    pub fn of_texts<'t>(&self, texts: impl Iterator<Item = &'t str>) -> ReadCells {
        self.read(&StringArray::from_iter_values(texts))
    }

    fn read(&self, texts: &StringArray) -> ReadCells {
        let mut tally = Tally::default();
        let typed = self.reader.read(texts, 0, &mut tally);
        let (mut numbers, mut days) = (Vec::new(), Vec::new());
        if let Some(values) = typed.as_primitive_opt::<Float64Type>() {
            numbers = values.iter().collect();
        } else if let Some(values) = typed.as_primitive_opt::<Int64Type>() {
            numbers = values.iter().map(|value| value.map(|value| value as f64)).collect();
        } else if let Some(values) = typed.as_primitive_opt::<Date32Type>() {
            days = values.iter().collect();
        } else if let Some(values) = typed.as_primitive_opt::<TimestampMicrosecondType>() {
            let day = |micros: i64| i32::try_from(micros.div_euclid(DAY)).ok();
            days = values.iter().map(|value| value.and_then(day)).collect();
        }
        ReadCells {
            numbers,
            days,
            empty: tally.empty,
            absent: tally.absent,
            unreadable: tally.unreadable,
            examples: tally.bad,
            ambiguous: tally.ambiguous,
        }
    }
}
