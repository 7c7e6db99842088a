//! Joins: the columns a source gains from others.

use std::collections::BTreeSet;

use super::expressions::ShadowedColumn;
use super::sourcing::{ResolvedSource, SourceResolver};
use crate::definition::document::join::{JoinEntry, MatchWord};
use crate::measure::expression::{KnownColumn, aggregate, row};
use crate::measure::expression_problem;
use crate::measure::{ColumnType, Text};
use crate::model::{Column, Join, JoinMatch, Take};
use crate::problem::{Exclusive, Problem, UnknownColumn, UnreadableColumn, causes, near};

impl SourceResolver<'_> {
    /// Widens what is known of the left side by one join; `None` when its other side has a fault.
    pub(super) fn widen(
        &self,
        base: &str,
        entry: &JoinEntry,
        left: &mut ResolvedSource,
        right: &ResolvedSource,
    ) -> Option<Join> {
        let keys: Vec<(String, String)> =
            entry.key.0.iter().map(|(a, b)| (a.value.clone(), b.value.clone())).collect();
        for (a, b) in &entry.key.0 {
            let is_known = self.column(a, left).is_some();
            // One word for both sides is wrong once.
            if is_known || a.span != b.span {
                self.column(b, right);
            }
        }
        let filter = entry.condition.as_ref().and_then(|text| {
            let condition = row::condition(&text.value, &right.words.vocabulary);
            condition.map_err(|error| self.report_unless_broken(expression_problem(text, error), right)).ok()
        });
        let rows = self.rows(entry, left, right);
        let (matching, taken) = match entry.matching.value {
            MatchWord::One => (JoinMatch::One, self.take_of_one(entry, left, right, &keys)),
            MatchWord::Many => (JoinMatch::Many, self.take_of_many(base, entry, left, right)?),
        };
        let mut take = Vec::new();
        for (column, known, taking) in taken {
            left.words.vocabulary.columns.insert(column.name.clone(), known);
            take.push((column.name.clone(), taking));
            left.columns.push(column);
        }
        Some(Join {
            source: right.source.id.clone(),
            keys,
            matching,
            take,
            rows,
            required: entry.required.unwrap_or(false),
            filter,
        })
    }

    fn take_of_one(
        &self,
        entry: &JoinEntry,
        left: &mut ResolvedSource,
        right: &ResolvedSource,
        keys: &[(String, String)],
    ) -> Vec<(Column, KnownColumn, Take)> {
        let known = |name: &str| right.words.vocabulary.columns.get(name).cloned();
        if entry.take.is_empty() {
            let is_key = |column: &&Column| keys.iter().any(|(_, key)| *key == column.name);
            let is_new = |column: &&Column| !left.words.vocabulary.columns.contains_key(&column.name);
            let new = right.columns.iter().filter(|column| !is_key(column) && is_new(column));
            let taken = new.filter_map(|c| Some((c.clone(), known(&c.name)?, Take::Column(c.name.clone()))));
            return taken.collect();
        }
        let mut taken = Vec::new();
        for (name, text) in entry.take.iter() {
            if self.shadows(name, left) {
                continue;
            }
            let Some(known) = self.column(text, right) else {
                left.broken.insert(name.value.clone());
                continue;
            };
            let column = right.columns.iter().find(|column| column.name == text.value);
            let column = column.map(|column| Column { name: name.value.clone(), ..column.clone() });
            taken.extend(column.map(|column| (column, known, Take::Column(text.value.clone()))));
        }
        taken
    }

    fn take_of_many(
        &self,
        base: &str,
        entry: &JoinEntry,
        left: &mut ResolvedSource,
        right: &ResolvedSource,
    ) -> Option<Vec<(Column, KnownColumn, Take)>> {
        if entry.take.is_empty() && entry.rows.as_ref().is_none_or(Vec::is_empty) {
            let there = &right.source.id;
            let key: Vec<String> = entry.key.0.iter().map(|(_, right)| format!("`{right}`")).collect();
            let key = key.join(", ");
            let cause = JoinRepeatsRows { base: base.to_string(), there: there.to_string(), key };
            self.report(Problem::new(cause).at(entry.matching.span));
            return None;
        }
        let mut taken = Vec::new();
        for (name, text) in entry.take.iter() {
            if self.shadows(name, left) {
                continue;
            }
            match aggregate::joined(&text.value, &right.words.vocabulary) {
                Ok(typed) => {
                    let kind = typed.kind.unwrap_or(ColumnType::Number);
                    let known = KnownColumn { kind, undeclared: false, holds_cells: false, has_codes: false };
                    taken.push((computed(&name.value, kind), known, Take::Aggregate(typed.expr)));
                }
                Err(error) => {
                    self.report_unless_broken(expression_problem(text, error), right);
                    left.broken.insert(name.value.clone());
                }
            }
        }
        Some(taken)
    }

    /// The columns of the other side by whose values rows are repeated.
    fn rows(&self, entry: &JoinEntry, left: &mut ResolvedSource, right: &ResolvedSource) -> Vec<String> {
        let Some(names) = entry.rows.as_ref() else { return Vec::new() };
        if entry.matching.value == MatchWord::One {
            let problem = Problem::new(Exclusive::new("match: one", "rows"))
                .at(names.first().map_or(entry.matching.span, |name| name.span));
            self.report(problem.help("write `match: many`"));
        }
        let mut rows = Vec::new();
        for name in names {
            if self.shadows(name, left) {
                continue;
            }
            let column = right.columns.iter().find(|column| column.name == name.value);
            match self.column(name, right).zip(column) {
                Some((known, column)) => {
                    left.words.vocabulary.columns.insert(name.value.clone(), known);
                    left.columns.push(column.clone());
                    rows.push(name.value.clone());
                }
                None => {
                    left.broken.insert(name.value.clone());
                }
            }
        }
        rows
    }

    fn shadows(&self, name: &Text, left: &ResolvedSource) -> bool {
        let shadows = left.words.vocabulary.columns.contains_key(&name.value);
        if shadows {
            self.report(
                Problem::new(ShadowedColumn {
                    name: name.to_string(),
                    source: left.words.vocabulary.source.to_string(),
                })
                .at(name.span),
            );
        }
        shadows
    }

    /// The column of a source that a text names, or the problem that there is none.
    pub(super) fn column(&self, text: &Text, source: &ResolvedSource) -> Option<KnownColumn> {
        let vocabulary = &source.words.vocabulary;
        if let Some(known) = vocabulary.columns.get(&text.value) {
            return Some(known.clone());
        }
        if let Some(held) = vocabulary.unreadable.get(&text.value) {
            let (source, column) = (vocabulary.source.clone(), text.value.clone());
            self.report(Problem::new(UnreadableColumn { source, column, held }).at(text.span));
            return None;
        }
        let names: BTreeSet<&str> = vocabulary.columns.keys().map(String::as_str).collect();
        let cause = UnknownColumn { source: vocabulary.source.clone(), column: text.value.clone() };
        let problem = Problem::new(cause).at(text.span).help(UnknownColumn::known(names.iter().copied()));
        self.report_unless_broken(problem.did_you_mean(near(&text.value, names.into_iter())), source);
        None
    }

    /// Reports a problem, unless it is that a column is missing whose own fault is reported already.
    pub(super) fn report_unless_broken(&self, problem: Problem, source: &ResolvedSource) {
        let id = &source.words.vocabulary.source;
        let is_known =
            |unknown: &UnknownColumn| unknown.source == *id && source.broken.contains(&unknown.column);
        if !problem.cause().is_some_and(is_known) {
            self.report(problem);
        }
    }
}

/// A column that no file holds.
pub(super) fn computed(name: &str, kind: ColumnType) -> Column {
    Column {
        name: name.to_owned(),
        kind,
        declared: true,
        in_files: 1,
        files: 1,
        labels: Default::default(),
        twice_in: None,
        unreadable: None,
        uncalculated: Vec::new(),
        merged: Vec::new(),
    }
}

causes! {
    /// A join with many rows that takes none of them.
    JoinRepeatsRows { base: String, there: String, key: String } => JoinMultiplies,
        "this join repeats rows of `{base}`: `{there}` may have several for one {key}",
        "an amount of `{base}` would be added once for each row of `{there}`; add `take: {{ total: sum(…) }}`, or write `match: one`";
}
