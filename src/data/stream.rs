//! Rows that are read while they are asked for: typed, counted and widened batch by batch, and never held.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::TaskContext;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::object_store::memory::InMemory;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::mpsc::Sender;

use super::layout::{Layout, layout};
use super::overlap::FileDays;
use super::read::{Reading, Sink, kept, read, schema};
use super::shelf::{SHELF, Shelf};
use super::widen::{Seen, Widener, finished, finished_schema};
use super::{CellCount, Counts, DataError, InputFile, Overlap, Sent, Sessions, Silent, Table, remote};
use crate::calendar::Calendar;
use crate::model::{Feed, Source};

/// How many batches may wait for whoever asked for them.
const WAITING: usize = 4;

/// The rows of a source's files, ready to be read; they are read anew each time they are asked for.
#[derive(Debug, Clone)]
pub struct Streamed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: Source,
    feed: Feed,
    layout: Layout,
    kept: Vec<usize>,
    columns: Option<BTreeSet<String>>,
    calendar: Calendar,
    as_of: Option<NaiveDate>,
    sessions: Sessions,
    schema: SchemaRef,
    found: Mutex<Option<Found>>,
}

/// What was found while rows were read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) counts: Counts,
    pub(super) cells: Vec<CellCount>,
    pub(super) days: (Option<NaiveDate>, Option<NaiveDate>),
    pub(super) files: Vec<InputFile>,
    pub(super) overlap: Option<Overlap>,
    pub(super) without_customer: u64,
}

impl Streamed {
    /// The table of a source whose rows are not read yet.
    pub(super) async fn table(
        source: &Source,
        feed: &Feed,
        columns: Option<BTreeSet<String>>,
        calendar: &Calendar,
        as_of: Option<NaiveDate>,
        sessions: &Sessions,
    ) -> Result<Table, DataError> {
        let open = |error| DataError::Open { id: source.id.clone(), error: Box::new(error) };
        let feed = remote::expanded(feed).map_err(open)?.into_owned();
        let layout = layout(&feed).map_err(open)?;
        let kept = kept(&layout, columns.as_ref());
        let engine = DataError::engine(&source.id);
        let read = schema(&layout, &kept);
        let widener = Widener::new(&sessions.reading(), &read, source, &feed.files, columns.as_ref(), as_of);
        let schema = finished_schema(widener.map_err(engine)?.schema());
        let inner = Inner {
            source: source.clone(),
            feed,
            layout,
            kept,
            columns,
            calendar: calendar.clone(),
            as_of,
            sessions: sessions.clone(),
            schema: Arc::clone(&schema),
            found: Mutex::new(None),
        };
        let stream = Some(Arc::new(Streamed(Arc::new(inner))));
        Ok(Table {
            schema,
            batches: Vec::new(),
            counts: Counts::default(),
            cells: Vec::new(),
            first_day: None,
            last_day: None,
            unmatched: Vec::new(),
            files: Vec::new(),
            overlap: None,
            without_customer: 0,
            stream,
            sent: Sent::default(),
            remote: None,
        })
    }

    /// What was found when the rows were read last; nothing before.
    pub(super) fn found(&self) -> Option<Found> {
        self.0.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl PartitionStream for Streamed {
    fn schema(&self) -> &SchemaRef {
        &self.0.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut builder = RecordBatchReceiverStreamBuilder::new(Arc::clone(&self.0.schema), WAITING);
        let (inner, sender) = (Arc::clone(&self.0), builder.tx());
        builder.spawn(async move { inner.read(sender).await });
        builder.build()
    }
}

impl Inner {
    async fn read(
        &self,
        sender: Sender<Result<RecordBatch, DataFusionError>>,
    ) -> Result<(), DataFusionError> {
        let outside = |error: DataError| DataFusionError::External(Box::new(error));
        let context = self.sessions.reading();
        let store = Arc::new(InMemory::new());
        let url = ObjectStoreUrl::parse(SHELF)?;
        context.register_object_store(url.as_ref(), Arc::clone(&store) as _);
        let (source, feed) = (&self.source, &self.feed);
        let read_schema = schema(&self.layout, &self.kept);
        let columns = self.columns.as_ref();
        let widener = Widener::new(&context, &read_schema, source, &feed.files, columns, self.as_of)?;
        let file_days = (feed.files.len() > 1).then(FileDays::default);
        let mut out = Out { source: source.clone(), widener, sender, seen: Seen::default(), file_days };
        let reading =
            Reading { source, feed, layout: &self.layout, kept: &self.kept, calendar: &self.calendar };
        let mut shelf = Shelf::new(store, &source.id);
        let found = read(&context, &mut shelf, reading, &mut out, &Silent).await.map_err(outside)?;
        let counts = Counts { read: found.read, rejected: found.rejected, ..out.seen.counts };
        let found = Found {
            counts,
            cells: found.cells,
            days: out.seen.days(),
            files: found.inputs,
            overlap: out.file_days.and_then(|days| days.overlap(&feed.files)),
            without_customer: out.seen.without_customer,
        };
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        Ok(())
    }
}

/// Widens batches and hands them on.
struct Out {
    source: Source,
    widener: Widener,
    sender: Sender<Result<RecordBatch, DataFusionError>>,
    seen: Seen,
    file_days: Option<FileDays>,
}

impl Sink for Out {
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>> {
        async move {
            let batch = self.widener.widen(&batch, &mut self.seen)?;
            if let Some(days) = &mut self.file_days {
                days.add(&batch);
            }
            let batch = self.widener.filter(batch, &mut self.seen)?;
            self.seen.see(&batch, &self.source);
            let batch = finished(&batch)?;
            let gone = |_| DataFusionError::Execution("nobody waits for these rows any more".to_owned());
            self.sender.send(Ok(batch)).await.map_err(gone)
        }
        .boxed()
    }
}
