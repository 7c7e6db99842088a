//! Figures as values of notes.

use std::collections::BTreeMap;

use crate::definition::{Draft, NewValue};
use crate::model::{Entry, Measure, Scorecard};
use crate::problem::{Code, Problem, Problems};
use crate::profile::{GridCell, yaml_text};

use super::layout::ImportedFigure;
use super::moved::{Change, ChangedFigure, Fault, Judge};
use super::targets::fault;

/// Notes as they will be.
#[derive(Debug, Default)]
pub struct NewNotes {
    /// Lines of values that come to the notes of each period.
    pub lines: BTreeMap<String, Vec<String>>,
    /// What differs from before.
    pub moved: Vec<ChangedFigure>,
    /// How many values are as they were.
    pub unchanged: usize,
}

/// Who entered values, and when, as far as these do not say so themselves.
#[derive(Debug, Clone, Copy)]
pub struct EnteredBy<'a> {
    /// Their name.
    pub name: Option<&'a str>,
    /// The day.
    pub date: &'a str,
}

/// Lets a scorecard judge values beside those of its notes.
///
/// # Errors
/// Every cell that cannot be taken over, and what is wrong with what stood there before.
pub fn values(
    draft: &mut Draft,
    at: usize,
    before: &Scorecard,
    figures: &[ImportedFigure],
    entered: EnteredBy<'_>,
    judge: &Judge<'_>,
) -> Result<NewNotes, (Vec<Fault>, Problems)> {
    let nameless = figures.iter().filter(|figure| figure.period.is_none());
    let lacking =
        |figure: &ImportedFigure| Fault::new(&figure.value.at, "this value has no period".to_owned(), None);
    let lacking: Vec<Fault> = nameless.map(lacking).collect();
    let figures: Vec<&ImportedFigure> = figures.iter().filter(|figure| figure.period.is_some()).collect();
    let given: Vec<NewValue> = figures.iter().map(|figure| value(figure, before, entered)).collect();
    let file = draft.over_values(at, &given);
    let (card, problems) = judge(draft, at);
    let (mut faults, mut others) = (lacking, Problems::new());
    for problem in problems.iter().filter(|problem| problem.severity().is_error() || is_orphan(problem)) {
        let own = problem.span.filter(|span| span.file == file);
        let figure = own.and_then(|span| {
            let (line, _) = draft.files.line_column(span);
            let start =
                draft.files.text(file).lines().take(line - 1).map(|line| line.len() + 1).sum::<usize>();
            let tabs = draft.files.text(file)[start..span.start].matches('\t').count();
            Some((*figures.get(line - 1)?, tabs))
        });
        match figure {
            Some((figure, column)) => faults.push(fault(problem, cell(figure, column))),
            None if problem.severity().is_error() => others.push(problem.clone()),
            None => {}
        }
    }
    let Some(after) = card.filter(|_| faults.is_empty() && others.is_empty()) else {
        return Err((faults, others));
    };
    let mut notes = NewNotes::default();
    for (figure, given) in figures.iter().zip(&given) {
        let (old, new) = (entry(before, given), entry(&after, given));
        if old.is_some() && old.map(|e| e.value) == new.map(|e| e.value) {
            notes.unchanged += 1;
            continue;
        }
        notes.lines.entry(given.period.clone()).or_default().push(line(given));
        notes.moved.push(ChangedFigure {
            change: if old.is_some() { Change::Changed } else { Change::New },
            measure: given.measure.clone(),
            entity: given.entity.clone(),
            segment: None,
            period: Some(given.period.clone()),
            before: old.map(|entry| entry.value.to_string()),
            after: Some(figure.value.text.clone()),
        });
    }
    Ok(notes)
}

/// Whether a problem says that nobody knows a measure.
fn is_orphan(problem: &Problem) -> bool {
    problem.code == Code::CommentOrphan
}

fn cell(figure: &ImportedFigure, column: usize) -> &GridCell {
    match (column, figure.says("entity"), &figure.period) {
        (0, ..) => &figure.measure,
        (1, Some(entity), _) => entity,
        (2, _, Some(period)) => period,
        _ => &figure.value,
    }
}

fn value(figure: &ImportedFigure, card: &Scorecard, entered: EnteredBy<'_>) -> NewValue {
    let word = |column: &str| figure.says(column).map(|cell| cell.text.clone());
    let measure = card.measure(&figure.measure.text);
    NewValue {
        period: figure.period.as_ref().map_or(String::new(), |cell| notes_period(&cell.text, measure, card)),
        measure: figure.measure.text.clone(),
        value: figure.value.text.clone(),
        is_rating: measure.is_some_and(|measure| measure.kind == "judgement"),
        entity: word("entity"),
        evidence: word("evidence").or_else(|| word("note")),
        by: word("by").or_else(|| entered.name.map(str::to_owned)),
        date: word("date").or_else(|| Some(entered.date.to_owned())),
    }
}

/// The period whose notes hold a value: one of the scorecard's grain, the last inside the measure's own.
fn notes_period(text: &str, measure: Option<&Measure>, card: &Scorecard) -> String {
    let grain = measure.map_or(card.grain, |measure| measure.grain);
    let own = card.calendar.parse_period(text, grain).ok();
    let noted = own.and_then(|period| card.calendar.period_of(card.grain, period.last));
    noted.map_or_else(|| text.to_owned(), |period| card.calendar.label(&period))
}

/// A text as a value of notes: numbers, rates and days stand as they are.
fn word(text: &str) -> String {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && text.bytes().all(|b| b.is_ascii_digit() || b".%-".contains(&b));
    if is_figure { text.to_owned() } else { yaml_text(text) }
}

/// The entry of a value's measure, period and entity.
fn entry<'c>(card: &'c Scorecard, given: &NewValue) -> Option<&'c Entry> {
    let measure = card.measure(&given.measure)?;
    let period = card.calendar.parse_period(&given.period, measure.grain).ok()?;
    let period = card.calendar.period_of(measure.grain, period.last)?;
    let entries = measure.entries.as_ref()?;
    entries.iter().find(|entry| entry.period == period && entry.entity == given.entity)
}

/// A value as a line of notes.
fn line(given: &NewValue) -> String {
    let mut keys = vec![("measure", given.measure.clone())];
    let key = if given.is_rating { "rating" } else { "value" };
    keys.push((key, word(&given.value)));
    let others =
        [("entity", &given.entity), ("by", &given.by), ("date", &given.date), ("evidence", &given.evidence)];
    keys.extend(others.into_iter().filter_map(|(key, text)| Some((key, word(text.as_ref()?)))));
    let keys: Vec<String> = keys.into_iter().map(|(key, text)| format!("{key}: {text}")).collect();
    format!("{{ {} }}", keys.join(", "))
}
