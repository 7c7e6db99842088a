//! Earlier results that a run is compared with.

use std::path::{Path, PathBuf};

use mando::disk;
use mando::evaluate::Results;
use mando::evaluate::restatement::{Earlier, EarlierError, MOST, Restatement};

/// Where earlier results of the whole are.
fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("results.json") } else { path.to_owned() }
}

/// Earlier results.
///
/// # Errors
/// What is wrong with them, as a sentence.
pub(super) fn earlier(path: &Path) -> Result<Earlier, String> {
    let cannot = |reason: String| format!("error: cannot read `{}`: {reason}", path.display());
    let bytes = disk::read(&file(path), MOST).map_err(|error| cannot(error.to_string()))?;
    Earlier::read(&bytes).map_err(|error| cannot(error.to_string()))
}

/// What results say otherwise than earlier ones.
///
/// # Errors
/// They are of something else, as a sentence.
pub(super) fn restated(path: &Path, earlier: &Earlier, results: &Results) -> Result<Restatement, String> {
    let cannot = |error: EarlierError| format!("error: `{}` is not compared: {error}", path.display());
    earlier.compare(results).map_err(cannot)
}

/// What results of an entity say otherwise than those that the folder of an earlier run holds for it; nothing where it holds
/// none.
pub(super) fn restated_of(folder: &Path, results: &Results) -> Option<Restatement> {
    let bytes = disk::read(&folder.join("results.json"), MOST).ok()?;
    Earlier::read(&bytes).ok()?.compare(results).ok()
}
