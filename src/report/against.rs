//! What an earlier run said otherwise, as it is printed.

use super::Composer;
use super::print::Pair;
use super::view::{AgainstView, RestatedView};
use crate::evaluate::against::{Cause, Change, Restated, Restatement};
use crate::locale::ABSENT;
use crate::words::AgainstNote;

impl Composer<'_> {
    /// What an earlier run said otherwise; nothing where none is compared.
    pub(super) fn against(&self) -> Option<AgainstView> {
        let found = self.beside.restated?;
        let (run, date) = (found.run.clone(), found.as_of);
        let sentence = match found.changes.len() as u64 {
            0 => self.say(&AgainstNote::Same { run, date }),
            figures => {
                let causes = self.causes(&found.causes);
                let caused = !found.causes.is_empty();
                self.say(&AgainstNote::Changed { figures, run, date, caused, causes })
            }
        };
        let rows = found.changes.iter().filter_map(|change| self.restated(found, change)).collect();
        Some(AgainstView { sentence, rows })
    }

    fn restated(&self, found: &Restatement, change: &Change) -> Option<RestatedView> {
        let (measure, result) = self.all().find(|(measure, _)| measure.id == change.measure)?;
        let printer = self.printer(measure, result);
        let printer = match change.before.zip(change.after) {
            Some((before, after)) => printer.telling([Pair::apart(before, after)]),
            None => printer,
        };
        let calendar = &self.scorecard.calendar;
        let period = calendar.parse_period(&change.period, measure.grain).ok();
        let period = period.map(|period| self.words.locale().period(calendar, &period));
        let text = |value: Option<f64>| value.map_or(ABSENT.to_owned(), |value| printer.with_unit(value));
        let causes = found.causes_of(change.what);
        Some(RestatedView {
            id: measure.id.clone(),
            title: measure.title.clone(),
            period: period.unwrap_or_else(|| change.period.clone()),
            what: self.say(&match change.what {
                Restated::Value => AgainstNote::Value,
                Restated::Target => AgainstNote::Target,
            }),
            before: text(change.before),
            after: text(change.after),
            values: (change.before, change.after),
            cause: match causes.is_empty() {
                true => self.say(&AgainstNote::Unknown),
                false => self.causes(&causes),
            },
        })
    }

    fn causes(&self, causes: &[Cause]) -> String {
        let said: Vec<String> = causes.iter().map(|cause| self.say(cause)).collect();
        self.words.list(&said)
    }
}
