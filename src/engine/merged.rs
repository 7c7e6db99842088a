//! Keyed rows of which one stands for a day: the last by some order, with sums of all.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::row::{RowConverter, Rows, SortField};
use datafusion::common::HashMap;
use datafusion::error::DataFusionError;
use serde::{Deserialize, Serialize};

use super::aggregates::{Day, Keyed, KeyedRows, SegmentList, month_of, plus};
use super::builders::KeyedRowsBuilder;
use super::numbers::{Decimals, Numbers};
use super::packed::Amounts;
use crate::statistics::exact::{Exact, Extent};

/// Rows being merged.
#[derive(Debug)]
pub(super) struct Merged {
    is_last: Vec<bool>,
    converter: Option<RowConverter>,
    rows: HashMap<MergedKey, [HeldColumn; 3]>,
}

/// Entity; then what its rows share.
pub(super) type MergedKey = (u32, Key);

/// What rows share that are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) day: Day,
    pub(super) keys: [u32; 3],
    pub(super) segment: u32,
    /// In microseconds, where the order of a day's rows decides over segments.
    pub(super) instant: Option<i64>,
}

/// What is held of one column of a day's rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct HeldColumn {
    amount: Exact,
    /// What decides between rows, so that bytes compare as the values do.
    order: Option<Box<[u8]>>,
}

impl HeldColumn {
    /// Whether a later row takes its place.
    fn gives_way(&self, later: Option<&[u8]>) -> bool {
        match (&self.order, later) {
            (Some(before), Some(now)) => before.as_ref() <= now,
            _ => true,
        }
    }
}

/// A column of a batch.
pub(super) struct MergedColumn {
    amounts: ArrayRef,
    decimals: Decimals,
    order: Option<Rows>,
}

impl Merged {
    /// Columns by whether the last row counts, or the sum.
    pub(super) fn new(is_last: impl Iterator<Item = bool>) -> Merged {
        Merged { is_last: is_last.collect(), converter: None, rows: HashMap::default() }
    }

    /// Memory taken, but for what decides between rows.
    pub(super) fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<(MergedKey, [HeldColumn; 3])>()
    }

    /// Rows that are merged already.
    pub(super) fn from_rows(
        is_last: impl Iterator<Item = bool>,
        rows: Vec<(MergedKey, [HeldColumn; 3])>,
    ) -> Merged {
        Merged { rows: rows.into_iter().collect(), ..Merged::new(is_last) }
    }

    /// A column with its order, ready to be compared row by row.
    pub(super) fn column(
        &mut self,
        (values, decimals): (&ArrayRef, Decimals),
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
        Ok(MergedColumn { amounts: Arc::clone(values), decimals, order })
    }

    pub(super) fn add(
        &mut self,
        entity: u32,
        key: Key,
        (columns, extents): (&[MergedColumn], &mut [Extent]),
        row: usize,
    ) {
        let is_new = !self.rows.contains_key(&(entity, key));
        let held = self.rows.entry((entity, key)).or_default();
        let columns = columns.iter().zip(extents);
        for ((held, (column, extent)), is_last) in held.iter_mut().zip(columns).zip(&self.is_last) {
            let numbers = Numbers::new(column.amounts.as_ref(), column.decimals);
            let amount = numbers.at(row, extent).unwrap_or(0);
            if !is_last {
                held.amount = plus(held.amount, amount);
                continue;
            }
            let order = column.order.as_ref().map(|order| order.row(row));
            if is_new || held.gives_way(order.as_ref().map(AsRef::as_ref)) {
                *held = HeldColumn { amount, order: order.map(|order| order.as_ref().into()) };
            }
        }
    }

    /// Takes over a row that another file has.
    pub(super) fn take_over(&mut self, place: MergedKey, later: [HeldColumn; 3]) {
        let Some(held) = self.rows.get_mut(&place) else {
            self.rows.insert(place, later);
            return;
        };
        for ((held, later), is_last) in held.iter_mut().zip(later).zip(&self.is_last) {
            match is_last {
                false => held.amount = plus(held.amount, later.amount),
                true if held.gives_way(later.order.as_deref()) => *held = later,
                true => {}
            }
        }
    }

    /// The rows in the order of their places.
    pub(super) fn into_rows(self) -> Vec<(MergedKey, [HeldColumn; 3])> {
        let mut rows: Vec<_> = self.rows.into_iter().collect();
        rows.sort_by_key(|(place, _)| *place);
        rows
    }

    /// The rows of all, or of each entity of a level.
    pub(super) fn finish(
        self,
        firsts: usize,
        segments: &Arc<SegmentList>,
        level: Option<&SegmentList>,
    ) -> Vec<(Option<String>, Keyed)> {
        let sums = [0, 1, 2].map(|column| (column < self.is_last.len()).then_some(column));
        let rows = self.into_rows();
        let mut split = Vec::new();
        for of_entity in rows.chunk_by(|a, b| a.0.0 == b.0.0) {
            let mut gathering = KeyedRowsBuilder::default();
            for ((_, Key { day, keys, segment, instant }), held) in of_entity {
                let rows = gathering.month(month_of(*day), (3, 1, 3));
                rows.push_day(*day);
                if let Some(instant) = instant {
                    rows.push_instant(*instant);
                }
                rows.keys.iter_mut().zip(keys).for_each(|(column, key)| column.push(*key));
                rows.segments[0].push(i64::from(*segment));
                let sums = rows.sums.iter_mut().zip(held);
                sums.for_each(|(sums, held): (&mut Amounts, &HeldColumn)| sums.push(held.amount));
            }
            let rows = KeyedRows::new(gathering.into_months(), firsts, vec![Arc::clone(segments)], 1);
            let keyed = Keyed { rows: Arc::new(rows), mark: 0, axis: Some(0), sums };
            let entity = level.and_then(|level| level.keys[of_entity[0].0.0 as usize].0[0].clone());
            split.push((entity, keyed));
        }
        split
    }
}
