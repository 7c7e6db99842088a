//! What is looked at once edits rest, and what was found.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mando::model::{Column, OpenError};

use super::marks::Mark;
use super::project::Texts;

/// A project to look at.
#[derive(Debug)]
pub(super) struct Job {
    /// The project.
    pub(super) root: PathBuf,
    /// Its texts that are not saved.
    pub(super) texts: Texts,
    /// The reading that it is of.
    pub(super) version: u64,
    /// Whether databases and addresses are asked.
    pub(super) is_asked: bool,
}

/// What was found.
pub(super) struct JobResult {
    pub(super) root: PathBuf,
    pub(super) version: u64,
    pub(super) marks: Vec<Mark>,
    pub(super) figures: BTreeMap<(PathBuf, String), Vec<String>>,
    /// Columns of what stands elsewhere.
    pub(super) answered: BTreeMap<String, Result<Vec<Column>, OpenError>>,
}
