//! What people add to the figures: initiatives, comments, notes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::literal::UnitReader;
use super::resolving::Resolver;
use crate::definition::document::Document;
use crate::definition::document::initiative::Initiative as WrittenInitiative;
use crate::definition::document::notes::Role as WrittenRole;
use crate::measure::{Text, Unit};
use crate::model::{Approval, Comment, Decision, Initiative, Measure, ReportSpec, Role};
use crate::problem::{Code, Problem, Spanned, causes, near};

pub(super) fn initiative(
    id: &Spanned<String>,
    keys: &WrittenInitiative,
    objectives: &[&str],
    measures: &[Measure],
    r: &Resolver<'_>,
) -> Option<Initiative> {
    let title = r.heading(&keys.title, &id.value);
    let starts = keys.starts.as_ref().and_then(|text| r.date(text, "starts"));
    let due = r.date(&keys.due, "due");
    let mut supports = Vec::new();
    for objective in &keys.supports {
        if objectives.contains(&objective.value.as_str()) {
            supports.push(objective.value.clone());
        } else {
            r.unknown_id("objective", objective, objectives.iter().copied());
        }
    }
    let mut moves = Vec::new();
    for (moved, change) in keys.moves.iter().flat_map(|moves| moves.iter()) {
        match measures.iter().find(|measure| measure.id == moved.value) {
            Some(measure) => {
                let ruler = UnitReader { measure: &measure.id, unit: measure.unit, r };
                if ruler.tolerance(change).is_some() {
                    moves.push((moved.value.clone(), change.value.clone()));
                }
            }
            None => r.unknown_id("measure", moved, measures.iter().map(|measure| measure.id.as_str())),
        }
    }
    let money = UnitReader { measure: &id.value, unit: Unit::Currency, r };
    let milestones = keys.milestones.iter().flatten().filter_map(|step| {
        let title = r.heading(&step.title, &id.value);
        let due = r.date(&step.due, "due");
        let done = step.done.as_ref().and_then(|done| r.date(done, "done"));
        Some((title, due?, done))
    });
    let milestones = milestones.collect();
    let budget = keys.budget.as_ref().and_then(|text| money.level(text));
    let spent = keys.spent.as_ref().and_then(|text| money.level(text));
    let progress = keys.progress.as_ref().and_then(|text| money.percent(text));
    let noted = noted(id, money, r);
    Some(Initiative {
        id: id.value.clone(),
        title,
        owner: keys.owner.as_ref().map(|owner| r.title(owner, "owner")),
        starts,
        due: due?,
        supports,
        moves,
        budget,
        spent,
        progress,
        noted,
        entities: r.limited_to(keys.entities.as_ref()),
        milestones,
    })
}

/// What notes say of an initiative, oldest first.
fn noted(
    id: &Spanned<String>,
    money: UnitReader<'_>,
    r: &Resolver<'_>,
) -> Vec<(NaiveDate, Option<f64>, Option<f64>)> {
    let notes = r.notes.iter().flat_map(|(period, notes)| notes.progress.iter().map(move |n| (period, n)));
    let own = notes.filter(|(_, note)| note.initiative.value == id.value);
    let mut noted: Vec<_> = own
        .map(|(period, note)| {
            if let Some(date) = &note.date {
                r.date(date, "date");
            }
            let progress = note.progress.as_ref().and_then(|text| money.percent(text));
            (period.last, progress, note.spent.as_ref().and_then(|text| money.level(text)))
        })
        .collect();
    noted.sort_by_key(|(day, ..)| *day);
    noted
}

/// What notes name must be there: measures, measures that people enter, initiatives.
pub(super) fn check_orphans(document: &Document, measures: &[Measure], r: &Resolver<'_>) {
    let known = || r.written.measures.iter().map(String::as_str);
    let orphan = |name: &Text| {
        let cause = NoteOrphan { measure: name.to_string() };
        r.report(Problem::new(cause).at(name.span).did_you_mean(near(&name.value, known())));
    };
    for (_, notes) in &r.notes {
        for note in &notes.values {
            if !r.written.measures.contains(&note.measure.value) {
                orphan(&note.measure);
                continue;
            }
            let computed = measures.iter().find(|m| m.id == note.measure.value && m.entries.is_none());
            if let Some(measure) = computed {
                let cause = ValueOfComputed { measure: measure.id.to_string() };
                r.report(Problem::new(cause).at(note.measure.span));
            }
        }
        for note in &notes.comments {
            if !r.written.measures.contains(&note.measure.value) {
                orphan(&note.measure);
            }
        }
        for note in &notes.progress {
            if document.initiatives.get(&note.initiative.value).is_none() {
                let ids = document.initiatives.keys().map(|id| id.value.as_str());
                r.unknown_id("initiative", &note.initiative, ids);
            }
        }
        for report in notes.approvals.iter().filter_map(|note| note.report.as_ref()) {
            let own: Vec<&str> = document.reports.keys().map(|id| id.value.as_str()).collect();
            let known = if own.is_empty() { ReportSpec::USUAL.to_vec() } else { own };
            if !known.contains(&report.value.as_str()) {
                r.unknown_id("report", report, known.into_iter());
            }
        }
        for entity in notes.comments.iter().filter_map(|note| note.entity.as_ref()) {
            r.knows_entity(entity);
        }
        for entity in notes.values.iter().filter_map(|note| note.entity.as_ref()) {
            r.knows_entity(entity);
        }
    }
}

pub(super) fn comments(document: &Document, r: &Resolver<'_>) -> Vec<Comment> {
    let mut comments = Vec::new();
    let known: BTreeMap<&str, ()> = r.written.measures.iter().map(|id| (id.as_str(), ())).collect();
    for (key, texts) in document.comments.iter().flat_map(|periods| periods.iter()) {
        let period = r.period(key, r.grain, Code::NotePeriod);
        for (measure, text) in texts.iter() {
            if !known.contains_key(measure.value.as_str()) {
                let cause = NoteOrphan { measure: measure.to_string() };
                r.report(
                    Problem::new(cause)
                        .at(measure.span)
                        .did_you_mean(near(&measure.value, known.keys().copied())),
                );
                continue;
            }
            if let Some(period) = &period {
                comments.push(Comment {
                    period: r.calendar.label(period),
                    measure: measure.value.clone(),
                    entity: None,
                    text: r.title(text, "comment"),
                    by: None,
                    date: None,
                });
            }
        }
    }
    for (period, notes) in &r.notes {
        let own = notes.comments.iter().filter(|note| known.contains_key(note.measure.value.as_str()));
        comments.extend(own.map(|note| Comment {
            period: r.calendar.label(period),
            measure: note.measure.value.clone(),
            entity: note.entity.as_ref().map(|entity| entity.value.clone()),
            text: r.title(&note.text, "comment"),
            by: note.by.as_ref().map(|by| by.value.clone()),
            date: note.date.as_ref().and_then(|date| r.date(date, "date")),
        }));
    }
    comments
}

/// What was decided, the oldest period first.
pub(super) fn decisions(r: &Resolver<'_>) -> Vec<Decision> {
    let notes = r.notes.iter().flat_map(|(period, notes)| notes.decisions.iter().map(|note| (*period, note)));
    let mut decisions: Vec<Decision> = notes
        .map(|(period, note)| Decision {
            period,
            text: r.title(&note.text, "decision"),
            by: note.by.as_ref().map(|by| by.value.clone()),
            due: note.due.as_ref().and_then(|due| r.date(due, "due")),
        })
        .collect();
    decisions.sort_by_key(|decision| decision.period.first);
    decisions
}

/// Who answers for reports, the oldest period first.
pub(super) fn approvals(r: &Resolver<'_>) -> Vec<Approval> {
    let notes = r.notes.iter().flat_map(|(period, notes)| notes.approvals.iter().map(|note| (*period, note)));
    let mut approvals: Vec<Approval> = notes
        .map(|(period, note)| Approval {
            period,
            role: match note.role.value {
                WrittenRole::Prepared => Role::Prepared,
                WrittenRole::Reviewed => Role::Reviewed,
                WrittenRole::Approved => Role::Approved,
            },
            by: note.by.value.clone(),
            date: note.date.as_ref().and_then(|date| r.date(date, "date")),
            report: note.report.as_ref().map(|report| report.value.clone()),
        })
        .collect();
    approvals.sort_by_key(|approval| (approval.period.first, approval.role));
    approvals
}

causes! {
    /// A note on a measure that is not there.
    NoteOrphan { measure: String } => CommentOrphan,
        "no measure `{measure}`";

    /// A value entered for a measure that is computed.
    ValueOfComputed { measure: String } => ValueNotManual,
        "`{measure}` is computed",
        "take the value out, or make the measure `kind: manual`";
}
