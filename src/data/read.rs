//! The files of a source, each read once ([`one`]), and what was found in all of them.

mod late;
mod one;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::Date32Array;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::prelude::SessionContext;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use self::one::Reader;
pub(super) use self::one::same;
use super::cell::{EXAMPLES, Tally};
use super::hashes::Hashes;
use super::later::AfterAsOf;
use super::layout::{FileColumn, Layout};
use super::shelf::Shelf;
use super::{BadCell, CellCount, DataError, InputFile, Progress, Unread, file};
use crate::calendar::Calendar;
use crate::model::{Feed, Source};

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
pub(super) fn schema(layout: &Layout, kept: &[usize], zone: Tz) -> SchemaRef {
    let columns = kept.iter().map(|at| &layout.columns[*at]);
    let mut fields: Vec<Field> = columns.map(|c| Field::new(&c.name, c.kind.held(zone), true)).collect();
    fields.push(Field::new(FILE, DataType::UInt32, true));
    fields.push(Field::new(ROW, DataType::UInt64, true));
    Arc::new(Schema::new(fields))
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
    let schema = schema(layout, reading.kept, reading.calendar.time_zone);
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
        self.ambiguous += other.ambiguous;
        take_over(&mut self.examples, other.examples);
        take_over(&mut self.out_of_range_examples, other.out_of_range_examples);
    }

    pub(super) fn add(&mut self, tally: &Tally) {
        self.unreadable += tally.unreadable;
        self.out_of_range += tally.out_of_range;
        self.absent += tally.absent;
        self.not_applicable += tally.not_applicable;
        self.empty += tally.empty;
        self.twice += tally.twice;
        self.never += tally.never;
        self.ambiguous += tally.ambiguous;
        self.judged += tally.cells - tally.absent - tally.not_applicable - tally.empty;
    }
}
