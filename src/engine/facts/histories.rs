//! Values that need the history of each account, customer, order or case in a window.

use std::sync::Arc;

use chrono::NaiveDate;

use super::store::Facts;
use crate::calendar::{Duration, Grain};
use crate::engine::aggregates::day_number;
use crate::engine::cut::Cut;
use crate::engine::history_aggregates::{self, CohortRow, Histories, Lifetime};
use crate::engine::window::Window;
use crate::measure::{Basis, Component, HistoryAggregate, Moment, Plan, RevenuePart, State};
use crate::model::Axis;
use crate::statistics::lifetime::Ahead;
use crate::statistics::survival::Length;

impl Facts {
    /// The first day a component looks at in a window.
    pub fn first_day_needed(&self, component: &Component, window: &Window) -> NaiveDate {
        match &component.basis {
            Basis::Customers { state, .. } => match state {
                State::Active(within) => window.active(&self.calendar, *within).0,
                State::Opening(within)
                | State::Retained(within)
                | State::Lost(within)
                | State::Reactivated { within, lapsed: None } => window.opens(&self.calendar, *within),
                State::Lapsed { within, up_to } | State::Reactivated { within, lapsed: Some(up_to) } => {
                    let before = window.before_opening(&self.calendar, *within, Some(*up_to));
                    before.map_or_else(|| window.opens(&self.calendar, *within), |(first, _)| first)
                }
                State::New(after) => {
                    self.calendar.window(window.first.pred_opt().unwrap_or(window.first), *after).0
                }
            },
            Basis::Histories { aggregate, .. } => {
                history_aggregates::first_day_needed(aggregate, window, &self.calendar, self.as_of)
            }
            _ => window.first,
        }
    }

    /// The models of purchases by a window's end: one fit for all that is read off it.
    pub(super) fn lifetime(
        &self,
        component: &Component,
        (ahead, days): (Ahead, f64),
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<Arc<Lifetime>> {
        let place = self.place(component, cut.axis()).gathered?;
        let inside = cut.inside(self.keyed(place));
        Some(self.memo.lifetime(place, inside, (ahead, days), window.last.min(self.as_of), || {
            self.with_histories_at(place, component, cut, window, |histories| {
                Lifetime::fit(histories, ahead, days)
            })
        }))
    }

    /// The lengths behind a survival estimate.
    pub fn lengths(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Vec<Length> {
        self.with_histories(component, cut, window, history_aggregates::survival::lengths).unwrap_or_default()
    }

    /// Calls `read` with the histories of a component within a window. `None` if its source has no rows there.
    pub(super) fn with_histories<T>(
        &self,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> Option<T> {
        self.with_axis_histories(component, cut.axis(), cut, window, read)
    }

    /// The same, with the segments of an axis at hand whatever the cut.
    pub(super) fn with_axis_histories<T>(
        &self,
        component: &Component,
        axis: Option<&Axis>,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> Option<T> {
        Some(self.with_histories_at(self.place(component, axis).gathered?, component, cut, window, read))
    }

    /// The same of the rows of one place.
    pub(super) fn with_histories_at<T>(
        &self,
        place: usize,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> T {
        let (keyed, cache) = (self.keyed(place), self.memo.histories(place));
        read(&Histories {
            keyed,
            cache: &cache,
            inside: cut.inside(keyed),
            window,
            calendar: &self.calendar,
            as_of: self.as_of,
            has_rows: &|first, last| self.knows(component, first, last),
            current_segments: &|day| self.current_segments(place, day),
            totals: &|first, last| self.memo.totals(keyed, day_number(first), day_number(last)),
        })
    }

    /// The cohorts of a plan that has them, each with what was kept of it at every age reached by a day; cohorts that
    /// began before the history are left out.
    pub fn triangle(&self, plan: &Plan, until: NaiveDate) -> Option<(Grain, Vec<CohortRow>)> {
        let component = plan.components.iter().find(|c| history_aggregates::ripening(c).is_some())?;
        let ripening = history_aggregates::ripening(component)?;
        let known_from = self.history(&component.rows.source)?.known_from?;
        let window = Window { first: known_from, last: until, opening: None };
        let rows = self.with_histories(component, Cut::Total, &window, |histories| {
            history_aggregates::triangle(histories, &ripening)
        });
        rows.map(|rows| (ripening.grain, rows))
    }

    /// Whether something was entered for the one period that says what an entered value is in a window, of several the last.
    pub fn is_entered(&self, component: &Component, cut: Cut<'_>, window: &Window) -> bool {
        let Basis::Histories { aggregate: HistoryAggregate::Entered { grain, over_time, .. }, .. } =
            &component.basis
        else {
            return false;
        };
        let found = self.with_histories(component, cut, window, |h| {
            history_aggregates::is_entered(h, *grain, *over_time)
        });
        found.unwrap_or(false)
    }

    /// Whether a window has a value of the plan at all: cohorts come of age at the end of their own periods only.
    pub fn is_due(&self, plan: &Plan, window: &Window) -> bool {
        let ripening = plan.queried_components().iter().find_map(history_aggregates::ripening);
        ripening.is_none_or(|r| {
            !history_aggregates::cohorts_of_age(&self.calendar, r.grain, r.age, window, self.as_of).is_empty()
        })
    }

    pub(super) fn revenue(
        &self,
        component: &Component,
        (within, gross, part): (Option<Duration>, bool, RevenuePart),
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let opening = window.opening(&self.calendar, within)?;
        let needs_end = match part {
            RevenuePart::Opening | RevenuePart::LeftOut => false,
            RevenuePart::Kept => true,
            RevenuePart::Moment(moment) => matches!(moment, Moment::Y | Moment::YY | Moment::XY),
        };
        // Without a row at the end nobody is known to have kept anything (R38).
        let from = if needs_end { window.active(&self.calendar, within).0 } else { opening.0 };
        if !self.knows(component, from, window.last) {
            return None;
        }
        let place = self.place(component, cut.axis());
        let place = place.gathered_cut.or(place.gathered)?;
        let segments = self.memo.revenue(place, (within, gross), window, || {
            self.with_histories_at(place, component, cut, window, |h| {
                history_aggregates::revenue_by_segment(h, within, gross)
            })
        })?;
        history_aggregates::revenue_of(cut.numbers(self.keyed(place)).map(|segment| &segments[segment]), part)
    }
}
