//! Customers who come, stay, leave and come back.

use crate::calendar::Duration;
use crate::measure::policy::Policy;

/// Rows that begin or reach something.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The first row of all.
    FirstRow,
    /// Any row on a later day.
    LaterRow,
    /// The first row that meets a condition.
    FirstWhere {
        /// The condition.
        condition: String,
    },
    /// A row that meets a condition, the same day or later.
    Where {
        /// The condition.
        condition: String,
    },
}

/// Customers who come, stay, leave and come back.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomerMeaning {
    /// Those who reach a goal over those who began.
    Conversion {
        /// Who.
        entity: String,
        /// What begins.
        from: Step,
        /// What the goal is.
        to: Step,
        /// In what time.
        within: Duration,
    },
    /// Customers who stay.
    Retention {
        /// What active means.
        active: Policy,
    },
    /// Customers who leave.
    Churn {
        /// What active means.
        active: Policy,
    },
    /// Customers whose contracts go on.
    ContractsKept,
    /// Customers whose contracts end.
    ContractsEnded,
    /// Contracts renewed.
    Renewed {
        /// The time of grace.
        grace: Duration,
    },
    /// Contracts not renewed.
    NotRenewed {
        /// The time of grace.
        grace: Duration,
    },
    /// Customers of a snapshot who are not marked as gone.
    SnapshotKept {
        /// The mark.
        condition: String,
    },
    /// Customers of a snapshot who are.
    SnapshotLeft {
        /// The mark.
        condition: String,
    },
    /// A number of active customers.
    Active {
        /// What active means.
        active: Policy,
    },
    /// A number of new customers.
    New {
        /// What new means.
        new: Policy,
    },
    /// A number of customers who came back.
    Reactivated {
        /// What lapsed means.
        lapsed: Policy,
        /// What active means.
        active: Policy,
    },
    /// The share of those who had lapsed.
    Reactivation {
        /// What lapsed means.
        lapsed: Policy,
        /// What active means.
        active: Policy,
    },
    /// Customers of a cohort who are kept.
    Cohort {
        /// What makes a cohort.
        cohort: Policy,
        /// What keeps a customer.
        kept: Policy,
    },
}
