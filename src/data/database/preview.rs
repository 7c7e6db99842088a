//! Tables of a database, for whoever looks at them before a definition says anything.

use datafusion::arrow::array::{AsArray, StringArray};
use futures::StreamExt;
use tokio::time::{Duration, timeout};

use super::connection::{Connection, block_on_own_thread};
use super::database_read::{opening, sent_columns};
use super::sql::DatabaseError;
use crate::data::OpenError;
use crate::data::ingest::preview::{Cells, RawColumn, Rows};
use crate::measure::ColumnType;
use crate::model::{Address, CellRule, Database, DatabaseQuery};

/// A table of a database that was looked at.
pub struct TablePreview<'d> {
    database: &'d Database,
    /// Its columns.
    pub columns: Vec<RawColumn>,
    /// How many rows it has, where it says so in time.
    pub rows: Option<u64>,
}

/// The tables and views of a database.
///
/// # Errors
/// It cannot be reached or entered.
pub fn tables(address: &Address, shown: &str) -> Result<Vec<String>, OpenError> {
    let found = block_on_own_thread(async {
        let connection = Connection::open(address).await?;
        // No table is called so, and the answer names those that are there.
        match connection.describe(&DatabaseQuery::Table(String::new())).await {
            Err(DatabaseError::NoTable(tables)) => Ok(tables),
            Err(fault) => Err(fault),
            Ok(_) => Ok(Vec::new()),
        }
    });
    let unreadable = |reason| OpenError::Unreadable { shown: shown.to_owned(), reason };
    match found.map_err(unreadable)? {
        Ok(tables) => Ok(tables),
        Err(DatabaseError::Refused(reason) | DatabaseError::Unreachable(reason)) => Err(unreadable(reason)),
        Err(DatabaseError::NoTable(tables)) => Ok(tables),
    }
}

impl<'d> TablePreview<'d> {
    /// Asks for the columns of a table and the number of its rows.
    ///
    /// # Errors
    /// The database cannot be reached, or has no such table.
    pub fn open(database: &'d Database) -> Result<TablePreview<'d>, OpenError> {
        let found = block_on_own_thread(async {
            let connection = Connection::open(&database.address).await?;
            let described = within_timeout(connection.describe(&database.asked)).await??;
            // A view may have no end.
            let count = ["count(*)".to_owned()];
            let rows = match within_timeout(connection.numbers(&database.asked, &count)).await {
                Ok(rows) => rows?,
                Err(_) => Vec::new(),
            };
            Ok((described, rows))
        });
        let (described, rows) = flatten_error(database, found)?;
        let columns = sent_columns(database, described).into_iter();
        let columns = columns.map(|column| RawColumn { name: column.name, native: Some(column.native) });
        let rows = rows.first().and_then(|rows| u64::try_from(*rows).ok());
        Ok(TablePreview { database, columns: columns.collect(), rows })
    }

    /// Reads its rows, as far as somebody takes them.
    ///
    /// # Errors
    /// The database breaks off.
    pub fn read(&self, take: &mut (dyn FnMut(Rows) -> bool + Send)) -> Result<(), OpenError> {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let found = block_on_own_thread(async {
            let connection = Connection::open(&self.database.address).await?;
            let sql = connection.rows_sql(&self.database.asked, &names, &[]);
            let mut stream = connection.texts(&sql, names.len()).await?;
            let mut first = 1;
            while let Some(batch) = within_timeout(stream.next()).await? {
                let batch = batch?;
                let columns: Vec<StringArray> =
                    batch.columns().iter().map(|column| column.as_string().clone()).collect();
                if !take(Rows::sent(columns, batch.num_rows(), first)) {
                    break;
                }
                first += batch.num_rows() as u64;
            }
            Ok(())
        });
        flatten_error(self.database, found)
    }

    /// Reads cells of one of its columns by a rule.
    pub fn cells<'r>(&self, rule: &'r CellRule, native: Option<ColumnType>) -> Cells<'r> {
        Cells::sent(rule, native.unwrap_or(ColumnType::Text))
    }
}

/// Limits an answer to the patience of an interactive user.
async fn within_timeout<T>(answer: impl Future<Output = T>) -> Result<T, DatabaseError> {
    const PATIENCE: Duration = Duration::from_secs(20);
    let late = |_| DatabaseError::Unreachable("it did not answer within 20 seconds".to_owned());
    timeout(PATIENCE, answer).await.map_err(late)
}

fn flatten_error<T>(
    database: &Database,
    found: Result<Result<T, DatabaseError>, String>,
) -> Result<T, OpenError> {
    let broken = |reason| OpenError::Unreadable { shown: database.shown.clone(), reason };
    found.map_err(broken)?.map_err(|fault| opening(database, fault))
}
