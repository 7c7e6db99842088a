//! PostgreSQL: a server, asked in a session that only reads.

use std::collections::HashMap;
use std::error::Error;

use chrono_tz::Tz;
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion_table_providers::sql::db_connection_pool::dbconnection::postgresconn::PostgresConnection;
use datafusion_table_providers::sql::db_connection_pool::postgrespool::PostgresConnectionPool;
use datafusion_table_providers::util::secrets::to_secret_map;
use futures::TryStreamExt;
use futures::stream::StreamExt;

use super::columns::{BLANKS, ColumnFacts, DatabaseColumn, LARGEST_DECIMAL, LARGEST_WHOLE};
use super::sql::{Batch, DatabaseError, LONGEST, TextBatches, cells, nested, quoted};
use super::translate::ObservedValues;
use crate::measure::ColumnType;
use crate::model::{DatabaseQuery, Server};

/// What every session is told: it reads only, and writes its values in one way.
const SESSION: &str = "-c default_transaction_read_only=on -c DateStyle=ISO -c IntervalStyle=iso_8601 -c TimeZone=UTC \
                       -c extra_float_digits=1 -c client_encoding=UTF8";
/// A table that is not there.
const UNDEFINED_TABLE: &str = "42P01";

/// A PostgreSQL server.
pub(super) struct Postgres {
    pool: PostgresConnectionPool,
    server: Server,
}

impl Postgres {
    pub(super) async fn open(server: &Server) -> Result<Postgres, DatabaseError> {
        let value = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        let mut options = HashMap::from([
            ("host".to_owned(), value(&server.host)),
            ("port".to_owned(), server.port.to_string()),
            ("db".to_owned(), value(&server.database)),
            ("sslmode".to_owned(), server.sslmode.clone()),
            ("options".to_owned(), SESSION.to_owned()),
            ("application_name".to_owned(), "mando".to_owned()),
            ("connection_pool_size".to_owned(), "2".to_owned()),
        ]);
        options.extend(server.user.as_ref().map(|user| ("user".to_owned(), value(user))));
        options.extend(server.password.as_ref().map(|password| ("pass".to_owned(), password.clone())));
        options.extend(server.sslrootcert.as_ref().map(|file| ("sslrootcert".to_owned(), file.clone())));
        match PostgresConnectionPool::new(to_secret_map(options)).await {
            Ok(pool) => Ok(Postgres { pool, server: server.clone() }),
            Err(error) => Err(DatabaseError::Unreachable(server.hiding(&innermost(&error)))),
        }
    }

    /// What rows are selected from.
    pub(super) fn relation(asked: &DatabaseQuery) -> String {
        match asked {
            DatabaseQuery::Table(table) => match table.split_once('.') {
                Some((schema, table)) => format!("{}.{}", quoted(schema), quoted(table)),
                None => quoted(table),
            },
            DatabaseQuery::Query(query) => nested(query),
        }
    }

    /// A column as text. Of one that is too long no more comes than tells so.
    pub(super) fn cell(name: &str) -> String {
        format!("left({}::text, {}) AS {0}", quoted(name), LONGEST + 1)
    }

    pub(super) async fn describe(&self, asked: &DatabaseQuery) -> Result<Vec<DatabaseColumn>, DatabaseError> {
        let connection = self.connection().await?;
        let sql = format!("SELECT * FROM {}", Postgres::relation(asked));
        let statement = match connection.conn.prepare(&sql).await {
            Ok(statement) => statement,
            Err(error) => {
                let is_missing = error.code().is_some_and(|code| code.code() == UNDEFINED_TABLE);
                return Err(match asked {
                    DatabaseQuery::Table(_) if is_missing => DatabaseError::NoTable(self.tables().await?),
                    _ => DatabaseError::Refused(self.server.hiding(&innermost(&error))),
                });
            }
        };
        let columns = statement.columns().iter();
        let described = columns.map(|column| DatabaseColumn {
            name: column.name().to_owned(),
            native: by_name(column.type_().name()),
            kind: column.type_().name().to_owned(),
            modifier: column.type_modifier(),
        });
        Ok(described.collect())
    }

    async fn tables(&self) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT CASE WHEN table_schema = ANY (current_schemas(false)) THEN '' ELSE table_schema || '.' END \
                   || table_name FROM information_schema.tables \
                   WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";
        let batches: Vec<RecordBatch> = self.texts(sql, 1).await?.try_collect().await?;
        let rows = batches.iter().flat_map(cells);
        Ok(rows.filter_map(|mut row| row.swap_remove(0)).collect())
    }

    async fn connection(&self) -> Result<PostgresConnection, DatabaseError> {
        let connection = self.pool.connect_direct().await;
        connection.map_err(|error| DatabaseError::Unreachable(self.server.hiding(&innermost(&error))))
    }

    pub(super) async fn texts(&self, sql: &str, columns: usize) -> Result<TextBatches, DatabaseError> {
        let connection = self.connection().await?;
        let none: [&str; 0] = [];
        let rows = connection.conn.query_raw(sql, none).await;
        let rows = rows.map_err(|error| DatabaseError::Refused(self.server.hiding(&innermost(&error))))?;
        let server = self.server.clone();
        let stream = futures::stream::try_unfold((Box::pin(rows), false), move |(mut rows, is_over)| {
            let server = server.clone();
            async move {
                let broken = |error| DatabaseError::Unreachable(server.hiding(&innermost(&error)));
                let mut batch = Batch::new(columns);
                while let Some(row) = if is_over { None } else { rows.try_next().await.map_err(broken)? } {
                    for at in 0..columns {
                        let name = row.columns()[at].name();
                        let cell: Option<&str> = row.try_get(at).map_err(broken)?;
                        batch.push((at, name), cell).map_err(DatabaseError::Refused)?;
                    }
                    if batch.ends_row() {
                        let full = batch.finish().map_err(DatabaseError::Unreachable)?;
                        return Ok(Some((full, (rows, false))));
                    }
                }
                match batch.rows {
                    0 => Ok(None),
                    _ => {
                        let last = batch.finish().map_err(DatabaseError::Unreachable)?;
                        Ok(Some((last, (rows, true))))
                    }
                }
            }
        });
        Ok(stream.boxed())
    }
}

/// What lies at the bottom of an error, in one line.
fn innermost(error: &(dyn Error + 'static)) -> String {
    let deepest = std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| (*error).source())
        .last()
        .unwrap_or(error);
    let text = deepest.to_string();
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("For details"));
    let first: String = lines.take(1).collect();
    let bare = ["ERROR: ", "FATAL: "].iter().find_map(|start| first.strip_prefix(start));
    bare.unwrap_or(&first).to_owned()
}

/// The language's type of one of the server's, if it has one.
fn by_name(name: &str) -> Option<ColumnType> {
    Some(match name {
        "bool" => ColumnType::Bool,
        "int2" | "int4" | "int8" | "oid" => ColumnType::Integer,
        "float4" | "float8" | "numeric" => ColumnType::Number,
        "date" => ColumnType::Date,
        "timestamp" => ColumnType::Datetime { zoned: false },
        "timestamptz" => ColumnType::Datetime { zoned: true },
        "time" | "interval" => ColumnType::Duration,
        "bytea" | "json" | "jsonb" | "xml" | "record" => return None,
        array if array.starts_with('_') => return None,
        _ => ColumnType::Text,
    })
}

/// What is to be known of a column before the server may compute with it.
pub(super) fn seen(column: &DatabaseColumn, written: Tz, kept: Tz) -> Option<ColumnFacts> {
    let name = quoted(&column.name);
    let counted = |condition: &str| format!("count(*) FILTER (WHERE {condition})");
    let none = || "0".to_owned();
    let years = format!("{name} < '1000-01-01' OR {name} > '9999-12-31'");
    let (class, held, wrong, large) = match column.kind.as_str() {
        "text" | "varchar" | "bpchar" => {
            let trimmed = format!("{name}::text = '' OR btrim({name}::text, '{BLANKS}') <> {name}::text");
            (Some(ObservedValues::Text), DataType::Utf8, counted(&trimmed), none())
        }
        "int2" | "int4" | "int8" => {
            let large = format!("abs({name}::numeric) > {}", LARGEST_WHOLE);
            (Some(ObservedValues::Whole), DataType::Int64, none(), counted(&large))
        }
        "numeric" => {
            let (precision, scale) = precision_and_scale(column.modifier)?;
            let class = (precision <= 15 && (0..=10).contains(&scale)).then_some(ObservedValues::Decimal);
            let large = format!("abs({name}) > {}", LARGEST_DECIMAL);
            let held = DataType::Decimal128(precision.clamp(1, 38), scale.clamp(0, 10));
            (class, held, counted(&format!("{name} = 'NaN'")), counted(&large))
        }
        "float4" | "float8" => {
            let wrong = format!("{name} IN ('NaN', 'Infinity', '-Infinity')");
            (None, DataType::Float64, counted(&wrong), none())
        }
        "bool" => (Some(ObservedValues::Truth), DataType::Boolean, none(), none()),
        "date" => (Some(ObservedValues::Day), DataType::Date32, counted(&years), none()),
        // Zones change, and nobody knows which edition of them the server has.
        "timestamp" if written == kept => (Some(ObservedValues::Time), TIME, counted(&years), none()),
        "timestamptz" if kept == Tz::UTC => (Some(ObservedValues::Time), TIME, counted(&years), none()),
        _ => return None,
    };
    Some(ColumnFacts { class, held, wrong, large })
}

const TIME: DataType = DataType::Timestamp(TimeUnit::Microsecond, None);

/// Precision and scale of a `numeric`, which it may lack.
fn precision_and_scale(modifier: i32) -> Option<(u8, i8)> {
    let packed = modifier.checked_sub(4).filter(|packed| *packed >= 0)?;
    Some((u8::try_from(packed >> 16).ok()?, i8::try_from(packed & 0x7ff).ok()?))
}
