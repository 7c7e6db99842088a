//! What all databases have in common: names and queries in SQL, answers, refusals.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use futures::stream::BoxStream;

/// Rows of one batch.
const BATCH: usize = 8192;
/// Bytes at which a batch is handed on whatever its rows.
const BYTES: usize = 1 << 25;
/// Bytes of a cell.
pub(super) const LONGEST: usize = 1 << 24;

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

/// Cells of a batch to be.
pub(super) struct Batch {
    schema: SchemaRef,
    columns: Vec<StringBuilder>,
    pub(super) rows: usize,
    bytes: usize,
}

impl Batch {
    pub(super) fn new(columns: usize) -> Batch {
        let fields = (0..columns).map(|at| Field::new(at.to_string(), DataType::Utf8, true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let columns = (0..columns).map(|_| StringBuilder::new()).collect();
        Batch { schema, columns, rows: 0, bytes: 0 }
    }

    /// Fills a cell of the row begun, in the column at a place, which has a name.
    pub(super) fn push(&mut self, (at, name): (usize, &str), cell: Option<&str>) -> Result<(), String> {
        let length = cell.map_or(0, str::len);
        if length > LONGEST {
            return Err(format!("`{name}` holds a value of more than 16 MB"));
        }
        self.bytes += length;
        self.columns[at].append_option(cell);
        Ok(())
    }

    /// Whether the batch is full with this row.
    pub(super) fn ends_row(&mut self) -> bool {
        self.rows += 1;
        self.rows == BATCH || self.bytes >= BYTES
    }

    pub(super) fn finish(&mut self) -> Result<RecordBatch, String> {
        (self.rows, self.bytes) = (0, 0);
        let columns = self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|error| error.to_string())
    }
}
