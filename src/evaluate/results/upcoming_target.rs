//! The plan of periods after the reported one.

use super::period::{PeriodName, TargetAt};

/// What a measure has to reach in a period to come.
#[derive(Debug, Clone, PartialEq)]
pub struct UpcomingTarget {
    /// The measure.
    pub measure: String,
    /// The period.
    pub period: PeriodName,
    /// Its target.
    pub target: TargetAt,
}
