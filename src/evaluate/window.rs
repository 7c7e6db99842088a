//! What a value looks at beside its own period (R49).

use super::observer::Observer;
use super::results::ValueWindow;
use crate::calendar::{Duration, Grain, Period};
use crate::model::{Lookback, Measure};

impl Observer<'_> {
    /// What the value of a period looks at, where that is not the period alone.
    pub(crate) fn window_of(&self, measure: &Measure, period: &Period) -> Option<ValueWindow> {
        match measure.looks_at() {
            Some(Lookback::Length(length)) => rolling(length, period.grain),
            Some(Lookback::All) if measure.is_over_measures() => self.since_all(measure),
            Some(Lookback::All) => self.since(measure, period),
            None if measure.is_over_measures() => self.of_formula(measure, period),
            None => None,
        }
    }

    fn since(&self, measure: &Measure, period: &Period) -> Option<ValueWindow> {
        let first = self.known_from(measure).filter(|first| *first <= period.last)?;
        Some(ValueWindow::Since { first })
    }

    /// A formula of which each member looks back to its own first row.
    fn since_all(&self, measure: &Measure) -> Option<ValueWindow> {
        let first = |member: &Measure| match member.is_over_measures() {
            true => self.since_all(member),
            false => Some(ValueWindow::Since { first: self.known_from(member)? }),
        };
        let names = measure.plan.formula.names();
        let members = names.into_iter().filter_map(|name| self.scorecard.measure(name));
        let windows: Vec<ValueWindow> = members.filter_map(first).collect();
        let (one, others) = windows.split_first()?;
        Some(if others.iter().all(|other| other == one) { *one } else { ValueWindow::Mixed })
    }

    fn of_formula(&self, measure: &Measure, period: &Period) -> Option<ValueWindow> {
        let of = |member: &Measure| {
            let own = self.period_of_member(member, period);
            let longer = ValueWindow::Days { first: own.first, last: own.last };
            self.window_of(member, &own).or((own != *period).then_some(longer))
        };
        let names = measure.plan.formula.names();
        let members = names.into_iter().filter_map(|name| self.scorecard.measure(name));
        let windows: Vec<Option<ValueWindow>> = members.map(of).collect();
        let (one, others) = windows.split_first()?;
        if others.iter().all(|other| other == one) { *one } else { Some(ValueWindow::Mixed) }
    }
}

/// A window that is no period of the grain.
fn rolling(length: Duration, grain: Grain) -> Option<ValueWindow> {
    let Duration { count, unit } = length;
    (!length.is_one(grain)).then_some(ValueWindow::Rolling { count, unit })
}
