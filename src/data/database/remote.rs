//! Tables whose rows stay in the database: it adds up, and only days with their sums travel.
//!
//! That is done only where every figure is sure to be the same in every digit. What the columns hold is looked at
//! first ([`super::stays`]); which expressions mean the same there is known of them ([`super::translate`]); and where anything
//! asked is neither, the rows are read after all ([`Remote::rows`]).

use std::fmt;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;

use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::TableProvider;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::prelude::Expr;
use datafusion::sql::sqlparser::ast;
use datafusion::sql::unparser::dialect::{Dialect, PostgreSqlDialect, SqliteDialect};
use datafusion_federation::sql::{AstAnalyzer, SQLExecutor};
use futures::{StreamExt, TryFutureExt, TryStreamExt};

use super::connection::Connection;
use super::database_read::DatabaseRead;
use super::query_log::QueryLog;
use super::sql::DatabaseError;
use super::translate::{Classes, ObservedValues, translated};

/// A table whose rows stay in the database.
pub struct Remote {
    pub(super) reading: DatabaseRead,
    pub(super) provider: Arc<dyn TableProvider>,
    pub(super) classes: Classes,
    pub(super) sent: QueryLog,
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Remote").field(&self.reading.database.shown).finish()
    }
}

impl Remote {
    /// The table as a session that sends plans to databases scans it.
    pub fn provider(&self) -> Arc<dyn TableProvider> {
        Arc::clone(&self.provider)
    }

    /// A condition or number as the database computes it; `None` where that could differ from ours.
    pub fn to_remote(&self, expr: &Expr) -> Option<Expr> {
        translated(expr, &self.classes)
    }

    /// Whether rows may be put together by an expression there.
    pub fn groups(&self, expr: &Expr) -> bool {
        let printed_alike = |expr: &Expr| match expr {
            Expr::Column(column) => {
                let class = self.classes.get(&column.name);
                class.is_some_and(|class| {
                    matches!(
                        class,
                        ObservedValues::Text
                            | ObservedValues::Whole
                            | ObservedValues::Long
                            | ObservedValues::Day
                    )
                })
            }
            Expr::Literal(value, _) => value.data_type() == DataType::Utf8,
            _ => false,
        };
        self.to_remote(expr).is_some()
            && match expr {
                Expr::Case(case) => {
                    let results = case.when_then_expr.iter().map(|(_, then)| then).chain(&case.else_expr);
                    results.map(AsRef::as_ref).all(printed_alike)
                }
                // A number would be taken for the place of a column.
                Expr::Literal(..) => false,
                expr => printed_alike(expr),
            }
    }

    /// Says why rows are read after all.
    pub fn refuse(&self, expr: &Expr) {
        self.sent.record(format!("rows are read: `{expr}` is computed here"));
    }

    /// Says that the database could not compute what it was asked.
    pub fn note_failure(&self, error: &DataFusionError) {
        self.sent.record(format!("rows are read: {}", error.strip_backtrace()));
    }
}

/// Sends what can be computed in the database.
pub(super) struct Executor {
    pub(super) connection: Arc<Connection>,
    pub(super) place: String,
}

type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, DataFusionError>> + Send + 'a>>;

impl SQLExecutor for Executor {
    fn name(&self) -> &str {
        "database"
    }

    fn compute_context(&self) -> Option<String> {
        Some(self.place.clone())
    }

    fn dialect(&self) -> Arc<dyn Dialect> {
        match self.connection.is_sqlite() {
            true => Arc::new(SqliteDialect {}),
            false => Arc::new(PostgreSqlDialect {}),
        }
    }

    fn ast_analyzer(&self) -> Option<AstAnalyzer> {
        self.connection.is_sqlite().then(|| Box::new(|ast| Ok(with_days_as_texts(ast))) as AstAnalyzer)
    }

    fn execute(
        &self,
        query: &str,
        schema: SchemaRef,
        _filters: &[Arc<dyn PhysicalExpr>],
    ) -> Result<SendableRecordBatchStream, DataFusionError> {
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let sql = self.connection.answer_sql(query, &names);
        let (connection, width, typed) = (Arc::clone(&self.connection), names.len(), Arc::clone(&schema));
        let texts = async move { Ok(connection.texts(&sql, width).await.map_err(failed)?.map_err(failed)) };
        let answer = texts.try_flatten_stream();
        let answer = answer.map(move |batch| typed_batch(&batch?, &typed));
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, answer)))
    }

    fn table_names<'a, 'b>(&'a self) -> Later<'b, Vec<String>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async { Err(DataFusionError::NotImplemented("tables are named by definitions".to_owned())) })
    }

    fn get_table_schema<'a, 'b, 'c>(&'a self, _table: &'b str) -> Later<'c, SchemaRef>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(async { Err(DataFusionError::NotImplemented("tables bring their columns".to_owned())) })
    }
}

/// SQLite keeps days as texts, and takes a cast to a day for one to a number.
fn with_days_as_texts(mut statement: ast::Statement) -> ast::Statement {
    let _: ControlFlow<()> = ast::visit_expressions_mut(&mut statement, |expr| {
        if let ast::Expr::Cast { expr: inner, data_type: ast::DataType::Date, .. } = expr {
            *expr = inner.as_ref().clone();
        }
        ControlFlow::Continue(())
    });
    statement
}

fn failed(fault: DatabaseError) -> DataFusionError {
    let (DatabaseError::Unreachable(reason) | DatabaseError::Refused(reason)) = fault else {
        return DataFusionError::Execution("no such table".to_owned());
    };
    DataFusionError::Execution(reason)
}

/// Texts as the types a plan expects.
fn typed_batch(texts: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, DataFusionError> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let columns = texts.columns().iter().zip(schema.fields());
    let columns = columns.map(|(column, field)| cast_with_options(column, field.data_type(), &strict));
    Ok(RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<_, _>>()?)?)
}
