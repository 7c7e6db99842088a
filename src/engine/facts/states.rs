//! The states customers are in.

use chrono::NaiveDate;

use super::memo::StateCountsBySegment;
use super::store::Facts;
use super::store_index::StoreColumns;
use crate::engine::aggregates::{Members, day_number};
use crate::engine::cut::Cut;
use crate::engine::history_aggregates::{self, Histories};
use crate::engine::window::Window;
use crate::measure::{Basis, Component, Plan, State};
use crate::model::Axis;

/// Customers in a state.
struct StateCounts {
    counted: Members,
    /// The day whose last row says where a customer belongs.
    dated: NaiveDate,
    /// Without a row from here on nobody is known to have stayed or left (R38).
    looked_at: NaiveDate,
}

impl Facts {
    /// The customers in a state at a window's end.
    fn state_counts(&self, place: usize, state: State, window: &Window) -> Option<StateCounts> {
        let of = |(first, last)| self.active(place, first, last);
        let opening = |within| window.opening(&self.calendar, within);
        let standing = |counted, dated, looked_at| Some(StateCounts { counted, dated, looked_at });
        match state {
            State::Active(within) => {
                let active = window.active(&self.calendar, within);
                standing((*of(active)).clone(), window.last, active.0)
            }
            State::New(_) => {
                let before = window.first.pred_opt().unwrap_or(NaiveDate::MIN);
                let known = of((NaiveDate::MIN, before));
                let now = of((window.first, window.last));
                standing((*now).clone().without(&known), window.last, window.first)
            }
            State::Opening(within) => {
                let opening = opening(within)?;
                standing((*of(opening)).clone(), opening.1, opening.0)
            }
            State::Retained(within) | State::Lost(within) => {
                let opening = opening(within)?;
                let active = window.active(&self.calendar, within);
                let opened = (*of(opening)).clone();
                let stands = match state {
                    State::Retained(_) => opened.and(&of(active)),
                    _ => opened.without(&of(active)),
                };
                standing(stands, opening.1, active.0)
            }
            State::Reactivated { within, lapsed } => {
                let opening = opening(within)?;
                let before = window.before_opening(&self.calendar, within, lapsed)?;
                let gone = (*of(before)).clone().without(&of(opening));
                let active = window.active(&self.calendar, within);
                standing(gone.and(&of(active)), opening.1, active.0)
            }
            State::Lapsed { within, up_to } => {
                let opening = opening(within)?;
                let before = window.before_opening(&self.calendar, within, Some(up_to))?;
                standing((*of(before)).clone().without(&of(opening)), opening.1, before.0)
            }
        }
    }
}

impl Facts {
    /// By rows of the window itself: a customer of two segments counts in each, as revenue does.
    pub(super) fn active_customers(
        &self,
        (component, at): (&Component, &StoreColumns),
        place: usize,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        if !self.knows_at(at, component, window.first, window.last) {
            return None;
        }
        let (first, last) = (day_number(window.first), day_number(window.last));
        Some(self.distinct_keys(place, 1, cut, first, last) as f64)
    }

    pub(super) fn customers(
        &self,
        (component, at): (&Component, &StoreColumns),
        place: usize,
        state: State,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let counts = self.memo.state_counts(place, state, window, || {
            let standing = self.state_counts(place, state, window)?;
            let total = standing.counted.count() as u64;
            // R14: a customer belongs to the segment of the last row on or before the opening date.
            let keyed = self.keyed(place);
            let by_segment = match keyed.axis {
                None => vec![total],
                Some(_) => {
                    keyed.count_by_segment(&standing.counted, &self.current_segments(place, standing.dated))
                }
            };
            Some(StateCountsBySegment { looked_at: standing.looked_at, total, by_segment })
        })?;
        if !self.knows_at(at, component, counts.looked_at, window.last) {
            return None;
        }
        Some(match cut {
            Cut::Total => counts.total as f64,
            cut => {
                cut.numbers(self.keyed(place)).map(|segment| counts.by_segment[segment]).sum::<u64>() as f64
            }
        })
    }

    /// How many customers of the opening stand in another segment at the window's end (R14); `None` for plans that do
    /// not compare an opening with an end.
    pub fn count_moved_customers(&self, plan: &Plan, axis: &Axis, window: &Window) -> Option<u64> {
        let opens = |component: &&Component| match &component.basis {
            Basis::Customers { state, .. } => matches!(state, State::Opening(_) | State::Lapsed { .. }),
            Basis::Histories { .. } => true,
            _ => false,
        };
        let returns = |component: &&Component| {
            matches!(component.basis, Basis::Customers { state: State::Reactivated { .. }, .. })
        };
        let components = || plan.components.iter();
        let component = components().find(opens).or_else(|| components().find(returns))?;
        match &component.basis {
            Basis::Histories { aggregate, .. } => {
                let read = |histories: &Histories<'_>| history_aggregates::count_moved(aggregate, histories);
                self.with_axis_histories(component, Some(axis), Cut::Total, window, read)?
            }
            Basis::Customers { state, .. } => {
                let place = self.place(component, Some(axis)).gathered?;
                let standing = self.state_counts(place, *state, window)?;
                let (then, now) =
                    (self.current_segments(place, standing.dated), self.current_segments(place, window.last));
                let moved = |member: &u32| then[*member as usize] != now[*member as usize];
                Some(standing.counted.iter().filter(moved).count() as u64)
            }
            _ => None,
        }
    }
}
