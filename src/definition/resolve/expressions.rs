//! A source's derived columns and filters, which may use one another in any order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::prelude::{Expr, lit};

use crate::definition::document::source::Source;
use crate::definition::usage::split;
use crate::measure::expression::{ExpressionError, KnownColumn, row};
use crate::measure::expression_problem;
use crate::measure::{ColumnType, Text, Typed, Vocabulary};
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
    let (is_part, defined) = (source.from.is_some(), ResolvedExpressions::default());
    let mut definer = Definer { words, problems, is_part, defined };
    let mut waiting = in_order(definer.accepted(source));
    while !waiting.is_empty() {
        let names: BTreeSet<String> = waiting.iter().map(|item| item.name.value.clone()).collect();
        let (before, mut left, mut blocked) = (waiting.len(), Vec::new(), BTreeMap::new());
        for item in waiting {
            if let Some(needed) = definer.define(&item, &names) {
                blocked.insert(item.name.value.clone(), needed);
                left.push(item);
            }
        }
        if left.len() == before {
            left.sort_by_key(|item| item.name.span.start);
            definer.report(circle(&left, &blocked));
            left.iter().for_each(|item| definer.give_up(item));
            break;
        }
        waiting = left;
    }
    definer.defined
}

/// Defines columns and filters of one source.
struct Definer<'a> {
    words: &'a mut Vocabulary,
    problems: &'a RefCell<Problems>,
    /// Whether its rows are those of another source, which does not hold what the part computes.
    is_part: bool,
    defined: ResolvedExpressions,
}

impl Definer<'_> {
    fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// The definitions of a source, as many as there may be, each under a name of its own.
    fn accepted<'d>(&self, source: &'d Source) -> Vec<PendingDefinition<'d>> {
        let derived = source.derive.iter().map(|(name, text)| (name, text, false));
        let filters = source.filters.iter().map(|(name, text)| (name, text, true));
        let all = derived.chain(filters);
        let all = all.map(|(name, text, is_filter)| PendingDefinition { name, text, is_filter });
        let own = || self.words.source.to_string();
        if let Some(item) = all.clone().nth(MOST) {
            self.report(Problem::new(TooManyDerived { source: own(), most: MOST }).at(item.name.span));
        }
        let mut accepted: Vec<PendingDefinition<'d>> = Vec::new();
        for item in all.take(MOST) {
            let name = &item.name.value;
            let is_taken = accepted.iter().any(|other| other.name.value == *name);
            if is_taken || self.words.columns.contains_key(name) {
                let cause = ShadowedColumn { name: name.to_string(), source: own() };
                self.report(Problem::new(cause).at(item.name.span));
            } else {
                accepted.push(item);
            }
        }
        accepted
    }

    /// Defines a column or filter, unless it needs one of those that are still to be defined, which it gives.
    fn define(&mut self, item: &PendingDefinition<'_>, pending: &BTreeSet<String>) -> Option<String> {
        match row::expression(&item.text.value, self.words) {
            Ok(typed) if item.is_filter => self.define_filter(item, typed),
            Ok(typed) => self.define_column(item, typed),
            Err(error) => {
                let needed = unknown(&error);
                if let Some(needed) = needed.as_ref().filter(|needed| pending.contains(*needed)) {
                    return Some(needed.clone());
                }
                // What lacks a name whose own expression is at fault has no fault of its own.
                if !needed.is_some_and(|needed| self.defined.broken.contains(&needed)) {
                    self.report(expression_problem(item.text, error));
                }
                self.give_up(item);
            }
        }
        None
    }

    fn define_filter(&mut self, item: &PendingDefinition<'_>, typed: Typed) {
        let name = item.name.value.clone();
        if let Some(kind) = typed.kind.filter(|kind| *kind != ColumnType::Bool) {
            self.report(Problem::new(NoCondition { name, kind: kind.word().to_owned() }).at(item.text.span));
            self.give_up(item);
        } else if !is_large(&typed.expr) {
            self.words.filters.insert(name, typed.expr);
        } else if self.is_part {
            self.report(too_large("filter", item));
            self.give_up(item);
        } else {
            // What many others would repeat is computed once for each row.
            let column = format!("${name}");
            self.words.filters.insert(name, row::column(&column));
            self.defined.derive.push((column, typed.expr, None));
        }
    }

    fn define_column(&mut self, item: &PendingDefinition<'_>, typed: Typed) {
        let name = item.name.value.clone();
        let kind = typed.kind.unwrap_or(ColumnType::Text);
        // What is computed of a column without a value has none either.
        let has_codes = !row::coded(&typed.expr, self.words).is_empty();
        let known = KnownColumn { kind, undeclared: false, holds_cells: false, has_codes };
        self.words.columns.insert(name.clone(), known);
        if self.is_part && is_large(&typed.expr) {
            self.report(too_large("derived column", item));
            return self.give_up(item);
        }
        if self.is_part {
            self.words.computed.insert(name.clone(), typed.expr.clone());
        }
        self.defined.derive.push((name, typed.expr, Some(kind)));
    }

    /// Leaves a definition that cannot be used.
    fn give_up(&mut self, item: &PendingDefinition<'_>) {
        // A filter is a condition whatever is wrong with it, so what uses it can still be checked.
        if item.is_filter {
            self.words.filters.insert(item.name.value.clone(), lit(true));
        }
        self.defined.broken.insert(item.name.value.clone());
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
