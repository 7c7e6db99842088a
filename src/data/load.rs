//! All sources of a scorecard, each read or joined once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, Date32Array, Float64Array, StringArray};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::prelude::SessionContext;

use super::amounts::AmountCounts;
use super::database;
use super::derived::DerivedTables;
use super::ingest::feed_rows::kept;
use super::ingest::held::{HeldRows, ReadRows};
use super::ingest::{FeedRead, read};
use super::layout::{layout, once};
use super::load_options::{LoadOptions, table};
use super::needs::{Needs, can_stream, is_joined, needed_columns};
use super::rows::Rows;
use super::stream::Streamed;
use super::{Counts, DAY, Data, DataError, Progress, Sessions, Silent, Table, file, remote};
use crate::calendar::Calendar;
use crate::measure::expression::days_since_epoch;
use crate::measure::{ENTERED_DAY, ENTERED_VALUE};
use crate::model::{ENTERED_ENTITY, EnteredRow, Feed, Origin, Source};

/// Reads every source once; a join stands after its sides.
///
/// Rows keep the order of files, and within a file the file's order.
///
/// # Errors
///
/// Every source that cannot be opened or read, whose cells or rows are unreadable beyond its limit, whose key has
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

/// What is known of a source of files once its rows are read for nothing but their days.
///
/// # Errors
///
/// As [`load`].
pub async fn days(
    source: &Source,
    calendar: &Calendar,
    as_of: NaiveDate,
    sessions: &Sessions,
) -> Result<Table, DataError> {
    let (known, needs) = (Data::default(), Needs::from([(source.id.clone(), BTreeSet::new())]));
    let sources = std::slice::from_ref(source);
    let read = open(known, sources, Some(&needs), calendar, Some(as_of), sessions, &Silent).await?;
    let mut tables = read.tables.into_values();
    let mut table = tables.next().unwrap_or_else(|| Table::empty(Arc::new(Schema::empty())));
    if let Some(stream) = &table.stream {
        stream.faults().await?;
    }
    table.settle();
    Ok(table)
}

/// The same as [`load`], without the sources of which enough is known. Sources whose rows can be taken as they come are read only
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
    let context = sessions.reading();
    let known: BTreeSet<String> = data.tables.keys().cloned().collect();
    // What is wrong is told at once, of all sources that do not need one with a fault of its own.
    let (mut wrong, mut missing) = (Vec::new(), BTreeSet::new());
    for source in sources.iter().filter(|source| !known.contains(&source.id)) {
        if missing.iter().any(|id: &String| source.takes_over(id)) {
            missing.insert(source.id.clone());
            continue;
        }
        let engine = DataError::engine(&source.id);
        let columns = needs.and_then(|needs| needed_columns(source, sources, needs));
        let run = LoadContext { context: &context, sessions, calendar, as_of, progress, columns };
        let table = sessions.within(async {
            match &source.origin {
                Origin::Files(feed) if run.columns.is_some() && can_stream(source, sources) => {
                    run.streamed(source, feed)
                }
                Origin::Files(feed) => run.files(source, feed).await,
                Origin::Database(database) => {
                    let alone = !is_joined(source, sources);
                    let run = LoadOptions { sessions, calendar, as_of, alone, progress };
                    database::load(source, database, &run).await
                }
                Origin::Query(query) => {
                    let run = LoadOptions { sessions, calendar, as_of, alone: false, progress };
                    super::query::load(source, query, &data, &run).await
                }
                Origin::Entered(values) => entered(source, values, as_of).map_err(&engine),
                Origin::Join { left, with } => {
                    progress.started(&source.id, 0);
                    let making =
                        DerivedTables { context: &context, as_of, data: &data, wanted: run.columns.as_ref() };
                    let table = making.joined(source, left, with).await;
                    table.inspect(|table| progress.rows(table.counts.used))
                }
                Origin::Part { of } => {
                    progress.started(&source.id, 0);
                    let table =
                        DerivedTables { context: &context, as_of, data: &data, wanted: run.columns.as_ref() }
                            .part(source, of);
                    table.inspect(|table| progress.rows(table.counts.used))
                }
            }
        });
        let table =
            table.await.unwrap_or_else(|limit| Err(DataError::TimedOut { id: source.id.clone(), limit }));
        progress.finished();
        match table {
            Ok(table) => {
                data.tables.insert(source.id.clone(), table);
            }
            Err(error) => {
                missing.insert(source.id.clone());
                wrong.push(error);
            }
        }
    }
    if !wrong.is_empty() {
        // Others are read only when they are asked, which will not be.
        let streams = data.tables.values().filter_map(|table| table.stream.as_ref());
        for stream in streams {
            wrong.extend(stream.faults().await.err());
        }
    }
    DataError::all(wrong)?;
    Ok(data)
}

/// What is the same for all sources of a run.
struct LoadContext<'a> {
    context: &'a SessionContext,
    sessions: &'a Sessions,
    calendar: &'a Calendar,
    as_of: Option<NaiveDate>,
    progress: &'a dyn Progress,
    /// The columns needed of the source; all where that is not known.
    columns: Option<BTreeSet<String>>,
}

impl LoadContext<'_> {
    /// A table whose rows are read when they are asked for.
    fn streamed(&self, source: &Source, feed: &Feed) -> Result<Table, DataError> {
        self.progress.started(&source.id, feed.files.iter().filter_map(file::size).sum());
        let columns = self.columns.clone();
        Streamed::open(source, feed, columns, self.calendar, self.as_of, self.sessions).map(Table::streamed)
    }

    async fn files(&self, source: &Source, feed: &Feed) -> Result<Table, DataError> {
        let open = |error| DataError::Open { id: source.id.clone(), error: Box::new(error) };
        let feed = &*remote::expanded(feed).map_err(open)?;
        let layout = layout(feed).map_err(open)?;
        let kept = kept(&layout, self.columns.as_ref());
        once(&layout, &kept).map_err(open)?;
        self.progress.started(&source.id, feed.files.iter().filter_map(file::size).sum());

        let (calendar, hashes) = (self.calendar, self.sessions.hashes());
        let reading = FeedRead {
            source,
            feed,
            layout: &layout,
            kept: &kept,
            calendar,
            hashes,
            after: None,
            forms: &BTreeMap::new(),
        };
        let mut held = HeldRows { batches: Vec::new(), memory: self.sessions.memory(&source.id) };
        let found = read(reading, &mut held, self.progress).await?;
        let shown = feed.files.iter().map(|file| file.shown.clone()).collect();
        let (files, batches) = (feed.files.as_slice(), held.batches);
        let zone = calendar.time_zone;
        let read = ReadRows { source, files, shown, layout: &layout, kept: &kept, zone, batches, found };
        let table = read.table(self.context, self.columns.as_ref(), self.as_of)?;
        Ok(Table { _memory: Some(Arc::new(held.memory)), ..table })
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
    Ok(table(source, Rows { schema, batches: vec![batch] }, counts, as_of, AmountCounts::default()))
}
