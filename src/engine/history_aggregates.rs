//! Figures read off histories: what a component says of accounts, customers, orders or cases one by one.
//!
//! A history is what the rows of a key say, day after day. [`read`] gives a figure for a window and a cut; each
//! figure has a file.

mod balance;
mod beginnings;
mod by_day;
mod cache;
mod cohort;
mod contracts;
mod conversion;
mod endings;
mod entered;
mod first_contact;
mod histories;
mod lifetime;
mod lives;
mod revenue;
mod settled;
mod snapshot;
pub(super) mod survival;
mod tickets;
mod totals;

use chrono::NaiveDate;

use super::window::Window;
use crate::calendar::Calendar;
use crate::measure::{Basis, Component, HistoryAggregate};

pub(super) use cache::HistoryCache;
pub use cohort::CohortRow;
pub(super) use cohort::{Ripening, cohorts_of_age, triangle};
pub(super) use entered::is_entered;
pub(super) use histories::Histories;
pub(super) use lifetime::Lifetime;
pub(super) use revenue::{SegmentRevenue, revenue_by_segment, revenue_of};
pub(super) use totals::totals;

/// A figure; absent when nothing is known.
pub(super) fn read(aggregate: &HistoryAggregate, histories: &Histories<'_>) -> Option<f64> {
    match aggregate {
        HistoryAggregate::Balance { carried } => balance::read(histories, *carried),
        HistoryAggregate::Snapshot { grain } => snapshot::read(histories, *grain),
        HistoryAggregate::Accounts { of: None } => Some(balance::held(histories, true).count() as f64),
        HistoryAggregate::Accounts { of: Some(grain) } => {
            Some(snapshot::held(histories, *grain)?.count() as f64)
        }
        HistoryAggregate::Conversion { counted, within, later, passing } => {
            conversion::read(histories, *counted, (*within, *passing), *later)
        }
        HistoryAggregate::FirstContact { counted, repeat_within } => {
            first_contact::read(histories, *counted, *repeat_within)
        }
        HistoryAggregate::Entered { grain, over_time, among } => {
            entered::read(histories, *grain, *over_time, *among)
        }
        HistoryAggregate::Settled { whole } => settled::read(histories, *whole),
        HistoryAggregate::Survival { p } => survival::read(histories, *p),
        HistoryAggregate::Totals(said) => totals::read(histories, *said),
        HistoryAggregate::Lifetime { ahead, days, part } => {
            let Window { first, last, .. } = *histories.window;
            Lifetime::fit(histories, *ahead, *days).part(*part, &|| (histories.has_rows)(first, last))
        }
        HistoryAggregate::Contracts(state) => contracts::read(histories, *state),
        HistoryAggregate::Revenue { within, gross, part } => {
            let segments = revenue_by_segment(histories, *within, *gross)?;
            let inside = segments.iter().zip(&histories.inside).filter(|(_, inside)| **inside);
            revenue_of(inside.map(|(segment, _)| segment), *part)
        }
        HistoryAggregate::Cohort { grain, age, rolling, part } => {
            cohort::read(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }, *part)
        }
    }
}

/// How cohorts of a component come of age, where it counts them.
pub(super) fn ripening(component: &Component) -> Option<Ripening> {
    match component.basis {
        Basis::Histories { aggregate: HistoryAggregate::Cohort { grain, age, rolling, .. }, .. } => {
            Some(Ripening { grain, age, rolling })
        }
        _ => None,
    }
}

/// How many customers of the opening stand in another segment at the end, for figures that compare both (R14).
pub(super) fn count_moved(aggregate: &HistoryAggregate, histories: &Histories<'_>) -> Option<u64> {
    match aggregate {
        HistoryAggregate::Balance { .. }
        | HistoryAggregate::Snapshot { .. }
        | HistoryAggregate::Accounts { .. }
        | HistoryAggregate::Conversion { .. }
        | HistoryAggregate::FirstContact { .. }
        | HistoryAggregate::Entered { .. }
        | HistoryAggregate::Settled { .. }
        | HistoryAggregate::Survival { .. }
        | HistoryAggregate::Totals(_)
        | HistoryAggregate::Lifetime { .. } => None,
        HistoryAggregate::Contracts(_) => contracts::count_moved(histories),
        HistoryAggregate::Revenue { within, .. } => revenue::count_moved(histories, *within),
        HistoryAggregate::Cohort { grain, age, rolling, .. } => {
            Some(cohort::count_moved(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }))
        }
    }
}

/// The first day a figure looks at (R5). A figure of all that came before looks at the window alone: what lies before
/// the history is not missing, it is not there.
pub(super) fn first_day_needed(
    aggregate: &HistoryAggregate,
    window: &Window,
    calendar: &Calendar,
    as_of: NaiveDate,
) -> NaiveDate {
    match aggregate {
        // A ticket of the first days may repeat one before.
        HistoryAggregate::FirstContact { repeat_within, .. } => calendar.before(window.first, *repeat_within),
        HistoryAggregate::Balance { .. }
        | HistoryAggregate::Snapshot { .. }
        | HistoryAggregate::Accounts { .. }
        | HistoryAggregate::Conversion { .. }
        | HistoryAggregate::Entered { .. }
        | HistoryAggregate::Settled { .. }
        | HistoryAggregate::Survival { .. }
        | HistoryAggregate::Totals(_)
        | HistoryAggregate::Lifetime { .. } => window.first,
        HistoryAggregate::Contracts(_) => contracts::opening(window),
        HistoryAggregate::Revenue { within, .. } => window.opens(calendar, *within),
        HistoryAggregate::Cohort { grain, age, .. } => {
            let first = cohorts_of_age(calendar, *grain, *age, window, as_of).into_iter().next();
            first.map_or(window.first, |(cohort, _)| cohort.first)
        }
    }
}
