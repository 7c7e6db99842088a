//! A scorecard of a draft, with all that its files tell.

use super::words;
use crate::definition::{Draft, ScorecardDraft};
use crate::model::Scorecard;
use crate::problem::Problems;
use crate::{data, definition};

/// Resolves a scorecard of a draft: reads the headers of its files and the schemas of its databases, then checks everything that needs them.
pub fn resolve(draft: &Draft, sheet: &ScorecardDraft) -> (Option<Scorecard>, Problems) {
    let mut headers = data::columns(&sheet.feeds);
    headers.extend(data::database_columns(&sheet.databases));
    let (scorecard, mut problems) = definition::resolve(draft, sheet, &headers);
    problems.extend(words::faults(draft));
    (scorecard.filter(|_| !problems.has_errors()), problems)
}
