//! The rows of a source in a database, read as it sends them.

use chrono::NaiveDate;
use datafusion::prelude::SessionContext;
use futures::StreamExt;
use sha2::{Digest, Sha256};

use super::connection::Connection;
use super::database_read::{DatabaseRead, sent_columns};
use super::query_log::QueryLog;
use super::remote::Remote;
use crate::data::ingest::held;
use crate::data::ingest::row_typer::TypingRules;
use crate::data::layout::{Layout, SentColumn};
use crate::data::{DataError, InputFile, Progress, Silent, Table};
use crate::model::{Address, Database, DatabaseQuery};

impl Remote {
    /// The table with its rows, read from the database.
    ///
    /// # Errors
    /// As reading any source.
    pub async fn rows(&self, context: &SessionContext) -> Result<Table, DataError> {
        self.reading.rows(context, &self.sent, &Silent).await
    }
}

impl DatabaseRead {
    /// Reads the rows, and notes down what is sent for them.
    pub(super) async fn rows(
        &self,
        context: &SessionContext,
        sent: &QueryLog,
        progress: &dyn Progress,
    ) -> Result<Table, DataError> {
        let (source, database) = (&self.source, &self.database);
        let failed = |fault| self.failed(fault);
        let connection = Connection::open(&database.address).await.map_err(failed)?;
        let described = connection.describe(&database.asked).await.map_err(failed)?;
        let columns: Vec<SentColumn> =
            sent_columns(database, described).into_iter().filter(|column| self.uses(&column.name)).collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let order: Vec<&str> = match source.unique.is_empty() {
            true => source.time.iter().map(String::as_str).collect(),
            // Of equal times the row read last is the later one.
            false => source.unique.iter().chain(&source.time).map(String::as_str).collect(),
        };
        let sql = connection.rows_sql(&database.asked, &names, &order);
        sent.record(sql.clone());
        let waves: Vec<String> = self.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
        let layout = Layout::of_columns(&columns);
        let kept: Vec<usize> = (0..columns.len()).collect();
        let rules = TypingRules { source, calendar: &self.calendar, waves: &waves };
        let mut rows = held::SentRows::new(rules, &database.shown, &layout, &kept);
        let mut stream = connection.texts(&sql, names.len()).await.map_err(failed)?;
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(failed)?;
            progress.rows(batch.num_rows() as u64);
            rows.take(&batch).map_err(DataError::engine(&source.id))?;
        }
        let table = rows.table(context, self.as_of)?;
        let input = identity(database, table.counts.read, table.newest());
        Ok(Table { files: vec![input], sent: sent.clone(), ..table })
    }
}

/// What stands for a database in the run id, which has no bytes to be hashed: its address without user and password,
/// what is asked of it, how many rows that gives and the day of the newest one.
pub(super) fn identity(database: &Database, rows: u64, newest: Option<NaiveDate>) -> InputFile {
    let place = match &database.address {
        // Where the project stands does not matter.
        Address::Sqlite(_) => database.shown.clone(),
        Address::Postgres(server) => server.shown(),
    };
    let asked = match &database.asked {
        DatabaseQuery::Table(table) => format!("table {table}"),
        DatabaseQuery::Query(sql) => format!("query {sql}"),
    };
    let newest = newest.map_or_else(String::new, |day| day.to_string());
    let mut hasher = Sha256::new();
    for part in [&place, &asked, &rows.to_string(), &newest] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let sha256 = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    InputFile { shown: database.shown.clone(), sha256, bytes: 0 }
}
