//! Which period is reported (R3), and whether it is complete (R4).

use chrono::{Days, NaiveDate};

use crate::calendar::{Calendar, Duration, Grain, Period};
use crate::engine::Facts;
use crate::model::{Origin, Scorecard};

use super::results::PeriodName;

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The period.
    pub period: Period,
    /// The last complete one, when it has no rows and an earlier one was taken (R3).
    pub moved_from: Option<Period>,
}

/// The last complete period at as-of; when no source has a row in it, the last complete one before the newest row.
/// Nothing when there is no row at all, or no period.
pub fn default_period(scorecard: &Scorecard, newest: Option<NaiveDate>, as_of: NaiveDate) -> Option<Chosen> {
    let newest = newest?.min(as_of);
    let calendar = &scorecard.calendar;
    let last = calendar.last_complete(scorecard.grain, as_of);
    match last {
        Some(period) if newest >= period.first => Some(Chosen { period, moved_from: None }),
        _ => {
            let holding = calendar.period_of(scorecard.grain, newest)?;
            // Rows of a wave all stand on its first day.
            let complete = scorecard.grain == Grain::Wave || holding.last <= newest;
            let period = if complete { holding } else { calendar.previous(&holding)? };
            Some(Chosen { period, moved_from: last })
        }
    }
}

/// Whether a source's rows leave a period provisional: it is not over, or the newest row is older than as-of by more
/// than `stale_after` and does not lie beyond the period.
pub fn is_provisional(scorecard: &Scorecard, facts: &Facts, source: &str, period: &Period) -> bool {
    if !period.is_complete(facts.as_of()) {
        return true;
    }
    let newest = facts.history(source).and_then(|h| h.newest);
    match newest {
        Some(newest) if newest <= period.last => {
            is_stale(scorecard, source, period.grain, newest, facts.as_of())
        }
        _ => false,
    }
}

/// Whether a newest row is older than as-of by more than the source's `stale_after` (one period when it has none; a
/// measure of longer grain waits for its own).
pub fn is_stale(
    scorecard: &Scorecard,
    source: &str,
    grain: Grain,
    newest: NaiveDate,
    as_of: NaiveDate,
) -> bool {
    let source = scorecard.source(source);
    if source.is_some_and(|s| matches!(s.origin, Origin::Entered(_))) {
        // What people entered for a period is all there is to know of it.
        return false;
    }
    let written = source.and_then(|s| s.stale_after);
    let after = written.or(match grain {
        Grain::Week => Some(Duration::days(7)),
        Grain::Month => Some(Duration::months(1)),
        Grain::Quarter => Some(Duration::months(3)),
        Grain::Year => Some(Duration::years(1)),
        // Surveys have no rows between waves.
        Grain::Wave => None,
    });
    after.is_some_and(|after| scorecard.calendar.after(newest, after) < as_of)
}

/// The period a measure shows with a report: the report's, or the last complete one of a longer grain (R42).
pub fn own(calendar: &Calendar, grain: Grain, reported: &Period) -> Period {
    if grain == reported.grain {
        return *reported;
    }
    let holding = calendar.period_of(grain, reported.last).unwrap_or(*reported);
    if holding.last <= reported.last { holding } else { calendar.previous(&holding).unwrap_or(holding) }
}

/// A period by name.
pub fn name(calendar: &Calendar, period: &Period) -> PeriodName {
    PeriodName { label: calendar.label(period), first: period.first, last: period.last }
}

/// The day before.
pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}
