//! What is wrong with a project's own words, and with its template of the message line.

use crate::definition::{Draft, HEADLINE};
use crate::problem::{Problem, Problems, causes};
use crate::report::headline;
use crate::words::{self, Fault};

/// What cannot be used of the files of words; what they do not say is said by those that ship.
pub(super) fn faults(draft: &Draft) -> Problems {
    let mut problems = Problems::new();
    for own in draft.languages.values() {
        let found = words::faults(&own.text).into_iter();
        for fault in found.filter(|fault| !matches!(fault, Fault::Missing(_))) {
            problems.push(Problem::new(FaultOfWords { file: own.shown.clone(), fault: fault.to_string() }));
        }
    }
    if let Some(fault) = draft.headline.as_deref().and_then(headline::fault) {
        problems.push(Problem::new(FaultOfHeadline { file: HEADLINE, fault: fault.to_string() }));
    }
    problems
}

causes! {
    /// A message of a project's own words that cannot be used.
    FaultOfWords { file: String, fault: String } => WordsFault,
        "`{file}`: {fault}";

    /// A template of the message line that cannot be used.
    FaultOfHeadline { file: &'static str, fault: String } => WordsFault,
        "`{file}`: {fault}",
        "the page of documentation on words lists what it may use";
}
