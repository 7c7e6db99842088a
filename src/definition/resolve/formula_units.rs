//! Formulas that add or compare times of different units, which are not converted.

use std::collections::BTreeMap;

use super::measure::Entry;
use super::resolving::Resolver;
use crate::measure::formula::{Formula, Function, Operator};
use crate::measure::{Kind, Unit};
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
        r.report(Problem::new(cause).at(formula.span));
    }
}

/// A measure and the unit of time of its values.
type TimeMember<'f> = (&'f str, Unit);

/// Two measures that a formula adds, subtracts or compares in different units of time.
fn mixed<'f>(formula: &'f Formula, known: &BTreeMap<&str, &Measure>) -> Option<[TimeMember<'f>; 2]> {
    let mut times = alike(formula).into_iter().filter_map(|part| time_of(part, known));
    let own = times.next().and_then(|first| Some([first, times.find(|other| other.1 != first.1)?]));
    own.or_else(|| formula.parts().into_iter().find_map(|part| mixed(part, known)))
}

/// The parts that have to be of one unit.
fn alike(formula: &Formula) -> Vec<&Formula> {
    match formula {
        Formula::Arithmetic(Operator::Add | Operator::Subtract, ..)
        | Formula::Compare(..)
        | Formula::Call(Function::Least | Function::Greatest | Function::Coalesce | Function::Nullif, _) => {
            formula.parts()
        }
        Formula::Case(branches, other) => {
            branches.iter().map(|(_, then)| then).chain(other.as_deref()).collect()
        }
        _ => Vec::new(),
    }
}

/// The first measure of a formula, if its value is a time; what is multiplied or divided is converted, as far as anybody knows.
fn time_of<'f>(formula: &'f Formula, known: &BTreeMap<&str, &Measure>) -> Option<TimeMember<'f>> {
    match formula {
        Formula::Name(id) => {
            let unit = known.get(id.as_str())?.unit;
            unit.seconds().map(|_| (id.as_str(), unit))
        }
        Formula::Compare(..) => None,
        Formula::Negate(of) => time_of(of, known),
        Formula::Call(Function::Abs | Function::Ceil | Function::Floor | Function::Round, arguments) => {
            time_of(arguments.first()?, known)
        }
        other => alike(other).into_iter().find_map(|part| time_of(part, known)),
    }
}

causes! {
    /// A formula that adds times of different units.
    MixedUnits { formula: String, first: String, one: String, second: String, other: String } => MixedUnits,
        "`{formula}` mixes units: `{first}` is in {one}, `{second}` in {other}",
        "values are taken as they are printed: multiply one of them, as `24 * days` for hours";
}
