//! What is asked of the sources: every component taken apart into sums, values and keyed rows, each asked once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::error::DataFusionError;
use datafusion::functions::core::greatest;
use datafusion::prelude::{Expr, lit};
use thiserror::Error;

use super::aggregates::{Day, Keyed, Sums, Values};
use crate::measure::expression::{columns_of, day_of_epoch, row::when_present};
use crate::measure::{Basis, Component, Part, Reduction, Rows};
use crate::model::{Axis, Measure, Scorecard, Source};
use crate::statistics::exact::Extent;

/// Rows of a source by one day, cut by the keys of one axis: what shares a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QueryGroup {
    pub(crate) source: String,
    pub(crate) day: Expr,
    pub(crate) axis: Vec<Expr>,
}

impl QueryGroup {
    fn exprs(&self) -> impl Iterator<Item = &Expr> {
        std::iter::once(&self.day).chain(&self.axis)
    }
}

/// One additive column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AdditiveColumn {
    /// Nothing counts rows.
    pub(crate) value: Option<Expr>,
    pub(crate) filter: Option<Expr>,
    /// Whether a run goes on without it where it is too large to be added up exactly.
    pub(crate) is_spare: bool,
}

impl AdditiveColumn {
    /// Counts rows.
    pub(crate) fn rows(filter: Option<Expr>) -> AdditiveColumn {
        AdditiveColumn { value: None, filter, is_spare: false }
    }
}

/// Values to be collected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CollectedValues {
    pub(crate) ground: QueryGroup,
    pub(crate) value: Expr,
    pub(crate) filter: Option<Expr>,
    pub(crate) needed: Needed,
}

/// Which values of a day a percentile needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needed {
    All,
    Smallest,
    Largest,
}

impl Needed {
    /// The values at the ends need no others.
    fn for_percentile(p: f64) -> Needed {
        if p == 0.0 {
            Needed::Smallest
        } else if p == 1.0 {
            Needed::Largest
        } else {
            Needed::All
        }
    }
}

/// Rows to be gathered by keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GatheredRows {
    pub(crate) ground: QueryGroup,
    pub(crate) filter: Option<Expr>,
    /// The first must be present; the others may be null.
    pub(crate) keys: Vec<Expr>,
    /// What orders the rows of a day, where their order decides over segments.
    pub(crate) instant: Option<Expr>,
    pub(crate) kept: Vec<Reduction>,
}

/// Everything to be asked, each thing once.
#[derive(Debug, Clone, Default)]
pub(crate) struct AggregateRequests {
    pub(crate) additive: Vec<(QueryGroup, Vec<AdditiveColumn>)>,
    pub(crate) collected: Vec<CollectedValues>,
    pub(crate) gathered: Vec<GatheredRows>,
}

/// The group in which a component is asked, by an axis or in total.
pub(crate) fn query_group(rows: &Rows, axis: Option<&Axis>) -> QueryGroup {
    QueryGroup {
        source: rows.source.clone(),
        day: rows.day.clone(),
        axis: axis.map(|axis| axis.by.clone()).unwrap_or_default(),
    }
}

/// All rows of a source by its own day, if it has one.
fn days(source: &Source) -> Option<QueryGroup> {
    Some(QueryGroup { source: source.id.clone(), day: source.day.clone()?, axis: Vec::new() })
}

/// The two additive columns of open cases: opened by day of opening, closed by day of closing.
pub(crate) fn flows(rows: &Rows, closed: &Expr, axis: Option<&Axis>) -> [(QueryGroup, AdditiveColumn); 2] {
    let opened = AdditiveColumn::rows(rows.filter.clone());
    let closing = greatest().call(vec![closed.clone(), rows.day.clone()]);
    // Without either day a case was never open.
    let closing = when_present(&rows.day, when_present(closed, closing));
    let closed = Rows { day: closing, ..rows.clone() };
    [(query_group(rows, axis), opened.clone()), (query_group(&closed, axis), opened)]
}

/// Stands for a key or a sum that a question does not need.
pub(crate) fn nothing() -> Expr {
    lit(0_i64)
}

/// What a component gathers by keys, if it does.
pub(crate) fn gathered_rows(component: &Component, axis: Option<&Axis>) -> Option<GatheredRows> {
    let ground = query_group(&component.rows, axis);
    let filter = component.rows.filter.clone();
    let instant = axis.and(component.rows.instant.clone());
    let none = nothing();
    match &component.basis {
        Basis::Distinct(values) => {
            // Several columns tell apart together: all must be present.
            let (_, rest) = values.split_first()?;
            let present = rest.iter().map(|v| v.clone().is_not_null()).reduce(Expr::and);
            let filter = match (filter, present) {
                (Some(a), Some(b)) => Some(a.and(b)),
                (a, b) => a.or(b),
            };
            Some(GatheredRows { ground, filter, keys: values.clone(), instant: None, kept: vec![] })
        }
        Basis::Customers { customer, .. } => {
            Some(GatheredRows { ground, filter, keys: vec![customer.clone()], instant, kept: vec![] })
        }
        Basis::Clustered { cluster, y, x, .. } => {
            let key = |part: &Part| match part {
                Part::Distinct(value) if value != cluster => value.clone(),
                Part::Distinct(_) | Part::Sum(_) => none.clone(),
            };
            let value = |part: &Part| match part {
                Part::Sum(value) => value.clone(),
                Part::Distinct(_) => none.clone(),
            };
            let keys = vec![cluster.clone(), key(y), key(x)];
            Some(GatheredRows {
                ground,
                filter,
                keys,
                instant: None,
                kept: vec![Reduction::Sum(value(y)), Reduction::Sum(value(x))],
            })
        }
        Basis::Histories { keys, kept, aggregate } => {
            let instant = instant.filter(|_| aggregate.is_placed_by_rows());
            Some(GatheredRows { ground, filter, keys: keys.clone(), instant, kept: kept.clone() })
        }
        Basis::Count
        | Basis::Sum(_)
        | Basis::Squares(_)
        | Basis::Percentile { .. }
        | Basis::Open { .. }
        | Basis::Segments { .. } => None,
    }
}

/// What a component collects, if it does.
pub(crate) fn collected_values(component: &Component, axis: Option<&Axis>) -> Option<CollectedValues> {
    let Basis::Percentile { value, p } = &component.basis else { return None };
    let filter = component.rows.filter.clone();
    Some(CollectedValues {
        ground: query_group(&component.rows, axis),
        value: value.clone(),
        filter,
        needed: Needed::for_percentile(*p),
    })
}

/// What a component adds up, if it does.
pub(crate) fn additive_column(component: &Component) -> Option<AdditiveColumn> {
    let filter = component.rows.filter.clone();
    match &component.basis {
        Basis::Count => Some(AdditiveColumn::rows(filter)),
        Basis::Sum(value) => Some(AdditiveColumn { value: Some(value.clone()), filter, is_spare: false }),
        Basis::Squares(value) => Some(AdditiveColumn { value: Some(value.clone()), filter, is_spare: true }),
        _ => None,
    }
}

/// The rows a sum is taken of, whether they have a value or not: they tell a sum of nothing from one that is missing (R46).
pub(crate) fn matching_rows(component: &Component) -> Option<AdditiveColumn> {
    let adds = matches!(component.basis, Basis::Sum(_) | Basis::Squares(_));
    adds.then(|| AdditiveColumn::rows(component.rows.filter.clone()))
}

/// What counts the rows of a component.
pub(crate) fn counting(component: &Component, axis: Option<&Axis>) -> (QueryGroup, AdditiveColumn) {
    (query_group(&component.rows, axis), AdditiveColumn::rows(component.rows.filter.clone()))
}

impl AggregateRequests {
    /// What the measures and controls of a scorecard ask of each source, with an axis of segments where a component can be cut by it.
    pub(crate) fn by_source(
        scorecard: &Scorecard,
        can_cut: &dyn Fn(&Component, &Axis) -> bool,
    ) -> BTreeMap<String, AggregateRequests> {
        let mut by_source: BTreeMap<String, AggregateRequests> = BTreeMap::new();
        for measure in &scorecard.measures {
            for component in measure.plan.queried_components() {
                let requests = by_source.entry(component.rows.source.clone()).or_default();
                let can_cut = |axis: &Axis| can_cut(component, axis);
                requests.request_all(measure, component, scorecard.privacy.is_some(), &can_cut);
            }
        }
        for (measure, bridge) in scorecard.measures.iter().filter_map(|m| Some((m, m.bridge.as_ref()?))) {
            for component in
                measure.plan.queried_components().iter().chain(bridge.quantity.queried_components())
            {
                let requests = by_source.entry(component.rows.source.clone()).or_default();
                let axis = Some(&bridge.axis).filter(|axis| can_cut(component, axis));
                [None, axis].into_iter().for_each(|axis| requests.request(component, axis));
            }
        }
        for component in scorecard.controls.iter().flat_map(|control| control.plan.queried_components()) {
            by_source.entry(component.rows.source.clone()).or_default().request(component, None);
        }
        for (source, requests) in &mut by_source {
            scorecard.source(source).into_iter().for_each(|source| requests.request_days(source));
        }
        by_source
    }

    /// Asks for everything that a measure needs of one of its components, cut by those of its axes that it can be cut by; of
    /// small segments, where they are withheld, how many rows they have.
    fn request_all(
        &mut self,
        measure: &Measure,
        component: &Component,
        is_private: bool,
        can_cut: &dyn Fn(&Axis) -> bool,
    ) {
        let counted = measure.plan.segments_of().map(Axis::from);
        let axes = measure.segments.iter().chain(&counted).filter(|axis| can_cut(axis));
        for axis in std::iter::once(None).chain(axes.map(Some)) {
            self.request(component, axis);
            if is_private {
                self.request_cases(component, axis);
            }
        }
    }

    /// Asks for what a component needs, in total (no axis) or cut by one.
    fn request(&mut self, component: &Component, axis: Option<&Axis>) {
        if axis.is_none() {
            // Whether the source has rows at all decides between zero and no data.
            self.add(query_group(&component.rows, None), AdditiveColumn::rows(None));
        }
        for additive in additive_column(component).into_iter().chain(matching_rows(component)) {
            self.add(query_group(&component.rows, axis), additive);
        }
        if let Basis::Open { closed } = &component.basis {
            for (ground, additive) in flows(&component.rows, closed, axis) {
                self.add(ground, additive);
            }
            self.add(query_group(&component.rows, None), closed_before_opened_rows(&component.rows, closed));
        }
        if let Some(collected) = collected_values(component, axis)
            && !self.collected.contains(&collected)
        {
            self.collected.push(collected);
        }
        if let Some(gathered) = gathered_rows(component, axis)
            && !self.gathered.contains(&gathered)
        {
            self.gathered.push(gathered);
        }
    }

    /// Asks how many rows a component has in each segment of an axis, whatever it makes of them.
    fn request_cases(&mut self, component: &Component, axis: Option<&Axis>) {
        let (ground, counted) = counting(component, axis);
        self.add(ground, counted);
    }

    /// Asks on which days the source has rows at all, where anything is asked of it.
    fn request_days(&mut self, source: &Source) {
        if let (false, Some(days)) = (self.is_empty(), days(source)) {
            self.add(days, AdditiveColumn::rows(None));
        }
    }

    fn is_empty(&self) -> bool {
        self.additive.is_empty() && self.collected.is_empty() && self.gathered.is_empty()
    }

    fn add(&mut self, ground: QueryGroup, additive: AdditiveColumn) {
        match self.additive.iter_mut().find(|(g, _)| *g == ground) {
            Some((_, columns)) if columns.contains(&additive) => {}
            Some((_, columns)) => columns.push(additive),
            None => self.additive.push((ground, vec![additive])),
        }
    }
}

impl AggregateRequests {
    /// Every expression that is asked for.
    pub(crate) fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let additive = self.additive.iter().flat_map(|(ground, columns)| {
            let own = columns.iter().flat_map(|c| c.value.iter().chain(&c.filter));
            ground.exprs().chain(own)
        });
        let collected = self
            .collected
            .iter()
            .flat_map(|c| c.ground.exprs().chain(std::iter::once(&c.value)).chain(&c.filter));
        let gathered = self.gathered.iter().flat_map(move |g| {
            let own = g.keys.iter().chain(&g.instant).chain(&g.filter);
            g.ground.exprs().chain(own).chain(g.kept.iter().flat_map(kept_exprs))
        });
        additive.chain(collected).chain(gathered)
    }

    /// Every column that is needed for an answer.
    pub(crate) fn columns(&self) -> BTreeSet<String> {
        self.exprs().flat_map(columns_of).collect()
    }

    /// Asks what another asks, behind it.
    pub(crate) fn extend(&mut self, other: AggregateRequests) {
        self.additive.extend(other.additive);
        self.collected.extend(other.collected);
        self.gathered.extend(other.gathered);
    }

    /// Where the counts of a source's rows by its own day stand.
    pub(crate) fn days_of(&self, source: &Source) -> Option<(usize, usize)> {
        let ground = days(source)?;
        let store = self.additive.iter().position(|(other, _)| *other == ground)?;
        let all = AdditiveColumn::rows(None);
        Some((store, self.additive[store].1.iter().position(|column| *column == all)?))
    }

    /// Where the count of a backlog's rows that were closed before they were opened stands; `None` for other components.
    pub(crate) fn closed_before_opened(&self, component: &Component) -> Option<(usize, usize)> {
        let Basis::Open { closed } = &component.basis else { return None };
        let wanted = closed_before_opened_rows(&component.rows, closed);
        let ground = query_group(&component.rows, None);
        let store = self.additive.iter().position(|(other, _)| *other == ground)?;
        Some((store, self.additive[store].1.iter().position(|column| *column == wanted)?))
    }
}

fn kept_exprs(kept: &Reduction) -> Vec<&Expr> {
    match kept {
        Reduction::Sum(value) => vec![value],
        Reduction::Last { value, by } => std::iter::once(value).chain(by).collect(),
    }
}

/// Aggregates in the order of the requests.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stores {
    pub(crate) additive: Vec<Arc<Sums>>,
    pub(crate) collected: Vec<Arc<Values>>,
    pub(crate) gathered: Vec<Keyed>,
}

impl Stores {
    /// Takes over what another source has.
    pub(crate) fn extend(&mut self, other: Stores) {
        self.additive.extend(other.additive);
        self.collected.extend(other.collected);
        self.gathered.extend(other.gathered);
    }

    /// The days on which a sum is there in any segment, in order.
    pub(crate) fn days(&self, store: usize, column: usize) -> Vec<NaiveDate> {
        let of_segments = self.additive[store].by_segment.values();
        let days: BTreeSet<Day> = of_segments.flat_map(|days| days.with(column)).collect();
        days.into_iter().map(day_of_epoch).collect()
    }

    /// Nothing at all, where so much is asked.
    pub(crate) fn empty(asked: &AggregateRequests) -> Stores {
        Stores {
            additive: vec![Arc::default(); asked.additive.len()],
            collected: vec![Arc::default(); asked.collected.len()],
            gathered: vec![Keyed::default(); asked.gathered.len()],
        }
    }

    /// Gives what belongs to each entity, the first part of every segment's key, to that entity.
    pub(crate) fn split(self, entities: &mut BTreeMap<String, Stores>, empty: &Stores) {
        for (at, sums) in self.additive.into_iter().enumerate() {
            for (entity, sums) in Arc::unwrap_or_clone(sums).split() {
                entities.entry(entity).or_insert_with(|| empty.clone()).additive[at] = Arc::new(sums);
            }
        }
        for (at, values) in self.collected.into_iter().enumerate() {
            for (entity, values) in Arc::unwrap_or_clone(values).split() {
                entities.entry(entity).or_insert_with(|| empty.clone()).collected[at] = Arc::new(values);
            }
        }
        for (at, keyed) in self.gathered.into_iter().enumerate() {
            for (entity, keyed) in keyed.split() {
                entities.entry(entity).or_insert_with(|| empty.clone()).gathered[at] = keyed;
            }
        }
    }

    /// As many stores with nothing in them.
    pub(crate) fn empty_copy(&self) -> Stores {
        Stores {
            additive: vec![Arc::default(); self.additive.len()],
            collected: vec![Arc::default(); self.collected.len()],
            gathered: vec![Keyed::default(); self.gathered.len()],
        }
    }
}

/// The aggregates of one source: of all its rows, and of those of each entity.
#[derive(Debug, Default)]
pub(crate) struct SourceStores {
    pub(crate) whole: Stores,
    /// `None` where the source knows no entity.
    pub(crate) entities: Option<BTreeMap<String, Stores>>,
    /// How many rows belong to each, those of nobody under the blank; nothing where that was not counted.
    pub(crate) belonging: BTreeMap<String, u64>,
    pub(crate) lost: LostDigits,
}

/// Which questions took amounts that lost digits to rounding.
#[derive(Debug, Clone, Default)]
pub(crate) struct LostDigits {
    /// Group and column.
    pub(crate) additive: BTreeSet<(usize, usize)>,
    pub(crate) gathered: BTreeSet<usize>,
}

impl LostDigits {
    /// Merges the lost digits of another source, whose columns follow `additive` and `gathered` earlier ones.
    pub(crate) fn extend(&mut self, other: LostDigits, (additive, gathered): (usize, usize)) {
        self.additive.extend(other.additive.into_iter().map(|(at, column)| (additive + at, column)));
        self.gathered.extend(other.gathered.into_iter().map(|at| gathered + at));
    }
}

/// Amounts that cannot be added up exactly.
#[derive(Debug, Clone, Error)]
#[error(
    "the amounts of {what} are too large to be added up exactly: {}signs aside, all of them together must stay below 1e28",
    if *largest > 0.0 { format!("the largest is {largest:e}; ") } else { String::new() }
)]
pub struct TooLarge {
    /// The columns they are made of, as messages name them.
    what: String,
    /// The largest, its sign aside; 0 where it is not known.
    largest: f64,
}

impl TooLarge {
    /// Amounts of one row that are too large to be added up within it.
    pub(crate) fn of_rows() -> TooLarge {
        TooLarge { what: "its rows".to_owned(), largest: 0.0 }
    }

    /// The amounts of an expression, if they reach so far.
    pub(crate) fn found(value: &Expr, extent: &Extent) -> Option<DataFusionError> {
        let error = || {
            let columns: BTreeSet<String> = columns_of(value).into_iter().collect();
            let columns: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
            let what = if columns.is_empty() { format!("`{value}`") } else { columns.join(" and ") };
            DataFusionError::External(Box::new(TooLarge { what, largest: extent.largest() }))
        };
        extent.is_too_large().then(error)
    }
}

/// Counts rows whose closing lies before their opening.
fn closed_before_opened_rows(rows: &Rows, closed: &Expr) -> AdditiveColumn {
    let broken = closed.clone().lt(rows.day.clone());
    let filter = rows.filter.clone().map_or(broken.clone(), |filter| filter.and(broken));
    AdditiveColumn::rows(Some(filter))
}
