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
        let following = found.following.iter().filter_map(|change| self.restated(found, change)).collect();
        Some(AgainstView { sentence, rows, following })
    }

    fn restated(&self, found: &Restatement, change: &Change) -> Option<RestatedView> {
        let measure = self.all().find(|(measure, _)| measure.id == change.measure);
        let is_score = change.what == Restated::Score;
        let title = match measure {
            Some((measure, _)) => measure.title.clone(),
            None => self.title_above(&change.measure)?,
        };
        let printer = measure.map(|(measure, result)| {
            let printer = self.printer(measure, result);
            match change.before.zip(change.after) {
                Some((before, after)) => printer.telling([Pair::apart(before, after)]),
                None => printer,
            }
        });
        let calendar = &self.scorecard.calendar;
        let grain = measure.map_or(self.scorecard.grain, |(measure, _)| measure.grain);
        let period = calendar.parse_period(&change.period, grain).ok();
        let period = period.map(|period| self.words.locale().period(calendar, &period));
        let number = |value: f64| match printer.as_ref().filter(|_| !is_score) {
            Some(printer) => printer.with_unit(value),
            None => self.words.locale().number(value, 1),
        };
        let text = |value: Option<f64>| value.map_or(ABSENT.to_owned(), number);
        let causes = found.causes_of(change.what);
        Some(RestatedView {
            id: change.measure.clone(),
            title,
            period: period.unwrap_or_else(|| change.period.clone()),
            what: self.say(&match change.what {
                Restated::Value => AgainstNote::Value,
                Restated::Target => AgainstNote::Target,
                Restated::Score => AgainstNote::Score,
                Restated::ToDate => AgainstNote::ToDate,
            }),
            before: text(change.before),
            after: text(change.after),
            is_score,
            values: (change.before, change.after),
            cause: match causes.is_empty() {
                true => self.say(&AgainstNote::Unknown),
                false => self.causes(&causes),
            },
        })
    }

    /// The heading of an objective, a perspective or the whole.
    fn title_above(&self, id: &str) -> Option<String> {
        let card = &self.results.scorecard;
        let objectives = card.perspectives.iter().flat_map(|perspective| &perspective.objectives);
        let above = card.perspectives.iter().map(|p| (&p.id, &p.title));
        let mut above = above.chain(objectives.map(|o| (&o.id, &o.title))).chain([(&card.id, &card.title)]);
        above.find(|(own, _)| *own == id).map(|(_, title)| title.clone())
    }

    fn causes(&self, causes: &[Cause]) -> String {
        let said: Vec<String> = causes.iter().map(|cause| self.say(cause)).collect();
        self.words.list(&said)
    }
}
