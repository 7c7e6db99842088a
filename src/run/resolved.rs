//! A scorecard of a draft, with all that its files tell.

use std::collections::BTreeMap;

use super::words;
use crate::definition::{Draft, ScorecardDraft};
use crate::model::{Column, OpenError, Scorecard};
use crate::problem::Problems;
use crate::{data, definition};

/// Resolves a scorecard of a draft: reads the headers of its files and the schemas of its databases, then checks everything that needs them.
pub fn resolve(draft: &Draft, drafted: &ScorecardDraft) -> (Option<Scorecard>, Problems) {
    let mut headers = data::columns(&drafted.feeds);
    headers.extend(data::database_columns(&drafted.databases, drafted.engine.timeout));
    resolve_with(draft, drafted, &headers)
}

/// The same with headers that are known; of a source without any nothing is said.
pub fn resolve_with(
    draft: &Draft,
    drafted: &ScorecardDraft,
    headers: &BTreeMap<String, Result<Vec<Column>, OpenError>>,
) -> (Option<Scorecard>, Problems) {
    let (scorecard, mut problems) = definition::resolve(draft, drafted, headers);
    problems.extend(words::faults(draft));
    (scorecard.filter(|_| !problems.has_errors()), problems)
}
