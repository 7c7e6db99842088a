//! A file of a project as it is written, for whoever asks what stands where.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::document::Document;
use super::document::notes::Notes;
use super::document::scorecard::ProjectKeys;
use super::shape::Guide;
use super::tree::Node;
use crate::problem::FileId;

/// The text that stands in for a file, if there is one.
pub type Overlay<'o> = dyn Fn(&Path) -> Option<String> + 'o;

/// A YAML file that was read.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Its text, and how messages call it.
    pub file: FileId,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub holds: Holds,
    /// What is written in it; `None` where it is no YAML.
    pub node: Option<Node>,
}

/// What a file of a project holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What scorecards share: `mando.yaml`.
    Project,
    /// A scorecard.
    Scorecard,
    /// What people wrote about a period.
    Notes,
}

static PROJECT: LazyLock<Guide> = LazyLock::new(Guide::of::<ProjectKeys>);
static SCORECARD: LazyLock<Guide> = LazyLock::new(Guide::of::<Document>);
static NOTES: LazyLock<Guide> = LazyLock::new(Guide::of::<Notes>);

impl Holds {
    /// What can stand in such a file, and what it means.
    pub fn guide(self) -> &'static Guide {
        match self {
            Holds::Project => &PROJECT,
            Holds::Scorecard => &SCORECARD,
            Holds::Notes => &NOTES,
        }
    }
}
