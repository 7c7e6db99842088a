//! What an earlier run said otherwise.

use chrono::NaiveDate;

use super::phrase::phrases;
use crate::evaluate::restatement::Cause;

phrases! {
    /// What is said of the difference to an earlier run.
    pub enum RestatementNote {
        /// Heading.
        Heading => "against-heading",
        /// Figures are others than in the earlier run; `caused` says whether anything differs between the two runs.
        Changed { figures: u64, run: String, date: NaiveDate, caused: bool, causes: String } => "against-changed",
        /// None is.
        Same { run: String, date: NaiveDate } => "against-same",
        /// Several periods that follow one another.
        Periods { first: String, last: String } => "against-periods",
        /// So many more stand in the workbook.
        More { figures: u64 } => "against-more",
        /// Column of causes.
        CauseHead => "against-cause",
        /// Column of what figure it is.
        FigureHead => "against-figure",
        /// The value.
        Value => "against-value",
        /// The target.
        Target => "against-target",
        /// The score.
        Score => "against-score",
        /// The year to date.
        ToDate => "against-to-date",
        /// No cause is known.
        Unknown => "against-unknown",
    }
    /// What differs between two runs.
    impl Cause {
        Cause::Data => "against-cause-data",
        Cause::Definition => "against-cause-definition",
        Cause::Notes => "against-cause-notes",
        Cause::Program => "against-cause-program",
    }
}
