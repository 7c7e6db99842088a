//! Where the aggregates of a component are kept, found once.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::engine::requests::{
    Additive, AggregateRequests, Gathered, Ground, adding, collecting, flows, gathering, ground, matching,
};
use crate::measure::{Basis, Component, Rows};
use crate::model::Axis;

/// One column of sums: the store and the column in it.
pub(super) type Column = (usize, usize);

/// Where one component, in total or cut by one axis, has its aggregates.
#[derive(Debug, Clone, Default)]
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

/// Places found so far. Comparing expressions is slow beside adding up a month, so it is done once for each component.
#[derive(Debug, Default)]
pub(super) struct Places(Mutex<HashMap<(String, String, bool), Vec<Known>>>);

impl Places {
    pub(super) fn find(
        &self,
        asked: &AggregateRequests,
        component: &Component,
        axis: Option<&Axis>,
    ) -> Place {
        let key = (component.name.clone(), component.rows.source.clone(), axis.is_some());
        let mut known = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let candidates = known.entry(key).or_default();
        let is_it = |known: &&Known| {
            known.axis.as_ref().map(|a| &a.by) == axis.map(|a| &a.by)
                && known.rows == component.rows
                && known.basis == component.basis
        };
        if let Some(found) = candidates.iter().find(is_it) {
            return found.place.clone();
        }
        let place = search(asked, component, axis);
        candidates.push(Known {
            rows: component.rows.clone(),
            basis: component.basis.clone(),
            axis: axis.cloned(),
            place: place.clone(),
        });
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
