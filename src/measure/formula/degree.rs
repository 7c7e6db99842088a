//! How a formula grows with the time it is taken over.

use super::{Formula, Function, Operator};

impl Formula {
    /// Its power of time, where that of each name is known: 1 of what adds up over time, as a sum of two flows, 0 of what does not, as
    /// their ratio.
    ///
    /// - Absent: it has none, as a flow and a number together.
    pub fn degree(&self, of: &dyn Fn(&str) -> Option<i32>) -> Option<i32> {
        let same = |parts: &[&Formula]| {
            // 0 is 0 of anything.
            let mut degrees = parts.iter().filter(|part| !matches!(part, Formula::Number(0.0)));
            let first = degrees.next().map_or(Some(0), |part| part.degree(of))?;
            degrees.all(|part| part.degree(of) == Some(first)).then_some(first)
        };
        let constant = |parts: &[&Formula]| same(parts).filter(|degree| *degree == 0);
        match self {
            Formula::Number(_) => Some(0),
            Formula::Name(name) => of(name),
            Formula::Negate(a) => a.degree(of),
            Formula::Arithmetic(Operator::Add | Operator::Subtract, a, b) => same(&[a, b]),
            Formula::Arithmetic(Operator::Multiply, a, b) => a.degree(of)?.checked_add(b.degree(of)?),
            Formula::Arithmetic(Operator::Divide, a, b) => a.degree(of)?.checked_sub(b.degree(of)?),
            // Which of two is greater does not depend on the time that both are taken over.
            Formula::Compare(_, a, b) => same(&[a, b]).map(|_| 0),
            Formula::And(a, b) | Formula::Or(a, b) => constant(&[a, b]),
            Formula::Not(a) => constant(&[a]),
            Formula::Case(branches, otherwise) => {
                let conditions: Vec<&Formula> = branches.iter().map(|(when, _)| when).collect();
                constant(&conditions)?;
                let values = branches.iter().map(|(_, then)| then).chain(otherwise.as_deref());
                same(&values.collect::<Vec<_>>())
            }
            Formula::Call(function, arguments) => {
                let arguments: Vec<&Formula> = arguments.iter().collect();
                match function {
                    Function::Abs
                    | Function::Least
                    | Function::Greatest
                    | Function::Coalesce
                    | Function::Nullif => same(&arguments),
                    Function::Ceil | Function::Floor | Function::Round => arguments.first()?.degree(of),
                    Function::Sqrt | Function::Ln | Function::Exp | Function::Power => constant(&arguments),
                }
            }
        }
    }
}
