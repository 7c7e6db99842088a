use super::{Cause, Code};

/// A key that something needs and that is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingKey {
    /// What needs it, such as `join`.
    pub of: String,
    /// The key.
    pub key: String,
}

impl MissingKey {
    /// Something that needs a key.
    pub fn new(of: &str, key: &str) -> MissingKey {
        MissingKey { of: of.to_owned(), key: key.to_owned() }
    }
}

impl Cause for MissingKey {
    fn code(&self) -> Code {
        Code::MissingKey
    }

    fn message(&self) -> String {
        format!("`{}` needs `{}`", self.of, self.key)
    }
}
