//! How a command ends: the status that its process exits with.

use std::process::ExitCode;

use mando::problem::{Problems, Severity};

/// How a command ended.
pub(super) enum ExitStatus {
    Fine,
    Findings,
    Definition,
    Data,
    Interrupted,
}

impl ExitStatus {
    /// How a command ends that found these: whatever is wrong with the definition matters more than data that cannot be had.
    pub(super) fn of(problems: &Problems) -> ExitStatus {
        match (problems.count(Severity::Error), problems.count(Severity::Data)) {
            (0, 0) => ExitStatus::Fine,
            (0, _) => ExitStatus::Data,
            _ => ExitStatus::Definition,
        }
    }

    /// The one that matters more: what cannot be used over what can.
    pub(super) fn worse(self, other: ExitStatus) -> ExitStatus {
        let is_less = match other {
            ExitStatus::Fine => true,
            ExitStatus::Findings => !matches!(self, ExitStatus::Fine),
            _ => false,
        };
        if is_less { self } else { other }
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
