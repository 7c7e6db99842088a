//! Values that people entered: periods and literals to figures.

use super::super::literal::Ruler;
use crate::calendar::{Grain, Period};
use crate::measure::{Judgement, Kind, Manual, Text, Unit};
use crate::model::Entry;
use crate::problem::{Code, Problem, Span};

/// Values of a kind that people enter, oldest first; nothing for a measure computed from rows.
pub(super) fn entries(kind: &Kind, grain: Grain, ruler: Ruler<'_>) -> Option<Vec<Entry>> {
    let mut entries = match kind {
        Kind::Manual(keys) if keys.is_by_value() => manual(keys, grain, ruler),
        Kind::Judgement(keys) => judgement(keys, grain, ruler),
        _ => return None,
    };
    entries.extend(noted(kind, grain, ruler));
    entries.sort_by_key(|(_, entry)| entry.period.first);
    for pair in entries.windows(2) {
        if pair[0].1.period == pair[1].1.period {
            let (first, again) = (pair[0].0, pair[1].0);
            let message = format!("`{}` has two values for one period", ruler.measure);
            let problem = Problem::new(Code::DuplicateKey, message).at(again);
            ruler.r.report(problem.related(first, "the other").help("keep one"));
        }
    }
    Some(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// What notes say: of several of one period the one of the latest date.
fn noted(kind: &Kind, grain: Grain, ruler: Ruler<'_>) -> Vec<(Span, Entry)> {
    let mut found: Vec<(Span, Entry)> = Vec::new();
    for (period, notes) in &ruler.r.notes {
        // A measure of longer grain is entered in the notes of any period inside its own.
        let Some(period) = ruler.r.calendar.period_of(grain, period.last) else { continue };
        for note in notes.values.iter().filter(|note| note.measure.value == ruler.measure) {
            let value = match (kind, &note.value, &note.rating) {
                (Kind::Judgement(keys), None, Some(text)) => rating(text, keys.best(), ruler),
                (Kind::Manual(_), Some(text), None) => ruler.level(text),
                _ => {
                    let key = if matches!(kind, Kind::Judgement(_)) { "rating" } else { "value" };
                    let problem = Problem::new(Code::MissingKey, format!("`value` needs `{key}`"));
                    let help = format!("give a `{}` one `{key}`", kind.word());
                    ruler.r.report(problem.at(note.measure.span).help(help));
                    None
                }
            };
            let Some(value) = value else { continue };
            let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
            let date = note.date.as_ref().and_then(|text| ruler.r.date(text, "date"));
            let entry = Entry { period, value, by: word(&note.by), date, evidence: word(&note.evidence) };
            match found.iter_mut().find(|(_, other)| other.period == period && other.date != date) {
                Some((_, other)) if other.date > date => {}
                Some(other) => *other = (note.measure.span, entry),
                None => found.push((note.measure.span, entry)),
            }
        }
    }
    found
}

fn manual(keys: &Manual, grain: Grain, ruler: Ruler<'_>) -> Vec<(Span, Entry)> {
    let entry = |(period, value): &(Text, Text)| {
        let (own, value) = (own_period(period, grain, ruler), ruler.level(value));
        Some((period.span, Entry { period: own?, value: value?, by: None, date: None, evidence: None }))
    };
    keys.values.iter().filter_map(entry).collect()
}

fn judgement(keys: &Judgement, grain: Grain, ruler: Ruler<'_>) -> Vec<(Span, Entry)> {
    let ratings = keys.values.iter().filter_map(|(period, given)| {
        let (own, value) = (own_period(period, grain, ruler), rating(&given.rating, keys.best(), ruler));
        let (by, evidence) = (Some(given.by.value.clone()), Some(given.evidence.value.clone()));
        Some((period.span, Entry { period: own?, value: value?, by, date: None, evidence }))
    });
    ratings.collect()
}

/// A rating on its scale.
fn rating(text: &Text, best: f64, ruler: Ruler<'_>) -> Option<f64> {
    let value = Ruler { unit: Unit::Points, ..ruler }.level(text)?;
    if (0.0..=best).contains(&value) {
        return Some(value);
    }
    let problem = Problem::new(Code::WrongType, format!("`rating` takes 0 to {best}, this is `{text}`"));
    ruler.r.report(problem.at(text.span).help("write a rating of this scale, or `of: …` for another"));
    None
}

/// A period of the measure's own grain: a value of a longer one says nothing of those inside (R43).
fn own_period(text: &Text, grain: Grain, ruler: Ruler<'_>) -> Option<Period> {
    let period = ruler.r.period(text, grain, Code::NotePeriod)?;
    if period.grain == grain {
        return Some(period);
    }
    let message = format!("`{text}` is longer than a {grain}");
    let help = format!("write a {grain}, or give the measure `grain: {}`", period.grain);
    ruler.r.report(Problem::new(Code::WrongType, message).at(text.span).help(help));
    None
}
