//! What formulas are made of, with its signs in text and in a workbook.

use serde::Serialize;

/// The four operations of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Addition.
    Add,
    /// Subtraction.
    Subtract,
    /// Multiplication.
    Multiply,
    /// Real division; by zero it is undefined.
    Divide,
}

/// Comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The functions a formula may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Absolute value.
    Abs,
    /// Smallest whole number not below.
    Ceil,
    /// Largest whole number not above.
    Floor,
    /// Rounded to a number of decimals, halves away from zero.
    Round,
    /// Square root.
    Sqrt,
    /// Natural logarithm.
    Ln,
    /// e to a power.
    Exp,
    /// A power.
    Power,
    /// The least of the values that are present.
    Least,
    /// The greatest of the values that are present.
    Greatest,
    /// The first value that is present.
    Coalesce,
    /// Nothing when both are equal, else the first.
    Nullif,
}

impl Function {
    /// All functions with their spelling and the numbers of arguments they take.
    pub const ALL: [(Function, &'static str, usize, usize); 12] = [
        (Function::Abs, "abs", 1, 1),
        (Function::Ceil, "ceil", 1, 1),
        (Function::Floor, "floor", 1, 1),
        (Function::Round, "round", 1, 2),
        (Function::Sqrt, "sqrt", 1, 1),
        (Function::Ln, "ln", 1, 1),
        (Function::Exp, "exp", 1, 1),
        (Function::Power, "power", 2, 2),
        (Function::Least, "least", 1, 16),
        (Function::Greatest, "greatest", 1, 16),
        (Function::Coalesce, "coalesce", 1, 16),
        (Function::Nullif, "nullif", 2, 2),
    ];

    /// The spelling in a definition.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(f, ..)| *f == self).map_or("", |(_, name, ..)| name)
    }
}

impl Operator {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
        }
    }
}

impl Comparison {
    /// The sign, the same in a definition and in a spreadsheet.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }

    pub(super) fn holds(self, a: f64, b: f64) -> bool {
        match self {
            Comparison::Equal => a == b,
            Comparison::NotEqual => a != b,
            Comparison::Less => a < b,
            Comparison::LessOrEqual => a <= b,
            Comparison::Greater => a > b,
            Comparison::GreaterOrEqual => a >= b,
        }
    }
}
