//! Promises of deliveries.

use crate::calendar::Duration;
use crate::measure::policy::Policy;

/// What is done with deliveries that somebody cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancellations {
    /// Nobody says who cancelled.
    Unsaid,
    /// Those of customers leave the count.
    ByCustomer,
    /// Those of suppliers are late.
    BySupplier,
    /// Both.
    ByEither,
}

/// Promises of deliveries.
#[derive(Debug, Clone, PartialEq)]
pub enum DeliveryMeaning {
    /// Promises kept over promises due.
    OnTime {
        /// Of which source.
        source: String,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// The same with a time of grace.
    OnTimeWithGrace {
        /// Of which source.
        source: String,
        /// How late is still in time.
        grace: Duration,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// The same with a time of grace that passes from the time promised.
    OnTimeByTheClock {
        /// Of which source.
        source: String,
        /// How late is still in time.
        grace: Duration,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Orders on time and in full.
    OtifOrders {
        /// What on time means.
        on_time: Policy,
        /// What in full means.
        in_full: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Order lines on time and in full.
    OtifLines {
        /// What on time means.
        on_time: Policy,
        /// What in full means.
        in_full: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
    /// Units on time.
    OtifUnits {
        /// What on time means.
        on_time: Policy,
        /// What is done with cancellations.
        cancelled: Cancellations,
    },
}
