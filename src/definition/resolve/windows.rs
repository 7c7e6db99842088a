//! Formulas whose measures look at different stretches of days (R48).

use std::collections::BTreeMap;

use super::measure::Entry;
use super::resolving::Resolver;
use crate::calendar::Grain;
use crate::measure::Kind;
use crate::model::{Lookback, Measure};
use crate::problem::{Problem, causes};

/// What a value looks at: a window, or one period of a grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LookedAt {
    /// From so far back.
    Back(Lookback),
    /// At its period alone.
    One(Grain),
}

impl std::fmt::Display for LookedAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LookedAt::Back(Lookback::Length(length)) => write!(f, "{length}"),
            LookedAt::Back(Lookback::All) => f.write_str("all since the first row"),
            LookedAt::One(grain) => write!(f, "one {grain}"),
        }
    }
}

/// Notes every formula without a window whose measures have different ones.
pub(super) fn check_mixed_windows(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let known: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    for (entry, measure) in entries.iter().zip(resolved) {
        let kind = entry.keys.kind.as_ref().map(|kind| &kind.kind);
        let (Some(formula), Some(measure)) = (kind.and_then(Kind::formula), measure) else { continue };
        if measure.window.is_some() {
            continue;
        }
        let mut looks = Vec::new();
        members(measure, measure.grain, &known, &mut looks);
        let Some((first, one)) = looks.first() else { continue };
        let Some((second, other)) = looks.iter().find(|(_, other)| other != one) else { continue };
        let cause = MixedWindows {
            formula: entry.id.to_string(),
            first: first.to_string(),
            one: one.to_string(),
            second: second.to_string(),
            other: other.to_string(),
        };
        r.report(Problem::new(cause).at(formula.span));
    }
}

/// What each measure that a formula is made of looks at.
fn members<'m>(
    formula: &'m Measure,
    grain: Grain,
    known: &BTreeMap<&str, &'m Measure>,
    looks: &mut Vec<(&'m str, LookedAt)>,
) {
    for name in formula.plan.formula.names() {
        let Some(member) = known.get(name) else { continue };
        let grain = grain.max(member.grain);
        match member.looks_at().map(LookedAt::Back) {
            Some(LookedAt::Back(Lookback::Length(length))) if length.is_one(grain) => {
                looks.push((&member.id, LookedAt::One(grain)));
            }
            Some(back) => looks.push((&member.id, back)),
            None if member.is_over_measures() => members(member, grain, known, looks),
            None => looks.push((&member.id, LookedAt::One(grain))),
        }
    }
}

causes! {
    /// A formula whose measures look at different stretches of days.
    MixedWindows {
        formula: String,
        first: String,
        one: String,
        second: String,
        other: String,
    } => MixedWindows,
        "`{formula}` mixes windows: `{first}` looks at {one}, `{second}` at {other}",
        "if that is not meant, a `window` on the formula replaces them all";
}
