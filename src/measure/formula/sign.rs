//! On which side of 0 a formula is.

use super::{Formula, Function, Operator};

/// A side of 0, which belongs to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Never below it.
    Plus,
    /// Never above it.
    Minus,
}

impl Formula {
    /// The side of 0 on which it always is, where `of` says so of each name; `None` where it may be on either.
    pub fn sign(&self, of: &dyn Fn(&str) -> Option<Sign>) -> Option<Sign> {
        let flipped = |sign: Sign| if sign == Sign::Plus { Sign::Minus } else { Sign::Plus };
        match self {
            Formula::Number(number) => Some(if *number < 0.0 { Sign::Minus } else { Sign::Plus }),
            Formula::Name(name) => of(name),
            Formula::Negate(part) => part.sign(of).map(flipped),
            Formula::Arithmetic(operator, a, b) => {
                let (a, b) = (a.sign(of)?, b.sign(of)?);
                let b = if *operator == Operator::Subtract { flipped(b) } else { b };
                match operator {
                    Operator::Add | Operator::Subtract => (a == b).then_some(a),
                    Operator::Multiply | Operator::Divide if a == b => Some(Sign::Plus),
                    Operator::Multiply | Operator::Divide => Some(Sign::Minus),
                }
            }
            _ => self.is_never_negative(&|name| of(name) == Some(Sign::Plus)).then_some(Sign::Plus),
        }
    }

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
