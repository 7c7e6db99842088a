//! The files of a source, read once: text columns from DataFusion, typed and counted batch by batch.

mod late;

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, StringArray, UInt32Array, UInt64Array, new_null_array,
};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::prelude::{CsvReadOptions, Expr, ParquetReadOptions, SessionContext};
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use serde::{Deserialize, Serialize};

use super::brought::as_brought;
use super::cell::{BROKEN, CellReader, EXAMPLES, Tally, arrow_type, remember};
use super::file::Footer;
use super::hashes::Hashes;
use super::later::{AfterAsOf, Fate};
use super::layout::{FileColumn, Layout, Place};
use super::moment::Clock;
use super::number::Signs;
use super::shelf::{Scan, Shelf};
use super::{BadCell, CellCount, DataError, InputFile, Progress, Unread, file};
use crate::calendar::Calendar;
use crate::measure::ColumnType;
use crate::model::{Feed, FeedFile, FileKind, Source};

/// Column with the position of a row's file, while a source is being read.
pub(super) const FILE: &str = "$file";
/// Column with a row's number within its file, from 0.
pub(super) const ROW: &str = "$row";

/// What was read of a feed, beside its rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FeedRows {
    pub(super) read: u64,
    pub(super) rejected: u64,
    /// Of all columns that were read.
    pub(super) cells: Vec<CellCount>,
    /// The first rows without time or key.
    pub(super) rejects: Vec<BadCell>,
    pub(super) inputs: Vec<InputFile>,
    /// Told of this run alone.
    #[serde(skip)]
    pub(super) unread: Unread,
}

impl FeedRows {
    /// Takes over what was read of a later file.
    pub(super) fn extend(&mut self, later: FeedRows) {
        self.read += later.read;
        self.rejected += later.rejected;
        if self.cells.is_empty() {
            self.cells = later.cells;
        } else {
            self.cells.iter_mut().zip(later.cells).for_each(|(cells, later)| cells.extend(later));
        }
        take_over(&mut self.rejects, later.rejects);
        self.inputs.extend(later.inputs);
        self.unread.add(later.unread);
    }
}

/// Where rows go that have a time and a key.
pub(super) trait Sink: Send {
    /// Takes the next rows.
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>>;

    /// Hears of rows that come after as-of and are not read.
    fn pass(&mut self, _passed: Passed) {}
}

/// Rows of one file that come after as-of.
pub(super) struct Passed {
    pub(super) file: u32,
    pub(super) rows: u64,
    pub(super) days: (i32, i32),
    pub(super) without_customer: u64,
    /// Whether they stand outside their file's `from` and `until`.
    pub(super) is_outside: bool,
    /// All their days, where another file may have rows on them.
    pub(super) dates: Vec<Date32Array>,
}

/// Keeps all rows, as far as there is memory for them.
pub(super) struct Held {
    pub(super) batches: Vec<RecordBatch>,
    pub(super) memory: MemoryReservation,
}

impl Sink for Held {
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>> {
        let room = self.memory.try_grow(batch.get_array_memory_size());
        self.batches.push(batch);
        futures::future::ready(room).boxed()
    }
}

/// The columns that are read of a layout: all, or those that are wanted.
pub(super) fn kept(layout: &Layout, wanted: Option<&BTreeSet<String>>) -> Vec<usize> {
    let is_kept = |name: &String| wanted.is_none_or(|wanted| wanted.contains(name));
    let columns = layout.columns.iter().enumerate();
    columns.filter(|(_, column)| column.declared || is_kept(&column.name)).map(|(at, _)| at).collect()
}

/// The columns of rows as they are read.
pub(super) fn schema(layout: &Layout, kept: &[usize]) -> SchemaRef {
    let columns = kept.iter().map(|at| &layout.columns[*at]);
    let mut fields: Vec<Field> = columns.map(|c| Field::new(&c.name, arrow_type(c.kind), true)).collect();
    fields.push(Field::new(FILE, DataType::UInt32, true));
    fields.push(Field::new(ROW, DataType::UInt64, true));
    Arc::new(Schema::new(fields))
}

/// What the cells of one file meant.
struct FileRows {
    read: u64,
    tallies: Vec<Tally>,
    rejected: u64,
    rejects: Vec<(u64, String)>,
    unread: Unread,
}

/// What is read, and by which rules.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) feed: &'a Feed,
    pub(super) layout: &'a Layout,
    /// Positions of the columns that are read.
    pub(super) kept: &'a [usize],
    pub(super) calendar: &'a Calendar,
    /// Hashes that are known.
    pub(super) hashes: &'a Hashes,
    /// Rows that need not be read.
    pub(super) after: Option<&'a AfterAsOf>,
}

/// Reads the files of a source and drops the rows without time or key; whether too much is unreadable is not judged.
pub(super) async fn read<'a>(
    context: &SessionContext,
    shelf: &mut Shelf<'a>,
    reading: Reading<'a>,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<FeedRows, DataError> {
    let Reading { source, feed, layout, .. } = reading;
    let engine = DataError::engine(&source.id);
    let schema = schema(layout, reading.kept);
    let mut rows = FeedRows {
        read: 0,
        rejected: 0,
        cells: layout
            .columns
            .iter()
            .map(|c| CellCount { column: c.name.clone(), ..CellCount::default() })
            .collect(),
        rejects: Vec::new(),
        inputs: Vec::new(),
        unread: Unread::default(),
    };
    for (at, file) in feed.files.iter().enumerate() {
        let opened = file::open(file, reading.hashes)
            .await
            .map_err(|error| DataError::Open { id: source.id.clone(), error: Box::new(error) })?;
        let footer = reading.after.and_then(|_| opened.footer());
        rows.inputs.push(opened.input);
        let scan = shelf.put(file, opened.content).await.map_err(&engine)?;
        let reader = Reader::new(reading, at, file);
        let fields = layout.files[at].fields;
        let found = match reader.read(context, scan, footer, &schema, sink, progress).await {
            Ok(found) => found,
            Err(error) => return Err(shelf.ragged(at, fields).await.unwrap_or_else(|| engine(error))),
        };
        rows.read += found.read;
        rows.rejected += found.rejected;
        rows.unread.add(found.unread);
        let fields =
            layout.files[at].columns.iter().map(|column| column.as_ref().and_then(FileColumn::field));
        for ((count, tally), field) in rows.cells.iter_mut().zip(found.tallies).zip(fields) {
            count.add(&tally);
            let bad = first(&tally.bad, room(&count.examples));
            count.examples.extend(shelf.places(at, field, bad).await.map_err(&engine)?);
            let outside = first(&tally.outside, room(&count.out_of_range_examples));
            let outside = shelf.places(at, field, outside).await.map_err(&engine)?;
            count.out_of_range_examples.extend(outside);
        }
        let rejected = first(&found.rejects, room(&rows.rejects));
        rows.rejects.extend(shelf.places(at, None, rejected).await.map_err(&engine)?);
    }
    Ok(rows)
}

/// The cells of declared columns.
pub(super) fn of_declared(cells: Vec<CellCount>, layout: &Layout) -> Vec<CellCount> {
    let declared = layout.columns.iter().map(|c| c.declared);
    cells.into_iter().zip(declared).filter_map(|(cells, keep)| keep.then_some(cells)).collect()
}

fn room(examples: &[BadCell]) -> usize {
    EXAMPLES.saturating_sub(examples.len())
}

/// As many of the examples of a later file as there is room for.
fn take_over(examples: &mut Vec<BadCell>, later: Vec<BadCell>) {
    examples.extend(later.into_iter().take(room(examples)));
}

fn first(examples: &[(u64, String)], n: usize) -> &[(u64, String)] {
    &examples[..n.min(examples.len())]
}

/// Stops at the first column, or the source, that lost more than the definition allows (R36).
pub(super) fn within_limits(source: &Source, rows: &FeedRows) -> Result<(), DataError> {
    let beyond = |bad: u64, of: u64| bad > 0 && bad as f64 / of as f64 > source.rejects_at_most;
    let id = || source.id.clone();
    if let Some(cells) = rows.cells.iter().find(|c| beyond(c.unreadable, c.judged)) {
        let (column, examples) = (Some(cells.column.clone()), cells.examples.clone());
        return Err(DataError::TooManyRejects {
            id: id(),
            column,
            bad: cells.unreadable,
            of: cells.judged,
            examples,
        });
    }
    if beyond(rows.rejected, rows.read) {
        let (bad, of, examples) = (rows.rejected, rows.read, rows.rejects.clone());
        return Err(DataError::TooManyRejects { id: id(), column: None, bad, of, examples });
    }
    Ok(())
}

impl CellCount {
    /// Takes over what a later file has.
    fn extend(&mut self, other: CellCount) {
        self.judged += other.judged;
        self.unreadable += other.unreadable;
        self.out_of_range += other.out_of_range;
        self.absent += other.absent;
        self.not_applicable += other.not_applicable;
        self.empty += other.empty;
        take_over(&mut self.examples, other.examples);
        take_over(&mut self.out_of_range_examples, other.out_of_range_examples);
    }

    pub(super) fn add(&mut self, tally: &Tally) {
        self.unreadable += tally.unreadable;
        self.out_of_range += tally.out_of_range;
        self.absent += tally.absent;
        self.not_applicable += tally.not_applicable;
        self.empty += tally.empty;
        self.judged += tally.cells - tally.absent - tally.not_applicable - tally.empty;
    }
}

/// Types the cells of one file.
struct Reader<'a> {
    reading: Reading<'a>,
    layout: &'a Layout,
    at: usize,
    file: &'a FeedFile,
    clock: Clock,
    waves: Vec<String>,
    kept: &'a [usize],
    /// Of the kept columns, those without which a row is rejected.
    needed: Vec<usize>,
    /// The fields of the file behind the kept columns, in order.
    fields: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(reading: Reading<'a>, at: usize, file: &'a FeedFile) -> Reader<'a> {
        let Reading { source, layout, kept, calendar, .. } = reading;
        let needs = |name: &String| source.time.as_ref() == Some(name) || source.unique.contains(name);
        let names = kept.iter().map(|at| &layout.columns[*at].name).enumerate();
        let of_file = |column: &usize| layout.files[at].columns[*column].as_ref()?.field();
        let mut fields: Vec<usize> = kept.iter().filter_map(of_file).collect();
        fields.sort_unstable();
        fields.dedup();
        Reader {
            reading,
            layout,
            at,
            file,
            clock: Clock { written: source.time_zone, kept: calendar.time_zone },
            waves: calendar.waves.iter().map(|wave| wave.label.clone()).collect(),
            kept,
            needed: names.filter(|(_, name)| needs(name)).map(|(place, _)| place).collect(),
            fields,
        }
    }

    /// A field of a batch as it was read.
    fn field<'b>(&self, raw: &'b RecordBatch, field: usize) -> &'b ArrayRef {
        raw.column(self.fields.partition_point(|other| *other < field))
    }

    async fn read(
        &self,
        context: &SessionContext,
        scan: Scan,
        footer: Option<Footer>,
        schema: &SchemaRef,
        sink: &mut dyn Sink,
        progress: &dyn Progress,
    ) -> Result<FileRows, DataFusionError> {
        let mut rows = FileRows {
            read: 0,
            tallies: vec![Tally::default(); self.layout.columns.len()],
            rejected: 0,
            rejects: Vec::new(),
            unread: Unread::default(),
        };
        rows.unread.of = footer.as_ref().map_or(0, |footer| footer.metadata.metadata().num_row_groups());
        let (Some((later, size)), Scan::Stored(url)) = (self.later(footer), &scan) else {
            let stream = self.projected(self.scan(context, scan).await?)?.execute_stream().await?;
            self.take(stream, &mut rows, schema, sink, progress).await?;
            return Ok(rows);
        };
        for run in later.runs() {
            if run.fate == Fate::Read {
                let stream = later.scan(context, (url, size), run.groups, &self.fields)?;
                self.take(stream, &mut rows, schema, sink, progress).await?;
            } else {
                self.pass(context, (&later, &run), (url, size), &mut rows, sink).await?;
                progress.rows(run.rows);
            }
        }
        Ok(rows)
    }

    /// Types the rows of a stream and hands them on.
    async fn take(
        &self,
        mut stream: SendableRecordBatchStream,
        rows: &mut FileRows,
        schema: &SchemaRef,
        sink: &mut dyn Sink,
        progress: &dyn Progress,
    ) -> Result<(), DataFusionError> {
        let readers = self.readers();
        while let Some(batch) = stream.next().await {
            let raw = batch?;
            let mut columns = Vec::with_capacity(schema.fields().len());
            for at in self.kept {
                let kind = arrow_type(self.layout.columns[*at].kind);
                columns.push(match (&self.layout.files[self.at].columns[*at], &readers[*at]) {
                    (Some(column), Some(reader)) => {
                        let typed = self.typed(&raw, column, reader, rows.read, &mut rows.tallies[*at])?;
                        if *typed.data_type() == kind { typed } else { cast(&typed, &kind)? }
                    }
                    _ => new_null_array(&kind, raw.num_rows()),
                });
            }
            let numbers = (rows.read..).take(raw.num_rows());
            columns.push(Arc::new(UInt32Array::from_value(self.number(), raw.num_rows())));
            columns.push(Arc::new(UInt64Array::from_iter_values(numbers)));
            let typed = RecordBatch::try_new(Arc::clone(schema), columns)?;
            let typed = self.with_key(typed, &raw, rows)?;
            rows.read += raw.num_rows() as u64;
            progress.rows(raw.num_rows() as u64);
            if typed.num_rows() > 0 {
                sink.take(typed).await?;
            }
        }
        Ok(())
    }

    /// The file's number in its source.
    fn number(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    /// Only the fields behind the kept columns.
    fn projected(&self, rows: DataFrame) -> Result<DataFrame, DataFusionError> {
        if self.fields.len() == self.layout.files[self.at].fields || self.fields.is_empty() {
            return Ok(rows);
        }
        let column = |field: &usize| Expr::from(rows.schema().qualified_field(*field));
        let columns: Vec<Expr> = self.fields.iter().map(column).collect();
        rows.select(columns)
    }

    fn readers(&self) -> Vec<Option<CellReader<'_>>> {
        let format = &self.file.format;
        let signs = Signs { decimal: format.decimal, thousands: format.thousands };
        let reader = |column: &'a FileColumn| match (format.kind, column.native) {
            (FileKind::Json, _) | (_, None) => CellReader::new(&column.rule, signs, self.clock, &self.waves),
            (FileKind::Workbook, _) => CellReader::for_loose(&column.rule, signs, self.clock, &self.waves),
            (_, Some(ColumnType::Text)) => {
                CellReader::new(&column.rule, Signs::PLAIN, self.clock, &self.waves)
            }
            (_, Some(_)) => CellReader::for_typed(&column.rule, self.clock, &self.waves),
        };
        self.layout.files[self.at].columns.iter().map(|column| column.as_ref().map(reader)).collect()
    }

    async fn scan(&self, context: &SessionContext, scan: Scan) -> Result<DataFrame, DataFusionError> {
        let format = &self.file.format;
        match (scan, format.kind) {
            (Scan::Held(schema, batches), _) => {
                context.read_table(Arc::new(MemTable::try_new(schema, vec![batches])?))
            }
            (Scan::Stored(url), FileKind::Parquet) => {
                context.read_parquet(url, ParquetReadOptions::default()).await
            }
            (Scan::Stored(url), _) => {
                // Names of fields are free, so they are told apart by position.
                let fields = 0..self.layout.files[self.at].fields;
                let schema = Schema::new(
                    fields.map(|n| Field::new(n.to_string(), DataType::Utf8, true)).collect::<Vec<_>>(),
                );
                let options = CsvReadOptions::new()
                    .schema(&schema)
                    .delimiter(format.separator)
                    .quote(format.quote)
                    .newlines_in_values(true);
                context.read_csv(url, options).await
            }
        }
    }

    fn typed(
        &self,
        raw: &RecordBatch,
        column: &FileColumn,
        reader: &CellReader<'_>,
        first_row: u64,
        tally: &mut Tally,
    ) -> Result<ArrayRef, DataFusionError> {
        let array = match &column.place {
            Place::Constant(text) => {
                let texts = StringArray::from_iter_values(std::iter::repeat_n(text, raw.num_rows()));
                return Ok(reader.read(&texts, first_row, tally));
            }
            Place::Field(at) => self.field(raw, *at),
        };
        let rule = &column.rule;
        let plain = rule.absent.is_empty() && rule.not_applicable.is_empty() && rule.range.is_none();
        match column.native.filter(|_| !self.file.format.kind.is_loose()) {
            Some(native) if plain && native != ColumnType::Duration && same(native, rule.kind) => {
                as_brought(array, rule.kind, self.clock, first_row, tally)
            }
            _ => Ok(reader.read(cast(array, &DataType::Utf8)?.as_string(), first_row, tally)),
        }
    }

    /// Rejects rows that lack their time or key.
    fn with_key(
        &self,
        typed: RecordBatch,
        raw: &RecordBatch,
        rows: &mut FileRows,
    ) -> Result<RecordBatch, DataFusionError> {
        if self.needed.iter().all(|at| typed.column(*at).null_count() == 0) {
            return Ok(typed);
        }
        let missing = |row: usize| self.needed.iter().copied().find(|at| typed.column(*at).is_null(row));
        let mut keep = vec![true; typed.num_rows()];
        for (row, keep) in keep.iter_mut().enumerate() {
            let Some(at) = missing(row) else { continue };
            *keep = false;
            rows.rejected += 1;
            let column = self.kept[at];
            let text = match self.layout.files[self.at].columns[column].as_ref().map(|column| &column.place) {
                Some(Place::Field(field)) => {
                    array_value_to_string(self.field(raw, *field), row)?.trim_start_matches(BROKEN).to_owned()
                }
                Some(Place::Constant(text)) => text.clone(),
                None => String::new(),
            };
            remember(&mut rows.rejects, rows.read + row as u64, text.trim());
        }
        Ok(filter_record_batch(&typed, &keep.into())?)
    }
}

/// Whether a column may be taken over as it is brought.
pub(super) fn same(native: ColumnType, ruled: ColumnType) -> bool {
    use ColumnType::{Datetime, Integer, Money, Number};
    match (native, ruled) {
        (Datetime { .. }, Datetime { .. }) => true,
        (Number | Integer, Money { .. }) | (Integer, Number) => true,
        (a, b) => a == b,
    }
}
