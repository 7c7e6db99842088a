//! Aggregates that need the history of an account, customer, order or case, and not only sums of rows.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::calendar::{Duration, Grain};
use crate::statistics::lifetime::Ahead;

/// What the rows of one day and the same keys are reduced to.
#[derive(Debug, Clone, PartialEq)]
pub enum Reduction {
    /// The sum of an expression.
    Sum(Expr),
    /// The value of the last row.
    Last {
        /// The value.
        value: Expr,
        /// The order of rows, first by the first; what decides between rows of the same time must be the same for all
        /// components of a measure.
        by: Vec<Expr>,
    },
}

/// What a row counts that ends before it begins, beside rows that qualify and count 1: so many of one case and day there
/// are not, and both are told of their sum.
pub const REVERSED_ROW: u32 = 1_000_000;

/// What is computed from histories. Each has a file of its name in `engine::figures`.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryAggregate {
    /// The sum of each history's last value. Kept: the value, then by what it is the last of its day.
    Balance {
        /// Whether a history without a row in the window stands at its last value before.
        carried: bool,
    },
    /// The sum of values of the newest state of the window, where rows are states. Kept: as of balances.
    Snapshot {
        /// How often states are recorded.
        grain: Grain,
    },
    /// How many histories a balance is of. Kept: as of balances.
    Accounts {
        /// How often states are recorded, where rows are states.
        of: Option<Grain>,
    },
    /// Number of histories whose last day falls into the window; `kept` are the rows and those of them that qualify.
    Settled {
        /// Only those of which all rows qualify.
        whole: bool,
    },
    /// How many histories that began in the window went on to their goal within a time. Kept: rows that begin one,
    /// rows that reach the goal.
    Conversion {
        /// Which of them are counted.
        counted: CaseSelection,
        /// How long after the beginning the goal counts.
        within: Duration,
        /// Whether the goal counts only on a later day, or at a later time.
        later: bool,
        /// Whether it is counted from time to time: the second key and the third that is kept are then the time of a row, in millionths of a
        /// second.
        passing: bool,
    },
    /// How many tickets opened in the window were settled by their first contact. Keys: customer, topic, ticket; kept:
    /// contacts, rows that say it is settled and, each [`REVERSED_ROW`] of them, that it ends before it begins, rows that
    /// leave it out.
    FirstContact {
        /// Which of them are counted.
        counted: CaseSelection,
        /// How long after it a ticket of the same customer and topic is a repeat.
        repeat_within: Duration,
    },
    /// Values that people entered. Kept: the value (times its weight), the number of rows, the weight.
    Entered {
        /// The periods values are entered for.
        grain: Grain,
        /// How they make a longer one.
        over_time: Option<OverTime>,
        /// How the rows of a period make one value.
        among: Among,
    },
    /// How long cases that began in the window take, open ones known only up to now. Keys: the length and whether it
    /// has ended; kept: the length, the number of cases.
    Survival {
        /// The share of cases that has ended; the restricted mean when absent.
        p: Option<f64>,
    },
    /// A part of what customers are expected to spend, from models of all their purchases by the end.
    Lifetime {
        /// How far ahead, at which discount.
        ahead: Ahead,
        /// Days of a step.
        days: f64,
        /// Which part.
        part: LifetimePart,
    },
    /// A statistic of the totals of the histories in the window, which add up what is kept.
    Totals(TotalsStatistic),
    /// Customers by contracts, which stand on the day they begin; the day they end is kept.
    Contracts(ContractState),
    /// Revenue of the customers who opened above 0, at the opening and at the end. Kept: the revenue, and the number of
    /// rows that have one.
    Revenue {
        /// How long a row counts; one period when absent.
        within: Option<Duration>,
        /// Whether what grew counts as it opened, by all keys of a history.
        gross: bool,
        /// Which part.
        part: RevenuePart,
    },
    /// Customers by the period of their first row, where they reach an age in the window.
    Cohort {
        /// The periods of cohorts and ages.
        grain: Grain,
        /// The age in periods.
        age: usize,
        /// Whether a row in the period of that age or later keeps a customer, instead of one in it.
        rolling: bool,
        /// Which part.
        part: CohortPart,
    },
}

impl HistoryAggregate {
    /// Whether histories are those of accounts, orders or the like that the first key names, so that a row without it is of none.
    pub fn is_by_first_key(&self) -> bool {
        matches!(
            self,
            HistoryAggregate::Balance { .. }
                | HistoryAggregate::Snapshot { .. }
                | HistoryAggregate::Accounts { .. }
                | HistoryAggregate::Settled { .. }
                | HistoryAggregate::Conversion { .. }
                | HistoryAggregate::Totals(_)
        )
    }

    /// Whether histories stand in the segment of their last row by a day, or of their first one, so that the order of a day's rows
    /// matters. Balances bring with their values what decides between rows, and so does what passes by the time.
    pub fn is_placed_by_rows(&self) -> bool {
        matches!(
            self,
            HistoryAggregate::Conversion { passing: false, .. }
                | HistoryAggregate::FirstContact { .. }
                | HistoryAggregate::Lifetime { .. }
                | HistoryAggregate::Contracts(_)
                | HistoryAggregate::Revenue { .. }
                | HistoryAggregate::Cohort { .. }
        )
    }
}

/// How periods of entered values make a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OverTime {
    /// They add.
    Sum,
    /// The last stands.
    Last,
    /// Their plain mean.
    Average,
}

/// How several rows of a period make one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Not at all: a period has one row.
    Single,
    /// They add.
    Sum,
    /// Their plain mean.
    Average,
    /// Their mean by weight.
    Weighted,
}

/// What is said of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalsStatistic {
    /// Their median, type 7.
    Median,
    /// How many lie below 0.
    Below,
    /// The sum of those below 0.
    Shortfall,
}

/// Which cases are counted, where a case is judged only some time after it began (R7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseSelection {
    /// All.
    All,
    /// Those whose time is up.
    Mature,
    /// Those of them that succeeded.
    Succeeded,
    /// Those that end before they begin, which are in none of the others (R47).
    Reversed,
}

impl std::fmt::Display for CaseSelection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CaseSelection::All => write!(f, "all of"),
            CaseSelection::Mature => write!(f, "those judged of"),
            CaseSelection::Succeeded => write!(f, "successes of"),
            CaseSelection::Reversed => write!(f, "those reversed of"),
        }
    }
}

/// Parts of a lifetime value without contracts; parameters as their authors call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifetimePart {
    /// Customers with a purchase.
    Customers,
    /// Those who bought again.
    Repeaters,
    /// Mean spend of a customer over the steps ahead, discounted.
    Spend,
    /// Standard error of that mean.
    StandardError,
    /// BG/NBD: shape of the rates of purchases.
    R,
    /// BG/NBD: rate of the rates, in steps.
    Alpha,
    /// BG/NBD: first shape of the chance to leave; 0 where nobody is seen to leave.
    A,
    /// BG/NBD: second shape of the chance to leave; absent where nobody is seen to leave.
    B,
    /// Gamma-Gamma: shape of a customer's values.
    P,
    /// Gamma-Gamma: shape of the customers.
    Q,
    /// Gamma-Gamma: scale of the customers.
    Gamma,
    /// Logarithm of the likelihood of the purchases.
    LogLikelihood,
    /// Correlation of the number of repeats with their mean value.
    Correlation,
}

/// Customers by what became of their contracts. A contract runs from the day it begins to the day before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractState {
    /// With a contract at the close of the day before the window.
    Opening,
    /// Of these, with a contract at the close of its last day.
    Stayed,
    /// Of these, without one.
    Left,
}

/// Parts of revenue retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevenuePart {
    /// What the customers of the opening brought then.
    Opening,
    /// What they brought, or kept, at the end.
    Kept,
    /// How many customers are left out because they opened at 0 or less (R13).
    LeftOut,
    /// A moment over the customers of the opening.
    Moment(Moment),
}

/// Parts of cohort retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortPart {
    /// Customers of the cohorts.
    Size,
    /// Those of them who were kept.
    Kept,
}

impl std::fmt::Display for HistoryAggregate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            HistoryAggregate::Balance { carried: true } => write!(f, "last values by the end"),
            HistoryAggregate::Snapshot { grain } => write!(f, "values of the newest {grain}"),
            HistoryAggregate::Conversion { counted, within, .. } => {
                write!(f, "{counted} the histories begun, judged {within} later")
            }
            HistoryAggregate::FirstContact { counted, repeat_within } => {
                write!(
                    f,
                    "{counted} the first tickets of their customer and topic, judged {repeat_within} later"
                )
            }
            HistoryAggregate::Entered { grain, .. } => write!(f, "the value entered for the {grain}"),
            HistoryAggregate::Survival { p: Some(p) } => {
                write!(f, "time by which {} % have ended", p * 100.0)
            }
            HistoryAggregate::Survival { p: None } => write!(f, "mean time, up to the longest seen"),
            HistoryAggregate::Accounts { of: None } => write!(f, "how many by the end"),
            HistoryAggregate::Accounts { of: Some(grain) } => write!(f, "how many of the newest {grain}"),
            HistoryAggregate::Balance { carried: false } => write!(f, "last values of the period"),
            HistoryAggregate::Lifetime { ahead, part, .. } => {
                write!(f, "{part:?} of BG/NBD and Gamma-Gamma, {} steps ahead", ahead.steps)
            }
            HistoryAggregate::Contracts(ContractState::Opening) => {
                write!(f, "with a contract at the opening")
            }
            HistoryAggregate::Contracts(ContractState::Stayed) => {
                write!(f, "with a contract at the opening and at the end")
            }
            HistoryAggregate::Contracts(ContractState::Left) => {
                write!(f, "with a contract at the opening and none at the end")
            }
            HistoryAggregate::Revenue { part, gross, .. } => match part {
                RevenuePart::Opening => write!(f, "revenue at the opening, where above 0"),
                RevenuePart::Kept if *gross => write!(f, "revenue at the end, at most that of the opening"),
                RevenuePart::Kept => write!(f, "revenue at the end of those who opened above 0"),
                RevenuePart::LeftOut => write!(f, "opened at 0 or less"),
                RevenuePart::Moment(moment) => {
                    let moment = format!("{moment:?}").to_lowercase();
                    write!(f, "{moment} of revenue y at the end and x at the opening")
                }
            },
            HistoryAggregate::Cohort { grain, age, rolling, part } => match part {
                CohortPart::Size => write!(f, "first seen in the {grain} {age} before"),
                CohortPart::Kept if *rolling => {
                    write!(f, "of these, with a row {age} {grain}s after the first or later")
                }
                CohortPart::Kept => write!(f, "of these, with a row {age} {grain}s after the first"),
            },
            HistoryAggregate::Totals(TotalsStatistic::Median) => write!(f, "median of the totals"),
            HistoryAggregate::Totals(TotalsStatistic::Below) => write!(f, "number of totals below 0"),
            HistoryAggregate::Totals(TotalsStatistic::Shortfall) => write!(f, "sum of the totals below 0"),
            HistoryAggregate::Settled { whole: true } => {
                write!(f, "number of which all rows qualify, on their last day,")
            }
            HistoryAggregate::Settled { whole: false } => write!(f, "number, on their last day,"),
        }
    }
}
