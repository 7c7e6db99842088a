//! Long chains of one operation: taken apart without going deeper for each term, and put together as a shallow tree.

use datafusion::functions as df;
use datafusion::logical_expr::Operator;
use datafusion::prelude::{Expr, lit};
use datafusion::sql::sqlparser::ast::{self, BinaryOperator};

use super::finite::finite;
use super::terms::binary;

/// Operations that may follow one another without brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `a or b or …`
    Or,
    /// `a and b and …`
    And,
    /// `a || b || …`
    Text,
    /// `a + b - …`
    Sum,
    /// `a * b / …`
    Product,
}

impl Family {
    /// The family of an operation, if it has one.
    pub(super) fn from_operator(operator: &BinaryOperator) -> Option<Family> {
        Some(match operator {
            BinaryOperator::Or => Family::Or,
            BinaryOperator::And => Family::And,
            BinaryOperator::StringConcat => Family::Text,
            BinaryOperator::Plus | BinaryOperator::Minus => Family::Sum,
            BinaryOperator::Multiply | BinaryOperator::Divide => Family::Product,
            _ => return None,
        })
    }
}

/// A chain as written: its first term, and each other with the operation before it.
pub(super) struct Chain<'e> {
    pub(super) first: &'e ast::Expr,
    pub(super) rest: Vec<(&'e BinaryOperator, &'e ast::Expr)>,
}

impl<'e> Chain<'e> {
    /// The terms of a chain of one family, whose outermost operation is given.
    pub(super) fn new(expr: &'e ast::Expr, family: Family) -> Chain<'e> {
        let mut rest = Vec::new();
        let mut first = expr;
        while let ast::Expr::BinaryOp { left, op, right } = first
            && Family::from_operator(op) == Some(family)
        {
            rest.push((op, right.as_ref()));
            first = left;
        }
        rest.reverse();
        Chain { first, rest }
    }

    /// All terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = &'e ast::Expr> {
        std::iter::once(self.first).chain(self.rest.iter().map(|(_, term)| *term))
    }
}

/// Up to so many terms a chain is computed as it is read, from left to right.
const AS_READ: usize = 24;

/// Terms joined by one operation whose grouping does not matter.
pub(crate) fn joined(terms: Vec<Expr>, operator: Operator) -> Option<Expr> {
    let mut level = terms;
    if level.len() <= AS_READ {
        return level.into_iter().reduce(|a, b| binary(a, operator, b));
    }
    while level.len() > 1 {
        let mut next = Vec::with_capacity(level.len().div_ceil(2));
        let mut terms = level.into_iter();
        while let Some(first) = terms.next() {
            next.push(match terms.next() {
                Some(second) => binary(first, operator, second),
                None => first,
            });
        }
        level = next;
    }
    level.pop()
}

/// A sum of terms, each added or taken away; the first is added.
pub(super) fn sum(terms: Vec<(bool, Expr)>) -> Option<Expr> {
    if terms.len() <= AS_READ {
        let sign = |adds: bool| if adds { Operator::Plus } else { Operator::Minus };
        let added = terms.into_iter().reduce(|(first, a), (adds, b)| (first, binary(a, sign(adds), b)));
        return added.map(|(_, sum)| sum);
    }
    let (added, taken): (Vec<_>, Vec<_>) = terms.into_iter().partition(|(adds, _)| *adds);
    let side =
        |terms: Vec<(bool, Expr)>| joined(terms.into_iter().map(|(_, term)| term).collect(), Operator::Plus);
    match (side(added), side(taken)) {
        (Some(added), Some(taken)) => Some(binary(added, Operator::Minus, taken)),
        (added, taken) => added.or(taken),
    }
}

/// A product of terms, each a factor or a divisor; the first is a factor. A division by zero is missing.
pub(super) fn product(terms: Vec<(bool, Expr)>) -> Option<Expr> {
    if terms.len() <= AS_READ {
        let step = |(first, a): (bool, Expr), (multiplies, b): (bool, Expr)| {
            let product = match multiplies {
                true => binary(a, Operator::Multiply, b),
                false => binary(a, Operator::Divide, divisor(b)),
            };
            (first, product)
        };
        return terms.into_iter().reduce(step).map(|(_, product)| product);
    }
    let (factors, divisors): (Vec<_>, Vec<_>) = terms.into_iter().partition(|(multiplies, _)| *multiplies);
    let side = |terms: Vec<(bool, Expr)>| {
        joined(terms.into_iter().map(|(_, term)| term).collect(), Operator::Multiply)
    };
    match (side(factors), side(divisors)) {
        (Some(factors), Some(divisors)) => Some(binary(factors, Operator::Divide, divisor(divisors))),
        (factors, divisors) => factors.or(divisors),
    }
}

/// What is divided by: a number that is not zero and not beyond all numbers.
pub(super) fn divisor(number: Expr) -> Expr {
    df::core::nullif().call(vec![nan_to_null(number), lit(0.0)])
}

/// A number with the other sign; a zero has none.
pub(super) fn negated(number: Expr) -> Expr {
    match number {
        Expr::Literal(..) => Expr::Negative(Box::new(number)),
        other => binary(lit(0.0), Operator::Minus, other),
    }
}

/// A number that arithmetic gave, or nothing where that is no number.
pub(super) fn nan_to_null(number: Expr) -> Expr {
    let is_computed = |expr: &Expr| match expr {
        Expr::BinaryExpr(operation) => {
            matches!(operation.op, Operator::Plus | Operator::Minus | Operator::Multiply | Operator::Divide)
        }
        _ => false,
    };
    let computed = match &number {
        Expr::Negative(inner) => is_computed(inner),
        other => is_computed(other),
    };
    if computed { finite(number) } else { number }
}

/// Numbers added up, however many there are; `None` where there are none.
pub(crate) fn added(numbers: Vec<Expr>) -> Option<Expr> {
    joined(numbers, datafusion::logical_expr::Operator::Plus)
}
