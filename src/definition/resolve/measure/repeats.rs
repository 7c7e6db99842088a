//! What a measure may ask of rows that a join by `rows` repeats (R40): a row counts once, an amount that differs between
//! its repeats counts for each. What would mix the two has no one meaning.

use datafusion::prelude::Expr;

use super::MeasureResolver;
use super::causes::{CannotSplit, CountsBesideOnce, DiffersAmongRepeats};
use crate::measure::expression::columns_of;
use crate::measure::{Basis, Component, Context, Part, Plan, Reduction};
use crate::model::{Axis, varying_columns};
use crate::problem::Problem;

impl MeasureResolver<'_> {
    /// Reports what a plan asks of repeated rows and cannot be said in one way.
    pub(super) fn report_repeats(&self, plan: &Plan, axes: &[Axis], context: &Context<'_>) {
        let axes: Vec<Axis> =
            plan.segments_of().map(Axis::from).into_iter().chain(axes.iter().cloned()).collect();
        let find = |id: &str| self.r.sources.iter().find(|source| source.id == id);
        let named = plan.formula.names();
        let sample = plan.sample.as_ref().map(|sample| sample.names()).unwrap_or_default();
        let (mut once, mut each) = (None, None);
        for component in plan.queried_components() {
            let Some(source) = find(&component.rows.source) else { continue };
            let varying = varying_columns(source, &find);
            if varying.is_empty() {
                continue;
            }
            let differing = |expr: &Expr| columns_of(expr).into_iter().find(|name| varying.contains(name));
            if source.allocate.is_some() && !is_additive(component) {
                return self.r.report(
                    Problem::new(CannotSplit {
                        kind: context.kind.to_string(),
                        source: source.id.to_string(),
                    })
                    .at(context.span),
                );
            }
            let asked = RowDemand::new(component);
            let message = asked.ambiguous(&differing, &axes).map(|column| (source.id.clone(), column));
            if let Some((source, column)) = message {
                return self.r.report(
                    Problem::new(DiffersAmongRepeats { column, source, kind: context.kind.to_string() })
                        .at(context.span),
                );
            }
            let is_sample = sample.contains(&component.name.as_str()) && !named.contains(&&*component.name);
            for amount in asked.amounts.iter().filter(|_| !is_sample) {
                let differs = amount.as_ref().and_then(&differing).map(|column| (column, source.id.clone()));
                match differs {
                    Some(column) => each = each.or(Some(column)),
                    None => once = Some(()),
                }
            }
        }
        if let (Some((column, source)), Some(())) = (each, once) {
            self.r.report(
                Problem::new(CountsBesideOnce { column: column.to_string(), source: source.to_string() })
                    .at(context.span),
            );
        }
    }
}

/// Whether what entities have of a component adds up to what the whole has.
fn is_additive(component: &Component) -> bool {
    let is_sum = |part: &Part| matches!(part, Part::Sum(_));
    match &component.basis {
        Basis::Count | Basis::Sum(_) | Basis::Squares(_) => true,
        // Of clusters an interval is made.
        Basis::Clustered { y, x, .. } => is_sum(y) && is_sum(x),
        _ => false,
    }
}

/// What a component asks of a row.
struct RowDemand<'c> {
    /// What is added up; nothing where rows are counted.
    amounts: Vec<Option<Expr>>,
    /// What must be the same in all repeats of a row.
    same: Vec<&'c Expr>,
    /// The same, where an amount counts once.
    keys: Vec<&'c Expr>,
    /// Whether a history stands in one segment.
    is_history: bool,
}

impl<'c> RowDemand<'c> {
    fn new(component: &'c Component) -> RowDemand<'c> {
        let (mut amounts, mut keys) = (Vec::new(), Vec::new());
        let mut same = vec![&component.rows.day];
        let mut is_history = false;
        match &component.basis {
            Basis::Count => amounts.push(None),
            Basis::Sum(value) | Basis::Squares(value) => amounts.push(Some(value.clone())),
            // The ends of a list are the same, however often it has a value.
            Basis::Percentile { p, .. } if *p == 0.0 || *p == 1.0 => {}
            Basis::Percentile { value, .. } => same.push(value),
            Basis::Open { closed } => {
                amounts.push(None);
                same.push(closed);
            }
            Basis::Distinct(_) | Basis::Customers { .. } | Basis::Segments { .. } => {}
            Basis::Clustered { cluster, y, x, .. } => {
                keys.push(cluster);
                for part in [y, x] {
                    match part {
                        Part::Sum(value) => amounts.push(Some(value.clone())),
                        Part::Distinct(value) => keys.push(value),
                    }
                }
            }
            Basis::Histories { keys: of, kept, .. } => {
                is_history = true;
                keys.extend(of);
                for kept in kept {
                    match kept {
                        Reduction::Sum(value) => amounts.push(Some(value.clone())),
                        Reduction::Last { value, by } => same.extend(std::iter::once(value).chain(by)),
                    }
                }
            }
        }
        RowDemand { amounts, same, keys, is_history }
    }

    /// A column that differs between repeats where it must not.
    fn ambiguous(&self, differing: &dyn Fn(&Expr) -> Option<String>, axes: &[Axis]) -> Option<String> {
        let is_once = |amount: &Option<Expr>| amount.as_ref().and_then(differing).is_none();
        let has_once = self.amounts.iter().any(is_once);
        let keys = self.keys.iter().filter(|_| has_once);
        let cuts = axes.iter().flat_map(|axis| &axis.by).filter(|_| self.is_history);
        self.same.iter().chain(keys).copied().chain(cuts).find_map(differing)
    }
}
