//! What is looked at in the rows of a source for the sake of measures, beside what they compute.

use std::collections::BTreeSet;

use datafusion::prelude::Expr;

/// Texts that a column is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComparedTexts {
    /// As they are written.
    pub exact: BTreeSet<String>,
    /// In small letters, where capital and small letters are one.
    pub folded: BTreeSet<String>,
}

/// A column whose texts expressions read as something else.
#[derive(Debug, Clone, PartialEq)]
pub struct CastColumn {
    /// How messages call it: a derived column by its name, else the columns that are read.
    pub column: String,
    /// Every way in which it is read.
    pub casts: Vec<Cast>,
}

/// One way of reading a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Cast {
    /// The text.
    pub value: Expr,
    /// What it is read as; null where it cannot be.
    pub read: Expr,
    /// Which rows ask for it; all where absent.
    pub when: Option<Expr>,
}

/// A condition that finds answers with a weight below 0.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightCheck {
    /// Whether a row is such an answer.
    pub is_below: Expr,
    /// The first measure that weighs so.
    pub measure: String,
}
