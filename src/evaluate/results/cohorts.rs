//! Cohorts by age.

use schemars::JsonSchema;
use serde::Serialize;

use super::period::PeriodName;
use crate::calendar::Grain;

/// Cohorts by age: every cohort that began within the history and is over by the reported period's end.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TriangleResult {
    /// Periods of cohorts and ages.
    pub grain: Grain,
    /// Oldest first.
    pub cohorts: Vec<CohortResult>,
    /// By age from 0: the cohorts that have reached it together, so that each weighs by its size.
    pub averages: Vec<Option<CohortCell>>,
}

/// A cohort: the customers whose first row stands in the same period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CohortResult {
    /// That period.
    pub period: PeriodName,
    /// Number of customers.
    pub size: f64,
    /// By age from 0 to that of the oldest cohort; null where it is not observed yet, which is not 0.
    pub cells: Vec<Option<CohortCell>>,
}

/// Who is kept at an age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct CohortCell {
    /// Customers kept.
    pub kept: f64,
    /// Customers there were.
    pub size: f64,
    /// Kept over size; null of an empty cohort.
    pub value: Option<f64>,
}
