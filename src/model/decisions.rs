//! What people agreed on in a period, and who answers for its report.

use chrono::NaiveDate;

use crate::calendar::Period;

/// Something decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The period of its notes.
    pub period: Period,
    /// The words.
    pub text: String,
    /// Who carries it out.
    pub by: Option<String>,
    /// Day by which it is due.
    pub due: Option<NaiveDate>,
}

/// Somebody's word for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The period of its notes.
    pub period: Period,
    /// In which part.
    pub role: Role,
    /// Who.
    pub by: String,
    /// When.
    pub date: Option<NaiveDate>,
    /// Which report; all of the period when that is not said.
    pub report: Option<String>,
}

/// Part of somebody who answers for a report, in the order in which they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Made it.
    Prepared,
    /// Read it through.
    Reviewed,
    /// Lets it go out.
    Approved,
}
