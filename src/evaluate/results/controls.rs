//! Totals against the ledgers that they have to agree with.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::period::PeriodName;

/// A total of rows against its ledger.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ControlResult {
    /// Id.
    pub id: String,
    /// The source of its rows.
    pub source: String,
    /// Whether a difference waits until a period is closed.
    pub at_close: bool,
    /// From the first period that both have, oldest first; the last is the one reported.
    pub periods: Vec<ControlPeriod>,
}

/// A total and its ledger in one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ControlPeriod {
    /// The period.
    pub period: PeriodName,
    /// What rows add up to; null where there are none.
    pub value: Option<f64>,
    /// What the ledger has; null where it has no row of the period.
    pub ledger: Option<f64>,
    /// The total less the ledger's.
    pub difference: Option<f64>,
    /// By how much they may be apart.
    pub allowed: Option<f64>,
    /// Whether they agree.
    pub holds: Agreement,
    /// What the total is made of.
    pub components: BTreeMap<String, Option<f64>>,
}

/// Whether a total agrees with its ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Within the tolerance.
    Agrees,
    /// Beyond it: a finding.
    Differs,
    /// Beyond it, and no finding before the period is over or closed.
    Waits,
    /// One of the two is missing.
    Unknown,
}

impl ControlResult {
    /// What is beyond the tolerance in the reported period.
    pub fn finding(&self) -> Option<&ControlPeriod> {
        self.periods.last().filter(|at| at.holds == Agreement::Differs)
    }
}
