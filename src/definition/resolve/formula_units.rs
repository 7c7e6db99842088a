//! Formulas that add or compare times of different units, which are not converted.

use std::collections::BTreeMap;

use super::measure::Entry;
use super::resolving::Resolver;
use crate::measure::{Formula, Kind, Operator, Unit};
use crate::model::Measure;
use crate::problem::{Problem, causes};

/// Notes every formula that adds, subtracts or compares measures whose values are times of different units.
pub(super) fn check_mixed_units(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let known: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    for (entry, measure) in entries.iter().zip(resolved) {
        let kind = entry.keys.kind.as_ref().map(|kind| &kind.kind);
        let (Some(formula), Some(measure)) = (kind.and_then(Kind::formula), measure) else { continue };
        let Some([(first, one), (second, other)]) = mixed(&measure.plan.formula, &known) else { continue };
        let cause = MixedUnits {
            formula: entry.id.to_string(),
            first: first.to_owned(),
            one: one.word().to_owned(),
            second: second.to_owned(),
            other: other.word().to_owned(),
        };
        r.report(Problem::of(cause).at(formula.span));
    }
}

/// A measure and the unit of time of its values.
type TimeMember<'f> = (&'f str, Unit);

/// Two measures that a formula adds, subtracts or compares in different units of time.
fn mixed<'f>(formula: &'f Formula, known: &BTreeMap<&str, &Measure>) -> Option<[TimeMember<'f>; 2]> {
    match formula {
        Formula::Number(_) | Formula::Name(_) => None,
        Formula::Arithmetic(Operator::Add | Operator::Subtract, left, right)
        | Formula::Compare(_, left, right) => match (time_of(left, known), time_of(right, known)) {
            (Some(left), Some(right)) if left.1 != right.1 => Some([left, right]),
            _ => mixed(left, known).or_else(|| mixed(right, known)),
        },
        Formula::Negate(of) | Formula::Not(of) => mixed(of, known),
        Formula::Arithmetic(_, left, right) | Formula::And(left, right) | Formula::Or(left, right) => {
            mixed(left, known).or_else(|| mixed(right, known))
        }
        Formula::Case(branches, other) => {
            let all = branches.iter().flat_map(|(when, then)| [when, then]).chain(other.as_deref());
            all.into_iter().find_map(|part| mixed(part, known))
        }
        Formula::Call(_, parts) => parts.iter().find_map(|part| mixed(part, known)),
    }
}

/// The first measure of a sum, if its values are times; what is multiplied or divided is converted, as far as anybody knows.
fn time_of<'f>(formula: &'f Formula, known: &BTreeMap<&str, &Measure>) -> Option<TimeMember<'f>> {
    match formula {
        Formula::Name(id) => {
            let unit = known.get(id.as_str())?.unit;
            unit.seconds().map(|_| (id.as_str(), unit))
        }
        Formula::Negate(of) => time_of(of, known),
        Formula::Arithmetic(Operator::Add | Operator::Subtract, left, right) => {
            time_of(left, known).or_else(|| time_of(right, known))
        }
        _ => None,
    }
}

causes! {
    /// A formula that adds times of different units.
    MixedUnits { formula: String, first: String, one: String, second: String, other: String } => MixedUnits,
        "`{formula}` mixes units: `{first}` is in {one}, `{second}` in {other}",
        "values are taken as they are printed: multiply one of them, as `24 * days` for hours";
}
