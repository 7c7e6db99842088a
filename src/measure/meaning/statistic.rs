//! What is taken of several values.

/// What is taken of several values.
#[derive(Debug, Clone, PartialEq)]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The median.
    Median,
    /// A percentile.
    Percentile {
        /// Percent of the values at or below it.
        p: f64,
    },
}
