//! Long formulas in short steps.

use super::super::live::guarded_formula;
use crate::measure::Formula;

/// Characters that a formula may have.
const MOST: usize = 150;

/// Parts of a formula that stand in rows of their own, each with the name it then has, and what is left.
pub(super) fn split_into_steps(
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
        let length = |f: &Formula| guarded_formula(f, &known).len();
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
        rest = rest.replaced(&mut |inner| (*inner == part).then(|| Formula::name(&name)));
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
    let found = formula.parts().into_iter().filter_map(|part| largest(part, holds));
    found.fold(None, |best: Option<Formula>, part| match best {
        Some(best) if size(&best) >= size(&part) => Some(best),
        _ => Some(part),
    })
}

fn size(formula: &Formula) -> usize {
    1 + formula.parts().into_iter().map(size).sum::<usize>()
}
