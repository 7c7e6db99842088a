//! Where figures stand on Calc.

use super::places::BODY;
use super::reference::rows;
use crate::report::workings::Workings;

/// Rows between the measures and the roll-up.
pub(super) const ROLLUP_APART: u32 = 3;

/// The row below the roll-up.
pub(super) fn below(workings: &Workings) -> u32 {
    let objectives: usize = workings.perspectives.iter().map(|p| p.objectives.len()).sum();
    let parents = 1 + workings.perspectives.len() + objectives;
    BODY + 2 + rows(workings.measures.len()).max(1) + ROLLUP_APART + rows(parents)
}

/// Columns of Calc; parents' rows use those from `SCORE` to `COUNTED` in the same meaning.
pub(super) mod of_measures {
    pub(in super::super) const ID: u16 = 1;
    pub(in super::super) const IN: u16 = 2;
    pub(in super::super) const UNIT: u16 = 3;
    pub(in super::super) const POLICY: u16 = 4;
    pub(in super::super) const PLACE: u16 = 5;
    pub(in super::super) const PERIOD: u16 = 6;
    pub(in super::super) const VALUE: u16 = 7;
    pub(in super::super) const YEAR: u16 = 8;
    pub(in super::super) const ROLLING: u16 = 9;
    pub(in super::super) const PLAN: u16 = 10;
    pub(in super::super) const YEAR_PLAN: u16 = 11;
    pub(in super::super) const YEAR_BEFORE: u16 = 12;
    pub(in super::super) const ACTUAL: u16 = 13;
    pub(in super::super) const COMPARED: u16 = 14;
    pub(in super::super) const DIFFERENCE: u16 = 15;
    pub(in super::super) const RELATIVE: u16 = 16;
    pub(in super::super) const FAVOUR: u16 = 17;
    pub(in super::super) const MATERIAL: u16 = 18;
    pub(in super::super) const SAMPLE: u16 = 19;
    pub(in super::super) const SCORE: u16 = 20;
    pub(in super::super) const STATUS: u16 = 21;
    pub(in super::super) const WEIGHT: u16 = 22;
    pub(in super::super) const PRESENT: u16 = 23;
    pub(in super::super) const POINTS: u16 = 24;
    pub(in super::super) const EFFECTIVE: u16 = 25;
    pub(in super::super) const COUNTED: u16 = 26;
    pub(in super::super) const REASON: u16 = 27;
    pub(in super::super) const READING: u16 = 28;
    pub(in super::super) const YEAR_BEFORE_TO_DATE: u16 = 29;
    pub(in super::super) const BEFORE: u16 = 30;
    pub(in super::super) const WORD: u16 = 31;
    pub(in super::super) const LOW: u16 = 32;
    pub(in super::super) const HIGH: u16 = 33;
}

/// Columns of Calc that parents use in their own meaning.
pub(super) mod of_parents {
    pub(in super::super) const BELOW: u16 = 7;
    pub(in super::super) const PRESENT: u16 = 8;
    pub(in super::super) const POINTS: u16 = 9;
    pub(in super::super) const COVERAGE: u16 = 10;
    pub(in super::super) const MEAN: u16 = 11;
    pub(in super::super) const COVERED: u16 = 12;
    pub(in super::super) const BY_SCORE: u16 = 13;
    pub(in super::super) const OFF_TARGET: u16 = 14;
    pub(in super::super) const WATCH: u16 = 15;
    pub(in super::super) const WORST: u16 = 16;
    pub(in super::super) const BY_POLICY: u16 = 17;
}

/// Rows of Calc.
pub(super) struct Figures {
    /// First row of the measures.
    pub(super) measures: u32,
    /// Rows of the parents, in the order of `policy::all_parents`.
    pub(super) parents: Vec<u32>,
}
