use super::{Cause, Code};

/// A key that holds another sort of thing than it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongType {
    /// The key.
    pub key: String,
    /// Whether it is an item of the key's list.
    pub is_item: bool,
    /// What it takes, in words.
    pub expected: String,
    /// What stands there, in words; a text in backticks.
    pub found: String,
}

impl Cause for WrongType {
    fn code(&self) -> Code {
        Code::WrongType
    }

    fn message(&self) -> String {
        let subject = if self.is_item { "an item of " } else { "" };
        format!("{subject}`{}` takes {}, this is {}", self.key, self.expected, self.found)
    }
}
