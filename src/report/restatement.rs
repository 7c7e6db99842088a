//! What an earlier run said otherwise, as it is printed.

use super::Composer;
use super::print::{Pair, Printer};
use super::view::{RestatedLine, RestatedView, RestatementView};
use crate::calendar::Period;
use crate::evaluate::restatement::{Cause, Change, Restated, Restatement};
use crate::locale::ABSENT;
use crate::words::{Figures, RestatementNote};

impl Composer<'_> {
    /// What an earlier run said otherwise; `None` where none is compared.
    pub(super) fn restatement(&self) -> Option<RestatementView> {
        let found = self.extras.restated?;
        let (run, date) = (found.run.clone(), found.as_of);
        let sentence = match found.changes.len() as u64 {
            0 => self.say(&RestatementNote::Same { run, date }),
            figures => {
                let causes = self.causes(&found.causes);
                let caused = !found.causes.is_empty();
                self.say(&RestatementNote::Changed { figures, run, date, caused, causes })
            }
        };
        let rows = found.changes.iter().filter_map(|change| self.restated(found, change)).collect();
        let following = found.following.iter().filter_map(|change| self.restated(found, change)).collect();
        let lines = alike(&found.changes).iter().filter_map(|group| self.line(found, group)).collect();
        Some(RestatementView { sentence, rows, lines, following })
    }

    /// Figures of one measure in one line.
    fn line(&self, found: &Restatement, group: &[&Change]) -> Option<RestatedLine> {
        let (first, figures) = (*group.first()?, group.len());
        let told = self.restated(found, first)?;
        let printer = self.printer_of(group).filter(|_| figures > 1);
        let Some(printer) = printer else { return Some(RestatedLine { told, figures }) };
        let range = |of: &dyn Fn(&Change) -> Option<f64>| {
            let known = || group.iter().filter_map(|change| of(change));
            let (low, high) = (known().reduce(f64::min)?, known().reduce(f64::max)?);
            let (low, high) = (printer.value(low), printer.with_unit(high));
            Some(match low == printer.value(known().reduce(f64::max)?) {
                true => high,
                false => self.say(&Figures::Range { low, high }),
            })
        };
        let told = RestatedView {
            period: self.periods(group),
            before: range(&|change| change.before).unwrap_or(told.before),
            after: range(&|change| change.after).unwrap_or(told.after),
            ..told
        };
        Some(RestatedLine { told, figures })
    }

    /// How the figures of a measure are printed so that those before and now are told apart; `None` where they are of no measure.
    fn printer_of(&self, changes: &[&Change]) -> Option<Printer> {
        let of = changes.first()?;
        let (measure, result) = self.all().find(|(measure, _)| measure.id == of.measure)?;
        let pairs = changes.iter().filter_map(|change| Some(Pair::differing(change.before?, change.after?)));
        Some(self.printer(measure, result).with_distinguishing_decimals(pairs))
    }

    /// Periods as a page lists them: those that follow one another from the first to the last.
    fn periods(&self, group: &[&Change]) -> String {
        let (calendar, locale) = (&self.scorecard.calendar, self.words.locale());
        let grain = group
            .first()
            .and_then(|change| self.scorecard.measure(&change.measure))
            .map(|measure| measure.grain);
        let grain = grain.unwrap_or(self.scorecard.grain);
        let periods = group.iter().filter_map(|change| calendar.parse_period(&change.period, grain).ok());
        let mut runs: Vec<(Period, Period)> = Vec::new();
        for period in periods {
            match runs.last_mut() {
                Some((_, last)) if calendar.previous(&period) == Some(*last) => *last = period,
                _ => runs.push((period, period)),
            }
        }
        let axis = |period: &Period| locale.period_axis(calendar, period);
        let told = runs.iter().map(|(first, last)| match first == last {
            true => axis(first),
            false => self.say(&RestatementNote::Periods { first: axis(first), last: axis(last) }),
        });
        self.words.list(&told.collect::<Vec<_>>())
    }

    fn restated(&self, found: &Restatement, change: &Change) -> Option<RestatedView> {
        let measure = self.all().find(|(measure, _)| measure.id == change.measure);
        let is_score = change.what == Restated::Score;
        let title = match measure {
            Some((measure, _)) => measure.title.clone(),
            None => self.title_above(&change.measure)?,
        };
        let printer = self.printer_of(&[change]);
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
                Restated::Value => RestatementNote::Value,
                Restated::Target => RestatementNote::Target,
                Restated::Score => RestatementNote::Score,
                Restated::ToDate => RestatementNote::ToDate,
            }),
            before: text(change.before),
            after: text(change.after),
            is_score,
            values: (change.before, change.after),
            cause: match causes.is_empty() {
                true => self.say(&RestatementNote::Unknown),
                false => self.causes(&causes),
            },
        })
    }

    /// The heading of an objective, a perspective or the whole.
    fn title_above(&self, id: &str) -> Option<String> {
        let card = &self.results.scorecard;
        let above = card.perspectives.iter().map(|p| (&p.id, &p.title));
        let mut above =
            above.chain(card.objectives().map(|o| (&o.id, &o.title))).chain([(&card.id, &card.title)]);
        above.find(|(own, _)| *own == id).map(|(_, title)| title.clone())
    }

    fn causes(&self, causes: &[Cause]) -> String {
        let said: Vec<String> = causes.iter().map(|cause| self.say(cause)).collect();
        self.words.list(&said)
    }
}

/// Changes that one line tells: of a measure's plans, or of what is the same in several periods.
fn alike(changes: &[Change]) -> Vec<Vec<&Change>> {
    let is_alike = |one: &Change, other: &Change| {
        let values = match one.what {
            Restated::Target => {
                one.before.is_some() == other.before.is_some() && one.after.is_some() == other.after.is_some()
            }
            _ => (one.before, one.after) == (other.before, other.after),
        };
        values && one.measure == other.measure && one.what == other.what
    };
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        match groups.iter_mut().find(|group| is_alike(group[0], change)) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}
