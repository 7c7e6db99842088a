use super::{Cause, Code};

/// What was asked for on the command line, and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchesNothing {
    /// The words, in backticks.
    pub selector: String,
}

impl MatchesNothing {
    /// An id that nothing has.
    pub fn id(id: &str) -> MatchesNothing {
        MatchesNothing { selector: format!("`{id}`") }
    }
}

impl Cause for MatchesNothing {
    fn code(&self) -> Code {
        Code::SelectorEmpty
    }

    fn message(&self) -> String {
        format!("{} matches nothing", self.selector)
    }
}
