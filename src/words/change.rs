//! What changed since the period before, and whether a process meets its target.

use super::phrase::{Code, phrases};
use super::series::Chanced;
use crate::statistics::assurance::Assurance;

phrases! {
    /// How the score came from that of the period before.
    pub enum Changed {
        /// It rose, fell or stayed: `moved` is `up`, `down` or `level`, as it is printed.
        Score { moved: Code, before: String, after: String, by: String, period: String } => "changed-score",
        /// One of the two periods has no score.
        NoScore { period: String } => "changed-no-score",
        /// A row for what weights did.
        Weights => "changed-weights",
        /// A row for the measures without a row of their own.
        Others { measures: u64 } => "changed-others",
        /// No status is another one: `of` is `nothing` where none stands beside one before, `part` in a report of some measures, `whole`.
        NoStatus { of: Code } => "changed-no-status",
        /// A score beside that of the period before.
        Was { moved: Code, score: String } => "changed-was",
    }
    /// Whether a process that goes on as it is meets its target, as a sentence.
    impl Assurance {
        Assurance::WillMeet => "assurance-will-meet",
        Assurance::WillMiss => "assurance-will-miss",
        Assurance::HitOrMiss => "assurance-hit-or-miss",
        Assurance::TooFew => "assurance-too-few",
        Assurance::NoTarget => "assurance-no-target",
    }
    /// The same in a word, beside a status.
    pub enum AssuranceWord {
        /// It will meet it.
        WillMeet => "assurance-word-will-meet",
        /// It will miss it.
        WillMiss => "assurance-word-will-miss",
        /// Chance decides.
        HitOrMiss => "assurance-word-hit-or-miss",
    }
    /// So many measures have a status.
    pub enum Tally {
        /// On target.
        OnTarget { measures: u64 } => "tally-on-target",
        /// To be watched.
        Watch { measures: u64 } => "tally-watch",
        /// Off target.
        OffTarget { measures: u64 } => "tally-off-target",
    }
    /// How a year may end, in a few figures.
    pub enum YearEnd {
        /// `planned` is `none`, `value` or `band`.
        Figures { value: String, low: String, high: String, planned: Code, plan: String, plan_high: String } => "year-end-figures",
        /// The chance of meeting its target.
        Chance { chanced: Chanced, chance: String } => "year-end-chance",
    }
}
