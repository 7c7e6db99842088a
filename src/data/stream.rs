//! Rows that are read while they are asked for: typed, counted and widened batch by batch, and never held.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::catalog::streaming::StreamingTable;
use datafusion::error::DataFusionError;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::Sender;

use super::after_as_of::AfterAsOf;
use super::ingest::feed_rows::{FeedRows, kept, schema};
use super::ingest::limits::within_limits;
use super::ingest::row_typer::is_plain;
use super::ingest::sink::{RowsAfterAsOf, Sink};
use super::ingest::{FeedRead, read};
use super::layout::{FileColumn, FileLayout, Layout, layout, once};
use super::overlap::FileDays;
use super::row_transform::{RowStats, RowTransform, finished, finished_schema};
use super::texts::{self, TextForm, TextForms, formed};
use super::{
    Column, DataError, InputFile, Overlap, Sessions, Silent, TableFacts, Unread, file, remote, rules,
};
use crate::calendar::Calendar;
use crate::measure::ColumnType;
use crate::measure::expression::columns_of;
use crate::model::{Feed, FeedFile, FileKind, Location, Source};

/// How many batches may wait for whoever asked for them.
const WAITING: usize = 4;

/// The rows of a source's files, ready to be read; they are read anew each time they are asked for.
#[derive(Debug, Clone)]
pub struct Streamed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Shared with the parts, which are as many as its files.
    source: Arc<Source>,
    feed: Feed,
    layout: Layout,
    kept: Arc<Vec<usize>>,
    columns: Arc<Option<BTreeSet<String>>>,
    calendar: Arc<Calendar>,
    as_of: Option<NaiveDate>,
    sessions: Sessions,
    schema: SchemaRef,
    /// Whether it is one file of several: what is too much is judged by them all.
    is_part: bool,
    /// For each file, whether nothing but its rows tells it from another.
    twins: Vec<bool>,
    found: Mutex<Option<ReadSummary>>,
}

/// What was found while rows were read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReadSummary {
    feed: FeedRows,
    seen: RowStats,
    /// Days of the one file, where it is one of several.
    file_days: Vec<i32>,
    overlap: Option<Overlap>,
}

impl ReadSummary {
    /// The latest day of a row.
    pub(crate) fn newest(&self) -> Option<NaiveDate> {
        self.seen.last_after().or(self.seen.days().1)
    }
}

impl Streamed {
    /// The rows of a source, none of which is read yet.
    pub(super) fn open(
        source: &Source,
        feed: &Feed,
        columns: Option<BTreeSet<String>>,
        calendar: &Calendar,
        as_of: Option<NaiveDate>,
        sessions: &Sessions,
    ) -> Result<Streamed, DataError> {
        let open = |error| DataError::Open { id: source.id.clone(), error: Box::new(error) };
        let feed = remote::expanded(feed).map_err(open)?.into_owned();
        let layout = layout(&feed).map_err(open)?;
        let kept = kept(&layout, columns.as_ref());
        once(&layout, &kept).map_err(open)?;
        let engine = DataError::engine(&source.id);
        let read = schema(&layout, &kept, calendar.time_zone);
        let transform =
            RowTransform::new(&sessions.reading(), &read, source, &feed.files, columns.as_ref(), as_of);
        let schema = finished_schema(transform.map_err(engine)?.schema());
        let twins = (0..feed.files.len()).map(|at| has_twin(&feed, at)).collect();
        let inner = Inner {
            source: Arc::new(source.clone()),
            feed,
            layout,
            kept: Arc::new(kept),
            columns: Arc::new(columns),
            calendar: Arc::new(calendar.clone()),
            as_of,
            sessions: sessions.clone(),
            schema,
            is_part: false,
            twins,
            found: Mutex::new(None),
        };
        Ok(Streamed(Arc::new(inner)))
    }

    /// The columns of its rows.
    pub(super) fn columns(&self) -> &SchemaRef {
        &self.0.schema
    }

    /// What was not decoded when the rows were read last.
    pub(crate) fn unread(&self) -> Option<Unread> {
        self.found().map(|found| found.feed.unread)
    }

    /// What was found when the rows were read last; `None` before.
    pub(crate) fn found(&self) -> Option<ReadSummary> {
        self.0.lock().clone()
    }

    /// What was found when the rows were read last, as it is told of a table; `None` before.
    pub(super) fn facts(&self) -> Option<TableFacts> {
        let ReadSummary { feed, seen, overlap, .. } = self.found()?;
        let mut amounts = seen.amounts.clone();
        amounts.extend(&feed.amounts);
        let (first_day, last_day) = seen.days();
        Some(TableFacts {
            columns: self.0.schema.fields().iter().map(|field| field.name().clone()).collect(),
            counts: feed.counts(seen.counts),
            cells: seen.found.among(feed.cells.clone()),
            below_zero: seen.found.below_zero(),
            rejects: feed.rejected_rows(),
            first_day,
            last_day,
            last_after: seen.last_after(),
            unmatched: Vec::new(),
            files: feed.inputs,
            overlap,
            without_customer: seen.without_customer,
            amounts,
        })
    }

    /// Of the forms that are wished for, those that the texts of all files can come in.
    pub(crate) fn forms(&self, wished: &TextForms) -> TextForms {
        let Inner { source, feed, layout, .. } = &*self.0;
        let exprs = source.derive.iter().map(|(_, expr)| expr).chain(&source.filter).chain(&source.day);
        let casts = source.casts.iter().flat_map(|of| &of.casts);
        let looked_at = casts.flat_map(|cast| [Some(&cast.read), cast.when.as_ref()].into_iter().flatten());
        let worked: BTreeSet<String> = exprs.chain(looked_at).flat_map(columns_of).collect();
        let is_text = |at: usize| {
            let mut of_files = layout.files.iter().filter_map(|file| file.columns.get(&at));
            let is_plain = |column: &FileColumn| {
                let is_text = column.native == Some(ColumnType::Text) && column.rule.kind == ColumnType::Text;
                is_text && column.field().is_some() && is_plain(&column.rule)
            };
            of_files.clone().count() == layout.files.len() && of_files.all(is_plain)
        };
        let are_parquet = feed
            .files
            .iter()
            .all(|file| matches!(file.location, Location::Local(_)) && file.format.kind == FileKind::Parquet);
        if wished.is_empty() || !are_parquet {
            return TextForms::new();
        }
        let form = |(at, column): (usize, &Column)| {
            let form = wished.get(&column.name).filter(|_| !worked.contains(&column.name) && is_text(at))?;
            Some((at, *form))
        };
        let columns: BTreeMap<usize, TextForm> = layout.columns.iter().enumerate().filter_map(form).collect();
        let is_wished = |(_, form): &(&usize, &TextForm)| **form == TextForm::Numbers;
        let mut numbered: BTreeSet<usize> = columns.iter().filter(is_wished).map(|(at, _)| *at).collect();
        // One file after the other: there may be more of them than a process may hold open.
        for (file, layout) in feed.files.iter().zip(&layout.files) {
            if numbered.is_empty() {
                break;
            }
            let Ok((opened, footer)) = file::with_footer(file) else {
                numbered.clear();
                break;
            };
            numbered.retain(|at| {
                let field = layout.columns.get(at).and_then(FileColumn::field);
                field.is_some_and(|field| texts::is_numbered(&opened, &footer, field))
            });
        }
        let form = |at: usize| if numbered.contains(&at) { TextForm::Numbers } else { TextForm::Views };
        columns.into_keys().map(|at| (layout.columns[at].name.clone(), form(at))).collect()
    }

    /// The rows as DataFusion scans them.
    pub(crate) fn provider(&self) -> Arc<dyn TableProvider> {
        self.provider_with(TextForms::new())
    }

    /// The same with the texts of some columns in one of their [forms](Streamed::forms).
    pub(crate) fn provider_with(&self, forms: TextForms) -> Arc<dyn TableProvider> {
        let schema = formed(&self.0.schema, &forms);
        let rows = FormedRows { stream: self.clone(), forms, schema: Arc::clone(&schema) };
        let table = StreamingTable::try_new(schema, vec![Arc::new(rows)]);
        Arc::new(table.expect("a stream has its table's schema"))
    }

    /// Each file for itself, in their order.
    pub(crate) fn parts(&self) -> Vec<Streamed> {
        let whole = &self.0;
        let part = |((file, layout), has_twin): ((&FeedFile, &FileLayout), &bool)| {
            let Feed { id, columns, dated, .. } = &whole.feed;
            let files = vec![file.clone()];
            let feed = Feed { id: id.clone(), files, columns: columns.clone(), dated: dated.clone() };
            Streamed(Arc::new(Inner {
                source: Arc::clone(&whole.source),
                feed,
                layout: Layout {
                    columns: Arc::clone(&whole.layout.columns),
                    files: vec![layout.clone()],
                    unreadable: Vec::new(),
                },
                kept: Arc::clone(&whole.kept),
                columns: Arc::clone(&whole.columns),
                calendar: Arc::clone(&whole.calendar),
                as_of: whole.as_of,
                sessions: whole.sessions.clone(),
                schema: Arc::clone(&whole.schema),
                is_part: whole.feed.files.len() > 1,
                twins: vec![*has_twin],
                found: Mutex::new(None),
            }))
        };
        whole.feed.files.iter().zip(&whole.layout.files).zip(&whole.twins).map(part).collect()
    }

    /// How messages call its first file.
    pub(crate) fn shown(&self) -> &str {
        self.0.feed.files.first().map_or("", |file| &file.shown)
    }

    /// What its one file is, as long as it stays so; `None` where that is not known before it is read.
    pub(crate) fn identity(&self) -> Result<Option<InputFile>, DataError> {
        let open = |error| DataError::Open { id: self.0.source.id.clone(), error: Box::new(error) };
        match self.0.feed.files.as_slice() {
            [file] => self.0.sessions.hashes().input_file(file).map_err(open),
            _ => Ok(None),
        }
    }

    /// Whether the file is still the one whose identity was asked for.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.0.feed.files.iter().all(|file| self.0.sessions.hashes().known(file).is_some())
    }

    /// What is made of a file's bytes, in words that stay the same from run to run.
    pub(crate) fn rules(&self, text: &mut dyn Write) -> std::fmt::Result {
        let Inner { source, feed, layout, kept, columns, calendar, as_of, is_part, twins, .. } = &*self.0;
        for FeedFile { shown, format, from, until, .. } in &feed.files {
            write!(text, "{:?}", (shown, format, from, until))?;
        }
        // Of columns that nobody reads nothing counts but how many fields they are of.
        for at in kept.iter() {
            let column = &layout.columns[*at];
            write!(text, "{:?}", (&column.name, column.kind, column.declared))?;
            layout.files.iter().try_for_each(|file| write!(text, "{:?}", file.columns.get(at)))?;
        }
        let fields: Vec<usize> = layout.files.iter().map(|file| file.fields).collect();
        write!(text, "{:?}", (fields, columns, is_part, twins))?;
        rules::of_source(source, *as_of, text)?;
        rules::of_calendar(calendar, text)
    }

    /// Reads all rows for what is wrong with them alone.
    pub(super) async fn faults(&self) -> Result<(), DataError> {
        let (sender, mut rows) = tokio::sync::mpsc::channel(WAITING);
        let forms = TextForms::new();
        let taken = async { while rows.recv().await.is_some() {} };
        let (read, ()) = futures::join!(self.0.read(&forms, sender), taken);
        read.map_err(DataError::engine(&self.0.source.id))
    }

    /// Takes over what was found in each of its files, in their order.
    pub(crate) fn join(&self, parts: Vec<ReadSummary>) -> Result<(), DataError> {
        let days = FileDays::from_files(parts.iter().map(|part| part.file_days.as_slice()));
        let overlap = days.overlap(&self.0.feed.files);
        let (mut feed, mut seen) = (FeedRows::default(), RowStats::default());
        for part in parts {
            feed.extend(part.feed);
            seen.extend(part.seen);
        }
        within_limits(&self.0.source, &feed)?;
        *self.0.lock() = Some(ReadSummary { feed, seen, file_days: Vec::new(), overlap });
        Ok(())
    }
}

/// Rows with the texts of some columns in a form of their own.
#[derive(Debug)]
struct FormedRows {
    stream: Streamed,
    forms: TextForms,
    schema: SchemaRef,
}

impl PartitionStream for FormedRows {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut builder = RecordBatchReceiverStreamBuilder::new(Arc::clone(&self.schema), WAITING);
        let (stream, forms, sender) = (self.stream.clone(), self.forms.clone(), builder.tx());
        builder.spawn(async move { stream.0.read(&forms, sender).await });
        builder.build()
    }
}

impl Inner {
    async fn read(
        &self,
        forms: &TextForms,
        sender: Sender<Result<RecordBatch, DataFusionError>>,
    ) -> Result<(), DataFusionError> {
        let outside = |error: DataError| DataFusionError::External(Box::new(error));
        let context = self.sessions.reading();
        let (source, feed) = (&self.source, &self.feed);
        let read_schema = formed(&schema(&self.layout, &self.kept, self.calendar.time_zone), forms);
        let columns = (*self.columns).as_ref();
        let transform = RowTransform::new(&context, &read_schema, source, &feed.files, columns, self.as_of)?;
        let file_days = (feed.files.len() > 1 || self.is_part).then(FileDays::default);
        let (source_of, as_of, seen) = (Arc::clone(source), self.as_of, RowStats::new(source));
        let shown = feed.files.iter().map(|file| file.shown.clone()).collect();
        let mut out = TransformSink { source: source_of, as_of, transform, shown, sender, seen, file_days };
        let (layout, kept, calendar) = (&self.layout, &self.kept, &self.calendar);
        let after = AfterAsOf::new(source, layout, &self.twins, self.as_of);
        let (hashes, after) = (self.sessions.hashes(), after.as_ref());
        let reading = FeedRead { source, feed, layout, kept, calendar, hashes, after, forms };
        let rows = read(reading, &mut out, &Silent).await.map_err(outside)?;
        let mut found = ReadSummary { feed: rows, seen: out.seen, file_days: Vec::new(), overlap: None };
        match out.file_days {
            Some(days) if self.is_part => found.file_days = days.days(),
            days => found.overlap = days.and_then(|days| days.overlap(&feed.files)),
        }
        if !self.is_part {
            within_limits(source, &found.feed).map_err(outside)?;
        }
        *self.lock() = Some(found);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<ReadSummary>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether another file of the feed has the same name columns and constants, so that only rows tell them apart.
fn has_twin(feed: &Feed, at: usize) -> bool {
    let own = &feed.files[at];
    let others = feed.files.iter().enumerate().filter(|(other, _)| *other != at);
    others.map(|(_, other)| other).any(|other| other.set == own.set && other.partition == own.partition)
}

/// Widens batches and hands them on.
struct TransformSink {
    source: Arc<Source>,
    as_of: Option<NaiveDate>,
    transform: RowTransform,
    /// How messages call its files.
    shown: Vec<String>,
    sender: Sender<Result<RecordBatch, DataFusionError>>,
    seen: RowStats,
    file_days: Option<FileDays>,
}

impl Sink for TransformSink {
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>> {
        async move {
            let batch = self.transform.widen(&batch, &mut self.seen)?;
            if let Some(days) = &mut self.file_days {
                days.add(&batch);
            }
            self.transform.look(&batch, &self.shown, &mut self.seen)?;
            let batch = self.transform.filter(batch, &mut self.seen)?;
            self.seen.count_rows(&batch, &self.source, self.as_of);
            let batch = finished(&batch)?;
            let gone = |_| DataFusionError::Execution("nobody waits for these rows any more".to_owned());
            self.sender.send(Ok(batch)).await.map_err(gone)
        }
        .boxed()
    }

    fn pass(&mut self, passed: RowsAfterAsOf) {
        self.seen.pass(&passed);
        if let Some(days) = self.file_days.as_mut().filter(|_| !passed.is_outside) {
            passed.dates.iter().for_each(|dates| days.add_of(passed.file, dates));
        }
    }
}
