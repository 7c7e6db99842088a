//! What the first rows of files tell: whoever only checks looks at no others.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::feed_rows::{FeedRows, kept};
use super::limits::within_limits;
use super::pieces::all;
use super::pump::{Job, read};
use super::row_typer::{CellSyntax, RowTyper, TypingRules};
use crate::calendar::Calendar;
use crate::data::file::catch_panic;
use crate::data::layout::{Layout, layout, once};
use crate::data::needs::needed_columns;
use crate::data::{DataError, InputFile, Needs, OpenError};
use crate::model::{Feed, Location, Origin, Source};

/// Rows that are looked at of each file.
const ROWS: usize = 1_000;
/// Bytes of their texts that are.
const BYTES: usize = 1 << 26;
/// Of a part of a file so many have to be wrong to be told: the rest may be better.
const CLEARLY: f64 = 0.1;

/// What is wrong with the first rows of each source's files, in the order of sources. Only files on this machine are
/// looked at.
pub fn sample(sources: &[Source], needs: &Needs, calendar: &Calendar) -> Vec<(String, DataError)> {
    let mut wrong = Vec::new();
    for source in sources {
        let Origin::Files(feed) = &source.origin else { continue };
        if feed.files.iter().any(|file| file.location.is_pattern()) {
            continue;
        }
        let columns = needed_columns(source, sources, needs);
        let found = layout(feed).and_then(|layout| {
            let kept = kept(&layout, columns.as_ref());
            once(&layout, &kept)?;
            read_sample(source, feed, (&layout, &kept), calendar)
        });
        let found = match found {
            Err(error) => Err(DataError::Open { id: source.id.clone(), error: Box::new(error) }),
            Ok((rows, true)) => within_limits(source, &rows),
            Ok((rows, false)) => {
                let at_most = source.rejects_at_most.max(CLEARLY);
                within_limits(&Source { rejects_at_most: at_most, ..source.clone() }, &rows)
            }
        };
        if let Err(error) = found {
            wrong.extend(error.each().into_iter().map(|error| (source.id.clone(), error.clone())));
        }
    }
    wrong
}

/// What the first rows of files are, and whether they are all.
fn read_sample(
    source: &Source,
    feed: &Feed,
    (layout, kept): (&Layout, &[usize]),
    calendar: &Calendar,
) -> Result<(FeedRows, bool), OpenError> {
    let waves: Vec<String> = calendar.waves.iter().map(|wave| wave.label.clone()).collect();
    let rules = TypingRules { source, calendar, waves: &waves };
    let (mut found, mut is_whole) = (FeedRows::new(source, layout, kept), true);
    for (at, file) in feed.files.iter().enumerate() {
        if let Location::Remote(_) = file.location {
            is_whole = false;
            continue;
        }
        let mut typer = RowTyper::new(rules, layout, kept, (at, &file.shown), CellSyntax::from_file(file));
        let nothing = InputFile { shown: file.shown.clone(), sha256: String::new(), bytes: 0 };
        let (width, wanted) = (layout.files[at].fields, typer.fields.clone());
        let cut = Arc::<AtomicBool>::default();
        let job = Job {
            file: file.clone(),
            width,
            wanted,
            known: Some(nothing),
            rows: ROWS,
            forms: BTreeMap::new(),
            look: Some(Arc::clone(&cut)),
        };
        let (mut raws, mut grid, mut rows, mut bytes, mut wrong) = (Vec::new(), None, 0, 0, None);
        let is_addressed = file.format.kind.is_untyped();
        let mut take = |raw: super::raw::RawRows| {
            rows += raw.rows;
            bytes += raw.columns.iter().map(all).sum::<usize>();
            if is_addressed {
                raws.push(raw);
            } else {
                wrong = typer.take(&raw, &mut found).err();
            }
            rows < ROWS && bytes < BYTES && wrong.is_none()
        };
        catch_panic(file, || read(&job, None, &mut take, &mut |place| grid = place))?;
        is_whole &= rows < ROWS && bytes < BYTES && !cut.load(Ordering::Relaxed);
        typer.grid = grid;
        for raw in &raws {
            wrong = wrong.or(typer.take(raw, &mut found).err());
        }
        if let Some(error) = wrong {
            return Err(OpenError::Content { shown: file.shown.clone(), reason: error.to_string() });
        }
    }
    Ok((found, is_whole))
}
