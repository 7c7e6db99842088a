use super::{Cause, Code};

/// A file that is there and cannot be opened or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannotOpen {
    /// The file, as messages call it.
    pub path: String,
    /// Why.
    pub reason: String,
}

impl Cause for CannotOpen {
    fn code(&self) -> Code {
        Code::SourceUnreachable
    }

    fn message(&self) -> String {
        format!("cannot open `{}`: {}", self.path, self.reason)
    }
}

/// A file that is a link to what lies outside of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadsOut {
    /// The file, as messages call it.
    pub path: String,
}

impl Cause for LeadsOut {
    fn code(&self) -> Code {
        Code::PathOutside
    }

    fn message(&self) -> String {
        format!("`{}` leads out of the project", self.path)
    }
}
