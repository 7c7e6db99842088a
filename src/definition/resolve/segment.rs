//! Segment tables and the columns of case lists.

use std::cell::RefCell;
use std::collections::BTreeMap;

use datafusion::prelude::Expr;

use super::heading::{in_words, is_visible};
use super::resolving::Resolver;
use crate::definition::document::segment::{Order, Segment, SegmentKeys};
use crate::definition::document::title::Title;
use crate::form::{OneOrMany, Pairs};
use crate::measure::expression::{columns_of, row};
use crate::measure::{CaseRule, Context, Plan, Text};
use crate::model::{Axis, AxisOrder, CaseColumn, Detail, JoinMatch, Origin};
use crate::problem::{Problem, Problems, UnknownColumn, causes, near};

/// Segment tables that a measure may have.
const MOST: usize = 100;

/// The tables of a measure whose keys its sources have.
pub(super) fn axes(segments: &[Segment], plan: &Plan, context: &Context<'_>, r: &Resolver<'_>) -> Vec<Axis> {
    if let Some(key) = segments.get(MOST).and_then(|OneOrMany(keys)| keys.first()) {
        let cause = TooManySegments { measure: context.measure.to_string(), most: MOST };
        r.report(Problem::new(cause).at(key.by.span));
    }
    segments.iter().take(MOST).filter_map(|segment| axis(segment, plan, context, r)).collect()
}

/// A table whose keys the measure's sources have.
pub(super) fn axis(segment: &Segment, plan: &Plan, context: &Context<'_>, r: &Resolver<'_>) -> Option<Axis> {
    let OneOrMany(keys) = segment;
    let by: Vec<Option<(Expr, Option<String>)>> =
        keys.iter().map(|key| expression(&key.by, plan, context, r)).collect();
    let by: Vec<(Expr, Option<String>)> = by.into_iter().collect::<Option<_>>()?;
    let first = keys.first()?;
    let titles: Vec<String> =
        keys.iter().zip(&by).map(|(key, (_, column))| title(key, column.as_deref(), r)).collect();
    let labels = keys
        .iter()
        .zip(&by)
        .map(|(key, (_, column))| labels(key.labels.as_ref(), column.as_deref(), context, r));
    let ids: Vec<&str> = keys.iter().map(|key| key.by.value.as_str()).collect();
    Some(Axis {
        id: ids.join(" × "),
        title: titles.join(" × "),
        labels: labels.collect(),
        by: by.into_iter().map(|(expr, _)| expr).collect(),
        top: first.top.map(|top| top.value as usize),
        order: match first.order {
            None | Some(Order::Size) => AxisOrder::Size,
            Some(Order::Name) => AxisOrder::Name,
            Some(Order::Value) => AxisOrder::Value,
        },
        min_n: first.min_n.map(|min_n| min_n.value),
    })
}

/// The key over the measure's rows, and its column when it is nothing else; every source of the measure must have it.
pub(super) fn expression(
    text: &Text,
    plan: &Plan,
    context: &Context<'_>,
    r: &Resolver<'_>,
) -> Option<(Expr, Option<String>)> {
    let mut sources: Vec<&str> = plan.components.iter().map(|c| c.rows.named()).collect();
    sources.extend(context.source);
    sources.sort_unstable();
    sources.dedup();
    let mut found = None;
    for source in &sources {
        let source = *source;
        let problems = RefCell::new(Problems::new());
        let typed = Context { source: Some(source), problems: &problems, ..*context }.value(text);
        for problem in problems.into_inner() {
            r.report(not_taken_by_join(&problem, source, r).unwrap_or(problem));
        }
        let typed = typed?;
        if Some(source) == context.source || found.is_none() {
            found = Some((row::shown(&typed), typed.column));
        }
    }
    let (key, _) = found.as_ref()?;
    // What a part computes is asked of the other sources as it is of the part's.
    for source in sources.iter().filter(|source| Some(**source) != context.source) {
        let known = r.words.get(*source).map(|words| &words.vocabulary);
        let lacks = |name: &String| known.is_some_and(|known| !known.columns.contains_key(name));
        if let Some(name) = columns_of(key).into_iter().find(lacks) {
            let cause =
                ColumnOfPart { source: source.to_string(), name: name.to_string(), text: text.to_string() };
            r.report(Problem::new(cause).at(text.span));
            return None;
        }
    }
    found
}

/// A column that is unknown because a join with many rows did not take it.
fn not_taken_by_join(problem: &Problem, source: &str, r: &Resolver<'_>) -> Option<Problem> {
    let (span, name) = (problem.span?, &problem.cause::<UnknownColumn>()?.column);
    let other = many_sides(source, r).into_iter().find(|other| {
        r.columns.get(other.as_str()).is_some_and(|columns| columns.iter().any(|column| column.name == *name))
    })?;
    Some(
        Problem::new(SegmentFinerThanRow {
            name: name.to_string(),
            source: source.to_string(),
            other: other.to_string(),
        })
        .at(span),
    )
}

/// Sources joined with many rows, at any depth of a source's joins.
fn many_sides(source: &str, r: &Resolver<'_>) -> Vec<String> {
    let (left, with) = match r.sources.iter().find(|s| s.id == source).map(|s| &s.origin) {
        Some(Origin::Join { left, with }) => (left, with),
        Some(Origin::Part { of }) => return many_sides(of, r),
        _ => return Vec::new(),
    };
    let mut sides: Vec<String> =
        with.iter().filter(|join| join.matching == JoinMatch::Many).map(|join| join.source.clone()).collect();
    sides.extend(many_sides(left, r));
    sides
}

fn title(key: &SegmentKeys, column: Option<&str>, r: &Resolver<'_>) -> String {
    match (&key.title, column) {
        (Some(title), _) => r.heading(title, &key.by.value),
        (None, Some(column)) => in_words(column),
        (None, None) => key.by.value.clone(),
    }
}

/// Titles of codes: those of the column's cell rule, then those of the entry.
fn labels(
    written: Option<&Pairs<Title>>,
    column: Option<&str>,
    context: &Context<'_>,
    r: &Resolver<'_>,
) -> BTreeMap<String, String> {
    let columns = context.source.and_then(|source| r.columns.get(source));
    let rule = columns.and_then(|columns| columns.iter().find(|known| Some(known.name.as_str()) == column));
    let mut labels = rule.map(|rule| rule.labels.clone()).unwrap_or_default();
    for (code, title) in written.into_iter().flat_map(|labels| labels.iter()) {
        let title = r.title(title, &code.value);
        let title = if is_visible(&title) { title } else { code.value.clone() };
        labels.insert(code.value.clone(), title);
    }
    labels
}

/// What lists of cases show: the columns of the measure's source that are written, else the key and the time of the source
/// whose rows the cases are.
pub(super) fn detail(
    written: Option<&Vec<Text>>,
    cases: Option<CaseRule<'_>>,
    context: &Context<'_>,
    r: &Resolver<'_>,
) -> Detail {
    let of_cases = cases.filter(|_| written.is_none()).map(|cases| cases.of.rows.named());
    let Some(source) = of_cases.or(context.source) else { return Detail::default() };
    let columns = r.columns.get(source);
    let column = |id: &String| {
        let rule = columns.and_then(|columns| columns.iter().find(|known| known.name == *id));
        let labels = rule.map(|rule| rule.labels.clone()).unwrap_or_default();
        CaseColumn { id: id.clone(), title: in_words(id), labels }
    };
    let Some(written) = written else {
        let Some(own) = r.sources.iter().find(|s| s.id == source) else { return Detail::default() };
        let time = own.time.iter().filter(|time| !own.unique.contains(time));
        let columns = own.unique.iter().chain(time).map(column).collect();
        return Detail { columns, source: Some(source.to_owned()), is_written: false };
    };
    let Some(words) = r.words.get(source) else { return Detail::default() };
    let known = &words.vocabulary.columns;
    let mut found = Vec::new();
    for text in written {
        if known.contains_key(&text.value) {
            found.push(column(&text.value));
            continue;
        }
        let cause = UnknownColumn { source: source.to_owned(), column: text.value.clone() };
        let problem = Problem::new(cause)
            .at(text.span)
            .did_you_mean(near(&text.value, known.keys().map(String::as_str)));
        r.report(not_taken_by_join(&problem, source, r).unwrap_or(problem));
    }
    Detail { columns: found, source: Some(source.to_owned()), is_written: true }
}

causes! {
    /// A measure with too many segment tables.
    TooManySegments { measure: String, most: usize } => TooLarge,
        "`{measure}` has more than {most} segment tables",
        "cross columns, as `[priority, team]`, or leave some out";

    /// A column that only a part of the source has.
    ColumnOfPart { source: String, name: String, text: String } => UnknownColumn,
        "source `{source}` has no column `{name}`, which `{text}` is made of",
        "derive it in the source that the part is taken from";

    /// A segment's column that has several values for one row.
    SegmentFinerThanRow { name: String, source: String, other: String } => SegmentFinerThanRow,
        "`{name}` has several values per row of `{source}`",
        "segment a measure of `{other}`";
}
