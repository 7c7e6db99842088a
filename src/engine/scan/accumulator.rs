//! Batches of a source's rows into the aggregates of everything that is asked of them.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::physical_plan::metrics::Time;

use super::kernels::Kernels;
use super::last_match::LastMatch;
use super::partial::{Extents, KeyList, PartialState};
use super::prepared_batch::PreparedBatch;
use super::scan_plan::{
    AmountColumn, KeyedRowsPlan, MOST_FILTERS, MergedPlan, ScanPlan, SumsPlan, ValuesPlan,
};
use crate::engine::aggregates::{Day, Month, NO_KEY, add, day_number, month_of};
use crate::engine::builders::{GroupIndex, KeyedRowsBuilder, NO_DAY, NO_DAY_SLOT, ValuesBuilder, micros_of};
use crate::engine::intern::{Interner, Segments};
use crate::engine::merged::{Key, Merged};
use crate::engine::numbers::{Counted, Numbers, each, for_each_valid, observe_ones};
use crate::engine::selected_rows::SelectedRows;
use crate::engine::sums::SumsBuilder;
use crate::engine::tally::marks;
use crate::statistics::exact::Extent;

/// Everything that a source's rows are accumulated into.
pub(super) struct Accumulator {
    scan_plan: Arc<ScanPlan>,
    kernels: Arc<Kernels>,
    as_of: Day,
    rows: u64,
    /// The latest day of any row, whether it counts or not.
    newest: Option<Day>,
    segments: Vec<Segments>,
    keys: Vec<Interner>,
    places: Vec<GroupIndex>,
    sums: Vec<SumsBuilder>,
    values: Vec<ValuesBuilder>,
    gatherings: Vec<KeyedRowsBuilder>,
    merged: Vec<Merged>,
    belonging: Vec<u64>,
    extents: Extents,
    taken: Vec<LastMatch>,
    times: Times,
}

/// Time spent on each kind of work.
#[derive(Default)]
struct Times {
    columns: Time,
    numbering: Time,
    sums: Time,
    values: Time,
    keyed: Time,
}

impl Accumulator {
    pub(super) fn new(scan_plan: Arc<ScanPlan>, kernels: Arc<Kernels>, as_of: NaiveDate) -> Accumulator {
        Accumulator {
            as_of: day_number(as_of),
            rows: 0,
            newest: None,
            segments: scan_plan.axes.iter().map(|axis| Segments::new(axis.len())).collect(),
            keys: scan_plan.keys.iter().map(|_| Interner::default()).collect(),
            places: scan_plan.grounds.iter().map(|_| GroupIndex::default()).collect(),
            sums: scan_plan.sums.iter().map(|sums| SumsBuilder::new(&sums.counts())).collect(),
            values: scan_plan.values.iter().map(|values| ValuesBuilder::new(values.needed)).collect(),
            gatherings: scan_plan.gatherings.iter().map(|_| KeyedRowsBuilder::default()).collect(),
            merged: scan_plan.merged.iter().map(|merged| Merged::new(merged.is_last())).collect(),
            belonging: Vec::new(),
            extents: Extents::new(&scan_plan),
            taken: std::iter::repeat_with(LastMatch::default).take(scan_plan.once).collect(),
            times: Times::default(),
            scan_plan,
            kernels,
        }
    }

    /// Takes the rows of a batch of what its query was asked for, behind which the day of a row stands.
    pub(super) fn update_batch(&mut self, batch: &RecordBatch) -> Result<(), DataFusionError> {
        let timer = self.times.columns.timer();
        let batch = &rows_by_as_of(batch, self.as_of)?;
        self.rows += batch.num_rows() as u64;
        let batch = &self.kernels.evaluate_all(batch)?;
        timer.done();
        let (scan_plan, prepared) = (Arc::clone(&self.scan_plan), self.prepare_batch(batch)?);
        let timer = self.times.sums.timer();
        let extents = &mut self.extents;
        for ((asked, sums), extents) in scan_plan.sums.iter().zip(&mut self.sums).zip(&mut extents.sums) {
            let (day, places) = (scan_plan.grounds[asked.ground].0, self.places[asked.ground].count());
            accumulate_sums((asked, day), sums, extents, &prepared, &mut self.taken, places);
        }
        timer.done();
        let timer = self.times.values.timer();
        for (scan_plan, values) in scan_plan.values.iter().zip(&mut self.values) {
            accumulate_values(scan_plan, values, &prepared, &mut self.taken);
        }
        timer.done();
        let timer = self.times.keyed.timer();
        let gatherings = scan_plan.gatherings.iter().zip(&mut self.gatherings);
        for ((scan_plan, gathering), extents) in gatherings.zip(&mut extents.gatherings) {
            accumulate_keyed_rows(scan_plan, gathering, extents, &prepared, &mut self.taken);
        }
        let merged = scan_plan.merged.iter().zip(&mut self.merged);
        for ((scan_plan, merged), extents) in merged.zip(&mut extents.merged) {
            accumulate_merged(scan_plan, merged, extents, &prepared, &mut self.taken)?;
        }
        timer.done();
        Ok(())
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        let keys = self.keys.iter().map(Interner::bytes);
        let places = self.places.iter().map(GroupIndex::bytes);
        let sums = self.sums.iter().map(SumsBuilder::bytes);
        let values = self.values.iter().map(ValuesBuilder::bytes);
        let gatherings = self.gatherings.iter().map(KeyedRowsBuilder::bytes);
        let merged = self.merged.iter().map(Merged::bytes);
        keys.chain(places).chain(sums).chain(values).chain(gatherings).chain(merged).sum()
    }

    /// Days, segments, keys and places of a batch's rows.
    fn prepare_batch<'b>(&mut self, batch: &'b RecordBatch) -> Result<PreparedBatch<'b>, DataFusionError> {
        let _timer = self.times.numbering.timer();
        let rows = batch.num_rows();
        let mut days = Vec::with_capacity(self.scan_plan.days.len());
        for at in &self.scan_plan.days {
            let (own, latest) = days_of(batch.column(*at), self.as_of);
            self.newest = self.newest.max(latest);
            days.push(own);
        }
        let mut segments = Vec::with_capacity(self.segments.len());
        for (axis, known) in self.scan_plan.axes.iter().zip(&mut self.segments) {
            let columns: Vec<&ArrayRef> = axis.iter().map(|at| batch.column(*at)).collect();
            segments.push(known.numbers(&columns, rows)?);
        }
        if let Some(entity) = self.scan_plan.entity {
            let greatest = segments[entity].iter().max().map_or(0, |greatest| *greatest as usize + 1);
            self.belonging.resize(self.belonging.len().max(greatest), 0);
            segments[entity].iter().for_each(|number| self.belonging[*number as usize] += 1);
        }
        let mut keys = Vec::with_capacity(self.keys.len());
        for (at, known) in self.scan_plan.keys.iter().zip(&mut self.keys) {
            keys.push(known.numbers(batch.column(*at))?);
        }
        let instants = self.scan_plan.instants.iter().map(|at| micros_of(batch.column(*at)));
        let instants = instants.collect::<Result<_, _>>()?;
        let mut places = Vec::with_capacity(self.places.len());
        for ((day, axis), known) in self.scan_plan.grounds.iter().zip(&mut self.places) {
            places.push(known.numbers(&segments[*axis], &days[*day]));
        }
        let left_rows = self.scan_plan.left_row.map(|at| batch.column(at).as_primitive::<UInt64Type>());
        let left_rows = left_rows.map(|rows| rows.values().as_ref());
        let is_on_day = |days: &Vec<Day>| {
            let stands = |row: usize| days[row] != NO_DAY;
            days.contains(&NO_DAY).then(|| BooleanBuffer::collect_bool(days.len(), stands))
        };
        let on_day = days.iter().map(is_on_day).collect();
        let counted =
            |value: &AmountColumn| Some((*value, Counted::from_column(batch.column(value.0), value.1)?));
        let counted = self.scan_plan.amounts.iter().filter_map(counted).collect();
        Ok(PreparedBatch { batch, days, on_day, segments, keys, instants, places, left_rows, counted })
    }

    /// What was accumulated, with names for keys where they come together with others, long ones with the salt if there is one;
    /// and what was done in which time.
    pub(super) fn finish(self, with_names: bool, salt: Option<&str>) -> (PartialState, Vec<(String, Time)>) {
        let Accumulator {
            scan_plan, newest, segments, keys, places, sums, values, gatherings, merged, ..
        } = self;
        let (extents, times) = (self.extents, self.times);
        let nodes = vec![
            (format!("work out {} columns", scan_plan.columns.len()), times.columns),
            (format!("number {} keys and {} ways of cutting", keys.len(), segments.len()), times.numbering),
            (format!("add up {} columns", sums_of(&scan_plan)), times.sums),
            (format!("list {} columns of values", values.len()), times.values),
            (
                format!("gather rows by {} keys", scan_plan.gatherings.len() + scan_plan.merged.len()),
                times.keyed,
            ),
        ];
        let key = |keys: Interner| KeyList {
            count: keys.count(),
            names: if with_names { keys.names(salt) } else { Vec::new() },
        };
        let sums = scan_plan.sums.iter().zip(sums);
        let sums = sums.map(|(scan_plan, sums)| sums.into_columns(places[scan_plan.ground].count()));
        let (sums, rests) = sums.unzip();
        let state = PartialState {
            rows: self.rows,
            newest,
            sums,
            rests,
            axes: segments.into_iter().map(|segments| segments.finish().keys).collect(),
            keys: keys.into_iter().map(key).collect(),
            places: places.into_iter().map(GroupIndex::into_keys).collect(),
            values: values.into_iter().map(ValuesBuilder::into_frequencies).collect(),
            gatherings: gatherings.into_iter().map(KeyedRowsBuilder::into_months).collect(),
            merged: merged.into_iter().map(Merged::into_rows).collect(),
            belonging: self.belonging,
            extents,
        };
        (state, nodes)
    }
}

/// The rows that exist by as-of: those on no day, which is the last column, and those on one by then (R2).
fn rows_by_as_of(batch: &RecordBatch, as_of: Day) -> Result<Cow<'_, RecordBatch>, DataFusionError> {
    let Some(days) = batch.columns().last().and_then(|days| days.as_primitive_opt::<Date32Type>()) else {
        return Ok(Cow::Borrowed(batch));
    };
    if days.values().iter().fold(true, |all, day| all & (*day <= as_of)) {
        return Ok(Cow::Borrowed(batch));
    }
    let exists = |row: usize| days.is_null(row) || days.value(row) <= as_of;
    let exist = BooleanBuffer::collect_bool(days.len(), exists);
    Ok(Cow::Owned(filter_record_batch(batch, &BooleanArray::new(exist, None))?))
}

fn sums_of(scan_plan: &ScanPlan) -> usize {
    scan_plan.sums.iter().map(|sums| sums.columns.len()).sum()
}

/// Days of a column, none where it is null or after as-of (R2); and the latest, whether it is after as-of or not.
fn days_of(column: &ArrayRef, as_of: Day) -> (Vec<Day>, Option<Day>) {
    let column = column.as_primitive::<Date32Type>();
    let by_as_of = |day: &Day| if *day > as_of { NO_DAY } else { *day };
    let Some(nulls) = column.nulls().filter(|nulls| nulls.null_count() > 0) else {
        let latest = column.values().iter().copied().max();
        return (column.values().iter().map(by_as_of).collect(), latest);
    };
    let mut days = column.values().to_vec();
    (!nulls.inner()).set_indices().for_each(|row| days[row] = NO_DAY);
    let latest = days.iter().copied().max().filter(|_| nulls.null_count() < days.len());
    days.iter_mut().for_each(|day| *day = by_as_of(day));
    (days, latest)
}

fn accumulate_sums(
    (scan_plan, day): (&SumsPlan, usize),
    sums: &mut SumsBuilder,
    extents: &mut [Extent],
    prepared: &PreparedBatch<'_>,
    taken: &mut [LastMatch],
    count: usize,
) {
    let places = &prepared.places[scan_plan.ground];
    // Rows that are counted, by what decides which: most columns share theirs with another.
    let (mut deciding, mut conditions) = (Vec::new(), Vec::new());
    for ((at, asked), extent) in scan_plan.columns.iter().enumerate().zip(extents) {
        let flag =
            asked.value.filter(|(column, _)| prepared.column(*column).data_type() == &DataType::Boolean);
        let decides = (asked.filter, flag, asked.once);
        let known = deciding.iter().position(|other| *other == decides);
        let condition = known.unwrap_or_else(|| {
            let filter = prepared.selected_rows(asked.filter, asked.once, taken, |row| (places[row], 0));
            let flag = flag.map(|(column, _)| prepared.filter(column));
            // What stands on no day counts nowhere, however large it is.
            let all = [filter, flag, prepared.on_day[day].clone()].into_iter().flatten();
            let all = all.reduce(|a, b| &a & &b).filter(|rows| rows.count_set_bits() < rows.len());
            deciding.push(decides);
            conditions.push(all);
            conditions.len() - 1
        });
        let filter = conditions[condition].as_ref();
        match asked.value {
            Some(value) if flag.is_none() => {
                let numbers = prepared.numbers(value);
                if let Numbers::Counted(counted) = &numbers
                    && sums.add_small(at, (counted, filter), (places, count), extent)
                {
                    continue;
                }
                let (column, mut rests) = sums.amounts(at, count);
                numbers.each(filter, extent, |row, amount, rest| {
                    add(&mut column[places[row] as usize], amount);
                    rests.add(places[row], rest);
                });
            }
            value => {
                sums.is_counted(at, condition);
                if value.is_some() {
                    observe_ones(extent, filter.map_or(places.len(), BooleanBuffer::count_set_bits) as u64);
                }
            }
        }
    }
    sums.count(&conditions, places, count);
}

fn accumulate_values(
    scan_plan: &ValuesPlan,
    values: &mut ValuesBuilder,
    prepared: &PreparedBatch<'_>,
    taken: &mut [LastMatch],
) {
    let places = &prepared.places[scan_plan.ground];
    let numbers = prepared.column(scan_plan.value).as_primitive::<Float64Type>();
    let filter = prepared.selected_rows(scan_plan.filter, scan_plan.once, taken, |row| (places[row], 0));
    let (mut found, mut at) = (Vec::with_capacity(places.len()), Vec::with_capacity(places.len()));
    for_each_valid(numbers, filter.as_ref(), |row| {
        // What is no number, and what is infinite, is no value.
        if places[row] != NO_DAY_SLOT && numbers.values()[row].is_finite() {
            found.push(numbers.values()[row]);
            at.push(places[row]);
        }
    });
    values.extend(&found, &at);
}

fn accumulate_keyed_rows(
    scan_plan: &KeyedRowsPlan,
    gathering: &mut KeyedRowsBuilder,
    extents: &mut [Extent],
    prepared: &PreparedBatch<'_>,
    taken: &mut [LastMatch],
) {
    let days = &prepared.days[scan_plan.day];
    let Some(firsts) = scan_plan.keys[0].map(|key| &prepared.keys[key]) else { return };
    let filter = |filter: &Option<usize>| {
        let own = prepared
            .selected_rows(*filter, scan_plan.once, taken, |row| scan_plan.cut(row, &prepared.segments));
        own.filter(|rows| rows.count_set_bits() < rows.len())
    };
    let filters: Vec<Option<BooleanBuffer>> = scan_plan.filters.iter().map(filter).collect();
    let marks =
        (filters.len() > 1 && filters.iter().any(Option::is_some)).then(|| marks_of(&filters, days.len()));
    let all_marks = u32::MAX >> (MOST_FILTERS - scan_plan.filters.len());
    let sums: Vec<Numbers<'_>> = scan_plan.sums.iter().map(|value| prepared.numbers(*value)).collect();
    let is_kept = kept(&filters, days, firsts);
    for (month, same) in by_month(is_kept, days) {
        let columns = (scan_plan.keys.len(), scan_plan.axes.len(), scan_plan.sums.len());
        let rows = gathering.month(month, columns);
        rows.make_room(same.len());
        rows.push_days(&same.part(days));
        if let Some(instants) = scan_plan.instant {
            same.part(&prepared.instants[instants]).iter().for_each(|instant| rows.push_instant(*instant));
        }
        for (column, key) in rows.keys.iter_mut().zip(&scan_plan.keys) {
            match key {
                Some(key) => column.extend_from_slice(&same.part(&prepared.keys[*key])),
                None => column.extend(std::iter::repeat_n(NO_KEY, same.len())),
            }
        }
        for (column, axis) in rows.segments.iter_mut().zip(&scan_plan.axes) {
            let segments = same.part(&prepared.segments[*axis]);
            let greatest = segments.iter().copied().max().unwrap_or(0);
            column.extend(greatest, segments.iter().copied());
        }
        for ((column, numbers), extent) in rows.sums.iter_mut().zip(&sums).zip(&mut *extents) {
            numbers.append(&same, extent, column);
        }
        match &marks {
            Some(marks) => rows.marks.extend(all_marks, same.part(marks).iter().copied()),
            None if filters.len() > 1 => {
                rows.marks.extend(all_marks, std::iter::repeat_n(all_marks, same.len()));
            }
            None => {}
        }
    }
}

/// Which of some conditions each row meets, one bit for each.
fn marks_of(filters: &[Option<BooleanBuffer>], rows: usize) -> Vec<u32> {
    let mut all = vec![0; rows];
    for (shift, filters) in (0..).step_by(8).zip(filters.chunks(8)) {
        for (all, marks) in all.chunks_mut(8).zip(marks(filters, rows)) {
            let marks = marks.to_le_bytes().into_iter();
            all.iter_mut().zip(marks).for_each(|(all, marks)| *all |= u32::from(marks) << shift);
        }
    }
    all
}

/// The rows that meet any condition, stand on a day and have a key.
fn kept(filters: &[Option<BooleanBuffer>], days: &[Day], firsts: &[u32]) -> SelectedRows {
    let meets_any = match filters.iter().any(Option::is_none) {
        true => None,
        false => filters.iter().flatten().cloned().reduce(|a, b| &a | &b),
    };
    let has_all = !days.contains(&NO_DAY) && !firsts.contains(&NO_KEY);
    match meets_any {
        None if has_all => SelectedRows::Contiguous(0..days.len()),
        meets_any => {
            let is_kept = |row: &u32| {
                let row = *row as usize;
                let meets_any = meets_any.as_ref().is_none_or(|meets| meets.value(row));
                meets_any && days[row] != NO_DAY && firsts[row] != NO_KEY
            };
            SelectedRows::new((0..days.len() as u32).filter(is_kept).collect())
        }
    }
}

/// The rows of each month.
fn by_month(kept: SelectedRows, days: &[Day]) -> Vec<(Month, SelectedRows)> {
    let (mut earliest, mut latest) = (Day::MAX, Day::MIN);
    kept.part(days).iter().for_each(|day| (earliest, latest) = (earliest.min(*day), latest.max(*day)));
    if kept.len() == 0 {
        return Vec::new();
    }
    // Exports are mostly sorted by day.
    if month_of(earliest) == month_of(latest) {
        return vec![(month_of(earliest), kept)];
    }
    let mut before = (earliest, month_of(earliest));
    let mut month = |row: u32| {
        let day = days[row as usize];
        if before.0 != day {
            before = (day, month_of(day));
        }
        (before.1, row)
    };
    let mut months = Vec::with_capacity(kept.len());
    kept.each(|row| months.push(month(row as u32)));
    months.sort_by_key(|(month, _)| *month);
    let chosen =
        |same: &[(Month, u32)]| (same[0].0, SelectedRows::new(same.iter().map(|(_, row)| *row).collect()));
    months.chunk_by(|(a, _), (b, _)| a == b).map(chosen).collect()
}

fn accumulate_merged(
    scan_plan: &MergedPlan,
    merged: &mut Merged,
    extents: &mut [Extent],
    prepared: &PreparedBatch<'_>,
    taken: &mut [LastMatch],
) -> Result<(), DataFusionError> {
    let days = &prepared.days[scan_plan.day];
    let segments = &prepared.segments[scan_plan.axis];
    let mut columns = Vec::with_capacity(scan_plan.kept.len());
    for ((value, decimals), by) in &scan_plan.kept {
        let by: Option<Vec<ArrayRef>> =
            by.as_ref().map(|by| by.iter().map(|at| Arc::clone(prepared.column(*at))).collect());
        columns.push(merged.column((prepared.column(*value), *decimals), by)?);
    }
    let entities = scan_plan.level.map(|level| &prepared.segments[level]);
    let cut = |row: usize| (segments[row], entities.map_or(0, |entities| entities[row]));
    let filter = prepared.selected_rows(scan_plan.filter, scan_plan.once, taken, cut);
    each(filter.as_ref(), days.len(), |row| {
        let mut keys = [NO_KEY; 3];
        keys.iter_mut().zip(&scan_plan.keys).for_each(|(key, at)| *key = prepared.keys[*at][row]);
        if days[row] != NO_DAY && keys[0] != NO_KEY {
            let entity = entities.map_or(0, |entities| entities[row]);
            let instant = scan_plan.instant.map(|instants| prepared.instants[instants][row]);
            let key = Key { day: days[row], keys, segment: segments[row], instant };
            merged.add(entity, key, (&columns, extents), row);
        }
    });
    Ok(())
}
