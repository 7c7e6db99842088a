//! What several questions need of a batch, worked out once.

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::record_batch::RecordBatch;

use super::last_match::LastMatch;
use super::scan_plan::AmountColumn;
use crate::engine::aggregates::Day;
use crate::engine::numbers::{Counted, Numbers, true_rows};

/// A batch with everything that several questions need of it.
pub(super) struct PreparedBatch<'b> {
    pub(super) batch: &'b RecordBatch,
    pub(super) days: Vec<Vec<Day>>,
    /// For each column of days, which rows stand on one; nothing where all do.
    pub(super) on_day: Vec<Option<BooleanBuffer>>,
    pub(super) segments: Vec<Vec<u32>>,
    pub(super) keys: Vec<Vec<u32>>,
    pub(super) instants: Vec<Vec<i64>>,
    pub(super) places: Vec<Vec<u32>>,
    /// Which rows are repeats of one.
    pub(super) left_rows: Option<&'b [u64]>,
    /// Amounts that are counted in whole numbers.
    pub(super) counted: Vec<(AmountColumn, Counted)>,
}

impl PreparedBatch<'_> {
    pub(super) fn column(&self, at: usize) -> &ArrayRef {
        self.batch.column(at)
    }

    /// The amounts of a column.
    pub(super) fn numbers(&self, value: AmountColumn) -> Numbers<'_> {
        match self.counted.iter().find(|(counted, _)| *counted == value) {
            Some((_, counted)) => Numbers::Counted(counted),
            None => Numbers::new(self.column(value.0).as_ref(), value.1),
        }
    }

    /// Rows for which a condition is true.
    pub(super) fn filter(&self, at: usize) -> BooleanBuffer {
        true_rows(self.column(at).as_boolean())
    }

    /// Rows that a question takes: those that meet its condition, and of repeats the first in each cut.
    pub(super) fn selected_rows(
        &self,
        filter: Option<usize>,
        once: Option<usize>,
        taken: &mut [LastMatch],
        cut: impl Fn(usize) -> (u32, u32),
    ) -> Option<BooleanBuffer> {
        let filter = filter.map(|filter| self.filter(filter));
        let Some((once, rows)) = once.zip(self.left_rows) else { return filter };
        let is_met = |row: usize| filter.as_ref().is_none_or(|filter| filter.value(row));
        let taken = &mut taken[once];
        let is_taken = |row: usize| is_met(row) && taken.take_first(rows[row], cut(row));
        Some(BooleanBuffer::collect_bool(rows.len(), is_taken))
    }
}
