//! Tables: the rows of sources, held in memory or read when they are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::datasource::MemTable;
use datafusion::execution::memory_pool::MemoryReservation;

use super::amounts::AmountCounts;
use super::counts::{BadCell, CellCount, Counts, InputFile, TableFacts, Unmatched};
use super::database::{QueryLog, Remote};
use super::overlap::Overlap;
use super::stream::Streamed;

/// Every source of a scorecard as a table in memory.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// By source id.
    pub tables: BTreeMap<String, Table>,
}

/// The rows of one source, and what became of those that are not among them.
#[derive(Debug, Clone)]
pub struct Table {
    /// The source's columns, derived ones, and the day of a row.
    pub schema: SchemaRef,
    /// Rows in the order of files, and within each in the file's order.
    pub batches: Vec<RecordBatch>,
    /// How many rows were read, and where they went.
    pub counts: Counts,
    /// What became of the cells of columns that are used, in the order of columns; empty for a join.
    pub cells: Vec<CellCount>,
    /// The first rows that were rejected.
    pub rejects: Vec<BadCell>,
    /// Earliest day of a row.
    pub first_day: Option<NaiveDate>,
    /// Latest day of a row by as-of.
    pub last_day: Option<NaiveDate>,
    /// Latest day of a row after as-of.
    pub last_after: Option<NaiveDate>,
    /// For each join of the source, in order: which rows found no partner.
    pub unmatched: Vec<Unmatched>,
    /// What was read; empty for a join.
    pub files: Vec<InputFile>,
    /// Files that share days, where no key tells their rows apart.
    pub overlap: Option<Overlap>,
    /// Rows without a customer, where the source has customers.
    pub without_customer: u64,
    /// What the columns that measures add up come to, by what became of their rows; nothing of rows that another source
    /// brings.
    pub amounts: AmountCounts,
    /// Rows with a weight below 0, by the measure that weighs by it.
    pub(crate) below_zero: BTreeMap<String, u64>,
    /// Where rows come from that are not held: they are read when the table is asked, and only then are the counts,
    /// days and files known.
    pub stream: Option<Arc<Streamed>>,
    /// What was sent to a database.
    pub sent: QueryLog,
    /// The table where its rows are, when they stay in a database.
    pub remote: Option<Arc<Remote>>,
    /// What its rows take of the memory that is allowed, as long as it stands.
    pub(crate) _memory: Option<Arc<MemoryReservation>>,
}

impl Table {
    /// A table of which only what was found is known, and none of its rows.
    pub(crate) fn without_rows(facts: TableFacts) -> Table {
        let field = |name: &String| Field::new(name, DataType::Null, true);
        let fields: Vec<Field> = facts.columns.iter().map(field).collect();
        let mut table = Table::empty(Arc::new(Schema::new(fields)));
        table.unmatched = facts.unmatched.clone();
        table.take(facts);
        table
    }

    /// A table whose rows are read when they are asked for.
    pub(super) fn streamed(stream: Streamed) -> Table {
        let schema = Arc::clone(stream.columns());
        Table { stream: Some(Arc::new(stream)), ..Table::empty(schema) }
    }

    /// A table of no rows.
    pub(super) fn empty(schema: SchemaRef) -> Table {
        Table {
            schema,
            batches: Vec::new(),
            counts: Counts::default(),
            cells: Vec::new(),
            rejects: Vec::new(),
            first_day: None,
            last_day: None,
            last_after: None,
            unmatched: Vec::new(),
            files: Vec::new(),
            overlap: None,
            without_customer: 0,
            amounts: AmountCounts::default(),
            below_zero: BTreeMap::new(),
            stream: None,
            sent: QueryLog::default(),
            remote: None,
            _memory: None,
        }
    }

    /// Takes over what was found in its files.
    fn take(&mut self, facts: TableFacts) {
        self.counts = facts.counts;
        self.cells = facts.cells;
        self.rejects = facts.rejects;
        self.first_day = facts.first_day;
        self.last_day = facts.last_day;
        self.last_after = facts.last_after;
        self.files = facts.files;
        self.overlap = facts.overlap;
        self.without_customer = facts.without_customer;
        self.amounts = facts.amounts;
        self.below_zero = facts.below_zero;
    }

    /// The latest day of any row, whether it counts or not.
    pub(crate) fn newest(&self) -> Option<NaiveDate> {
        self.last_after.or(self.last_day)
    }

    /// What was found in its rows.
    pub(crate) fn facts(&self) -> TableFacts {
        TableFacts {
            columns: self.schema.fields().iter().map(|field| field.name().clone()).collect(),
            counts: self.counts,
            cells: self.cells.clone(),
            rejects: self.rejects.clone(),
            first_day: self.first_day,
            last_day: self.last_day,
            last_after: self.last_after,
            unmatched: self.unmatched.clone(),
            files: self.files.clone(),
            overlap: self.overlap.clone(),
            without_customer: self.without_customer,
            amounts: self.amounts.clone(),
            below_zero: self.below_zero.clone(),
        }
    }

    /// Takes over what was found while rows were read.
    pub fn settle(&mut self) {
        if let Some(facts) = self.stream.as_ref().and_then(|stream| stream.facts()) {
            self.take(facts);
        }
    }

    /// The table as DataFusion scans it.
    pub fn provider(&self) -> Arc<dyn TableProvider> {
        let schema = Arc::clone(&self.schema);
        if let Some(remote) = &self.remote {
            return remote.provider();
        }
        match &self.stream {
            Some(stream) => stream.provider(),
            None => {
                let table = MemTable::try_new(schema, vec![self.batches.clone()]);
                Arc::new(table.expect("batches of a table have its schema"))
            }
        }
    }
}
