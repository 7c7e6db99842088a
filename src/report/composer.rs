//! What reports are composed from.

use super::beside::Beside;
use crate::evaluate::Results;
use crate::model::Scorecard;
use crate::words::{Phrase, Words};

/// Puts results into words.
pub(crate) struct Composer<'a> {
    pub(super) scorecard: &'a Scorecard,
    pub(super) results: &'a Results,
    pub(super) beside: Beside<'a>,
    pub(super) words: Words,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        scorecard: &'a Scorecard,
        results: &'a Results,
        beside: Beside<'a>,
        words: &Words,
    ) -> Composer<'a> {
        Composer { scorecard, results, beside, words: words.clone() }
    }

    /// A phrase in the reader's language.
    pub(super) fn say(&self, phrase: &impl Phrase) -> String {
        self.words.say(phrase)
    }
}
