//! The one way in for rows, whatever they come from.
//!
//! A file, a database and a query give *raw* rows ([`raw`]): fields as they are written, and the line of each row. Files
//! are read piece by piece on a thread of their own ([`pump`]); of text the cells are found by [`text`]. Every cell of a
//! column that is used is typed and counted by [`intake`], which rejects rows without time or key; what was lost is
//! judged by [`limits`]. Then rows are widened and held ([`held`]), or handed on as they come ([`super::stream`]).

mod decode;
mod fixed;
pub(super) mod header;
pub(super) mod held;
pub(super) mod intake;
mod late;
pub(super) mod limits;
mod pump;
pub(super) mod raw;
mod records;
pub(super) mod sample;
mod text;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::Date32Array;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use self::intake::{Intake, Terms, Written};
use self::pump::{Job, Part, Pump};
use super::cell::{EXAMPLES, Tally};
use super::hashes::Hashes;
use super::later::{AfterAsOf, Fate};
use super::layout::Layout;
use super::{BadCell, CellCount, Counts, DataError, InputFile, OpenError, Progress, Unread};
use crate::calendar::Calendar;
use crate::model::{Feed, FeedFile, Source};

/// Column with the position of a row's file, while a source is being read.
pub(super) const FILE: &str = "$file";
/// Column with the line on which a row begins in its file.
pub(super) const LINE: &str = "$line";

/// What was read of a feed, beside its rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FeedRows {
    pub(super) read: u64,
    pub(super) rejected: u64,
    /// Of the rejected, those with more cells than the header.
    pub(super) ragged: u64,
    /// Rows that end early.
    pub(super) short: u64,
    /// Rows whose time is a code for none.
    pub(super) undated: u64,
    /// Of all columns of the layout; nothing is counted of those that are not read.
    pub(super) cells: Vec<CellCount>,
    /// The first rows without time or key.
    pub(super) rejects: Vec<BadCell>,
    /// The first rows with more cells than the header.
    pub(super) ragged_rows: Vec<BadCell>,
    pub(super) inputs: Vec<InputFile>,
    /// Told of this run alone.
    #[serde(skip)]
    pub(super) unread: Unread,
}

impl FeedRows {
    /// Nothing read yet.
    pub(super) fn of(layout: &Layout) -> FeedRows {
        let cells = layout.columns.iter();
        let cells = cells.map(|c| CellCount { column: c.name.clone(), ..CellCount::default() });
        FeedRows { cells: cells.collect(), ..FeedRows::default() }
    }

    /// Takes over what was read of a later file.
    pub(super) fn extend(&mut self, later: FeedRows) {
        self.read += later.read;
        self.rejected += later.rejected;
        self.ragged += later.ragged;
        self.short += later.short;
        self.undated += later.undated;
        if self.cells.is_empty() {
            self.cells = later.cells;
        } else {
            self.cells.iter_mut().zip(later.cells).for_each(|(cells, later)| cells.extend(later));
        }
        take_over(&mut self.rejects, later.rejects);
        take_over(&mut self.ragged_rows, later.ragged_rows);
        self.inputs.extend(later.inputs);
        self.unread.add(later.unread);
    }

    /// The counts that reading gives; the rest is counted by others.
    pub(super) fn counts(&self, rest: Counts) -> Counts {
        let FeedRows { read, rejected, ragged, short, undated, .. } = *self;
        Counts { read, rejected, ragged, short, undated, ..rest }
    }

    /// The cells of the columns that were read.
    pub(super) fn cells_of(&self, kept: &[usize]) -> Vec<CellCount> {
        kept.iter().filter_map(|at| self.cells.get(*at).cloned()).collect()
    }
}

/// Where rows go that have a time and a key.
pub(super) trait Sink: Send {
    /// Takes the next rows.
    fn take(&mut self, batch: RecordBatch) -> BoxFuture<'_, Result<(), DataFusionError>>;

    /// Hears of rows that come after as-of and are not read.
    fn pass(&mut self, _passed: Passed) {}
}

/// Rows of one file that come after as-of.
pub(super) struct Passed {
    pub(super) file: u32,
    pub(super) rows: u64,
    pub(super) days: (i32, i32),
    /// Whether they stand outside their file's `from` and `until`.
    pub(super) is_outside: bool,
    /// All their days, where another file may have rows on them.
    pub(super) dates: Vec<Date32Array>,
}

/// The columns that are read of a layout: all, or those that are wanted.
pub(super) fn kept(layout: &Layout, wanted: Option<&BTreeSet<String>>) -> Vec<usize> {
    let is_kept = |name: &String| wanted.is_none_or(|wanted| wanted.contains(name));
    let columns = layout.columns.iter().enumerate();
    columns.filter(|(_, column)| is_kept(&column.name)).map(|(at, _)| at).collect()
}

/// The columns of rows as they are read.
pub(super) fn schema(layout: &Layout, kept: &[usize], zone: Tz) -> SchemaRef {
    let columns = kept.iter().map(|at| &layout.columns[*at]);
    let mut fields: Vec<Field> = columns.map(|c| Field::new(&c.name, c.kind.held(zone), true)).collect();
    fields.push(Field::new(FILE, DataType::UInt32, true));
    fields.push(Field::new(LINE, DataType::UInt64, true));
    Arc::new(Schema::new(fields))
}

/// What is read, and by which rules.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) feed: &'a Feed,
    pub(super) layout: &'a Layout,
    /// Positions of the columns that are read.
    pub(super) kept: &'a [usize],
    pub(super) calendar: &'a Calendar,
    /// Hashes that are known.
    pub(super) hashes: &'a Hashes,
    /// Rows that need not be read.
    pub(super) after: Option<&'a AfterAsOf>,
}

/// Reads the files of a source and leaves out rows without time or key; whether too much is unreadable is not judged.
pub(super) async fn read(
    reading: Reading<'_>,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<FeedRows, DataError> {
    let waves: Vec<String> = reading.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
    let mut found = FeedRows::of(reading.layout);
    for at in 0..reading.feed.files.len() {
        one(reading, at, &waves, &mut found, sink, progress).await?;
    }
    Ok(found)
}

/// Reads one of them.
async fn one(
    reading: Reading<'_>,
    at: usize,
    waves: &[String],
    found: &mut FeedRows,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<(), DataError> {
    let Reading { source, feed, layout, kept, calendar, hashes, after } = reading;
    let open = |error: OpenError| DataError::Open { id: source.id.clone(), error: Box::new(error) };
    let engine = DataError::engine(&source.id);
    let file: &FeedFile = &feed.files[at];
    let terms = Terms { source, calendar, waves };
    let mut intake = Intake::new(terms, layout, kept, (at, &file.shown), Written::of(file));
    let job = |fields: &[usize], known| Job {
        file: file.clone(),
        width: layout.files[at].fields,
        wanted: fields.to_vec(),
        known,
        rows: pump::ROWS,
    };
    let later = match after {
        Some(after) => late::of(file, &intake, after, feed, layout, at, found).await.map_err(open)?,
        None => None,
    };
    let Some(later) = later else {
        let mut pump = Pump::start(job(&intake.fields, hashes.known(file)), None);
        while let Some(raw) = pump.next().await {
            intake.grid = pump.grid();
            progress.rows(raw.rows as u64);
            let typed = intake.take(&raw, found).map_err(&engine)?;
            if typed.num_rows() > 0 {
                sink.take(typed).await.map_err(&engine)?;
            }
        }
        found.inputs.push(pump.end().await.map_err(open)?);
        return Ok(());
    };
    let mut known = hashes.known(file);
    let mut first_row = 0;
    for run in later.runs() {
        let fields =
            if run.fate == Fate::Read { intake.fields.clone() } else { late::fields(&later, &intake) };
        let part = Part { footer: later.footer(), groups: run.groups.clone(), first_row };
        first_row += run.rows;
        if run.fate != Fate::Read && later.decoded.is_empty() {
            late::pass(&later, &run, None, &intake, found, sink).await.map_err(&engine)?;
            progress.rows(run.rows);
            continue;
        }
        let mut pump = Pump::start(job(&fields, known.take()), Some(part));
        if run.fate == Fate::Read {
            while let Some(raw) = pump.next().await {
                progress.rows(raw.rows as u64);
                let typed = intake.take(&raw, found).map_err(&engine)?;
                if typed.num_rows() > 0 {
                    sink.take(typed).await.map_err(&engine)?;
                }
            }
        } else {
            late::pass(&later, &run, Some(&mut pump), &intake, found, sink).await.map_err(&engine)?;
            progress.rows(run.rows);
        }
        known = Some(pump.end().await.map_err(open)?);
    }
    let input = match known {
        Some(input) => input,
        None => {
            let aside = file.clone();
            let hashed = tokio::task::spawn_blocking(move || super::file::identified(&aside)).await;
            hashed.unwrap_or_else(|_| Err(unread(file))).map_err(open)?
        }
    };
    found.inputs.push(input);
    Ok(())
}

fn unread(file: &FeedFile) -> OpenError {
    OpenError::Unreadable { shown: file.shown.clone(), reason: "reading broke off".to_owned() }
}

/// As many of the examples of a later file as there is room for.
fn take_over(examples: &mut Vec<BadCell>, later: Vec<BadCell>) {
    let room = EXAMPLES.saturating_sub(examples.len());
    examples.extend(later.into_iter().take(room));
}

impl CellCount {
    /// Takes over what a later file has.
    fn extend(&mut self, other: CellCount) {
        self.judged += other.judged;
        self.unreadable += other.unreadable;
        self.out_of_range += other.out_of_range;
        self.absent += other.absent;
        self.not_applicable += other.not_applicable;
        self.empty += other.empty;
        self.twice += other.twice;
        self.never += other.never;
        self.ambiguous += other.ambiguous;
        take_over(&mut self.examples, other.examples);
        take_over(&mut self.out_of_range_examples, other.out_of_range_examples);
    }

    /// Takes over what cells turned out to be, and where the first of them stand.
    fn add(&mut self, tally: &Tally, place: impl Fn(&(u64, String)) -> BadCell) {
        self.unreadable += tally.unreadable;
        self.out_of_range += tally.out_of_range;
        self.absent += tally.absent;
        self.not_applicable += tally.not_applicable;
        self.empty += tally.empty;
        self.twice += tally.twice;
        self.never += tally.never;
        self.ambiguous += tally.ambiguous;
        self.judged += tally.cells - tally.absent - tally.not_applicable - tally.empty;
        take_over(&mut self.examples, tally.bad.iter().map(&place).collect());
        take_over(&mut self.out_of_range_examples, tally.outside.iter().map(place).collect());
    }
}
