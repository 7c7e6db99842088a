//! What people say beside figures: initiatives, comments, what was entered upon what, and what drives what.

use super::Composer;
use crate::calendar::Period;
use crate::model::{Comment, Drive, Entry, Initiative};
use crate::words::{Code, Note};

impl Composer<'_> {
    pub(super) fn initiative(&self, initiative: &Initiative) -> String {
        self.initiative_with_owner(initiative, "")
    }

    /// The same where an owner is named already.
    pub(super) fn initiative_with_owner(&self, initiative: &Initiative, owner: &str) -> String {
        let own = initiative.owner.clone().filter(|own| own != owner);
        let progress = self.progress(initiative);
        let open = progress.is_none_or(|p| p < 1.0);
        self.say(&Note::Initiative {
            title: initiative.title.clone(),
            due: initiative.due,
            progressed: progress.is_some(),
            progress: progress.map_or(String::new(), |progress| self.words.locale().percent(progress, 0)),
            overdue: open && initiative.due < self.results.run.as_of,
            owned: own.is_some(),
            owner: own.unwrap_or_default(),
        })
    }

    /// Comments on a measure by the reported period, newest first.
    pub(super) fn comments(&self, measure: &str) -> Vec<String> {
        let calendar = &self.scorecard.calendar;
        let mut dated: Vec<(Period, String)> = self
            .scorecard
            .comments
            .iter()
            .filter(|c| c.measure == measure)
            .filter_map(|c| {
                let period = calendar.parse_period(&c.period, self.scorecard.grain).ok()?;
                let known = period.last <= self.results.run.period.last;
                known.then(|| (period, self.comment(c, &period)))
            })
            .collect();
        dated.extend(self.latest_entry(measure));
        dated.sort_by_key(|(period, _)| std::cmp::Reverse(period.last));
        dated.into_iter().map(|(_, text)| text).collect()
    }

    /// What people wrote in the reported period, each with the heading of its measure.
    pub(super) fn current_comments(&self) -> Vec<(String, String)> {
        let calendar = &self.scorecard.calendar;
        let now = &self.results.run.period;
        let told = self.scorecard.comments.iter().filter_map(|comment| {
            let period = calendar.parse_period(&comment.period, self.scorecard.grain).ok()?;
            let measure = self.scorecard.measure(&comment.measure)?;
            let is_now = (period.first, period.last) == (now.first, now.last);
            is_now.then(|| (measure.title.clone(), self.comment(comment, &period)))
        });
        told.collect()
    }

    fn comment(&self, comment: &Comment, period: &Period) -> String {
        self.say(&Note::Comment {
            period: self.words.locale().period(&self.scorecard.calendar, period),
            text: comment.text.clone(),
            signed: signed(comment.by.is_some(), comment.date.is_some()),
            by: comment.by.clone().unwrap_or_default(),
            date: comment.date,
        })
    }

    /// Who entered the newest value, and upon what, where anything is known of that.
    fn latest_entry(&self, measure: &str) -> Option<(Period, String)> {
        let entries = self.scorecard.measure(measure)?.entries.as_ref()?;
        let own = |entry: &&Entry| entry.entity.is_none() || entry.entity == self.scorecard.entity_id;
        let until = self.results.run.period.last;
        let entry = entries.iter().filter(own).rfind(|entry| entry.period.last <= until)?;
        if entry.by.is_none() && entry.date.is_none() && entry.evidence.is_none() {
            return None;
        }
        let said = self.say(&Note::Entered {
            period: self.words.locale().period(&self.scorecard.calendar, &entry.period),
            signed: signed(entry.by.is_some(), entry.date.is_some()),
            by: entry.by.clone().unwrap_or_default(),
            date: entry.date,
            evident: entry.evidence.is_some(),
            evidence: entry.evidence.clone().unwrap_or_default(),
        });
        Some((entry.period, said))
    }

    /// Heading of a measure or an objective.
    pub(super) fn title_of(&self, id: &str) -> String {
        let measure = self.scorecard.measure(id).map(|m| m.title.clone());
        let objective = || self.scorecard.objectives().find(|o| o.id == id).map(|o| o.title.clone());
        measure.or_else(objective).unwrap_or_else(|| id.to_owned())
    }

    pub(super) fn drive_words(&self, drive: &Drive) -> String {
        let title = self.title_of(&drive.to);
        let opposite = drive.opposite.then_some(Note::Opposite);
        let later = drive.lag.map(|lag| Note::Later { lag });
        let by = drive.by.clone().map(|by| Note::By { by });
        let remarks: Vec<String> =
            [opposite, later, by].into_iter().flatten().map(|note| self.say(&note)).collect();
        match remarks.is_empty() {
            true => title,
            false => self.say(&Note::Drives { title, remarks: remarks.join(", ") }),
        }
    }
}

/// Whether somebody signed, and when.
fn signed(by: bool, date: bool) -> Code {
    Code(match (by, date) {
        (false, false) => "none",
        (true, false) => "by",
        (false, true) => "date",
        (true, true) => "both",
    })
}
