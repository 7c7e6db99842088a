//! What becomes of the values of rows, or of their number.

use super::statistic::Statistic;
use crate::measure::policy::Policy;

/// What becomes of the values of rows, or of their number.
#[derive(Debug, Clone, PartialEq)]
pub enum RowsMeaning {
    /// A sum.
    Sum {
        /// What is added up.
        value: String,
        /// Of which rows.
        source: String,
    },
    /// A number of rows.
    Count {
        /// Of which source.
        source: String,
    },
    /// The same of those that meet a condition.
    CountWhere {
        /// Of which source.
        source: String,
        /// The condition.
        condition: String,
    },
    /// A number of different values.
    Distinct {
        /// Whose.
        value: String,
        /// In which rows.
        source: String,
    },
    /// Mean, median or percentile.
    Of {
        /// Which of them.
        statistic: Statistic,
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// A mean by weight.
    WeightedMean {
        /// Of what.
        value: String,
        /// The weight.
        weight: String,
        /// In which rows.
        source: String,
    },
    /// The smallest value.
    Minimum {
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// The largest value.
    Maximum {
        /// Of what.
        value: String,
        /// In which rows.
        source: String,
    },
    /// A balance.
    Balance {
        /// What is added up.
        value: String,
        /// Once for each of what.
        per: String,
        /// Which row of each counts.
        row: Policy,
    },
}
