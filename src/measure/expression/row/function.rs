//! The functions of expressions over rows.

mod dates;
mod numbers;
mod texts;
mod values;

use datafusion::sql::sqlparser::ast;

use super::lowering::{Lowering, Result};
use crate::measure::expression::causes::{AggregateInRow, ArgumentsMiscounted, WordNotAllowed};
use crate::measure::expression::source::{arguments, function_name};
use crate::measure::expression::typed::Typed;
use crate::problem::near;

/// A function of the language.
struct Function {
    name: &'static str,
    /// The fewest arguments that it takes.
    least: usize,
    /// The most.
    most: usize,
    /// Lowers a call with as many arguments.
    lower: fn(&Lowering<'_>, &[&ast::Expr]) -> Result<Typed>,
}

const fn function(
    name: &'static str,
    (least, most): (usize, usize),
    lower: fn(&Lowering<'_>, &[&ast::Expr]) -> Result<Typed>,
) -> Function {
    Function { name, least, most, lower }
}

const FUNCTIONS: [Function; 33] = [
    function("abs", (1, 1), numbers::abs),
    function("ceil", (1, 1), numbers::ceil),
    function("floor", (1, 1), numbers::floor),
    function("round", (1, 2), numbers::round),
    function("sqrt", (1, 1), numbers::sqrt),
    function("ln", (1, 1), numbers::ln),
    function("exp", (1, 1), numbers::exp),
    function("power", (2, 2), numbers::power),
    function("least", (1, 16), values::least),
    function("greatest", (1, 16), values::greatest),
    function("coalesce", (1, 16), values::coalesce),
    function("nullif", (2, 2), values::nullif),
    function("lower", (1, 1), texts::lower),
    function("upper", (1, 1), texts::upper),
    function("trim", (1, 1), texts::trim),
    function("substr", (2, 3), texts::substr),
    function("length", (1, 1), texts::length),
    function("replace", (3, 3), texts::replace),
    function("concat", (0, usize::MAX), texts::concat),
    function("starts_with", (2, 2), texts::starts_with),
    function("ends_with", (2, 2), texts::ends_with),
    function("contains", (2, 2), texts::contains),
    function("regexp_like", (2, 2), texts::regexp_like),
    function("year", (1, 1), dates::year),
    function("month", (1, 1), dates::month),
    function("day", (1, 1), dates::day),
    function("weekday", (1, 1), dates::weekday),
    function("date_trunc", (2, 2), dates::date_trunc),
    function("month_end", (1, 1), dates::month_end),
    function("days_between", (2, 2), dates::days_between),
    function("hours_between", (2, 2), dates::hours_between),
    function("minutes_between", (2, 2), dates::minutes_between),
    function("as_of", (0, 0), dates::as_of),
];

impl Lowering<'_> {
    /// A call of one of the functions of the language.
    pub(super) fn function(&self, call: &ast::Function) -> Result<Typed> {
        let (name, span) = function_name(call);
        if call.filter.is_some()
            || matches!(name.as_str(), "sum" | "avg" | "count" | "min" | "max" | "median")
        {
            return Err(self.error(AggregateInRow { aggregate: name.to_string() }, span));
        }
        let (_, list) = arguments(call, self.source)?;
        let list: Vec<&ast::Expr> = list.into_iter().flatten().collect();
        let names = || FUNCTIONS.iter().map(|function| function.name);
        let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) else {
            let error = self.error(WordNotAllowed { word: name.to_string() }, span);
            let near = near(&name, names());
            return Err(match near {
                Some(_) => error.did_you_mean(near),
                None => error.help(format!("the functions are {}", names().collect::<Vec<_>>().join(", "))),
            });
        };
        let (least, most) = (function.least, function.most);
        if !(least..=most).contains(&list.len()) {
            let many = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let cause = ArgumentsMiscounted { many, function: name.to_string(), found: list.len() };
            return Err(self.error(cause, span));
        }
        (function.lower)(self, &list)
    }
}
