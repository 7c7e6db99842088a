//! A source's derived columns and filters, which may use one another in any order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use datafusion::prelude::{Expr, lit};

use crate::definition::document::source::Source;
use crate::measure::expression::{ExpressionError, KnownColumn, row};
use crate::measure::expression_problem;
use crate::measure::{ColumnType, Text, Vocabulary};
use crate::problem::{Code, Problem, Problems, Spanned};

/// What came of a source's own expressions.
pub(super) struct Defined {
    /// Computed columns, each after those it uses.
    pub(super) derive: Vec<(String, Expr, ColumnType)>,
    /// Names whose expression cannot be used; what uses them has no fault of its own.
    pub(super) broken: BTreeSet<String>,
}

/// One definition that waits for those it uses.
struct Waiting<'d> {
    name: &'d Spanned<String>,
    text: &'d Text,
    is_filter: bool,
}

/// Adds derived columns and filters to the vocabulary.
///
/// Each round defines what uses only what is already known; what is left when a round defines nothing stands in a
/// circle, or waits for one.
pub(super) fn define(source: &Source, words: &mut Vocabulary, problems: &RefCell<Problems>) -> Defined {
    let mut defined = Defined { derive: Vec::new(), broken: BTreeSet::new() };
    let report = |problem: Problem| problems.borrow_mut().push(problem);
    let derived = source.derive.iter().map(|(name, text)| Waiting { name, text, is_filter: false });
    let filters = source.filters.iter().map(|(name, text)| Waiting { name, text, is_filter: true });
    let mut waiting: Vec<Waiting<'_>> = Vec::new();
    for item in derived.chain(filters) {
        let name = &item.name.value;
        if words.columns.contains_key(name) || waiting.iter().any(|other| other.name.value == *name) {
            let message = format!("`{name}` is already a column of `{}`", words.source);
            report(
                Problem::new(Code::ShadowedColumn, message).at(item.name.span).help("choose another name"),
            );
        } else {
            waiting.push(item);
        }
    }
    loop {
        let names: BTreeSet<String> = waiting.iter().map(|item| item.name.value.clone()).collect();
        let mut blocked: BTreeMap<String, String> = BTreeMap::new();
        let mut left = Vec::new();
        let before = waiting.len();
        for item in waiting {
            let name = item.name.value.clone();
            match row::expression(&item.text.value, words) {
                Err(error) => match unknown(&error, item.text) {
                    Some(needed) if names.contains(&needed) => {
                        blocked.insert(name, needed);
                        left.push(item);
                    }
                    Some(needed) if defined.broken.contains(&needed) => broken(&item, words, &mut defined),
                    _ => {
                        report(expression_problem(item.text, error));
                        broken(&item, words, &mut defined);
                    }
                },
                Ok(typed) if item.is_filter => match typed.kind {
                    Some(ColumnType::Bool) | None => {
                        words.filters.insert(name, typed.expr);
                    }
                    Some(kind) => {
                        let message = format!("filter `{name}` gives {}", kind.word());
                        let problem = Problem::new(Code::FilterNotCondition, message).at(item.text.span);
                        report(problem.help("compare it with something"));
                        broken(&item, words, &mut defined);
                    }
                },
                Ok(typed) => {
                    let kind = typed.kind.unwrap_or(ColumnType::Text);
                    words.columns.insert(name.clone(), KnownColumn { kind, undeclared: false });
                    defined.derive.push((name, typed.expr, kind));
                }
            }
        }
        if left.is_empty() {
            return defined;
        }
        if left.len() == before {
            report(circle(&left, &blocked));
            left.iter().for_each(|item| broken(item, words, &mut defined));
            return defined;
        }
        waiting = left;
    }
}

fn broken(item: &Waiting<'_>, words: &mut Vocabulary, defined: &mut Defined) {
    // A filter is a condition whatever is wrong with it, so what uses it can still be checked.
    if item.is_filter {
        words.filters.insert(item.name.value.clone(), lit(true));
    }
    defined.broken.insert(item.name.value.clone());
}

/// The name that an expression lacks, if that is what is wrong with it.
fn unknown(error: &ExpressionError, text: &Text) -> Option<String> {
    let word = text.value.get(error.range.clone()).filter(|_| error.code == Code::UnknownColumn)?;
    Some(word.trim_matches('"').to_owned())
}

/// Follows from one to the next until one comes again.
fn circle(left: &[Waiting<'_>], blocked: &BTreeMap<String, String>) -> Problem {
    let mut path: Vec<String> = left.first().map(|item| item.name.value.clone()).into_iter().collect();
    while let Some(next) = path.last().and_then(|name| blocked.get(name)) {
        if let Some(start) = path.iter().position(|name| name == next) {
            path.push(next.clone());
            path.drain(..start);
            break;
        }
        path.push(next.clone());
    }
    let names: Vec<String> = path.iter().map(|name| format!("`{name}`")).collect();
    let problem = Problem::new(Code::DeriveCycle, names.join(" needs "));
    let first = left.iter().find(|item| path.first() == Some(&item.name.value));
    match first {
        Some(item) => problem.at(item.text.span).help("take one of them out of the circle"),
        None => problem,
    }
}
