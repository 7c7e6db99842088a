//! Why facts could not be computed.

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use thiserror::Error;

use super::requests::TooLarge;
#[cfg(feature = "cluster")]
use crate::data::StageError;
use crate::data::{DataError, TimedOut};

/// Why facts could not be computed.
#[derive(Debug, Error)]
pub enum EngineError {
    /// Rows could not be read.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A query failed.
    #[error("source `{source_id}` cannot be computed: {reason}")]
    Query {
        /// Source id.
        source_id: String,
        /// What the query engine said.
        reason: Box<datafusion::error::DataFusionError>,
    },
    /// Amounts leave what can be added up exactly.
    #[error("source `{source_id}` cannot be computed: {amounts}")]
    Amounts {
        /// Source id.
        source_id: String,
        /// Which.
        amounts: TooLarge,
    },
    /// The cluster cannot be asked.
    #[error("cannot compute on the cluster: {reason}")]
    Cluster {
        /// Why not.
        reason: String,
    },
    /// A source cannot be put where a cluster can read it.
    #[cfg(feature = "cluster")]
    #[error("source `{source_id}` cannot be put where the cluster reads: {error}")]
    Stage {
        /// Source id.
        source_id: String,
        /// Why not.
        error: Box<StageError>,
    },
    /// A source took longer than it may.
    #[error("source `{source_id}` cannot be computed: {limit}")]
    TimedOut {
        /// Source id.
        source_id: String,
        /// The limit.
        limit: TimedOut,
    },
    /// Cases closed before they were opened: the flow identity of a backlog does not hold.
    #[error("`{measure}`: open at end differs from flow by {cases}: cases closed before opened")]
    BacklogIdentity {
        /// Id of the measure.
        measure: String,
        /// How many cases.
        cases: u64,
    },
}

/// What a query engine says; what the data room said through it is its own.
pub(super) fn failed(source: &str, reason: DataFusionError) -> EngineError {
    match reason.find_root() {
        DataFusionError::ResourcesExhausted(_) => {
            EngineError::Data(DataError::Memory { id: source.to_owned() })
        }
        DataFusionError::External(error) if let Some(error) = error.downcast_ref::<DataError>() => {
            EngineError::Data(error.clone())
        }
        DataFusionError::External(error) if let Some(amounts) = error.downcast_ref::<TooLarge>() => {
            EngineError::Amounts { source_id: source.to_owned(), amounts: amounts.clone() }
        }
        DataFusionError::ArrowError(error, _) if matches!(**error, ArrowError::ArithmeticOverflow(_)) => {
            EngineError::Amounts { source_id: source.to_owned(), amounts: TooLarge::of_rows() }
        }
        _ => EngineError::Query { source_id: source.to_owned(), reason: Box::new(reason) },
    }
}
