//! What is needed to find the files and databases of sources.

use std::path::Path;

use super::project::Folders;
use crate::locale::Locale;
use crate::problem::{Files, Span};

/// What paths and titles of a source are read with.
pub(super) struct SourceFinder<'a> {
    pub(super) files: &'a Files,
    pub(super) folders: &'a Folders,
    /// The folder of the file that a place stands in.
    pub(super) beside: &'a dyn Fn(Span) -> &'a Path,
    pub(super) locale: Locale,
}
