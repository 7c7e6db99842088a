//! Reconciles the rows of a source with each figure: undated, filtered out, outside the window, counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::period;
use super::results::{RowFlowAmount, RowFlowResult};
use crate::calendar::Period;
use crate::engine::Facts;
use crate::measure::Component;
use crate::model::{Lookback, Measure, Scorecard};

/// The rows of every component that counts or adds up, in the reported period.
///
/// Where small groups are withheld, rows so few are told of none of the parts.
pub fn row_flow(scorecard: &Scorecard, facts: &Facts, reported: &Period) -> Vec<RowFlowResult> {
    let sources = scorecard.sources.iter();
    let used: BTreeMap<&str, u64> =
        sources.filter_map(|source| Some((source.id.as_str(), facts.rows_of(source)?))).collect();
    let reader = Reader { scorecard, facts, used };
    let of_measure = |measure| reader.of_measure(measure, reported);
    let found = scorecard.measures.iter().flat_map(of_measure);
    let smallest = scorecard.privacy.map_or(0, |privacy| u64::from(privacy.smallest));
    let is_told = |flow: &RowFlowResult| {
        let parts = [flow.undated, flow.left_out, flow.outside, flow.taken];
        parts.iter().all(|rows| *rows == 0 || *rows >= smallest)
    };
    found.filter(is_told).collect()
}

struct Reader<'a> {
    scorecard: &'a Scorecard,
    facts: &'a Facts,
    /// Rows of each source that count.
    used: BTreeMap<&'a str, u64>,
}

impl Reader<'_> {
    fn of_measure(&self, measure: &Measure, reported: &Period) -> Vec<RowFlowResult> {
        let calendar = &self.scorecard.calendar;
        let own = period::own(calendar, measure.grain, reported);
        let first = match measure.window {
            None => own.first,
            Some(Lookback::Length(length)) => calendar.window(own.last, length).0,
            Some(Lookback::All) => NaiveDate::MIN,
        };
        let components = measure.plan.components.iter();
        components.filter_map(|component| self.flow(measure, component, (first, own.last))).collect()
    }

    fn flow(
        &self,
        measure: &Measure,
        component: &Component,
        (first, last): (NaiveDate, NaiveDate),
    ) -> Option<RowFlowResult> {
        let used = *self.used.get(component.rows.source.as_str())?;
        let all = self.facts.row_flow(component, NaiveDate::MIN, NaiveDate::MAX)?;
        let inside = self.facts.row_flow(component, first, last)?;
        let amount = all.amount.map(|amount| {
            let taken = inside.amount.unwrap_or(0.0);
            RowFlowAmount { outside: amount - taken, taken }
        });
        Some(RowFlowResult {
            measure: measure.id.clone(),
            component: component.name.clone(),
            source: component.rows.source.clone(),
            used,
            undated: used.checked_sub(all.dated)?,
            left_out: all.dated.checked_sub(all.taken)?,
            outside: all.taken.checked_sub(inside.taken)?,
            taken: inside.taken,
            amount,
        })
    }
}
