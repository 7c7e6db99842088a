//! The message line: the one conclusion a reader takes away.

use super::phrase::{Argument, Code, Value, phrases};

/// What chance has to do with a value that is off target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Nothing is known of it, or nothing is to be said.
    Unknown,
    /// What the signal tells.
    Chance,
    /// It has been so for long by chance alone, and the process as it stands will miss the target.
    SteadyMiss,
    /// The same, and the process hits and misses it.
    SteadyChance,
}

/// `unknown`, `chance`, `steady-miss` or `steady-chance`.
impl Argument for Course {
    fn value(&self) -> Value {
        Value::Code(match self {
            Course::Unknown => "unknown",
            Course::Chance => "chance",
            Course::SteadyMiss => "steady-miss",
            Course::SteadyChance => "steady-chance",
        })
    }
}

/// Which others are off target beside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// None, or none that is to be told.
    None,
    /// Some.
    Some,
    /// All measures are.
    All,
}

/// `none`, `some` or `all`.
impl Argument for Others {
    fn value(&self) -> Value {
        Value::Code(match self {
            Others::None => "none",
            Others::Some => "some",
            Others::All => "all",
        })
    }
}

phrases! {
    /// The line, by what it is about.
    pub enum Line {
        /// Nothing could be scored.
        Nothing { period: String } => "line-nothing",
        /// Something is off target.
        ///
        /// `gap` is `at-plan`, `better` or `worse` by `by`; `running` counts the periods with this status; `run` is `same` where
        /// it was worse than plan in all of them, and `off` where it was off target alone, as a value below 0 is beside a better
        /// one. `off` of `total` are off target. A title that holds a comma is closed by another, for which `title_comma`
        /// stands. `brief`, here and below, asks for fewer words that say the same.
        Off {
            brief: bool, title: String, title_comma: bool, gap: Code, by: String, running: usize, run: Code, longer: bool,
            course: Course, signal: String, others: Others, off: usize, total: usize,
        } => "line-off",
        /// The best news, after it.
        Praise { brief: bool, best: String, best_comma: bool, best_by: String } => "line-praise",
        /// Nothing is off target, something is to be watched; `more` others are too.
        Watch { brief: bool, title: String, gap: Code, by: String, chanced: bool, signal: String, more: usize } => "line-watch",
        /// The only measure is on target.
        One { title: String, title_comma: bool } => "line-one",
        /// All are on target.
        All { total: usize } => "line-all",
        /// All are on target, and one is better than that.
        AllAndBest { brief: bool, total: usize, best: String, best_comma: bool, best_by: String } => "line-all-and-best",
    }
}
