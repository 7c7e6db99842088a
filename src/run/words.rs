//! Warnings about a project's own words.

use crate::definition::Draft;
use crate::problem::{Problem, Problems, causes};
use crate::words::{self, Fault};

/// What cannot be used of the files of words; what they do not say is said by those that ship.
pub(super) fn faults(draft: &Draft) -> Problems {
    let mut problems = Problems::new();
    for own in draft.languages.values() {
        let found = words::faults(&own.text).into_iter();
        for fault in found.filter(|fault| !matches!(fault, Fault::Missing(_))) {
            problems.push(Problem::of(FaultOfWords { file: own.shown.clone(), fault: fault.to_string() }));
        }
    }
    problems
}

causes! {
    /// A message of a project's own words that cannot be used.
    FaultOfWords { file: String, fault: String } => WordsFault,
        "`{file}`: {fault}";
}
