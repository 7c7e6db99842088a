//! What the loading of a source depends on, and what it gives.

use chrono::NaiveDate;

use super::amounts::AmountCounts;
use super::row_transform::RowStats;
use super::rows::Rows;
use super::{Counts, Progress, Sessions, Table};
use crate::calendar::Calendar;
use crate::model::Source;

/// What reading a source that is no file depends on.
pub(super) struct LoadOptions<'a> {
    pub(super) sessions: &'a Sessions,
    pub(super) calendar: &'a Calendar,
    pub(super) as_of: Option<NaiveDate>,
    /// Whether no other source takes its rows over.
    pub(super) alone: bool,
    pub(super) progress: &'a dyn Progress,
}

/// The table of rows that are held, with its days.
pub(super) fn table(
    source: &Source,
    rows: Rows,
    counts: Counts,
    as_of: Option<NaiveDate>,
    amounts: AmountCounts,
) -> Table {
    let mut seen = RowStats { amounts, ..RowStats::default() };
    rows.batches.iter().for_each(|batch| seen.count_rows(batch, source, as_of));
    let (first_day, last_day) = seen.days();
    let Counts { used, after_as_of, before_history, .. } = seen.counts;
    let counts = Counts { used, after_as_of, before_history, ..counts };
    Table {
        batches: rows.batches,
        counts,
        first_day,
        last_day,
        last_after: seen.last_after(),
        without_customer: seen.without_customer,
        amounts: seen.amounts,
        ..Table::empty(rows.schema)
    }
}
