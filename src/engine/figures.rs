//! Figures read off histories: what a component says of accounts, customers, orders or cases one by one.
//!
//! A history is what the atoms of a key say, day after day. [`read`] gives a figure for a window and a cut; each
//! figure has a file.

mod balance;
mod cohort;
mod contracts;
mod conversion;
mod entered;
mod first_contact;
mod histories;
mod lifetime;
mod revenue;
mod settled;
mod snapshot;
pub(super) mod survival;
mod totals;

use chrono::NaiveDate;

use super::window::Window;
use crate::calendar::Calendar;
use crate::measure::{Basis, Component, Figure};

pub use cohort::CohortRow;
pub(super) use cohort::{Ripening, reaching, triangle};
pub(super) use histories::Histories;
pub(super) use lifetime::Lifetime;
pub(super) use revenue::{SegmentRevenue, revenue_by_segment, revenue_of};
pub(super) use totals::totals;

/// A figure; absent when nothing is known.
pub(super) fn read(figure: &Figure, histories: &Histories<'_>) -> Option<f64> {
    match figure {
        Figure::Balance { carried } => balance::read(histories, *carried),
        Figure::Snapshot { grain } => snapshot::read(histories, *grain),
        Figure::Conversion { counted, within, later } => {
            conversion::read(histories, *counted, *within, *later)
        }
        Figure::FirstContact { counted, repeat_within } => {
            first_contact::read(histories, *counted, *repeat_within)
        }
        Figure::Entered { grain, over_time, among } => entered::read(histories, *grain, *over_time, *among),
        Figure::Settled { whole } => settled::read(histories, *whole),
        Figure::Survival { p } => survival::read(histories, *p),
        Figure::Totals(said) => totals::read(histories, *said),
        Figure::Lifetime { ahead, days, part } => {
            let Window { first, last, .. } = *histories.window;
            Lifetime::of(histories, *ahead, *days).part(*part, &|| (histories.has_rows)(first, last))
        }
        Figure::Contracts(state) => contracts::read(histories, *state),
        Figure::Revenue { within, gross, part } => {
            let segments = revenue_by_segment(histories, *within, *gross)?;
            let inside = segments.iter().zip(&histories.inside).filter(|(_, inside)| **inside);
            revenue_of(inside.map(|(segment, _)| segment), *part)
        }
        Figure::Cohort { grain, age, rolling, part } => {
            cohort::read(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }, *part)
        }
    }
}

/// How cohorts of a component come of age, where it counts them.
pub(super) fn ripening(component: &Component) -> Option<Ripening> {
    match component.basis {
        Basis::Histories { figure: Figure::Cohort { grain, age, rolling, .. }, .. } => {
            Some(Ripening { grain, age, rolling })
        }
        _ => None,
    }
}

/// How many customers of the opening stand in another segment at the end, for figures that compare both (R14).
pub(super) fn changed(figure: &Figure, histories: &Histories<'_>) -> Option<u64> {
    match figure {
        Figure::Balance { .. }
        | Figure::Snapshot { .. }
        | Figure::Conversion { .. }
        | Figure::FirstContact { .. }
        | Figure::Entered { .. }
        | Figure::Settled { .. }
        | Figure::Survival { .. }
        | Figure::Totals(_)
        | Figure::Lifetime { .. } => None,
        Figure::Contracts(_) => contracts::changed(histories),
        Figure::Revenue { within, .. } => revenue::changed(histories, *within),
        Figure::Cohort { grain, age, rolling, .. } => {
            Some(cohort::changed(histories, &Ripening { grain: *grain, age: *age, rolling: *rolling }))
        }
    }
}

/// The first day a figure looks at (R5). A figure of all that came before looks at the window alone: what lies before
/// the history is not missing, it is not there.
pub(super) fn reach(figure: &Figure, window: &Window, calendar: &Calendar, as_of: NaiveDate) -> NaiveDate {
    match figure {
        // A ticket of the first days may repeat one before.
        Figure::FirstContact { repeat_within, .. } => calendar.before(window.first, *repeat_within),
        Figure::Balance { .. }
        | Figure::Snapshot { .. }
        | Figure::Conversion { .. }
        | Figure::Entered { .. }
        | Figure::Settled { .. }
        | Figure::Survival { .. }
        | Figure::Totals(_)
        | Figure::Lifetime { .. } => window.first,
        Figure::Contracts(_) => contracts::opening(window),
        Figure::Revenue { within, .. } => {
            window.opening(calendar, *within).map_or(NaiveDate::MIN, |(first, _)| first)
        }
        Figure::Cohort { grain, age, .. } => {
            let first = reaching(calendar, *grain, *age, window, as_of).into_iter().next();
            first.map_or(window.first, |(cohort, _)| cohort.first)
        }
    }
}
