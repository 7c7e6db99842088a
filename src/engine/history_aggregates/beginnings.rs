//! Histories that begin and may come to a goal: visits and purchases, first orders and second ones.

use chrono::NaiveDate;

use super::by_day::ByDay;
use crate::engine::aggregates::{Day, Keyed, KeyedRow, day_number};
use crate::statistics::exact::Exact;

/// A history stands on the day of its first beginning, in the segment of that row.
#[derive(Debug)]
pub(super) struct Beginning {
    pub(super) day: Day,
    pub(super) segment: u32,
    /// When it began: the time where what passes is counted, else the day.
    pub(super) at: Exact,
    /// When it came to its goal, likewise. A goal before the beginning is no goal of it.
    pub(super) goal: Option<Exact>,
}

/// What tells how beginnings and goals are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Comparing {
    /// Whether rows stand at their times, else on their days.
    pub(super) passing: bool,
    /// Whether a goal at the time of the beginning is none.
    pub(super) later: bool,
}

/// All that began, by day.
pub(super) fn beginnings(
    keyed: &Keyed,
    as_of: NaiveDate,
    Comparing { passing, later }: Comparing,
) -> ByDay<Beginning> {
    let mut begun: Vec<Option<KeyedRow>> = vec![None; keyed.firsts()];
    let mut goals: Vec<Option<Exact>> = vec![None; keyed.firsts()];
    let rows = || keyed.between(Day::MIN, day_number(as_of));
    let rows = || rows().filter_map(|row| Some((row.keys[0]? as usize, row)));
    let at = |row: &KeyedRow| if passing { row.sums[2] } else { Exact::from(row.day) };
    for (key, row) in rows().filter(|(_, row)| row.sums[0] > 0) {
        let order = |row: &KeyedRow| (at(row), row.instant, keyed.rank(row.segment));
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
    let beginning = |(start, goal): (Option<KeyedRow>, Option<Exact>)| {
        let start = start?;
        Some(Beginning { day: start.day, segment: start.segment, at: at(&start), goal })
    };
    ByDay::new(begun.into_iter().zip(goals).filter_map(beginning).collect(), |beginning| beginning.day)
}
