//! Decoded files where DataFusion finds them, and the second pass over them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::object_store::memory::InMemory;
use datafusion::object_store::path::Path;
use datafusion::object_store::{ObjectStoreExt, PutPayload};

use super::file::Content;
use super::loose::Grid;
use super::{BadCell, DataError, lines};
use crate::model::FeedFile;

/// Where DataFusion finds the decoded files of the source being read.
pub(super) const SHELF: &str = "memory:///";

/// How DataFusion knows text.
const TEXT: &str = "csv";

/// Decoded files, kept until their source is done, so that a second pass sees what the first saw.
pub(super) struct Shelf<'a> {
    store: Arc<InMemory>,
    id: &'a str,
    files: Vec<Kept<'a>>,
}

struct Kept<'a> {
    file: &'a FeedFile,
    lines: Lines,
}

/// How a row's line is found.
enum Lines {
    /// In the decoded text, which begins with this line.
    Text(u64),
    /// It is the row's number.
    Rows,
    /// They are known, and perhaps where cells stand.
    Known(Vec<u64>, Option<Grid>),
}

/// Where the rows of a file are.
pub(super) enum Scan {
    /// In the store.
    Stored(String),
    /// Here.
    Held(SchemaRef, Vec<RecordBatch>),
}

impl<'a> Shelf<'a> {
    pub(super) fn new(store: Arc<InMemory>, id: &'a str) -> Shelf<'a> {
        Shelf { store, id, files: Vec::new() }
    }

    fn name(&self, at: usize, ending: &str) -> String {
        format!("{}/{at}.{ending}", self.id)
    }

    async fn store(&self, bytes: PutPayload, ending: &str) -> Result<Scan, DataFusionError> {
        let name = self.name(self.files.len(), ending);
        self.store.put(&Path::from(name.as_str()), bytes).await?;
        Ok(Scan::Stored(format!("{SHELF}{name}")))
    }

    pub(super) async fn put(
        &mut self,
        file: &'a FeedFile,
        content: Content,
    ) -> Result<Scan, DataFusionError> {
        let (lines, scan) = match content {
            Content::Text(bytes, first_line) => {
                (Lines::Text(first_line), self.store(bytes.into(), TEXT).await?)
            }
            Content::Parquet(bytes) => (Lines::Rows, self.store(bytes, "parquet").await?),
            Content::Place(path) => {
                let path = path.canonicalize()?;
                (Lines::Rows, Scan::Stored(ListingTableUrl::parse(path.to_string_lossy())?.to_string()))
            }
            Content::Arrow(schema, batches) => (Lines::Rows, Scan::Held(schema, batches)),
            Content::Loose(loose) => {
                (Lines::Known(loose.lines, loose.grid), Scan::Held(loose.schema, loose.batches))
            }
        };
        self.files.push(Kept { file, lines });
        Ok(scan)
    }

    async fn text(&self, at: usize) -> Result<impl Deref<Target = [u8]> + use<>, DataFusionError> {
        Ok(self.store.get(&Path::from(self.name(at, TEXT))).await?.bytes().await?)
    }

    /// Turns rows of a file into places, each with what came with it; of a field, if one is meant.
    pub(super) async fn places(
        &self,
        at: usize,
        field: Option<usize>,
        rows: &[(u64, String)],
    ) -> Result<Vec<BadCell>, DataFusionError> {
        let Some(kept) = self.files.get(at).filter(|_| !rows.is_empty()) else {
            return Ok(Vec::new());
        };
        let lines: BTreeMap<u64, u64> = match &kept.lines {
            Lines::Rows => rows.iter().map(|(row, _)| (*row, row + 1)).collect(),
            Lines::Known(lines, _) => {
                let line = |row: u64| lines.get(usize::try_from(row).ok()?).copied();
                rows.iter().filter_map(|(row, _)| Some((*row, line(*row)?))).collect()
            }
            Lines::Text(first_line) => {
                let wanted: BTreeSet<u64> = rows.iter().map(|(row, _)| *row).collect();
                lines::lines_of(&self.text(at).await?, &kept.file.format, *first_line, &wanted)
            }
        };
        let address = |line: u64| match &kept.lines {
            Lines::Known(_, Some(grid)) => field.map(|field| grid.address(field, line)),
            _ => None,
        };
        let place = |(row, value): &(u64, String)| {
            let line = lines.get(row).copied().unwrap_or(1);
            let (file, value) = (kept.file.shown.clone(), value.clone());
            BadCell { file, line, cell: address(line), value }
        };
        Ok(rows.iter().map(place).collect())
    }

    pub(super) async fn ragged(&self, at: usize, fields: usize) -> Option<DataError> {
        let kept = self.files.get(at)?;
        let Lines::Text(first_line) = kept.lines else { return None };
        let bytes = self.text(at).await.ok()?;
        let (line, found) = lines::ragged(&bytes, &kept.file.format, first_line, fields)?;
        Some(DataError::Ragged { shown: kept.file.shown.clone(), line, found, expected: fields })
    }

    /// Forgets the files.
    pub(super) async fn clear(self) {
        for at in 0..self.files.len() {
            for ending in [TEXT, "parquet"] {
                // A file that is not there any more is as forgotten as can be.
                let _ = self.store.delete(&Path::from(self.name(at, ending))).await;
            }
        }
    }
}
