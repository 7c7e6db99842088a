//! Targets of amounts whose shorter periods say something else than the longer one that holds them, and lines to a longer one's
//! (R20).

use std::collections::BTreeMap;

use super::literal::UnitReader;
use super::measure::Entry;
use super::resolving::Resolver;
use crate::calendar::{Calendar, Grain, Period};
use crate::definition::document::target::Target as Written;
use crate::form::Form;
use crate::measure::Text;
use crate::model::{Measure, Path, Target, TargetPlan, YearTarget};
use crate::problem::{Problem, causes};

/// Reports each measure with such targets once.
pub(super) fn check_totals(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let known: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    for (entry, measure) in entries.iter().zip(resolved) {
        let Some(measure) = measure else { continue };
        if measure.year_target(&|id| known.get(id).copied()) != YearTarget::Adds {
            continue;
        }
        let own = measure.target.iter().chain(measure.entity_targets.values().map(|own| &own.target));
        let own: Vec<&Target> = own.flat_map(parts).collect();
        let span = entry.keys.target.as_ref().map_or(entry.id.span, |target| target.span);
        if let Some((key, value)) = own.iter().find_map(|part| line_to(part, measure.grain)) {
            let inside = r.calendar.periods_of(key, measure.grain).into_iter().next_back();
            let ruler = UnitReader { measure: &measure.id, unit: measure.unit, r };
            let problem = Problem::new(LineToTotal {
                measure: measure.id.clone(),
                value: ruler.format_value(*value),
                at: r.calendar.label(key),
                last: r.calendar.label(&inside.unwrap_or(*key)),
                grain: measure.grain,
            });
            r.report(problem.at(span));
            continue;
        }
        let start = entry.keys.target.as_ref().and_then(|written| longer_start(&written.value, measure, r));
        if let Some(key) = start {
            let (measure, grain) = (measure.id.clone(), measure.grain);
            r.report(Problem::new(StartIsTotal { measure, at: key.to_string(), grain }).at(key.span));
            continue;
        }
        let unlike = |part: &&Target| first_mismatch(part, &r.calendar, measure.grain);
        let Some(found) = own.iter().find_map(unlike) else { continue };
        let ruler = UnitReader { measure: &measure.id, unit: measure.unit, r };
        let measure = measure.id.clone();
        let (at, value) = (r.calendar.label(&found.key), ruler.format_value(found.total));
        let (sum, left) = (ruler.format_value(found.said), ruler.format_value(found.total - found.said));
        let problem = match found.is_all {
            true => Problem::new(PeriodsDoNotAdd { measure, at, sum, value }),
            false => Problem::new(PeriodsSayMore { measure, at, sum, value, left }),
        };
        r.report(problem.at(span));
    }
}

/// A longer period's value that a line leads to: the total of the period, or what its last one is to reach.
fn line_to(target: &Target, grain: Grain) -> Option<&(Period, f64)> {
    match &target.plan {
        TargetPlan::Dated { points, path: Path::Linear } => points.iter().find(|(key, _)| key.grain > grain),
        _ => None,
    }
}

/// The key of a baseline that stands at a longer period, or is measured in one.
fn longer_start<'w>(written: &'w Written, measure: &Measure, r: &Resolver<'_>) -> Option<&'w Text> {
    let is_longer = |key: &&Text| {
        let period = r.calendar.parse_period(&key.value, measure.grain);
        period.is_ok_and(|period| period.grain > measure.grain)
    };
    let own = match &written.baseline {
        Some(Form::Full(dated)) => {
            let mut keys = dated.iter().map(|(key, value)| if key.value == "from" { value } else { key });
            keys.find(is_longer)
        }
        _ => None,
    };
    let entities = written.entities.iter().flat_map(|all| all.iter()).map(|(_, inner)| inner);
    let versions = written.versions.iter().flat_map(|all| all.iter()).map(|(_, inner)| inner);
    let segments = written.segments.iter().flat_map(|columns| columns.iter());
    let segments = segments.flat_map(|(_, cells)| cells.iter()).map(|(_, inner)| inner);
    let mut inner = entities.chain(versions).chain(segments);
    own.or_else(|| inner.find_map(|written| longer_start(written, measure, r)))
}

/// A target with those of its segments and versions.
fn parts(target: &Target) -> Vec<&Target> {
    let segments = target.segments.iter().flat_map(|segment| parts(&segment.target));
    let versions = target.versions.iter().flat_map(|version| parts(&version.target));
    std::iter::once(target).chain(segments).chain(versions).collect()
}

/// A longer period, and what the shorter ones in it come to.
struct TotalMismatch {
    key: Period,
    total: f64,
    said: f64,
    /// Whether they are all of it.
    is_all: bool,
}

/// The first total that is not what its parts say: they are all of it and come to something else, or leave an amount below 0.
fn first_mismatch(target: &Target, calendar: &Calendar, grain: Grain) -> Option<TotalMismatch> {
    let points: &[(Period, f64)] = match &target.plan {
        TargetPlan::Dated { points, path } if *path != Path::Linear => points,
        _ => &[],
    };
    [points, &target.rows].into_iter().find_map(|written| {
        let longer = written.iter().filter(|(key, _)| key.grain > grain);
        longer.into_iter().find_map(|(key, total)| {
            let (said, is_all) = sum_inside(key, written, calendar, grain)?;
            let differs = (total - said).abs() > 1e-6 * total.abs().max(1.0);
            let is_unlike = differs && (is_all || (total - said) * total < 0.0);
            is_unlike.then_some(TotalMismatch { key: *key, total: *total, said, is_all })
        })
    })
}

/// Sum of the targets inside a longer period, and whether they cover all of it; `None` without any.
fn sum_inside(
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
    let said = outer.map(|(own, total)| match sum_inside(own, written, calendar, grain) {
        Some((said, true)) => said,
        _ => *total,
    });
    let is_told = |period: &Period| inside.iter().any(|(own, _)| own.has(period));
    Some((said.sum(), calendar.periods_of(key, grain).iter().all(is_told)))
}

causes! {
    /// A line of an amount to a longer period than its own.
    LineToTotal { measure: String, value: String, at: String, last: String, grain: Grain } => LineToTotal,
        "target of `{measure}`: on a line {value} in {at} is either what {last} is to reach, or the total of {at}",
        "write the {grain} that the line leads to; or, for a total to be spread, `path: step`, or no baseline";

    /// A baseline of an amount at a longer period than its own.
    StartIsTotal { measure: String, at: String, grain: Grain } => LineToTotal,
        "baseline of `{measure}`: what `{at}` came to is no start of a way from {grain} to {grain}",
        "write the {grain} at which it begins";

    /// Targets of all periods of a longer one that come to something else than its own.
    PeriodsDoNotAdd { measure: String, at: String, sum: String, value: String } => TargetsDoNotAdd,
        "targets of `{measure}`: the periods of {at} add to {sum}, {at} says {value}",
        "mend one of them; the periods are kept as written";

    /// Targets of some periods that come to more than the longer one that holds them.
    PeriodsSayMore { measure: String, at: String, sum: String, value: String, left: String } => TargetsDoNotAdd,
        "targets of `{measure}`: some periods of {at} add to {sum} already, {at} says {value}",
        "mend one of them; the other periods are left {left} together";
}
