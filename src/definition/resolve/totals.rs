//! Targets of amounts whose shorter periods say something else than the longer one that holds them (R20).

use std::collections::BTreeMap;

use super::literal::UnitReader;
use super::measure::Entry;
use super::resolving::Resolver;
use crate::calendar::{Calendar, Grain, Period};
use crate::model::{Measure, Path, Target, TargetPlan, YearTarget};
use crate::problem::{Problem, causes};

/// Reports each measure with such targets once.
pub(super) fn agree(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let known: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    for (entry, measure) in entries.iter().zip(resolved) {
        let Some(measure) = measure else { continue };
        if measure.year_target(&|id| known.get(id).copied()) != YearTarget::Adds {
            continue;
        }
        let own = measure.target.iter().chain(measure.entity_targets.values().map(|own| &own.target));
        let Some(found) = own.flat_map(parts).find_map(|part| unlike(part, &r.calendar, measure.grain))
        else {
            continue;
        };
        let ruler = UnitReader { measure: &measure.id, unit: measure.unit, r };
        let measure = measure.id.clone();
        let (at, value) = (r.calendar.label(&found.key), ruler.spelled(found.total));
        let (sum, left) = (ruler.spelled(found.said), ruler.spelled(found.total - found.said));
        let span = entry.keys.target.as_ref().map_or(entry.id.span, |target| target.span);
        let problem = match found.is_all {
            true => Problem::of(PeriodsDoNotAdd { measure, at, sum, value }),
            false => Problem::of(PeriodsSayMore { measure, at, sum, value, left }),
        };
        r.report(problem.at(span));
    }
}

/// A target with those of its segments and versions.
fn parts(target: &Target) -> Vec<&Target> {
    let segments = target.segments.iter().flat_map(|segment| parts(&segment.target));
    let versions = target.versions.iter().flat_map(|version| parts(&version.target));
    std::iter::once(target).chain(segments).chain(versions).collect()
}

/// A longer period, and what the shorter ones in it come to.
struct Unlike {
    key: Period,
    total: f64,
    said: f64,
    /// Whether they are all of it.
    is_all: bool,
}

/// The first total that is not what its parts say: they are all of it and come to something else, or leave an amount below 0.
fn unlike(target: &Target, calendar: &Calendar, grain: Grain) -> Option<Unlike> {
    let points: &[(Period, f64)] = match &target.plan {
        TargetPlan::Dated { points, path } if *path != Path::Linear => points,
        _ => &[],
    };
    [points, &target.rows].into_iter().find_map(|written| {
        let longer = written.iter().filter(|(key, _)| key.grain > grain);
        longer.into_iter().find_map(|(key, total)| {
            let (said, is_all) = said_inside(key, written, calendar, grain)?;
            let differs = (total - said).abs() > 1e-6 * total.abs().max(1.0);
            let is_unlike = differs && (is_all || (total - said) * total < 0.0);
            is_unlike.then_some(Unlike { key: *key, total: *total, said, is_all })
        })
    })
}

/// What the keys inside a longer one come to, and whether they are all of it; nothing where there is none.
fn said_inside(
    key: &Period,
    written: &[(Period, f64)],
    calendar: &Calendar,
    grain: Grain,
) -> Option<(f64, bool)> {
    let inside: Vec<&(Period, f64)> =
        written.iter().filter(|(own, _)| own.grain < key.grain && key.has(own)).collect();
    if inside.is_empty() {
        return None;
    }
    // A month of a quarter that is written as well is a part of the quarter.
    let is_outer = |own: &Period| !inside.iter().any(|(other, _)| other.grain > own.grain && other.has(own));
    let outer = inside.iter().filter(|(own, _)| is_outer(own));
    let said = outer.map(|(own, total)| match said_inside(own, written, calendar, grain) {
        Some((said, true)) => said,
        _ => *total,
    });
    let is_told = |period: &Period| inside.iter().any(|(own, _)| own.has(period));
    Some((said.sum(), calendar.periods_of(key, grain).iter().all(is_told)))
}

causes! {
    /// Targets of all periods of a longer one that come to something else than its own.
    PeriodsDoNotAdd { measure: String, at: String, sum: String, value: String } => TargetsDoNotAdd,
        "targets of `{measure}`: the periods of {at} add to {sum}, {at} says {value}",
        "mend one of them; the periods are kept as written";

    /// Targets of some periods that come to more than the longer one that holds them.
    PeriodsSayMore { measure: String, at: String, sum: String, value: String, left: String } => TargetsDoNotAdd,
        "targets of `{measure}`: some periods of {at} add to {sum} already, {at} says {value}",
        "mend one of them; the other periods are left {left} together";
}
