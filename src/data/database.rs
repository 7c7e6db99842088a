//! Sources in databases: their columns from the database's own schema, their rows as it sends them.
//!
//! Every cell comes as text and is typed by the same rules as a file's, so that a figure does not depend on where its
//! rows were kept. Only columns that the scorecard may use are asked for.

mod columns;
mod connection;
mod database_read;
mod placement;
mod postgres;
mod preview;
mod query_log;
mod remote;
mod rows;
mod sql;
mod sqlite;
mod translate;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::load_options::LoadOptions;
use super::{Column, DataError, OpenError, Table, TimedOut};
use crate::model::{Database, Source, Timeout};
use connection::Connection;
use database_read::{DatabaseRead, opening, sent_columns};
use placement::Placement;
use sql::DatabaseError;

pub use preview::{TablePreview, tables};
pub use query_log::QueryLog;
pub use remote::Remote;

/// The columns of databases' tables and queries.
///
/// # Errors
///
/// Per database: it cannot be reached, has no such table, or does not take the query.
pub fn database_columns(
    databases: &[Database],
    timeout: Option<Timeout>,
) -> BTreeMap<String, Result<Vec<Column>, OpenError>> {
    if databases.is_empty() {
        return BTreeMap::new();
    }
    let found = connection::block_on_own_thread(async {
        let mut found = BTreeMap::new();
        for database in databases {
            let columns = match timeout {
                None => columns_of(database).await,
                Some(limit) => within(limit, database, columns_of(database)).await,
            };
            found.insert(database.id.clone(), columns);
        }
        found
    });
    found.unwrap_or_else(|reason| {
        let error = |shown: &str| OpenError::Unreadable { shown: shown.to_owned(), reason: reason.clone() };
        databases.iter().map(|database| (database.id.clone(), Err(error(&database.shown)))).collect()
    })
}

/// What columns hold that the language has no type for.
const UNREADABLE: &str = "binary or nested data";

/// What is found within a limit of time: a view may have no end.
async fn within(
    limit: Timeout,
    database: &Database,
    columns: impl Future<Output = Result<Vec<Column>, OpenError>>,
) -> Result<Vec<Column>, OpenError> {
    let whole = tokio::time::Duration::from_secs(limit.seconds());
    let late =
        |_| OpenError::Unreadable { shown: database.shown.clone(), reason: TimedOut(limit).to_string() };
    tokio::time::timeout(whole, columns).await.map_err(late)?
}

async fn columns_of(database: &Database) -> Result<Vec<Column>, OpenError> {
    let connection = Connection::open(&database.address).await.map_err(|fault| opening(database, fault))?;
    let described = connection.describe(&database.asked).await.map_err(|fault| opening(database, fault))?;
    let mut columns: Vec<Column> = Vec::new();
    let unreadable = described.iter().filter(|column| column.native.is_none());
    let unreadable = unreadable.map(|column| Column::unreadable(column.name.clone(), UNREADABLE));
    let unreadable: Vec<Column> = unreadable.collect();
    for given in sent_columns(database, described) {
        if columns.iter().any(|column| column.name == given.name) {
            return Err(OpenError::DuplicateColumn { shown: database.shown.clone(), column: given.name });
        }
        columns.push(Column {
            kind: given.rule.kind,
            declared: given.declared,
            in_files: 1,
            files: 1,
            labels: given.rule.labels.clone(),
            uncalculated: Vec::new(),
            merged: Vec::new(),
            name: given.name,
            twice_in: None,
            unreadable: None,
        });
    }
    columns.extend(unreadable);
    Ok(columns)
}

/// Looks at a source in a database, and leaves its rows there where the database can add them up.
pub(super) async fn load(
    source: &Source,
    database: &Database,
    run: &LoadOptions<'_>,
) -> Result<Table, DataError> {
    let (source, database) = (source.clone(), database.clone());
    let reading = DatabaseRead { source, database, calendar: run.calendar.clone(), as_of: run.as_of };
    run.progress.started(&reading.source.id, 0);
    let sent = QueryLog::default();
    if run.alone {
        let failed = |fault| reading.failed(fault);
        let connection = Arc::new(Connection::open(&reading.database.address).await.map_err(failed)?);
        let described = connection.describe(&reading.database.asked).await.map_err(failed)?;
        let context = run.sessions.federated();
        let here = match placement::leave_in_database(&reading, &context, connection, &described).await {
            Ok(Placement::InDatabase(table)) => {
                run.progress.rows(table.counts.read);
                return Ok(*table);
            }
            Ok(Placement::Local(reason)) | Err(DatabaseError::Refused(reason)) => reason,
            Err(fault) => return Err(failed(fault)),
        };
        sent.record(format!("rows are read: {here}"));
    } else {
        sent.record("rows are read: another source takes them over".to_owned());
    }
    reading.rows(&run.sessions.reading(), &sent, run.progress).await
}
