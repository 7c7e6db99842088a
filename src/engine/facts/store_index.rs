//! Index from components to the columns of the stores that hold their aggregates; built once per scorecard.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use datafusion::prelude::Expr;

use crate::engine::requests::{
    AdditiveColumn, AggregateRequests, GatheredRows, QueryGroup, additive_column, collected_values, flows,
    gathered_rows, matching_rows, query_group,
};
use crate::measure::{Basis, Component, Plan, PlanIdentity, Rows};
use crate::model::{Axis, Scorecard};

/// One column of sums: the store and the column in it.
pub(super) type Column = (usize, usize);

/// The columns in which one component, in total or cut by one axis, has its aggregates.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StoreColumns {
    /// All rows of its source on its day, uncut.
    pub(super) rows: Option<Column>,
    /// What it adds up.
    pub(super) additive: Option<Column>,
    /// The rows that a sum is taken of, whether they have a value or not.
    pub(super) matching: Option<Column>,
    /// Opened and closed.
    pub(super) flows: Option<[Column; 2]>,
    pub(super) collected: Option<usize>,
    pub(super) gathered: Option<usize>,
    /// The same rows cut by some axis, where it gathers them uncut: what each key adds to one segment alone is the sum
    /// over all segments there.
    pub(super) gathered_cut: Option<usize>,
}

/// A component with the axis it is cut by.
#[derive(Debug)]
struct IndexedComponent {
    rows: Rows,
    basis: Basis,
    axis: Option<Axis>,
    place: StoreColumns,
}

/// Where the components of a plan have their aggregates, in total and cut by each of its axes.
#[derive(Debug)]
struct PlanColumns {
    identity: PlanIdentity,
    /// By the keys of the axis, none of which is the total: the places in the order of components.
    cuts: Vec<(Vec<Expr>, Vec<StoreColumns>)>,
}

/// Looking through all that is asked is slow beside adding up a month, so it is done once for each component.
#[derive(Debug, Default)]
pub(super) struct StoreIndex {
    /// Of all plans of the scorecard, in the order of their identities: figures are read off these, and of each there are many.
    plans: Vec<PlanColumns>,
    /// Found so far of single components, by their names.
    found: RwLock<HashMap<String, Vec<IndexedComponent>>>,
}

impl StoreIndex {
    /// Builds the index for all plans of a scorecard.
    pub(super) fn build(asked: &AggregateRequests, scorecard: &Scorecard) -> StoreIndex {
        let mut plans: Vec<PlanColumns> = Vec::new();
        for measure in &scorecard.measures {
            let counted = measure.plan.segments_of();
            let bridged = measure.bridge.as_ref();
            let axes: Vec<&Axis> =
                measure.segments.iter().chain(bridged.map(|bridge| &bridge.axis)).collect();
            plans.push(PlanColumns::new(asked, &measure.plan, &axes));
            plans.extend(counted.map(|of| PlanColumns::new(asked, &of.plan, &[&Axis::from(of)])));
            plans.extend(bridged.map(|bridge| PlanColumns::new(asked, &bridge.quantity, &axes)));
        }
        plans.extend(scorecard.controls.iter().map(|control| PlanColumns::new(asked, &control.plan, &[])));
        plans.sort_by_key(|plan| plan.identity.address());
        plans.dedup_by_key(|plan| plan.identity.address());
        StoreIndex { plans, found: RwLock::default() }
    }

    /// Those of the components of a plan, in their order; `None` of a plan that is none of the scorecard's, or cut as it is not
    /// there.
    pub(super) fn of_plan(&self, plan: &Plan, axis: Option<&Axis>) -> Option<&[StoreColumns]> {
        let address = plan.identity.address();
        let at = self.plans.binary_search_by_key(&address, |known| known.identity.address()).ok()?;
        let by = axis.map_or(&[][..], |axis| axis.by.as_slice());
        let (_, places) = self.plans[at].cuts.iter().find(|(own, _)| own == by)?;
        Some(places).filter(|places| places.len() == plan.components.len()).map(Vec::as_slice)
    }

    pub(super) fn find(
        &self,
        asked: &AggregateRequests,
        component: &Component,
        axis: Option<&Axis>,
    ) -> StoreColumns {
        let is_it = |known: &&IndexedComponent| {
            known.axis.as_ref().map(|a| &a.by) == axis.map(|a| &a.by)
                && known.rows == component.rows
                && known.basis == component.basis
        };
        let of = |known: &HashMap<String, Vec<IndexedComponent>>| {
            known.get(&component.name)?.iter().find(is_it).map(|known| known.place)
        };
        if let Some(place) = of(&self.found.read().unwrap_or_else(PoisonError::into_inner)) {
            return place;
        }
        let place = search(asked, component, axis);
        let (rows, basis) = (component.rows.clone(), component.basis.clone());
        let found = IndexedComponent { rows, basis, axis: axis.cloned(), place };
        let mut known = self.found.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(component.name.clone()).or_default().push(found);
        place
    }
}

impl PlanColumns {
    fn new(asked: &AggregateRequests, plan: &Plan, axes: &[&Axis]) -> PlanColumns {
        let places = |axis: Option<&Axis>| {
            plan.components.iter().map(|component| search(asked, component, axis)).collect()
        };
        let mut cuts: Vec<(Vec<Expr>, Vec<StoreColumns>)> = vec![(Vec::new(), places(None))];
        for axis in axes.iter().copied() {
            if cuts.iter().all(|(by, _)| *by != axis.by) {
                cuts.push((axis.by.clone(), places(Some(axis))));
            }
        }
        PlanColumns { identity: plan.identity.clone(), cuts }
    }
}

fn search(asked: &AggregateRequests, component: &Component, axis: Option<&Axis>) -> StoreColumns {
    let column = |ground: &QueryGroup, wanted: &AdditiveColumn| {
        let store = asked.additive.iter().position(|(g, _)| g == ground)?;
        let column = asked.additive[store].1.iter().position(|c| c == wanted)?;
        Some((store, column))
    };
    let all = AdditiveColumn::rows(None);
    let flows = match &component.basis {
        Basis::Open { closed } => {
            let [opened, closed] = flows(&component.rows, closed, axis);
            column(&opened.0, &opened.1).zip(column(&closed.0, &closed.1)).map(<[Column; 2]>::from)
        }
        _ => None,
    };
    let collected = collected_values(component, axis);
    let gathered = gathered_rows(component, axis);
    StoreColumns {
        rows: column(&query_group(&component.rows, None), &all),
        additive: additive_column(component)
            .and_then(|wanted| column(&query_group(&component.rows, axis), &wanted)),
        matching: matching_rows(component)
            .and_then(|wanted| column(&query_group(&component.rows, axis), &wanted)),
        flows,
        collected: collected.and_then(|c| asked.collected.iter().position(|other| *other == c)),
        gathered_cut: gathered.as_ref().filter(|g| g.ground.axis.is_empty()).and_then(|g| cut(asked, g)),
        gathered: gathered.and_then(|g| asked.gathered.iter().position(|other| *other == g)),
    }
}

/// Where rows that are gathered uncut are gathered by the segments of some axis.
fn cut(asked: &AggregateRequests, uncut: &GatheredRows) -> Option<usize> {
    asked.gathered.iter().position(|other| {
        !other.ground.axis.is_empty()
            && other.ground.source == uncut.ground.source
            && other.ground.day == uncut.ground.day
            && other.filter == uncut.filter
            && other.keys == uncut.keys
            && other.kept == uncut.kept
    })
}
