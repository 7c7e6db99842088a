//! Where sessions of the query engine are made.

use datafusion::prelude::{SessionConfig, SessionContext};

/// The engine within the program.
///
/// Conditions that are never null (`… is not true`) are nullable to physical plans of DataFusion 55 and not to logical
/// ones. Where several aggregates share one, its check of schemas would refuse the query for that alone.
pub(super) fn embedded() -> SessionContext {
    let check = "datafusion.execution.skip_physical_aggregate_schema_check";
    SessionContext::new_with_config(SessionConfig::new().set_bool(check, true))
}
