//! Lists of the cases behind a figure.

use super::phrase::phrases;

phrases! {
    /// What is said of a list of cases.
    pub enum CaseNote {
        /// Its heading: rows that count as one thing and, if `parted`, not as another.
        Heading { of: String, parted: bool, without: String } => "cases-heading",
        /// All of them are listed.
        All { cases: u64 } => "cases-all",
        /// The newest of them are listed.
        Newest { listed: u64, cases: u64, left: u64 } => "cases-newest",
        /// What all of them add up to.
        Amount { amount: String } => "cases-amount",
        /// There is none.
        None => "cases-none",
        /// None is listed, because each is a group of one.
        Withheld => "cases-withheld",
    }
}
