//! What the files of a source, or the threads that read one, gave each for itself, as if they had been one.

use std::hash::Hash;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use datafusion::common::HashMap;

use super::partial::{Extents, KeyList, PartialState};
use super::scan_plan::ScanPlan;
use crate::engine::aggregates::{ABSENT, Day, MonthRows, NO_KEY, SegmentKey, add, merge_equal};
use crate::engine::builders::{Counts, NO_DAY_SLOT, ValueFrequencies};
use crate::engine::intern::Table;
use crate::engine::intern::name::Name;
use crate::engine::merged::{Key, Merged};
use crate::engine::parallel::in_parallel;
use crate::statistics::exact::Exact;

/// Units that come together, in their order; one alone stays as it is.
pub(super) struct UnitGroup<'a> {
    scan_plan: &'a ScanPlan,
    threads: usize,
    first: Option<PartialState>,
    merging: Option<Merging<'a>>,
}

impl<'a> UnitGroup<'a> {
    /// On so many threads.
    pub(super) fn new(scan_plan: &'a ScanPlan, threads: usize) -> UnitGroup<'a> {
        UnitGroup { scan_plan, threads, first: None, merging: None }
    }

    /// Takes over a later state.
    pub(super) fn merge(&mut self, state: PartialState) {
        match (&mut self.merging, self.first.take()) {
            (Some(merging), _) => merging.merge(state),
            (None, Some(before)) => {
                self.merging.insert(Merging::new(self.scan_plan, self.threads, before)).merge(state);
            }
            (None, None) => self.first = Some(state),
        }
    }

    /// All as one.
    pub(super) fn finish(self) -> PartialState {
        self.merging.map(Merging::finish).or(self.first).unwrap_or_default()
    }
}

/// Units being merged.
struct Merging<'a> {
    scan_plan: &'a ScanPlan,
    threads: usize,
    rows: u64,
    newest: Option<Day>,
    axes: Vec<NumberedValues<SegmentKey>>,
    keys: Vec<KeyNames>,
    places: Vec<NumberedValues<(u32, Day)>>,
    sums: Vec<Vec<Vec<Exact>>>,
    rests: Vec<Vec<Vec<Exact>>>,
    values: Vec<(NumberedValues<u64>, Counts)>,
    /// Of each question its months; what several have of one stands there several times.
    gatherings: Vec<Vec<MonthRows>>,
    merged: Vec<Merged>,
    belonging: Vec<u64>,
    extents: Extents,
}

/// Different things, numbered from 0 in the order in which they come.
struct NumberedValues<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Eq + Hash> NumberedValues<T> {
    fn new(list: Vec<T>) -> NumberedValues<T> {
        let numbers = list.iter().cloned().zip(0..).collect();
        NumberedValues { list, numbers }
    }

    fn number(&mut self, thing: T) -> u32 {
        if let Some(number) = self.numbers.get(&thing) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(thing.clone());
        self.numbers.insert(thing, number);
        number
    }

    fn all(&mut self, things: impl IntoIterator<Item = T>) -> Vec<u32> {
        things.into_iter().map(|thing| self.number(thing)).collect()
    }
}

/// KeyNames of keys, of which there may be very many, numbered from 0 in the order in which they come.
#[derive(Default)]
struct KeyNames {
    numbers: Table,
    count: u32,
}

impl KeyNames {
    fn new(list: Vec<Name>) -> KeyNames {
        let mut names = KeyNames::default();
        names.all(list);
        names
    }

    fn all(&mut self, names: Vec<Name>) -> Vec<u32> {
        self.numbers.numbers(&names, &mut self.count)
    }

    fn into_keys(self) -> KeyList {
        let names = self.numbers.into_values();
        KeyList { count: names.len(), names }
    }
}

/// New numbers for those of one file.
struct Renumbered {
    axes: Vec<Vec<u32>>,
    keys: Vec<Vec<u32>>,
}

impl<'a> Merging<'a> {
    fn new(scan_plan: &'a ScanPlan, threads: usize, first: PartialState) -> Merging<'a> {
        let PartialState {
            rows,
            newest,
            axes,
            keys,
            places,
            sums,
            rests,
            values,
            gatherings,
            merged,
            belonging,
            extents,
        } = first;
        let bits = |(distinct, listed): ValueFrequencies| {
            (NumberedValues::new(distinct.into_iter().map(f64::to_bits).collect()), listed)
        };
        let merged =
            scan_plan.merged.iter().zip(merged).map(|(asked, rows)| Merged::from_rows(asked.is_last(), rows));
        Merging {
            scan_plan,
            threads,
            rows,
            newest,
            axes: axes.into_iter().map(NumberedValues::new).collect(),
            keys: keys.into_iter().map(|keys| KeyNames::new(keys.names)).collect(),
            places: places.into_iter().map(NumberedValues::new).collect(),
            sums,
            rests,
            values: values.into_iter().map(bits).collect(),
            gatherings,
            merged: merged.collect(),
            belonging,
            extents,
        }
    }

    /// Takes over a later one.
    fn merge(&mut self, later: PartialState) {
        let PartialState {
            rows,
            newest,
            axes,
            keys,
            places,
            sums,
            rests,
            values,
            gatherings,
            merged,
            belonging,
            extents,
        } = later;
        self.rows += rows;
        self.extents.extend(&extents);
        self.newest = self.newest.max(newest);
        let axes: Vec<_> = self.axes.iter_mut().zip(axes).map(|(all, own)| all.all(own)).collect();
        if let Some(entity) = self.scan_plan.entity {
            self.belonging.resize(self.axes[entity].list.len(), 0);
            for (rows, number) in belonging.into_iter().zip(&axes[entity]) {
                self.belonging[*number as usize] += rows;
            }
        }
        let grounds = self.places.iter_mut().zip(&self.scan_plan.grounds).zip(places);
        let places = grounds.map(|((all, (_, axis)), own)| {
            let placed = own.into_iter().map(|(segment, day)| (axes[*axis][segment as usize], day));
            std::iter::once(NO_DAY_SLOT).chain(all.all(placed).into_iter().map(|place| place + 1)).collect()
        });
        let places: Vec<Vec<u32>> = places.collect();
        // Keys may be very many: they are numbered beside all else.
        let mut known = std::mem::take(&mut self.keys);
        let keys = thread::scope(|scope| {
            let number = || known.iter_mut().zip(keys).map(|(all, own)| all.all(own.names)).collect();
            let numbering = scope.spawn(number);
            self.add_sums(sums, &places);
            self.add_rests(rests, &places);
            self.add_values(values, &places);
            numbering.join().unwrap_or_else(|cause| resume_unwind(cause))
        });
        self.keys = known;
        let new = Renumbered { axes, keys };
        self.add_gatherings(gatherings, &new);
        for ((asked, all), rows) in self.scan_plan.merged.iter().zip(&mut self.merged).zip(merged) {
            for ((entity, key), held) in rows {
                let mut renamed = [NO_KEY; 3];
                for ((to, key), at) in renamed.iter_mut().zip(key.keys).zip(&asked.keys) {
                    *to = remap(&new.keys[*at], key);
                }
                let entity = asked.level.map_or(entity, |level| new.axes[level][entity as usize]);
                let segment = new.axes[asked.axis][key.segment as usize];
                all.take_over((entity, Key { keys: renamed, segment, ..key }), held);
            }
        }
    }

    /// Adds sums by the new numbers of their places, for each ground, from 0, the place of no day.
    fn add_sums(&mut self, sums: Vec<Vec<Vec<Exact>>>, new: &[Vec<u32>]) {
        for ((asked, all), own) in self.scan_plan.sums.iter().zip(&mut self.sums).zip(sums) {
            let places = self.places[asked.ground].list.len() + 1;
            for ((all, own), is_count) in all.iter_mut().zip(own).zip(asked.counts()) {
                all.resize(places, if is_count { 0 } else { ABSENT });
                for (amount, place) in own.into_iter().zip(&new[asked.ground]).skip(1) {
                    if amount != ABSENT {
                        add(&mut all[*place as usize], amount);
                    }
                }
            }
        }
    }

    fn add_rests(&mut self, rests: Vec<Vec<Vec<Exact>>>, new: &[Vec<u32>]) {
        for ((asked, all), own) in self.scan_plan.sums.iter().zip(&mut self.rests).zip(rests) {
            let places = self.places[asked.ground].list.len() + 1;
            for (all, own) in all.iter_mut().zip(own).filter(|(_, own)| !own.is_empty()) {
                all.resize(places, 0);
                for (rest, place) in own.into_iter().zip(&new[asked.ground]).skip(1) {
                    all[*place as usize] += rest;
                }
            }
        }
    }

    fn add_values(&mut self, values: Vec<ValueFrequencies>, new: &[Vec<u32>]) {
        for ((asked, (all, lists)), (distinct, own)) in
            self.scan_plan.values.iter().zip(&mut self.values).zip(values)
        {
            let values = all.all(distinct.into_iter().map(f64::to_bits));
            for (counted, place) in own.into_iter().zip(&new[asked.ground]) {
                let place = *place as usize;
                if lists.len() <= place {
                    lists.resize_with(place + 1, Vec::new);
                }
                let list = &mut lists[place];
                list.extend(counted.into_iter().map(|(value, count)| (values[value as usize], count)));
                merge_equal(list);
            }
        }
    }

    fn add_gatherings(&mut self, gatherings: Vec<Vec<MonthRows>>, new: &Renumbered) {
        for ((asked, all), own) in self.scan_plan.gatherings.iter().zip(&mut self.gatherings).zip(gatherings)
        {
            let axes: Vec<&[u32]> = asked.axes.iter().map(|axis| new.axes[*axis].as_slice()).collect();
            let keys: Vec<Option<&[u32]>> =
                asked.keys.iter().map(|key| key.map(|key| new.keys[key].as_slice())).collect();
            let own: Vec<Mutex<MonthRows>> = own.into_iter().map(Mutex::new).collect();
            let renumbered = |_: usize, rows: &Mutex<MonthRows>| {
                let mut rows = std::mem::take(&mut *rows.lock().unwrap_or_else(PoisonError::into_inner));
                rows.renumber(&keys, &axes);
                rows
            };
            all.extend(in_parallel(self.threads, &own, &renumbered));
        }
    }

    fn finish(self) -> PartialState {
        let bits = |(values, listed): (NumberedValues<u64>, _)| {
            (values.list.into_iter().map(f64::from_bits).collect(), listed)
        };
        PartialState {
            rows: self.rows,
            newest: self.newest,
            axes: self.axes.into_iter().map(|axis| axis.list).collect(),
            keys: self.keys.into_iter().map(KeyNames::into_keys).collect(),
            places: self.places.into_iter().map(|places| places.list).collect(),
            sums: self.sums,
            rests: self.rests,
            values: self.values.into_iter().map(bits).collect(),
            gatherings: self.gatherings,
            merged: self.merged.into_iter().map(Merged::into_rows).collect(),
            belonging: self.belonging,
            extents: self.extents,
        }
    }
}

fn remap(numbers: &[u32], key: u32) -> u32 {
    if key == NO_KEY { NO_KEY } else { numbers[key as usize] }
}
