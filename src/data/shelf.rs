//! Decoded files where DataFusion finds them, and the second pass over them.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::error::DataFusionError;
use datafusion::object_store::memory::InMemory;
use datafusion::object_store::path::Path;
use datafusion::object_store::{ObjectStoreExt, PutPayload};

use super::{BadCell, DataError, lines};
use crate::model::{FeedFile, FileFormat, FileKind};

/// Where DataFusion finds the decoded files of the source being read.
pub(super) const SHELF: &str = "memory:///";

/// Decoded files, kept until their source is done, so that a second pass sees what the first saw.
pub(super) struct Shelf<'a> {
    store: Arc<InMemory>,
    id: &'a str,
    files: Vec<(&'a FeedFile, u64)>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(store: Arc<InMemory>, id: &'a str) -> Shelf<'a> {
        Shelf { store, id, files: Vec::new() }
    }

    fn name(&self, at: usize, format: &FileFormat) -> String {
        let ending = match format.kind {
            FileKind::Text => "csv",
            FileKind::Parquet => "parquet",
        };
        format!("{}/{at}.{ending}", self.id)
    }

    pub(super) async fn put(
        &mut self,
        file: &'a FeedFile,
        bytes: Vec<u8>,
        first_line: u64,
    ) -> Result<String, DataFusionError> {
        let name = self.name(self.files.len(), &file.format);
        self.store.put(&Path::from(name.as_str()), PutPayload::from(bytes)).await?;
        self.files.push((file, first_line));
        Ok(format!("{SHELF}{name}"))
    }

    /// Turns rows of a file into places, each with what came with it.
    pub(super) async fn places(
        &self,
        at: usize,
        rows: &[(u64, String)],
    ) -> Result<Vec<BadCell>, DataFusionError> {
        let Some((file, first_line)) = self.files.get(at).filter(|_| !rows.is_empty()) else {
            return Ok(Vec::new());
        };
        let lines = match file.format.kind {
            FileKind::Parquet => rows.iter().map(|(row, _)| (*row, row + 1)).collect(),
            FileKind::Text => {
                let bytes = self.store.get(&Path::from(self.name(at, &file.format))).await?.bytes().await?;
                let wanted: BTreeSet<u64> = rows.iter().map(|(row, _)| *row).collect();
                lines::lines_of(&bytes, &file.format, *first_line, &wanted)
            }
        };
        let place = |(row, value): &(u64, String)| BadCell {
            file: file.shown.clone(),
            line: lines.get(row).copied().unwrap_or(*first_line),
            value: value.clone(),
        };
        Ok(rows.iter().map(place).collect())
    }

    pub(super) async fn ragged(&self, at: usize, fields: usize) -> Option<DataError> {
        let (file, first_line) = self.files.get(at).filter(|(file, _)| file.format.kind == FileKind::Text)?;
        let bytes =
            self.store.get(&Path::from(self.name(at, &file.format))).await.ok()?.bytes().await.ok()?;
        let (line, found) = lines::ragged(&bytes, &file.format, *first_line, fields)?;
        Some(DataError::Ragged { shown: file.shown.clone(), line, found, expected: fields })
    }

    /// Forgets the files.
    pub(super) async fn clear(self) {
        for (at, (file, _)) in self.files.iter().enumerate() {
            // A file that is not there any more is as forgotten as can be.
            let _ = self.store.delete(&Path::from(self.name(at, &file.format))).await;
        }
    }
}
