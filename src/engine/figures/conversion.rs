//! How many histories went on to their goal: visitors who bought, first buyers who came back.

use super::histories::Histories;
use crate::calendar::{Duration, Length};
use crate::engine::aggregates::{KeyedRow, day_number};
use crate::measure::CaseSelection;
use crate::statistics::exact::{Exact, ONE};

/// A history stands on the day of its first beginning, in the segment of that row. Where what passes is counted, its rows stand
/// at their times, else on their days.
pub(super) fn read(
    histories: &Histories<'_>,
    counted: CaseSelection,
    (within, passing): (Duration, bool),
    later: bool,
) -> Option<f64> {
    let window = histories.window;
    let (first, last) = (day_number(window.first), day_number(window.last));
    let mut begun: Vec<Option<KeyedRow>> = vec![None; histories.keyed.firsts()];
    let mut goals: Vec<Option<Exact>> = vec![None; histories.keyed.firsts()];
    let rows = || histories.until(histories.as_of).filter_map(|a| Some((a.keys[0]? as usize, a)));
    let rank = |row: &KeyedRow| histories.keyed.rank(row.segment);
    let at = |row: &KeyedRow| if passing { row.sums[2] } else { Exact::from(row.day) };
    let until = |start: &KeyedRow| match within.length() {
        Length::Seconds(seconds) if passing => start.sums[2] + Exact::from(seconds) * MICROS * ONE,
        _ => Exact::from(histories.days_after(start.day, within)),
    };
    for (key, row) in rows().filter(|(_, row)| row.sums[0] > 0) {
        let order = |row: &KeyedRow| (at(row), row.instant, rank(row));
        let is_before = |held: &KeyedRow| order(&row) < order(held);
        if begun[key].as_ref().is_none_or(is_before) {
            begun[key] = Some(row);
        }
    }
    for (key, row) in rows().filter(|(_, row)| row.sums[1] > 0) {
        let own = at(&row);
        if begun[key].is_some_and(|start| at(&start) < own || !later && at(&start) == own) {
            goals[key] = Some(goals[key].map_or(own, |goal| goal.min(own)));
        }
    }
    let ours = |row: &KeyedRow| (first..=last).contains(&row.day) && histories.holds(row);
    let counts = |(start, goal): (Option<KeyedRow>, Option<Exact>)| {
        let Some(start) = start.filter(&ours) else { return false };
        let is_mature = histories.days_after(start.day, within) <= day_number(histories.as_of);
        match counted {
            CaseSelection::All => true,
            CaseSelection::Mature => is_mature,
            CaseSelection::Succeeded => is_mature && goal.is_some_and(|goal| goal <= until(&start)),
            // A goal before the beginning is no goal of it.
            CaseSelection::Reversed => false,
        }
    };
    let number = begun.into_iter().zip(goals).filter(|history| counts(*history)).count();
    histories.counted(number)
}

/// Millionths of a second.
const MICROS: Exact = 1_000_000;
