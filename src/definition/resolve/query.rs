//! A query over other sources: what it reads, and which columns it gives.

mod bounds;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{Column as Named, SchemaError};
use datafusion::datasource::empty::EmptyTable;
use datafusion::error::DataFusionError;
use datafusion::execution::context::SQLOptions;
use datafusion::logical_expr::{LogicalPlan, Volatility};
use datafusion::prelude::{Expr, SessionConfig, SessionContext};
use futures::FutureExt;

use super::source::Sources;
use super::sourcing::{ResolvedSource, SourceResolver};
use crate::definition::document::source::Source as Keys;
use crate::definition::usage::split;
use crate::measure::{ColumnType, Text};
use crate::model::{CellRule, Column, Origin, Query};
use crate::problem::{Problem, Span, UnknownColumn, UnknownId, causes, near};

impl SourceResolver<'_> {
    /// A source that a query gives over other sources.
    pub(super) fn query(
        &self,
        id: &str,
        sql: &Text,
        keys: &Keys,
        path: &mut Vec<String>,
        sources: &mut Sources,
    ) -> Option<ResolvedSource> {
        if let Some(problem) = bounds::query_too_large(&sql.value) {
            self.report(problem.at(sql.span));
            return None;
        }
        let mut named = Vec::new();
        for word in split(&sql.value).filter(|word| self.drafted.written.sources.contains(word)) {
            if path.contains(&word) {
                let cause = QueryNeedsItself { query: id.to_string(), source: word.to_string() };
                self.report(Problem::new(cause).at(sql.span));
                return None;
            }
            if !named.contains(&word) {
                self.resolve(&word, path, sources);
                named.push(word);
            }
        }
        let resolved = |id: &String| sources.by_id.get(id).and_then(Option::as_ref);
        // What a source with a fault of its own would bring is not known, so nothing can be said of the query.
        let tables: Vec<&ResolvedSource> = named.iter().map(resolved).collect::<Option<_>>()?;
        let plan = planned(&sql.value, &tables, self.calendar.time_zone)
            .and_then(|plan| check_deterministic(&plan).map(|()| plan));
        let plan = match plan {
            Ok(plan) => plan,
            Err(wrong) => {
                let problem = wrong.problem(&self.drafted.written.sources, &tables);
                let word = problem.cause::<UnknownQueryColumn>().map(|unknown| unknown.column.clone());
                self.report(problem.at(word.and_then(|word| self.word_of(sql, &word)).unwrap_or(sql.span)));
                return None;
            }
        };
        let none = BTreeMap::new();
        let rules = self.drafted.rules.get(id).unwrap_or(&none);
        let columns = self.columns_of(&plan, rules, sql)?;
        let read = named.into_iter().filter(|id| reads(&plan, id)).collect();
        let query = Query { sql: sql.value.clone(), sources: read, columns: columns.clone() };
        let columns = columns.into_iter().map(|(column, _)| column).collect();
        Some(self.own(id, keys, Origin::Query(query), columns))
    }

    /// The place of a word within a query: the first that is no part of a longer one, nor of a text in quotes.
    fn word_of(&self, sql: &Text, word: &str) -> Option<Span> {
        let written = self.files.slice(sql.span);
        let is_sign = |c: char| c.is_alphanumeric() || c == '_';
        // A query of one line may itself stand in quotes.
        let within = written.strip_prefix(['\'', '"']).map_or(0, |_| 1);
        let is_free =
            |at: usize| written[within..at].replace("''", "").matches('\'').count().is_multiple_of(2);
        let at = written.match_indices(word).map(|(at, _)| at).find(|at| {
            *at >= within
                && is_free(*at)
                && !written[..*at].ends_with(is_sign)
                && !written[at + word.len()..].starts_with(is_sign)
        })?;
        let start = sql.span.start + at;
        Some(Span::new(sql.span.file, start, start + word.len()))
    }

    fn columns_of(
        &self,
        plan: &LogicalPlan,
        rules: &BTreeMap<String, CellRule>,
        sql: &Text,
    ) -> Option<Vec<(Column, CellRule)>> {
        let mut columns: Vec<(Column, CellRule)> = Vec::new();
        for field in plan.schema().fields() {
            let name = field.name();
            if columns.iter().any(|(column, _)| column.name == *name) {
                self.report(Problem::new(ColumnTwice { name: name.to_string() }).at(sql.span));
                return None;
            }
            let Some(native) = ColumnType::of_arrow(field.data_type()) else { continue };
            let declared = rules.get(name);
            let rule = declared.cloned().unwrap_or_else(|| CellRule::plain(native));
            let column = Column {
                name: name.clone(),
                kind: rule.kind,
                declared: declared.is_some(),
                in_files: 1,
                files: 1,
                labels: rule.labels.clone(),
                twice_in: None,
                unreadable: None,
                uncalculated: Vec::new(),
                merged: Vec::new(),
            };
            columns.push((column, rule));
        }
        Some(columns)
    }
}

/// Why a query cannot be carried out.
enum QueryFault {
    Plan(DataFusionError),
    Word(String),
    Repeats(String),
}

impl QueryFault {
    fn problem(&self, known: &BTreeSet<String>, tables: &[&ResolvedSource]) -> Problem {
        let error = match self {
            QueryFault::Word(word) => {
                return Problem::new(WordNotAllowed { word: word.to_string() });
            }
            QueryFault::Repeats(word) => {
                return Problem::new(ListsNotAllowed { word: word.to_string() });
            }
            QueryFault::Plan(error) => error.find_root(),
        };
        match error {
            DataFusionError::SchemaError(schema, _) => match schema.as_ref() {
                SchemaError::FieldNotFound { field, valid_fields } => {
                    let known: Vec<&str> =
                        valid_fields.iter().map(|column: &Named| column.name.as_str()).collect();
                    let of_tables = tables.iter().flat_map(|table| &table.columns).map(|c| c.name.as_str());
                    // What is asked of no table at all finds none.
                    let known = if known.is_empty() { of_tables.collect() } else { known };
                    let problem = Problem::new(UnknownQueryColumn { column: field.name.to_string() });
                    match near(&field.name, known.iter().copied()) {
                        Some(near) => problem.did_you_mean(Some(near)),
                        None => problem.help(UnknownColumn::known(known)),
                    }
                }
                other => Problem::new(UnreadableQuery { reason: other.to_string() }),
            },
            DataFusionError::Plan(message)
                if message.contains("not found") && message.starts_with("table '") =>
            {
                let table =
                    message.split('\'').nth(1).and_then(|name| name.rsplit('.').next()).unwrap_or_default();
                let problem = Problem::new(UnknownId::source(table));
                problem.did_you_mean(near(table, known.iter().map(String::as_str)))
            }
            other => {
                let reason = other.strip_backtrace();
                let reason = reason.split_once(": ").map_or(reason.as_str(), |(_, reason)| reason);
                Problem::new(UnreadableQuery { reason: reason.to_string() })
            }
        }
    }
}

/// The plan of a query over empty tables of the sources' columns.
fn planned(sql: &str, tables: &[&ResolvedSource], zone: Tz) -> Result<LogicalPlan, QueryFault> {
    let config = SessionConfig::new().set_bool("datafusion.sql_parser.enable_ident_normalization", false);
    let context = SessionContext::new_with_config(config);
    for table in tables {
        let fields = table.columns.iter().map(|c| Field::new(&c.name, c.kind.held(zone), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let table_of = Arc::new(EmptyTable::new(schema));
        context.register_table(table.source.id.as_str(), table_of).map_err(QueryFault::Plan)?;
    }
    let state = context.state();
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    // Nothing is waited for: all tables are at hand.
    let plan = state.create_logical_plan(sql).now_or_never();
    let plan = plan.unwrap_or_else(|| Err(DataFusionError::Plan("it reads more than sources".to_owned())));
    let plan = plan.map_err(QueryFault::Plan)?;
    options.verify_plan(&plan).map_err(QueryFault::Plan)?;
    Ok(plan)
}

/// Whether the plan gives the same rows whenever it is asked.
fn check_deterministic(plan: &LogicalPlan) -> Result<(), QueryFault> {
    const CLOCKS: [&str; 5] = ["now", "current_date", "current_time", "current_timestamp", "today"];
    // Lists in lists, each as long as a number says.
    const REPEATS: [&str; 2] = ["array_repeat", "array_resize"];
    let mut found = None;
    let visited = plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            expr.apply(|expr| {
                if let Expr::ScalarFunction(call) = expr {
                    let is_volatile = call.func.signature().volatility == Volatility::Volatile;
                    if is_volatile || CLOCKS.contains(&call.func.name()) {
                        found = Some(QueryFault::Word(call.func.name().to_owned()));
                    }
                    if REPEATS.contains(&call.func.name()) {
                        found = Some(QueryFault::Repeats(call.func.name().to_owned()));
                    }
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    });
    visited.map_err(QueryFault::Plan)?;
    found.map_or(Ok(()), Err)
}

/// Whether a plan scans a table.
fn reads(plan: &LogicalPlan, table: &str) -> bool {
    let mut reads = false;
    let visited = plan.apply_with_subqueries(|node| {
        reads |= matches!(node, LogicalPlan::TableScan(scan) if scan.table_name.table() == table);
        Ok(TreeNodeRecursion::Continue)
    });
    visited.is_ok() && reads
}

causes! {
    /// A query over a source that needs it.
    QueryNeedsItself { query: String, source: String } => DeriveCycle,
        "`{query}` needs `{source}` needs `{query}`",
        "a query reads only sources that do not need it";

    /// A query that gives two columns of one name.
    ColumnTwice { name: String } => DuplicateId,
        "the query gives two columns `{name}`",
        "name one differently with `as`";

    /// A word whose meaning changes between two runs.
    WordNotAllowed { word: String } => NotAllowed,
        "`{word}` may not be used here",
        "a query gives the same rows whenever it is asked";

    /// A function that makes lists as long as a number says.
    ListsNotAllowed { word: String } => NotAllowed,
        "`{word}` may not be used here",
        "nothing bounds the lists it makes; join the rows of a source, or write `unnest(generate_series(…))`";

    /// A column that none of a query's sources has.
    UnknownQueryColumn { column: String } => UnknownColumn,
        "the query finds no column `{column}`";

    /// A query that cannot be read.
    UnreadableQuery { reason: String } => ExpressionSyntax,
        "cannot read this query: {reason}";
}
