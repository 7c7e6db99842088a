//! Long formulas in short steps.

use super::super::live::guarded;
use crate::measure::Formula;

/// Characters that a formula may have.
const MOST: usize = 150;

/// Parts of a formula that stand in rows of their own, each with the name it then has, and what is left.
pub(super) fn apart(
    formula: &Formula,
    cell: &dyn Fn(&str) -> Option<String>,
) -> (Vec<(String, Formula)>, Formula) {
    let mut steps: Vec<(String, Formula)> = Vec::new();
    let mut rest = formula.clone();
    loop {
        let known = |name: &str| match steps.iter().any(|(step, _)| step == name) {
            true => Some("AB123".to_owned()),
            false => cell(name),
        };
        let length = |f: &Formula| guarded(f, &known).len();
        if length(&rest) <= MOST {
            return (steps, rest);
        }
        let name = format!("§{}", steps.len() + 1);
        let Some(part) = largest(&rest, &|f| length(f) <= MOST && !is_leaf(f)) else {
            return (steps, rest);
        };
        if part == rest {
            return (steps, rest);
        }
        rest = replaced(&rest, &part, &name);
        steps.push((name, part));
    }
}

fn is_leaf(formula: &Formula) -> bool {
    matches!(formula, Formula::Number(_) | Formula::Name(_))
}

/// The largest part for which a condition holds, the first of equal ones.
fn largest(formula: &Formula, holds: &dyn Fn(&Formula) -> bool) -> Option<Formula> {
    if holds(formula) {
        return Some(formula.clone());
    }
    let found = parts(formula).into_iter().filter_map(|part| largest(part, holds));
    found.fold(None, |best: Option<Formula>, part| match best {
        Some(best) if size(&best) >= size(&part) => Some(best),
        _ => Some(part),
    })
}

fn size(formula: &Formula) -> usize {
    1 + parts(formula).into_iter().map(size).sum::<usize>()
}

fn parts(formula: &Formula) -> Vec<&Formula> {
    match formula {
        Formula::Number(_) | Formula::Name(_) => Vec::new(),
        Formula::Negate(a) | Formula::Not(a) => vec![a],
        Formula::Arithmetic(_, a, b) | Formula::Compare(_, a, b) | Formula::And(a, b) | Formula::Or(a, b) => {
            vec![a, b]
        }
        Formula::Case(branches, otherwise) => {
            branches.iter().flat_map(|(c, t)| [c, t]).chain(otherwise.as_deref()).collect()
        }
        Formula::Call(_, arguments) => arguments.iter().collect(),
    }
}

/// The formula with a name wherever a part stood.
fn replaced(formula: &Formula, part: &Formula, name: &str) -> Formula {
    if formula == part {
        return Formula::name(name);
    }
    let of = |f: &Formula| Box::new(replaced(f, part, name));
    match formula {
        Formula::Number(_) | Formula::Name(_) => formula.clone(),
        Formula::Negate(a) => Formula::Negate(of(a)),
        Formula::Not(a) => Formula::Not(of(a)),
        Formula::Arithmetic(operator, a, b) => Formula::Arithmetic(*operator, of(a), of(b)),
        Formula::Compare(comparison, a, b) => Formula::Compare(*comparison, of(a), of(b)),
        Formula::And(a, b) => Formula::And(of(a), of(b)),
        Formula::Or(a, b) => Formula::Or(of(a), of(b)),
        Formula::Case(branches, otherwise) => Formula::Case(
            branches.iter().map(|(c, t)| (*of(c), *of(t))).collect(),
            otherwise.as_deref().map(of),
        ),
        Formula::Call(function, list) => Formula::Call(*function, list.iter().map(|a| *of(a)).collect()),
    }
}
