//! One row per key: exact repeats and earlier versions go, or all but the first or last, and rows that contradict each
//! other are told.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Int64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{Row, RowConverter, Rows as EncodedRows, SortField};
use datafusion::arrow::util::display::array_value_to_string;

use super::amounts::{AmountCounts, RowFate};
use super::cell::EXAMPLES;
use super::rows::Rows;
use super::{Counts, DAY, DataError};
use crate::measure::expression::day_of_epoch;
use crate::model::{Keep, Source};

/// A row: its batch, and its position there.
pub(super) type RowPosition = (usize, usize);

/// Which rows stay, and why others do not.
#[derive(Default)]
pub(super) struct Versions {
    /// For each row of each batch, whether it stays.
    pub(super) keep: Vec<Vec<bool>>,
    /// Whether it was recorded by as-of.
    exists: Vec<Vec<bool>>,
    pub(super) repeated: u64,
    pub(super) superseded: u64,
    pub(super) not_yet: u64,
    /// Number of keys whose rows contradict each other.
    pub(super) conflicts: u64,
    /// The first of them: the key's values and two of its rows.
    pub(super) examples: Vec<(String, RowPosition, RowPosition)>,
}

/// The rows of a source, one of each key; or all of them, with what contradicts what.
pub(super) enum OnePerKey {
    Rows(Rows),
    Conflict(Rows, Versions),
}

/// Leaves one row per key of a source that has keys, and counts the others. Rows are compared in their first `width`
/// columns.
pub(super) fn one_per_key(
    source: &Source,
    rows: Rows,
    width: usize,
    as_of: Option<NaiveDate>,
    (counts, amounts): (&mut Counts, &mut AmountCounts),
) -> Result<OnePerKey, DataError> {
    if source.unique.is_empty() {
        return Ok(OnePerKey::Rows(rows));
    }
    let engine = |error: ArrowError| DataError::engine(&source.id)(error.into());
    let index = |name: &String| rows.schema.index_of(name);
    let key: Vec<usize> = source.unique.iter().map(index).collect::<Result<_, _>>().map_err(engine)?;
    let holds = match (source.keep, &source.recorded) {
        (Some(keep), _) => {
            KeepRule::Kept(keep, rows.schema.index_of(time_of(source, &rows)).map_err(engine)?)
        }
        (None, Some(recorded)) => KeepRule::Recorded(index(recorded).map_err(engine)?),
        (None, None) => KeepRule::Equal,
    };
    let found = versions(&rows.batches, &key, holds, as_of, width).map_err(engine)?;
    if found.conflicts > 0 {
        return Ok(OnePerKey::Conflict(rows, found));
    }
    counts.repeated = found.repeated;
    counts.superseded = found.superseded;
    counts.not_yet = found.not_yet;
    let there = rows.clone().keep(found.exists).map_err(engine)?;
    amounts.lose_all(RowFate::Filtered, &rows.batches, &there.batches);
    let kept = rows.keep(found.keep).map_err(engine)?;
    amounts.lose_all(RowFate::Repeated, &there.batches, &kept.batches);
    Ok(OnePerKey::Rows(kept))
}

/// The column by which the rows of a key are put in order: the time itself, where it tells more than the day.
fn time_of<'s>(source: &'s Source, rows: &Rows) -> &'s str {
    let field = source.time.as_ref().and_then(|time| rows.schema.field_with_name(time).ok());
    let time = source.time.as_deref().filter(|_| field.is_some_and(|field| field.data_type().is_temporal()));
    time.unwrap_or(DAY)
}

/// Which of several rows of a key holds.
#[derive(Clone, Copy)]
enum KeepRule {
    /// They have to be equal.
    Equal,
    /// The one recorded last, by this column.
    Recorded(usize),
    /// The first or the last by the time in this column.
    Kept(Keep, usize),
}

impl KeepRule {
    /// The column that says when.
    fn when(self) -> Option<usize> {
        match self {
            KeepRule::Equal => None,
            KeepRule::Recorded(column) | KeepRule::Kept(_, column) => Some(column),
        }
    }

    /// The days by which rows have to exist.
    fn exists(self, batch: &RecordBatch) -> Option<&ArrayRef> {
        match self {
            KeepRule::Equal => None,
            KeepRule::Recorded(column) => Some(batch.column(column)),
            KeepRule::Kept(..) => batch.column_by_name(DAY),
        }
    }

    /// Whether a row read later takes the place of the one that holds so far; `None` where the two contradict.
    fn is_replaced_by(self, holder: Option<i64>, later: Option<i64>) -> Option<bool> {
        match self {
            KeepRule::Kept(Keep::First, _) => Some(later < holder),
            KeepRule::Kept(Keep::Last, _) => Some(later >= holder),
            KeepRule::Recorded(_) | KeepRule::Equal => (later != holder).then_some(later > holder),
        }
    }
}

/// The row of a key that holds so far.
struct KeptRow {
    place: RowPosition,
    when: Option<i64>,
    contradicted: bool,
}

/// Chooses one row per key among batches of one schema.
///
/// Rows are compared in their first `width` columns. Rows recorded after the as-of day do not exist, and where the first
/// or the last holds those dated after it take nobody's place. A row whose recording is unknown counts as the earliest.
/// Where nothing says which holds, or when two were recorded at once, rows of a key have to be equal.
fn versions(
    batches: &[RecordBatch],
    unique: &[usize],
    holds: KeepRule,
    as_of: Option<NaiveDate>,
    width: usize,
) -> Result<Versions, ArrowError> {
    let all: Vec<Vec<bool>> = batches.iter().map(|batch| vec![true; batch.num_rows()]).collect();
    let mut found = Versions { keep: all.clone(), exists: all, ..Versions::default() };
    let Some(first) = batches.first() else {
        return Ok(found);
    };
    let key =
        |batch: &RecordBatch| unique.iter().map(|at| batch.column(*at).clone()).collect::<Vec<ArrayRef>>();
    let sorts = key(first).iter().map(|column| SortField::new(column.data_type().clone())).collect();
    let converter = RowConverter::new(sorts)?;
    let keys: Vec<EncodedRows> =
        batches.iter().map(|batch| converter.convert_columns(&key(batch))).collect::<Result<_, _>>()?;
    let mut holders: HashMap<Row<'_>, KeptRow> = HashMap::new();
    for (b, batch) in batches.iter().enumerate() {
        let times = holds.when().map(|at| moments_of(batch.column(at))).transpose()?;
        let days = holds.exists(batch).map(days_of).transpose()?;
        for row in 0..batch.num_rows() {
            let place = (b, row);
            let when = times.as_ref().and_then(|times| times[row]);
            let day = days.as_ref().and_then(|days| days[row]);
            if day.zip(as_of).is_some_and(|(day, as_of)| day > as_of) {
                if matches!(holds, KeepRule::Recorded(_)) {
                    found.not_yet += 1;
                    found.keep[b][row] = false;
                    found.exists[b][row] = false;
                }
                continue;
            }
            let mut holder = match holders.entry(keys[b].row(row)) {
                Entry::Vacant(free) => {
                    free.insert(KeptRow { place, when, contradicted: false });
                    continue;
                }
                Entry::Occupied(holder) => holder,
            };
            let holder = holder.get_mut();
            if equal(batches, holder.place, place, width) {
                found.repeated += 1;
                found.keep[b][row] = false;
                continue;
            }
            match holds.is_replaced_by(holder.when, when) {
                Some(true) => {
                    found.superseded += 1;
                    found.keep[holder.place.0][holder.place.1] = false;
                    *holder = KeptRow { place, when, contradicted: false };
                }
                Some(false) => {
                    found.superseded += 1;
                    found.keep[b][row] = false;
                }
                None if !holder.contradicted => {
                    holder.contradicted = true;
                    found.conflicts += 1;
                    if found.examples.len() < EXAMPLES {
                        found.examples.push((key_text(batch, unique, row)?, holder.place, place));
                    }
                }
                None => {}
            }
        }
    }
    Ok(found)
}

/// The values of some columns of a row, for a reader.
pub(super) fn key_text(batch: &RecordBatch, columns: &[usize], row: usize) -> Result<String, ArrowError> {
    let values: Result<Vec<String>, ArrowError> =
        columns.iter().map(|at| array_value_to_string(batch.column(*at), row)).collect();
    Ok(values?.join(", "))
}

fn equal(batches: &[RecordBatch], a: RowPosition, b: RowPosition, width: usize) -> bool {
    let value = |place: RowPosition, column: usize| batches[place.0].column(column).slice(place.1, 1);
    (0..width).all(|column| value(a, column) == value(b, column))
}

/// Days or times, as a number that grows: of times their instant, of days the day; absent where unknown.
fn moments_of(column: &ArrayRef) -> Result<Vec<Option<i64>>, ArrowError> {
    let numbers = cast(column, &DataType::Int64)?;
    Ok(numbers.as_primitive::<Int64Type>().iter().collect())
}

/// The days on which they are, by the calendar's clock.
fn days_of(column: &ArrayRef) -> Result<Vec<Option<NaiveDate>>, ArrowError> {
    let days = cast(column, &DataType::Date32)?;
    Ok(days.as_primitive::<Date32Type>().iter().map(|day| day.map(day_of_epoch)).collect())
}
