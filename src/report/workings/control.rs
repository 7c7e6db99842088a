//! Totals that are held against ledgers, as a workbook compares them.

use chrono::NaiveDate;

use crate::calendar::Grain;
use crate::evaluate::results::Agreement;
use crate::measure::Formula;
use crate::model::Allowance;

/// A total of rows and its ledger.
#[derive(Debug, Clone)]
pub struct ControlWorking {
    /// Heading.
    pub title: String,
    /// The source of its rows.
    pub source: String,
    /// What is added up, as written.
    pub written: String,
    /// Length of its periods.
    pub grain: Grain,
    /// Total over names of operands.
    pub formula: Formula,
    /// What the formula is over, each with the position of its fact.
    pub operands: Vec<(String, usize)>,
    /// How far total and ledger may be apart.
    pub tolerance: Allowance,
    /// Whether a difference waits until a period is closed.
    pub at_close: bool,
    /// Its periods, oldest first.
    pub periods: Vec<ControlPeriodWorking>,
}

/// A total and its ledger in one period.
#[derive(Debug, Clone)]
pub struct ControlPeriodWorking {
    /// For readers.
    pub label: String,
    /// Last day.
    pub last: NaiveDate,
    /// What the ledger has.
    pub ledger: Option<f64>,
    /// The total as the engine computed it.
    pub value: Option<f64>,
    /// Whether they agree, as the engine found.
    pub holds: Agreement,
}
