//! What became of the rows of a source, and the lines of the log.

use chrono::NaiveDate;

use crate::evaluate::results::AmountResult;
use crate::words::Book;

/// A source's row counts.
#[derive(Debug, Clone)]
pub struct SourceWorking {
    /// Its id, or what is said of entered values, which have none.
    pub name: String,
    /// Rows in the files.
    pub read: u64,
    /// Repeats of a key removed.
    pub repeated: u64,
    /// Rows a `where`, `from`, `until` or `required` join took away.
    pub filtered: u64,
    /// Rows rejected for their time, key or entity.
    pub rejected: u64,
    /// Rows dated after as-of.
    pub after_as_of: u64,
    /// Rows left.
    pub used: u64,
    /// Of the rows left, those without partner in a join.
    pub unmatched: u64,
    /// Of the rows left, those without customer.
    pub without_customer: Option<u64>,
    /// What each column that measures add up comes to.
    pub amounts: Vec<AmountResult>,
    /// Day of the first row used.
    pub first: Option<NaiveDate>,
    /// Day of the last row used.
    pub last: Option<NaiveDate>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// What it says.
    pub what: Book,
    /// Of what: a file, a source, a column; empty of the run.
    pub of: String,
    /// What is said.
    pub text: String,
}
