//! How commands end.

use std::process::ExitCode;

/// How a command ended.
pub(super) enum Ending {
    Fine,
    Findings,
    Definition,
    Data,
    Interrupted,
}

impl Ending {
    /// The one that matters more: what cannot be used over what can.
    pub(super) fn worse(self, other: Ending) -> Ending {
        let is_less = match other {
            Ending::Fine => true,
            Ending::Findings => !matches!(self, Ending::Fine),
            _ => false,
        };
        if is_less { self } else { other }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Fine => ExitCode::SUCCESS,
            Ending::Findings => ExitCode::from(1),
            Ending::Definition => ExitCode::from(2),
            Ending::Data => ExitCode::from(3),
            Ending::Interrupted => ExitCode::from(130),
        }
    }
}
