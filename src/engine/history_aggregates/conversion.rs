//! How many histories went on to their goal: visitors who bought, first buyers who came back.

use super::beginnings::{Beginning, Comparing};
use super::histories::Histories;
use crate::calendar::{Duration, Length};
use crate::engine::aggregates::day_number;
use crate::measure::CaseSelection;
use crate::statistics::exact::{Exact, ONE};

/// Where what passes is counted, rows stand at their times, else on their days.
pub(super) fn read(
    histories: &Histories<'_>,
    counted: CaseSelection,
    (within, passing): (Duration, bool),
    later: bool,
) -> Option<f64> {
    let window = histories.window;
    let until = |start: &Beginning| match within.length() {
        Length::Seconds(seconds) if passing => start.at + Exact::from(seconds) * MICROS * ONE,
        _ => Exact::from(histories.days_after(start.day, within)),
    };
    let counts = |start: &&Beginning| {
        if !histories.inside[start.segment as usize] {
            return false;
        }
        let is_mature = || histories.days_after(start.day, within) <= day_number(histories.as_of);
        match counted {
            CaseSelection::All => true,
            CaseSelection::Mature => is_mature(),
            CaseSelection::Succeeded => start.goal.is_some_and(|goal| is_mature() && goal <= until(start)),
            CaseSelection::Reversed => false,
        }
    };
    let comparing = Comparing { passing, later };
    let begun = histories.cache.beginnings(histories.keyed, histories.as_of, comparing);
    let begun = begun.between(day_number(window.first), day_number(window.last));
    histories.counted(begun.iter().filter(counts).count())
}

/// Millionths of a second.
const MICROS: Exact = 1_000_000;
