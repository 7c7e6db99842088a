//! Rows that are held: all of a source, with derived columns and days, one row per key.

use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{UInt32Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::memory_pool::MemoryReservation;
use datafusion::prelude::SessionContext;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::feed_rows::{FeedRows, schema};
use super::limits::within_limits;
use super::raw::{Lines, RawRows};
use super::row_typer::{CellSyntax, RowTyper, TypingRules};
use super::sink::Sink;
use crate::data::layout::Layout;
use crate::data::load_options::table;
use crate::data::overlap::FileDays;
use crate::data::reserved::{FILE, LINE};
use crate::data::row_transform::{RowStats, RowTransform};
use crate::data::rows::Rows;
use crate::data::unique::{OnePerKey, RowPosition, Versions, one_per_key};
use crate::data::{DataError, DuplicateKey, Overlap, Table};
use crate::model::{FeedFile, Source};

/// Keeps all rows, as far as there is memory for them.
pub(in crate::data) struct HeldRows {
    pub(in crate::data) batches: Vec<RecordBatch>,
    pub(in crate::data) memory: MemoryReservation,
}

impl Sink for HeldRows {
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>> {
        let room = self.memory.try_grow(batch.get_array_memory_size());
        self.batches.push(batch);
        futures::future::ready(room).boxed()
    }
}

/// What rows became of, before they are widened.
pub(in crate::data) struct ReadRows<'a> {
    pub(in crate::data) source: &'a Source,
    /// The files behind; none where rows come from elsewhere.
    pub(in crate::data) files: &'a [FeedFile],
    /// How messages call what stands for each file.
    pub(in crate::data) shown: Vec<String>,
    pub(in crate::data) layout: &'a Layout,
    pub(in crate::data) kept: &'a [usize],
    /// Zone of the calendar.
    pub(in crate::data) zone: Tz,
    pub(in crate::data) batches: Vec<RecordBatch>,
    pub(in crate::data) found: FeedRows,
}

impl ReadRows<'_> {
    /// The table that they make.
    pub(in crate::data) fn table(
        self,
        context: &SessionContext,
        wanted: Option<&std::collections::BTreeSet<String>>,
        as_of: Option<NaiveDate>,
    ) -> Result<Table, DataError> {
        let ReadRows { source, files, shown, layout, kept, zone, batches, found } = self;
        let engine = DataError::engine(&source.id);
        within_limits(source, &found)?;
        let rows = Rows { schema: schema(layout, kept, zone), batches };
        let transform =
            RowTransform::new(context, &rows.schema, source, files, wanted, as_of).map_err(&engine)?;
        let mut seen = RowStats::new(source);
        let rows = rows.widened(&transform, &mut seen).map_err(&engine)?;
        let overlap = overlap(source, files, &rows);
        let mut counts = found.counts(seen.counts);
        let rows = match one_per_key(source, rows, kept.len(), as_of, (&mut counts, &mut seen.amounts))? {
            OnePerKey::Rows(rows) => rows,
            OnePerKey::Conflict(rows, found) => return Err(conflict(source, &rows, &found, &shown)),
        };
        let rows = rows.filtered(&transform, &shown, &mut seen).map_err(&engine)?;
        counts.outside = seen.counts.outside;
        counts.filtered = found.filtered + seen.counts.filtered;
        seen.amounts.extend(&found.amounts);
        let rows = rows.finished().map_err(|error| engine(error.into()))?;
        let (cells, rejects) = (seen.found.among(found.cells.clone()), found.rejected_rows());
        let (below_zero, amounts) = (seen.found.below_zero(), seen.amounts);
        Ok(Table {
            cells,
            rejects,
            below_zero,
            files: found.inputs,
            overlap,
            ..table(source, rows, counts, as_of, amounts)
        })
    }
}

/// Files that share days, where no key tells their rows apart.
fn overlap(source: &Source, files: &[FeedFile], rows: &Rows) -> Option<Overlap> {
    if !source.unique.is_empty() || files.len() < 2 {
        return None;
    }
    let mut days = FileDays::default();
    rows.batches.iter().for_each(|batch| days.add(batch));
    days.overlap(files)
}

/// The error for keys whose rows contradict each other, with the lines of the first ones.
fn conflict(source: &Source, rows: &Rows, found: &Versions, shown: &[String]) -> DataError {
    let line = |place: RowPosition| {
        let batch = &rows.batches[place.0];
        let file = batch.column_by_name(FILE).map_or(0, |c| c.as_primitive::<UInt32Type>().value(place.1));
        let line = batch.column_by_name(LINE).map_or(0, |c| c.as_primitive::<UInt64Type>().value(place.1));
        (shown.get(file as usize).cloned().unwrap_or_default(), line)
    };
    let examples = found.examples.iter().map(|(key, first, second)| DuplicateKey {
        key: key.clone(),
        first: line(*first),
        second: line(*second),
    });
    DataError::DuplicateKeyRows { id: source.id.clone(), keys: found.conflicts, examples: examples.collect() }
}

/// Rows that are sent: by a database, or by a query over other sources.
pub(in crate::data) struct SentRows<'a> {
    source: &'a Source,
    shown: &'a str,
    layout: &'a Layout,
    kept: &'a [usize],
    zone: Tz,
    typer: RowTyper<'a>,
    batches: Vec<RecordBatch>,
    found: FeedRows,
}

impl<'a> SentRows<'a> {
    pub(in crate::data) fn new(
        rules: TypingRules<'a>,
        shown: &'a str,
        layout: &'a Layout,
        kept: &'a [usize],
    ) -> SentRows<'a> {
        let typer = RowTyper::new(rules, layout, kept, (0, shown), CellSyntax::FromDatabase);
        let (found, zone) = (FeedRows::new(rules.source, layout, kept), rules.calendar.time_zone);
        SentRows { source: rules.source, shown, layout, kept, zone, typer, batches: Vec::new(), found }
    }

    /// Takes a batch in, its columns in the order of the layout.
    pub(in crate::data) fn take(&mut self, sent: &RecordBatch) -> Result<(), DataFusionError> {
        let columns = sent.columns().to_vec();
        let raw = RawRows::plain(columns, sent.num_rows(), Lines::From(self.found.read + 1));
        let typed = self.typer.take(&raw, &mut self.found)?;
        if typed.num_rows() > 0 {
            self.batches.push(typed);
        }
        Ok(())
    }

    /// All that was taken in.
    pub(in crate::data) fn table(
        self,
        context: &SessionContext,
        as_of: Option<NaiveDate>,
    ) -> Result<Table, DataError> {
        let SentRows { source, shown, layout, kept, zone, batches, found, .. } = self;
        let shown = vec![shown.to_owned()];
        ReadRows { source, files: &[], shown, layout, kept, zone, batches, found }.table(context, None, as_of)
    }
}
