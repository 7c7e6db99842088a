//! The one way in for rows, whatever they come from.
//!
//! A file, a database and a query give *raw* rows ([`raw`]): fields as they are written, and the line of each row. Files
//! are read piece by piece on a thread of their own ([`pump`]); of text the cells are found by [`text`]. Every cell of a
//! column that is used is typed and counted by [`row_typer`], which rejects rows without time or key; what was lost is
//! judged by [`limits`]. Then rows are transformed and held ([`held`]), or handed on as they come ([`super::stream`]).

mod after_as_of;
mod decode;
pub(super) mod feed_rows;
mod fixed;
pub(super) mod header;
pub(super) mod held;
pub(super) mod limits;
mod pieces;
pub(super) mod preview;
mod pump;
pub(super) mod raw;
mod records;
pub(super) mod row_typer;
pub(super) mod sample;
pub(super) mod sink;
mod text;

use datafusion::error::DataFusionError;

use self::feed_rows::FeedRows;
use self::pump::{Job, Part, Pump};
use self::row_typer::{CellSyntax, RowTyper, TypingRules};
use self::sink::Sink;
use super::after_as_of::{AfterAsOf, RowGroupUse};
use super::hashes::Hashes;
use super::layout::Layout;
use super::texts::TextForms;
use super::{DataError, OpenError, Progress};
use crate::calendar::Calendar;
use crate::model::{Feed, FeedFile, Source};

/// What is read, and by which rules.
#[derive(Clone, Copy)]
pub(super) struct FeedRead<'a> {
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
    /// How the texts of some columns come.
    pub(super) forms: &'a TextForms,
}

/// Reads the files of a source and leaves out rows without time or key; whether too much is unreadable is not judged.
pub(super) async fn read(
    reading: FeedRead<'_>,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<FeedRows, DataError> {
    let waves: Vec<String> = reading.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
    let mut found = FeedRows::new(reading.source, reading.layout, reading.kept);
    for at in 0..reading.feed.files.len() {
        read_file(reading, at, &waves, &mut found, sink, progress).await?;
    }
    Ok(found)
}

/// Reads the file at a place of the feed.
async fn read_file(
    reading: FeedRead<'_>,
    at: usize,
    waves: &[String],
    found: &mut FeedRows,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<(), DataError> {
    let FeedRead { source, feed, layout, kept, calendar, hashes, after, forms } = reading;
    let open = |error: OpenError| DataError::Open { id: source.id.clone(), error: Box::new(error) };
    let engine = DataError::engine(&source.id);
    let file: &FeedFile = &feed.files[at];
    let rules = TypingRules { source, calendar, waves };
    let mut typer =
        RowTyper::new(rules, layout, kept, (at, &file.shown), CellSyntax::from_file(file)).with_forms(forms);
    let job = |fields: &[usize], known| Job {
        file: file.clone(),
        width: layout.files[at].fields,
        wanted: fields.to_vec(),
        known,
        rows: pump::ROWS,
        forms: layout.formed(at, forms),
        look: None,
    };
    let pruned = match after {
        Some(after) => {
            after_as_of::prune(file, &typer, after, feed, layout, at, found).await.map_err(open)?
        }
        None => None,
    };
    let Some(pruned) = pruned else {
        let mut pump = Pump::start(job(&typer.fields, hashes.known(file)), None);
        hand_on(&mut pump, &mut typer, found, sink, progress).await.map_err(&engine)?;
        found.inputs.push(pump.end().await.map_err(open)?);
        return Ok(());
    };
    let (mut known, mut first_row) = (hashes.known(file), 0);
    for run in pruned.runs() {
        let is_read = run.fate == RowGroupUse::Read;
        let part = Part { footer: pruned.footer(), groups: run.groups.clone(), first_row };
        first_row += run.rows;
        if !is_read && pruned.decoded.is_empty() {
            after_as_of::pass(&pruned, &run, None, &typer, found, sink).await.map_err(&engine)?;
            progress.rows(run.rows);
            continue;
        }
        let fields = if is_read { typer.fields.clone() } else { after_as_of::fields(&pruned, &typer) };
        let mut pump = Pump::start(job(&fields, known.take()), Some(part));
        if is_read {
            hand_on(&mut pump, &mut typer, found, sink, progress).await.map_err(&engine)?;
        } else {
            after_as_of::pass(&pruned, &run, Some(&mut pump), &typer, found, sink).await.map_err(&engine)?;
            progress.rows(run.rows);
        }
        known = Some(pump.end().await.map_err(open)?);
    }
    let input = match known {
        Some(input) => input,
        None => {
            let owned = file.clone();
            let hashed = tokio::task::spawn_blocking(move || super::file::identify(&owned)).await;
            hashed.unwrap_or_else(|_| Err(pump::unread(file))).map_err(open)?
        }
    };
    found.inputs.push(input);
    Ok(())
}

/// Types the rows that come and hands them on.
async fn hand_on(
    pump: &mut Pump,
    typer: &mut RowTyper<'_>,
    found: &mut FeedRows,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<(), DataFusionError> {
    while let Some(raw) = pump.next().await {
        typer.grid = pump.grid();
        progress.rows(raw.rows as u64);
        let typed = typer.take(&raw, found)?;
        if typed.num_rows() > 0 {
            sink.take(typed).await?;
        }
    }
    Ok(())
}
