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

impl UnknownColumn {
    /// Which columns there are, for whoever names another; a long list is cut.
    pub fn known<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
        const MOST: usize = 12;
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        match names.len() {
            0 => "it has no column that can be read".to_owned(),
            len if len > MOST => {
                format!("its columns are {} and {} more", names[..MOST].join(", "), len - MOST)
            }
            _ => format!("its columns are {}", names.join(", ")),
        }
    }
}

/// A column that is there, and holds what no expression can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableColumn {
    /// The source.
    pub source: String,
    /// The column.
    pub column: String,
    /// What it holds.
    pub held: &'static str,
}

impl Cause for UnreadableColumn {
    fn code(&self) -> Code {
        Code::UnknownColumn
    }

    fn message(&self) -> String {
        format!("column `{}` of source `{}` holds {}, which is not read", self.column, self.source, self.held)
    }

    fn help(&self) -> Option<String> {
        Some("write it as text or as numbers where the file is made".to_owned())
    }
}
