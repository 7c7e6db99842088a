//! Where typed rows go.

use datafusion::arrow::array::Date32Array;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use futures::future::BoxFuture;

/// Where rows go that have a time and a key.
pub(in crate::data) trait Sink: Send {
    /// Takes the next rows.
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>>;

    /// Called for rows after as-of that were counted by the footer and not decoded.
    fn pass(&mut self, _passed: RowsAfterAsOf) {}
}

/// Rows of one file that come after as-of.
pub(in crate::data) struct RowsAfterAsOf {
    pub(in crate::data) file: u32,
    pub(in crate::data) rows: u64,
    pub(in crate::data) days: (i32, i32),
    /// Whether they stand outside their file's `from` and `until`.
    pub(in crate::data) is_outside: bool,
    /// All their days, where another file may have rows on them.
    pub(in crate::data) dates: Vec<Date32Array>,
}
