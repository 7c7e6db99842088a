//! From the rows of sources to facts of the reported period.

use super::{FactGrain, MeasureWorking, Operands, RowFlowAmountWorking, RowFlowWorking};
use crate::evaluate::results::{MeasureResult, RowFlowResult};
use crate::measure::Component;
use crate::model::{Measure, Origin, amounts};
use crate::report::Composer;

impl Composer<'_> {
    pub(super) fn reach_workings(
        &self,
        ordered: &[(&Measure, &MeasureResult)],
        measures: &[MeasureWorking],
    ) -> Vec<RowFlowWorking> {
        let mut found: Vec<RowFlowWorking> = Vec::new();
        for ((measure, result), working) in ordered.iter().zip(measures) {
            let (Operands::Facts(operands), Some(current)) = (&working.operands, result.current()) else {
                continue;
            };
            for operand in operands {
                let reach = self.results.row_flow.iter();
                let mut reach = reach.filter(|r| r.measure == measure.id && r.component == operand.name);
                let (Some(reach), Some(component)) = (reach.next(), measure.plan.component(&operand.name))
                else {
                    continue;
                };
                // Rows that a join repeats count once in figures, and as often as they stand there among those used.
                if self.repeats(&reach.source) {
                    continue;
                }
                let is_known = found.iter().any(|known| known.fact == operand.fact);
                let has_value = current.component(&operand.name).is_some();
                let source = self.results.run.sources.iter().position(|source| source.id == reach.source);
                if let (Some(source), true, false) = (source, has_value, is_known) {
                    let of = (FactGrain::Period(measure.grain), current.period.last);
                    found.push(self.reach_working(operand.fact, of, source, (reach, component)));
                }
            }
        }
        found
    }

    fn reach_working(
        &self,
        fact: usize,
        of: (FactGrain, chrono::NaiveDate),
        source: usize,
        (reach, component): (&RowFlowResult, &Component),
    ) -> RowFlowWorking {
        let amount = reach.amount.as_ref().map(|amount| RowFlowAmountWorking {
            used: self.followed_amount(component),
            outside: amount.outside,
            taken: amount.taken,
        });
        RowFlowWorking {
            fact,
            of,
            source,
            undated: reach.undated,
            left_out: reach.left_out,
            outside: reach.outside,
            taken: reach.taken,
            amount,
        }
    }

    /// Where the amounts of a component stand among those that were followed, where these are of the very rows it is taken of.
    fn followed_amount(&self, component: &Component) -> Option<(usize, usize)> {
        let (id, column) = amounts::origin_of_amounts(&self.scorecard.sources, component)?;
        let source = self.results.run.sources.iter().position(|source| source.id == id)?;
        let shown = &self.results.run.sources[source].amounts;
        let amount = shown.iter().position(|amount| amount.column == column)?;
        self.are_rows_of(&component.rows.source, &id).then_some((source, amount))
    }

    /// Whether a source has rows that a join repeats.
    fn repeats(&self, id: &str) -> bool {
        match self.scorecard.source(id).map(|source| &source.origin) {
            Some(Origin::Join { left, with }) => {
                with.iter().any(|join| !join.rows.is_empty()) || self.repeats(left)
            }
            Some(Origin::Part { of }) => self.repeats(of),
            _ => false,
        }
    }

    /// Whether a source has the very rows of another: it is that one, or widens it, leaves none of its rows out and repeats none.
    fn are_rows_of(&self, id: &str, origin: &str) -> bool {
        if id == origin {
            return true;
        }
        let from = match self.scorecard.source(id).map(|source| &source.origin) {
            Some(Origin::Join { left, .. }) if !self.repeats(id) => left,
            Some(Origin::Part { of }) => of,
            _ => return false,
        };
        let sources = &self.results.run.sources;
        let used = |id: &str| sources.iter().find(|source| source.id == id).map(|source| source.used);
        used(id).is_some() && used(id) == used(from) && self.are_rows_of(from, origin)
    }
}
