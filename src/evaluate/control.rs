//! Totals of rows against the ledgers that they have to agree with.

use super::observer::{Observer, Stretch};
use super::period;
use super::results::{Agreement, ControlPeriod, ControlResult};
use crate::calendar::Period;
use crate::engine::{Cut, Facts, Window};
use crate::model::{Control, Scorecard};

/// Every control in the periods that are shown, the reported one last.
pub fn controls(scorecard: &Scorecard, facts: &Facts, reported: &Period) -> Vec<ControlResult> {
    let observer = Observer::new(scorecard, facts);
    scorecard.controls.iter().map(|control| result(&observer, control, reported)).collect()
}

fn result(observer: &Observer<'_>, control: &Control, reported: &Period) -> ControlResult {
    let scorecard = observer.scorecard;
    let last = period::own(&scorecard.calendar, control.grain, reported);
    let run = scorecard.calendar.periods_ending_with(&last, scorecard.history());
    let told: Vec<ControlPeriod> = run.iter().map(|period| compared(observer, control, period)).collect();
    // Before both books begin there is nothing to compare.
    let first = told.iter().position(|at| at.ledger.is_some() && at.value.is_some());
    let skip = first.unwrap_or(told.len().saturating_sub(1));
    ControlResult {
        id: control.id.clone(),
        source: control.source.clone(),
        at_close: control.at_close,
        periods: told.into_iter().skip(skip).collect(),
    }
}

fn compared(observer: &Observer<'_>, control: &Control, period: &Period) -> ControlPeriod {
    let window = Window { first: period.first, last: period.last, opening: None };
    let observed = observer.observe_plan(&control.plan, Cut::Total, &Stretch::whole(window), 0);
    let (value, ledger) = (observed.number(), control.ledger.at(period));
    let allowed = ledger.map(|ledger| control.tolerance.amount(ledger));
    let difference = value.zip(ledger).map(|(value, ledger)| value - ledger);
    let holds = match difference.zip(allowed) {
        None => Agreement::Unknown,
        Some((difference, allowed)) if is_within(difference, allowed, value) => Agreement::Agrees,
        // A ledger has the whole of a period of which rows are still to come (R4).
        Some(_) if control.at_close || !period.is_complete(observer.facts.as_of()) => Agreement::Waits,
        Some(_) => Agreement::Differs,
    };
    ControlPeriod {
        period: period::name(&observer.scorecard.calendar, period),
        value,
        ledger,
        difference,
        allowed,
        holds,
        components: observed.components,
    }
}

/// Whether a difference is allowed; what binary fractions leave of amounts that are equal is none.
fn is_within(difference: f64, allowed: f64, value: Option<f64>) -> bool {
    difference.abs() <= allowed + 1e-12 * value.map_or(0.0, f64::abs)
}
