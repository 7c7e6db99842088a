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
    let partitions = partitions(&feed.files);
    let mut layout = LayoutBuilder::default();
    for file in &feed.files {
        let fields = file::catch_panic(file, || fields(feed, file))?;
        let (mut named, twice) = named(file, &fields);
        for (name, value) in &file.partition {
            // What the rows say themselves holds.
            if named.iter().all(|known| known.name != *name) {
                let place = ColumnSource::Constant(value.clone().unwrap_or_default());
                let native = partitions.get(name.as_str()).copied();
                named.push(NamedColumn { name: name.clone(), place, native });
            }
        }
        named.extend(named_day(feed, file)?);
        layout.add(feed, file, &fields, named, &twice);
    }
    Ok(layout.finish())
}

/// A layout under way.
#[derive(Default)]
struct LayoutBuilder {
    columns: Vec<Column>,
    /// The positions of columns by their names.
    index: BTreeMap<String, usize>,
    files: Vec<FileLayout>,
    /// Columns whose type a file tells.
    told: BTreeSet<usize>,
    /// Positions of files and of columns that are empty there, and take the type that others tell.
    untold: Vec<(usize, usize)>,
    /// What fields hold that cannot be read.
    unreadable: BTreeMap<String, &'static str>,
}

impl LayoutBuilder {
    /// Adds a file with its columns; some of their names may stand twice in it.
    fn add(
        &mut self,
        feed: &Feed,
        file: &FeedFile,
        fields: &[Field],
        named: Vec<NamedColumn>,
        twice: &BTreeSet<String>,
    ) {
        let unreadable = fields.iter().filter_map(|field| Some((field.name.clone(), field.unreadable?)));
        self.unreadable.extend(unreadable);
        let mut columns: BTreeMap<usize, FileColumn> = BTreeMap::new();
        for NamedColumn { name, place, native } in named {
            let declared = file.columns.get(&name).or_else(|| feed.columns.get(&name));
            let rule = declared.cloned().unwrap_or_else(|| undeclared(native));
            let field = match &place {
                ColumnSource::Field(field) => Some(&fields[*field]),
                ColumnSource::Constant(_) => None,
            };
            let at = self.position(&name, rule.kind, feed.files.len());
            let is_empty = field.is_some_and(|field| field.is_empty);
            self.tell_type(at, rule.kind, declared.is_some() || !is_empty);
            let column = &mut self.columns[at];
            column.in_files += 1;
            column.declared |= declared.is_some();
            if twice.contains(&name) && column.twice_in.is_none() {
                column.twice_in = Some(file.shown.clone());
            }
            if let Some(field) = field {
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
            columns.insert(at, FileColumn { place, native, rule });
        }
        self.files.push(FileLayout { fields: fields.len(), columns });
    }

    /// The position of a column, which is new where no file had it yet.
    fn position(&mut self, name: &str, kind: ColumnType, files: usize) -> usize {
        if let Some(at) = self.index.get(name) {
            return *at;
        }
        self.index.insert(name.to_owned(), self.columns.len());
        self.columns.push(Column {
            name: name.to_owned(),
            kind,
            declared: false,
            in_files: 0,
            files,
            labels: BTreeMap::new(),
            twice_in: None,
            unreadable: None,
            uncalculated: Vec::new(),
            merged: Vec::new(),
        });
        self.columns.len() - 1
    }

    /// Takes over the type that the next file has for a column, which it may tell or take from others.
    fn tell_type(&mut self, at: usize, kind: ColumnType, is_told: bool) {
        let column = &mut self.columns[at];
        column.kind = match (self.told.contains(&at), is_told) {
            (true, true) => united(column.kind, kind),
            (true, false) => column.kind,
            (false, _) => kind,
        };
        if is_told {
            self.told.insert(at);
        } else {
            self.untold.push((self.files.len(), at));
        }
    }

    fn finish(mut self) -> Layout {
        for (file, at) in self.untold.into_iter().filter(|(_, at)| self.told.contains(at)) {
            if let Some(column) = self.files[file].columns.get_mut(&at) {
                column.rule = CellRule::plain(self.columns[at].kind);
            }
        }
        let unreadable = self.unreadable.into_iter().filter(|(name, _)| !self.index.contains_key(name));
        let unreadable = unreadable.map(|(name, held)| Column::unreadable(name, held)).collect();
        Layout { columns: Arc::new(self.columns), files: self.files, unreadable }
    }
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
fn named_day(feed: &Feed, file: &FeedFile) -> Result<Option<NamedColumn>, OpenError> {
    let Some(dated) = &feed.dated else { return Ok(None) };
    let day = dated.day(&file.name()).ok_or_else(|| OpenError::NameWithoutDate {
        shown: file.shown.clone(),
        pattern: dated.pattern.clone(),
    })?;
    let place = ColumnSource::Constant(day.to_string());
    Ok(Some(NamedColumn { name: NAMED_DAY.to_owned(), place, native: Some(ColumnType::Date) }))
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

/// A column of a file by the name that the source gives it.
struct NamedColumn {
    name: String,
    place: ColumnSource,
    /// The type it brings.
    native: Option<ColumnType>,
}

/// The columns of a file by the names the source gives them, and names that stand for two; the first of them is taken.
fn named(file: &FeedFile, fields: &[Field]) -> (Vec<NamedColumn>, BTreeSet<String>) {
    let mut found: Vec<NamedColumn> = Vec::new();
    for (at, Field { name, native, .. }) in fields.iter().enumerate().filter(|(_, field)| field.usable) {
        let mut renamed = file.rename.iter().filter(|(_, old)| old.trim() == name).peekable();
        if renamed.peek().is_none() {
            found.push(NamedColumn { name: name.clone(), place: ColumnSource::Field(at), native: *native });
        } else {
            let column = |new: &String| NamedColumn {
                name: new.clone(),
                place: ColumnSource::Field(at),
                native: *native,
            };
            found.extend(renamed.map(|(new, _)| column(new)));
        }
    }
    found.extend(file.set.iter().map(|(name, text)| NamedColumn {
        name: name.clone(),
        place: ColumnSource::Constant(text.clone()),
        native: None,
    }));
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|column| {
        let is_first = seen.insert(column.name.clone());
        if !is_first {
            twice.insert(column.name.clone());
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
