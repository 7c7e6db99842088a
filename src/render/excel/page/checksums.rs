//! Checksums of figures that no formula computes, and counts of formulas: a sheet that was overwritten shows on Checks.

use std::collections::BTreeSet;

use rust_xlsxwriter::Format;

use super::total::{Block, Filled, Formulas, Total};
use super::{BODY, Content, Page};
use crate::render::excel::sheet::Sheet;

/// Sheets with cells that may be empty or not.
const INPUTS: [Sheet; 5] = [Sheet::Facts, Sheet::Plan, Sheet::Policy, Sheet::Reconciliation, Sheet::Control];

/// Areas that one sum adds up, at most: a formula is to be read.
const ADDED: usize = 6;

impl Page<'_, '_> {
    /// Keeps the sum of a column of figures that no formula computes, so that a changed one is seen.
    pub(in super::super) fn add_checksum(&self, label: &str, first: (u32, u16), last: (u32, u16)) {
        let label = format!("{}: {}", self.draft.title(self.which), label);
        let is_formula = |place: &(u32, u16)| matches!(self.cells.get(place), Some((Content::Formula(_), _)));
        let rows = (first.0..=last.0).flat_map(|row| (first.1..=last.1).map(move |column| (row, column)));
        for places in self.by_size(rows.filter(|place| !is_formula(place))) {
            for some in blocks(places.into_iter()).chunks(ADDED) {
                self.total(label.clone(), some);
            }
        }
    }

    /// Places by the size of their figures: beside millions of millions a change of a share would be lost in the last digits of
    /// the sum. What is no figure stays with the one before it.
    fn by_size(&self, places: impl Iterator<Item = (u32, u16)>) -> [Vec<(u32, u16)>; 3] {
        let mut parted: [Vec<(u32, u16)>; 3] = Default::default();
        let mut class = 0;
        for place in places {
            if let Some((Content::Number(number), _)) = self.cells.get(&place) {
                class = usize::from(number.abs() >= 1e6) + usize::from(number.abs() >= 1e12);
            }
            parted[class].push(place);
        }
        parted
    }

    /// The same of all other figures from the head of the sheet's body on that are no inputs.
    pub(in super::super) fn add_remaining_checksums(&self) {
        let inputs: BTreeSet<String> = self.draft.inputs.borrow().iter().map(|i| i.cell.clone()).collect();
        let kept = self.kept.borrow().clone();
        let is_kept = |(row, column): (u32, u16)| {
            kept.iter().any(|(first, last)| {
                (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
            })
        };
        let is_other = |(row, column): (u32, u16)| {
            row >= BODY
                && !is_kept((row, column))
                && (inputs.is_empty()
                    || !inputs.contains(&self.draft.fixed_cell_ref(self.which, row, column)))
        };
        let figures = self.cells.iter().filter(|(_, (content, _))| matches!(content, Content::Number(_)));
        for places in self.by_size(figures.map(|(place, _)| *place).filter(|place| is_other(*place))) {
            for some in blocks(places.into_iter()).chunks(ADDED) {
                self.total(self.draft.title(self.which).to_owned(), some);
            }
        }
    }

    fn total(&self, label: String, blocks: &[Block]) {
        let mut total = Total { label, area: String::new(), sum: 0.0, size: 0.0 };
        for (first, last) in blocks {
            for ((_, column), (content, _)) in self.cells.range(*first..=*last.max(first)) {
                if let (Content::Number(number), true) = (content, (first.1..=last.1).contains(column)) {
                    (total.sum, total.size) = (total.sum + number, total.size + number.abs());
                }
            }
        }
        let areas = blocks.iter().map(|(first, last)| self.draft.area_ref(self.which, *first, *last));
        total.area = areas.collect::<Vec<_>>().join(",");
        self.draft.totals.borrow_mut().push(total);
        self.kept.borrow_mut().extend(blocks);
    }

    /// How many formulas the sheet has below its head.
    pub(in super::super) fn formulas(&self) -> Option<Formulas> {
        let is_formula = |(place, (content, _)): &(&(u32, u16), &(Content, Format))| {
            place.0 >= BODY && matches!(content, Content::Formula(_))
        };
        let places = || self.cells.iter().filter(is_formula).map(|((row, column), _)| (*row, *column));
        let rows = (places().map(|place| place.0).min()?, places().map(|place| place.0).max()?);
        let columns = (places().map(|place| place.1).min()?, places().map(|place| place.1).max()?);
        let filled = |(place, (content, _)): &(&(u32, u16), &(Content, Format))| {
            place.0 >= BODY && !matches!(content, Content::Blank)
        };
        let all = || self.cells.iter().filter(filled).map(|(place, _)| *place);
        let (last, end) = (all().map(|place| place.0).max()?, all().map(|place| place.1).max()?);
        // Where cells may be emptied or filled, their number says nothing.
        let has_inputs = INPUTS.contains(&self.which);
        let filled = (!has_inputs).then(|| Filled {
            area: self.draft.area_ref(self.which, (BODY, 0), (last, end)),
            count: all().count(),
        });
        Some(Formulas {
            filled,
            label: self.draft.title(self.which).to_owned(),
            area: self.draft.area_ref(self.which, (rows.0, columns.0), (rows.1, columns.1)),
            count: places().count(),
        })
    }
}

/// Cells in the order of rows, put together to as few blocks as may be.
fn blocks(cells: impl Iterator<Item = (u32, u16)>) -> Vec<Block> {
    let mut runs: Vec<Block> = Vec::new();
    for (row, column) in cells {
        match runs.last_mut() {
            Some((_, last)) if *last == (row, column.wrapping_sub(1)) => last.1 = column,
            _ => runs.push(((row, column), (row, column))),
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (first, last) in runs {
        let below = |(top, bottom): &&mut Block| {
            (top.1, bottom.1) == (first.1, last.1) && bottom.0.checked_add(1) == Some(first.0)
        };
        match blocks.iter_mut().rev().take(32).find(below) {
            Some((_, bottom)) => bottom.0 = last.0,
            None => blocks.push((first, last)),
        }
    }
    blocks
}
