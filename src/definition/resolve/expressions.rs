//! A source's derived columns and filters, which may use one another in any order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::prelude::{Expr, lit};

use crate::definition::document::source::Source;
use crate::definition::usage::split;
use crate::measure::expression::{ExpressionError, KnownColumn, row};
use crate::measure::expression_problem;
use crate::measure::{ColumnType, Text, Vocabulary};
use crate::problem::{Cause, Code, Problem, Problems, Spanned, UnknownColumn, causes};

/// What came of a source's own expressions.
#[derive(Default)]
pub(super) struct ResolvedExpressions {
    /// Computed columns, each after those it uses; without a type where no word means it.
    pub(super) derive: Vec<(String, Expr, Option<ColumnType>)>,
    /// Names whose expression cannot be used; what uses them has no fault of its own.
    pub(super) broken: BTreeSet<String>,
}

/// One definition that waits for those it uses.
struct PendingDefinition<'d> {
    name: &'d Spanned<String>,
    text: &'d Text,
    is_filter: bool,
}

/// Derived columns and filters that a source may have.
const MOST: usize = 1_000;

/// Adds derived columns and filters to the vocabulary.
///
/// Each round defines what uses only what is already known; what is left when a round defines nothing stands in a
/// circle, or waits for one.
pub(super) fn define(
    source: &Source,
    words: &mut Vocabulary,
    problems: &RefCell<Problems>,
) -> ResolvedExpressions {
    let mut defined = ResolvedExpressions::default();
    // The rows of a part are those of another source, which does not hold what the part computes.
    let is_part = source.from.is_some();
    let report = |problem: Problem| problems.borrow_mut().push(problem);
    let derived = source.derive.iter().map(|(name, text)| PendingDefinition { name, text, is_filter: false });
    let filters = source.filters.iter().map(|(name, text)| PendingDefinition { name, text, is_filter: true });
    let mut waiting: Vec<PendingDefinition<'_>> = Vec::new();
    if let Some(item) = derived.clone().chain(filters.clone()).nth(MOST) {
        report(
            Problem::new(TooManyDerived { source: words.source.to_string(), most: MOST }).at(item.name.span),
        );
    }
    for item in derived.chain(filters).take(MOST) {
        let name = &item.name.value;
        if words.columns.contains_key(name) || waiting.iter().any(|other| other.name.value == *name) {
            report(
                Problem::new(ShadowedColumn { name: name.to_string(), source: words.source.to_string() })
                    .at(item.name.span),
            );
        } else {
            waiting.push(item);
        }
    }
    let mut waiting = in_order(waiting);
    loop {
        let names: BTreeSet<String> = waiting.iter().map(|item| item.name.value.clone()).collect();
        let mut blocked: BTreeMap<String, String> = BTreeMap::new();
        let mut left = Vec::new();
        let before = waiting.len();
        for item in waiting {
            let name = item.name.value.clone();
            match row::expression(&item.text.value, words) {
                Err(error) => match unknown(&error) {
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
                    Some(ColumnType::Bool) | None => match (is_large(&typed.expr), is_part) {
                        (false, _) => _ = words.filters.insert(name, typed.expr),
                        // What many others would repeat is computed once for each row.
                        (true, false) => {
                            let column = format!("${name}");
                            words.filters.insert(name, row::column(&column));
                            defined.derive.push((column, typed.expr, None));
                        }
                        (true, true) => {
                            report(too_large("filter", &item));
                            broken(&item, words, &mut defined);
                        }
                    },
                    Some(kind) => {
                        let cause = NoCondition { name: name.to_string(), kind: kind.word().to_owned() };
                        report(Problem::new(cause).at(item.text.span));
                        broken(&item, words, &mut defined);
                    }
                },
                Ok(typed) => {
                    let kind = typed.kind.unwrap_or(ColumnType::Text);
                    // What is computed of a column without a value has none either.
                    let has_codes = !row::coded(&typed.expr, words).is_empty();
                    let known = KnownColumn { kind, undeclared: false, holds_cells: false, has_codes };
                    words.columns.insert(name.clone(), known);
                    if is_part && is_large(&typed.expr) {
                        report(too_large("derived column", &item));
                        broken(&item, words, &mut defined);
                        continue;
                    }
                    if is_part {
                        words.computed.insert(name.clone(), typed.expr.clone());
                    }
                    defined.derive.push((name, typed.expr, Some(kind)));
                }
            }
        }
        if left.is_empty() {
            return defined;
        }
        if left.len() == before {
            left.sort_by_key(|item| item.name.span.start);
            report(circle(&left, &blocked));
            left.iter().for_each(|item| broken(item, words, &mut defined));
            return defined;
        }
        waiting = left;
    }
}

/// Parts of an expression beyond which it is not repeated in what uses it.
const LARGE: usize = 200;

/// Whether an expression has more parts than may be repeated.
fn is_large(expr: &Expr) -> bool {
    let mut parts = 0;
    let counted = expr.apply(|_| {
        parts += 1;
        Ok(if parts > LARGE { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    });
    counted.is_err() || parts > LARGE
}

/// The problem of what a part of a source computes by too many others.
fn too_large(what: &str, item: &PendingDefinition<'_>) -> Problem {
    Problem::new(RepeatsTooOften { what: what.to_string(), name: item.name.value.clone() }).at(item.text.span)
}

/// Definitions in the order in which each follows those its words name, as far as there is one.
fn in_order(waiting: Vec<PendingDefinition<'_>>) -> Vec<PendingDefinition<'_>> {
    let named = |(at, item): (usize, &PendingDefinition<'_>)| (item.name.value.clone(), at);
    let places: BTreeMap<String, usize> = waiting.iter().enumerate().map(named).collect();
    let words = |item: &PendingDefinition<'_>| {
        split(&item.text.value).filter_map(|word| places.get(&word).copied()).collect()
    };
    let needs: Vec<Vec<usize>> = waiting.iter().map(words).collect();
    let (mut order, mut seen) = (Vec::new(), vec![false; waiting.len()]);
    for start in 0..waiting.len() {
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.pop() {
            if next == 0 && std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match needs[at].get(next) {
                Some(needed) => path.extend([(at, next + 1), (*needed, 0)]),
                None => order.push(at),
            }
        }
    }
    let mut waiting: Vec<Option<PendingDefinition<'_>>> = waiting.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| waiting[at].take()).collect()
}

fn broken(item: &PendingDefinition<'_>, words: &mut Vocabulary, defined: &mut ResolvedExpressions) {
    // A filter is a condition whatever is wrong with it, so what uses it can still be checked.
    if item.is_filter {
        words.filters.insert(item.name.value.clone(), lit(true));
    }
    defined.broken.insert(item.name.value.clone());
}

/// The name that an expression lacks, if that is what is wrong with it.
fn unknown(error: &ExpressionError) -> Option<String> {
    error.problem.cause::<UnknownColumn>().map(|unknown| unknown.column.clone())
}

/// Follows from one to the next until one comes again.
fn circle(left: &[PendingDefinition<'_>], blocked: &BTreeMap<String, String>) -> Problem {
    let mut path: Vec<String> = left.first().map(|item| item.name.value.clone()).into_iter().collect();
    while let Some(next) = path.last().and_then(|name| blocked.get(name)) {
        if let Some(start) = path.iter().position(|name| name == next) {
            path.push(next.clone());
            path.drain(..start);
            break;
        }
        path.push(next.clone());
    }
    let first = left.iter().find(|item| path.first() == Some(&item.name.value));
    let problem = Problem::new(DependencyCycle { path });
    match first {
        Some(item) => problem.at(item.text.span).help("take one of them out of the circle"),
        None => problem,
    }
}

causes! {
    /// A source with too many derived columns and filters.
    TooManyDerived { source: String, most: usize } => TooLarge,
        "source `{source}` has more than {most} derived columns and filters",
        "leave out what nothing uses";

    /// A name that is a column of the source already.
    ShadowedColumn { name: String, source: String } => ShadowedColumn,
        "`{name}` is already a column of `{source}`",
        "choose another name";

    /// A filter that is not true or false.
    NoCondition { name: String, kind: String } => FilterNotCondition,
        "filter `{name}` gives {kind}",
        "compare it with something";

    /// A part's own definition that would be repeated in too many others.
    RepeatsTooOften { what: String, name: String } => TooLarge,
        "{what} `{name}` repeats others too often",
        "define it in the source that the part is taken from";
}

/// Definitions or sources each of which needs the next, and the last the first.
#[derive(Debug, PartialEq)]
pub(crate) struct DependencyCycle {
    /// Their names; the last is the first again.
    pub(crate) path: Vec<String>,
}

impl Cause for DependencyCycle {
    fn code(&self) -> Code {
        Code::DeriveCycle
    }

    fn message(&self) -> String {
        let names: Vec<String> = self.path.iter().map(|name| format!("`{name}`")).collect();
        names.join(" needs ")
    }
}
