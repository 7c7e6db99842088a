//! Facts: what the components of measures amount to, each once though several measures take it.

use chrono::NaiveDate;

use super::{FactGrain, FactRow, FactWorking, OperandWorking, PeriodAddition, PeriodWorking};
use crate::evaluate::results::{MeasureResult, PeriodResult, ValueWindow, YearAt};
use crate::measure::{Basis, Component, CountedRows, Formula};
use crate::model::{Format, Lookback, Measure, Scale};
use crate::report::Composer;
use crate::report::print::Printer;
use crate::statistics::are_same_within;
use crate::words::Book;

/// Facts under way, with what tells that two components are one.
#[derive(Default)]
pub(super) struct Register {
    pub(super) facts: Vec<FactWorking>,
    of: Vec<Option<(CountedRows, Option<Lookback>)>>,
}

impl Register {
    /// The position of a fact: of one that is counted alike and has all its values, or its own.
    pub(super) fn within(&mut self, fact: FactWorking, counted: CountedRows) -> usize {
        let holds = |(known, of): (&FactWorking, &Option<(CountedRows, Option<Lookback>)>)| {
            let counted_alike = of.as_ref().is_some_and(|(other, over)| over.is_none() && *other == counted);
            counted_alike && fact.rows.iter().all(|row| known.rows.contains(row))
        };
        let known = self.facts.iter().zip(&self.of).position(holds);
        known.unwrap_or_else(|| self.entered(fact, Some((counted, None))))
    }

    /// The position of a fact: of one that is counted alike and says nothing else of any days, or its own.
    fn entered(&mut self, fact: FactWorking, counted: Option<(CountedRows, Option<Lookback>)>) -> usize {
        let agrees = |row: &FactRow, known: &FactWorking| {
            known.rows.iter().all(|at| (at.grain, at.period) != (row.grain, row.period) || at == row)
        };
        let same = |(known, of): (&FactWorking, &Option<(CountedRows, Option<Lookback>)>)| {
            counted.is_some()
                && *of == counted
                && fact.rows.iter().all(|row| agrees(row, known))
                && fact.rows.iter().any(|row| known.rows.contains(row))
        };
        match self.facts.iter().zip(&self.of).position(same) {
            Some(known) => {
                // What one measure needs beyond the other, as its year to date.
                let rows = &mut self.facts[known].rows;
                let more: Vec<FactRow> = fact.rows.into_iter().filter(|row| !rows.contains(row)).collect();
                rows.extend(more);
                known
            }
            None => {
                self.facts.push(fact);
                self.of.push(counted);
                self.facts.len() - 1
            }
        }
    }

    /// A fact that nothing else is equal to.
    pub(super) fn own(&mut self, fact: FactWorking) -> usize {
        self.entered(fact, None)
    }
}

impl Composer<'_> {
    /// The facts a measure is computed from.
    pub(super) fn operands(
        &self,
        register: &mut Register,
        measure: &Measure,
        result: &MeasureResult,
        periods: &[Option<PeriodWorking>],
    ) -> Vec<OperandWorking> {
        let needed = needed(measure);
        let components = measure.plan.components.iter().filter(|c| needed.contains(&c.name.as_str()));
        let components: Vec<&Component> = components.collect();
        let mut operands = Vec::new();
        for component in components {
            let adds = matches!(component.basis, Basis::Count | Basis::Sum(_) | Basis::Squares(_));
            let source = self.source_name(&component.rows.source);
            let (fact, to_date) = self.fact(
                measure,
                result,
                periods,
                &component.name,
                (&source, self.fact_title(component)),
                adds,
            );
            let fact = FactWorking { unit: self.unit_of(measure, component), ..fact };
            let fact = register.entered(fact, Some((self.counted(component), measure.window)));
            operands.push(OperandWorking { name: component.name.clone(), fact, to_date });
        }
        for member in self.members_over_other_days(measure) {
            let (fact, to_date) =
                self.fact(measure, result, periods, &member.id, ("", member.title.clone()), false);
            let fact = register.own(FactWorking { unit: self.label_of(member), ..fact });
            operands.push(OperandWorking { name: member.id.clone(), fact, to_date });
        }
        operands
    }

    /// The unit of what a component comes to: cases, or that of a measure which is nothing else.
    fn unit_of(&self, measure: &Measure, component: &Component) -> String {
        match component.basis {
            Basis::Count => self.say(&Book::Cases),
            _ if measure.plan.formula == Formula::name(&component.name) => self.label_of(measure),
            _ => String::new(),
        }
    }

    /// A measure's unit for readers, of figures that are not scaled.
    pub(super) fn label_of(&self, measure: &Measure) -> String {
        let format = Format { scale: Scale::One, ..measure.format.clone() };
        let unscaled = Measure { format, ..measure.clone() };
        Printer::new(&self.words, self.scorecard, &unscaled, &[]).label
    }

    fn fact(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        periods: &[Option<PeriodWorking>],
        name: &str,
        (source, title): (&str, String),
        adds: bool,
    ) -> (FactWorking, PeriodAddition) {
        let of = |at: &PeriodResult| at.component(name);
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
        let mut to_date = if adds { PeriodAddition::Sum } else { PeriodAddition::Own };
        if result.to_date.is_some() && !is_last(measure) {
            let own = beside(result, periods.len()).skip(periods.len() - rows.len());
            let own = own.map(|year| year.and_then(|year| year.to_date.as_ref()));
            let shown: Vec<(&PeriodWorking, Option<&PeriodResult>)> =
                periods.iter().flatten().zip(own).collect();
            to_date = adding(&rows, &shown, adds, &of);
            let mut own = Vec::new();
            for (i, (period, year)) in shown.iter().enumerate() {
                let Some(year) = year else { continue };
                let follows = match to_date {
                    PeriodAddition::Sum => is_whole(&shown[..=i], period),
                    PeriodAddition::Same => period.number == 1,
                    PeriodAddition::Own => false,
                };
                if !follows {
                    let (first, last) = (year.period.first, year.period.last);
                    let value = of(year);
                    own.push(FactRow { grain: FactGrain::ToDate, period: last, first, last, value });
                }
            }
            rows.extend(own);
        }
        let id = format!("{}.{name}", measure.id);
        (FactWorking { id, source: source.to_owned(), title, unit: String::new(), rows }, to_date)
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
    fn members_over_other_days(&self, measure: &Measure) -> Vec<&Measure> {
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
        measure.plan.components.is_empty() && self.members_over_other_days(measure).is_empty()
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

/// The years of the periods that are shown, beside them; nothing of those that the engine does not know.
pub(super) fn beside(result: &MeasureResult, length: usize) -> impl Iterator<Item = Option<&YearAt>> {
    let lacking = length.saturating_sub(result.years.len());
    let skip = result.years.len().saturating_sub(length);
    std::iter::repeat_n(None, lacking).chain(result.years[skip..].iter().map(Some))
}

/// Whether all periods of a period's year up to it are there.
fn is_whole(shown: &[(&PeriodWorking, Option<&PeriodResult>)], period: &PeriodWorking) -> bool {
    shown.iter().filter(|(p, _)| p.year == period.year).count() == period.number
}

/// How the periods of a fact come to the years to date, as far as whole years show it.
fn adding(
    rows: &[FactRow],
    shown: &[(&PeriodWorking, Option<&PeriodResult>)],
    adds: bool,
    of: &dyn Fn(&PeriodResult) -> Option<f64>,
) -> PeriodAddition {
    let (mut sums, mut firsts) = (Vec::new(), Vec::new());
    for (i, (period, year)) in shown.iter().enumerate() {
        let Some(year) = year else { continue };
        if is_whole(&shown[..=i], period) {
            let inside = shown[..=i].iter().zip(rows).filter(|((p, _), _)| p.year == period.year);
            let values: Vec<f64> = inside.filter_map(|(_, row)| row.value).collect();
            let sum = (!values.is_empty()).then(|| values.iter().sum());
            sums.push(is_same(sum, of(year)));
        }
        if period.number == 1 {
            let row = &rows[i];
            let days = (row.first, row.last) == (year.period.first, year.period.last);
            firsts.push(days && is_same(row.value, of(year)));
        }
    }
    let all = |found: &[bool]| !found.is_empty() && found.iter().all(|is_so| *is_so);
    match (adds, all(&sums), all(&firsts)) {
        (true, true, _) => PeriodAddition::Sum,
        (false, _, true) => PeriodAddition::Same,
        _ => PeriodAddition::Own,
    }
}

/// Whether two figures are the same but for the last digits.
pub(super) fn is_same(a: Option<f64>, b: Option<f64>) -> bool {
    are_same_within(1e-12, a, b)
}
