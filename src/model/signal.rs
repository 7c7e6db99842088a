//! What tells signals from chance, how the year is foretold, and what happened.

use chrono::NaiveDate;

use crate::statistics::forecast::Method;
use crate::statistics::rules::Rule;

/// How a measure's run of periods is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signals {
    /// Rules applied.
    pub rules: Vec<Rule>,
    /// The period that holds this day is the first whose value sets the limits.
    pub limits_from: Option<NaiveDate>,
}

impl Signals {
    /// The rules of a measure that names none.
    pub const USUAL: [Rule; 2] = [Rule::BeyondLimits, Rule::RunOf8];
}

/// How a measure's year is foretold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Methods to choose from; none makes no outlook.
    pub methods: Vec<Method>,
    /// Whether the definition asks for it, so that a series too short is worth a note.
    pub is_written: bool,
}

/// What happened on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub at: NaiveDate,
    /// What happened.
    pub note: String,
    /// Ids of measures on whose trends it is marked; all when empty.
    pub measures: Vec<String>,
    /// Ids of measures whose limits start anew.
    pub restart_limits: Vec<String>,
    /// Entities it is limited to; none are all.
    pub entities: Vec<String>,
}

impl Event {
    /// Whether it is marked on a measure's trend.
    pub fn concerns(&self, measure: &str) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| id == measure);
        let everywhere = self.measures.is_empty() && self.restart_limits.is_empty();
        everywhere || named(&self.measures) || named(&self.restart_limits)
    }
}
