//! Totals that are held against ledgers: their facts, and what was found.

use super::control::{ControlPeriodWorking, ControlWorking};
use super::facts::Register;
use super::{FactGrain, FactRow, FactWorking};
use crate::evaluate::results::ControlPeriod;
use crate::measure::{Basis, Component};
use crate::model::Control;
use crate::report::Composer;

impl Composer<'_> {
    pub(super) fn control_workings(&self, register: &mut Register) -> Vec<ControlWorking> {
        let results = self.results.controls.iter();
        let found = results.filter_map(|result| {
            let control = self.scorecard.controls.iter().find(|control| control.id == result.id)?;
            let operands = self.totals(register, control, &result.periods);
            let periods = result.periods.iter().map(|at| ControlPeriodWorking {
                label: self.period_words(&at.period),
                last: at.period.last,
                ledger: at.ledger,
                value: at.value,
                holds: at.holds,
            });
            Some(ControlWorking {
                title: control.title.clone(),
                source: control.source.clone(),
                written: control.written.clone(),
                grain: control.grain,
                formula: control.plan.formula.clone(),
                operands,
                tolerance: control.tolerance,
                at_close: control.at_close,
                periods: periods.collect(),
            })
        });
        found.collect()
    }

    /// What a total is made of: facts that stand there already, where they are the same, else facts of its own.
    fn totals(
        &self,
        register: &mut Register,
        control: &Control,
        periods: &[ControlPeriod],
    ) -> Vec<(String, usize)> {
        let operand = |component: &Component| {
            let rows = periods.iter().map(|at| FactRow {
                grain: FactGrain::Period(control.grain),
                period: at.period.last,
                first: at.period.first,
                last: at.period.last,
                value: at.components.get(&component.name).copied().flatten(),
            });
            let fact = FactWorking {
                id: format!("{}.{}", control.id, component.name),
                source: self.source_name(&component.rows.source),
                title: self.fact_title(component),
                unit: self
                    .scorecard
                    .currency
                    .clone()
                    .filter(|_| matches!(component.basis, Basis::Sum(_)))
                    .unwrap_or_default(),
                rows: rows.collect(),
            };
            (component.name.clone(), register.within(fact, self.counted(component)))
        };
        control.plan.components.iter().map(operand).collect()
    }
}
