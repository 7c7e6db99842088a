//! The rows that a component aggregates.

use datafusion::prelude::Expr;

/// Which rows, and the day each stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Source id.
    pub source: String,
    /// How the definition calls them, where they are a part of the source.
    pub part: Option<String>,
    /// The day of a row (R1), of type date; rows without a day belong to no period.
    pub day: Expr,
    /// How the day is called in the definition.
    pub placed_by: String,
    /// The time that the day is of, of a timestamp's type: what orders the rows of one day. Nothing where rows have days alone.
    pub instant: Option<Expr>,
    /// Condition a row meets; all rows when absent.
    pub filter: Option<Expr>,
}

impl Rows {
    /// The source as the definition names it.
    pub fn named(&self) -> &str {
        self.part.as_ref().unwrap_or(&self.source)
    }
}
