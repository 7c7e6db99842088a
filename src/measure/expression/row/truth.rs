//! Yes and no that are compared with what is neither: `returned = 'Y'` is `returned`.

use datafusion::logical_expr::Cast;
use datafusion::prelude::Expr;
use datafusion::sql::sqlparser::ast::{self, BinaryOperator};

use super::lowering::Lowering;
use crate::locale::truth::truth;
use crate::measure::expression::causes::{OperandsDisagree, TextOfTruth};
use crate::measure::expression::quoting::column_name;
use crate::measure::expression::source::{ExpressionError, span_of};
use crate::measure::expression::typed::{ColumnType, Typed};

/// What a cell of yes and no is compared with: a literal, as it is written.
fn literal(expr: &ast::Expr) -> Option<&str> {
    match expr {
        ast::Expr::Nested(inner) => literal(inner),
        ast::Expr::Value(value) => match &value.value {
            ast::Value::SingleQuotedString(text) | ast::Value::Number(text, _) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

impl Lowering<'_> {
    /// The error of yes or no, or of its text, beside what it never equals; `expr` is the comparison, or the item of a list.
    pub(super) fn truth_beside(
        &self,
        left: &Typed,
        right: &Typed,
        verb: &str,
        expr: &ast::Expr,
    ) -> Option<ExpressionError> {
        let is_truth = |side: &Typed| side.kind == Some(ColumnType::Bool);
        if is_truth(left) != is_truth(right) {
            let (truth, other) = if is_truth(left) { (left, right) } else { (right, left) };
            let word = |kind: Option<ColumnType>| kind.map_or("null", ColumnType::word).to_owned();
            let cause =
                OperandsDisagree { verb: verb.to_owned(), left: word(left.kind), right: word(right.kind) };
            let error = self.error(cause, span_of(expr));
            let name = truth.column.as_deref();
            // A text may say yes or no itself.
            let help = match (operator_and_literal(expr), other.kind, &other.column) {
                (_, Some(ColumnType::Text), Some(column)) => {
                    format!("write `cast({} as bool)`", column_name(column))
                }
                (written, ..) => suggested_comparison(name, written),
            };
            return Some(error.help(help));
        }
        // The text of yes and no is `true` or `false`, whatever its cells say.
        let of = |side: &Typed| self.truth_as_text(&side.expr);
        let (name, written) = match (of(left), of(right), operator_and_literal(expr)) {
            (Some(name), None, written) | (None, Some(name), written) => (name, written),
            _ => return None,
        };
        let text = written.map_or_else(|| literal(expr), |(_, text)| Some(text))?;
        if matches!(text, "true" | "false") {
            return None;
        }
        let error = self.error(TextOfTruth { text: text.to_owned() }, span_of(expr));
        Some(error.help(suggested_comparison(Some(&name), written)))
    }

    /// The column of yes and no of which an expression is the text.
    fn truth_as_text(&self, expr: &Expr) -> Option<String> {
        let Expr::Cast(Cast { expr: inner, .. }) = expr else { return None };
        let truths = self.vocabulary.columns.iter().filter(|(_, known)| known.kind == ColumnType::Bool);
        let mut names = truths.map(|(name, _)| name);
        names.find(|name| self.vocabulary.column(name) == **inner).cloned()
    }
}

/// The operator of a comparison with a literal, and the literal.
fn operator_and_literal(expr: &ast::Expr) -> Option<(&BinaryOperator, &str)> {
    let ast::Expr::BinaryOp { left, op, right } = expr else { return None };
    literal(right).or_else(|| literal(left)).map(|text| (op, text))
}

/// What is written in place of a comparison with yes or no in words.
fn suggested_comparison(column: Option<&str>, written: Option<(&BinaryOperator, &str)>) -> String {
    let Some(column) = column else {
        return "it is true or false already, and compared with nothing".to_owned();
    };
    let name = column_name(column);
    let is_yes = written.and_then(|(op, text)| {
        let is_yes = truth(text.trim())?;
        match op {
            BinaryOperator::Eq => Some(is_yes),
            BinaryOperator::NotEq => Some(!is_yes),
            _ => None,
        }
    });
    match is_yes {
        Some(true) => format!("`{column}` is yes or no: write `{name}`"),
        Some(false) => format!("`{column}` is yes or no: write `not {name}`"),
        None => format!("`{column}` is yes or no: write `{name}`, or `not {name}`"),
    }
}
