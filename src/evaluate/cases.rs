//! Which stretch of days lists of cases look at.

use chrono::NaiveDate;

use super::period;
use crate::calendar::Period;
use crate::engine::CaseWindow;
use crate::model::{Lookback, Measure, Scorecard};

/// What is listed with a report of a period: cases of measures that name columns for them, or of all. Where small groups are
/// withheld there are none, because every case is a group of one.
pub fn case_windows(
    scorecard: &Scorecard,
    reported: &Period,
    as_of: NaiveDate,
    of_all: bool,
) -> Vec<CaseWindow> {
    if scorecard.privacy.is_some() {
        return Vec::new();
    }
    let wanted = |measure: &&Measure| measure.detail.is_written || of_all;
    let window = |measure: &Measure| {
        let own = period::own(&scorecard.calendar, measure.grain, reported);
        let first = match measure.window {
            None => Some(own.first),
            Some(Lookback::Length(length)) => Some(scorecard.calendar.window(own.last, length).0),
            Some(Lookback::All) => None,
        };
        CaseWindow { measure: measure.id.clone(), first, last: own.last.min(as_of) }
    };
    scorecard.measures.iter().filter(wanted).map(window).collect()
}
