//! Keyed rows of which one stands for a day: the last by some order, with sums of all.

use std::cmp::Ordering;
use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::row::{OwnedRow, RowConverter, Rows, SortField};
use datafusion::common::HashMap;
use datafusion::error::DataFusionError;

use super::atoms::{Amounts, Day, DayRows, Exact, Gathering, Keyed, SegmentList};
use super::numbers::{Decimals, Numbers};

/// Rows being merged.
#[derive(Debug)]
pub(super) struct Merged {
    is_last: Vec<bool>,
    converter: Option<RowConverter>,
    /// By entity; then day, keys and segment.
    rows: HashMap<(u32, Key), [Held; 3]>,
}

/// Day, keys and segment.
pub(super) type Key = (Day, [u32; 3], u32);

/// What is held of one column of a day's rows.
#[derive(Debug, Clone, Default)]
struct Held {
    amount: Exact,
    order: Option<OwnedRow>,
}

/// A column of a batch.
pub(super) struct MergedColumn {
    amounts: ArrayRef,
    order: Option<Rows>,
}

impl Merged {
    /// Columns by whether the last row counts, or the sum.
    pub(super) fn new(is_last: impl Iterator<Item = bool>) -> Merged {
        Merged { is_last: is_last.collect(), converter: None, rows: HashMap::default() }
    }

    /// A column with its order, ready to be compared row by row.
    pub(super) fn column(
        &mut self,
        values: &ArrayRef,
        by: Option<Vec<ArrayRef>>,
    ) -> Result<MergedColumn, DataFusionError> {
        let order = match by {
            None => None,
            Some(by) => {
                let converter = match &mut self.converter {
                    Some(converter) => converter,
                    none => {
                        let fields = by.iter().map(|column| SortField::new(column.data_type().clone()));
                        none.insert(RowConverter::new(fields.collect())?)
                    }
                };
                Some(converter.convert_columns(&by)?)
            }
        };
        Ok(MergedColumn { amounts: Arc::clone(values), order })
    }

    pub(super) fn add(&mut self, entity: u32, key: Key, columns: &[MergedColumn], row: usize) {
        let is_new = !self.rows.contains_key(&(entity, key));
        let held = self.rows.entry((entity, key)).or_default();
        for ((held, column), is_last) in held.iter_mut().zip(columns).zip(&self.is_last) {
            let amount = Numbers::of(column.amounts.as_ref(), Decimals::ALL).at(row).unwrap_or(0);
            if !is_last {
                held.amount += amount;
                continue;
            }
            let order = column.order.as_ref().map(|order| order.row(row));
            let is_later = match (&held.order, &order) {
                (Some(before), Some(now)) => before.row().cmp(now) != Ordering::Greater,
                _ => true,
            };
            if is_new || is_later {
                *held = Held { amount, order: order.map(|order| order.owned()) };
            }
        }
    }

    /// The rows of all, or of each entity of a level.
    pub(super) fn finish(
        self,
        firsts: usize,
        segments: &Arc<SegmentList>,
        level: Option<&SegmentList>,
    ) -> Vec<(Option<String>, Keyed)> {
        let mut rows: Vec<_> = self.rows.into_iter().collect();
        rows.sort_by_key(|(key, _)| *key);
        let sums = [0, 1, 2].map(|column| (column < self.is_last.len()).then_some(column));
        let mut split = Vec::new();
        for of_entity in rows.chunk_by(|a, b| a.0.0 == b.0.0) {
            let mut gathering =
                Gathering { firsts, segments: vec![Arc::clone(segments)], ..Gathering::default() };
            for ((_, (day, keys, segment)), held) in of_entity {
                let rows = gathering.days.entry(*day).or_insert_with(|| DayRows::new(3, 1, 3));
                rows.keys.iter_mut().zip(keys).for_each(|(column, key)| column.push(*key));
                rows.segments[0].push(i64::from(*segment));
                let sums = rows.sums.iter_mut().zip(held);
                sums.for_each(|(sums, held): (&mut Amounts, &Held)| sums.push(held.amount));
            }
            let keyed = Keyed { rows: Arc::new(gathering), mark: 0, axis: Some(0), sums };
            let entity = level.and_then(|level| level.keys[of_entity[0].0.0 as usize].0[0].clone());
            split.push((entity, keyed));
        }
        split
    }
}
