//! Whether the rows of a measure reach back as far as it looks (R5, R51).

use chrono::NaiveDate;

use super::observer::{Observer, Stretch};
use super::results::Absence;
use crate::calendar::Period;
use crate::measure::Plan;
use crate::model::Measure;

/// How far the rows of a measure reach into the days it is asked for.
pub(super) enum HistoryReach {
    /// Over all of them.
    Whole,
    /// From this day on, within them (R51).
    Begins(NaiveDate),
    /// Not back to this day, which it looks at (R5).
    TooShort(NaiveDate),
    /// Not at all: its sources begin later.
    NotBegun,
}

impl HistoryReach {
    /// Why there is no value, where rows do not reach far enough for one.
    pub(super) fn absence(&self) -> Option<Absence> {
        match self {
            HistoryReach::Whole | HistoryReach::Begins(_) => None,
            // A source that has not begun has no data; one that has lacks history.
            HistoryReach::TooShort(needs) => Some(Absence::InsufficientHistory { needs: *needs }),
            HistoryReach::NotBegun => Some(Absence::NoData),
        }
    }
}

impl Observer<'_> {
    /// How far the rows of a plan reach into a stretch of days.
    pub(super) fn history_reach(&self, plan: &Plan, stretch: &Stretch) -> HistoryReach {
        let known_from = self.plan_known_from(plan);
        if known_from.is_some_and(|from| from > stretch.window.last) {
            return HistoryReach::NotBegun;
        }
        let Some(own) = stretch.own else { return HistoryReach::Whole };
        let lacking = plan.queried_components().iter().filter_map(|component| {
            let needs = self.facts.first_day_needed(component, &stretch.window);
            let known = self.facts.history(&component.rows.source)?.known_from?;
            (needs < known).then_some(needs)
        });
        match (lacking.min(), known_from) {
            (Some(needs), _) if needs < own => HistoryReach::TooShort(needs),
            (Some(_), Some(from)) => HistoryReach::Begins(from),
            _ => HistoryReach::Whole,
        }
    }

    /// The day history would have to reach back to, where it does not (R5).
    pub(super) fn missing_history(&self, measure: &Measure, period: &Period) -> Option<NaiveDate> {
        match self.history_reach(&measure.plan, &self.stretch(measure, measure.window, period)) {
            HistoryReach::TooShort(needs) => Some(needs),
            HistoryReach::Whole | HistoryReach::Begins(_) | HistoryReach::NotBegun => None,
        }
    }

    /// The first day of known history over the measure's sources: the latest of them.
    pub(crate) fn known_from(&self, measure: &Measure) -> Option<NaiveDate> {
        self.plan_known_from(&measure.plan)
    }

    fn plan_known_from(&self, plan: &Plan) -> Option<NaiveDate> {
        let sources = plan.queried_components().iter().map(|c| c.rows.source.as_str());
        sources.filter_map(|s| self.facts.history(s)?.known_from).max()
    }
}
