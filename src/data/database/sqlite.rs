//! SQLite: a file, opened for reading only.

use std::path::Path;

use chrono::TimeDelta;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion_table_providers::sql::db_connection_pool::dbconnection::sqliteconn::SqliteConnection;
use datafusion_table_providers::sql::db_connection_pool::sqlitepool::SqliteConnectionPool;
use datafusion_table_providers::sql::db_connection_pool::{JoinPushDown, Mode};
use futures::stream::StreamExt;
use futures::{FutureExt, TryStreamExt};
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, InterruptHandle};

use super::columns::{BLANKS, ColumnFacts, DatabaseColumn, LARGEST_WHOLE};
use super::sql::{Batch, DatabaseError, TextBatches, cells, nested, quoted};
use super::translate::ObservedValues;
use crate::measure::ColumnType;
use crate::model::DatabaseQuery;

/// What SQLite may take of memory in this process: a view may ask for a text without end.
const MEMORY: &str = "PRAGMA hard_heap_limit = 268435456";
/// How long somebody else's writing is waited for.
const PATIENCE: TimeDelta = TimeDelta::seconds(5);

/// An SQLite file.
pub(super) struct Sqlite {
    pool: SqliteConnectionPool,
}

impl Sqlite {
    pub(super) async fn open(path: &Path) -> Result<Sqlite, DatabaseError> {
        let patience = PATIENCE.to_std().unwrap_or_default();
        let allowed = JoinPushDown::AllowedFor(path.to_string_lossy().into_owned());
        // Not set up as the pool would like it: that would write into the file.
        let pool = SqliteConnectionPool::new(&uri(path), Mode::File, allowed, Vec::new(), patience).await;
        let pool = pool.map_err(|error| DatabaseError::Unreachable(error.to_string()))?;
        let sqlite = Sqlite { pool };
        sqlite.with(|connection| connection.execute_batch(MEMORY).map_err(refused)).await?;
        // A file that is no database is told when it is first read.
        sqlite.ask("SELECT count(*) FROM sqlite_master", 1).await.map_err(|fault| match fault {
            DatabaseError::Refused(reason) => DatabaseError::Unreachable(reason),
            other => other,
        })?;
        Ok(sqlite)
    }

    /// What rows are selected from.
    pub(super) fn relation(asked: &DatabaseQuery) -> String {
        match asked {
            DatabaseQuery::Table(table) => quoted(table),
            DatabaseQuery::Query(query) => nested(query),
        }
    }

    pub(super) async fn describe(&self, asked: &DatabaseQuery) -> Result<Vec<DatabaseColumn>, DatabaseError> {
        let declared: Vec<(String, String)> = match asked {
            DatabaseQuery::Table(table) => {
                let table = table.replace('\'', "''");
                let sql = format!("SELECT name, type FROM pragma_table_xinfo('{table}') WHERE hidden <> 1");
                let columns = self.ask(&sql, 2).await?;
                if columns.is_empty() {
                    return Err(DatabaseError::NoTable(self.tables().await?));
                }
                let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
                columns.iter().map(|row| (text(&row[0]), text(&row[1]).to_lowercase())).collect()
            }
            DatabaseQuery::Query(_) => {
                let names = self.names(&Sqlite::relation(asked)).await?;
                names.into_iter().map(|name| (name, String::new())).collect()
            }
        };
        let undeclared = declared.iter().filter(|(_, kind)| by_declaration(kind).is_none());
        let undeclared: Vec<&str> = undeclared.map(|(name, _)| name.as_str()).collect();
        let mut found = self.by_values(&Sqlite::relation(asked), &undeclared).await?.into_iter();
        let described = declared.iter().map(|(name, kind)| DatabaseColumn {
            name: name.clone(),
            native: by_declaration(kind).or_else(|| found.next().flatten()),
            kind: kind.clone(),
            modifier: -1,
        });
        Ok(described.collect())
    }

    async fn tables(&self) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' \
                   ESCAPE '\\' ORDER BY name";
        Ok(self.ask(sql, 1).await?.into_iter().filter_map(|mut row| row.swap_remove(0)).collect())
    }

    /// Names of the columns of a relation.
    async fn names(&self, relation: &str) -> Result<Vec<String>, DatabaseError> {
        let sql = format!("SELECT * FROM {relation} LIMIT 0");
        self.with(move |connection| {
            let statement = connection.prepare(&sql).map_err(refused)?;
            Ok(statement.column_names().into_iter().map(str::to_owned).collect())
        })
        .await
    }

    /// Types of columns that declare none, by the values they hold.
    async fn by_values(
        &self,
        relation: &str,
        names: &[&str],
    ) -> Result<Vec<Option<ColumnType>>, DatabaseError> {
        const CLASSES: [&str; 4] = ["blob", "text", "real", "integer"];
        // As SQLite's own functions write days and times, which it has no type for.
        const DAY: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
        const CLOCK: &str = "[ T][0-9][0-9]:[0-9][0-9]*";
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let of = |name: &&str| {
            let name = quoted(name);
            let classes = CLASSES.map(|class| format!("max(typeof({name}) = '{class}')"));
            let days = format!("min({name} GLOB '{DAY}')");
            let times = format!("min({name} GLOB '{DAY}' OR {name} GLOB '{DAY}{CLOCK}')");
            [classes.as_slice(), &[days, times]].concat().join(", ")
        };
        let classes: Vec<String> = names.iter().map(of).collect();
        let sql = format!("SELECT {} FROM {relation}", classes.join(", "));
        let width = CLASSES.len() + 2;
        let answer = self.ask(&sql, width * names.len()).await?;
        let cells = answer.into_iter().next().unwrap_or_default();
        let holds =
            |cells: &[Option<String>], at: usize| cells.get(at).is_some_and(|c| c.as_deref() == Some("1"));
        let kind = |cells: &[Option<String>]| match () {
            () if holds(cells, 0) => None,
            () if holds(cells, 1) && holds(cells, 4) => Some(ColumnType::Date),
            () if holds(cells, 1) && holds(cells, 5) => Some(ColumnType::Datetime { zoned: false }),
            () if holds(cells, 1) => Some(ColumnType::Text),
            () if holds(cells, 2) => Some(ColumnType::Number),
            () if holds(cells, 3) => Some(ColumnType::Integer),
            () => Some(ColumnType::Text),
        };
        Ok(cells.chunks(width).map(kind).collect())
    }

    /// A small answer.
    async fn ask(&self, sql: &str, columns: usize) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
        let batches: Vec<RecordBatch> = self.texts(sql, columns).try_collect().await?;
        Ok(batches.iter().flat_map(cells).collect())
    }

    pub(super) fn texts(&self, sql: &str, columns: usize) -> TextBatches {
        let (sender, receiver) = tokio::sync::mpsc::channel(2);
        let (sql, last) = (sql.to_owned(), sender.clone());
        let pump = self.with(move |connection| {
            let mut statement = connection.prepare(&sql).map_err(refused)?;
            let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
            let mut rows = statement.query([]).map_err(refused)?;
            let mut batch = Batch::new(columns);
            while let Some(row) = rows.next().map_err(refused)? {
                for at in 0..columns {
                    let name = names.get(at).map_or("", String::as_str);
                    push(&mut batch, (at, name), row.get_ref(at).map_err(refused)?)?;
                }
                // Who asked may have gone.
                if batch.ends_row() && sender.blocking_send(Ok(batch.finish()?)).is_err() {
                    return Ok(());
                }
            }
            if batch.rows > 0 {
                let _ = sender.blocking_send(Ok(batch.finish()?));
            }
            Ok(())
        });
        let pump = async move {
            if let Err(fault) = pump.await {
                // Who asked may have gone.
                let _ = last.send(Err(fault)).await;
            }
        };
        let received = futures::stream::unfold(receiver, |mut receiver| async {
            receiver.recv().await.map(|batch| (batch, receiver))
        });
        let pumped = pump.into_stream().filter_map(|()| async { None });
        futures::stream::select(received, pumped).boxed()
    }

    /// Does something on the connection's own thread.
    fn with<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut rusqlite::Connection) -> Result<T, String> + Send + 'static,
    ) -> impl Future<Output = Result<T, DatabaseError>> + Send + 'static {
        let connection = self.pool.connect_sync();
        let connection = connection.as_any().downcast_ref::<SqliteConnection>().map(|c| c.conn.clone());
        async move {
            let connection =
                connection.ok_or_else(|| DatabaseError::Unreachable("no connection".to_owned()))?;
            let handle = connection.call_raw(|connection| connection.get_interrupt_handle()).await;
            let mut stopping = Stopping(handle.ok());
            let done = connection.call_raw(act).await;
            stopping.0 = None;
            done.map_err(|error| DatabaseError::Unreachable(error.to_string()))?
                .map_err(DatabaseError::Refused)
        }
    }
}

/// Stops what a connection is at, once nobody waits for it any more: a view may have no end.
struct Stopping(Option<InterruptHandle>);

impl Drop for Stopping {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.interrupt();
        }
    }
}

/// Why SQLite does not go on.
fn refused(error: rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => {
            "it makes a value, or holds rows, of more than the 256 MB that SQLite may take here".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Fills a cell of a column of a name.
fn push(batch: &mut Batch, (at, name): (usize, &str), value: ValueRef<'_>) -> Result<(), String> {
    match value {
        ValueRef::Null => batch.push((at, name), None),
        ValueRef::Integer(n) => batch.push((at, name), Some(&n.to_string())),
        ValueRef::Real(x) => batch.push((at, name), Some(&x.to_string())),
        ValueRef::Text(text) => batch.push((at, name), Some(&String::from_utf8_lossy(text))),
        ValueRef::Blob(_) => batch.push((at, name), Some("(bytes)")),
    }
}

/// What a declared type of a column says of its values; `None` where they have to be looked at.
fn by_declaration(declared: &str) -> Option<ColumnType> {
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    Some(match () {
        () if has(&["bool"]) => ColumnType::Bool,
        () if has(&["datetime", "timestamp"]) => ColumnType::Datetime { zoned: false },
        () if declared == "date" => ColumnType::Date,
        () if has(&["int"]) => ColumnType::Integer,
        () if has(&["char", "clob", "text"]) => ColumnType::Text,
        // What a view computes of columns that declare nothing is called so too.
        () if has(&["blob"]) => return None,
        () if has(&["real", "floa", "doub", "dec", "num", "money"]) => ColumnType::Number,
        () => return None,
    })
}

/// The address of a file that is only read.
fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?mode=ro")
}

/// What is to be known of a column before SQLite may compute with it: any value may stand in any column.
pub(super) fn seen(column: &DatabaseColumn) -> Option<ColumnFacts> {
    let name = quoted(&column.name);
    let counted = |condition: &str| format!("sum({condition})");
    let (none, is) =
        (|| "0".to_owned(), |classes: &str| format!("typeof({name}) NOT IN ({classes}, 'null')"));
    let (class, held, wrong, large) = match column.native? {
        ColumnType::Text if !column.kind.is_empty() => {
            let blank = format!("{name} = '' OR trim({name}, '{BLANKS}') <> {name}");
            let wrong = format!("{} OR {blank} OR instr({name}, char(0)) > 0", is("'text'"));
            (Some(ObservedValues::Text), DataType::Utf8, wrong, none())
        }
        ColumnType::Integer => {
            let large = counted(&format!("abs({name}) > {}", LARGEST_WHOLE));
            (Some(ObservedValues::Whole), DataType::Int64, is("'integer'"), large)
        }
        ColumnType::Number => {
            let wrong = format!("{} OR abs({name}) > 1e300", is("'integer', 'real'"));
            (None, DataType::Float64, wrong, none())
        }
        ColumnType::Date => {
            let day = format!("{name} IS NOT date({name}) OR {name} < '1000-01-01'");
            (
                Some(ObservedValues::Day),
                DataType::Date32,
                format!("{} OR {name} IS NOT NULL AND ({day})", is("'text'")),
                none(),
            )
        }
        _ => return None,
    };
    Some(ColumnFacts { class, held, wrong: counted(&wrong), large })
}
