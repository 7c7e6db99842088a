//! Measures that are judged by a year to date that says nothing against their targets (R12, R21).

use std::collections::BTreeMap;

use super::measure::Entry;
use super::resolving::Resolver;
use crate::calendar::Grain;
use crate::definition::document::measure::Judged;
use crate::measure::Pooling;
use crate::model::{Measure, YearTarget};
use crate::problem::{Problem, causes};

/// Reports every measure that is judged so.
pub(super) fn check_to_date(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let known: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    for (entry, measure) in entries.iter().zip(resolved) {
        let (Some(measure), Some(judged)) = (measure, entry.keys.judged) else { continue };
        let is_judged = judged.value == Judged::ToDate;
        let is_wave = measure.grain == Grain::Wave;
        if !is_judged || !is_wave && measure.year_target(&|id| known.get(id).copied()) != YearTarget::None {
            continue;
        }
        let problem = match measure.plan.pooling {
            _ if is_wave => Problem::new(WavesToDate { measure: measure.id.clone() }),
            Pooling::None => Problem::new(NoYearToDate { kind: measure.kind.clone() }),
            Pooling::Flow => Problem::new(RollingToDate { measure: measure.id.clone() }),
            _ => Problem::new(GrowsToDate { measure: measure.id.clone() }),
        };
        r.report(problem.at(judged.span));
    }
}

causes! {
    /// A year to date of what does not pool.
    NoYearToDate { kind: String } => ToDateUndefined,
        "`{kind}` has no year to date",
        "take `judged` out; states at two dates do not pool over a year";

    /// A year to date of surveys in waves.
    WavesToDate { measure: String } => ToDateUndefined,
        "`{measure}` is measured by waves, which make no year to date",
        "take `judged` out";

    /// A year to date of a total over a rolling window.
    RollingToDate { measure: String } => ToDateUndefined,
        "what `{measure}` is to reach in its window says nothing of the year to date",
        "take `judged` out, or `window`";

    /// A year to date of what counts customers once, however long it looks.
    GrowsToDate { measure: String } => ToDateUndefined,
        "what `{measure}` is to reach in a period says nothing of the year to date, which neither adds up nor stays a level",
        "take `judged` out; customers of a year are not those of its months";
}
