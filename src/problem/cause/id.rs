use super::{Cause, Code};

/// An id that names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownId {
    /// What it should name, such as `source`.
    pub what: String,
    /// The id as written.
    pub id: String,
}

impl UnknownId {
    /// An id that names no source.
    pub fn source(id: &str) -> UnknownId {
        UnknownId { what: "source".to_owned(), id: id.to_owned() }
    }
}

impl Cause for UnknownId {
    fn code(&self) -> Code {
        Code::UnknownId
    }

    fn message(&self) -> String {
        format!("no {} `{}`", self.what, self.id)
    }
}
