//! Cohorts by age, as far as the reported period has seen them.

use super::observer::Observer;
use super::period;
use super::results::{CohortCell, CohortResult, TriangleResult};
use crate::calendar::Period;
use crate::engine::CohortRow;
use crate::model::Measure;
use crate::statistics::quotient;

impl Observer<'_> {
    /// The triangle of a measure of cohorts.
    pub(crate) fn triangle(&self, measure: &Measure, reported: &Period) -> Option<TriangleResult> {
        let (grain, rows) = self.facts.triangle(&measure.plan, reported.last)?;
        let is_small = |row: &CohortRow| {
            let smallest = self.scorecard.privacy.map_or(0, |privacy| privacy.smallest);
            row.size > 0.0 && row.size < f64::from(smallest)
        };
        if rows.iter().any(is_small) {
            return None;
        }
        let ages = rows.first().map_or(0, |oldest| oldest.kept.len());
        let at = |row: &CohortRow, age: usize| Some((row.kept.get(age).copied().flatten()?, row.size));
        let average = |age: usize| {
            let observed = rows.iter().filter_map(|row| at(row, age));
            observed.reduce(|a, b| (a.0 + b.0, a.1 + b.1)).map(cell)
        };
        let cohort = |row: &CohortRow| CohortResult {
            period: period::name(&self.scorecard.calendar, &row.period),
            size: row.size,
            cells: (0..ages).map(|age| at(row, age).map(cell)).collect(),
        };
        Some(TriangleResult {
            grain,
            cohorts: rows.iter().map(cohort).collect(),
            averages: (0..ages).map(average).collect(),
        })
    }
}

fn cell((kept, size): (f64, f64)) -> CohortCell {
    CohortCell { kept, size, value: quotient(kept, size) }
}
