//! Cohorts by age as a table.

use super::Composer;
use super::print::Printer;
use super::view::{TriangleRow, TriangleTable};
use crate::evaluate::results::{CohortCell, CohortResult, TriangleResult};
use crate::words::{Label, Tag};

/// Cohorts and ages that a page has room for.
const LISTED: usize = 13;

impl Composer<'_> {
    /// The newest cohorts by the first ages; `None` before there is one.
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
        let grain = triangle.grain;
        let all = triangle.cohorts.len();
        Some(TriangleTable {
            title: match printer.label.as_str() {
                "" => self.say(&Tag::CohortTitle { grain }),
                unit => self.say(&Tag::CohortTitleIn { grain, unit: unit.to_owned() }),
            },
            head: self.say(&Label::Cohort),
            ages: (0..ages).map(|age| age.to_string()).collect(),
            rows: newest.iter().map(row).collect(),
            average: TriangleRow {
                label: self.say(&Label::CohortAverage),
                n: printer.n(Some(triangle.cohorts.iter().map(|c| c.size).sum())),
                cells: texts(&triangle.averages),
            },
            note: match all > LISTED {
                true => self.say(&Tag::CohortNoteNewest { shown: LISTED, all }),
                false => self.say(&Tag::CohortNote),
            },
        })
    }
}
