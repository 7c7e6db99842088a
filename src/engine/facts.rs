//! Facts: what the components amount to in any window, in total or in a segment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::History;
use super::atoms::{Atom, Day, Exact, Keyed, to_number};
use super::figures::{self, CohortRow, Histories, Lifetime};
use super::query::{Additive, Stores, adding, collecting, day_number, flows, gathering, ground};
use crate::calendar::{Calendar, Duration, Grain};
use crate::measure::{Basis, Component, Figure, Moment, Part, Plan, State};
use crate::model::Axis;
use crate::statistics::order::percentile;
use crate::statistics::survival::Length;

/// The values of an axis' keys; empty for the total. A key that is null or blank is `None`: "(not stated)" (R39).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SegmentKey(pub Vec<Option<String>>);

/// Which rows of a component: all, or those of some segments of an axis together.
#[derive(Debug, Clone, Copy)]
pub enum Cut<'a> {
    /// All rows.
    Total,
    /// Rows of these segments.
    Segments(&'a Axis, &'a BTreeSet<SegmentKey>),
}

impl<'a> Cut<'a> {
    fn axis(self) -> Option<&'a Axis> {
        match self {
            Cut::Total => None,
            Cut::Segments(axis, _) => Some(axis),
        }
    }

    pub(super) fn holds(self, segment: &SegmentKey) -> bool {
        match self {
            Cut::Total => true,
            Cut::Segments(_, keys) => keys.contains(segment),
        }
    }
}

/// A stretch of days a component is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// The stretch before it, which opens it for customer states without a look-back window of their own.
    pub opening: Option<(NaiveDate, NaiveDate)>,
}

impl Window {
    /// The days in which a row makes a customer active at the window's end.
    pub(super) fn active(&self, calendar: &Calendar, within: Option<Duration>) -> (NaiveDate, NaiveDate) {
        within.map_or((self.first, self.last), |w| calendar.window(self.last, w))
    }

    /// The days in which a row makes a customer active at the opening.
    pub(super) fn opening(
        &self,
        calendar: &Calendar,
        within: Option<Duration>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        match within {
            None => self.opening,
            Some(w) => Some(calendar.window(calendar.before(self.last, w), w)),
        }
    }

    /// The days before those of the opening, all of them or back to a time before the opening's end.
    fn before_opening(
        &self,
        calendar: &Calendar,
        within: Option<Duration>,
        back: Option<Duration>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = self.opening(calendar, within)?;
        let from = back.map_or(NaiveDate::MIN, |back| calendar.window(last, back).0);
        Some((from, first.pred_opt()?))
    }
}

/// What components amount to.
#[derive(Debug)]
pub struct Facts {
    stores: Stores,
    histories: BTreeMap<String, History>,
    calendar: Calendar,
    as_of: NaiveDate,
}

impl Facts {
    pub(crate) fn new(
        stores: Stores,
        histories: BTreeMap<String, History>,
        calendar: Calendar,
        as_of: NaiveDate,
    ) -> Facts {
        Facts { stores, histories, calendar, as_of }
    }

    /// The end of the known world.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// How far a source reaches.
    pub fn history(&self, source: &str) -> Option<History> {
        self.histories.get(source).copied()
    }

    /// Every segment of an axis that has rows of the plan's components on any day, in order.
    pub fn segments(&self, plan: &Plan, axis: &Axis) -> BTreeSet<SegmentKey> {
        let mut keys = BTreeSet::new();
        for component in &plan.components {
            let ground = ground(&component.rows, Some(axis));
            for (_, _, sums) in self.stores.additive.iter().filter(|(g, ..)| *g == ground) {
                keys.extend(sums.by_segment.keys().cloned());
            }
            if let Some(keyed) = self.keyed(component, Some(axis)) {
                keys.extend(keyed.atoms.iter().map(|a| a.segment.clone()));
            }
            if let Some(wanted) = collecting(component, Some(axis)) {
                let values = self.stores.collected.iter().filter(|(c, _)| *c == wanted);
                keys.extend(values.flat_map(|(_, v)| v.by_segment.keys().cloned()));
            }
        }
        keys
    }

    /// Number of rows of the component's source on the component's day, whatever its conditions.
    pub fn rows(&self, component: &Component, first: NaiveDate, last: NaiveDate) -> f64 {
        let all = Additive { value: None, filter: None };
        self.added(&ground(&component.rows, None), &all, Cut::Total, day_number(first), day_number(last))
            .map_or(0.0, to_number)
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
            Basis::Histories { figure, .. } => figures::reach(figure, window, &self.calendar, self.as_of),
            _ => window.first,
        }
    }

    /// What a component amounts to. A component without a matching row is 0 where the source has rows in the window,
    /// and absent otherwise.
    pub fn value(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<f64> {
        let axis = cut.axis();
        let (first, last) = (day_number(window.first), day_number(window.last));
        let or_zero = |found: Option<f64>| match found {
            Some(found) => Some(found),
            None => (self.rows(component, window.first, window.last) > 0.0).then_some(0.0),
        };
        match &component.basis {
            Basis::Count | Basis::Sum(_) => {
                let wanted = adding(component)?;
                or_zero(self.added(&ground(&component.rows, axis), &wanted, cut, first, last).map(to_number))
            }
            Basis::Distinct(_) => {
                let keyed = self.keyed(component, axis)?;
                let within = |a: &&Atom| cut.holds(&a.segment);
                let keys: BTreeSet<_> =
                    keyed.between(first, last).iter().filter(within).map(|a| a.keys).collect();
                or_zero((!keys.is_empty()).then_some(keys.len() as f64))
            }
            Basis::Percentile { p, .. } => percentile(&self.sorted_values(component, cut, window), *p),
            Basis::Open { closed } => {
                let [opened, closed] = flows(&component.rows, closed, axis);
                let until = |(ground, additive): &(super::query::Ground, Additive)| {
                    self.added(ground, additive, cut, Day::MIN, last)
                };
                match until(&opened) {
                    Some(opened) => Some(to_number(opened - until(&closed).unwrap_or(0))),
                    None => (self.rows(component, NaiveDate::MIN, window.last) > 0.0).then_some(0.0),
                }
            }
            Basis::Customers { state, .. } => self.customers(component, *state, cut, window),
            Basis::Histories { figure, .. } => {
                self.told(component, cut, window, |h| figures::read(figure, h))?
            }
            Basis::Clustered { y, x, moment, .. } => {
                let keyed = self.keyed(component, axis)?;
                let atoms = keyed.between(first, last).iter().filter(|a| cut.holds(&a.segment));
                moment_of(atoms, y, x, *moment)
            }
        }
    }

    /// What the components of a plan amount to, in their order. Parts of one model are read off one fit.
    pub fn values<'p>(&self, plan: &'p Plan, cut: Cut<'_>, window: &Window) -> Vec<Option<f64>> {
        let mut fits = Vec::new();
        let value = |component: &'p Component| {
            let Component { rows, basis, .. } = component;
            let Basis::Histories { keys, kept, figure: Figure::Lifetime { ahead, days, part } } = basis
            else {
                return self.value(component, cut, window);
            };
            let key = (rows, keys, kept, ahead, days);
            let found = fits.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
                fits.push((key, self.told(component, cut, window, |h| Lifetime::of(h, *ahead, *days))));
                fits.len() - 1
            });
            fits[found].1.as_ref()?.part(*part)
        };
        plan.components.iter().map(value).collect()
    }

    /// The values behind a percentile, or behind what is said of totals, smallest first.
    pub fn sorted_values(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Vec<f64> {
        if matches!(component.basis, Basis::Histories { figure: Figure::Totals(_), .. }) {
            return self.told(component, cut, window, figures::totals).unwrap_or_default();
        }
        let Some(wanted) = collecting(component, cut.axis()) else { return Vec::new() };
        let store = self.stores.collected.iter().find(|(c, _)| *c == wanted);
        let (first, last) = (day_number(window.first), day_number(window.last));
        let segments =
            store.into_iter().flat_map(|(_, values)| &values.by_segment).filter(|(key, _)| cut.holds(key));
        let days = segments.flat_map(|(_, days)| days.range(first..=last.max(first)));
        let mut values: Vec<f64> = days.flat_map(|(_, v)| v.iter().copied()).collect();
        values.sort_by(f64::total_cmp);
        values
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
        Some(read(&Histories {
            keyed: self.keyed(component, axis)?,
            cut,
            window,
            calendar: &self.calendar,
            as_of: self.as_of,
            has_rows: &|first, last| self.rows(component, first, last) > 0.0,
        }))
    }

    fn added(
        &self,
        ground: &super::query::Ground,
        wanted: &Additive,
        cut: Cut<'_>,
        first: Day,
        last: Day,
    ) -> Option<Exact> {
        let (_, columns, sums) = self.stores.additive.iter().find(|(g, ..)| g == ground)?;
        let index = columns.iter().position(|c| c == wanted)?;
        if first > last {
            return None;
        }
        // A count of zero says that no row matched, as an absent sum does.
        let matched = |cells: &Vec<Option<Exact>>| {
            cells.get(index).copied().flatten().filter(|c| wanted.value.is_some() || *c != 0)
        };
        let segments = sums.by_segment.iter().filter(|(key, _)| cut.holds(key));
        segments
            .flat_map(|(_, days)| days.range(first..=last))
            .filter_map(|(_, cells)| matched(cells))
            .reduce(|a, b| a + b)
    }

    fn keyed(&self, component: &Component, axis: Option<&Axis>) -> Option<&Keyed> {
        let wanted = gathering(component, axis)?;
        self.stores.gathered.iter().find(|(g, _)| *g == wanted).map(|(_, keyed)| keyed)
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
            Basis::Histories { figure, .. } => {
                let read = |histories: &Histories<'_>| figures::changed(figure, histories);
                self.told_by(component, Some(axis), Cut::Total, window, read)?
            }
            Basis::Customers { state, .. } => {
                let keyed = self.keyed(component, Some(axis))?;
                let members = self.members(keyed, *state, window)?;
                let homes = |day| keyed.homes(day_number(day));
                let moves = homes(members.dated).into_iter().zip(homes(window.last));
                let pairs = members.counted.iter().zip(moves);
                Some(pairs.filter(|(counted, (then, now))| **counted && then != now).count() as u64)
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
        let ripening = plan.components.iter().find_map(figures::ripening);
        ripening
            .is_none_or(|r| !figures::reaching(&self.calendar, r.grain, r.age, window, self.as_of).is_empty())
    }

    fn customers(&self, component: &Component, state: State, cut: Cut<'_>, window: &Window) -> Option<f64> {
        let keyed = self.keyed(component, cut.axis())?;
        if state == State::Active(None) {
            // By rows of the window itself: a customer of two segments counts in each, as revenue does.
            let atoms = keyed.between(day_number(window.first), day_number(window.last));
            let inside = atoms.iter().filter(|a| cut.holds(&a.segment));
            let any = self.rows(component, window.first, window.last) > 0.0;
            return any.then(|| size(&keyed.members(inside)));
        }
        let members = self.members(keyed, state, window)?;
        if self.rows(component, members.looked_at, window.last) == 0.0 {
            return None;
        }
        if matches!(cut, Cut::Total) {
            return Some(size(&members.counted));
        }
        // R14: a customer belongs to the segment of the last row on or before the opening date.
        let of = keyed.homes(day_number(members.dated));
        let pairs = members.counted.iter().zip(&of);
        let inside = pairs.filter(|(counted, of)| **counted && of.is_some_and(|of| cut.holds(of)));
        Some(inside.count() as f64)
    }

    fn members(&self, keyed: &Keyed, state: State, window: &Window) -> Option<Members> {
        let of = |(first, last): (NaiveDate, NaiveDate)| {
            keyed.members(keyed.between(day_number(first), day_number(last)))
        };
        let opening = |within| window.opening(&self.calendar, within);
        let counted = |counted, dated, looked_at| Some(Members { counted, dated, looked_at });
        match state {
            State::Active(within) => {
                let active = window.active(&self.calendar, within);
                counted(of(active), window.last, active.0)
            }
            State::New(_) => {
                let before = window.first.pred_opt().unwrap_or(NaiveDate::MIN);
                let known = of((NaiveDate::MIN, before));
                let now = of((window.first, window.last));
                counted(both(&now, &known, |now, before| now && !before), window.last, window.first)
            }
            State::Opening(within) => {
                let opening = opening(within)?;
                counted(of(opening), opening.1, opening.0)
            }
            State::Retained(within) | State::Lost(within) => {
                let opening = opening(within)?;
                let wanted = matches!(state, State::Retained(_));
                let active = window.active(&self.calendar, within);
                let stand = both(&of(opening), &of(active), |opened, now| opened && now == wanted);
                counted(stand, opening.1, active.0)
            }
            State::Reactivated { within, lapsed } => {
                let opening = opening(within)?;
                let before = of(window.before_opening(&self.calendar, within, lapsed)?);
                let gone = both(&before, &of(opening), |before, opened| before && !opened);
                let active = window.active(&self.calendar, within);
                counted(both(&gone, &of(active), |gone, now| gone && now), opening.1, active.0)
            }
            State::Lapsed { within, up_to } => {
                let opening = opening(within)?;
                let before = window.before_opening(&self.calendar, within, Some(up_to))?;
                let gone = both(&of(before), &of(opening), |before, opened| before && !opened);
                counted(gone, opening.1, before.0)
            }
        }
    }
}

/// Customers in a state.
struct Members {
    /// By number.
    counted: Vec<bool>,
    /// The day whose last row says where a customer belongs.
    dated: NaiveDate,
    /// Without a row from here on nobody is known to have stayed or left (R38).
    looked_at: NaiveDate,
}

fn size(members: &[bool]) -> f64 {
    members.iter().filter(|m| **m).count() as f64
}

fn both(a: &[bool], b: &[bool], rule: impl Fn(bool, bool) -> bool) -> Vec<bool> {
    a.iter().zip(b).map(|(a, b)| rule(*a, *b)).collect()
}

/// A moment over clusters, from the atoms of a window; absent when there is no cluster.
fn moment_of<'a>(atoms: impl Iterator<Item = &'a Atom>, y: &Part, x: &Part, moment: Moment) -> Option<f64> {
    #[derive(Default)]
    struct Cluster {
        sums: [Exact; 2],
        different: [BTreeSet<u32>; 2],
    }
    let mut clusters: BTreeMap<u32, Cluster> = BTreeMap::new();
    for atom in atoms {
        let Some(key) = atom.keys[0] else { continue };
        let cluster = clusters.entry(key).or_default();
        for side in 0..2 {
            cluster.sums[side] += atom.sums[side];
            cluster.different[side].extend(atom.keys[side + 1]);
        }
    }
    if clusters.is_empty() {
        return None;
    }
    let part = |cluster: &Cluster, part: &Part, side: usize| match part {
        Part::Sum(_) => to_number(cluster.sums[side]),
        Part::Distinct(_) => cluster.different[side].len() as f64,
    };
    Some(moment.of(clusters.values().map(|c| (part(c, y, 0), part(c, x, 1)))))
}
