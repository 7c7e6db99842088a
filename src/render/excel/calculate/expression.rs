//! Formulas as trees.

use std::rc::Rc;

use super::value::Area;

/// A formula as a tree.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    Number(f64),
    Text(Rc<str>),
    Truth(bool),
    Omitted,
    Area(Area),
    Negative(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    Call(Function, Vec<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Join,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

macro_rules! functions {
    ($($variant:ident $name:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Function {
            $($variant,)*
        }

        impl Function {
            pub(super) fn named(name: &str) -> Option<Function> {
                match name {
                    $($name => Some(Function::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

functions! {
    Abs "ABS", And "AND", Choose "CHOOSE", Count "COUNT", CountA "COUNTA", CountIf "COUNTIF", CountIfs "COUNTIFS",
    Exp "EXP", If "IF", IfError "IFERROR", Index "INDEX", Int "INT", IsFormula "_xlfn.ISFORMULA", IsNumber "ISNUMBER", Ln "LN", Match "MATCH",
    Max "MAX", Min "MIN", Na "NA", Not "NOT", Or "OR", Power "POWER", Round "ROUND", Sign "SIGN", Sqrt "SQRT",
    Substitute "SUBSTITUTE", Sum "SUM", SumIfs "SUMIFS", SumProduct "SUMPRODUCT",
}
