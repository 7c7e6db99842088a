//! Formulas over names: other measures, the figures of a score, or those of a measure's segment.

use datafusion::sql::sqlparser::ast::{self, BinaryOperator, UnaryOperator, Value};
use datafusion::sql::sqlparser::tokenizer::{Span as SqlSpan, Token, TokenWithSpan};

use super::causes::{
    ArgumentsMiscounted, FormulaTooDeep, NoNumber, NotACondition, TooManyBranches, UnknownMeasure,
    WordNotAllowed,
};
use super::chain::{Chain, Family};
use super::source::{
    ExpressionError, Source, arguments, function_name, parse, parse_as, span_of, with_large_stack,
};
use crate::measure::formula::{Comparison, Formula, Function};
use crate::problem::{Cause, UnknownId, near};

/// Reads a formula over measures, of which `known` are the ids.
///
/// # Errors
/// The first part that is not of the language; an unknown name is `formula-unknown-measure`.
pub fn formula(text: &str, known: &[&str]) -> Result<Formula, ExpressionError> {
    with_large_stack(text, || {
        Reader { source: Source::new(text), known, over: FormulaScope::Measures }.whole(&parse(text)?)
    })
}

/// Reads the formula of a score over the figures `known`.
///
/// # Errors
/// The first part that is not of the language; an unknown name is `unknown-id`.
pub fn score(text: &str, known: &[&str]) -> Result<Formula, ExpressionError> {
    with_large_stack(text, || {
        Reader { source: Source::new(text), known, over: FormulaScope::Figures }.whole(&parse(text)?)
    })
}

/// Reads a condition over the figures `known` of a segment, where `90%` is 0.9.
///
/// # Errors
/// The first part that is not of the language; an unknown name is `unknown-id`, and what is no condition `type-mismatch`.
pub fn segments(text: &str, known: &[&str]) -> Result<Formula, ExpressionError> {
    with_large_stack(text, || {
        let expr = parse_as(text, percents)?;
        let reader = Reader { source: Source::new(text), known, over: FormulaScope::Segments };
        let formula = reader.whole(&expr)?;
        match formula {
            Formula::Compare(..) | Formula::And(..) | Formula::Or(..) | Formula::Not(_) => Ok(formula),
            _ => {
                let error = reader.error(NotACondition { text: expr.to_string() }, span_of(&expr));
                Err(error)
            }
        }
    })
}

/// Numbers with a percent sign as the fractions they are. Nothing of formulas divides with rest.
fn percents(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut fractions: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let number = fractions.iter().rposition(|t| !matches!(t.token, Token::Whitespace(_)));
        let last = number.and_then(|at| fractions.get_mut(at)).filter(|_| token.token == Token::Mod);
        match last {
            Some(TokenWithSpan { token: Token::Number(text, _), span }) => {
                if let Ok(percent) = text.parse::<f64>() {
                    *text = (percent / 100.0).to_string();
                }
                *span = span.union(&token.span);
            }
            _ => fractions.push(token),
        }
    }
    fractions
}

/// What the names of a formula are.
#[derive(Clone, Copy)]
enum FormulaScope {
    Measures,
    Figures,
    Segments,
}

struct Reader<'a, 'k> {
    source: Source<'a>,
    known: &'a [&'k str],
    over: FormulaScope,
}

type Result<T, E = ExpressionError> = std::result::Result<T, E>;

impl Reader<'_, '_> {
    fn error(&self, cause: impl Cause, span: SqlSpan) -> ExpressionError {
        ExpressionError::new(cause, &self.source, span)
    }

    fn whole(&self, expr: &ast::Expr) -> Result<Formula> {
        let formula = self.read(expr)?;
        printable(&formula, &self.source, expr)?;
        Ok(formula)
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
                let id = name.value.clone();
                let error = match self.over {
                    FormulaScope::Measures => self.error(UnknownMeasure { measure: id }, name.span),
                    FormulaScope::Figures | FormulaScope::Segments => {
                        self.error(UnknownId { what: "figure".to_owned(), id }, name.span)
                    }
                };
                let known =
                    || self.known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                Err(match (self.over, near) {
                    (FormulaScope::Figures, None) => {
                        error.help(format!("a score is computed from {}", known()))
                    }
                    (FormulaScope::Segments, None) => {
                        error.help(format!("known of a segment are {}", known()))
                    }
                    (FormulaScope::Measures, None) => {
                        error.help("a formula is computed of other measures: make one of the column first")
                    }
                    (_, near) => error.did_you_mean(near),
                })
            }
            ast::Expr::Value(value) => match &value.value {
                Value::Number(text, _) => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() => Ok(Formula::Number(number)),
                    _ => Err(self.error(NoNumber { text: text.to_string() }, value.span)),
                },
                Value::Boolean(b) => Ok(Formula::Number(f64::from(u8::from(*b)))),
                other => Err(self.error(WordNotAllowed { word: other.to_string() }, value.span)),
            },
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr } => Ok(Formula::Negate(boxed(expr)?)),
            ast::Expr::UnaryOp { op: UnaryOperator::Plus, expr } => self.read(expr),
            ast::Expr::UnaryOp { op: UnaryOperator::Not, expr } => Ok(Formula::Not(boxed(expr)?)),
            ast::Expr::BinaryOp { left, op, right } => self.binary(expr, left, op, right),
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
            other => Err(self.error(WordNotAllowed { word: other.to_string() }, span_of(other))),
        }
    }

    fn binary(
        &self,
        expr: &ast::Expr,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
    ) -> Result<Formula> {
        let compare = |comparison| {
            Ok(Formula::Compare(comparison, Box::new(self.read(left)?), Box::new(self.read(right)?)))
        };
        let refused = || Err(self.error(WordNotAllowed { word: op.to_string() }, span_of(expr)));
        if let Some(family) = Family::from_operator(op) {
            let chain = Chain::new(expr, family);
            let mut terms = chain.terms().map(|term| self.read(term)).collect::<Result<Vec<_>>>()?;
            let joined = match family {
                Family::Or => Formula::any(terms),
                Family::And => Formula::all(terms),
                Family::Text => None,
                Family::Sum | Family::Product => {
                    let first = terms.remove(0);
                    signed(&chain, first, terms, family)
                }
            };
            return joined.map_or_else(refused, Ok);
        }
        match op {
            BinaryOperator::Eq => compare(Comparison::Equal),
            BinaryOperator::NotEq => compare(Comparison::NotEqual),
            BinaryOperator::Lt => compare(Comparison::Less),
            BinaryOperator::LtEq => compare(Comparison::LessOrEqual),
            BinaryOperator::Gt => compare(Comparison::Greater),
            BinaryOperator::GtEq => compare(Comparison::GreaterOrEqual),
            _ => refused(),
        }
    }

    fn call(&self, call: &ast::Function) -> Result<Formula> {
        let (name, span) = function_name(call);
        let Some((function, _, least, most)) = Function::ALL.iter().find(|(_, n, ..)| *n == name) else {
            let near = near(&name, Function::ALL.iter().map(|(_, n, ..)| *n));
            let error = self.error(WordNotAllowed { word: name.to_string() }, span);
            return Err(match near {
                Some(_) => error.did_you_mean(near),
                None => {
                    error.help("a formula computes with measures; rows are aggregated by their own measures")
                }
            });
        };
        let (_, list) = arguments(call, &self.source)?;
        if !(*least..=*most).contains(&list.len()) || list.iter().any(Option::is_none) {
            let many = format!("{least} to {most}");
            return Err(
                self.error(ArgumentsMiscounted { many, function: name.to_string(), found: list.len() }, span)
            );
        }
        let list = list.into_iter().flatten().map(|a| self.read(a)).collect::<Result<Vec<_>>>()?;
        Ok(Formula::Call(*function, list))
    }
}

/// A sum or product of terms by the operations of their chain.
pub(super) fn signed(
    chain: &Chain<'_>,
    first: Formula,
    others: Vec<Formula>,
    family: Family,
) -> Option<Formula> {
    let is_direct = |op: &BinaryOperator| matches!(op, BinaryOperator::Plus | BinaryOperator::Multiply);
    let signs = chain.rest.iter().map(|(op, _)| is_direct(op));
    let terms = std::iter::once((true, first)).chain(signs.zip(others)).collect();
    if family == Family::Sum { Formula::sum(terms) } else { Formula::product(terms) }
}

/// How deep a formula may be for a page and a sheet to hold it.
const DEEPEST: usize = 24;

/// How many branches a `case` may have for a sheet to hold it.
const BRANCHES: usize = 40;

/// Refuses a formula that no page and no sheet would hold.
pub(super) fn printable(
    formula: &Formula,
    source: &Source<'_>,
    expr: &ast::Expr,
) -> Result<(), ExpressionError> {
    let (depth, branches) = (formula.depth(), formula.branches());
    if depth > DEEPEST {
        return Err(ExpressionError::new(FormulaTooDeep { depth, most: DEEPEST }, source, span_of(expr)));
    }
    if branches > BRANCHES {
        return Err(ExpressionError::new(
            TooManyBranches { branches, most: BRANCHES },
            source,
            span_of(expr),
        ));
    }
    Ok(())
}
