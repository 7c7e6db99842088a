//! Sources in databases: their columns from the database's own schema, their rows as it sends them.
//!
//! Every cell comes as text and is typed by the same rules as a file's, so that a figure does not depend on where its
//! rows were kept. Only columns that the scorecard may use are asked for.

mod connection;
mod postgres;
mod remote;
mod sqlite;
mod translate;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::prelude::SessionContext;
use futures::StreamExt;
use sha2::{Digest, Sha256};

use super::ingest::held;
use super::ingest::intake::Terms;
use super::layout::{GivenColumn, Layout};
use super::load::Loading;
use super::{Column, DataError, InputFile, OpenError, Progress, Table};
use crate::calendar::Calendar;
use crate::measure::ColumnType;
use crate::model::{Address, Asked, CellRule, Database, Source};
use connection::{Connection, Fault};

pub use connection::Sent;
pub use remote::Remote;
use remote::Stays;

/// Whole numbers up to here are exact in ten decimals, as they are added up here and there.
const LARGEST_WHOLE: i64 = 900_000_000;
/// Decimal numbers up to here are.
const LARGEST_DECIMAL: i64 = 200_000;

/// All blanks of Unicode, which are taken off the ends of texts here.
const BLANKS: &str = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\
                      \u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// A column as the database describes it.
#[derive(Debug, Clone)]
struct Described {
    name: String,
    /// Its type in the language, if it has one.
    native: Option<ColumnType>,
    /// Its type as the database calls it, in small letters; empty where it has none.
    kind: String,
    /// What refines the type: precision and scale of a number.
    modifier: i32,
}

/// The columns of databases' tables and queries.
///
/// # Errors
///
/// Per database: it cannot be reached, has no such table, or does not take the query.
pub fn database_columns(databases: &[Database]) -> BTreeMap<String, Result<Vec<Column>, OpenError>> {
    if databases.is_empty() {
        return BTreeMap::new();
    }
    let found = connection::waited(async {
        let mut found = BTreeMap::new();
        for database in databases {
            found.insert(database.id.clone(), columns_of(database).await);
        }
        found
    });
    found.unwrap_or_else(|reason| {
        let error = |shown: &str| OpenError::Unreadable { shown: shown.to_owned(), reason: reason.clone() };
        databases.iter().map(|database| (database.id.clone(), Err(error(&database.shown)))).collect()
    })
}

async fn columns_of(database: &Database) -> Result<Vec<Column>, OpenError> {
    let connection = Connection::open(&database.address).await.map_err(|fault| opening(database, fault))?;
    let described = connection.describe(&database.asked).await.map_err(|fault| opening(database, fault))?;
    let mut columns: Vec<Column> = Vec::new();
    for given in given(database, described) {
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
            name: given.name,
            twice_in: None,
        });
    }
    Ok(columns)
}

/// Columns that can be ones of a source, with the rules they are read by.
fn given(database: &Database, described: Vec<Described>) -> Vec<GivenColumn> {
    let columns = described.into_iter().filter_map(|described| {
        let native = described.native?;
        let declared = database.columns.get(&described.name);
        let rule = declared.cloned().unwrap_or_else(|| CellRule::plain(native));
        Some(GivenColumn { name: described.name, native, rule, declared: declared.is_some() })
    });
    columns.collect()
}

fn opening(database: &Database, fault: Fault) -> OpenError {
    let shown = database.shown.clone();
    match (fault, &database.asked) {
        (Fault::NoTable(tables), Asked::Table(table)) => {
            OpenError::MissingTable { shown, table: table.clone(), tables }
        }
        (Fault::NoTable(_), Asked::Query(_)) => {
            OpenError::Refused { shown, reason: "no such table".to_owned() }
        }
        (Fault::Refused(reason), Asked::Query(_)) => OpenError::Refused { shown, reason },
        (Fault::Refused(reason) | Fault::Unreachable(reason), _) => OpenError::Unreadable { shown, reason },
    }
}

/// The cells of a small answer, row by row.
fn cells(batch: &RecordBatch) -> Vec<Vec<Option<String>>> {
    let columns: Vec<&StringArray> = batch.columns().iter().map(|column| column.as_string()).collect();
    let cell = |column: &&StringArray, row| column.is_valid(row).then(|| column.value(row).to_owned());
    (0..batch.num_rows()).map(|row| columns.iter().map(|column| cell(column, row)).collect()).collect()
}

/// Looks at a source in a database, and leaves its rows there where the database can add them up.
pub(super) async fn load(
    source: &Source,
    database: &Database,
    run: &Loading<'_>,
) -> Result<Table, DataError> {
    let (source, database) = (source.clone(), database.clone());
    let reading = Reading { source, database, calendar: run.calendar.clone(), as_of: run.as_of };
    run.progress.started(&reading.source.id, 0);
    let sent = Sent::default();
    if run.alone {
        let failed = |fault| reading.failed(fault);
        let connection = Arc::new(Connection::open(&reading.database.address).await.map_err(failed)?);
        let described = connection.describe(&reading.database.asked).await.map_err(failed)?;
        let context = run.sessions.federated();
        let here = match remote::remote(&reading, &context, connection, &described).await {
            Ok(Stays::There(table)) => {
                run.progress.rows(table.counts.read);
                return Ok(*table);
            }
            Ok(Stays::Here(reason)) | Err(Fault::Refused(reason)) => reason,
            Err(fault) => return Err(failed(fault)),
        };
        sent.say(format!("rows are read: {here}"));
    } else {
        sent.say("rows are read: another source takes them over".to_owned());
    }
    reading.rows(&run.sessions.reading(), &sent, run.progress).await
}

/// All that reading the rows of a source in a database needs.
#[derive(Debug, Clone)]
struct Reading {
    source: Source,
    database: Database,
    calendar: Calendar,
    as_of: Option<NaiveDate>,
}

impl Reading {
    fn failed(&self, fault: Fault) -> DataError {
        DataError::Open { id: self.source.id.clone(), error: Box::new(opening(&self.database, fault)) }
    }

    /// Whether the scorecard may use a column.
    fn uses(&self, name: &str) -> bool {
        self.database.used.as_ref().is_none_or(|used| used.contains(name))
    }

    /// Reads the rows, and notes down what is sent for them.
    async fn rows(
        &self,
        context: &SessionContext,
        sent: &Sent,
        progress: &dyn Progress,
    ) -> Result<Table, DataError> {
        let (source, database) = (&self.source, &self.database);
        let failed = |fault| self.failed(fault);
        let connection = Connection::open(&database.address).await.map_err(failed)?;
        let described = connection.describe(&database.asked).await.map_err(failed)?;
        let columns: Vec<GivenColumn> =
            given(database, described).into_iter().filter(|column| self.uses(&column.name)).collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let order: Vec<&str> = match source.unique.is_empty() {
            true => source.time.iter().map(String::as_str).collect(),
            // Of equal times the row read last is the later one.
            false => source.unique.iter().chain(&source.time).map(String::as_str).collect(),
        };
        let sql = connection.rows_sql(&database.asked, &names, &order);
        sent.say(sql.clone());
        let waves: Vec<String> = self.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
        let layout = Layout::given(&columns);
        let kept: Vec<usize> = (0..columns.len()).collect();
        let terms = Terms { source, calendar: &self.calendar, waves: &waves };
        let mut rows = held::Sent::new(terms, &database.shown, &layout, &kept);
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
fn identity(database: &Database, rows: u64, newest: Option<NaiveDate>) -> InputFile {
    let place = match &database.address {
        // Where the project stands does not matter.
        Address::Sqlite(_) => database.shown.clone(),
        Address::Postgres(server) => server.shown(),
    };
    let asked = match &database.asked {
        Asked::Table(table) => format!("table {table}"),
        Asked::Query(sql) => format!("query {sql}"),
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
