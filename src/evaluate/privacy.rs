//! Small groups withheld: segments and entities with fewer cases than may be shown, and others with them, so that none can
//! be computed from a total that is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use crate::engine::{Cut, Facts, SegmentKey, Window};
use crate::model::{Axis, Measure, Scorecard, Tree};

/// Which of some cells are withheld: those chosen already, those with fewer cases than `smallest`, and in every group that
/// adds up to something shown as many more, the smallest first, as it takes for two to be withheld that hold `smallest`
/// cases together. An empty cell tells of nobody; one whose cases are not known may tell of one.
///
/// `told` are groups whose totals another table shows: a cell that is all of one stands there, hides nothing, and is withheld
/// as the last.
pub fn withheld(
    cases: &[Option<f64>],
    chosen: &[bool],
    groups: &[Vec<usize>],
    told: &[Vec<usize>],
    smallest: u32,
) -> Vec<bool> {
    let smallest = f64::from(smallest);
    let is_empty = |cell: usize| cases[cell] == Some(0.0);
    let mut is_told = vec![false; cases.len()];
    for group in told {
        let mut filled = group.iter().copied().filter(|cell| !is_empty(*cell));
        if let (Some(only), None) = (filled.next(), filled.next()) {
            is_told[only] = cases[only].is_some_and(|cases| cases >= smallest);
        }
    }
    let few = |cell: usize| cases[cell].is_none_or(|cases| cases > 0.0 && cases < smallest);
    let mut hidden: Vec<bool> = (0..cases.len()).map(|cell| chosen[cell] || few(cell)).collect();
    loop {
        let mut is_settled = true;
        for group in groups {
            let inside =
                || group.iter().copied().filter(|cell| hidden[*cell] && !is_told[*cell] && !is_empty(*cell));
            let count = inside().count();
            let together: f64 = inside().filter_map(|cell| cases[cell]).sum();
            if count == 0 || count > 1 && together >= smallest {
                continue;
            }
            let shown = group.iter().copied().filter(|cell| !hidden[*cell] && !is_empty(*cell));
            let size = |cell: usize| cases[cell].unwrap_or(0.0);
            let order =
                |a: &usize, b: &usize| is_told[*a].cmp(&is_told[*b]).then(size(*a).total_cmp(&size(*b)));
            if let Some(next) = shown.min_by(order) {
                hidden[next] = true;
                is_settled = false;
            }
        }
        if is_settled {
            return hidden;
        }
    }
}

/// The groups of a table's rows that add up to something which may be shown: all of them, and those that agree in one of
/// several keys.
pub(crate) fn groups(keys: &[Option<&SegmentKey>]) -> Vec<Vec<usize>> {
    let mut groups = vec![(0..keys.len()).collect::<Vec<usize>>()];
    let width = keys.iter().flatten().map(|key| key.0.len()).max().unwrap_or(0);
    groups.extend((0..width).filter(|_| width > 1).flat_map(|part| alike(keys, part)));
    groups
}

/// The groups of a crossed table's rows whose totals stand in a table of one key of the same measure.
pub(crate) fn told(measure: &Measure, axis: &Axis, keys: &[Option<&SegmentKey>]) -> Vec<Vec<usize>> {
    let is_alone = |part: &usize| measure.segments.iter().any(|other| other.by == axis.by[*part..=*part]);
    (0..axis.by.len())
        .filter(|part| axis.by.len() > 1 && is_alone(part))
        .flat_map(|part| alike(keys, part))
        .collect()
}

/// Rows that agree in one of their keys.
fn alike(keys: &[Option<&SegmentKey>], part: usize) -> Vec<Vec<usize>> {
    let mut alike: BTreeMap<&Option<String>, Vec<usize>> = BTreeMap::new();
    for (row, key) in keys.iter().enumerate() {
        if let Some(value) = key.and_then(|key| key.0.get(part)) {
            alike.entry(value).or_default().push(row);
        }
    }
    alike.into_values().collect()
}

/// How many cases a measure has in a cut; nothing where that is not known.
pub(crate) fn cases(
    scorecard: &Scorecard,
    facts: &Facts,
    measure: &Measure,
    cut: Cut<'_>,
    window: &Window,
) -> Option<f64> {
    let plan = measure.plan.segments_of().map_or(&measure.plan, |of| &of.plan);
    if plan.components.is_empty() {
        let members = plan.formula.names().into_iter().filter_map(|id| scorecard.measure(id));
        let all = members.map(|member| cases(scorecard, facts, member, cut, window));
        return all.collect::<Option<Vec<f64>>>()?.into_iter().reduce(f64::min);
    }
    if let Some(sample) = &plan.sample {
        let values = plan.components.iter().zip(facts.values(plan, cut, window));
        let values: BTreeMap<&str, Option<f64>> = values.map(|(c, value)| (c.name.as_str(), value)).collect();
        if let Some(n) = sample.evaluate(&|name| values.get(name).copied().flatten()) {
            return Some(n);
        }
    }
    let counted = plan.components.iter().filter(|component| !component.is_moment());
    counted.filter_map(|component| facts.cases(component, cut, window)).reduce(f64::max)
}

/// What of all entities is withheld, found once for whoever reports on one of them.
#[derive(Debug)]
pub struct WithheldCells {
    facts: BTreeMap<String, Facts>,
    /// Entities with the one above, nothing for the whole.
    families: Vec<(Option<String>, Vec<String>)>,
    smallest: u32,
    totals: Known<Asked, BTreeSet<String>>,
    cells: Known<(Asked, String), Cells>,
}

/// Found so far.
type Known<K, T> = Mutex<HashMap<K, Arc<T>>>;
/// A measure, and the days it is asked of.
type Asked = (String, NaiveDate, NaiveDate);
/// The segments withheld of each entity; of the whole under the blank.
type Cells = BTreeMap<String, BTreeSet<SegmentKey>>;

fn held<T>(known: &Mutex<T>) -> MutexGuard<'_, T> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WithheldCells {
    /// All entities of a tree that have rows.
    pub fn of(facts: &Facts, tree: &Tree, smallest: u32) -> WithheldCells {
        let own = tree.ids().filter_map(|id| Some((id.to_owned(), facts.of(id)?)));
        let own: BTreeMap<String, Facts> = own.collect();
        let mut families: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
        for id in own.keys() {
            families.entry(tree.ancestors(id).first().cloned()).or_default().push(id.clone());
        }
        let families = families.into_iter().collect();
        WithheldCells { facts: own, families, smallest, totals: Mutex::default(), cells: Mutex::default() }
    }

    /// Entities of which a measure is withheld in a window. Rows of no entity are a group below the whole as others are, though
    /// it has no report: what the whole has beyond all entities below it.
    pub(crate) fn totals(
        &self,
        (scorecard, whole): (&Scorecard, &Facts),
        measure: &Measure,
        window: &Window,
    ) -> Arc<BTreeSet<String>> {
        let asked = (measure.id.clone(), window.first, window.last);
        if let Some(known) = held(&self.totals).get(&asked) {
            return Arc::clone(known);
        }
        // In their order, so that each is found by halving.
        let ids: Vec<&String> = self.facts.keys().collect();
        let cases_of = |facts: &Facts| cases(scorecard, facts, measure, Cut::Total, window);
        let mut cases: Vec<Option<f64>> = self.facts.values().map(cases_of).collect();
        let place = |id: &String| ids.binary_search(&id).ok();
        let family = |(above, below): &(Option<String>, Vec<String>)| {
            above.iter().chain(below).filter_map(place).collect::<Vec<usize>>()
        };
        let mut groups: Vec<Vec<usize>> = self.families.iter().map(family).collect();
        let below_whole = self.families.iter().position(|(above, _)| above.is_none());
        if let Some(group) = below_whole.and_then(|at| groups.get_mut(at)) {
            let together: Option<f64> = group.iter().map(|at| cases[*at]).sum();
            let unassigned = cases_of(whole).zip(together).map(|(all, together)| (all - together).max(0.0));
            group.push(cases.len());
            cases.push(unassigned);
        }
        let hidden = withheld(&cases, &vec![false; cases.len()], &groups, &[], self.smallest);
        let hidden = ids.into_iter().zip(hidden).filter(|(_, hidden)| *hidden);
        let found = Arc::new(hidden.map(|(id, _)| id.clone()).collect());
        held(&self.totals).insert(asked, Arc::clone(&found));
        found
    }

    /// Segments of an axis that are withheld in a window, of each entity and of the whole.
    pub(crate) fn cells(
        &self,
        (scorecard, whole): (&Scorecard, &Facts),
        measure: &Measure,
        axis: &Axis,
        window: &Window,
    ) -> Arc<Cells> {
        let asked = ((measure.id.clone(), window.first, window.last), axis.id.clone());
        if let Some(known) = held(&self.cells).get(&asked) {
            return Arc::clone(known);
        }
        let totals = self.totals((scorecard, whole), measure, window);
        let nobody = String::new();
        let tables = std::iter::once((&nobody, whole)).chain(&self.facts);
        let (mut places, mut counts, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
        let mut own: Vec<Range<usize>> = Vec::new();
        for (id, facts) in tables {
            let first = places.len();
            for key in facts.segments(&measure.plan, axis) {
                let keys = BTreeSet::from([key.clone()]);
                counts.push(cases(scorecard, facts, measure, Cut::Segments(axis, &keys), window));
                chosen.push(totals.contains(id));
                places.push((id, key));
            }
            own.push(first..places.len());
        }
        let (mut sets, mut alone): (Vec<Vec<usize>>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for own in own {
            let keys: Vec<Option<&SegmentKey>> =
                places[own.clone()].iter().map(|place| Some(&place.1)).collect();
            let placed = |group: Vec<usize>| group.into_iter().map(|row| own.start + row).collect();
            sets.extend(groups(&keys).into_iter().map(placed));
            alone.extend(told(measure, axis, &keys).into_iter().map(placed));
        }
        let at: HashMap<(&str, &SegmentKey), usize> =
            places.iter().enumerate().map(|(place, (id, key))| ((id.as_str(), key), place)).collect();
        let keys: BTreeSet<&SegmentKey> = places.iter().map(|(_, key)| key).collect();
        for (above, below) in &self.families {
            let members = || std::iter::once(above.as_ref().unwrap_or(&nobody)).chain(below);
            let of = |key: &&SegmentKey| {
                members().filter_map(|id| at.get(&(id.as_str(), *key)).copied()).collect()
            };
            sets.extend(keys.iter().map(of));
        }
        let hidden = withheld(&counts, &chosen, &sets, &alone, self.smallest);
        let mut found = Cells::new();
        for ((id, key), _) in places.iter().zip(hidden).filter(|(_, hidden)| *hidden) {
            found.entry((*id).clone()).or_default().insert(key.clone());
        }
        let found = Arc::new(found);
        held(&self.cells).insert(asked, Arc::clone(&found));
        found
    }
}
