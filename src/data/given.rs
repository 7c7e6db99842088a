//! Rows that bring their columns: what a database sends, and what a query gives over other sources.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray, UInt32Array, UInt64Array};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::error::DataFusionError;
use datafusion::prelude::SessionContext;

use super::brought::{as_brought, brings};
use super::cell::{CellReader, Tally, remember};
use super::load::table;
use super::moment::Clock;
use super::number::Signs;
use super::read::{FILE, FeedRows, ROW, same, within_limits};
use super::rows::Rows;
use super::unique::{OnePerKey, Place, Versions, one_per_key};
use super::widen::{Seen, Widener};
use super::{BadCell, CellCount, Counts, DataError, DuplicateKey, Table};
use crate::calendar::Calendar;
use crate::measure::ColumnType;
use crate::model::{CellRule, Source};

/// A column as it is sent.
#[derive(Debug, Clone)]
pub(super) struct GivenColumn {
    pub(super) name: String,
    /// The type it brings.
    pub(super) native: ColumnType,
    pub(super) rule: CellRule,
    pub(super) declared: bool,
}

/// Types what is sent, batch by batch.
pub(super) struct Given<'a> {
    source: &'a Source,
    /// How messages call where the rows come from.
    shown: &'a str,
    columns: &'a [GivenColumn],
    readers: Vec<CellReader<'a>>,
    clock: Clock,
    schema: SchemaRef,
    /// Columns without which a row is rejected.
    needed: Vec<usize>,
    batches: Vec<RecordBatch>,
    tallies: Vec<Tally>,
    read: u64,
    rejected: u64,
    rejects: Vec<(u64, String)>,
}

impl<'a> Given<'a> {
    pub(super) fn new(
        source: &'a Source,
        shown: &'a str,
        columns: &'a [GivenColumn],
        calendar: &Calendar,
        waves: &'a [String],
    ) -> Given<'a> {
        let clock = Clock { written: source.time_zone, kept: calendar.time_zone };
        let reader = |column: &'a GivenColumn| match column.native {
            ColumnType::Text => CellReader::new(&column.rule, Signs::PLAIN, clock, waves),
            native => CellReader::for_typed(&column.rule, native, clock, waves),
        };
        let mut fields: Vec<Field> =
            columns.iter().map(|c| Field::new(&c.name, c.rule.kind.held(clock.kept), true)).collect();
        fields.push(Field::new(FILE, DataType::UInt32, true));
        fields.push(Field::new(ROW, DataType::UInt64, true));
        let needs = |name: &String| source.time.as_ref() == Some(name) || source.unique.contains(name);
        let needed = columns.iter().enumerate().filter(|(_, c)| needs(&c.name)).map(|(at, _)| at);
        Given {
            source,
            shown,
            columns,
            readers: columns.iter().map(reader).collect(),
            clock,
            schema: Arc::new(Schema::new(fields)),
            needed: needed.collect(),
            batches: Vec::new(),
            tallies: vec![Tally::default(); columns.len()],
            read: 0,
            rejected: 0,
            rejects: Vec::new(),
        }
    }

    /// Takes a batch in, its columns in the order they are known by.
    pub(super) fn take(&mut self, raw: &RecordBatch) -> Result<(), DataFusionError> {
        let mut columns = Vec::with_capacity(self.columns.len() + 2);
        for at in 0..self.columns.len() {
            let kind = self.columns[at].rule.kind.held(self.clock.kept);
            let typed = self.typed(raw.column(at), at)?;
            columns.push(if *typed.data_type() == kind { typed } else { cast(&typed, &kind)? });
        }
        columns.push(Arc::new(UInt32Array::from_value(0, raw.num_rows())));
        columns.push(Arc::new(UInt64Array::from_iter_values((self.read..).take(raw.num_rows()))));
        let typed = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        let typed = self.with_key(typed, raw)?;
        self.read += raw.num_rows() as u64;
        if typed.num_rows() > 0 {
            self.batches.push(typed);
        }
        Ok(())
    }

    fn typed(&mut self, array: &ArrayRef, at: usize) -> Result<ArrayRef, DataFusionError> {
        let GivenColumn { native, rule, .. } = &self.columns[at];
        let plain = rule.absent.is_empty() && rule.not_applicable.is_empty() && rule.range.is_none();
        let tally = &mut self.tallies[at];
        let is_typed = *array.data_type() != DataType::Utf8 && brings(array, *native);
        if is_typed && plain && same(*native, rule.kind) {
            return as_brought(array, rule.kind, self.clock, self.read, tally);
        }
        let texts = cast(array, &DataType::Utf8)?;
        let texts: &StringArray = texts.as_string();
        Ok(self.readers[at].read(texts, self.read, tally))
    }

    /// Rejects rows that lack their time or key.
    fn with_key(&mut self, typed: RecordBatch, raw: &RecordBatch) -> Result<RecordBatch, DataFusionError> {
        if self.needed.iter().all(|at| typed.column(*at).null_count() == 0) {
            return Ok(typed);
        }
        let mut keep = vec![true; typed.num_rows()];
        for (row, keep) in keep.iter_mut().enumerate() {
            let Some(at) = self.needed.iter().copied().find(|at| typed.column(*at).is_null(row)) else {
                continue;
            };
            *keep = false;
            self.rejected += 1;
            let text = array_value_to_string(raw.column(at), row)?;
            remember(&mut self.rejects, self.read + row as u64, text.trim());
        }
        Ok(filter_record_batch(&typed, &keep.into())?)
    }

    /// All that was taken in, with derived columns and days, one row per key.
    pub(super) async fn table(
        self,
        context: &SessionContext,
        as_of: Option<NaiveDate>,
    ) -> Result<Table, DataError> {
        let (source, shown) = (self.source, self.shown);
        let engine = DataError::engine(&source.id);
        let width = self.columns.len();
        let (found, rows) = self.found()?;
        let mut counts = Counts { read: found.read, rejected: found.rejected, ..Counts::default() };
        let widener = Widener::new(context, &rows.schema, source, &[], None, as_of).map_err(&engine)?;
        let mut seen = Seen::default();
        let rows = rows.widened(&widener, &mut seen).map_err(&engine)?;
        let rows = match one_per_key(source, rows, width, as_of, &mut counts)? {
            OnePerKey::Rows(rows) => rows,
            OnePerKey::Conflict(rows, found) => return Err(conflict(source, &rows, &found, shown)),
        };
        let rows = rows.filtered(&widener, &mut seen).map_err(&engine)?;
        counts.filtered = seen.counts.filtered;
        let rows = rows.finished().map_err(|error| engine(error.into()))?;
        Ok(Table { cells: found.cells, ..table(source, rows, counts, as_of) })
    }

    fn found(self) -> Result<(FeedRows, Rows), DataError> {
        let place = |(row, value): &(u64, String)| BadCell {
            file: self.shown.to_owned(),
            line: row + 1,
            cell: None,
            value: value.clone(),
        };
        let rejects = self.rejects.iter().map(place).collect();
        let cells = self.columns.iter().zip(&self.tallies).map(|(column, tally)| {
            let mut cells = CellCount { column: column.name.clone(), ..CellCount::default() };
            cells.add(tally);
            cells.examples = tally.bad.iter().map(place).collect();
            cells.out_of_range_examples = tally.outside.iter().map(place).collect();
            cells
        });
        let (cells, read, rejected) = (cells.collect(), self.read, self.rejected);
        let mut rows = FeedRows { read, rejected, cells, rejects, ..FeedRows::default() };
        within_limits(self.source, &rows)?;
        // What a database declares to be a number and is none is told, whether or not a rule says so too.
        let told = |cells: &CellCount, column: &GivenColumn| column.declared || cells.unreadable > 0;
        let cells = rows.cells.into_iter().zip(self.columns).filter(|(cells, column)| told(cells, column));
        rows.cells = cells.map(|(cells, _)| cells).collect();
        Ok((rows, Rows { schema: self.schema, batches: self.batches }))
    }
}

/// The error for keys whose rows contradict each other.
fn conflict(source: &Source, rows: &Rows, found: &Versions, shown: &str) -> DataError {
    let line = |place: Place| {
        let numbers = rows.batches[place.0].column_by_name(ROW).map(|c| c.as_primitive::<UInt64Type>());
        (shown.to_owned(), numbers.map_or(0, |numbers| numbers.value(place.1) + 1))
    };
    let examples = found.examples.iter().map(|(key, first, second)| DuplicateKey {
        key: key.clone(),
        first: line(*first),
        second: line(*second),
    });
    DataError::DuplicateKeyRows { id: source.id.clone(), keys: found.conflicts, examples: examples.collect() }
}
