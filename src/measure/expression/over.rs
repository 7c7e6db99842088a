//! Formulas over names: other measures, or the components a text already names.

use datafusion::sql::sqlparser::ast::{self, BinaryOperator, Spanned as _, UnaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::Span as SqlSpan;

use super::{ExpressionError, Source, arguments, function_name, parse};
use crate::measure::formula::{Comparison, Formula, Function, Operator};
use crate::problem::{Code, near};

/// Reads a formula over measures, of which `known` are the ids.
///
/// # Errors
/// The first part that is not of the language; an unknown name is `formula-unknown-measure`.
pub fn formula(text: &str, known: &[&str]) -> Result<Formula, ExpressionError> {
    Reader { source: Source::new(text), known, over: Over::Measures }.read(&parse(text)?)
}

/// Reads the formula of a score over the figures `known`.
///
/// # Errors
/// The first part that is not of the language; an unknown name is `unknown-id`.
pub fn score(text: &str, known: &[&str]) -> Result<Formula, ExpressionError> {
    Reader { source: Source::new(text), known, over: Over::Figures }.read(&parse(text)?)
}

/// What the names of a formula are.
#[derive(Clone, Copy)]
enum Over {
    Measures,
    Figures,
}

struct Reader<'a, 'k> {
    source: Source<'a>,
    known: &'a [&'k str],
    over: Over,
}

type Result<T, E = ExpressionError> = std::result::Result<T, E>;

impl Reader<'_, '_> {
    fn error(&self, code: Code, message: String, span: SqlSpan) -> ExpressionError {
        ExpressionError::new(code, message, &self.source, span)
    }

    fn read(&self, expr: &ast::Expr) -> Result<Formula> {
        let boxed = |e: &ast::Expr| self.read(e).map(Box::new);
        match expr {
            ast::Expr::Nested(inner) => self.read(inner),
            ast::Expr::Identifier(name) if self.known.contains(&name.value.as_str()) => {
                Ok(Formula::Name(name.value.clone()))
            }
            ast::Expr::Identifier(name) => {
                let near = near(&name.value, self.known.iter().copied());
                let (code, what) = match self.over {
                    Over::Measures => (Code::FormulaUnknownMeasure, "measure"),
                    Over::Figures => (Code::UnknownId, "figure"),
                };
                let error = self.error(code, format!("no {what} `{}`", name.value), name.span);
                Err(match (self.over, near) {
                    (Over::Figures, None) => {
                        let known: Vec<String> = self.known.iter().map(|name| format!("`{name}`")).collect();
                        error.help(format!("a score is computed from {}", known.join(", ")))
                    }
                    (_, near) => error.did_you_mean(near),
                })
            }
            ast::Expr::Value(value) => match &value.value {
                Value::Number(text, _) => Ok(Formula::Number(text.parse().unwrap_or(f64::NAN))),
                Value::Boolean(b) => Ok(Formula::Number(f64::from(u8::from(*b)))),
                other => {
                    Err(self.error(Code::NotAllowed, format!("`{other}` may not be used here"), value.span))
                }
            },
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => Ok(Formula::Negate(boxed(expr)?)),
            ast::Expr::UnaryOp { op: UnaryOperator::Plus, expr } => self.read(expr),
            ast::Expr::UnaryOp { op: UnaryOperator::Not, expr } => Ok(Formula::Not(boxed(expr)?)),
            ast::Expr::BinaryOp { left, op, right } => self.binary(left, op, right, expr.span()),
            ast::Expr::Between { expr, negated, low, high } => {
                let value = self.read(expr)?;
                let inside = Formula::And(
                    Box::new(Formula::Compare(
                        Comparison::GreaterOrEqual,
                        Box::new(value.clone()),
                        boxed(low)?,
                    )),
                    Box::new(Formula::Compare(Comparison::LessOrEqual, Box::new(value), boxed(high)?)),
                );
                Ok(if *negated { Formula::Not(Box::new(inside)) } else { inside })
            }
            ast::Expr::Case { operand: None, conditions, else_result, .. } => {
                let branches = conditions
                    .iter()
                    .map(|when| Ok((self.read(&when.condition)?, self.read(&when.result)?)))
                    .collect::<Result<Vec<_>>>()?;
                Ok(Formula::Case(branches, else_result.as_ref().map(|e| boxed(e)).transpose()?))
            }
            ast::Expr::Ceil { expr, .. } => Ok(Formula::Call(Function::Ceil, vec![self.read(expr)?])),
            ast::Expr::Floor { expr, .. } => Ok(Formula::Call(Function::Floor, vec![self.read(expr)?])),
            ast::Expr::Function(call) => self.call(call),
            other => {
                Err(self.error(Code::NotAllowed, format!("`{other}` may not be used here"), other.span()))
            }
        }
    }

    fn binary(
        &self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
        span: SqlSpan,
    ) -> Result<Formula> {
        let (a, b) = (Box::new(self.read(left)?), Box::new(self.read(right)?));
        Ok(match op {
            BinaryOperator::Plus => Formula::Arithmetic(Operator::Add, a, b),
            BinaryOperator::Minus => Formula::Arithmetic(Operator::Subtract, a, b),
            BinaryOperator::Multiply => Formula::Arithmetic(Operator::Multiply, a, b),
            BinaryOperator::Divide => Formula::Arithmetic(Operator::Divide, a, b),
            BinaryOperator::Eq => Formula::Compare(Comparison::Equal, a, b),
            BinaryOperator::NotEq => Formula::Compare(Comparison::NotEqual, a, b),
            BinaryOperator::Lt => Formula::Compare(Comparison::Less, a, b),
            BinaryOperator::LtEq => Formula::Compare(Comparison::LessOrEqual, a, b),
            BinaryOperator::Gt => Formula::Compare(Comparison::Greater, a, b),
            BinaryOperator::GtEq => Formula::Compare(Comparison::GreaterOrEqual, a, b),
            BinaryOperator::And => Formula::And(a, b),
            BinaryOperator::Or => Formula::Or(a, b),
            other => {
                return Err(self.error(Code::NotAllowed, format!("`{other}` may not be used here"), span));
            }
        })
    }

    fn call(&self, call: &ast::Function) -> Result<Formula> {
        let (name, span) = function_name(call);
        let Some((function, _, least, most)) = Function::ALL.iter().find(|(_, n, ..)| *n == name) else {
            let near = near(&name, Function::ALL.iter().map(|(_, n, ..)| *n));
            let error = self.error(Code::NotAllowed, format!("`{name}` may not be used here"), span);
            return Err(match near {
                Some(_) => error.did_you_mean(near),
                None => {
                    error.help("a formula computes with measures; rows are aggregated by their own measures")
                }
            });
        };
        let (_, list) = arguments(call, &self.source)?;
        if !(*least..=*most).contains(&list.len()) || list.iter().any(Option::is_none) {
            let message = format!("expected {least} to {most} values in `{name}`, found {}", list.len());
            return Err(self.error(Code::ExpressionSyntax, message, span));
        }
        let list = list.into_iter().flatten().map(|a| self.read(a)).collect::<Result<Vec<_>>>()?;
        Ok(Formula::Call(*function, list))
    }
}
