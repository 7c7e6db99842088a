//! What the resolving of sources works with.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Calendar;
use crate::definition::open::ScorecardDraft;
use crate::measure::SourceWords;
use crate::model::{Column, OpenError, Source};
use crate::problem::{Files, Problems};

/// What sources are resolved with.
pub(super) struct SourceResolver<'a> {
    pub(super) drafted: &'a ScorecardDraft,
    pub(super) headers: &'a BTreeMap<String, Result<Vec<Column>, OpenError>>,
    pub(super) files: &'a Files,
    pub(super) calendar: &'a Calendar,
    pub(super) currency: Option<&'a str>,
    pub(super) problems: &'a RefCell<Problems>,
}

/// A source with what its words mean.
#[derive(Debug, Clone)]
pub(super) struct ResolvedSource {
    pub(super) source: Source,
    pub(super) words: SourceWords,
    pub(super) columns: Vec<Column>,
    /// Columns whose own fault is reported, so that nobody calls them unknown.
    pub(super) broken: BTreeSet<String>,
}
