//! A gap at the end of a period: rows that stop earlier than they used to (R52).

use chrono::NaiveDate;

use crate::calendar::{Calendar, Duration, Grain, Period};
use crate::engine::RowDays;

/// Periods before, in which the longest gap is looked for.
const BEFORE: usize = 13;
/// Days without a row that are no gap in any source.
const ALWAYS: i64 = 3;
/// Days of rows below which the gaps between them tell nothing.
const LEAST: usize = 3;

/// How the rows of a source stand at the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndOfRows {
    /// Day of the last row.
    pub last: NaiveDate,
    /// Days from it to the period's end, or to as-of if that is earlier; below 0 where rows go on.
    pub days_to_end: i64,
    /// Number of days with rows in the thirteen periods before.
    pub days_before: usize,
    /// The longest gap between two of them.
    pub longest_before: Option<i64>,
    /// The last day that lies more than one period before the end.
    one_period_before: NaiveDate,
}

impl EndOfRows {
    /// Of rows on these days, none after as-of; `None` where there are none, or where rows come in waves.
    pub fn find(calendar: &Calendar, days: &RowDays, period: &Period, as_of: NaiveDate) -> Option<EndOfRows> {
        let last = days.last()?;
        let end = period.last.min(as_of);
        let one_period = match period.grain {
            Grain::Week => Duration::days(7),
            Grain::Month => Duration::months(1),
            Grain::Quarter => Duration::months(3),
            Grain::Year => Duration::years(1),
            // Surveys have no rows between waves.
            Grain::Wave => return None,
        };
        let run = calendar.periods_ending_with(period, BEFORE + 1);
        let first = run.first().map_or(period.first, |first| first.first);
        let (days_before, longest_before) = days.between(first, period.first);
        Some(EndOfRows {
            last,
            days_to_end: (end - last).num_days(),
            days_before,
            longest_before,
            one_period_before: calendar.before(end, one_period),
        })
    }

    /// The longest gap, where enough rows tell it.
    pub fn longest(&self) -> Option<i64> {
        self.longest_before.filter(|_| self.days_before >= LEAST)
    }

    /// Whether rows are lacking at the end.
    pub fn is_gap(&self) -> bool {
        match self.longest() {
            Some(longest) => self.days_to_end > longest.max(ALWAYS),
            None => self.last < self.one_period_before,
        }
    }
}
