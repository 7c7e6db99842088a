//! Small groups withheld: segments and entities with fewer cases than may be shown, and others with them, so that none can
//! be computed from what is shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::disclosure::{Figure, Sum, Withholding, withheld};
use super::table_pairs::cooccurring_segments;
use super::tables::{Cells, Family, Tables, beyond};
use crate::engine::{Cut, Facts, Window};
use crate::measure::Component;
use crate::model::{Axis, Measure, Scorecard, Tree};

/// How many cases a measure has in a cut; `None` where that is not known.
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
    // A balance is of all accounts that stand in it, whether or not they have a row in the window.
    let accounts = plan.components.iter().filter_map(Component::accounts);
    if let Some(n) = accounts.filter_map(|of| facts.value(&of, cut, window)).reduce(f64::max) {
        return Some(n);
    }
    let counted = plan.components.iter().filter(|component| !component.is_moment());
    counted.filter_map(|component| facts.cases(component, cut, window)).reduce(f64::max)
}

/// What of all entities and of the whole is withheld, found once for whoever reports on one of them.
#[derive(Debug)]
pub struct WithheldCells {
    facts: BTreeMap<String, Facts>,
    families: Vec<Family>,
    smallest: u32,
    totals: PrivacyCache<MeasureDays, BTreeSet<String>>,
    cells: PrivacyCache<MeasureDays, Cells>,
}

/// Found so far.
type PrivacyCache<K, T> = Mutex<HashMap<K, Arc<T>>>;
/// A measure, and the days it is asked of.
type MeasureDays = (String, NaiveDate, NaiveDate);

/// What is known so far, also where a thread that looked it up has panicked.
fn locked<T>(known: &Mutex<T>) -> MutexGuard<'_, T> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is withheld of all entities, and the facts of the whole that tell what follows from it.
#[derive(Clone, Copy)]
pub(crate) struct WithheldEntities<'a> {
    pub(crate) withheld: &'a WithheldCells,
    pub(crate) whole: &'a Facts,
}

impl WithheldCells {
    /// All entities of a tree that have rows.
    pub fn new(facts: &Facts, tree: &Tree, smallest: u32) -> WithheldCells {
        let own = tree.ids().filter_map(|id| Some((id.to_owned(), facts.for_entity(id)?)));
        let own: BTreeMap<String, Facts> = own.collect();
        let ids: Vec<&String> = own.keys().collect();
        // In their order, so that each is found by halving.
        let place = |id: &String| ids.binary_search(&id).ok();
        let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            families.entry(tree.ancestors(id).iter().find_map(place)).or_default().push(at);
        }
        let families = families.into_iter().map(|(above, below)| Family { above, below }).collect();
        WithheldCells { facts: own, families, smallest, totals: Mutex::default(), cells: Mutex::default() }
    }

    /// The whole alone, of which no entity has a report.
    pub(crate) fn of_whole(smallest: u32) -> WithheldCells {
        let (facts, families) = (BTreeMap::new(), Vec::new());
        WithheldCells { facts, families, smallest, totals: Mutex::default(), cells: Mutex::default() }
    }

    /// Entities of which a measure is withheld in a window. Rows that belong to one above and to none of those below it are a group
    /// as others are, though it has no report: what it has beyond all of them. So are rows of no entity below the whole.
    pub(crate) fn totals(
        &self,
        scorecard: &Scorecard,
        whole: &Facts,
        measure: &Measure,
        window: &Window,
    ) -> Arc<BTreeSet<String>> {
        let asked = (measure.id.clone(), window.first, window.last);
        if let Some(known) = locked(&self.totals).get(&asked) {
            return Arc::clone(known);
        }
        let cases_of = |facts: &Facts| cases(scorecard, facts, measure, Cut::Total, window);
        let of = |standing: Withholding| move |facts| Figure { cases: cases_of(facts), standing };
        let mut figures: Vec<Figure> = self.facts.values().map(of(Withholding::Open)).collect();
        let at_whole = figures.len();
        figures.push(of(Withholding::Fixed)(whole));
        let mut sums = Vec::new();
        for Family { above, below } in &self.families {
            let (whole, mut parts) = (above.unwrap_or(at_whole), below.clone());
            parts.extend(beyond(&mut figures, whole, &parts, self.smallest));
            sums.push(Sum { whole, parts });
        }
        let hidden = withheld(&figures, &sums, self.smallest);
        let hidden = self.facts.keys().zip(hidden).filter(|(_, hidden)| *hidden);
        let found = Arc::new(hidden.map(|(id, _)| id.clone()).collect());
        locked(&self.totals).insert(asked, Arc::clone(&found));
        found
    }

    /// Segments that are withheld in a window in any table of a measure, of each entity and of the whole.
    pub(crate) fn cells(
        &self,
        scorecard: &Scorecard,
        whole: &Facts,
        measure: &Measure,
        window: &Window,
    ) -> Arc<Cells> {
        let asked = (measure.id.clone(), window.first, window.last);
        if let Some(known) = locked(&self.cells).get(&asked) {
            return Arc::clone(known);
        }
        // What is the same for all entities stands in one table.
        let is_open = scorecard.is_company_wide(measure);
        let entities = || self.facts.iter().filter(|_| !is_open);
        let families: &[Family] = if is_open { &[] } else { &self.families };
        let totals = if is_open { Arc::default() } else { self.totals(scorecard, whole, measure, window) };
        let ids: Vec<&str> = std::iter::once("").chain(entities().map(|(id, _)| id.as_str())).collect();
        let mut tables = Tables::new(scorecard, measure, &ids);
        for (id, facts) in std::iter::once(("", whole)).chain(entities().map(|(id, f)| (id.as_str(), f))) {
            let cases = |cut: Cut<'_>| cases(scorecard, facts, measure, cut, window);
            tables.add(totals.contains(id), cases(Cut::Total));
            for (place, axis) in measure.segments.iter().enumerate() {
                for key in facts.segments(&measure.plan, axis) {
                    let own = BTreeSet::from([key]);
                    let counted = cases(Cut::Segments(axis, &own));
                    own.iter().for_each(|key| tables.add_cell(place, key, counted));
                }
            }
        }
        let all: Vec<&Facts> = std::iter::once(whole).chain(entities().map(|(_, facts)| facts)).collect();
        let together =
            |table: usize, crossed: &Axis| cooccurring_segments(all[table], measure, crossed, window);
        let found = Arc::new(tables.withheld(families, self.smallest, &together));
        locked(&self.cells).insert(asked, Arc::clone(&found));
        found
    }
}
