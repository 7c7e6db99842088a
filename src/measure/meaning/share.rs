//! One thing over another.

use super::aggregate::Aggregate;

/// One thing over another.
#[derive(Debug, Clone, PartialEq)]
pub enum ShareMeaning {
    /// Rows that meet a condition, over all.
    Share {
        /// Of which source.
        source: String,
        /// The condition.
        of: String,
    },
    /// The same, over those that meet another.
    ShareAmong {
        /// Of which source.
        source: String,
        /// The condition.
        of: String,
        /// The other.
        among: String,
    },
    /// Segments of another measure that meet a condition, over all that have a value.
    ShareOfSegments {
        /// The measure.
        measure: String,
        /// What tells its segments apart.
        by: String,
        /// The condition.
        of: String,
    },
    /// The same, over those that meet another.
    ShareAmongSegments {
        /// The measure.
        measure: String,
        /// What tells its segments apart.
        by: String,
        /// The condition.
        of: String,
        /// The other.
        among: String,
    },
    /// One aggregate over another.
    Ratio {
        /// What is divided.
        numerator: Aggregate,
        /// What it is divided by.
        denominator: Aggregate,
    },
    /// The same of rows that have both.
    RatioPaired {
        /// What is divided.
        numerator: Aggregate,
        /// What it is divided by.
        denominator: Aggregate,
    },
}

impl ShareMeaning {
    /// The same with the titles of other measures in place of their ids.
    pub(super) fn titled(self, title: &dyn Fn(&str) -> String) -> ShareMeaning {
        match self {
            ShareMeaning::ShareOfSegments { measure, by, of } => {
                ShareMeaning::ShareOfSegments { measure: title(&measure), by, of }
            }
            ShareMeaning::ShareAmongSegments { measure, by, of, among } => {
                ShareMeaning::ShareAmongSegments { measure: title(&measure), by, of, among }
            }
            other => other,
        }
    }
}
