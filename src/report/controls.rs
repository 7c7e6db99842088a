//! Totals that differ from their ledgers.

use super::Composer;
use crate::evaluate::results::ControlResult;
use crate::words::Notice;

impl Composer<'_> {
    /// What is said of every total that differs from its ledger in the reported period.
    pub(super) fn controls_that_differ(&self) -> Vec<Notice> {
        self.results.controls.iter().filter_map(|control| self.differs(control)).collect()
    }

    fn differs(&self, result: &ControlResult) -> Option<Notice> {
        let at = result.finding()?;
        let control = self.scorecard.controls.iter().find(|control| control.id == result.id)?;
        let (value, ledger) = at.value.zip(at.ledger)?;
        let is_whole = [value, ledger].iter().all(|amount| amount.fract() == 0.0);
        let text = |amount: f64| self.words.locale().number(amount, if is_whole { 0 } else { 2 });
        Some(Notice::Control {
            control: control.title.clone(),
            period: self.period_words(&at.period),
            value: text(value),
            ledger: text(ledger),
            difference: text(value - ledger),
        })
    }
}
