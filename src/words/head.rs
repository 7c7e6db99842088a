//! What stands at the head and foot of a document.

use chrono::NaiveDate;

use super::judgement::Reason;
use super::phrase::phrases;
use crate::measure::Level;

phrases! {
    /// Lines at the head and foot of a document.
    pub enum HeadLine {
        /// The heading of a document.
        Title { scorecard: String, entity: String, period: String, level: Level } => "head-title",
        /// Until when the data go.
        AsOf { date: NaiveDate } => "head-as-of",
        /// The same as a sentence.
        AsOfSentence { date: NaiveDate } => "head-as-of-sentence",
        /// Which run made it.
        Run { id: String } => "head-run",
        /// Which sources it rests on, and how many more.
        Sources { sources: String, more: usize } => "head-sources",
        /// What stands before a notice.
        Note => "head-note",
        /// The number of a page.
        Page { page: String, pages: String } => "head-page",
        /// The scorecard's score in a line of the terminal. `scored` says whether there is one.
        Summary { scorecard: String, entity: String, period: String, scored: bool, score: String, coverage: String } => "head-summary",
        /// What the file of figures within the document is.
        Attachment => "head-attachment",
    }
    /// What to know before trusting a page.
    pub enum Notice {
        /// The period was moved.
        Moved { period: String } => "notice-moved",
        /// Measures are provisional, for a reason.
        Provisional { measures: u64, reason: Reason } => "notice-provisional",
        /// Measures are provisional, for no more reason than that.
        Incomplete { measures: u64, period: String } => "notice-incomplete",
        /// Rows could not be used.
        Rejected { rows: u64, source: String } => "notice-rejected",
        /// A total differs from its ledger.
        Control { control: String, period: String, value: String, ledger: String, difference: String } => "notice-control",
    }
}
