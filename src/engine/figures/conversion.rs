//! How many histories went on to their goal: visitors who bought, first buyers who came back.

use super::histories::Histories;
use crate::calendar::Duration;
use crate::engine::aggregates::{Day, KeyedRow, day_number};
use crate::measure::Counted;

/// A history stands on the day of its first beginning, in the segment of that row.
pub(super) fn read(
    histories: &Histories<'_>,
    counted: Counted,
    within: Duration,
    later: bool,
) -> Option<f64> {
    let window = histories.window;
    let (first, last) = (day_number(window.first), day_number(window.last));
    let mut begun: Vec<Option<KeyedRow>> = vec![None; histories.keyed.firsts()];
    let mut goals: Vec<Option<Day>> = vec![None; histories.keyed.firsts()];
    let rows = || histories.until(histories.as_of).filter_map(|a| Some((a.keys[0]? as usize, a)));
    let rank = |row: &KeyedRow| histories.keyed.rank(row.segment);
    for (key, row) in rows().filter(|(_, row)| row.sums[0] > 0) {
        let is_before = |held: &KeyedRow| held.day == row.day && rank(&row) < rank(held);
        if begun[key].as_ref().is_none_or(is_before) {
            begun[key] = Some(row);
        }
    }
    for (key, row) in rows().filter(|(_, row)| row.sums[1] > 0) {
        if begun[key].is_some_and(|start| start.day < row.day || !later && start.day == row.day) {
            goals[key].get_or_insert(row.day);
        }
    }
    let ours = |row: &KeyedRow| (first..=last).contains(&row.day) && histories.holds(row);
    let counts = |(start, goal): (Option<KeyedRow>, Option<Day>)| {
        let Some(start) = start.filter(&ours) else { return false };
        let end = histories.days_after(start.day, within);
        let is_mature = end <= day_number(histories.as_of);
        match counted {
            Counted::All => true,
            Counted::Mature => is_mature,
            Counted::Succeeded => is_mature && goal.is_some_and(|goal| goal <= end),
            // A goal before the beginning is no goal of it.
            Counted::Reversed => false,
        }
    };
    let number = begun.into_iter().zip(goals).filter(|history| counts(*history)).count();
    histories.counted(number)
}
