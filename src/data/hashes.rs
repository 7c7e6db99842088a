//! Hashes of local files, each taken once in a run.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{InputFile, OpenError, file};
use crate::model::{FeedFile, Location};

/// What is known of files before they are read.
#[derive(Debug, Default)]
pub(crate) struct Hashes(Mutex<BTreeMap<PathBuf, KnownHash>>);

/// A hash, and how the file looked before it was taken.
#[derive(Debug, Clone)]
struct KnownHash {
    sha256: String,
    bytes: u64,
    looked: Metadata,
}

impl KnownHash {
    /// Whether the file still looks as it did.
    fn is_current(&self, now: &Metadata) -> bool {
        let unchanged = self.looked.modified().ok().zip(now.modified().ok()).is_some_and(|(a, b)| a == b);
        unchanged && self.bytes == now.len()
    }
}

impl Hashes {
    /// What a local file is; `None` for one that stands elsewhere: it would have to be fetched.
    pub(crate) fn input_file(&self, file: &FeedFile) -> Result<Option<InputFile>, OpenError> {
        let Location::Local(path) = &file.location else { return Ok(None) };
        if let Some(known) = self.known(file) {
            return Ok(Some(known));
        }
        let looked = fs::metadata(path);
        let (sha256, bytes) = file::hash_file(file, path)?;
        let looked = looked.map_err(|error| file::unreadable(file, &error))?;
        let input = InputFile { shown: file.shown.clone(), sha256: sha256.clone(), bytes };
        self.all().insert(path.clone(), KnownHash { sha256, bytes, looked });
        Ok(Some(input))
    }

    /// What is known of a file that has not changed since.
    pub(crate) fn known(&self, file: &FeedFile) -> Option<InputFile> {
        let Location::Local(path) = &file.location else { return None };
        let now = fs::metadata(path).ok()?;
        let all = self.all();
        let known = all.get(path).filter(|known| known.is_current(&now))?;
        Some(InputFile { shown: file.shown.clone(), sha256: known.sha256.clone(), bytes: known.bytes })
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<PathBuf, KnownHash>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
