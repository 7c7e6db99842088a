//! A scorecard of a draft, with all that its files tell.

use std::collections::BTreeMap;

use super::words;
use crate::definition::{Draft, ScorecardDraft};
use crate::model::{Column, OpenError, Scorecard};
use crate::problem::Problems;
use crate::{data, definition};

/// Resolves a scorecard of a draft: reads the headers of its files and the schemas of its databases, then checks everything that needs them.
pub fn resolve(draft: &Draft, sheet: &ScorecardDraft) -> (Option<Scorecard>, Problems) {
    let mut headers = data::columns(&sheet.feeds);
    headers.extend(data::database_columns(&sheet.databases, sheet.engine.timeout));
    resolve_with(draft, sheet, &headers)
}

/// The same with headers that are known; of a source without any nothing is said.
pub fn resolve_with(
    draft: &Draft,
    sheet: &ScorecardDraft,
    headers: &BTreeMap<String, Result<Vec<Column>, OpenError>>,
) -> (Option<Scorecard>, Problems) {
    let (scorecard, mut problems) = definition::resolve(draft, sheet, headers);
    problems.extend(words::faults(draft));
    (scorecard.filter(|_| !problems.has_errors()), problems)
}
