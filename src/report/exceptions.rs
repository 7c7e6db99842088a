//! What is off or near its target: how it came, where, what was said of it and what is done about it.

use chrono::NaiveDate;

use crate::evaluate::results::{MeasureResult, SegmentResult, SegmentsResult};
use crate::evaluate::score::Status;
use crate::measure::{Direction, Pooling};
use crate::model::{Comment, Initiative, Measure};
use crate::words::{Code, ExceptionText, Note};

use super::Composer;
use super::print::{self, Pair, Printer};
use super::sections::shortened;
use super::view::ExceptionView;

/// Characters of a comment or a sentence in a row, which stays on one page; on a measure's own page all of them stand.
const WRITTEN: usize = 600;
/// The same of a line on an initiative, and of a name.
const NAMED: usize = 160;
/// Initiatives that are told in a row.
const TOLD: usize = 3;
/// More than a measure to be watched can cost: what is off target comes first.
const OFF_TARGET: f64 = 1e6;

/// Where a miss comes from, as one segment table tells.
pub(super) struct Cause {
    /// Position of the table among those of the measure.
    pub(super) table: usize,
    /// Segment and figure in words.
    pub(super) text: String,
}

impl Composer<'_> {
    /// What is off or near its target, that which costs most first.
    pub(super) fn exceptions(&self) -> Vec<ExceptionView> {
        let mut found: Vec<(f64, ExceptionView)> = Vec::new();
        for (measure, result) in self.all() {
            let Some(current) = result.current() else { continue };
            let (Some(status), Some(score)) = (current.status, current.score) else { continue };
            if status == Status::OnTarget || !self.counts(measure) {
                continue;
            }
            let rank = if status == Status::OffTarget { OFF_TARGET } else { 0.0 };
            let cost = result.effective_weight * (100.0 - score);
            found.push((rank + cost, self.exception(measure, result, status)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().map(|(_, view)| view).collect()
    }

    /// What is said where there are none, in a report of all measures or of some.
    pub(super) fn no_exceptions(&self, is_whole: bool) -> String {
        let scored = |(measure, result): (&Measure, &MeasureResult)| {
            self.counts(measure) && result.current().is_some_and(|current| current.status.is_some())
        };
        self.say(&ExceptionText::Nothing { of: subject_code(self.all().any(scored), is_whole) })
    }

    fn exception(&self, measure: &Measure, result: &MeasureResult, status: Status) -> ExceptionView {
        let printer = self.printer(measure, result);
        let is_off = status == Status::OffTarget;
        let mut supporting: Vec<&Initiative> =
            self.scorecard.initiatives.iter().filter(|i| i.supports.contains(&measure.objective)).collect();
        // What is still to be done comes first, by the days it is due.
        supporting.sort_by_key(|i| (self.is_done(i), i.due));
        let owner = self.scorecard.owner_of(measure).unwrap_or_default();
        let mut actions: Vec<String> =
            supporting.iter().take(TOLD).flat_map(|i| self.action(i, owner)).collect();
        let more = supporting.len().saturating_sub(TOLD) as u64;
        if more > 0 {
            actions.push(self.say(&ExceptionText::MoreInitiatives { initiatives: more }));
        }
        if is_off && supporting.is_empty() {
            actions.push(self.say(&ExceptionText::NoInitiative));
        }
        let (comment, remark) = self.current_comment(&measure.id, is_off);
        let causes = self.causes_of_miss(measure, result, &printer).into_iter().map(|cause| cause.text);
        let causes: Vec<String> = causes.collect();
        ExceptionView {
            id: measure.id.clone(),
            title: measure.title.clone(),
            objective: self.title_of(&measure.objective),
            status: print::status(status, &self.words),
            run: self.trend(measure, result, false, &printer),
            sentence: shortened(&self.sentence(measure, result, &printer), WRITTEN),
            furthest_behind: shortened(&self.words.clauses(&causes), WRITTEN),
            comment: shortened(&comment, WRITTEN),
            comment_remark: remark,
            owner: shortened(owner, NAMED),
            next: supporting
                .first()
                .filter(|i| !self.is_done(i))
                .map_or(String::new(), |i| self.initiative_with_owner(i, owner)),
            actions,
        }
    }

    /// An initiative beside the owner of a measure, of whom a reader knows: what is done, how much of its time is gone and of its money
    /// spent, and its next step.
    fn action(&self, initiative: &Initiative, owner: &str) -> Vec<String> {
        let until = self.results.run.period.last.min(self.results.run.as_of);
        let locale = self.words.locale();
        let mut lines = vec![shortened(&self.initiative_with_owner(initiative, owner), NAMED)];
        let progress = self.progress(initiative);
        if let Some(gone) = initiative.starts.and_then(|starts| gone(starts, initiative.due, until))
            && !self.is_done(initiative)
        {
            // As both are printed.
            let percent = |share: f64| (share * 100.0).round();
            lines.push(self.say(&ExceptionText::Pace {
                time: locale.percent(gone, 0),
                behind: progress.is_some_and(|progress| percent(progress) < percent(gone)),
            }));
        }
        let spent = initiative.noted.iter().filter(|(day, ..)| *day <= self.results.run.period.last);
        let spent = spent.filter_map(|(.., spent)| *spent).next_back().or(initiative.spent);
        if let Some((spent, budget)) = spent.zip(initiative.budget) {
            let currency = self.scorecard.currency.clone().unwrap_or_default();
            let (spent, budget) = (locale.number(spent, 0), locale.number(budget, 0));
            lines.push(self.say(&ExceptionText::Spent { spent, budget, currency }));
        }
        let open = initiative.milestones.iter().find(|(_, _, done)| done.is_none_or(|done| done > until));
        if let Some((title, due, _)) = open {
            let (title, due, overdue) = (shortened(title, NAMED), *due, *due < self.results.run.as_of);
            lines.push(self.say(&ExceptionText::NextStep { title, due, overdue }));
        }
        lines
    }

    fn is_done(&self, initiative: &Initiative) -> bool {
        self.progress(initiative).is_some_and(|progress| progress >= 1.0)
    }

    /// Share of an initiative that is done by the reported period.
    pub(super) fn progress(&self, initiative: &Initiative) -> Option<f64> {
        let noted = initiative.noted.iter().filter(|(day, ..)| *day <= self.results.run.period.last);
        noted.filter_map(|(_, progress, _)| *progress).next_back().or(initiative.progress)
    }

    /// What people wrote of a measure in the reported period, and what is to be said of that: that there is nothing, or nothing new.
    fn current_comment(&self, measure: &str, is_wanted: bool) -> (String, String) {
        let text = |label: &str| {
            let of = |c: &&Comment| c.measure == measure && c.period == label;
            let texts = self.scorecard.comments.iter().filter(of).map(|c| c.text.trim());
            texts.collect::<Vec<_>>().join(" ")
        };
        let calendar = &self.scorecard.calendar;
        let now = text(&self.results.run.period.label);
        let before = calendar.previous(&self.reported());
        let words_of_before = before.map_or(String::new(), |before| text(&calendar.label(&before)));
        let remark = match (now.is_empty(), before.filter(|_| now == words_of_before)) {
            (true, _) if is_wanted => self.say(&ExceptionText::NoComment),
            (false, Some(before)) => self
                .say(&ExceptionText::SameComment { period: self.words.locale().period(calendar, &before) }),
            _ => String::new(),
        };
        (now, remark)
    }

    /// What of each segment table tells where a miss comes from; nothing of a measure that is on target or not judged.
    pub(super) fn causes_of_miss(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        printer: &Printer,
    ) -> Vec<Cause> {
        let status = result.current().and_then(|current| current.status);
        let Some(direction) = measure.direction.filter(|_| status.is_some_and(|s| s != Status::OnTarget))
        else {
            return Vec::new();
        };
        let adds = matches!(measure.plan.pooling, Pooling::Flow | Pooling::Last);
        let found = result.segments.iter().enumerate().filter_map(|(at, table)| {
            let text = match adds {
                true => self.furthest_moved(measure, result, (table, direction), printer),
                false => self.furthest_behind(measure, result, (table, direction), printer),
            };
            text.map(|text| Cause { table: at, text })
        });
        found.collect()
    }

    /// The segment that lies furthest behind the total, of those with cases enough.
    fn furthest_behind(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        (table, direction): (&SegmentsResult, Direction),
        printer: &Printer,
    ) -> Option<String> {
        let total = result.current()?.value?;
        let behind = named(table).filter(|r| r.current.doubt.is_none()).filter_map(|r| {
            let gap = direction.shortfall(r.current.value?, total);
            (gap > 0.0).then_some((gap, r))
        });
        let (_, row) = behind.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let value = row.current.value?;
        let value =
            printer.clone().with_distinguishing_decimals([Pair::differing(value, total)]).with_unit(value);
        Some(self.say(&Note::Behind {
            segments: table.title.clone(),
            segment: self.segment_name(measure, &table.by, row.name()),
            value,
            n: printer.n(row.current.n),
        }))
    }

    /// The segment whose part of a total got worse by most since the period before, where the total is no better than then.
    fn furthest_moved(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        (table, direction): (&SegmentsResult, Direction),
        printer: &Printer,
    ) -> Option<String> {
        if direction.shortfall(result.current()?.value?, result.previous?) < 0.0 {
            return None;
        }
        let moved = named(table).filter_map(|r| {
            let (value, before) = (r.current.value?, r.previous?);
            let gap = direction.shortfall(value, before);
            (gap > 0.0).then_some((gap, value, before, r))
        });
        let (_, value, before, row) = moved.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let printer = printer.clone().with_distinguishing_decimals([Pair::differing(value, before)]);
        Some(self.say(&Note::Moved {
            segments: table.title.clone(),
            segment: self.segment_name(measure, &table.by, row.name()),
            value: printer.with_unit(value),
            previous: printer.value_again(before),
        }))
    }
}

/// Of what a sentence says that there is nothing.
pub(super) fn subject_code(is_any: bool, is_whole: bool) -> Code {
    Code(match (is_any, is_whole) {
        (false, _) => "nothing",
        (true, false) => "part",
        (true, true) => "whole",
    })
}

/// The rows of a segment table that have a name.
fn named(table: &SegmentsResult) -> impl Iterator<Item = &SegmentResult> {
    table.rows.iter().filter(|row| row.label.is_some() && row.keys.iter().any(Option::is_some))
}

/// Share of a span that is gone by a day.
fn gone(starts: NaiveDate, due: NaiveDate, until: NaiveDate) -> Option<f64> {
    let (all, past) = ((due - starts).num_days(), (until - starts).num_days());
    (all > 0).then(|| (past as f64 / all as f64).clamp(0.0, 1.0))
}
