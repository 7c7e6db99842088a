use std::fmt::Display;

use super::{Cause, Code};

/// What an error says that is no cause itself, as those of files and libraries are, by the code that it goes under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The code.
    pub code: Code,
    /// What the error says.
    pub message: String,
    /// What to do, where the error knows it.
    pub help: Option<String>,
}

impl Raised {
    /// An error under a code.
    pub fn by(code: Code, error: &impl Display) -> Raised {
        Raised { code, message: error.to_string(), help: None }
    }

    /// Says what to do, where that is known.
    pub fn help(self, help: Option<String>) -> Raised {
        Raised { help, ..self }
    }
}

impl Cause for Raised {
    fn code(&self) -> Code {
        self.code
    }

    fn message(&self) -> String {
        self.message.clone()
    }

    fn help(&self) -> Option<String> {
        self.help.clone()
    }
}
