//! Periods for readers.

use super::Composer;
use crate::calendar::{Grain, Period};
use crate::evaluate::results::PeriodName;

impl Composer<'_> {
    /// A period for readers.
    pub(super) fn period_words(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.words.locale().period(calendar, &period),
            None => name.label.clone(),
        }
    }

    /// A period beside an axis.
    pub(super) fn period_axis(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.words.locale().period_axis(calendar, &period),
            None => name.label.clone(),
        }
    }

    fn period_named(&self, name: &PeriodName) -> Option<Period> {
        let calendar = &self.scorecard.calendar;
        let same = |grain: Grain| {
            let period = calendar.period_of(grain, name.first)?;
            (period.first == name.first && period.last == name.last).then_some(period)
        };
        [self.scorecard.grain, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year]
            .into_iter()
            .find_map(same)
    }
}
