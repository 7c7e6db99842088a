//! Asking a cluster: every source is put where the cluster can read it, and the queries go there.

use std::path::Path;
use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::DataFusionError;
use datafusion::prelude::{Expr, SessionContext};

use super::entities::SourceQuestions;
use super::error::EngineError;
use super::query::QueryBackend;
use crate::data::{Sessions, StageError, Table, stage};
use crate::measure::expression::bind_as_of;
use crate::model::Scheduler;

/// Questions that a scheduler is asked at once.
const AT_ONCE: usize = 8;
/// A question whose executor died after its last stage has to be asked again, and so has one that the scheduler forgot.
const TRIALS: u32 = 4;

/// A cluster that answers.
pub(super) struct Cluster<'a> {
    context: SessionContext,
    sessions: &'a Sessions,
    staging: &'a Path,
}

impl<'a> Cluster<'a> {
    /// The cluster of a scheduler; `staging` is a folder that it reads too.
    ///
    /// # Errors
    /// Nobody answers at the address.
    pub(super) async fn connect(
        scheduler: &Scheduler,
        sessions: &'a Sessions,
        staging: &'a Path,
    ) -> Result<Cluster<'a>, EngineError> {
        let unreachable = |reason: DataFusionError| EngineError::Cluster { reason: reason.strip_backtrace() };
        let context = sessions.remote(scheduler).await.map_err(unreachable)?;
        Ok(Cluster { context, sessions, staging })
    }

    /// Asks it about a source, which is put where it can read it.
    ///
    /// # Errors
    /// The source cannot be put into the shared folder.
    pub(super) async fn backend(
        &self,
        source: &str,
        questions: SourceQuestions<'_>,
        table: &Table,
    ) -> Result<QueryBackend<'_>, EngineError> {
        let given = self.unsupported_exprs(questions);
        let staged = self.staged(source, table, &given).await;
        let table = staged
            .map_err(|error| EngineError::Stage { source_id: source.to_owned(), error: Box::new(error) })?;
        let patience = self.sessions.patience(TRIALS);
        let backend = QueryBackend::new(&self.context, table, questions.as_of);
        Ok(QueryBackend { given, at_once: AT_ONCE, trials: TRIALS, patience: Some(patience), ..backend })
    }

    /// A source in the shared folder, with columns for what the cluster cannot compute.
    async fn staged(
        &self,
        source: &str,
        table: &Table,
        given: &[(Expr, String)],
    ) -> Result<Arc<dyn TableProvider>, StageError> {
        let mut frame = self.sessions.reading().read_table(table.provider())?;
        for (expr, name) in given {
            frame = frame.with_column(name, expr.clone())?;
        }
        let schema = Arc::clone(frame.schema().inner());
        let file = stage(self.staging, source, frame).await?;
        let format = ParquetFormat::default().with_force_view_types(false);
        let url = ListingTableUrl::parse(file.to_string_lossy())?;
        let listing = ListingTableConfig::new(url)
            .with_listing_options(ListingOptions::new(Arc::new(format)).with_file_extension(".parquet"))
            .with_schema(schema);
        Ok(Arc::new(ListingTable::try_new(listing)?))
    }

    /// What is asked by functions that only this program has, each with the name of a column for it.
    fn unsupported_exprs(&self, questions: SourceQuestions<'_>) -> Vec<(Expr, String)> {
        let SourceQuestions { requests, entities, as_of } = questions;
        let known = self.context.state();
        let mut found: Vec<(Expr, String)> = Vec::new();
        for expr in requests.exprs().chain(&entities.levels) {
            // The visitor never fails.
            let _ = bind_as_of(expr, as_of).apply(|part| {
                let Expr::ScalarFunction(call) = part else { return Ok(TreeNodeRecursion::Continue) };
                if known.scalar_functions().contains_key(call.func.name()) {
                    return Ok(TreeNodeRecursion::Continue);
                }
                if !found.iter().any(|(other, _)| other == part) {
                    found.push((part.clone(), format!("$given{}", found.len())));
                }
                Ok(TreeNodeRecursion::Jump)
            });
        }
        found
    }
}
