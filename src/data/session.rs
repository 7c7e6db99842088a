//! The one place that makes sessions of the query engine: what a run's sessions share, and where they differ.

use std::fs;
use std::sync::Arc;

use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, MemoryConsumer, MemoryReservation};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use thiserror::Error;
use tokio::time::{Duration, timeout};

use super::hashes::Hashes;
use crate::disk::TemporaryPath;
#[cfg(feature = "cluster")]
use crate::model::Scheduler;
use crate::model::{EngineSettings, Timeout};

/// What all sessions of a run share: bounds of memory, threads and time, the folder for what does not fit into memory,
/// and hashes of files.
#[derive(Debug, Clone)]
pub struct Sessions {
    runtime: Arc<RuntimeEnv>,
    threads: usize,
    timeout: Option<Timeout>,
    hashes: Arc<Hashes>,
    _spill: Arc<TemporaryPath>,
}

/// Why no session can be made.
#[derive(Debug, Error)]
pub enum SessionError {
    /// The folder for what does not fit into memory cannot be made.
    #[error("cannot write into `{folder}`: {reason}")]
    Spill {
        /// The folder.
        folder: String,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The query engine refuses the settings.
    #[error(transparent)]
    Engine(#[from] Box<DataFusionError>),
}

/// A source took longer than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("it took longer than `timeout: {0}`")]
pub struct TimedOut(pub Timeout);

impl Sessions {
    /// Sessions within the bounds of settings.
    ///
    /// # Errors
    /// The folder for what does not fit into memory cannot be made.
    pub fn new(settings: &EngineSettings) -> Result<Sessions, SessionError> {
        let within = settings.spill.clone().unwrap_or_else(std::env::temp_dir);
        let spill = TemporaryPath::folder(&within)
            .map_err(|reason| SessionError::Spill { folder: within.display().to_string(), reason })?;
        let disk = DiskManagerBuilder::default()
            .with_mode(DiskManagerMode::Directories(vec![spill.path().to_owned()]))
            .with_max_temp_directory_size(u64::MAX);
        let mut runtime = RuntimeEnvBuilder::new().with_disk_manager_builder(disk);
        if let Some(bytes) = settings.memory.or_else(most_memory) {
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
            runtime = runtime.with_memory_pool(Arc::new(FairSpillPool::new(bytes)));
        }
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Sessions {
            runtime: runtime.build_arc().map_err(Box::new)?,
            threads: settings.threads.unwrap_or_else(cores),
            timeout: settings.timeout,
            hashes: Arc::default(),
            _spill: Arc::new(spill),
        })
    }

    /// A share of the memory that all sessions have together, for rows and aggregates that are held; nothing at first.
    pub(crate) fn memory(&self, held: &str) -> MemoryReservation {
        MemoryConsumer::new(held).register(&self.runtime.memory_pool)
    }

    /// How many threads may compute.
    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// Hashes of the files that are read.
    pub(crate) fn hashes(&self) -> &Hashes {
        &self.hashes
    }

    /// For reading: one partition, so that rows keep their order and float aggregates of joins do not depend on the
    /// number of threads.
    pub(crate) fn reading(&self) -> SessionContext {
        self.context(config().with_target_partitions(1))
    }

    /// For adding up rows, which may come in any order.
    pub(crate) fn computing(&self) -> SessionContext {
        self.context(config().with_target_partitions(self.threads))
    }

    /// For sending to databases what they can compute. Federation's rule and planner are in these sessions alone.
    pub(crate) fn federated(&self) -> SessionContext {
        let state = SessionStateBuilder::new()
            .with_config(config().with_target_partitions(1))
            .with_runtime_env(Arc::clone(&self.runtime))
            .with_optimizer_rules(datafusion_federation::default_optimizer_rules())
            .with_query_planner(Arc::new(datafusion_federation::FederatedQueryPlanner::new()))
            .with_default_features();
        SessionContext::new_with_state(state.build())
    }

    /// For asking a cluster through its scheduler.
    ///
    /// # Errors
    /// Nobody answers at the scheduler's address.
    #[cfg(feature = "cluster")]
    pub(crate) async fn remote(&self, scheduler: &Scheduler) -> Result<SessionContext, DataFusionError> {
        use ballista::prelude::SessionContextExt;
        const PATIENCE: Duration = Duration::from_secs(10);
        let silent = |reason: &dyn std::fmt::Display| {
            DataFusionError::Execution(format!("nobody answers at `{}`: {reason}", scheduler.address()))
        };
        let called = tokio::net::TcpStream::connect(scheduler.host_and_port());
        timeout(PATIENCE, called).await.map_err(|late| silent(&late))?.map_err(|error| silent(&error))?;
        let state = SessionStateBuilder::new()
            .with_config(config().with_target_partitions(PARTS))
            .with_runtime_env(Arc::clone(&self.runtime))
            .with_default_features()
            .build();
        SessionContext::remote_with_state(scheduler.address(), state).await
    }

    fn context(&self, config: SessionConfig) -> SessionContext {
        SessionContext::new_with_config_rt(config, Arc::clone(&self.runtime))
    }

    /// How long the first of so many trials may take where each is given twice the time of the one before: a cluster may forget
    /// a question, and time has to be left to ask it again. All trials together take what a source may take.
    #[cfg(feature = "cluster")]
    pub(crate) fn patience(&self, trials: u32) -> Duration {
        const WITHOUT_LIMIT: Duration = Duration::from_mins(10);
        let shares = 2_u32.saturating_pow(trials) - 1;
        self.timeout.map_or(WITHOUT_LIMIT, |limit| Duration::from_secs(limit.seconds()) / shares)
    }

    /// Work on one source, given up when it takes longer than a source may.
    ///
    /// # Errors
    /// It took longer.
    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> Result<T, TimedOut> {
        match self.timeout {
            None => Ok(work.await),
            Some(limit) => {
                let whole = Duration::from_secs(limit.seconds());
                timeout(whole, work).await.map_err(|_| TimedOut(limit))
            }
        }
    }
}

/// Into how many parts a cluster cuts a source, whatever it has of executors.
#[cfg(feature = "cluster")]
const PARTS: usize = 16;

/// What every session is set to, here and on a cluster.
fn config() -> SessionConfig {
    SessionConfig::new()
        // Names keep their case.
        .set_bool("datafusion.sql_parser.enable_ident_normalization", false)
        // Text stays as it is held in memory, not as views.
        .set_bool("datafusion.execution.parquet.schema_force_view_types", false)
        // Conditions that are never null (`… is not true`) are nullable to physical plans of DataFusion 55 and not to
        // logical ones. Where several aggregates share one, its check of schemas would refuse the query for that alone.
        .set_bool("datafusion.execution.skip_physical_aggregate_schema_check", true)
}

/// 70 % of the memory this process may have; `None` where the system does not say.
fn most_memory() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    });
    // A container may have less than its machine.
    let group = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];
    let group = group.iter().find_map(|file| fs::read_to_string(file).ok()?.trim().parse::<u64>().ok());
    let least = machine.into_iter().chain(group).min()?;
    Some(least / 10 * 7)
}
