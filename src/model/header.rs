//! What is known of a source's files before a row is read.

use std::collections::BTreeMap;

use crate::measure::ColumnType;
use crate::problem::Code;

/// One column of a source, known before any row is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name, after `rename` and `set`.
    pub name: String,
    /// Type: by rule, else what the file brings, else text.
    pub kind: ColumnType,
    /// Whether a rule names it.
    pub declared: bool,
    /// Number of files that have it.
    pub in_files: usize,
    /// Number of files of the source.
    pub files: usize,
    /// Titles of codes.
    pub labels: BTreeMap<String, String>,
}

/// Why a file could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is not there.
    #[error("no file `{shown}`")]
    MissingFile {
        /// The file, relative to the project.
        shown: String,
        /// The file of that folder that was probably meant.
        nearest: Option<String>,
    },
    /// The machine refuses, or it is not the format it is said to be.
    #[error("cannot open `{shown}`: {reason}")]
    Unreadable {
        /// The file, relative to the project.
        shown: String,
        /// Why not.
        reason: String,
    },
    /// Its bytes are no text in the encoding it is said to have.
    #[error("line {line} of `{shown}` is not {encoding}")]
    NotUtf8 {
        /// The file, relative to the project.
        shown: String,
        /// Physical line of the first such byte.
        line: u64,
        /// The encoding it was read by.
        encoding: &'static str,
    },
    /// It ends before its header.
    #[error("`{shown}` has no header on line {line}")]
    EmptyFile {
        /// The file, relative to the project.
        shown: String,
        /// Where the header was looked for.
        line: usize,
    },
    /// One name for two columns.
    #[error("`{shown}` has two columns `{column}`")]
    DuplicateColumn {
        /// The file, relative to the project.
        shown: String,
        /// The name.
        column: String,
    },
}

impl OpenError {
    /// The code it is reported by.
    pub fn code(&self) -> Code {
        match self {
            OpenError::MissingFile { .. } => Code::MissingFile,
            _ => Code::SourceUnreachable,
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<String> {
        match self {
            OpenError::MissingFile { nearest, .. } => {
                nearest.as_ref().map(|n| format!("did you mean `{n}`?"))
            }
            OpenError::Unreadable { .. } => None,
            OpenError::NotUtf8 { encoding: "utf-8", .. } => {
                Some("say how it was saved, such as `format: { encoding: windows-1252 }`".to_owned())
            }
            OpenError::NotUtf8 { .. } => {
                Some("name the encoding it was saved in, or save it as utf-8".to_owned())
            }
            OpenError::EmptyFile { .. } => {
                Some("name the header's line: `format: { header_row: 1 }`".to_owned())
            }
            OpenError::DuplicateColumn { .. } => {
                Some("give every column of the file its own name".to_owned())
            }
        }
    }
}
