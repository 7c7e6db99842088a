//! How a command ends: the status that its process exits with.

use std::process::ExitCode;

use mando::problem::{Problems, Severity};
use mando::run::RunError;

/// How a command ended, the worse the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ExitStatus {
    Fine,
    Findings,
    Data,
    Definition,
    Interrupted,
}

impl ExitStatus {
    /// How a command ends that found these: whatever is wrong with the definition matters more than data that cannot be had.
    pub(super) fn from_problems(problems: &Problems) -> ExitStatus {
        match (problems.count(Severity::Error), problems.count(Severity::Data)) {
            (0, 0) => ExitStatus::Fine,
            (0, _) => ExitStatus::Data,
            _ => ExitStatus::Definition,
        }
    }

    /// How a command ends that a run stopped: as `check` does that finds the same.
    pub(super) fn of_stop(error: &RunError) -> ExitStatus {
        match ExitStatus::from_problems(&error.problems()) {
            ExitStatus::Fine => ExitStatus::Data,
            ending => ending,
        }
    }

    /// The one that matters more: what is wrong with the definition over data that cannot be had, and either over what can be used.
    pub(super) fn worse(self, other: ExitStatus) -> ExitStatus {
        self.max(other)
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(ending: ExitStatus) -> ExitCode {
        match ending {
            ExitStatus::Fine => ExitCode::SUCCESS,
            ExitStatus::Findings => ExitCode::from(1),
            ExitStatus::Definition => ExitCode::from(2),
            ExitStatus::Data => ExitCode::from(3),
            ExitStatus::Interrupted => ExitCode::from(130),
        }
    }
}
