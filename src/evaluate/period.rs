//! Which period is reported (R3), and whether it is complete (R4).

use chrono::{Days, NaiveDate};

use crate::calendar::{Calendar, Grain, Period};
use crate::engine::Facts;
use crate::measure::Component;
use crate::model::{Origin, Scorecard, Source};

use super::gap::EndOfRows;
use super::results::{PeriodName, Provisional};

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenPeriod {
    /// The period.
    pub period: Period,
    /// The last complete one, when it has no rows and an earlier one was taken (R3).
    pub moved_from: Option<Period>,
}

/// Periods that are looked through for one with rows.
const LOOKED_BACK: usize = 120;

/// The last complete period at as-of; when nothing has a row in it, the last complete one before the newest row that has
/// some. `has_rows` tells of whatever a measure counts, on whichever of its days; `newest` is the newest day of a source.
/// `None` when there is no row at all, or no period.
pub fn default_period(
    scorecard: &Scorecard,
    newest: Option<NaiveDate>,
    as_of: NaiveDate,
    has_rows: &dyn Fn(&Period) -> bool,
) -> Option<ChosenPeriod> {
    let newest = newest?.min(as_of);
    let calendar = &scorecard.calendar;
    let last = calendar.last_complete(scorecard.grain, as_of);
    match last {
        Some(period) if newest >= period.first || has_rows(&period) => {
            Some(ChosenPeriod { period, moved_from: None })
        }
        _ => {
            let holding = calendar.period_of(scorecard.grain, newest)?;
            // Rows of a wave all stand on its first day.
            let complete = scorecard.grain == Grain::Wave || holding.last <= newest;
            let latest = if complete { holding } else { calendar.previous(&holding)? };
            // Sparse rows may leave out periods before the newest one.
            let before = std::iter::successors(Some(latest), |period| calendar.previous(period));
            // A first period that is not filled is better than one before all rows.
            let rest = if has_rows(&holding) { holding } else { latest };
            let filled = before.take(LOOKED_BACK).find(has_rows).unwrap_or(rest);
            Some(ChosenPeriod { period: filled, moved_from: last })
        }
    }
}

/// Why the rows of a source leave a period provisional, if they do: it is not over, the newest row is older than
/// `stale_after`, or without that key there is a gap at the end (R4, R52).
pub fn unfinished(
    scorecard: &Scorecard,
    facts: &Facts,
    source: &str,
    period: &Period,
) -> Option<Provisional> {
    if !period.is_complete(facts.as_of()) {
        return Some(Provisional::NotOver);
    }
    lacking(scorecard, facts, source, period)
}

/// Why rows are lacking at the end of a period, or by as-of within it.
pub fn lacking(scorecard: &Scorecard, facts: &Facts, source: &str, period: &Period) -> Option<Provisional> {
    let (source, history) = (scorecard.source(source)?, facts.history(source)?);
    let newest = history.newest.filter(|newest| *newest <= period.last)?;
    if !has_gaps(source) {
        return None;
    }
    if let Some(after) = source.stale_after {
        let is_stale = scorecard.calendar.after(newest, after) < facts.as_of();
        return is_stale.then_some(Provisional::Stale { last: newest });
    }
    if is_entered(scorecard, &source.id) {
        return None;
    }
    let ending = EndOfRows::find(&scorecard.calendar, &history.days, period, facts.as_of())?;
    let longest = ending.longest();
    ending.is_gap().then_some(Provisional::GapAtEnd { last: ending.last, longest })
}

/// Whether days without a row say that rows may be lacking: what people entered for a period is all there is to know
/// of it, and a register is complete to as-of.
fn has_gaps(source: &Source) -> bool {
    !source.is_register && !matches!(source.origin, Origin::Entered(_))
}

/// Whether all that is asked of a source is what people entered: no day is lacking there, a period is (R52).
fn is_entered(scorecard: &Scorecard, source: &str) -> bool {
    let components = scorecard.measures.iter().flat_map(|measure| &measure.plan.components);
    let mut asked = components.filter(|component| component.rows.source == source).peekable();
    asked.peek().is_some() && asked.all(Component::is_entered)
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
