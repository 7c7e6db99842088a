//! What is off target: what was written and is done about it, what was decided, and who answers for the report.

use chrono::NaiveDate;

use super::phrase::{Code, phrases};
use crate::model::Role;

phrases! {
    /// What is said of an exception, and under the table of them.
    pub enum ExceptionText {
        /// There in place of a table: `of` is `nothing` where no measure could be scored, `part` in a report of some measures, `whole`.
        Nothing { of: Code } => "no-exceptions",
        /// Nobody wrote anything.
        NoComment => "exception-no-comment",
        /// The words are those of the period before.
        SameComment { period: String } => "exception-same-comment",
        /// Nothing is done about it.
        NoInitiative => "exception-no-initiative",
        /// Further initiatives.
        MoreInitiatives { initiatives: u64 } => "exception-more-initiatives",
        /// How much of an initiative's time is gone; `behind` says whether less of it is done.
        Pace { time: String, behind: bool } => "exception-pace",
        /// Money spent of money planned.
        Spent { spent: String, budget: String, currency: String } => "exception-spent",
        /// The next step of an initiative.
        NextStep { title: String, due: NaiveDate, overdue: bool } => "exception-next-step",
        /// Head of the small charts.
        Run => "exception-run",
        /// Heading of what was decided.
        Decisions => "exception-decisions",
        /// Head of its texts.
        Decision => "exception-decision",
        /// Head of those who carry it out.
        DecisionBy => "exception-decision-by",
        /// Head of the days.
        DecisionDue => "exception-decision-due",
        /// Head of the periods.
        DecisionPeriod => "exception-decision-period",
        /// Heading of who answers for the report.
        Approvals => "exception-approvals",
        /// Who did, and when if that is known.
        Approval { by: String, dated: bool, date: Option<NaiveDate> } => "exception-approval",
    }
    /// In which part somebody answers for a report.
    impl Role {
        Role::Prepared => "role-prepared",
        Role::Reviewed => "role-reviewed",
        Role::Approved => "role-approved",
    }
}
