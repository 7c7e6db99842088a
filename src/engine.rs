//! Components to facts: daily aggregates from the sources' tables, pooled in memory into any window asked for.
//!
//! [`compute`] turns every component of every plan into the daily aggregates it needs and asks the tables for them: additive
//! components that stand on the same rows' day share one aggregate query, each with its own condition. What comes back
//! is small (day × segment, or day × segment × customer), and [`Facts`] answers any period, year to date or run from it.

mod aggregates;
mod amounts;
mod answers;
mod builders;
mod cache;
mod cases;
#[cfg(feature = "cluster")]
mod cluster;
mod cut;
mod entities;
mod error;
mod facts;
mod history;
mod history_aggregates;
mod intern;
mod merged;
mod numbers;
mod packed;
mod parallel;
mod pushdown;
mod query;
mod requests;
mod scan;
mod selected_rows;
mod sums;
mod tally;
mod window;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::prelude::SessionContext;

pub use aggregates::SegmentKey;
pub use amounts::Amounts;
pub use cache::{Cache, ReadReason, Reuse};
pub use cases::{CaseCell, CaseList, CaseLists, CaseRow, CaseWindow, Cases, cases};
pub use cut::Cut;
pub use error::EngineError;
pub use facts::Facts;
pub use history::{History, RowDays};
pub use history_aggregates::CohortRow;
pub use parallel::{in_parallel, in_parallel_by_weight};
pub use requests::TooLarge;
pub use scan::ScanReport;
pub use window::Window;

use self::entities::SourceQuestions;
use self::error::failed;
use self::query::QueryBackend;
use self::requests::{AggregateRequests, SourceStores};
use crate::data::{Data, DataError, Needs, Sessions, Table};
use crate::measure::Component;
use crate::measure::expression::columns_of;
use crate::model::{Axis, EngineKind, Scorecard, Tree};

/// How sources are asked here; a cluster is always sent queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Backend {
    /// One scan of each source, accumulated into everything that is asked of it.
    #[default]
    Scan,
    /// One aggregate query for each thing asked: what a database is sent.
    Queries,
}

/// Computes what every measure of a scorecard needs, as of the end of a day, for the whole and for each entity of a tree.
///
/// What the cache has is not computed again, and what it lacks is kept there; only scans here are kept, a cluster's
/// queries are not.
///
/// # Errors
/// A query fails or takes too long, the cluster cannot be asked, or a backlog's flow identity is broken.
pub async fn compute(
    scorecard: &Scorecard,
    data: &mut Data,
    sessions: &Sessions,
    tree: &Tree,
    as_of: NaiveDate,
    backend: Backend,
    cache: Option<&Cache>,
) -> Result<Facts, EngineError> {
    let can_cut = |component: &Component, axis: &Axis| can_cut(data, component, axis);
    let requests_of = AggregateRequests::by_source(scorecard, &can_cut);
    let cache = cache.filter(|_| backend == Backend::Scan && scorecard.engine.kind == EngineKind::Embedded);
    let computing = ComputeContext { cache, ..ComputeContext::new(scorecard, sessions, backend).await? };
    cache.iter().for_each(|cache| cache.note_newest_days(data));
    let (mut asked, mut stores, mut scans) = (AggregateRequests::default(), Vec::new(), Vec::new());
    let (mut wrong, mut belonging) = (Vec::new(), BTreeMap::new());
    for (source, requests) in &requests_of {
        let Some(table) = data.tables.get(source) else { continue };
        let entities = entities::levels(scorecard, source, tree);
        let questions = SourceQuestions { requests, entities: &entities, as_of };
        let (mut found, scan) = match computing.ask(source, questions, table).await {
            Ok(found) => found,
            // What is wrong with the rows of all sources is told at once.
            Err(EngineError::Data(error)) => {
                wrong.push(error);
                continue;
            }
            Err(error) => return Err(error),
        };
        belonging.insert(source.clone(), std::mem::take(&mut found.belonging));
        stores.push(found);
        scans.extend(scan);
        asked.extend(requests.clone());
    }
    DataError::all(wrong)?;
    data.tables.values_mut().for_each(Table::settle);
    cache.iter().for_each(|cache| cache.store_unqueried(data));
    let histories = history::histories(scorecard, data, as_of);
    let facts = Facts::new(asked, stores, histories, scorecard, as_of, scans, sessions.threads());
    let facts = facts.with_entity_counts(belonging);
    for measure in &scorecard.measures {
        for component in &measure.plan.components {
            if let Some(cases) = facts.closed_before_opened(component).filter(|cases| *cases > 0) {
                return Err(EngineError::BacklogIdentity { measure: measure.id.clone(), cases });
            }
        }
    }
    Ok(facts)
}

/// How the query engine calls what is kept for the measures.
const HELD: &str = "aggregates";

/// Where sources are asked.
struct ComputeContext<'a> {
    sessions: &'a Sessions,
    context: SessionContext,
    backend: Backend,
    cache: Option<&'a Cache>,
    /// What the aggregates of all sources take.
    memory: MemoryReservation,
    #[cfg(feature = "cluster")]
    cluster: Option<cluster::Cluster<'a>>,
}

impl<'a> ComputeContext<'a> {
    #[cfg(feature = "cluster")]
    async fn new(
        scorecard: &'a Scorecard,
        sessions: &'a Sessions,
        backend: Backend,
    ) -> Result<ComputeContext<'a>, EngineError> {
        let cluster = match &scorecard.engine.kind {
            EngineKind::Embedded => None,
            EngineKind::Cluster { scheduler } => {
                Some(cluster::Cluster::connect(scheduler, sessions, &scorecard.engine.staging).await?)
            }
        };
        let (context, memory) = (sessions.computing(), sessions.memory(HELD));
        Ok(ComputeContext { sessions, context, backend, cache: None, memory, cluster })
    }

    #[cfg(not(feature = "cluster"))]
    async fn new(
        scorecard: &'a Scorecard,
        sessions: &'a Sessions,
        backend: Backend,
    ) -> Result<ComputeContext<'a>, EngineError> {
        match scorecard.engine.kind {
            EngineKind::Embedded => {
                let (context, memory) = (sessions.computing(), sessions.memory(HELD));
                Ok(ComputeContext { sessions, context, backend, cache: None, memory })
            }
            EngineKind::Cluster { .. } => Err(EngineError::Cluster {
                reason: "this program is built without the feature `cluster`".to_owned(),
            }),
        }
    }

    /// Asks a source within the time it may take.
    async fn ask(
        &self,
        source: &str,
        questions: SourceQuestions<'_>,
        table: &Table,
    ) -> Result<(SourceStores, Option<ScanReport>), EngineError> {
        let asked = self.sessions.within(self.asked(source, questions, table)).await;
        asked.map_err(|limit| EngineError::TimedOut { source_id: source.to_owned(), limit })?
    }

    async fn asked(
        &self,
        source: &str,
        questions: SourceQuestions<'_>,
        table: &Table,
    ) -> Result<(SourceStores, Option<ScanReport>), EngineError> {
        let failed = |reason| failed(source, reason);
        let as_of = questions.as_of;
        if let Some(unit) = self.cache.and_then(|cache| cache.take(source)) {
            let (stores, scan) =
                scan::kept(unit, questions, source, self.sessions.threads()).map_err(failed)?;
            return Ok((stores, Some(scan)));
        }
        let read;
        let table = match &table.remote {
            None => table,
            Some(remote) => match pushdown::first_unsupported(questions, remote) {
                None => {
                    let context = self.sessions.federated();
                    let backend = QueryBackend {
                        remote: Some(remote),
                        ..QueryBackend::new(&context, table.provider(), as_of)
                    };
                    match backend.run(questions).await {
                        Ok(stores) => return Ok((stores, None)),
                        Err(error) => remote.note_failure(&error),
                    }
                    read = remote.rows(&self.sessions.reading()).await?;
                    &read
                }
                Some(refused) => {
                    remote.refuse(&refused);
                    read = remote.rows(&self.sessions.reading()).await?;
                    &read
                }
            },
        };
        #[cfg(feature = "cluster")]
        if let Some(cluster) = &self.cluster {
            let backend = cluster.backend(source, questions, table).await?;
            return backend.run(questions).await.map(|stores| (stores, None)).map_err(failed);
        }
        match self.backend {
            Backend::Scan => {
                let found =
                    scan::run(&self.context, &self.memory, questions, table, source, self.cache).await;
                found.map(|(stores, scan)| (stores, Some(scan))).map_err(failed)
            }
            Backend::Queries => {
                let found = QueryBackend::new(&self.context, table.provider(), as_of).run(questions).await;
                found.map(|stores| (stores, None)).map_err(failed)
            }
        }
    }
}

/// Facts of nothing but how far the rows of sources reach.
pub fn history_only(scorecard: &Scorecard, data: &Data, as_of: NaiveDate) -> Facts {
    let histories = history::histories(scorecard, data, as_of);
    Facts::new(AggregateRequests::default(), Vec::new(), histories, scorecard, as_of, Vec::new(), 1)
}

/// The columns that the measures of a scorecard need of each source.
pub fn needs(scorecard: &Scorecard) -> Needs {
    let requests_of = AggregateRequests::by_source(scorecard, &|_, _| true);
    requests_of.into_iter().map(|(source, requests)| (source, requests.columns())).collect()
}

/// Whether a component's source has the columns of an axis; a side from another source may lack them.
fn can_cut(data: &Data, component: &Component, axis: &Axis) -> bool {
    let Some(table) = data.tables.get(&component.rows.source) else { return false };
    axis.by.iter().flat_map(columns_of).all(|name| table.schema.column_with_name(&name).is_some())
}
