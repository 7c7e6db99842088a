//! The cases behind figures, and the facts that they are tied to.

use super::{CaseWorking, MeasureWorking, Operands};
use crate::engine::CaseCell;
use crate::measure::{Basis, CaseRule};
use crate::model::CaseColumn;
use crate::report::Composer;

impl Composer<'_> {
    /// Every list of cases there is, in the order of measures.
    pub(super) fn case_workings(&self, measures: &[MeasureWorking]) -> Vec<CaseWorking> {
        let Some(lists) = self.extras.cases else { return Vec::new() };
        let of = |(at, working): (usize, &MeasureWorking)| {
            let (measure, list) = (self.scorecard.measure(&working.id)?, lists.get(&working.id)?);
            let rule = measure.cases()?;
            let columns = &measure.detail.columns;
            let cells = |row: &[CaseCell]| -> Vec<CaseCell> {
                let cells = row.iter().zip(columns);
                cells.map(|(cell, column): (_, &CaseColumn)| self.case_cell(cell, column)).collect()
            };
            let CaseRule { of, without, length, .. } = rule;
            // An entity's part of a row that belongs to several is no whole row.
            let source = self.scorecard.source(&of.rows.source);
            let is_split = self.scorecard.entity_id.is_some() && source.is_some_and(|s| s.allocate.is_some());
            let fact = |name: &str| match &working.operands {
                Operands::Facts(operands) => operands.iter().find(|o| o.name == name).map(|o| o.fact),
                Operands::Measures => None,
            };
            let counts = matches!(of.basis, Basis::Count | Basis::Open { .. });
            Some(CaseWorking {
                measure: at,
                heading: self.case_heading(measure, &rule),
                columns: columns.iter().map(|column| column.title.clone()).collect(),
                rows: list.rows.iter().map(|row| (cells(&row.cells), row.amount)).collect(),
                total: list.total,
                amount: list.amount,
                length,
                fact: fact(&of.name).filter(|_| !is_split),
                without: without.and_then(|without| fact(&without.name)),
                counts,
            })
        };
        measures.iter().enumerate().filter_map(of).collect()
    }
}
