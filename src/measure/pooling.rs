//! How periods pool.

use serde::Serialize;

/// How the periods of a measure pool into longer ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pooling {
    /// A flow: components add, and so does the value.
    Flow,
    /// Components add, the formula is taken of their sums.
    Pool,
    /// Recomputed from the rows of the longer window.
    Recompute,
    /// The last period's value.
    Last,
    /// There is no value over several periods (R12).
    None,
}
