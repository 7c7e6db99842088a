//! What reading a source in a database needs, and how it fails.

use chrono::NaiveDate;

use super::columns::DatabaseColumn;
use super::sql::DatabaseError;
use crate::calendar::Calendar;
use crate::data::layout::SentColumn;
use crate::data::{DataError, OpenError};
use crate::model::{CellRule, Database, DatabaseQuery, Source};

/// Columns that can be ones of a source, with the rules they are read by.
pub(super) fn sent_columns(database: &Database, described: Vec<DatabaseColumn>) -> Vec<SentColumn> {
    let columns = described.into_iter().filter_map(|described| {
        let native = described.native?;
        let declared = database.columns.get(&described.name);
        let rule = declared.cloned().unwrap_or_else(|| CellRule::plain(native));
        Some(SentColumn { name: described.name, native, rule, declared: declared.is_some() })
    });
    columns.collect()
}

pub(super) fn opening(database: &Database, fault: DatabaseError) -> OpenError {
    let shown = database.shown.clone();
    match (fault, &database.asked) {
        (DatabaseError::NoTable(tables), DatabaseQuery::Table(table)) => {
            OpenError::MissingTable { shown, table: table.clone(), tables }
        }
        (DatabaseError::NoTable(_), DatabaseQuery::Query(_)) => {
            OpenError::Refused { shown, reason: "no such table".to_owned() }
        }
        (DatabaseError::Refused(reason) | DatabaseError::Unreachable(reason), _) if is_overflow(&reason) => {
            OpenError::Overflow { shown, reason }
        }
        (DatabaseError::Refused(reason), DatabaseQuery::Query(_)) => OpenError::Refused { shown, reason },
        (DatabaseError::Refused(reason) | DatabaseError::Unreachable(reason), _) => {
            OpenError::Unreadable { shown, reason }
        }
    }
}

/// Whether a database says that a number grew beyond its type, as `integer overflow` or `bigint out of range`.
fn is_overflow(reason: &str) -> bool {
    ["overflow", "out of range"].iter().any(|said| reason.contains(said))
}

/// All that reading the rows of a source in a database needs.
#[derive(Debug, Clone)]
pub(super) struct DatabaseRead {
    pub(super) source: Source,
    pub(super) database: Database,
    pub(super) calendar: Calendar,
    pub(super) as_of: Option<NaiveDate>,
}

impl DatabaseRead {
    pub(super) fn failed(&self, fault: DatabaseError) -> DataError {
        DataError::Open { id: self.source.id.clone(), error: Box::new(opening(&self.database, fault)) }
    }

    /// Whether the scorecard may use a column.
    pub(super) fn uses(&self, name: &str) -> bool {
        self.database.used.as_ref().is_none_or(|used| used.contains(name))
    }
}
