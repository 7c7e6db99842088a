//! Facts: what the components of measures amount to, each once though several measures take it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Adding, FactGrain, FactRow, FactWorking, OperandWorking, PeriodWorking};
use crate::evaluate::results::{MeasureResult, PeriodResult, ValueWindow};
use crate::measure::{Basis, Component};
use crate::model::{Lookback, Measure};
use crate::report::Composer;
use crate::report::sections::shortened;

/// Characters that the name of a fact may have in a cell.
pub(super) const LABEL: usize = 250;

/// Facts under way, with what tells that two components are one.
#[derive(Default)]
pub(super) struct Register<'a> {
    pub(super) facts: Vec<FactWorking>,
    of: Vec<Option<(&'a Component, Option<Lookback>)>>,
}

impl<'a> Register<'a> {
    /// The position of a fact: of one that is counted alike and has all its values, or its own.
    pub(super) fn within(&mut self, fact: FactWorking, component: &'a Component) -> usize {
        let holds = |(known, of): (&FactWorking, &Option<(&Component, Option<Lookback>)>)| {
            let counted_alike = of.is_some_and(|(other, over)| {
                over.is_none() && other.rows == component.rows && other.basis == component.basis
            });
            counted_alike && fact.rows.iter().all(|row| known.rows.contains(row))
        };
        let known = self.facts.iter().zip(&self.of).position(holds);
        known.unwrap_or_else(|| self.entered(fact, Some((component, None))))
    }

    /// The position of a fact: of an equal one that stands there already, or its own.
    fn entered(&mut self, fact: FactWorking, component: Option<(&'a Component, Option<Lookback>)>) -> usize {
        let same = |(known, of): (&FactWorking, &Option<(&Component, Option<Lookback>)>)| {
            let counted_alike = of.zip(component).is_some_and(|((a, over), (b, other))| {
                over == other && a.rows == b.rows && a.basis == b.basis
            });
            counted_alike && known.rows == fact.rows
        };
        let known = self.facts.iter().zip(&self.of).position(same);
        known.unwrap_or_else(|| {
            self.facts.push(fact);
            self.of.push(component);
            self.facts.len() - 1
        })
    }

    /// A fact that nothing else is equal to.
    pub(super) fn own(&mut self, fact: FactWorking) -> usize {
        self.entered(fact, None)
    }
}

impl Composer<'_> {
    /// The facts a measure is computed from.
    pub(super) fn operands<'a>(
        &'a self,
        register: &mut Register<'a>,
        measure: &'a Measure,
        result: &MeasureResult,
        periods: &[Option<PeriodWorking>],
    ) -> Vec<OperandWorking> {
        let needed = needed(measure);
        let components = measure.plan.components.iter().filter(|c| needed.contains(&c.name.as_str()));
        let components: Vec<&Component> = components.collect();
        let mut operands = Vec::new();
        for component in components {
            let adds = matches!(component.basis, Basis::Count | Basis::Sum(_) | Basis::Squares(_));
            let title = shortened(&self.words.say(&component.title), LABEL);
            let (fact, to_date) = self.fact(
                measure,
                result,
                periods,
                &component.name,
                (component.rows.source.as_str(), title),
                adds,
            );
            let fact = register.entered(fact, Some((component, measure.window)));
            operands.push(OperandWorking { name: component.name.clone(), fact, to_date });
        }
        for member in self.members_elsewhere(measure) {
            let (fact, to_date) =
                self.fact(measure, result, periods, &member.id, ("", member.title.clone()), false);
            let fact = register.own(fact);
            operands.push(OperandWorking { name: member.id.clone(), fact, to_date });
        }
        operands
    }

    fn fact(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        periods: &[Option<PeriodWorking>],
        name: &str,
        (source, title): (&str, String),
        adds: bool,
    ) -> (FactWorking, Adding) {
        let of = |at: &PeriodResult| at.components.get(name).copied().flatten();
        let skip = result.periods.len().saturating_sub(periods.len());
        let mut rows: Vec<FactRow> = result.periods[skip..]
            .iter()
            .map(|at| FactRow {
                grain: FactGrain::Period(measure.grain),
                period: at.period.last,
                first: self.first_day(measure, at),
                last: at.period.last,
                value: of(at),
            })
            .collect();
        let mut to_date = Adding::Sum;
        if let Some(year) = result.to_date.as_ref().filter(|_| !is_last(measure)) {
            let sum = adds.then(|| sum_to_date(&rows, periods)).flatten();
            let is_its_period = |row: &FactRow| {
                (row.first, row.last) == (year.period.first, year.period.last) && is_same(row.value, of(year))
            };
            if rows.last().is_some_and(is_its_period) && !adds {
                to_date = Adding::Same;
            } else if !sum.is_some_and(|sum| is_same(sum, of(year))) {
                to_date = Adding::Own;
                rows.push(FactRow {
                    grain: FactGrain::ToDate,
                    period: year.period.last,
                    first: year.period.first,
                    last: year.period.last,
                    value: of(year),
                });
            }
        } else if !adds {
            to_date = Adding::Own;
        }
        let id = format!("{}.{name}", measure.id);
        (FactWorking { id, source: source.to_owned(), title, rows }, to_date)
    }

    /// The first day of the rows behind a value.
    fn first_day(&self, measure: &Measure, at: &PeriodResult) -> NaiveDate {
        match (at.window, measure.window) {
            (Some(ValueWindow::Since { first } | ValueWindow::Days { first, .. }), _) => first,
            (_, Some(Lookback::Length(length))) => self.scorecard.calendar.window(at.period.last, length).0,
            _ => at.period.first,
        }
    }

    /// The measures a formula needs over other stretches of days than they show themselves: their values there are
    /// facts of the formula, where a reference to their own cells would take the wrong ones.
    fn members_elsewhere(&self, measure: &Measure) -> Vec<&Measure> {
        if !measure.plan.components.is_empty() {
            return Vec::new();
        }
        let names = measure.plan.formula.names();
        let operands: Vec<&Measure> = names.iter().filter_map(|name| self.scorecard.measure(name)).collect();
        // A window of the formula's own replaces theirs; otherwise each is taken as it is printed (R48).
        let is_as_printed = |m: &&Measure| {
            m.grain == measure.grain && (measure.window.is_none() || m.window == measure.window)
        };
        if operands.iter().all(is_as_printed) { Vec::new() } else { operands }
    }

    /// Whether a formula takes other measures' values from their own cells, and with them their samples.
    pub(super) fn is_by_reference(&self, measure: &Measure) -> bool {
        measure.plan.components.is_empty() && self.members_elsewhere(measure).is_empty()
    }
}

/// Whether a year to date is the last period's value.
pub(super) fn is_last(measure: &Measure) -> bool {
    measure.plan.pooling == crate::measure::Pooling::Last
}

/// Names of the components that value or sample need.
fn needed(measure: &Measure) -> Vec<&str> {
    let sample = measure.plan.sample.iter().flat_map(|sample| sample.names());
    measure.plan.formula.names().into_iter().chain(sample).collect()
}

/// The sum over the periods of the last one's year; nothing where they are not all there.
fn sum_to_date(rows: &[FactRow], periods: &[Option<PeriodWorking>]) -> Option<Option<f64>> {
    let last = periods.last()?.as_ref()?;
    let of_year: BTreeMap<NaiveDate, ()> =
        periods.iter().flatten().filter(|p| p.year == last.year).map(|p| (p.span.last, ())).collect();
    if of_year.len() != last.number {
        return None;
    }
    let values: Vec<f64> =
        rows.iter().filter(|row| of_year.contains_key(&row.period)).filter_map(|row| row.value).collect();
    Some((!values.is_empty()).then(|| values.iter().sum()))
}

/// Whether two figures are the same but for the last digits.
pub(super) fn is_same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    }
}
