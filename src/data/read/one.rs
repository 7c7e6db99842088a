//! One file: its fields typed column by column, and rows without time or key rejected.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, StringArray, UInt32Array, UInt64Array, new_null_array,
};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::prelude::{CsvReadOptions, Expr, ParquetReadOptions, SessionContext};
use futures::StreamExt;

use super::{Reading, Sink};
use crate::data::brought::{as_brought, brings};
use crate::data::cell::{CellReader, Tally, as_written, remember};
use crate::data::file::Footer;
use crate::data::later::Fate;
use crate::data::layout::{FileColumn, Layout, Place};
use crate::data::moment::Clock;
use crate::data::number::Signs;
use crate::data::shelf::Scan;
use crate::data::{Progress, Unread};
use crate::measure::ColumnType;
use crate::model::{FeedFile, FileKind};

/// What the cells of one file meant.
pub(super) struct FileRows {
    pub(super) read: u64,
    pub(super) tallies: Vec<Tally>,
    pub(super) rejected: u64,
    pub(super) rejects: Vec<(u64, String)>,
    pub(super) unread: Unread,
}

/// Types the cells of one file.
pub(super) struct Reader<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) layout: &'a Layout,
    pub(super) at: usize,
    pub(super) file: &'a FeedFile,
    pub(super) clock: Clock,
    waves: Vec<String>,
    pub(super) kept: &'a [usize],
    /// Of the kept columns, those without which a row is rejected.
    needed: Vec<usize>,
    /// The fields of the file behind the kept columns, in order.
    pub(super) fields: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(reading: Reading<'a>, at: usize, file: &'a FeedFile) -> Reader<'a> {
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

    pub(super) async fn read(
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
                let kind = self.layout.columns[*at].kind.held(self.clock.kept);
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
    pub(super) fn number(&self) -> u32 {
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

    pub(super) fn readers(&self) -> Vec<Option<CellReader<'_>>> {
        let format = &self.file.format;
        let signs = Signs { decimal: format.decimal, thousands: format.thousands };
        let reader = |column: &'a FileColumn| match (format.kind, column.native) {
            (FileKind::Json, _) | (_, None) => CellReader::new(&column.rule, signs, self.clock, &self.waves),
            (FileKind::Workbook, _) => CellReader::for_loose(&column.rule, signs, self.clock, &self.waves),
            (_, Some(ColumnType::Text)) => {
                CellReader::new(&column.rule, Signs::PLAIN, self.clock, &self.waves)
            }
            (_, Some(native)) => CellReader::for_typed(&column.rule, native, self.clock, &self.waves),
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

    pub(super) fn typed(
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
            Some(native) if plain && brings(array, native) && same(native, rule.kind) => {
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
                    as_written(&array_value_to_string(self.field(raw, *field), row)?).to_owned()
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
pub(in crate::data) fn same(native: ColumnType, ruled: ColumnType) -> bool {
    use ColumnType::{Datetime, Integer, Money, Number};
    match (native, ruled) {
        (Datetime { .. }, Datetime { .. }) => true,
        (Number | Integer, Money { .. }) | (Integer, Number) => true,
        (a, b) => a == b,
    }
}
