//! Which column of which file becomes which column of a source.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;

use super::ingest::header;
use super::texts::{TextForm, TextForms};
use super::untyped::UntypedColumn;
use super::{Column, OpenError, file};
use crate::measure::ColumnType;
use crate::model::{CellRule, Feed, FeedFile, FileKind, NAMED_DAY};

/// The columns of a source, and for each file where it has them.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) columns: Arc<Vec<Column>>,
    pub(super) files: Vec<FileLayout>,
    /// Columns that no file has in a form that can be read.
    pub(super) unreadable: Vec<Column>,
}

/// A column as a database or a query sends it.
#[derive(Debug, Clone)]
pub(super) struct SentColumn {
    pub(super) name: String,
    /// The type it brings.
    pub(super) native: ColumnType,
    pub(super) rule: CellRule,
    pub(super) declared: bool,
}

impl Layout {
    /// Columns that are sent, as if by one file.
    pub(super) fn of_columns(columns: &[SentColumn]) -> Layout {
        let column = |given: &SentColumn| Column {
            name: given.name.clone(),
            kind: given.rule.kind,
            declared: given.declared,
            in_files: 1,
            files: 1,
            labels: BTreeMap::new(),
            twice_in: None,
            unreadable: None,
            uncalculated: Vec::new(),
            merged: Vec::new(),
        };
        let of_file = |(at, given): (usize, &SentColumn)| {
            let (native, rule) = (Some(given.native), given.rule.clone());
            (at, FileColumn { place: ColumnSource::Field(at), native, rule })
        };
        let file =
            FileLayout { fields: columns.len(), columns: columns.iter().enumerate().map(of_file).collect() };
        let columns = Arc::new(columns.iter().map(column).collect());
        Layout { columns, files: vec![file], unreadable: Vec::new() }
    }
}

impl Layout {
    /// The fields of one file that hold the texts of some columns.
    pub(super) fn formed(&self, file: usize, forms: &TextForms) -> BTreeMap<usize, TextForm> {
        let field = |(at, of_file): (&usize, &FileColumn)| {
            Some((of_file.field()?, *forms.get(&self.columns[*at].name)?))
        };
        self.files[file].columns.iter().filter_map(field).collect()
    }
}

/// One file's part of a layout.
#[derive(Debug, Clone)]
pub(super) struct FileLayout {
    /// Number of fields in the file, used or not.
    pub(super) fields: usize,
    /// How this file has columns of the source, by their places. Files may all have others: of those that one lacks it holds nothing.
    pub(super) columns: BTreeMap<usize, FileColumn>,
}

/// A column as one file has it.
#[derive(Debug, Clone)]
pub(super) struct FileColumn {
    pub(super) place: ColumnSource,
    /// Type the file brings; absent in text files.
    pub(super) native: Option<ColumnType>,
    /// How its cells are read.
    pub(super) rule: CellRule,
}

impl FileColumn {
    /// The field of its records, if the file has it.
    pub(super) fn field(&self) -> Option<usize> {
        match self.place {
            ColumnSource::Field(at) => Some(at),
            ColumnSource::Constant(_) => None,
        }
    }
}

/// Where a file has a column.
#[derive(Debug, Clone)]
pub(super) enum ColumnSource {
    /// In this field of each record.
    Field(usize),
    /// Nowhere: the definition, the folder or the name of the file sets it. An empty text is no value.
    Constant(String),
}

/// Lays out a feed from the headers of its files.
pub(super) fn layout(feed: &Feed) -> Result<Layout, OpenError> {
    let mut columns: Vec<Column> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut files = Vec::new();
    // Columns whose type a file tells, and files where a column is empty and takes the type that others tell.
    let (mut told, mut untold) = (BTreeSet::new(), Vec::new());
    let mut unreadable: BTreeMap<String, &'static str> = BTreeMap::new();
    let partitions = partitions(&feed.files);
    for file in &feed.files {
        let fields = file::catch_panic(file, || fields(feed, file))?;
        let mut of_file: BTreeMap<usize, FileColumn> = BTreeMap::new();
        let (mut all, twice) = named(file, &fields);
        let held = fields.iter().filter_map(|field| Some((field.name.clone(), field.unreadable?)));
        unreadable.extend(held);
        for (name, value) in &file.partition {
            // What the rows say themselves holds.
            if all.iter().all(|(known, _, _)| known != name) {
                let constant = ColumnSource::Constant(value.clone().unwrap_or_default());
                all.push((name.clone(), constant, partitions.get(name.as_str()).copied()));
            }
        }
        all.extend(named_day(feed, file)?);
        for (name, place, native) in all {
            let declared = file.columns.get(&name).or_else(|| feed.columns.get(&name));
            let rule = declared.cloned().unwrap_or_else(|| undeclared(native));
            let at = *index.entry(name.clone()).or_insert_with(|| {
                let labels = BTreeMap::new();
                let kind = rule.kind;
                columns.push(Column {
                    name: name.clone(),
                    kind,
                    declared: false,
                    in_files: 0,
                    files: feed.files.len(),
                    labels,
                    twice_in: None,
                    unreadable: None,
                    uncalculated: Vec::new(),
                    merged: Vec::new(),
                });
                columns.len() - 1
            });
            let column = &mut columns[at];
            let is_told =
                declared.is_some() || !matches!(place, ColumnSource::Field(field) if fields[field].is_empty);
            column.kind = match (told.contains(&at), is_told) {
                (true, true) => united(column.kind, rule.kind),
                (true, false) => column.kind,
                (false, _) => rule.kind,
            };
            if is_told {
                told.insert(at);
            } else {
                untold.push((files.len(), at));
            }
            column.in_files += 1;
            column.declared |= declared.is_some();
            if twice.contains(&name) && column.twice_in.is_none() {
                column.twice_in = Some(file.shown.clone());
            }
            if let ColumnSource::Field(field) = place {
                let field = &fields[field];
                if let (None, Some(line)) = (&column.twice_in, field.twice_on) {
                    column.twice_in = Some(format!("{}:{line}", file.shown));
                }
                if field.is_uncalculated {
                    column.uncalculated.push(file.shown.clone());
                }
                column.merged.extend(field.merged.iter().map(|cell| format!("{}:{cell}", file.shown)));
            }
            for (code, title) in &rule.labels {
                column.labels.entry(code.clone()).or_insert_with(|| title.clone());
            }
            of_file.insert(at, FileColumn { place, native, rule });
        }
        files.push((fields.len(), of_file));
    }
    for (file, at) in untold.into_iter().filter(|(_, at)| told.contains(at)) {
        let (_, of_file): &mut (usize, BTreeMap<usize, FileColumn>) = &mut files[file];
        if let Some(column) = of_file.get_mut(&at) {
            column.rule = CellRule::plain(columns[at].kind);
        }
    }
    let files = files.into_iter().map(|(fields, columns)| FileLayout { fields, columns }).collect();
    let unreadable = unreadable.into_iter().filter(|(name, _)| !index.contains_key(name));
    let unreadable = unreadable.map(|(name, held)| Column::unreadable(name, held)).collect();
    Ok(Layout { columns: Arc::new(columns), files, unreadable })
}

/// Whether each of some columns is one: no file calls two of its columns so.
pub(super) fn once(layout: &Layout, columns: &[usize]) -> Result<(), OpenError> {
    let mut twice = columns.iter().map(|at| &layout.columns[*at]);
    match twice.find_map(|column| Some((column, column.twice_in.as_ref()?))) {
        Some((column, shown)) => {
            Err(OpenError::DuplicateColumn { shown: shown.clone(), column: column.name.clone() })
        }
        None => Ok(()),
    }
}

/// The types of columns that folders name: whole numbers where all values are, else text.
fn partitions(files: &[FeedFile]) -> BTreeMap<&str, ColumnType> {
    let mut kinds = BTreeMap::new();
    for (name, value) in files.iter().flat_map(|file| &file.partition) {
        let is_whole = value.as_ref().is_none_or(|value| value.parse::<i64>().is_ok());
        let kind = kinds.entry(name.as_str()).or_insert(ColumnType::Integer);
        if !is_whole {
            *kind = ColumnType::Text;
        }
    }
    kinds
}

/// The column with the day that a file's name gives.
fn named_day(feed: &Feed, file: &FeedFile) -> Result<Option<Named>, OpenError> {
    let Some(dated) = &feed.dated else { return Ok(None) };
    let day = dated.day(&file.name()).ok_or_else(|| OpenError::NameWithoutDate {
        shown: file.shown.clone(),
        pattern: dated.pattern.clone(),
    })?;
    Ok(Some((NAMED_DAY.to_owned(), ColumnSource::Constant(day.to_string()), Some(ColumnType::Date))))
}

/// The rule of a column that has none.
fn undeclared(native: Option<ColumnType>) -> CellRule {
    CellRule::plain(native.unwrap_or(ColumnType::Text))
}

/// The type that holds what two files call by one name.
fn united(a: ColumnType, b: ColumnType) -> ColumnType {
    use ColumnType::{Datetime, Integer, Money, Number, Text};
    match (a, b) {
        (a, b) if a == b => a,
        (Datetime { .. }, Datetime { .. }) => Datetime { zoned: false },
        (Money { scale: a }, Money { scale: b }) => Money { scale: a.max(b) },
        (Money { scale }, Number | Integer) | (Number | Integer, Money { scale }) => Money { scale },
        (Number, Integer) | (Integer, Number) => Number,
        _ => Text,
    }
}

type Named = (String, ColumnSource, Option<ColumnType>);

/// The columns of a file by the names the source gives them, and names that stand for two; the first of them is taken.
fn named(file: &FeedFile, fields: &[Field]) -> (Vec<Named>, BTreeSet<String>) {
    let mut found = Vec::new();
    for (at, Field { name, native, .. }) in fields.iter().enumerate().filter(|(_, field)| field.usable) {
        let mut renamed = file.rename.iter().filter(|(_, old)| old.trim() == name).peekable();
        if renamed.peek().is_none() {
            found.push((name.clone(), ColumnSource::Field(at), *native));
        } else {
            found.extend(renamed.map(|(new, _)| (new.clone(), ColumnSource::Field(at), *native)));
        }
    }
    found.extend(
        file.set.iter().map(|(name, text)| (name.clone(), ColumnSource::Constant(text.clone()), None)),
    );
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|(name, _, _)| {
        let is_first = seen.insert(name.clone());
        if !is_first {
            twice.insert(name.clone());
        }
        is_first
    });
    (found, twice)
}

/// A field of a file's records.
struct Field {
    name: String,
    /// Type the file brings; absent in text files.
    native: Option<ColumnType>,
    /// Whether it can be a column: it has a name and no nested type.
    usable: bool,
    /// Whether its formulas all hold 0 in a book that asks to be calculated first.
    is_uncalculated: bool,
    /// The first cell of it that is merged with others below it.
    merged: Option<String>,
    /// The line of the first row that has it twice.
    twice_on: Option<u64>,
    /// Whether it is known that nothing stands in it, so that it tells no type.
    is_empty: bool,
    /// What it holds, where that is nothing a column can hold.
    unreadable: Option<&'static str>,
}

/// What a column of nested values holds.
const NESTED: &str = "lists or objects";

/// What a column of an Arrow type holds, where the language has no type for it.
fn unreadable(kind: &DataType) -> Option<&'static str> {
    match kind {
        DataType::Dictionary(_, values) => unreadable(values),
        kind if ColumnType::of_arrow(kind).is_some() => None,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
            Some("binary data")
        }
        kind if kind.is_nested() => Some(NESTED),
        _ => Some("values of a type that is not read"),
    }
}

/// Blanks around a name are no part of it.
fn fields(feed: &Feed, file: &FeedFile) -> Result<Vec<Field>, OpenError> {
    let field = |name: &str, native: Option<ColumnType>, usable: bool| {
        let name = name.trim().to_owned();
        Field {
            usable: usable && !name.is_empty(),
            name,
            native,
            is_uncalculated: false,
            merged: None,
            twice_on: None,
            is_empty: false,
            unreadable: None,
        }
    };
    match file.format.kind {
        FileKind::Text | FileKind::Fixed => {
            let names = header::names(feed, file)?;
            Ok(names.iter().map(|name| field(name, None, true)).collect())
        }
        FileKind::Parquet | FileKind::Arrow => {
            let schema = file::schema(file)?;
            let native = |f: &Arc<datafusion::arrow::datatypes::Field>| ColumnType::of_arrow(f.data_type());
            let field = |f: &Arc<datafusion::arrow::datatypes::Field>| Field {
                is_empty: *f.data_type() == DataType::Null,
                unreadable: unreadable(f.data_type()),
                ..field(f.name(), native(f), native(f).is_some())
            };
            Ok(schema.fields().iter().map(field).collect())
        }
        FileKind::Json | FileKind::Workbook => {
            let untyped = file::untyped(&file::bytes(file)?, file)?;
            header::of_untyped(feed, file, &untyped)?;
            let field = |column: &UntypedColumn| Field {
                is_uncalculated: column.is_uncalculated,
                merged: column.merged.clone(),
                twice_on: column.twice_on,
                is_empty: column.is_empty,
                unreadable: column.kind.is_none().then_some(NESTED),
                ..field(&column.name, column.kind, column.kind.is_some())
            };
            Ok(untyped.columns.iter().map(field).collect())
        }
    }
}
