//! What a measure is parted into: its segments, cohorts by age, and what leads from plan and previous year to it.

use crate::evaluate::results::{Contribution, VarianceResult};

use super::period::Computed;

/// A row of a segment table.
#[derive(Debug, Clone)]
pub struct SegmentWorking {
    /// Position of the measure.
    pub measure: usize,
    /// Heading of the table.
    pub table: String,
    /// Name of the segment.
    pub segment: String,
    /// In the last period.
    pub engine: Computed,
    /// In the period before.
    pub previous: Option<f64>,
    /// What it did to the change of the measure since then.
    pub contribution: Option<Contribution>,
    /// Whether the values of the table add up to the measure's.
    pub adds_up: bool,
    /// Why there is no value.
    pub reason: String,
}

/// Cohorts of a measure by age.
#[derive(Debug, Clone, PartialEq)]
pub struct TriangleWorking {
    /// Position of the measure.
    pub measure: usize,
    /// What the ages count.
    pub title: String,
    /// Oldest first.
    pub cohorts: Vec<CohortWorking>,
    /// By age: the share that the cohorts which have reached it keep together.
    pub averages: Vec<Option<f64>>,
}

/// A cohort.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortWorking {
    /// Its period, for readers.
    pub label: String,
    /// Number of customers.
    pub size: f64,
    /// By age: how many are kept; nothing where that is not known yet.
    pub kept: Vec<Option<f64>>,
}

/// What leads from plan or previous year to a measure's value.
#[derive(Debug, Clone, PartialEq)]
pub struct VarianceWorking {
    /// Position of the measure.
    pub measure: usize,
    /// Names of the rows.
    pub names: Vec<String>,
    /// The parts as the engine found them.
    pub result: VarianceResult,
}
