use super::{Cause, Code};

/// A column that a source does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// The source.
    pub source: String,
    /// The column, as it was asked for.
    pub column: String,
}

impl Cause for UnknownColumn {
    fn code(&self) -> Code {
        Code::UnknownColumn
    }

    fn message(&self) -> String {
        format!("source `{}` has no column `{}`", self.source, self.column)
    }
}
