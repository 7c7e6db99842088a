//! How a command ends: the status that its process exits with.

use std::process::ExitCode;

/// How a command ended.
pub(super) enum ExitStatus {
    Fine,
    Findings,
    Definition,
    Data,
    Interrupted,
}

impl ExitStatus {
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
