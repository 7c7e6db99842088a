//! What leads from the rows of a source to a fact, as a workbook shows it.

use chrono::NaiveDate;

use super::fact::FactGrain;

/// Rows of a source on their way to a fact of the reported period.
#[derive(Debug, Clone)]
pub struct RowFlowWorking {
    /// Position of the fact.
    pub fact: usize,
    /// What its days are, and the last day of the period it stands for.
    pub of: (FactGrain, NaiveDate),
    /// Position of the source among those that were read.
    pub source: usize,
    /// Rows without the day by which it takes them.
    pub undated: u64,
    /// Rows that its condition leaves out.
    pub left_out: u64,
    /// Rows of other days.
    pub outside: u64,
    /// Rows in it.
    pub taken: u64,
    /// What they add up to, where they do.
    pub amount: Option<RowFlowAmountWorking>,
}

/// What rows add up to on their way to a fact.
#[derive(Debug, Clone)]
pub struct RowFlowAmountWorking {
    /// The source and, of it, the amount that brings it: positions of both; `None` where no single column of the same rows does.
    pub used: Option<(usize, usize)>,
    /// Of rows of other days.
    pub outside: f64,
    /// In the fact.
    pub taken: f64,
}
