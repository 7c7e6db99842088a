//! The message line: the one conclusion a reader takes away.

use super::phrase::{Code, phrases};

phrases! {
    /// The line, by what it is about.
    pub enum Line {
        /// Nothing could be scored.
        Nothing { period: String } => "line-nothing",
        /// Something is off target.
        ///
        /// `praised` says whether there is good news before it, in `best` and `best_by`; `gap` is `at-plan`, `better` or `worse` by `by`; `running` counts the
        /// periods with this status; `chanced` says whether `signal` is known; `off` of `total` are off target. Titles that hold a comma are closed by
        /// another, for which `title_comma` and `best_comma` stand.
        Off {
            praised: bool, best: String, best_comma: bool, best_by: String,
            title: String, title_comma: bool, gap: Code, by: String, running: usize,
            chanced: bool, signal: String, off: usize, total: usize,
        } => "line-off",
        /// Nothing is off target, something is to be watched; `more` others are too.
        Watch { title: String, gap: Code, by: String, chanced: bool, signal: String, more: usize } => "line-watch",
        /// The only measure is on target.
        One { title: String, title_comma: bool } => "line-one",
        /// All are on target.
        All { total: usize } => "line-all",
        /// All are on target, and one is better than that.
        AllAndBest { total: usize, best: String, best_comma: bool, best_by: String } => "line-all-and-best",
    }
}
