//! What all databases have in common: names and queries in SQL, answers, refusals.

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use futures::stream::BoxStream;

/// Why a database does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DatabaseError {
    /// It cannot be reached or entered, or broke off.
    Unreachable(String),
    /// It has no such table, but these.
    NoTable(Vec<String>),
    /// It does not take the query.
    Refused(String),
}

/// Rows as they come, every cell a text.
pub(super) type TextBatches = BoxStream<'static, Result<RecordBatch, DatabaseError>>;

/// A name in SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A query as something rows are selected from. The line break ends a comment that it may end with.
pub(super) fn nested(query: &str) -> String {
    format!("({query}\n) AS asked")
}

/// The cells of a small answer, row by row.
pub(super) fn cells(batch: &RecordBatch) -> Vec<Vec<Option<String>>> {
    let columns: Vec<&StringArray> = batch.columns().iter().map(|column| column.as_string()).collect();
    let cell = |column: &&StringArray, row| column.is_valid(row).then(|| column.value(row).to_owned());
    (0..batch.num_rows()).map(|row| columns.iter().map(|column| cell(column, row)).collect()).collect()
}
