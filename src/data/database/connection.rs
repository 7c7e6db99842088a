//! A connection to a database of either kind.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::TableReference;
use futures::TryStreamExt;

use super::columns::{ColumnFacts, DatabaseColumn};
use super::postgres::{Postgres, seen as postgres_seen};
use super::query_log::QueryLog;
use super::sql::{DatabaseError, TextBatches, cells, nested, quoted};
use super::sqlite::{Sqlite, seen as sqlite_seen};
use crate::model::{Address, DatabaseQuery};

/// A database that was reached.
pub(super) struct Connection {
    kind: Kind,
    query_log: QueryLog,
}

enum Kind {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Connection {
    pub(super) async fn open(address: &Address) -> Result<Connection, DatabaseError> {
        let kind = match address {
            Address::Sqlite(path) => Kind::Sqlite(Sqlite::open(path).await?),
            Address::Postgres(server) => Kind::Postgres(Postgres::open(server).await?),
        };
        Ok(Connection { kind, query_log: QueryLog::default() })
    }

    pub(super) fn query_log(&self) -> QueryLog {
        self.query_log.clone()
    }

    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.kind, Kind::Sqlite(_))
    }

    /// What is to be known of a column before the database may compute with it; `None` where that cannot be found out.
    pub(super) fn column_facts(&self, column: &DatabaseColumn, written: Tz, kept: Tz) -> Option<ColumnFacts> {
        match self.kind {
            Kind::Sqlite(_) => sqlite_seen(column),
            Kind::Postgres(_) => postgres_seen(column, written, kept),
        }
    }

    /// Whether texts of a table are compared otherwise than letter by letter.
    pub(super) async fn compares_otherwise(&self, table: &str) -> Result<bool, DatabaseError> {
        let sql = match &self.kind {
            Kind::Sqlite(_) => "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%collate%'".to_owned(),
            Kind::Postgres(_) => {
                let relation =
                    Postgres::relation(&DatabaseQuery::Table(table.to_owned())).replace('\'', "''");
                format!(
                    "SELECT count(*)::text FROM pg_attribute a JOIN pg_collation c ON a.attcollation = c.oid \
                     WHERE a.attrelid = '{relation}'::regclass AND NOT c.collisdeterministic"
                )
            }
        };
        Ok(self.ask(&sql, 1).await? != [0])
    }

    /// How a table is called in plans.
    pub(super) fn reference(&self, table: &str) -> TableReference {
        match table.split_once('.') {
            Some((schema, table)) if !self.is_sqlite() => TableReference::partial(schema, table),
            _ => TableReference::bare(table),
        }
    }

    /// One row of numbers over what is asked of the database.
    pub(super) async fn numbers(
        &self,
        asked: &DatabaseQuery,
        numbers: &[String],
    ) -> Result<Vec<i64>, DatabaseError> {
        let (relation, text) = match self.kind {
            Kind::Sqlite(_) => (Sqlite::relation(asked), ""),
            Kind::Postgres(_) => (Postgres::relation(asked), "::text"),
        };
        let numbers: Vec<String> =
            numbers.iter().map(|number| format!("coalesce({number}, 0){text}")).collect();
        self.ask(&format!("SELECT {} FROM {relation}", numbers.join(", ")), numbers.len()).await
    }

    /// The times that a column without zone holds on some days, each with its number of rows.
    pub(super) async fn times_on(
        &self,
        asked: &DatabaseQuery,
        column: &str,
        days: &[NaiveDate],
    ) -> Result<Vec<(NaiveDateTime, u64)>, DatabaseError> {
        let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
        let (column, relation) = (quoted(column), Postgres::relation(asked));
        let sql = format!(
            "SELECT {column}::text, count(*)::text FROM {relation} WHERE {column}::date = ANY('{{{}}}'::date[]) GROUP BY 1",
            days.join(",")
        );
        let batches: Vec<RecordBatch> = self.texts(&sql, 2).await?.try_collect().await?;
        let counted = |row: Vec<Option<String>>| {
            let time =
                NaiveDateTime::parse_from_str(row.first()?.as_deref()?, "%Y-%m-%d %H:%M:%S%.f").ok()?;
            Some((time, row.get(1)?.as_deref()?.parse().ok()?))
        };
        Ok(batches.iter().flat_map(cells).filter_map(counted).collect())
    }

    async fn ask(&self, sql: &str, columns: usize) -> Result<Vec<i64>, DatabaseError> {
        let batches: Vec<RecordBatch> = self.texts(sql, columns).await?.try_collect().await?;
        let row = batches.iter().flat_map(cells).next().unwrap_or_default();
        let number = |cell: &Option<String>| cell.as_ref().and_then(|text| text.parse().ok()).unwrap_or(-1);
        Ok(row.iter().map(number).collect())
    }

    /// A query with the columns of its answer in this order, as texts.
    pub(super) fn answer_sql(&self, query: &str, columns: &[&str]) -> String {
        let cell: fn(&str) -> String = match self.kind {
            Kind::Sqlite(_) => quoted,
            Kind::Postgres(_) => Postgres::cell,
        };
        let cells: Vec<String> = columns.iter().map(|column| cell(column)).collect();
        format!("SELECT {} FROM {}", cells.join(", "), nested(query))
    }

    pub(super) async fn describe(&self, asked: &DatabaseQuery) -> Result<Vec<DatabaseColumn>, DatabaseError> {
        match &self.kind {
            Kind::Sqlite(sqlite) => sqlite.describe(asked).await,
            Kind::Postgres(postgres) => postgres.describe(asked).await,
        }
    }

    /// The query for the rows of some columns, in an order.
    pub(super) fn rows_sql(&self, asked: &DatabaseQuery, columns: &[&str], order: &[&str]) -> String {
        let (relation, cell): (String, fn(&str) -> String) = match self.kind {
            Kind::Sqlite(_) => (Sqlite::relation(asked), quoted),
            Kind::Postgres(_) => (Postgres::relation(asked), Postgres::cell),
        };
        let cells: Vec<String> = columns.iter().map(|column| cell(column)).collect();
        let mut sql = format!("SELECT {} FROM {relation}", cells.join(", "));
        if !order.is_empty() {
            let order: Vec<String> = order.iter().map(|column| quoted(column)).collect();
            sql.push_str(&format!(" ORDER BY {}", order.join(", ")));
        }
        sql
    }

    /// Asks a query that gives so many columns.
    pub(super) async fn texts(&self, sql: &str, columns: usize) -> Result<TextBatches, DatabaseError> {
        self.query_log.record(sql.to_owned());
        match &self.kind {
            Kind::Sqlite(sqlite) => Ok(sqlite.texts(sql, columns)),
            Kind::Postgres(postgres) => postgres.texts(sql, columns).await,
        }
    }
}

/// What a future gives, waited for on a thread of its own: whoever asks may be in the middle of another runtime.
pub(super) fn block_on_own_thread<T: Send>(future: impl Future<Output = T> + Send) -> Result<T, String> {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(future)).map_err(|error| error.kind().to_string())
        });
        thread.join().unwrap_or_else(|_| Err("the connection broke off".to_owned()))
    })
}
