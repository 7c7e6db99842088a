//! The closed language of formulas over components or over other measures, with all its faces.

mod degree;
mod operator;
mod sign;

use serde::Serialize;

pub use operator::{Comparison, Function, Operator};

/// A formula: what a measure computes from its components.
///
/// One tree has several faces: it is evaluated ([`Formula::evaluate`]), written as a live spreadsheet
/// formula ([`Formula::spreadsheet`]), set as mathematics (its serialised form is walked by the page template)
/// and read aloud (by the room of words). Truth values are the numbers 1 and 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// A literal number.
    Number(f64),
    /// A component of this measure, or another measure, by name.
    Name(String),
    /// `− a`
    Negate(Box<Formula>),
    /// `a + b`, `a − b`, `a · b`, `a ÷ b`
    Arithmetic(Operator, Box<Formula>, Box<Formula>),
    /// `a = b`, `a < b`, …
    Compare(Comparison, Box<Formula>, Box<Formula>),
    /// `a and b`
    And(Box<Formula>, Box<Formula>),
    /// `a or b`
    Or(Box<Formula>, Box<Formula>),
    /// `not a`
    Not(Box<Formula>),
    /// The first branch whose condition holds, else the last formula.
    Case(Vec<(Formula, Formula)>, Option<Box<Formula>>),
    /// A function of the list [`Function`].
    Call(Function, Vec<Formula>),
}

impl Formula {
    /// A component or measure by name.
    pub fn name(name: &str) -> Formula {
        Formula::Name(name.to_owned())
    }

    /// `self ÷ other`
    pub fn over(self, other: Formula) -> Formula {
        Formula::Arithmetic(Operator::Divide, Box::new(self), Box::new(other))
    }

    /// `self ÷ length`, where that is not 1.
    pub fn in_units_of(self, length: f64) -> Formula {
        if length == 1.0 { self } else { self.over(Formula::Number(length)) }
    }

    /// `self − other`
    pub fn minus(self, other: Formula) -> Formula {
        Formula::Arithmetic(Operator::Subtract, Box::new(self), Box::new(other))
    }

    /// `self + other`
    pub fn plus(self, other: Formula) -> Formula {
        Formula::Arithmetic(Operator::Add, Box::new(self), Box::new(other))
    }

    /// `self · other`
    pub fn times(self, other: Formula) -> Formula {
        Formula::Arithmetic(Operator::Multiply, Box::new(self), Box::new(other))
    }

    /// Terms that are each added or taken away; the first is added.
    pub fn sum(terms: Vec<(bool, Formula)>) -> Option<Formula> {
        if terms.len() <= AS_READ {
            let step = |(first, sum): (bool, Formula), (adds, term): (bool, Formula)| {
                (first, if adds { sum.plus(term) } else { sum.minus(term) })
            };
            return terms.into_iter().reduce(step).map(|(_, sum)| sum);
        }
        let (added, taken) = sides(terms);
        match (paired(added, Formula::plus), paired(taken, Formula::plus)) {
            (Some(added), Some(taken)) => Some(added.minus(taken)),
            (added, taken) => added.or(taken),
        }
    }

    /// Terms that are each a factor or a divisor; the first is a factor.
    pub fn product(terms: Vec<(bool, Formula)>) -> Option<Formula> {
        if terms.len() <= AS_READ {
            let step = |(first, product): (bool, Formula), (multiplies, term): (bool, Formula)| {
                (first, if multiplies { product.times(term) } else { product.over(term) })
            };
            return terms.into_iter().reduce(step).map(|(_, product)| product);
        }
        let (factors, divisors) = sides(terms);
        match (paired(factors, Formula::times), paired(divisors, Formula::times)) {
            (Some(factors), Some(divisors)) => Some(factors.over(divisors)),
            (factors, divisors) => factors.or(divisors),
        }
    }

    /// Conditions that all hold.
    pub fn all(conditions: Vec<Formula>) -> Option<Formula> {
        paired(conditions, |a, b| Formula::And(Box::new(a), Box::new(b)))
    }

    /// Conditions of which one holds.
    pub fn any(conditions: Vec<Formula>) -> Option<Formula> {
        paired(conditions, |a, b| Formula::Or(Box::new(a), Box::new(b)))
    }

    /// Numerator and denominator, where the formula is a quotient: also one times or by a number, or a number plus or minus one.
    pub fn as_ratio(&self) -> Option<(Formula, Formula)> {
        let Formula::Arithmetic(operator, a, b) = self else { return None };
        match (operator, &**a, &**b) {
            (Operator::Divide, ratio, number) if number.names().is_empty() => {
                let (above, below) = ratio.as_ratio()?;
                Some((above.over(number.clone()), below))
            }
            (Operator::Divide, above, below) => Some((above.clone(), below.clone())),
            (Operator::Multiply, factor @ Formula::Number(_), ratio)
            | (Operator::Multiply, ratio, factor @ Formula::Number(_)) => {
                let (above, below) = ratio.as_ratio()?;
                Some((factor.clone().times(above), below))
            }
            (Operator::Add, number @ Formula::Number(_), ratio)
            | (Operator::Add, ratio, number @ Formula::Number(_)) => {
                let (above, below) = ratio.as_ratio()?;
                Some((number.clone().times(below.clone()).plus(above), below))
            }
            (Operator::Subtract, number @ Formula::Number(_), ratio) => {
                let (above, below) = ratio.as_ratio()?;
                Some((number.clone().times(below.clone()).minus(above), below))
            }
            (Operator::Subtract, ratio, number @ Formula::Number(_)) => {
                let (above, below) = ratio.as_ratio()?;
                Some((above.minus(number.clone().times(below.clone())), below))
            }
            _ => None,
        }
    }

    /// What stands directly inside, from left to right.
    pub fn parts(&self) -> Vec<&Formula> {
        match self {
            Formula::Number(_) | Formula::Name(_) => Vec::new(),
            Formula::Negate(a) | Formula::Not(a) => vec![a],
            Formula::Arithmetic(_, a, b)
            | Formula::Compare(_, a, b)
            | Formula::And(a, b)
            | Formula::Or(a, b) => vec![a, b],
            Formula::Case(branches, otherwise) => {
                let branches = branches.iter().flat_map(|(condition, then)| [condition, then]);
                branches.chain(otherwise.as_deref()).collect()
            }
            Formula::Call(_, arguments) => arguments.iter().collect(),
        }
    }

    /// How many operations stand inside one another, at most.
    pub fn depth(&self) -> usize {
        self.parts().into_iter().map(|part| part.depth() + 1).max().unwrap_or(0)
    }

    /// The value, or nothing where a needed value is absent or the formula is undefined (division by zero,
    /// root of a negative number, a result that is not finite).
    pub fn evaluate(&self, value: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
        let result = match self {
            Formula::Number(n) => *n,
            Formula::Name(name) => value(name)?,
            Formula::Negate(a) => -a.evaluate(value)?,
            Formula::Arithmetic(operator, a, b) => {
                let (a, b) = (a.evaluate(value)?, b.evaluate(value)?);
                match operator {
                    Operator::Add => a + b,
                    Operator::Subtract => a - b,
                    Operator::Multiply => a * b,
                    Operator::Divide if b == 0.0 => return None,
                    Operator::Divide => a / b,
                }
            }
            Formula::Compare(comparison, a, b) => {
                f64::from(u8::from(comparison.holds(a.evaluate(value)?, b.evaluate(value)?)))
            }
            Formula::And(a, b) => match (a.truth(value), b.truth(value)) {
                (Some(false), _) | (_, Some(false)) => 0.0,
                (Some(true), Some(true)) => 1.0,
                _ => return None,
            },
            Formula::Or(a, b) => match (a.truth(value), b.truth(value)) {
                (Some(true), _) | (_, Some(true)) => 1.0,
                (Some(false), Some(false)) => 0.0,
                _ => return None,
            },
            Formula::Not(a) => f64::from(u8::from(!a.truth(value)?)),
            Formula::Case(branches, otherwise) => {
                let hit = branches.iter().find(|(condition, _)| condition.truth(value) == Some(true));
                match (hit, otherwise) {
                    (Some((_, then)), _) => then.evaluate(value)?,
                    (None, Some(otherwise)) => otherwise.evaluate(value)?,
                    (None, None) => return None,
                }
            }
            Formula::Call(function, arguments) => call(*function, arguments, value)?,
        };
        result.is_finite().then_some(if result == 0.0 { 0.0 } else { result })
    }

    fn truth(&self, value: &dyn Fn(&str) -> Option<f64>) -> Option<bool> {
        self.evaluate(value).map(|v| v != 0.0)
    }

    /// Every name in the formula, in order of first appearance.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.walk(&mut |formula| {
            if let Formula::Name(name) = formula
                && !names.contains(&name.as_str())
            {
                names.push(name.as_str());
            }
        });
        names
    }

    /// Every number that a name is compared with.
    pub fn compared(&self, name: &str) -> Vec<f64> {
        let mut numbers = Vec::new();
        self.walk(&mut |formula| {
            if let Formula::Compare(_, a, b) = formula {
                for sides in [(a, b), (b, a)] {
                    if let (Formula::Name(other), Formula::Number(number)) = (&**sides.0, &**sides.1)
                        && other == name
                    {
                        numbers.push(*number);
                    }
                }
            }
        });
        numbers
    }

    /// The same formula with other parts, outermost first: what is given in a part's place is not looked into.
    pub fn replaced(&self, replace: &mut dyn FnMut(&Formula) -> Option<Formula>) -> Formula {
        if let Some(other) = replace(self) {
            return other;
        }
        let mut boxed = |f: &Formula| Box::new(f.replaced(replace));
        match self {
            Formula::Number(_) | Formula::Name(_) => self.clone(),
            Formula::Negate(a) => Formula::Negate(boxed(a)),
            Formula::Not(a) => Formula::Not(boxed(a)),
            Formula::Arithmetic(operator, a, b) => Formula::Arithmetic(*operator, boxed(a), boxed(b)),
            Formula::Compare(comparison, a, b) => Formula::Compare(*comparison, boxed(a), boxed(b)),
            Formula::And(a, b) => Formula::And(boxed(a), boxed(b)),
            Formula::Or(a, b) => Formula::Or(boxed(a), boxed(b)),
            Formula::Case(branches, otherwise) => Formula::Case(
                branches.iter().map(|(c, t)| (*boxed(c), *boxed(t))).collect(),
                otherwise.as_deref().map(boxed),
            ),
            Formula::Call(function, list) => {
                Formula::Call(*function, list.iter().map(|a| *boxed(a)).collect())
            }
        }
    }

    /// The same formula with every name replaced.
    pub fn renamed(&self, rename: &dyn Fn(&str) -> String) -> Formula {
        self.replaced(&mut |part| match part {
            Formula::Name(name) => Some(Formula::Name(rename(name))),
            _ => None,
        })
    }

    /// Every divisor in the formula, outermost first: where one of them is zero the formula is undefined.
    pub fn divisors(&self) -> Vec<&Formula> {
        let mut divisors = Vec::new();
        self.walk(&mut |formula| {
            if let Formula::Arithmetic(Operator::Divide, _, divisor) = formula {
                divisors.push(divisor.as_ref());
            }
        });
        divisors
    }

    /// The branches of the longest `case`.
    pub fn branches(&self) -> usize {
        let mut most = 0;
        self.walk(&mut |formula| {
            if let Formula::Case(branches, _) = formula {
                most = most.max(branches.len());
            }
        });
        most
    }

    fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Formula)) {
        visit(self);
        self.parts().into_iter().for_each(|part| part.walk(visit));
    }

    /// The formula in the syntax that Excel and LibreOffice share, without the leading `=`; `cell` gives the
    /// reference of a name. Guarding against absent components and zero divisors is the caller's
    /// ([`Formula::divisors`]).
    pub fn spreadsheet(&self, cell: &dyn Fn(&str) -> String) -> String {
        let list = |formulas: &[Formula]| formulas.iter().map(|f| f.spreadsheet(cell)).collect::<Vec<_>>();
        match self {
            Formula::Number(n) if *n < 0.0 => format!("({n})"),
            Formula::Number(n) => format!("{n}"),
            Formula::Name(name) => cell(name),
            Formula::Negate(a) => format!("(-{})", a.spreadsheet(cell)),
            Formula::Arithmetic(operator, a, b) => {
                format!("({}{}{})", a.spreadsheet(cell), operator.sign(), b.spreadsheet(cell))
            }
            Formula::Compare(c, a, b) => {
                format!("({}{}{})", a.spreadsheet(cell), c.sign(), b.spreadsheet(cell))
            }
            Formula::And(a, b) => format!("AND({},{})", a.spreadsheet(cell), b.spreadsheet(cell)),
            Formula::Or(a, b) => format!("OR({},{})", a.spreadsheet(cell), b.spreadsheet(cell)),
            Formula::Not(a) => format!("NOT({})", a.spreadsheet(cell)),
            Formula::Case(branches, otherwise) => {
                let last = otherwise.as_ref().map_or("NA()".to_owned(), |f| f.spreadsheet(cell));
                branches.iter().rev().fold(last, |rest, (condition, then)| {
                    format!("IF({},{},{rest})", condition.spreadsheet(cell), then.spreadsheet(cell))
                })
            }
            Formula::Call(function, arguments) => {
                let a = list(arguments);
                match function {
                    Function::Abs => format!("ABS({})", a[0]),
                    Function::Ceil => format!("(-INT(-{}))", a[0]),
                    Function::Floor => format!("INT({})", a[0]),
                    Function::Round => format!("ROUND({},{})", a[0], a.get(1).map_or("0", String::as_str)),
                    Function::Sqrt => format!("SQRT({})", a[0]),
                    Function::Ln => format!("LN({})", a[0]),
                    Function::Exp => format!("EXP({})", a[0]),
                    Function::Power => format!("POWER({},{})", a[0], a[1]),
                    Function::Least => format!("MIN({})", a.join(",")),
                    Function::Greatest => format!("MAX({})", a.join(",")),
                    Function::Coalesce => {
                        let last = a.last().cloned().unwrap_or_default();
                        a[..a.len() - 1]
                            .iter()
                            .rev()
                            .fold(last, |rest, x| format!("IF(ISNUMBER({x}),{x},{rest})"))
                    }
                    Function::Nullif => format!("IF({0}={1},NA(),{0})", a[0], a[1]),
                }
            }
        }
    }
}

/// Up to so many terms a chain is computed as it is read, from left to right.
const AS_READ: usize = 12;

/// What is added or multiplied, and what is taken away or divided by.
fn sides(terms: Vec<(bool, Formula)>) -> (Vec<Formula>, Vec<Formula>) {
    let (first, second): (Vec<_>, Vec<_>) = terms.into_iter().partition(|(is_first, _)| *is_first);
    let formulas = |side: Vec<(bool, Formula)>| side.into_iter().map(|(_, formula)| formula).collect();
    (formulas(first), formulas(second))
}

/// Terms joined by an operation whose grouping does not matter, two by two, so that a long chain is no deep tree.
fn paired(terms: Vec<Formula>, join: impl Fn(Formula, Formula) -> Formula) -> Option<Formula> {
    let mut level = terms;
    if level.len() <= AS_READ {
        return level.into_iter().reduce(join);
    }
    while level.len() > 1 {
        let mut next = Vec::with_capacity(level.len().div_ceil(2));
        let mut terms = level.into_iter();
        while let Some(first) = terms.next() {
            next.push(match terms.next() {
                Some(second) => join(first, second),
                None => first,
            });
        }
        level = next;
    }
    level.pop()
}

fn call(function: Function, arguments: &[Formula], value: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let argument = |i: usize| arguments.get(i).and_then(|a| a.evaluate(value));
    let present = || arguments.iter().filter_map(|a| a.evaluate(value));
    Some(match function {
        Function::Abs => argument(0)?.abs(),
        Function::Ceil => argument(0)?.ceil(),
        Function::Floor => argument(0)?.floor(),
        Function::Round => {
            let places = if arguments.len() > 1 { argument(1)? } else { 0.0 };
            let unit = 10_f64.powf(places);
            (argument(0)? * unit).round() / unit
        }
        Function::Sqrt => argument(0)?.sqrt(),
        Function::Ln => argument(0)?.ln(),
        Function::Exp => argument(0)?.exp(),
        Function::Power => argument(0)?.powf(argument(1)?),
        Function::Least => present().reduce(f64::min)?,
        Function::Greatest => present().reduce(f64::max)?,
        Function::Coalesce => present().next()?,
        Function::Nullif => {
            let first = argument(0)?;
            if Some(first) == argument(1) {
                return None;
            }
            first
        }
    })
}
