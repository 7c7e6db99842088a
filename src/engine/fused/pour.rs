//! Batches of a source's rows into the atoms of everything that is asked of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::datatypes::{Date32Type, Float64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::physical_plan::metrics::Time;

use super::ask::{Ask, GatheringAsk, MOST_FILTERS, MergedAsk, Slot, SumsAsk, User, ValuesAsk};
use crate::engine::asks::{Planner, SourceStores, Stores};
use crate::engine::atoms::{Day, DayRows, Gathering, Keyed, NO_KEY, ONE, SegmentList, Sums, Values, add};
use crate::engine::build::{GatheringBuilder, NOWHERE, Places, SumsBuilder, ValuesBuilder};
use crate::engine::day_number;
use crate::engine::intern::{Keys, Segments};
use crate::engine::merged::Merged;
use crate::engine::numbers::{Numbers, each, each_valid};

/// Stands for no day.
const NO_DAY: Day = Day::MIN;

/// Everything that a source's rows are poured into.
pub(super) struct Pour<'a> {
    ask: Ask<'a>,
    as_of: Day,
    segments: Vec<Segments>,
    keys: Vec<Keys>,
    places: Vec<Places>,
    sums: Vec<SumsBuilder>,
    values: Vec<ValuesBuilder>,
    gatherings: Vec<GatheringBuilder>,
    merged: Vec<Merged>,
    times: Times,
}

/// Time spent on each kind of work.
#[derive(Default)]
struct Times {
    numbering: Time,
    sums: Time,
    values: Time,
    keyed: Time,
}

/// A batch with everything that several questions need of it.
struct Poured<'b> {
    batch: &'b RecordBatch,
    days: Vec<Vec<Day>>,
    segments: Vec<Vec<u32>>,
    keys: Vec<Vec<u32>>,
    places: Vec<Vec<u32>>,
}

impl Poured<'_> {
    fn column(&self, at: usize) -> &ArrayRef {
        self.batch.column(at)
    }

    /// Rows for which a condition is true.
    fn filter(&self, at: usize) -> BooleanBuffer {
        let array = self.column(at).as_boolean();
        match array.nulls() {
            Some(valid) => array.values() & valid.inner(),
            None => array.values().clone(),
        }
    }
}

impl<'a> Pour<'a> {
    pub(super) fn new(ask: Ask<'a>, as_of: NaiveDate) -> Pour<'a> {
        let counts = |sums: &SumsAsk| {
            let counts: Vec<bool> = sums.columns.iter().map(|(_, value)| value.is_none()).collect();
            SumsBuilder::new(&counts)
        };
        Pour {
            as_of: day_number(as_of),
            segments: ask.axes.iter().map(|axis| Segments::new(axis.len())).collect(),
            keys: ask.keys.iter().map(|_| Keys::default()).collect(),
            places: ask.grounds.iter().map(|_| Places::default()).collect(),
            sums: ask.sums.iter().map(counts).collect(),
            values: ask.values.iter().map(|_| ValuesBuilder::default()).collect(),
            gatherings: ask.gatherings.iter().map(|_| GatheringBuilder::default()).collect(),
            merged: ask
                .merged
                .iter()
                .map(|merged| Merged::new(merged.kept.iter().map(|(_, by)| by.is_some())))
                .collect(),
            times: Times::default(),
            ask,
        }
    }

    pub(super) fn take(&mut self, batch: &RecordBatch) -> Result<(), DataFusionError> {
        let poured = self.numbered(batch)?;
        let timer = self.times.sums.timer();
        for (ask, sums) in self.ask.sums.iter().zip(&mut self.sums) {
            pour_sums(ask, sums, &poured, self.places[ask.ground].count());
        }
        timer.done();
        let timer = self.times.values.timer();
        for (ask, values) in self.ask.values.iter().zip(&mut self.values) {
            pour_values(ask, values, &poured);
        }
        timer.done();
        let timer = self.times.keyed.timer();
        for (ask, gathering) in self.ask.gatherings.iter().zip(&mut self.gatherings) {
            pour_keyed(ask, gathering, &poured);
        }
        for (ask, merged) in self.ask.merged.iter().zip(&mut self.merged) {
            pour_merged(ask, merged, &poured)?;
        }
        timer.done();
        Ok(())
    }

    /// Days, segments, keys and places of a batch's rows.
    fn numbered<'b>(&mut self, batch: &'b RecordBatch) -> Result<Poured<'b>, DataFusionError> {
        let _timer = self.times.numbering.timer();
        let rows = batch.num_rows();
        let days: Vec<Vec<Day>> =
            self.ask.days.iter().map(|at| days(batch.column(*at), self.as_of)).collect();
        let mut segments = Vec::with_capacity(self.segments.len());
        for (axis, known) in self.ask.axes.iter().zip(&mut self.segments) {
            let columns: Vec<&ArrayRef> = axis.iter().map(|at| batch.column(*at)).collect();
            segments.push(known.numbers(&columns, rows)?);
        }
        let mut keys = Vec::with_capacity(self.keys.len());
        for (at, known) in self.ask.keys.iter().zip(&mut self.keys) {
            keys.push(known.numbers(batch.column(*at))?);
        }
        let mut places = Vec::with_capacity(self.places.len());
        for ((day, axis), known) in self.ask.grounds.iter().zip(&mut self.places) {
            let place = |(day, segment): (&Day, &u32)| match *day {
                NO_DAY => NOWHERE,
                day => known.number(*segment, day),
            };
            places.push(days[*day].iter().zip(&segments[*axis]).map(place).collect());
        }
        Ok(Poured { batch, days, segments, keys, places })
    }

    /// The atoms, and what was done for them in which time.
    pub(super) fn finish(self, planner: &Planner) -> (SourceStores, Vec<(String, Time)>) {
        let Pour { ask, segments, keys, places, sums, values, gatherings, merged, times, .. } = self;
        let axes: Vec<Arc<SegmentList>> = segments.into_iter().map(|s| Arc::new(s.finish())).collect();
        let nodes = vec![
            (format!("number {} keys and {} ways of cutting", keys.len(), axes.len()), times.numbering),
            (format!("add up {} columns", sums_of(&ask)), times.sums),
            (format!("list {} columns of values", values.len()), times.values),
            (format!("gather rows by {} keys", ask.gatherings.len() + ask.merged.len()), times.keyed),
        ];
        let mut out = Out::new(planner, ask.has_levels());
        let axis_of = |ground: usize| &axes[ask.grounds[ground].1];
        for (asked, built) in ask.sums.into_iter().zip(sums) {
            let sums = built.finish(&places[asked.ground], axis_of(asked.ground));
            out.sums(asked.slot, sums, asked.total.as_ref());
        }
        for (asked, built) in ask.values.into_iter().zip(values) {
            let values = built.finish(&places[asked.ground], axis_of(asked.ground));
            out.values(asked.slot, values, asked.total);
        }
        for (asked, built) in ask.gatherings.into_iter().zip(gatherings) {
            let firsts = asked.keys[0].map_or(0, |key| keys[key].count());
            let is_single = asked.filters.len() == 1;
            let lists = asked.axes.iter().map(|axis| Arc::clone(&axes[*axis])).collect();
            let rows = Arc::new(built.finish(firsts, lists));
            let view = |user: &User, rows: &Arc<Gathering>| {
                let mark = if is_single { 0 } else { 1 << user.filter };
                Keyed { rows: Arc::clone(rows), mark, axis: user.axis, sums: user.sums }
            };
            for user in asked.users.iter().filter(|user| user.slot.level.is_none()) {
                out.keyed(user.slot, None, view(user, &rows));
            }
            for (level, axis) in asked.levels.iter().enumerate() {
                let names = rows.segments[*axis].keys.iter();
                for (name, rows) in names.zip(rows.split(*axis)) {
                    let rows = Arc::new(rows);
                    for user in asked.users.iter().filter(|user| user.slot.level == Some(level)) {
                        out.keyed(user.slot, name.0[0].as_deref(), view(user, &rows));
                    }
                }
            }
        }
        for (asked, merged) in ask.merged.into_iter().zip(merged) {
            let firsts = asked.keys.first().map_or(0, |key| keys[*key].count());
            let level = asked.level.map(|level| &*axes[level]);
            for (entity, keyed) in merged.finish(firsts, &axes[asked.axis], level) {
                out.keyed(asked.slot, entity.as_deref(), keyed);
            }
        }
        (out.0, nodes)
    }
}

/// Atoms put where they belong: to the whole, or to an entity.
struct Out(SourceStores);

impl Out {
    fn new(planner: &Planner, has_levels: bool) -> Out {
        let whole = Stores::empty(planner);
        Out(SourceStores { whole, entities: has_levels.then(BTreeMap::new) })
    }

    fn of(&mut self, entity: &str) -> Option<&mut Stores> {
        let empty = || self.0.whole.emptied();
        Some(self.0.entities.as_mut()?.entry(entity.to_owned()).or_insert_with(empty))
    }

    fn sums(&mut self, slot: Slot, sums: Sums, total: Option<&(usize, Vec<usize>)>) {
        let put = |own: &mut Stores, sums: Sums| {
            if let Some((number, columns)) = total {
                own.additive[*number] = Arc::new(sums.total(columns));
            }
            own.additive[slot.number] = Arc::new(sums);
        };
        if slot.level.is_none() {
            put(&mut self.0.whole, sums);
            return;
        }
        for (entity, sums) in sums.split() {
            if let Some(own) = self.of(&entity) {
                put(own, sums);
            }
        }
    }

    fn values(&mut self, slot: Slot, values: Values, total: Option<usize>) {
        let put = |own: &mut Stores, values: Values| {
            if let Some(number) = total {
                own.collected[number] = Arc::new(values.total());
            }
            own.collected[slot.number] = Arc::new(values);
        };
        if slot.level.is_none() {
            put(&mut self.0.whole, values);
            return;
        }
        for (entity, values) in values.split() {
            if let Some(own) = self.of(&entity) {
                put(own, values);
            }
        }
    }

    /// Rows of no entity are in the whole alone.
    fn keyed(&mut self, slot: Slot, entity: Option<&str>, keyed: Keyed) {
        match (slot.level, entity) {
            (None, _) => self.0.whole.gathered[slot.number] = keyed,
            (Some(_), None) => {}
            (Some(_), Some(entity)) => {
                if let Some(own) = self.of(entity) {
                    own.gathered[slot.number] = keyed;
                }
            }
        }
    }
}

fn sums_of(ask: &Ask<'_>) -> usize {
    ask.sums.iter().map(|sums| sums.columns.len()).sum()
}

/// Days of a column; none where it is null or after as-of (R2).
fn days(column: &ArrayRef, as_of: Day) -> Vec<Day> {
    let days = column.as_primitive::<Date32Type>();
    match days.nulls() {
        None => days.values().iter().map(|day| if *day > as_of { NO_DAY } else { *day }).collect(),
        Some(_) => days.iter().map(|day| day.filter(|day| *day <= as_of).unwrap_or(NO_DAY)).collect(),
    }
}

fn pour_sums(ask: &SumsAsk, sums: &mut SumsBuilder, poured: &Poured<'_>, count: usize) {
    let places = &poured.places[ask.ground];
    for (at, (filter, value)) in ask.columns.iter().enumerate() {
        let column = sums.column(at, count);
        let filter = filter.map(|filter| poured.filter(filter));
        match value {
            None => each(filter.as_ref(), places.len(), |row| column[places[row] as usize] += ONE),
            Some((value, decimals)) => {
                let numbers = Numbers::of(poured.column(*value).as_ref(), *decimals);
                numbers.each(filter.as_ref(), |row, amount| add(&mut column[places[row] as usize], amount));
            }
        }
    }
}

fn pour_values(ask: &ValuesAsk, values: &mut ValuesBuilder, poured: &Poured<'_>) {
    let places = &poured.places[ask.ground];
    let numbers = poured.column(ask.value).as_primitive::<Float64Type>();
    let filter = ask.filter.map(|filter| poured.filter(filter));
    each_valid(numbers, filter.as_ref(), |row| {
        if places[row] != NOWHERE {
            values.push(places[row], numbers.values()[row]);
        }
    });
}

fn pour_keyed(ask: &GatheringAsk, gathering: &mut GatheringBuilder, poured: &Poured<'_>) {
    let days = &poured.days[ask.day];
    let Some(firsts) = ask.keys[0].map(|key| &poured.keys[key]) else { return };
    let mut marks = vec![0_u32; days.len()];
    for (bit, filter) in ask.filters.iter().enumerate() {
        let filter = filter.map(|filter| poured.filter(filter));
        each(filter.as_ref(), days.len(), |row| marks[row] |= 1 << bit);
    }
    let is_kept = |row: &usize| marks[*row] != 0 && days[*row] != NO_DAY && firsts[*row] != NO_KEY;
    let mut kept: Vec<usize> = (0..days.len()).filter(is_kept).collect();
    if !kept.is_sorted_by_key(|row| days[*row]) {
        kept.sort_by_key(|row| days[*row]);
    }
    let all_marks = u32::MAX >> (MOST_FILTERS - ask.filters.len());
    let sums: Vec<Numbers<'_>> =
        ask.sums.iter().map(|(at, decimals)| Numbers::of(poured.column(*at).as_ref(), *decimals)).collect();
    for same in kept.chunk_by(|a, b| days[*a] == days[*b]) {
        let new = || DayRows::new(ask.keys.len(), ask.axes.len(), ask.sums.len());
        let rows = gathering.day(days[same[0]], new);
        for (column, key) in rows.keys.iter_mut().zip(&ask.keys) {
            match key {
                Some(key) => column.extend(same.iter().map(|row| poured.keys[*key][*row])),
                None => column.extend(same.iter().map(|_| NO_KEY)),
            }
        }
        for (column, axis) in rows.segments.iter_mut().zip(&ask.axes) {
            let segments = &poured.segments[*axis];
            let greatest = same.iter().map(|row| segments[*row]).max().unwrap_or(0);
            column.extend(greatest, same.iter().map(|row| segments[*row]));
        }
        for (column, numbers) in rows.sums.iter_mut().zip(&sums) {
            same.iter().for_each(|row| column.push(numbers.at(*row).unwrap_or(0)));
        }
        if ask.filters.len() > 1 {
            rows.marks.extend(all_marks, same.iter().map(|row| marks[*row]));
        }
    }
}

fn pour_merged(ask: &MergedAsk, merged: &mut Merged, poured: &Poured<'_>) -> Result<(), DataFusionError> {
    let days = &poured.days[ask.day];
    let segments = &poured.segments[ask.axis];
    let mut columns = Vec::with_capacity(ask.kept.len());
    for (value, by) in &ask.kept {
        let by: Option<Vec<ArrayRef>> =
            by.as_ref().map(|by| by.iter().map(|at| Arc::clone(poured.column(*at))).collect());
        columns.push(merged.column(poured.column(*value), by)?);
    }
    let filter = ask.filter.map(|filter| poured.filter(filter));
    let entities = ask.level.map(|level| &poured.segments[level]);
    each(filter.as_ref(), days.len(), |row| {
        let mut keys = [NO_KEY; 3];
        keys.iter_mut().zip(&ask.keys).for_each(|(key, at)| *key = poured.keys[*at][row]);
        if days[row] != NO_DAY && keys[0] != NO_KEY {
            let entity = entities.map_or(0, |entities| entities[row]);
            merged.add(entity, (days[row], keys, segments[row]), &columns, row);
        }
    });
    Ok(())
}
