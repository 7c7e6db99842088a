//! What is asked of the sources: every component taken apart into sums, values and keyed rows, each asked once.

use datafusion::functions::core::greatest;
use datafusion::prelude::{Expr, lit};

use super::atoms::{Day, Exact, Keyed, ONE, Sums, Values};
use super::axis_keys;
use crate::measure::expression::row::when_present;
use crate::measure::{Basis, Component, Kept, Part, Rows};
use crate::model::Axis;

/// Rows of a source by one day, cut by the keys of one axis: what shares a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ground {
    pub(crate) source: String,
    pub(crate) day: Expr,
    pub(crate) axis: Vec<Expr>,
}

/// One additive column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Additive {
    /// Nothing counts rows.
    pub(crate) value: Option<Expr>,
    pub(crate) filter: Option<Expr>,
}

/// Values to be collected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collected {
    pub(crate) ground: Ground,
    pub(crate) value: Expr,
    pub(crate) filter: Option<Expr>,
}

/// Rows to be gathered by keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gathered {
    pub(crate) ground: Ground,
    pub(crate) filter: Option<Expr>,
    /// The first must be present; the others may be null.
    pub(crate) keys: Vec<Expr>,
    pub(crate) kept: Vec<Kept>,
}

/// Everything to be asked, each thing once.
#[derive(Debug, Default)]
pub(crate) struct Planner {
    pub(crate) additive: Vec<(Ground, Vec<Additive>)>,
    pub(crate) collected: Vec<Collected>,
    pub(crate) gathered: Vec<Gathered>,
}

/// The ground a component stands on.
pub(crate) fn ground(rows: &Rows, axis: Option<&Axis>) -> Ground {
    Ground { source: rows.source.clone(), day: rows.day.clone(), axis: axis_keys(axis).to_vec() }
}

/// The two additive columns of open cases: opened by day of opening, closed by day of closing.
pub(crate) fn flows(rows: &Rows, closed: &Expr, axis: Option<&Axis>) -> [(Ground, Additive); 2] {
    let opened = Additive { value: None, filter: rows.filter.clone() };
    let closing = greatest().call(vec![closed.clone(), rows.day.clone()]);
    let closing = when_present(closed, closing);
    let closed = Rows { day: closing, ..rows.clone() };
    [(ground(rows, axis), opened.clone()), (ground(&closed, axis), opened)]
}

/// Stands for a key or a sum that a question does not need.
pub(crate) fn nothing() -> Expr {
    lit(0_i64)
}

/// What a component gathers by keys, if it does.
pub(crate) fn gathering(component: &Component, axis: Option<&Axis>) -> Option<Gathered> {
    let ground = ground(&component.rows, axis);
    let filter = component.rows.filter.clone();
    let none = nothing();
    match &component.basis {
        Basis::Distinct(values) => {
            // Several columns tell apart together: all must be present.
            let (first, rest) = values.split_first()?;
            let present = rest.iter().map(|v| v.clone().is_not_null()).reduce(Expr::and);
            let filter = match (filter, present) {
                (Some(a), Some(b)) => Some(a.and(b)),
                (a, b) => a.or(b),
            };
            let keys = std::iter::once(first).chain(rest).take(3).cloned().collect();
            Some(Gathered { ground, filter, keys, kept: vec![] })
        }
        Basis::Customers { customer, .. } => {
            Some(Gathered { ground, filter, keys: vec![customer.clone()], kept: vec![] })
        }
        Basis::Clustered { cluster, y, x, .. } => {
            let key = |part: &Part| match part {
                Part::Distinct(value) => value.clone(),
                Part::Sum(_) => none.clone(),
            };
            let value = |part: &Part| match part {
                Part::Sum(value) => value.clone(),
                Part::Distinct(_) => none.clone(),
            };
            let keys = vec![cluster.clone(), key(y), key(x)];
            Some(Gathered { ground, filter, keys, kept: vec![Kept::Sum(value(y)), Kept::Sum(value(x))] })
        }
        Basis::Histories { keys, kept, .. } => {
            Some(Gathered { ground, filter, keys: keys.clone(), kept: kept.clone() })
        }
        Basis::Count | Basis::Sum(_) | Basis::Percentile { .. } | Basis::Open { .. } => None,
    }
}

/// What a component collects, if it does.
pub(crate) fn collecting(component: &Component, axis: Option<&Axis>) -> Option<Collected> {
    let Basis::Percentile { value, .. } = &component.basis else { return None };
    let filter = component.rows.filter.clone();
    Some(Collected { ground: ground(&component.rows, axis), value: value.clone(), filter })
}

/// What a component adds up, if it does.
pub(crate) fn adding(component: &Component) -> Option<Additive> {
    let filter = component.rows.filter.clone();
    match &component.basis {
        Basis::Count => Some(Additive { value: None, filter }),
        Basis::Sum(value) => Some(Additive { value: Some(value.clone()), filter }),
        _ => None,
    }
}

impl Planner {
    /// Asks for what a component needs, in total (no axis) or cut by one.
    pub(crate) fn ask(&mut self, component: &Component, axis: Option<&Axis>) {
        if axis.is_none() {
            // Whether the source has rows at all decides between zero and no data.
            self.add(ground(&component.rows, None), Additive { value: None, filter: None });
        }
        if let Some(additive) = adding(component) {
            self.add(ground(&component.rows, axis), additive);
        }
        if let Basis::Open { closed } = &component.basis {
            for (ground, additive) in flows(&component.rows, closed, axis) {
                self.add(ground, additive);
            }
            self.add(ground(&component.rows, None), broken(&component.rows, closed));
        }
        if let Some(collected) = collecting(component, axis)
            && !self.collected.contains(&collected)
        {
            self.collected.push(collected);
        }
        if let Some(gathered) = gathering(component, axis)
            && !self.gathered.contains(&gathered)
        {
            self.gathered.push(gathered);
        }
    }

    fn add(&mut self, ground: Ground, additive: Additive) {
        match self.additive.iter_mut().find(|(g, _)| *g == ground) {
            Some((_, columns)) if columns.contains(&additive) => {}
            Some((_, columns)) => columns.push(additive),
            None => self.additive.push((ground, vec![additive])),
        }
    }
}

/// All atoms.
#[derive(Debug, Default)]
pub(crate) struct Stores {
    pub(crate) additive: Vec<(Ground, Vec<Additive>, Sums)>,
    pub(crate) collected: Vec<(Collected, Values)>,
    pub(crate) gathered: Vec<(Gathered, Keyed)>,
}

impl Stores {
    /// Takes over what another source has.
    pub(crate) fn extend(&mut self, other: Stores) {
        self.additive.extend(other.additive);
        self.collected.extend(other.collected);
        self.gathered.extend(other.gathered);
    }

    /// Rows of a backlog that were closed before they were opened; nothing for other components.
    pub(crate) fn closed_before_opened(&self, component: &Component) -> Option<u64> {
        let Basis::Open { closed } = &component.basis else { return None };
        let wanted = broken(&component.rows, closed);
        let ground = ground(&component.rows, None);
        let (_, columns, sums) = self.additive.iter().find(|(other, ..)| *other == ground)?;
        let column = columns.iter().position(|column| *column == wanted)?;
        let days = sums.by_segment.values().filter_map(|days| days.sum(column, Day::MIN, Day::MAX));
        Some((days.sum::<Exact>() / ONE) as u64)
    }
}

/// Counts rows whose closing lies before their opening.
fn broken(rows: &Rows, closed: &Expr) -> Additive {
    let broken = closed.clone().lt(rows.day.clone());
    let filter = rows.filter.clone().map_or(broken.clone(), |filter| filter.and(broken));
    Additive { value: None, filter: Some(filter) }
}
