//! What reports are composed from.

use super::extras::ReportExtras;
use crate::calendar::Period;
use crate::evaluate::Results;
use crate::evaluate::results::MeasureResult;
use crate::model::{Measure, Scorecard};
use crate::words::{Phrase, Words};

/// Puts results into words.
pub(crate) struct Composer<'a> {
    pub(super) scorecard: &'a Scorecard,
    pub(super) results: &'a Results,
    pub(super) extras: ReportExtras<'a>,
    pub(super) words: Words,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        scorecard: &'a Scorecard,
        results: &'a Results,
        extras: ReportExtras<'a>,
        words: &Words,
    ) -> Composer<'a> {
        Composer { scorecard, results, extras, words: words.clone() }
    }

    /// A phrase in the reader's language.
    pub(super) fn say(&self, phrase: &impl Phrase) -> String {
        self.words.say(phrase)
    }

    /// Every measure with its result, once, in the order of printing.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a Measure, &'a MeasureResult)> {
        let scorecard = self.scorecard;
        self.results.scorecard.objectives().flat_map(move |o| {
            o.measures.iter().filter_map(move |r| {
                let measure = scorecard.measure(&r.id)?;
                (measure.objective == o.id).then_some((measure, r))
            })
        })
    }

    /// The period reported.
    pub(super) fn reported(&self) -> Period {
        let period = &self.results.run.period;
        Period { grain: self.scorecard.grain, first: period.first, last: period.last }
    }

    /// Whether a measure has a part in the score of the reported period.
    pub(super) fn counts(&self, measure: &Measure) -> bool {
        crate::evaluate::counts_in_score(self.scorecard, measure, &self.reported())
    }

    /// Whether a measure has, or should have, a target in the reported period.
    pub(super) fn is_judged(&self, measure: &Measure) -> bool {
        crate::evaluate::is_judged(self.scorecard, measure, &self.reported())
    }
}
