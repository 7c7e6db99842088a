//! What is printed beside a measure's value.

use super::formula::Formula;

/// A figure printed beside a value.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondaryFigure {
    /// What it is.
    pub name: SecondaryFigureName,
    /// The figure, over component names.
    pub formula: Formula,
    /// Whether it is a share, printed in percent; else it has the value's unit.
    pub is_share: bool,
}

/// What is printed beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondaryFigureName {
    /// Churn of a year at the pace of the period.
    Annualised,
    /// Share of comments that could be scored.
    CommentsScored,
}

impl SecondaryFigureName {
    /// Its name in results.
    pub fn word(self) -> &'static str {
        match self {
            SecondaryFigureName::Annualised => "annualised",
            SecondaryFigureName::CommentsScored => "comments scored",
        }
    }
}
