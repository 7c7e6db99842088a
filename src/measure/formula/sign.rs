//! Whether a formula can come to less than 0.

use super::{Formula, Function, Operator};

impl Formula {
    /// Whether it never comes to less than 0, where `of` says so of each name: counts, and their sums, products and ratios.
    pub fn is_never_negative(&self, of: &dyn Fn(&str) -> bool) -> bool {
        let is = |part: &Formula| part.is_never_negative(of);
        match self {
            Formula::Number(number) => *number >= 0.0,
            Formula::Name(name) => of(name),
            Formula::Negate(_) | Formula::Arithmetic(Operator::Subtract, ..) => false,
            Formula::Arithmetic(_, a, b) => is(a) && is(b),
            // Truth values are 1 and 0.
            Formula::Compare(..) | Formula::And(..) | Formula::Or(..) | Formula::Not(_) => true,
            Formula::Case(branches, otherwise) => {
                branches.iter().all(|(_, then)| is(then)) && otherwise.as_deref().is_none_or(is)
            }
            Formula::Call(function, arguments) => match function {
                Function::Abs | Function::Sqrt | Function::Exp => true,
                Function::Ln => false,
                Function::Ceil | Function::Floor | Function::Round | Function::Power | Function::Nullif => {
                    arguments.first().is_some_and(is)
                }
                Function::Least | Function::Greatest | Function::Coalesce => arguments.iter().all(is),
            },
        }
    }
}
