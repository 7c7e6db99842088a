//! One scan of a source for everything that is asked of it.
//!
//! All expressions that all components need of a source's rows (days, keys, conditions, values) become the columns of
//! one query: DataFusion reads each row once, computes what several share once, and reads no column that nobody needs;
//! simple ones are worked out of its columns here ([`kernels`]). What it gives is accumulated, batch by batch, in sums by place (segment × day), lists of values and keyed rows. A
//! profile of ten measures over ten million orders shaped this: one aggregate query for each would hash the customer
//! column ten times over, and hashing it is the dearest single step.

mod accumulator;
mod compare;
mod kernels;
mod last_match;
mod merge;
mod partial;
mod prepared_batch;
mod scan_plan;
mod worker;

use std::hint::black_box;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::catalog::TableProvider;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::physical_plan::display::DisplayableExecutionPlan;
use datafusion::physical_plan::metrics::Time;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use self::kernels::Kernels;
use self::merge::UnitGroup;
pub(super) use self::partial::PartialState;
pub(super) use self::scan_plan::ScanPlan;
use self::worker::Worker;
use super::aggregates::day_number;
use super::cache::Cache;
use super::entities::SourceQuestions;
use super::requests::SourceStores;
use crate::data::{DAY, DataError, Streamed, Table, Unread};
use crate::measure::expression::row::column;

/// What one scan cost, for `explain`.
#[derive(Debug, Clone)]
pub struct ScanReport {
    /// The source.
    pub source: String,
    /// Rows that reached the measures.
    pub rows: u64,
    /// Row groups of Parquet that were not read, where there are any.
    pub unread: Option<Unread>,
    /// The query as the engine ran it, with what each step of it cost; `None` where all came from the cache.
    pub plan: Option<String>,
    /// How many more files were read, each by such a query.
    pub more: usize,
    /// What was made of its rows: a description, and seconds of computing.
    pub nodes: Vec<(String, f64)>,
}

/// Asks one source; of the files whose rows are kept, the cache.
pub(super) async fn run(
    context: &SessionContext,
    memory: &MemoryReservation,
    questions: SourceQuestions<'_>,
    table: &Table,
    source: &str,
    cache: Option<&Cache>,
) -> Result<(SourceStores, ScanReport), DataFusionError> {
    let scan_plan = Arc::new(ScanPlan::new(questions));
    let threads = context.copied_config().target_partitions();
    let (context, accumulating) = match scan_plan.in_order() {
        true => (ordered(context), 1),
        false => (context.clone(), threads),
    };
    let own = Arc::clone(&scan_plan);
    let mut scan = Scan {
        context,
        threads: accumulating,
        memory,
        scan_plan: own,
        as_of: questions.as_of,
        plan: None,
        more: 0,
        nodes: Vec::new(),
    };
    let state = match (cache, &table.stream) {
        (Some(cache), Some(stream)) => scan.files(stream, source, cache).await?,
        (Some(cache), None) => {
            let state = scan.rows(provider(table, &scan_plan), None).await?;
            cache.store_source(source, table, Some(&state));
            state
        }
        (None, _) => scan.rows(provider(table, &scan_plan), None).await?,
    };
    let unread = table.stream.as_ref().and_then(|stream| stream.unread()).filter(|unread| unread.groups > 0);
    let report = ScanReport { unread, ..scan.report(source, state.rows) };
    Ok((state.finish(&scan_plan, questions.requests, threads)?, report))
}

/// The rows of a table, with texts as their file holds them where they are only told apart.
fn provider(table: &Table, scan_plan: &ScanPlan) -> Arc<dyn TableProvider> {
    match &table.stream {
        Some(stream) => stream.provider_with(stream.forms(&scan_plan.forms())),
        None => table.provider(),
    }
}

/// The aggregates of a source that was kept as a whole.
pub(super) fn kept(
    state: PartialState,
    questions: SourceQuestions<'_>,
    source: &str,
    threads: usize,
) -> Result<(SourceStores, ScanReport), DataFusionError> {
    let scan_plan = ScanPlan::new(questions);
    let report = ScanReport {
        source: source.to_owned(),
        rows: state.rows,
        unread: None,
        plan: None,
        more: 0,
        nodes: vec![],
    };
    Ok((state.finish(&scan_plan, questions.requests, threads)?, report))
}

/// Memory that has to be left for each thread where several accumulate.
const SHARE: usize = 128 << 20;

/// The scans of one source.
struct Scan<'a> {
    context: SessionContext,
    /// How many threads accumulate.
    threads: usize,
    memory: &'a MemoryReservation,
    scan_plan: Arc<ScanPlan>,
    as_of: NaiveDate,
    plan: Option<String>,
    more: usize,
    nodes: Vec<(String, Time)>,
}

impl Scan<'_> {
    /// Accumulates rows, each batch on one of the threads in turn, and merges what those have; with names for keys where there is
    /// something to salt them with.
    async fn rows(
        &mut self,
        rows: Arc<dyn TableProvider>,
        salt: Option<&str>,
    ) -> Result<PartialState, DataFusionError> {
        let frame = self.context.read_table(rows)?;
        let kernels = Arc::new(Kernels::new(&self.scan_plan.columns, frame.schema())?);
        let asked = kernels.projections().into_iter().chain([column(DAY).alias("day")]);
        let frame = frame.select(asked.collect::<Vec<_>>())?;
        let plan = frame.create_physical_plan().await?;
        let mut rows = execute_stream(Arc::clone(&plan), self.context.task_ctx())?;
        let mut workers: Vec<Worker> = Vec::new();
        let (mut batches, mut taken) = (0_usize, 0);
        let threads = self.affordable_threads();
        retain_freed_memory();
        let start = || Worker::start(Arc::clone(&self.scan_plan), Arc::clone(&kernels), self.as_of);
        while let Some(batch) = rows.next().await {
            let turn = batches % threads;
            if turn == workers.len() {
                workers.push(start());
            }
            if !workers[turn].send(batch?).await {
                break;
            }
            batches += 1;
            taken = self.track_memory(&workers, taken)?;
        }
        drop(rows);
        if workers.is_empty() {
            workers.push(start());
        }
        workers.iter_mut().for_each(Worker::close);
        let with_names = salt.is_some() || workers.len() > 1;
        let mut accumulated = Vec::with_capacity(workers.len());
        for worker in &mut workers {
            accumulated.push(worker.accumulated().await?);
        }
        self.track_memory(&workers, taken)?;
        match &self.plan {
            Some(_) => self.more += 1,
            None => self.plan = Some(shown(plan.as_ref())),
        }
        let scan_plan = Arc::clone(&self.scan_plan);
        let mut together = UnitGroup::new(&scan_plan, self.threads);
        for accumulator in accumulated {
            let (state, nodes) = accumulator.finish(with_names, salt);
            together.merge(state);
            self.add_timings(nodes);
        }
        Ok(together.finish().salted(salt))
    }

    /// How many threads accumulate, given the memory that is left: each has keys of its own until they are merged.
    fn affordable_threads(&self) -> usize {
        let is_left = |threads: &usize| self.memory.new_empty().try_grow(threads * SHARE).is_ok();
        (2..=self.threads).take_while(is_left).last().unwrap_or(1)
    }

    /// Adds to the time that was spent on each kind of work.
    fn add_timings(&mut self, nodes: Vec<(String, Time)>) {
        if self.nodes.is_empty() {
            self.nodes = nodes;
        } else {
            self.nodes.iter().zip(nodes).for_each(|((_, all), (_, own))| all.add(&own));
        }
    }

    /// Counts the memory that was taken since it was measured last.
    fn track_memory(&self, workers: &[Worker], taken: usize) -> Result<usize, DataFusionError> {
        let takes: usize = workers.iter().map(Worker::bytes).sum();
        self.memory.try_grow(takes.saturating_sub(taken))?;
        Ok(takes.max(taken))
    }

    /// Takes what the cache has of a source's files, reads the others, and merges all.
    async fn files(
        &mut self,
        stream: &Arc<Streamed>,
        source: &str,
        cache: &Cache,
    ) -> Result<PartialState, DataFusionError> {
        let outside = |error: DataError| DataFusionError::External(Box::new(error));
        let parts = stream.parts();
        let salt = (parts.len() > 1).then(|| cache.salt(source));
        let scan_plan = Arc::clone(&self.scan_plan);
        let (mut together, mut found) = (UnitGroup::new(&scan_plan, self.threads), Vec::new());
        for part in parts.into_iter().map(Arc::new) {
            let key = cache.key_of(source, &part, &self.scan_plan, self.as_of).map_err(outside)?;
            let kept = cache.load(source, part.shown(), key.as_ref());
            let (state, seen) = match kept {
                Some(kept) => kept,
                None => {
                    let provider = part.provider_with(part.forms(&scan_plan.forms()));
                    let state = self.rows(provider, salt.as_deref()).await?;
                    let unread = || DataFusionError::Internal("rows came before they were read".to_owned());
                    let seen = part.found().ok_or_else(unread)?;
                    if let Some(key) = key.filter(|_| part.is_unchanged()) {
                        let newest = state.newest.max(seen.newest().map(day_number));
                        cache.keep(&key, newest, &(&state, &seen));
                    }
                    (state, seen)
                }
            };
            found.push(seen);
            together.merge(state);
        }
        stream.join(found).map_err(outside)?;
        Ok(together.finish())
    }

    fn report(self, source: &str, rows: u64) -> ScanReport {
        let seconds = |(name, time): (String, Time)| (name, time.value() as f64 / 1e9);
        let nodes = self.nodes.into_iter().map(seconds).collect();
        ScanReport { source: source.to_owned(), rows, unread: None, plan: self.plan, more: self.more, nodes }
    }
}

/// What batches take and leave is to stay for the next one. Allocators of many Linux systems give back what is large or lies at
/// the end, and have it brought again page by page, until something larger was left: which this is, though never touched.
fn retain_freed_memory() {
    const LARGER: usize = 4 << 20;
    drop(black_box(Vec::<u8>::with_capacity(LARGER)));
}

/// A context that gives the rows in their order.
fn ordered(context: &SessionContext) -> SessionContext {
    let config = context.copied_config().with_target_partitions(1);
    SessionContext::new_with_state(SessionStateBuilder::from(context.state()).with_config(config).build())
}

fn shown(plan: &dyn ExecutionPlan) -> String {
    DisplayableExecutionPlan::with_metrics(plan).set_show_statistics(false).indent(false).to_string()
}
