//! Totals that are held against another book.

use crate::calendar::{Grain, Period};
use crate::measure::Plan;

/// A total of rows, and what it has to be.
#[derive(Debug, Clone)]
pub struct Control {
    /// Id.
    pub id: String,
    /// Heading: the id in words.
    pub title: String,
    /// The source of its rows.
    pub source: String,
    /// The aggregate as written.
    pub written: String,
    /// What is added up.
    pub plan: Plan,
    /// Length of the periods that are compared.
    pub grain: Grain,
    /// What it has to be.
    pub ledger: Ledger,
    /// How far they may be apart.
    pub tolerance: Allowance,
    /// Whether a difference waits until a period is closed.
    pub at_close: bool,
}

/// What a total has to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Ledger {
    /// The same in every period.
    Always(f64),
    /// By period, as a file has it.
    ByPeriod {
        /// The file, as messages call it.
        file: String,
        /// Its column.
        column: String,
        /// Period and amount.
        rows: Vec<(Period, f64)>,
    },
}

impl Ledger {
    /// The amount of a period, where it has one.
    pub fn at(&self, period: &Period) -> Option<f64> {
        match self {
            Ledger::Always(value) => Some(*value),
            Ledger::ByPeriod { rows, .. } => {
                rows.iter().find(|(own, _)| own == period).map(|(_, value)| *value)
            }
        }
    }
}

/// How far a total and its ledger may be apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Allowance {
    /// By so much.
    Absolute(f64),
    /// By a share of the ledger's.
    Relative(f64),
}

impl Allowance {
    /// The same as an amount.
    pub fn amount(self, ledger: f64) -> f64 {
        match self {
            Allowance::Absolute(value) => value,
            Allowance::Relative(share) => share * ledger.abs(),
        }
    }
}
