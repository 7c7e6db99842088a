//! Cases, tickets and calls.

use super::statistic::Statistic;
use crate::calendar::Duration;
use crate::measure::policy::Policy;

/// Cases, tickets and calls.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceMeaning {
    /// Time between two dates of cases that ended.
    LeadTime {
        /// What is taken of the times.
        statistic: Statistic,
        /// Where they begin.
        from: String,
        /// Where they end.
        to: String,
        /// How time is counted.
        clock: Policy,
    },
    /// The same with those still open.
    ResolutionTime {
        /// What is taken of the times.
        statistic: Statistic,
        /// Where they begin.
        from: String,
        /// Where they end.
        to: String,
        /// How time is counted.
        clock: Policy,
        /// How open cases count.
        open: Policy,
    },
    /// Tickets that one contact settled.
    FirstContact {
        /// How soon another is a repeat.
        within: Duration,
        /// Of which tickets.
        rate: Policy,
    },
    /// The same of those with a date of resolution within the time.
    FirstContactResolved {
        /// How soon another is a repeat, and how soon it is resolved.
        within: Duration,
        /// The date.
        resolved: String,
        /// Of which tickets.
        rate: Policy,
    },
    /// Cases open at the end.
    Backlog {
        /// When they opened.
        opened: String,
        /// When they closed.
        closed: String,
    },
    /// Calls given up.
    Abandoned {
        /// What becomes of short calls.
        short: Policy,
    },
    /// Calls answered in time.
    InTime {
        /// In what time.
        within: Duration,
        /// What becomes of abandoned calls.
        abandoned: Policy,
        /// What becomes of short calls.
        short: Policy,
    },
    /// The same with those abandoned in time.
    InTimeOrAbandoned {
        /// In what time.
        within: Duration,
        /// What becomes of abandoned calls.
        abandoned: Policy,
        /// What becomes of short calls.
        short: Policy,
    },
}
