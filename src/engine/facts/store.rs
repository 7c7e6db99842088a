//! The aggregates of all sources, and what is read of them at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::memo::Memo;
use super::store_index::{Column, StoreColumns, StoreIndex};
use crate::calendar::Calendar;
use crate::engine::aggregates::{Day, Keyed, Members, SegmentKey, day_number, plus};
use crate::engine::cut::Cut;
use crate::engine::history::History;
use crate::engine::requests::{self, AggregateRequests, LostDigits, SourceStores, Stores};
use crate::engine::scan::ScanReport;
use crate::engine::window::Window;
use crate::measure::{Component, Plan};
use crate::model::{Axis, Scorecard};
use crate::statistics::exact::{Exact, to_number};

/// What components amount to.
#[derive(Debug)]
pub struct Facts {
    pub(super) asked: Arc<AggregateRequests>,
    pub(super) stores: Arc<Stores>,
    /// The aggregates of all rows, where these are those of one entity.
    whole: Option<Arc<Stores>>,
    pub(super) places: Arc<StoreIndex>,
    pub(super) memo: Memo,
    pub(super) histories: Arc<BTreeMap<String, History>>,
    pub(super) calendar: Arc<Calendar>,
    pub(super) as_of: NaiveDate,
    pub(super) scans: Vec<ScanReport>,
    pub(super) lost: Arc<LostDigits>,
    /// How many threads may read figures off.
    pub(super) threads: usize,
    /// The aggregates of each entity.
    pub(super) entities: BTreeMap<String, Stores>,
    /// Of each source how many rows belong to each entity, those of nobody under the blank; of sources where that was counted.
    belonging: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Facts {
    pub(crate) fn new(
        asked: AggregateRequests,
        sources: Vec<SourceStores>,
        histories: BTreeMap<String, History>,
        scorecard: &Scorecard,
        as_of: NaiveDate,
        scans: Vec<ScanReport>,
        threads: usize,
    ) -> Facts {
        let (stores, entities, lost) = joined(sources);
        let dated = |(id, history): (String, History)| {
            let days = scorecard.source(&id).and_then(|source| {
                let (store, column) = asked.days_of(source)?;
                Some(history.clone().with_days(scorecard, source, stores.days(store, column)))
            });
            (id, days.unwrap_or(history))
        };
        let histories = histories.into_iter().map(dated).collect();
        let places = Arc::new(StoreIndex::build(&asked, scorecard));
        Facts {
            asked: Arc::new(asked),
            stores: Arc::new(stores),
            whole: None,
            places,
            memo: Memo::default(),
            histories: Arc::new(histories),
            calendar: Arc::new(scorecard.calendar.clone()),
            as_of,
            scans,
            lost: Arc::new(lost),
            threads,
            entities,
            belonging: BTreeMap::new(),
        }
    }

    /// The same, with how many rows belong to each entity.
    pub(crate) fn with_entity_counts(self, belonging: BTreeMap<String, BTreeMap<String, u64>>) -> Facts {
        Facts { belonging, ..self }
    }

    /// How many rows of a source belong to each entity that they name, those of nobody under the blank; none where that was not
    /// counted.
    pub(crate) fn rows_by_entity(&self, source: &str) -> impl Iterator<Item = (&String, u64)> {
        self.belonging.get(source).into_iter().flatten().map(|(entity, rows)| (entity, *rows))
    }

    /// The facts of one entity: those of the rows that belong to it, and of all rows where a source knows no entity.
    pub fn for_entity(&self, entity: &str) -> Option<Facts> {
        Some(Facts {
            asked: Arc::clone(&self.asked),
            stores: Arc::new(self.entities.get(entity)?.clone()),
            whole: Some(Arc::clone(&self.stores)),
            places: Arc::clone(&self.places),
            memo: Memo::default(),
            histories: Arc::clone(&self.histories),
            calendar: Arc::clone(&self.calendar),
            as_of: self.as_of,
            scans: Vec::new(),
            lost: Arc::clone(&self.lost),
            // Entities are many, and told on a thread each.
            threads: 1,
            entities: BTreeMap::new(),
            belonging: BTreeMap::new(),
        })
    }

    /// Entities that rows name, in order.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.keys().map(String::as_str)
    }

    /// What the scans of the sources cost.
    pub fn scans(&self) -> &[ScanReport] {
        &self.scans
    }

    /// How many threads may read figures off.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// The end of the known world.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// How far a source reaches.
    pub fn history(&self, source: &str) -> Option<&History> {
        self.histories.get(source)
    }

    pub(super) fn place(&self, component: &Component, axis: Option<&Axis>) -> StoreColumns {
        self.places.find(&self.asked, component, axis)
    }

    pub(super) fn keyed(&self, place: usize) -> &Keyed {
        &self.stores.gathered[place]
    }

    /// Where a component has its rows by key: what is found of them by segment answers for the total as well, where the same
    /// rows are cut by an axis.
    pub(super) fn shared(&self, place: &StoreColumns) -> Option<usize> {
        let own = place.gathered?;
        let is_same = |cut: &usize| self.keyed(*cut).identity() == self.keyed(own).identity();
        Some(place.gathered_cut.filter(is_same).unwrap_or(own))
    }

    /// Rows of a backlog that were closed before they were opened; `None` for other components.
    pub(crate) fn closed_before_opened(&self, component: &Component) -> Option<u64> {
        let column = self.asked.closed_before_opened(component)?;
        Some(self.column_sum(column, Cut::Total, Day::MIN, Day::MAX).map_or(0.0, to_number) as u64)
    }

    /// Every segment of an axis that has rows of the plan's components on any day, in order.
    pub fn segments(&self, plan: &Plan, axis: &Axis) -> BTreeSet<SegmentKey> {
        let mut keys = BTreeSet::new();
        for component in &plan.components {
            let ground = requests::query_group(&component.rows, Some(axis));
            for (place, _) in self.asked.additive.iter().enumerate().filter(|(_, (g, _))| *g == ground) {
                keys.extend(self.stores.additive[place].by_segment.keys().cloned());
            }
            let place = self.place(component, Some(axis));
            if let Some(gathered) = place.gathered {
                keys.extend(self.memo.segments(self.keyed(gathered)).iter().cloned());
            }
            if let Some(collected) = place.collected {
                keys.extend(self.stores.collected[collected].by_segment.keys().cloned());
            }
        }
        keys
    }

    /// Number of rows of the component's source on the component's day, whatever its conditions.
    pub fn rows(&self, component: &Component, first: NaiveDate, last: NaiveDate) -> f64 {
        let rows = self.place(component, None).rows;
        rows.and_then(|rows| self.column_sum(rows, Cut::Total, day_number(first), day_number(last)))
            .map_or(0.0, to_number)
    }

    /// Number of a component's rows in a window, where that is asked; nothing else.
    pub fn cases(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<f64> {
        let (ground, counted) = requests::counting(component, cut.axis());
        let store = self.asked.additive.iter().position(|(other, _)| *other == ground)?;
        let column = self.asked.additive[store].1.iter().position(|other| *other == counted)?;
        let (first, last) = (day_number(window.first), day_number(window.last));
        Some(self.column_sum((store, column), cut, first, last).map_or(0.0, to_number))
    }

    /// Whether it is known of a window what a component's source holds in it: it has rows there, or is a register, which
    /// holds all there is (R38, R59). Of an entity too it is known that it has none, once it has had one: how far a source
    /// reaches is the source's.
    pub fn knows(&self, component: &Component, first: NaiveDate, last: NaiveDate) -> bool {
        self.knows_at(&self.place(component, None), component, first, last)
    }

    /// The same of a component whose place is found, cut or not.
    pub(super) fn knows_at(
        &self,
        place: &StoreColumns,
        component: &Component,
        first: NaiveDate,
        last: NaiveDate,
    ) -> bool {
        let is_register = self.history(&component.rows.source).is_some_and(|history| history.is_register);
        let has_rows = |stores: &Stores, first: NaiveDate| {
            let (first, last) = (day_number(first), day_number(last));
            let in_any = |(store, column): Column| {
                stores.additive[store].by_segment.values().any(|days| days.has_any(column, first, last))
            };
            first <= last && place.rows.is_some_and(in_any)
        };
        let has_none = |whole: &Arc<Stores>| has_rows(&self.stores, NaiveDate::MIN) && has_rows(whole, first);
        is_register || has_rows(&self.stores, first) || self.whole.as_ref().is_some_and(has_none)
    }

    pub(super) fn column_sum(&self, column: Column, cut: Cut<'_>, first: Day, last: Day) -> Option<Exact> {
        let (store, column) = column;
        if first > last {
            return None;
        }
        let (columns, sums) = (&self.asked.additive[store].1, &self.stores.additive[store]);
        let segments = cut.among(&sums.by_segment);
        let segments = segments.filter_map(|days| days.sum(column, first, last)).reduce(plus);
        // A count of zero says that no row matched, as an absent sum does.
        segments.filter(|sum| columns[column].value.is_some() || *sum != 0)
    }

    pub(super) fn active(&self, place: usize, first: NaiveDate, last: NaiveDate) -> Arc<Members> {
        self.memo.members(self.keyed(place), day_number(first), day_number(last))
    }

    pub(super) fn current_segments(&self, place: usize, day: NaiveDate) -> Arc<Vec<u32>> {
        self.memo.current_segments(self.keyed(place), day_number(day))
    }
}

/// The aggregates of all sources together, of the whole and of each entity.
fn joined(sources: Vec<SourceStores>) -> (Stores, BTreeMap<String, Stores>, LostDigits) {
    let cut = |source: &SourceStores| source.entities.as_ref().map(|e| e.keys().cloned().collect::<Vec<_>>());
    let ids: BTreeSet<String> = sources.iter().filter_map(cut).flatten().collect();
    let (mut whole, mut lost) = (Stores::default(), LostDigits::default());
    let mut entities: BTreeMap<String, Stores> = ids.into_iter().map(|id| (id, Stores::default())).collect();
    for source in sources {
        let empty = source.whole.empty_copy();
        for (id, stores) in &mut entities {
            stores.extend(match &source.entities {
                Some(own) => own.get(id).unwrap_or(&empty).clone(),
                None => source.whole.clone(),
            });
        }
        lost.extend(source.lost, (whole.additive.len(), whole.gathered.len()));
        whole.extend(source.whole);
    }
    (whole, entities, lost)
}
