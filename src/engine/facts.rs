//! Facts: what the components amount to in any window, in total or in a segment.

mod clusters;
mod members;
mod memo;
mod places;
mod window;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use self::clusters::{Side, different, different_together, moments, moments_by_segment};
pub(crate) use self::members::Members;
use self::memo::Memo;
use self::places::{Column, Place, Places};
pub use self::window::{Cut, SegmentKey, Window};
use super::atoms::{Day, Exact, Keyed, Values, plus, to_number};
use super::figures::{self, CohortRow, Histories, Lifetime};
use super::fused::ScanReport;
use super::requests::{AggregateRequests, LostDigits, SourceStores, Stores};
use super::{History, day_number};
use crate::calendar::{Calendar, Duration, Grain};
use crate::measure::{Basis, Component, HistoryAggregate, Moment, Moments, Plan, RevenuePart, State};
use crate::model::{Axis, Scorecard};
use crate::statistics::lifetime::Ahead;
use crate::statistics::order::percentile;
use crate::statistics::survival::Length;

/// What components amount to.
#[derive(Debug)]
pub struct Facts {
    asked: Arc<AggregateRequests>,
    stores: Stores,
    places: Arc<Places>,
    memo: Memo,
    histories: Arc<BTreeMap<String, History>>,
    calendar: Arc<Calendar>,
    as_of: NaiveDate,
    scans: Vec<ScanReport>,
    lost: Arc<LostDigits>,
    /// How many threads may read figures off.
    threads: usize,
    /// The atoms of each entity.
    entities: BTreeMap<String, Stores>,
}

impl Facts {
    pub(crate) fn new(
        asked: AggregateRequests,
        sources: Vec<SourceStores>,
        histories: BTreeMap<String, History>,
        scorecard: &Scorecard,
        as_of: NaiveDate,
        (scans, threads): (Vec<ScanReport>, usize),
    ) -> Facts {
        let (stores, entities, lost) = joined(sources);
        let dated = |(id, history): (String, History)| {
            let days = scorecard.source(&id).and_then(|source| {
                let (store, column) = asked.days_of(source)?;
                Some(history.clone().on(scorecard, source, stores.days(store, column)))
            });
            (id, days.unwrap_or(history))
        };
        let histories = histories.into_iter().map(dated).collect();
        Facts {
            asked: Arc::new(asked),
            stores,
            places: Arc::default(),
            memo: Memo::default(),
            histories: Arc::new(histories),
            calendar: Arc::new(scorecard.calendar.clone()),
            as_of,
            scans,
            lost: Arc::new(lost),
            threads,
            entities,
        }
    }

    /// The facts of one entity: those of the rows that belong to it, and of all rows where a source knows no entity.
    pub fn of(&self, entity: &str) -> Option<Facts> {
        Some(Facts {
            asked: Arc::clone(&self.asked),
            stores: self.entities.get(entity)?.clone(),
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

    fn place(&self, component: &Component, axis: Option<&Axis>) -> Place {
        self.places.find(&self.asked, component, axis)
    }

    fn keyed(&self, place: usize) -> &Keyed {
        &self.stores.gathered[place]
    }

    /// Rows of a backlog that were closed before they were opened; nothing for other components.
    pub(super) fn closed_before_opened(&self, component: &Component) -> Option<u64> {
        let column = self.asked.closed_before_opened(component)?;
        Some(self.added(column, Cut::Total, Day::MIN, Day::MAX).map_or(0.0, to_number) as u64)
    }

    /// Every segment of an axis that has rows of the plan's components on any day, in order.
    pub fn segments(&self, plan: &Plan, axis: &Axis) -> BTreeSet<SegmentKey> {
        let mut keys = BTreeSet::new();
        for component in &plan.components {
            let ground = super::requests::ground(&component.rows, Some(axis));
            for (place, _) in self.asked.additive.iter().enumerate().filter(|(_, (g, _))| *g == ground) {
                keys.extend(self.stores.additive[place].by_segment.keys().cloned());
            }
            let place = self.place(component, Some(axis));
            if let Some(gathered) = place.gathered {
                keys.extend(self.memo.segments(self.keyed(gathered), gathered).iter().cloned());
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
        rows.and_then(|rows| self.added(rows, Cut::Total, day_number(first), day_number(last)))
            .map_or(0.0, to_number)
    }

    /// Number of a component's rows in a window, where that is asked; nothing else.
    pub fn cases(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<f64> {
        let (ground, counted) = super::requests::counting(component, cut.axis());
        let store = self.asked.additive.iter().position(|(other, _)| *other == ground)?;
        let column = self.asked.additive[store].1.iter().position(|other| *other == counted)?;
        let (first, last) = (day_number(window.first), day_number(window.last));
        Some(self.added((store, column), cut, first, last).map_or(0.0, to_number))
    }

    /// The first day a component looks at in a window.
    pub fn reach(&self, component: &Component, window: &Window) -> NaiveDate {
        match &component.basis {
            Basis::Customers { state, .. } => match state {
                State::Active(within) => window.active(&self.calendar, *within).0,
                State::Opening(within)
                | State::Retained(within)
                | State::Lost(within)
                | State::Reactivated { within, lapsed: None } => {
                    window.opening(&self.calendar, *within).map_or(NaiveDate::MIN, |(first, _)| first)
                }
                State::Lapsed { within, up_to } | State::Reactivated { within, lapsed: Some(up_to) } => {
                    let before = window.before_opening(&self.calendar, *within, Some(*up_to));
                    before.map_or(NaiveDate::MIN, |(first, _)| first)
                }
                State::New(after) => {
                    self.calendar.window(window.first.pred_opt().unwrap_or(window.first), *after).0
                }
            },
            Basis::Histories { aggregate, .. } => {
                figures::reach(aggregate, window, &self.calendar, self.as_of)
            }
            _ => window.first,
        }
    }

    /// Whether it is known of a window what a component's source holds in it: it has rows there, or is a register, which
    /// holds all there is (R38, R59).
    pub fn knows(&self, component: &Component, first: NaiveDate, last: NaiveDate) -> bool {
        let is_register = self.history(&component.rows.source).is_some_and(|history| history.is_register);
        is_register || self.rows(component, first, last) > 0.0
    }

    /// Whether a sum has rows in a window of which none has a value: what it amounts to is not known (R46).
    pub fn lacks_values(&self, component: &Component, cut: Cut<'_>, window: &Window) -> bool {
        let adds = matches!(component.basis, Basis::Sum(_) | Basis::Squares(_));
        adds && self.lacks_values_at(&self.place(component, cut.axis()), cut, window)
    }

    fn lacks_values_at(&self, place: &Place, cut: Cut<'_>, window: &Window) -> bool {
        let Some((sum, matching)) = place.additive.zip(place.matching) else { return false };
        let (first, last) = (day_number(window.first), day_number(window.last));
        self.added(sum, cut, first, last).is_none() && self.added(matching, cut, first, last).is_some()
    }

    /// Whether a component took amounts that lost digits to rounding.
    pub(crate) fn lost_digits(&self, component: &Component) -> bool {
        let place = self.place(component, None);
        let is_added = place.additive.is_some_and(|column| self.lost.additive.contains(&column));
        is_added || place.gathered.is_some_and(|place| self.lost.gathered.contains(&place))
    }

    /// What a component amounts to. A component without a matching row is 0 where the source has rows in the window,
    /// and absent otherwise; so is a sum of rows of which none has a value.
    pub fn value(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<f64> {
        let place = self.place(component, cut.axis());
        let (first, last) = (day_number(window.first), day_number(window.last));
        let or_zero = |found: Option<f64>| {
            found.or_else(|| self.knows(component, window.first, window.last).then_some(0.0))
        };
        match &component.basis {
            Basis::Sum(_) | Basis::Squares(_) if self.lacks_values_at(&place, cut, window) => None,
            Basis::Count | Basis::Sum(_) | Basis::Squares(_) => {
                or_zero(self.added(place.additive?, cut, first, last).map(to_number))
            }
            Basis::Distinct(keys) => {
                let different = self.different(place.gathered?, keys.len(), cut, first, last);
                or_zero((different > 0).then_some(different as f64))
            }
            Basis::Percentile { p, .. } => percentile(&self.sorted_values(component, cut, window), *p),
            Basis::Open { .. } => {
                let [opened, closed] = place.flows?;
                match self.added(opened, cut, Day::MIN, last) {
                    Some(opened) => {
                        Some(to_number(opened - self.added(closed, cut, Day::MIN, last).unwrap_or(0)))
                    }
                    None => self.knows(component, NaiveDate::MIN, window.last).then_some(0.0),
                }
            }
            Basis::Customers { state: State::Active(None), .. } => {
                self.active_customers(component, place.gathered?, cut, window)
            }
            Basis::Customers { state, .. } => {
                self.customers(component, place.gathered_cut.or(place.gathered)?, *state, cut, window)
            }
            Basis::Histories { aggregate: HistoryAggregate::Revenue { within, gross, part }, .. } => {
                self.revenue(component, (*within, *gross, *part), cut, window)
            }
            Basis::Histories { aggregate: HistoryAggregate::Lifetime { ahead, days, part }, .. } => {
                let is_known = || self.knows(component, window.first, window.last);
                self.lifetime(component, (*ahead, *days), cut, window)?.part(*part, &is_known)
            }
            Basis::Histories { aggregate, .. } => {
                self.told(component, cut, window, |h| figures::read(aggregate, h))?
            }
            // What a measure amounts to in each segment is for whoever observes measures.
            Basis::Segments { .. } => None,
            Basis::Clustered { cluster, y, x, moment } => {
                let sides = [y, x].map(|part| Side::of(part, cluster));
                let moments = self.moments(place.gathered?, sides, cut, first, last);
                (moments.count() > 0).then(|| moments.of(*moment))
            }
        }
    }

    /// What the components of a plan amount to, in their order.
    pub fn values(&self, plan: &Plan, cut: Cut<'_>, window: &Window) -> Vec<Option<f64>> {
        plan.components.iter().map(|component| self.value(component, cut, window)).collect()
    }

    /// The values behind a percentile, or behind what is said of totals, smallest first.
    pub fn sorted_values(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Vec<f64> {
        if matches!(component.basis, Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. }) {
            return self.told(component, cut, window, figures::totals).unwrap_or_default();
        }
        let Some(place) = self.place(component, cut.axis()).collected else { return Vec::new() };
        let (first, last) = (day_number(window.first), day_number(window.last));
        sorted(&self.stores.collected[place], cut, first, last)
    }

    /// The models of purchases by a window's end: one fit for all that is read off it.
    fn lifetime(
        &self,
        component: &Component,
        (ahead, days): (Ahead, f64),
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<Arc<Lifetime>> {
        let place = self.place(component, cut.axis()).gathered?;
        let inside = cut.inside(self.keyed(place));
        Some(self.memo.lifetime(place, inside, (ahead, days), window.last.min(self.as_of), || {
            self.told_at(place, component, cut, window, |histories| Lifetime::of(histories, ahead, days))
        }))
    }

    /// The lengths behind a survival estimate.
    pub fn lengths(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Vec<Length> {
        self.told(component, cut, window, figures::survival::lengths).unwrap_or_default()
    }

    /// What histories tell in a window.
    fn told<T>(
        &self,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> Option<T> {
        self.told_by(component, cut.axis(), cut, window, read)
    }

    /// The same, with the segments of an axis at hand whatever the cut.
    fn told_by<T>(
        &self,
        component: &Component,
        axis: Option<&Axis>,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> Option<T> {
        Some(self.told_at(self.place(component, axis).gathered?, component, cut, window, read))
    }

    /// The same of the rows of one place.
    fn told_at<T>(
        &self,
        place: usize,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
        read: impl FnOnce(&Histories<'_>) -> T,
    ) -> T {
        let keyed = self.keyed(place);
        read(&Histories {
            keyed,
            inside: cut.inside(keyed),
            window,
            calendar: &self.calendar,
            as_of: self.as_of,
            has_rows: &|first, last| self.knows(component, first, last),
            homes: &|day| self.homes(place, day),
            totals: &|first, last| self.memo.totals(keyed, day_number(first), day_number(last)),
        })
    }

    fn added(&self, (store, column): Column, cut: Cut<'_>, first: Day, last: Day) -> Option<Exact> {
        if first > last {
            return None;
        }
        let (columns, sums) = (&self.asked.additive[store].1, &self.stores.additive[store]);
        let segments = match cut {
            Cut::Segments(_, keys) if keys.len() == 1 => {
                let key = keys.first()?;
                let days = sums.by_segment.get(key)?;
                days.sum(column, first, last)
            }
            cut => {
                let inside = sums.by_segment.iter().filter(|(key, _)| cut.holds(key));
                inside.filter_map(|(_, days)| days.sum(column, first, last)).reduce(plus)
            }
        };
        // A count of zero says that no row matched, as an absent sum does.
        segments.filter(|sum| columns[column].value.is_some() || *sum != 0)
    }

    fn active(&self, place: usize, first: NaiveDate, last: NaiveDate) -> Arc<Members> {
        self.memo.members(self.keyed(place), first, last)
    }

    fn homes(&self, place: usize, day: NaiveDate) -> Arc<Vec<u32>> {
        self.memo.homes(self.keyed(place), day_number(day))
    }

    /// Number of different keys.
    fn different(&self, place: usize, keys: usize, cut: Cut<'_>, first: Day, last: Day) -> u64 {
        let keyed = self.keyed(place);
        match cut.alone(keyed) {
            Some(Some(segment)) if keys == 1 => {
                let counts = self.memo.different(place, first, last, || different(keyed, first, last));
                counts[segment]
            }
            Some(None) => 0,
            _ if keys == 1 => {
                let inside = cut.inside(keyed);
                let mut members = Members::none(keyed.firsts());
                for day in keyed.days(first, last) {
                    let rows = day.numbers().filter(|row| inside[day.segment(*row) as usize]);
                    rows.for_each(|row| members.insert(day.rows.keys[0][row]));
                }
                members.count() as u64
            }
            _ => {
                let inside = cut.inside(keyed);
                let atoms = keyed.between(first, last);
                different_together(atoms.filter(|atom| inside[atom.segment as usize]))
            }
        }
    }

    fn moments(&self, place: usize, sides: [Side; 2], cut: Cut<'_>, first: Day, last: Day) -> Arc<Moments> {
        let keyed = self.keyed(place);
        match cut.alone(keyed) {
            Some(Some(segment)) => {
                let all = self.memo.moments(place, first, last, || {
                    let moments = moments_by_segment(keyed, first, last, sides);
                    moments.into_iter().map(Arc::new).collect()
                });
                Arc::clone(&all[segment])
            }
            Some(None) => Arc::default(),
            None => {
                let total = || Arc::new(moments(keyed, first, last, sides, &cut.inside(keyed)));
                match cut {
                    Cut::Total => Arc::clone(&self.memo.moments(place, first, last, || vec![total()])[0]),
                    Cut::Segments(..) => total(),
                }
            }
        }
    }

    /// How many customers of the opening stand in another segment at the window's end (R14); nothing for plans that do
    /// not compare an opening with an end.
    pub fn changed(&self, plan: &Plan, axis: &Axis, window: &Window) -> Option<u64> {
        let opens = |component: &&Component| match &component.basis {
            Basis::Customers { state, .. } => matches!(state, State::Opening(_) | State::Lapsed { .. }),
            Basis::Histories { .. } => true,
            _ => false,
        };
        let returns = |component: &&Component| {
            matches!(component.basis, Basis::Customers { state: State::Reactivated { .. }, .. })
        };
        let components = || plan.components.iter();
        let component = components().find(opens).or_else(|| components().find(returns))?;
        match &component.basis {
            Basis::Histories { aggregate, .. } => {
                let read = |histories: &Histories<'_>| figures::changed(aggregate, histories);
                self.told_by(component, Some(axis), Cut::Total, window, read)?
            }
            Basis::Customers { state, .. } => {
                let place = self.place(component, Some(axis)).gathered?;
                let standing = self.standing(place, *state, window)?;
                let (then, now) = (self.homes(place, standing.dated), self.homes(place, window.last));
                let moved = |member: &u32| then[*member as usize] != now[*member as usize];
                Some(standing.counted.iter().filter(moved).count() as u64)
            }
            _ => None,
        }
    }

    /// The cohorts of a plan that has them, each with what was kept of it at every age reached by a day; cohorts that
    /// began before the history are left out.
    pub fn triangle(&self, plan: &Plan, until: NaiveDate) -> Option<(Grain, Vec<CohortRow>)> {
        let component = plan.components.iter().find(|c| figures::ripening(c).is_some())?;
        let ripening = figures::ripening(component)?;
        let known_from = self.history(&component.rows.source)?.known_from?;
        let window = Window { first: known_from, last: until, opening: None };
        let rows =
            self.told(component, Cut::Total, &window, |histories| figures::triangle(histories, &ripening));
        rows.map(|rows| (ripening.grain, rows))
    }

    /// Whether a window has a value of the plan at all: cohorts come of age at the end of their own periods only.
    pub fn is_due(&self, plan: &Plan, window: &Window) -> bool {
        let ripening = plan.asked().iter().find_map(figures::ripening);
        ripening
            .is_none_or(|r| !figures::reaching(&self.calendar, r.grain, r.age, window, self.as_of).is_empty())
    }

    /// By rows of the window itself: a customer of two segments counts in each, as revenue does.
    fn active_customers(
        &self,
        component: &Component,
        place: usize,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        if !self.knows(component, window.first, window.last) {
            return None;
        }
        let count = match cut {
            Cut::Total => self.active(place, window.first, window.last).count() as u64,
            cut => self.different(place, 1, cut, day_number(window.first), day_number(window.last)),
        };
        Some(count as f64)
    }

    fn customers(
        &self,
        component: &Component,
        place: usize,
        state: State,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let by_segment = self.memo.standing(place, state, window, || {
            let standing = self.standing(place, state, window)?;
            let total = standing.counted.count() as u64;
            // R14: a customer belongs to the segment of the last row on or before the opening date.
            let keyed = self.keyed(place);
            let segments = match keyed.axis {
                None => vec![total],
                Some(_) => keyed.by_home(&standing.counted, &self.homes(place, standing.dated)),
            };
            Some((standing.looked_at, total, segments))
        })?;
        let (looked_at, total, segments) = &*by_segment;
        if !self.knows(component, *looked_at, window.last) {
            return None;
        }
        Some(match cut {
            Cut::Total => *total as f64,
            cut => cut.of(self.keyed(place)).map(|segment| segments[segment]).sum::<u64>() as f64,
        })
    }

    fn revenue(
        &self,
        component: &Component,
        (within, gross, part): (Option<Duration>, bool, RevenuePart),
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let opening = window.opening(&self.calendar, within)?;
        let needs_end = match part {
            RevenuePart::Opening | RevenuePart::LeftOut => false,
            RevenuePart::Kept => true,
            RevenuePart::Moment(moment) => matches!(moment, Moment::Y | Moment::YY | Moment::XY),
        };
        // Without a row at the end nobody is known to have kept anything (R38).
        let from = if needs_end { window.active(&self.calendar, within).0 } else { opening.0 };
        if !self.knows(component, from, window.last) {
            return None;
        }
        let place = self.place(component, cut.axis());
        let place = place.gathered_cut.or(place.gathered)?;
        let segments = self.memo.revenue(place, (within, gross), window, || {
            self.told_at(place, component, cut, window, |h| figures::revenue_by_segment(h, within, gross))
        })?;
        figures::revenue_of(cut.of(self.keyed(place)).map(|segment| &segments[segment]), part)
    }
}

/// The atoms of all sources together, of the whole and of each entity.
fn joined(sources: Vec<SourceStores>) -> (Stores, BTreeMap<String, Stores>, LostDigits) {
    let cut = |source: &SourceStores| source.entities.as_ref().map(|e| e.keys().cloned().collect::<Vec<_>>());
    let ids: BTreeSet<String> = sources.iter().filter_map(cut).flatten().collect();
    let (mut whole, mut lost) = (Stores::default(), LostDigits::default());
    let mut entities: BTreeMap<String, Stores> = ids.into_iter().map(|id| (id, Stores::default())).collect();
    for source in sources {
        let empty = source.whole.emptied();
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

/// Values of a window, smallest first.
fn sorted(values: &Values, cut: Cut<'_>, first: Day, last: Day) -> Vec<f64> {
    let mut counts = vec![0_u32; values.distinct.len()];
    let mut all = 0;
    for (_, days) in values.by_segment.iter().filter(|(key, _)| cut.holds(key)) {
        for (value, count) in days.range(first..=last.max(first)).flat_map(|(_, values)| values) {
            counts[*value as usize] += count;
            all += *count as usize;
        }
    }
    let mut sorted = Vec::with_capacity(all);
    for (value, count) in values.distinct.iter().zip(counts).filter(|(_, count)| *count > 0) {
        sorted.extend(std::iter::repeat_n(*value, count as usize));
    }
    sorted
}
