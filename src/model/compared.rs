//! Texts that expressions compare columns with, and columns that name customers and keys: what is looked for among the
//! rows, since a text that no row has makes a figure 0 in silence.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::expr::{Cast, InList, ScalarFunction};
use datafusion::logical_expr::{BinaryExpr, Case, Operator};
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;

use super::{Axis, ComparedTexts, Measure, Origin, SegmentTarget, Source, Take};
use crate::measure::expression::row::read_by_cast;
use crate::measure::{Basis, Component, Part, Reduction};

/// A text that a column is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// The source whose column it is, as the definition says it.
    pub source: String,
    /// The column.
    pub column: String,
    /// The text.
    pub text: String,
    /// Whether capital and small letters are one.
    pub is_folded: bool,
    /// The first measure that compares; `None` where a source does.
    pub measure: Option<String>,
    /// The source whose cells the column holds, and what it is called there.
    pub cells: (String, String),
}

/// A column that names a customer, or what is counted as one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyColumn {
    /// The source whose cells it holds, and what it is called there.
    pub cells: (String, String),
    /// Whether it names customers.
    pub is_customer: bool,
}

/// Every text that is compared with a column of cells, each once.
pub fn comparisons(sources: &[Source], measures: &[Measure]) -> Vec<Comparison> {
    let (mut found, mut known) = (Vec::<Comparison>::new(), BTreeSet::<([String; 3], bool)>::new());
    let mut add = |source: &str, measure: Option<&str>, pairs: Vec<Pair>| {
        for Pair { column, text, is_folded } in pairs {
            let is_new = known.insert(([source, &column, &text].map(str::to_owned), is_folded));
            if let (true, Some(cells)) = (is_new, origin_of_cells(sources, source, &column)) {
                let (source, measure) = (source.to_owned(), measure.map(str::to_owned));
                found.push(Comparison { source, column, text, is_folded, measure, cells });
            }
        }
    };
    for source in sources {
        for expr in source.filter.iter().chain(source.derive.iter().map(|(_, expr)| expr)) {
            add(&source.id, None, pairs(expr));
        }
        let Origin::Join { with, .. } = &source.origin else { continue };
        for join in with {
            let taken = join.take.iter().filter_map(|(_, take)| match take {
                Take::Aggregate(expr) => Some(expr),
                Take::Column(_) => None,
            });
            join.filter.iter().chain(taken).for_each(|expr| add(&join.source, None, pairs(expr)));
        }
    }
    for measure in measures {
        for component in &measure.plan.components {
            let source = component.rows.source.as_str();
            exprs_of(component, &measure.segments)
                .into_iter()
                .for_each(|expr| add(source, Some(&measure.id), pairs(expr)));
        }
        for (source, segment) in segments_with_targets(measure) {
            add(source, Some(&measure.id), vec![segment]);
        }
    }
    found
}

/// Source, column and text of the segments that have targets of their own, where a column says to which segment a row belongs.
fn segments_with_targets(measure: &Measure) -> Vec<(&str, Pair)> {
    let Some(component) = measure.plan.queried_components().first() else { return Vec::new() };
    let of_entities = measure.entity_targets.values().map(|own| &own.target);
    let targets = measure.target.iter().chain(of_entities).flat_map(|target| &target.segments);
    let rows_of = |target: &SegmentTarget| {
        let axis = measure.segments.iter().find(|axis| axis.id == target.axis)?;
        let [Expr::Column(column)] = axis.by.as_slice() else { return None };
        let (column, text) = (column.name.clone(), target.value.clone());
        Some((component.rows.source.as_str(), Pair { column, text, is_folded: false }))
    };
    targets.filter_map(rows_of).collect()
}

/// Every column that names customers, or whose values are counted, each once.
pub fn key_columns(sources: &[Source], measures: &[Measure]) -> Vec<KeyColumn> {
    let mut found: BTreeMap<(String, String), bool> = BTreeMap::new();
    let mut add = |source: &str, column: &str, is_customer: bool| {
        if let Some(cells) = origin_of_cells(sources, source, column) {
            *found.entry(cells).or_default() |= is_customer;
        }
    };
    for source in sources {
        source.customer.iter().for_each(|column| add(&source.id, column, true));
    }
    for component in measures.iter().flat_map(|measure| &measure.plan.components) {
        let keys: Vec<(&Expr, bool)> = match &component.basis {
            Basis::Customers { customer, .. } => vec![(customer, true)],
            Basis::Distinct(values) => values.iter().map(|value| (value, false)).collect(),
            _ => Vec::new(),
        };
        for (key, is_customer) in keys {
            if let Expr::Column(column) = key {
                add(&component.rows.source, &column.name, is_customer);
            }
        }
    }
    found.into_iter().map(|(cells, is_customer)| KeyColumn { cells, is_customer }).collect()
}

/// Writes at each source which of its columns are looked at.
pub fn mark_columns(sources: &mut [Source], measures: &[Measure]) {
    let mut asked: BTreeMap<(String, String), ComparedTexts> = BTreeMap::new();
    for key in key_columns(sources, measures) {
        asked.entry(key.cells).or_default();
    }
    for comparison in comparisons(sources, measures) {
        let texts = asked.entry(comparison.cells).or_default();
        let texts = if comparison.is_folded { &mut texts.folded } else { &mut texts.exact };
        texts.insert(comparison.text);
    }
    for ((id, column), texts) in asked {
        if let Some(source) = sources.iter_mut().find(|source| source.id == id) {
            source.compared.insert(column, texts);
        }
    }
}

/// The source whose cells a column holds; `None` where it is computed.
pub(super) fn origin_of_cells(sources: &[Source], id: &str, column: &str) -> Option<(String, String)> {
    let source = sources.iter().find(|source| source.id == id)?;
    if let Some((_, expr)) = source.derive.iter().find(|(name, _)| name == column) {
        return match expr {
            Expr::Column(of) if of.name != column => origin_of_cells(sources, id, &of.name),
            _ => None,
        };
    }
    match &source.origin {
        Origin::Files(_) | Origin::Database(_) | Origin::Query(_) => Some((id.to_owned(), column.to_owned())),
        Origin::Entered(_) => None,
        Origin::Part { of } => origin_of_cells(sources, of, column),
        Origin::Join { left, with } => {
            for join in with {
                match join.take.iter().find(|(name, _)| name == column) {
                    Some((_, Take::Column(taken))) => return origin_of_cells(sources, &join.source, taken),
                    Some((_, Take::Aggregate(_))) => return None,
                    None if join.rows.iter().any(|name| name == column) => {
                        return origin_of_cells(sources, &join.source, column);
                    }
                    None => {}
                }
            }
            // A join that names nothing takes whatever there is.
            let is_open = |join: &super::Join| join.take.is_empty() && join.rows.is_empty();
            if with.iter().any(is_open) { None } else { origin_of_cells(sources, left, column) }
        }
    }
}

/// The expressions of a component that may compare.
pub(super) fn exprs_of<'a>(component: &'a Component, segments: &'a [Axis]) -> Vec<&'a Expr> {
    let mut all: Vec<&Expr> = component.rows.filter.iter().collect();
    all.extend(segments.iter().flat_map(|axis| &axis.by));
    match &component.basis {
        Basis::Count | Basis::Customers { .. } => {}
        Basis::Sum(value) | Basis::Squares(value) | Basis::Percentile { value, .. } => all.push(value),
        Basis::Distinct(values) => all.extend(values),
        Basis::Open { closed } => all.push(closed),
        Basis::Histories { keys, kept, .. } => {
            all.extend(keys);
            all.extend(kept.iter().map(|kept| match kept {
                Reduction::Sum(value) | Reduction::Last { value, .. } => value,
            }));
        }
        Basis::Segments { of, .. } => {
            all.push(&of.by);
            of.plan.components.iter().for_each(|inner| all.extend(exprs_of(inner, &[])));
        }
        Basis::Clustered { y, x, .. } => all.extend([y, x].map(|part| match part {
            Part::Sum(value) | Part::Distinct(value) => value,
        })),
    }
    all
}

/// A column and a text that it is compared with.
struct Pair {
    column: String,
    text: String,
    is_folded: bool,
}

/// Columns and the texts that an expression compares them with.
fn pairs(expr: &Expr) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut add = |column: &Expr, text: &Expr| {
        // Nobody means a row that says nothing.
        let text = literal(text).filter(|text| !text.is_empty());
        if let (Some((column, is_folded)), Some(text)) = (folded(column), text) {
            found.push(Pair { column: column.to_owned(), text: text.to_owned(), is_folded });
        }
    };
    // The way through never fails.
    let _ = expr.apply(|inner| {
        // The words by which a truth is read are nobody's.
        if read_by_cast(inner).is_some() {
            return Ok(TreeNodeRecursion::Jump);
        }
        match inner {
            Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq | Operator::NotEq, right }) => {
                add(left, right);
                add(right, left);
            }
            Expr::InList(InList { expr, list, .. }) => list.iter().for_each(|text| add(expr, text)),
            Expr::Case(Case { expr: Some(of), when_then_expr, .. }) => {
                when_then_expr.iter().for_each(|(when, _)| add(of, when));
            }
            _ => {}
        }
        Ok(TreeNodeRecursion::Continue)
    });
    found
}

/// The column that is compared as it stands, or in small letters: which of both.
fn folded(expr: &Expr) -> Option<(&str, bool)> {
    match expr {
        Expr::Column(column) => Some((&column.name, false)),
        Expr::Cast(Cast { expr, field }) if *field.data_type() == DataType::Utf8 => folded(expr),
        Expr::ScalarFunction(ScalarFunction { func, args }) => match (func.name(), args.as_slice()) {
            ("lower", [of]) => Some((folded(of)?.0, true)),
            // Cells have no blanks around them.
            ("btrim", [of]) => folded(of),
            _ => None,
        },
        _ => None,
    }
}

fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(ScalarValue::Utf8(Some(text)), _) => Some(text),
        _ => None,
    }
}
