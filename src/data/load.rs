//! All sources of a scorecard, each read or joined once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array, Float64Array, StringArray};
use datafusion::arrow::datatypes::{Field, Schema, UInt32Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::object_store::memory::InMemory;
use datafusion::prelude::SessionContext;

use super::database;
use super::layout::layout;
use super::made::Making;
use super::overlap::FileDays;
use super::read::{FILE, Held, ROW, Reading, kept, of_declared, read, schema, within_limits};
use super::rows::Rows;
use super::shelf::{SHELF, Shelf};
use super::stream::Streamed;
use super::unique::{OnePerKey, Place, Versions, one_per_key};
use super::widen::{Seen, Widener};
use super::{
    Counts, DAY, Data, DataError, DuplicateKey, Overlap, Progress, Sent, Sessions, Table, file, remote,
};
use crate::calendar::Calendar;
use crate::measure::expression::{columns_of, days_since_epoch};
use crate::measure::{ENTERED_DAY, ENTERED_VALUE};
use crate::model::{ENTERED_ENTITY, EnteredRow, Feed, Origin, Source};

/// Reads every source once; a join stands after its sides.
///
/// Rows keep the order of files, and within a file the file's order.
///
/// # Errors
///
/// The first source that cannot be opened or read, whose cells or rows are unreadable beyond its limit, whose key has
/// contradicting rows, or whose join by `match: one` meets several.
pub async fn load(
    sources: &[Source],
    calendar: &Calendar,
    as_of: Option<NaiveDate>,
    sessions: &Sessions,
    progress: &dyn Progress,
) -> Result<Data, DataError> {
    open(Data::default(), sources, None, calendar, as_of, sessions, progress).await
}

/// The same, without the sources of which enough is known. Sources whose rows can be taken as they come are read only
/// when they are asked; and only columns that are needed, where that is known.
///
/// # Errors
///
/// As [`load`]; what is wrong with rows that are not read yet shows when they are.
pub async fn open(
    mut data: Data,
    sources: &[Source],
    needs: Option<&Needs>,
    calendar: &Calendar,
    as_of: Option<NaiveDate>,
    sessions: &Sessions,
    progress: &dyn Progress,
) -> Result<Data, DataError> {
    let store = Arc::new(InMemory::new());
    let context = sessions.reading();
    let known: BTreeSet<String> = data.tables.keys().cloned().collect();
    for source in sources.iter().filter(|source| !known.contains(&source.id)) {
        let engine = DataError::engine(&source.id);
        let url = ObjectStoreUrl::parse(SHELF).map_err(&engine)?;
        context.register_object_store(url.as_ref(), Arc::clone(&store) as _);
        let columns = needs.and_then(|needs| needed(source, sources, needs));
        let run = Run { context: &context, sessions, store: &store, calendar, as_of, progress, columns };
        let table = sessions.within(async {
            match &source.origin {
                Origin::Files(feed) if run.columns.is_some() && can_stream(source, sources) => {
                    run.streamed(source, feed).await
                }
                Origin::Files(feed) => run.files(source, feed).await,
                Origin::Database(database) => {
                    let alone = !is_joined(source, sources);
                    let run = Loading { sessions, calendar, as_of, alone, progress };
                    database::load(source, database, &run).await
                }
                Origin::Query(query) => {
                    let run = Loading { sessions, calendar, as_of, alone: false, progress };
                    super::query::load(source, query, &data, &run).await
                }
                Origin::Entered(values) => entered(source, values, as_of).map_err(&engine),
                Origin::Join { left, with } => {
                    progress.started(&source.id, 0);
                    let making = Making { context: &context, as_of, data: &data };
                    let table = making.joined(source, left, with).await;
                    table.inspect(|table| progress.rows(table.counts.used))
                }
                Origin::Part { of } => {
                    progress.started(&source.id, 0);
                    let table = Making { context: &context, as_of, data: &data }.part(source, of);
                    table.inspect(|table| progress.rows(table.counts.used))
                }
            }
        });
        let table = table.await.map_err(|limit| DataError::TimedOut { id: source.id.clone(), limit })??;
        progress.finished();
        data.tables.insert(source.id.clone(), table);
    }
    Ok(data)
}

/// What reading a source that is no file depends on.
pub(super) struct Loading<'a> {
    pub(super) sessions: &'a Sessions,
    pub(super) calendar: &'a Calendar,
    pub(super) as_of: Option<NaiveDate>,
    /// Whether no other source takes its rows over.
    pub(super) alone: bool,
    pub(super) progress: &'a dyn Progress,
}

/// What is the same for all sources of a run.
struct Run<'a> {
    context: &'a SessionContext,
    sessions: &'a Sessions,
    store: &'a Arc<InMemory>,
    calendar: &'a Calendar,
    as_of: Option<NaiveDate>,
    progress: &'a dyn Progress,
    /// The columns needed of the source; all where that is not known.
    columns: Option<BTreeSet<String>>,
}

/// The columns needed of each source.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

/// The columns needed of a source: those that are asked for, and those behind them. What a join may take is all needed.
pub(super) fn needed(source: &Source, sources: &[Source], needs: &Needs) -> Option<BTreeSet<String>> {
    if is_joined(source, sources) {
        return None;
    }
    let mut needed = needs.get(&source.id)?.clone();
    needed.extend(source.entity.clone());
    needed.extend(source.time.iter().chain(&source.customer).chain(&source.recorded).cloned());
    needed.extend(source.unique.iter().cloned());
    needed.extend(source.day.iter().chain(&source.filter).flat_map(columns_of));
    for (name, expr) in source.derive.iter().rev() {
        if needed.contains(name) {
            needed.extend(columns_of(expr));
        }
    }
    Some(needed)
}

/// Whether another source takes rows of this one over.
fn is_joined(source: &Source, sources: &[Source]) -> bool {
    sources.iter().any(|other| other.takes_over(&source.id))
}

/// Whether each row can be taken as it comes: no other row says whether it counts, and no join looks it up.
pub(super) fn can_stream(source: &Source, sources: &[Source]) -> bool {
    source.unique.is_empty() && source.recorded.is_none() && !is_joined(source, sources)
}

impl Run<'_> {
    /// A table whose rows are read when they are asked for.
    async fn streamed(&self, source: &Source, feed: &Feed) -> Result<Table, DataError> {
        self.progress.started(&source.id, feed.files.iter().filter_map(file::size).sum());
        let columns = self.columns.clone();
        Streamed::table(source, feed, columns, self.calendar, self.as_of, self.sessions).await
    }

    async fn files(&self, source: &Source, feed: &Feed) -> Result<Table, DataError> {
        let engine = DataError::engine(&source.id);
        let open = |error| DataError::Open { id: source.id.clone(), error: Box::new(error) };
        let feed = &*remote::expanded(feed).map_err(open)?;
        let layout = layout(feed).map_err(open)?;
        self.progress.started(&source.id, feed.files.iter().filter_map(file::size).sum());

        let mut shelf = Shelf::new(Arc::clone(self.store), &source.id);
        let kept = kept(&layout, self.columns.as_ref());
        let (calendar, hashes) = (self.calendar, self.sessions.hashes());
        let reading = Reading { source, feed, layout: &layout, kept: &kept, calendar, hashes, after: None };
        let mut held = Held { batches: Vec::new(), memory: self.sessions.memory(&source.id) };
        let found = read(self.context, &mut shelf, reading, &mut held, self.progress).await?;
        within_limits(source, &found)?;
        let rows = Rows { schema: schema(&layout, &kept, calendar.time_zone), batches: held.batches };
        let mut counts = Counts { read: found.read, rejected: found.rejected, ..Counts::default() };

        let wanted = self.columns.as_ref();
        let widener = Widener::new(self.context, &rows.schema, source, &feed.files, wanted, self.as_of);
        let (widener, mut seen) = (widener.map_err(&engine)?, Seen::default());
        let rows = rows.widened(&widener, &mut seen).map_err(&engine)?;
        let overlap = overlap(source, feed, &rows);
        let rows = self.unique(source, rows, kept.len(), &shelf, &mut counts).await?;
        shelf.clear().await;
        let rows = rows.filtered(&widener, &mut seen).map_err(&engine)?;
        (counts.outside, counts.filtered) = (seen.counts.outside, seen.counts.filtered);

        let rows = rows.finished().map_err(|error| engine(error.into()))?;
        let cells = of_declared(found.cells, &layout);
        let _memory = Some(Arc::new(held.memory));
        let table = table(source, rows, counts, self.as_of);
        Ok(Table { cells, files: found.inputs, overlap, _memory, ..table })
    }

    /// Leaves one row per key.
    async fn unique(
        &self,
        source: &Source,
        rows: Rows,
        width: usize,
        shelf: &Shelf<'_>,
        counts: &mut Counts,
    ) -> Result<Rows, DataError> {
        match one_per_key(source, rows, width, self.as_of, counts)? {
            OnePerKey::Rows(rows) => Ok(rows),
            OnePerKey::Conflict(rows, found) => {
                let engine = DataError::engine(&source.id);
                Err(conflict(source, &rows.batches, &found, shelf).await.unwrap_or_else(engine))
            }
        }
    }
}

/// The table of values that people entered.
fn entered(
    source: &Source,
    values: &[EnteredRow],
    as_of: Option<NaiveDate>,
) -> Result<Table, DataFusionError> {
    let days = || Date32Array::from_iter_values(values.iter().map(|row| days_since_epoch(row.day)));
    let numbers = Float64Array::from_iter_values(values.iter().map(|row| row.value));
    let entities = StringArray::from_iter(values.iter().map(|row| row.entity.as_deref()));
    let columns: [(&str, ArrayRef); 4] = [
        (ENTERED_DAY, Arc::new(days())),
        (ENTERED_VALUE, Arc::new(numbers)),
        (ENTERED_ENTITY, Arc::new(entities)),
        (DAY, Arc::new(days())),
    ];
    let fields = columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
    let counts = Counts { read: batch.num_rows() as u64, ..Counts::default() };
    Ok(table(source, Rows { schema, batches: vec![batch] }, counts, as_of))
}

pub(super) fn table(source: &Source, rows: Rows, counts: Counts, as_of: Option<NaiveDate>) -> Table {
    let mut seen = Seen::default();
    rows.batches.iter().for_each(|batch| seen.see(batch, source, as_of));
    let (first_day, last_day) = seen.days();
    let Counts { used, after_as_of, before_history, .. } = seen.counts;
    let counts = Counts { used, after_as_of, before_history, ..counts };
    Table {
        schema: rows.schema,
        batches: rows.batches,
        counts,
        cells: Vec::new(),
        first_day,
        last_day,
        last_after: seen.last_after(),
        unmatched: Vec::new(),
        files: Vec::new(),
        overlap: None,
        without_customer: seen.without_customer,
        stream: None,
        sent: Sent::default(),
        remote: None,
        _memory: None,
    }
}

/// Files that share days, where no key tells their rows apart.
fn overlap(source: &Source, feed: &Feed, rows: &Rows) -> Option<Overlap> {
    if !source.unique.is_empty() || feed.files.len() < 2 {
        return None;
    }
    let mut days = FileDays::default();
    rows.batches.iter().for_each(|batch| days.add(batch));
    days.overlap(&feed.files)
}

/// The error for keys whose rows contradict each other, with the lines of the first ones.
async fn conflict(
    source: &Source,
    batches: &[RecordBatch],
    found: &Versions,
    shelf: &Shelf<'_>,
) -> Result<DataError, DataFusionError> {
    let mut examples = Vec::new();
    for (key, first, second) in &found.examples {
        let (first, second) = (line(batches, *first, shelf).await?, line(batches, *second, shelf).await?);
        examples.push(DuplicateKey { key: key.clone(), first, second });
    }
    Ok(DataError::DuplicateKeyRows { id: source.id.clone(), keys: found.conflicts, examples })
}

async fn line(
    batches: &[RecordBatch],
    place: Place,
    shelf: &Shelf<'_>,
) -> Result<(String, u64), DataFusionError> {
    let batch = &batches[place.0];
    let file = batch.column_by_name(FILE).map_or(0, |c| c.as_primitive::<UInt32Type>().value(place.1));
    let row = batch.column_by_name(ROW).map_or(0, |c| c.as_primitive::<UInt64Type>().value(place.1));
    let cells = shelf.places(file as usize, None, &[(row, String::new())]).await?;
    Ok(cells.into_iter().next().map_or_else(|| (String::new(), 0), |cell| (cell.file, cell.line)))
}
