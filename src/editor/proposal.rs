//! Something that can be written where an editor asks.

use std::ops::Range;

use super::role::Sort;

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is listed as.
    pub label: String,
    /// What it is.
    pub offered: ProposalKind,
    /// What it is, in a word.
    pub detail: Option<String>,
    /// What it means.
    pub about: Option<String>,
    /// The text to put in; `…` is what its author fills in.
    pub insert: String,
    /// The bytes of the file that it stands in place of.
    pub replace: Range<usize>,
}

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    /// A key that must be there.
    Required,
    /// A key.
    Key,
    /// A word of several.
    Word,
    /// An id.
    Id(Sort),
    /// A column of a source.
    Column,
    /// A person.
    Person,
}
