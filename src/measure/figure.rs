//! Figures that need the history of an account, customer, order or case, and not only sums of rows.

use datafusion::prelude::Expr;

use crate::calendar::Grain;

/// What is kept of the rows of one day and the same keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// The sum of an expression.
    Sum(Expr),
    /// The value of the last row.
    Last {
        /// The value.
        value: Expr,
        /// The order of rows, first by the first; what decides between rows of the same time must be the same for all
        /// components of a measure.
        by: Vec<Expr>,
    },
}

/// What is read off histories. Each has a file of its name in `engine::figures`.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// The sum of each history's last value.
    Balance {
        /// Whether a history without a row in the window stands at its last value before.
        carried: bool,
    },
    /// The sum of values of the newest state of the window, where rows are states.
    Snapshot {
        /// How often states are recorded.
        grain: Grain,
    },
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Figure::Balance { carried: true } => write!(f, "last values by the end"),
            Figure::Snapshot { grain } => write!(f, "values of the newest {grain}"),
            Figure::Balance { carried: false } => write!(f, "last values of the period"),
        }
    }
}
