//! Warnings about entities that entered no value for the period, where others did: what they add up to lacks them.

use std::collections::BTreeSet;

use chrono::Days;

use crate::calendar::Period;
use crate::evaluate::period;
use crate::model::{Measure, Scorecard};
use crate::problem::{Problem, Problems, causes};

/// Entities that are named.
const NAMED: usize = 5;
/// How far back earlier values count.
const YEAR: Days = Days::new(366);

/// Says which entities entered a value for periods of the year before and none for the one reported.
pub(super) fn warn(scorecard: &Scorecard, reported: &Period, problems: &mut Problems) {
    for measure in &scorecard.measures {
        let own = period::own(&scorecard.calendar, measure.grain, reported);
        let now = entities(measure, |period| *period == own);
        // Who has entered none for a year is gone.
        let year = own.first.checked_sub_days(YEAR).unwrap_or(own.first);
        let earlier = entities(measure, |period| period.last < own.first && period.last >= year);
        let missing: Vec<&str> = earlier.difference(&now).copied().collect();
        if now.is_empty() || missing.is_empty() {
            continue;
        }
        let named: Vec<String> = missing.iter().take(NAMED).map(|entity| format!("`{entity}`")).collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        problems.push(Problem::new(NotEntered {
            measure: measure.id.clone(),
            period: scorecard.calendar.label(&own),
            entered: now.len(),
            all: now.len() + missing.len(),
            named: named.join(", ") + &more,
        }));
    }
}

/// The entities with a value in some periods.
fn entities(measure: &Measure, is_wanted: impl Fn(&Period) -> bool) -> BTreeSet<&str> {
    let entries = measure.entries.iter().flatten().filter(|entry| is_wanted(&entry.period));
    entries.filter_map(|entry| entry.entity.as_deref()).collect()
}

causes! {
    /// Entities without a value that others have.
    NotEntered { measure: String, period: String, entered: usize, all: usize, named: String } => NotEntered,
        "`{measure}` has values of {entered} of {all} entities for {period}: none of {named}",
        "what the entities come to together leaves it out until it is entered";
}
