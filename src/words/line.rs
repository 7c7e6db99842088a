//! The message line: the one conclusion a reader takes away.

use super::phrase::{Code, phrases};

phrases! {
    /// The line, by what it is about.
    pub enum Line {
        /// Nothing could be scored.
        Nothing { period: String } => "line-nothing",
        /// Something is off target.
        ///
        /// `gap` is `at-plan`, `better` or `worse` by `by`; `running` counts the periods with this status; `run` is `same` where
        /// it was worse than plan in all of them, and `off` where it was off target alone, as a value below 0 is beside a better one. `course` says what chance has to do with it:
        /// `chance` as `signal` tells, `steady-miss` and `steady-chance` where it has been so for long by chance alone, and the process as it stands
        /// will miss the target, or hits and misses it; `unknown`. `off` of `total` are off target: `others` is `none` where that is not to be
        /// told, `some`, or `all`. A title that holds a comma is closed by another, for
        /// which `title_comma` stands. `brief`, here and below, asks for fewer words that say the same.
        Off {
            brief: bool, title: String, title_comma: bool, gap: Code, by: String, running: usize, run: Code, longer: bool,
            course: Code, signal: String, others: Code, off: usize, total: usize,
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
