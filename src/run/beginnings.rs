//! Formulas that look back over everything, each measure of them to its own first row: what begins apart is no comparison.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::engine::Facts;
use crate::model::{Lookback, Measure, Scorecard};
use crate::problem::{Problem, Problems, causes};

/// Says of which formulas with `window: all` the measures begin in different periods.
pub(super) fn warn(scorecard: &Scorecard, facts: &Facts, problems: &mut Problems) {
    for measure in &scorecard.measures {
        if !measure.is_over_measures() || measure.window != Some(Lookback::All) {
            continue;
        }
        let mut begins = BTreeMap::new();
        members(scorecard, facts, measure, &mut begins);
        let first = begins.iter().min_by_key(|(id, day)| (**day, **id));
        let last = begins.iter().max_by_key(|(id, day)| (**day, **id));
        let Some(((first, from), (second, later))) = first.zip(last) else { continue };
        let period = |day: NaiveDate| scorecard.calendar.period_of(measure.grain, day);
        if from == later || period(*from) == period(*later) {
            continue;
        }
        problems.push(Problem::new(BeginApart {
            formula: measure.id.clone(),
            first: (*first).to_owned(),
            from: *from,
            second: (*second).to_owned(),
            later: *later,
        }));
    }
}

/// From which day each measure of rows that a formula is made of is known.
fn members<'m>(
    scorecard: &'m Scorecard,
    facts: &Facts,
    formula: &'m Measure,
    begins: &mut BTreeMap<&'m str, NaiveDate>,
) {
    for member in formula.plan.formula.names().into_iter().filter_map(|name| scorecard.measure(name)) {
        if member.is_over_measures() {
            members(scorecard, facts, member, begins);
            continue;
        }
        let components = member.plan.queried_components();
        let known = components.iter().filter_map(|c| facts.history(&c.rows.source)?.known_from);
        if let Some(from) = known.max() {
            begins.insert(&member.id, from);
        }
    }
}

causes! {
    /// Measures of a formula of which each looks back to another day.
    BeginApart {
        formula: String,
        first: String,
        from: NaiveDate,
        second: String,
        later: NaiveDate,
    } => MixedWindows,
        "`{formula}` looks back over all of each measure, and they begin apart: `{first}` on {from}, `{second}` on {later}",
        "a `ratio` of two sources looks at the days that both have; `history_starts` says from when on a source is complete";
}
