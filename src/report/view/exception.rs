//! What is off or near its target, what was decided, and a measure in a row of its own.

use serde::Serialize;

use super::status::StatusView;
use super::trend::TrendChart;

/// What is off or near its target.
#[derive(Debug, Clone, Serialize)]
pub struct ExceptionView {
    /// Measure.
    pub id: String,
    /// Measure's heading.
    pub title: String,
    /// Its objective's heading.
    pub objective: String,
    /// Status.
    pub status: StatusView,
    /// Its last periods.
    pub run: TrendChart,
    /// One sentence: actual, plan, Δ, change to the previous period.
    pub sentence: String,
    /// Which segments fall furthest behind: `Carrier: United Package 88.1% (n 42)`; empty when none.
    pub furthest_behind: String,
    /// What people wrote.
    pub comment: String,
    /// That they wrote nothing, or nothing new; empty when they did.
    pub comment_remark: String,
    /// Accountable person.
    pub owner: String,
    /// The initiative for its objective that is due next: `Contract a second carrier, due 30 June 1998, 60% done`; empty where none is
    /// open.
    pub next: String,
    /// All of them with their pace, money and next steps, the next first; or that there are none.
    pub actions: Vec<String>,
}

/// Something decided.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    /// The words.
    pub text: String,
    /// Who carries it out; empty when that is not said.
    pub by: String,
    /// Day by which it is due; empty when that is not said.
    pub due: String,
    /// Period in which it was decided.
    pub period: String,
}
