//! What is wrong with a project's own words, and with its template of the message line.

use crate::definition::{Draft, HEADLINE};
use crate::problem::{Code, Problem, Problems};
use crate::report::headline;
use crate::words::{self, Fault};

/// What cannot be used of the files of words; what they do not say is said by those that ship.
pub(super) fn faults(draft: &Draft) -> Problems {
    let mut problems = Problems::new();
    for own in draft.languages.values() {
        let found = words::faults(&own.text).into_iter();
        for fault in found.filter(|fault| !matches!(fault, Fault::Missing(_))) {
            problems.push(Problem::new(Code::WordsFault, format!("`{}`: {fault}", own.shown)));
        }
    }
    if let Some(fault) = draft.headline.as_deref().and_then(headline::fault) {
        let problem = Problem::new(Code::WordsFault, format!("`{HEADLINE}`: {fault}"));
        problems.push(problem.help("docs/words.md lists what it may use"));
    }
    problems
}
