//! What a run is asked for, and what it computed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::head;
use crate::data::CellCount;
use crate::engine::{Facts, Reuse};
use crate::evaluate::restatement::Earlier;
use crate::evaluate::results::Results;
use crate::problem::Problems;

/// What a run is asked for beside the scorecard.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Period as written, instead of the default one.
    pub period: Option<String>,
    /// As-of day, instead of the scorecard's.
    pub as_of: Option<NaiveDate>,
    /// The as-of day when neither says one: the end of yesterday.
    pub yesterday: NaiveDate,
}

/// What a run computed, before anything is rendered.
#[derive(Debug)]
pub struct Computed {
    /// Everything found.
    pub results: Results,
    /// What became of the cells of each source, with the texts of some that could not be used.
    pub cells: BTreeMap<String, Vec<CellCount>>,
    /// What was sent to databases, by source.
    pub sent: BTreeMap<String, Vec<String>>,
    /// What of each source came from the cache.
    pub reuse: Vec<Reuse>,
    /// Why nothing can be kept, if so.
    pub not_kept: Option<String>,
    /// The facts behind, for whoever explains.
    pub facts: Facts,
    /// Warnings of the run.
    pub problems: Problems,
}

impl Computed {
    /// Notes that the results are compared with earlier ones, which is part of what makes the run.
    pub fn compare_with(&mut self, earlier: &Earlier) {
        let run = &mut self.results.run;
        run.id = head::compared_id(&run.id, &earlier.sha256);
        run.against = Some(earlier.sha256.clone());
    }

    /// Lets the workbook's log show the texts of cells that could not be read. They may be of people, and stand in no other
    /// output.
    pub fn show_cells(&mut self) {
        for source in &mut self.results.run.sources {
            let counted = self.cells.get(&source.id);
            for cells in &mut source.cells {
                let own = counted.and_then(|all| all.iter().find(|own| own.column == cells.column));
                cells.texts =
                    own.into_iter().flat_map(|own| &own.examples).map(ToString::to_string).collect();
            }
        }
    }
}
