//! How much a query may ask: it is planned by what goes as deep as its expressions, and more than once.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{Expr, TableFactor, Visit, Visitor};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Tokenizer;

use crate::measure::expression::{is_operation, with_large_stack};
use crate::problem::{Problem, causes};

/// Operations of a query.
const OPERATIONS: usize = 1_000;
/// Operations of which each is done with what the one before gives.
const DEEP: usize = 200;
/// Tables and queries that it is made of.
const TABLES: usize = 50;

/// What a query asks too much of. Whether it can be read is for whoever plans it.
pub(super) fn query_too_large(sql: &str) -> Option<Problem> {
    let tokens = Tokenizer::new(&GenericDialect {}, sql).tokenize().ok()?;
    let operations = tokens.iter().filter(|token| is_operation(token)).count();
    if operations > OPERATIONS {
        return Some(Problem::new(QueryTooLong { operations, most: OPERATIONS }));
    }
    with_large_stack(sql, || {
        let statements = Parser::parse_sql(&GenericDialect {}, sql).ok()?;
        let mut found = Size::default();
        let _: ControlFlow<()> = statements.visit(&mut found);
        if found.deepest > DEEP {
            return Some(Problem::new(QueryTooDeep { most: DEEP }));
        }
        let tables = found.tables;
        (tables > TABLES).then(|| Problem::new(QueryOfManyTables { tables, most: TABLES }))
    })
}

/// What is met in a query.
#[derive(Default)]
struct Size {
    depth: usize,
    deepest: usize,
    tables: usize,
}

impl Visitor for Size {
    type Break = ();

    fn pre_visit_expr(&mut self, _: &Expr) -> ControlFlow<()> {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, _: &Expr) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, _: &TableFactor) -> ControlFlow<()> {
        self.tables += 1;
        ControlFlow::Continue(())
    }
}

causes! {
    /// A query with more operations than are planned.
    QueryTooLong { operations: usize, most: usize } => TooLarge,
        "this query has {operations} operations, {most} are the most",
        "split it into sources, each with a query of its own";

    /// A query with expressions that go too deep.
    QueryTooDeep { most: usize } => TooLarge,
        "this query puts more than {most} operations into one another",
        "put parts of long sums into brackets, or write `in (…)` for many `or`";

    /// A query over more tables than are planned.
    QueryOfManyTables { tables: usize, most: usize } => TooLarge,
        "this query reads {tables} tables, {most} are the most",
        "split it into sources, each with a query of its own";
}
