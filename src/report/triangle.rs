//! Cohorts by age as a table.

use super::Composer;
use super::print::Printer;
use super::view::{TriangleRow, TriangleTable};
use crate::evaluate::results::{CohortCell, CohortResult, TriangleResult};

/// Cohorts and ages that a page has room for.
const LISTED: usize = 13;

impl Composer<'_> {
    /// The newest cohorts by the first ages; nothing before there is one.
    pub(super) fn triangle(&self, triangle: &TriangleResult, printer: &Printer) -> Option<TriangleTable> {
        let listed = triangle.cohorts.len().min(LISTED);
        let newest = &triangle.cohorts[triangle.cohorts.len() - listed..];
        let ages = triangle.averages.len().min(LISTED);
        newest.first()?;
        let texts = |cells: &[Option<CohortCell>]| {
            let text = |cell: &Option<CohortCell>| {
                cell.and_then(|c| c.value).map_or(String::new(), |v| printer.value(v))
            };
            cells.iter().take(ages).map(text).collect()
        };
        let row = |cohort: &CohortResult| TriangleRow {
            label: self.period_words(&cohort.period),
            n: printer.n(Some(cohort.size)),
            cells: texts(&cohort.cells),
        };
        let mut note = "Empty: not observed yet.".to_owned();
        if triangle.cohorts.len() > LISTED {
            let all =
                self.scorecard.locale.integer(i64::try_from(triangle.cohorts.len()).unwrap_or(i64::MAX));
            note.push_str(&format!(" The newest {LISTED} of {all} cohorts; the average is of all."));
        }
        let unit = if printer.label.is_empty() { String::new() } else { format!(" ({})", printer.label) };
        Some(TriangleTable {
            title: format!("Kept by cohort and age in {}s{unit}", triangle.grain),
            head: "First row in".to_owned(),
            ages: (0..ages).map(|age| age.to_string()).collect(),
            rows: newest.iter().map(row).collect(),
            average: TriangleRow {
                label: "Average by size".to_owned(),
                n: printer.n(Some(triangle.cohorts.iter().map(|c| c.size).sum())),
                cells: texts(&triangle.averages),
            },
            note,
        })
    }
}
