//! How many histories went on to their goal: visitors who bought, first buyers who came back.

use super::histories::Histories;
use crate::calendar::Duration;
use crate::engine::atoms::{Atom, Day, day_number};
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
    let mut begun: Vec<Option<Atom>> = vec![None; histories.keyed.firsts()];
    let mut goals: Vec<Option<Day>> = vec![None; histories.keyed.firsts()];
    let rows = || histories.until(histories.as_of).filter_map(|a| Some((a.keys[0]? as usize, a)));
    let rank = |atom: &Atom| histories.keyed.rank(atom.segment);
    for (key, atom) in rows().filter(|(_, atom)| atom.sums[0] > 0) {
        let is_before = |held: &Atom| held.day == atom.day && rank(&atom) < rank(held);
        if begun[key].as_ref().is_none_or(is_before) {
            begun[key] = Some(atom);
        }
    }
    for (key, atom) in rows().filter(|(_, atom)| atom.sums[1] > 0) {
        if begun[key].is_some_and(|start| start.day < atom.day || !later && start.day == atom.day) {
            goals[key].get_or_insert(atom.day);
        }
    }
    let ours = |atom: &Atom| (first..=last).contains(&atom.day) && histories.holds(atom);
    let counts = |(start, goal): (Option<Atom>, Option<Day>)| {
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
