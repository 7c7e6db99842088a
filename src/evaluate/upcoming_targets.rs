//! The plan of periods after the reported one: to the end of its fiscal year, and of dated targets to the last of them.

use super::observer::Observer;
use super::period;
use super::results::UpcomingTarget;
use crate::calendar::Period;
use crate::engine::Facts;
use crate::model::{Measure, Scorecard, TargetPlan};

/// Periods to come, at most.
const MOST: usize = 12;

/// The targets of periods to come, in order. Where small groups are withheld there are none, for they may follow from figures of last
/// year that are.
pub fn upcoming_targets(scorecard: &Scorecard, facts: &Facts, reported: &Period) -> Vec<UpcomingTarget> {
    let observer = Observer::new(scorecard, facts);
    let measures = scorecard.measures.iter().filter(|_| scorecard.privacy.is_none());
    measures.flat_map(|measure| of_measure(&observer, measure, reported)).collect()
}

fn of_measure(observer: &Observer<'_>, measure: &Measure, reported: &Period) -> Vec<UpcomingTarget> {
    let Some(written) = &measure.target else { return Vec::new() };
    let calendar = &observer.scorecard.calendar;
    let own = period::own(calendar, measure.grain, reported);
    let year = calendar.periods_of(&calendar.year_of(&own), measure.grain);
    let dated = match &written.plan {
        TargetPlan::Dated { points, .. } => points.last().map(|(key, _)| key.last),
        _ => None,
    };
    let rows = written.rows.iter().map(|(key, _)| key.last).max();
    let last = year.last().map(|last| last.last).into_iter().chain(dated).chain(rows).max();
    let mut next = calendar.next(&own);
    let mut found = Vec::new();
    while let Some(period) =
        next.filter(|next| found.len() < MOST && last.is_some_and(|last| next.last <= last))
    {
        let Some(target) = observer.target_at(written, measure, &period) else { break };
        let name = period::name(calendar, &period);
        found.push(UpcomingTarget { measure: measure.id.clone(), period: name, target });
        next = calendar.next(&period);
    }
    found
}
