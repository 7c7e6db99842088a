//! Where the aggregates of a component are kept, found once.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::engine::requests::{
    Additive, AggregateRequests, Gathered, Ground, adding, collecting, flows, gathering, ground, matching,
};
use crate::measure::{Basis, Component, Rows};
use crate::model::Axis;

/// One column of sums: the store and the column in it.
pub(super) type Column = (usize, usize);

/// Where one component, in total or cut by one axis, has its aggregates.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
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
struct Known {
    rows: Rows,
    basis: Basis,
    axis: Option<Axis>,
    place: Place,
}

/// Places found so far, by the names of components. Looking through all that is asked is slow beside adding up a month, so it
/// is done once for each component.
#[derive(Debug, Default)]
pub(super) struct Places(RwLock<HashMap<String, Vec<Known>>>);

impl Places {
    pub(super) fn find(
        &self,
        asked: &AggregateRequests,
        component: &Component,
        axis: Option<&Axis>,
    ) -> Place {
        let is_it = |known: &&Known| {
            known.axis.as_ref().map(|a| &a.by) == axis.map(|a| &a.by)
                && known.rows == component.rows
                && known.basis == component.basis
        };
        let of = |known: &HashMap<String, Vec<Known>>| {
            known.get(&component.name)?.iter().find(is_it).map(|known| known.place)
        };
        if let Some(place) = of(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return place;
        }
        let place = search(asked, component, axis);
        let (rows, basis) = (component.rows.clone(), component.basis.clone());
        let found = Known { rows, basis, axis: axis.cloned(), place };
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(component.name.clone()).or_default().push(found);
        place
    }
}

fn search(asked: &AggregateRequests, component: &Component, axis: Option<&Axis>) -> Place {
    let column = |ground: &Ground, wanted: &Additive| {
        let store = asked.additive.iter().position(|(g, _)| g == ground)?;
        let column = asked.additive[store].1.iter().position(|c| c == wanted)?;
        Some((store, column))
    };
    let all = Additive::rows(None);
    let flows = match &component.basis {
        Basis::Open { closed } => {
            let [opened, closed] = flows(&component.rows, closed, axis);
            column(&opened.0, &opened.1).zip(column(&closed.0, &closed.1)).map(<[Column; 2]>::from)
        }
        _ => None,
    };
    let collected = collecting(component, axis);
    let gathered = gathering(component, axis);
    Place {
        rows: column(&ground(&component.rows, None), &all),
        additive: adding(component).and_then(|wanted| column(&ground(&component.rows, axis), &wanted)),
        matching: matching(component).and_then(|wanted| column(&ground(&component.rows, axis), &wanted)),
        flows,
        collected: collected.and_then(|c| asked.collected.iter().position(|other| *other == c)),
        gathered_cut: gathered.as_ref().filter(|g| g.ground.axis.is_empty()).and_then(|g| cut(asked, g)),
        gathered: gathered.and_then(|g| asked.gathered.iter().position(|other| *other == g)),
    }
}

/// Where rows that are gathered uncut are gathered by the segments of some axis.
fn cut(asked: &AggregateRequests, uncut: &Gathered) -> Option<usize> {
    asked.gathered.iter().position(|other| {
        !other.ground.axis.is_empty()
            && other.ground.source == uncut.ground.source
            && other.ground.day == uncut.ground.day
            && other.filter == uncut.filter
            && other.keys == uncut.keys
            && other.kept == uncut.kept
    })
}
