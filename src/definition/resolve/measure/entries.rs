//! Values that people entered: periods and literals to figures.

use super::super::literal::UnitReader;
use super::causes::{
    EntitiesDoNotPool, LongerThanGrain, RatingOffScale, TwoValues, ValuesOfWholeAndEntities,
};
use crate::calendar::{Grain, Period};
use crate::measure::{Entered, Judgement, Kind, Manual, Text, Unit};
use crate::model::Entry;
use crate::problem::{Code, MissingKey, Problem, Span};

/// Values of a kind that people enter, oldest first; `None` for a measure computed from rows.
pub(super) fn entries(kind: &Kind, grain: Grain, ruler: UnitReader<'_>) -> Option<Vec<Entry>> {
    let entered = kind.entered()?;
    let mut entries = match entered {
        Entered::Values(keys) => manual(keys, grain, ruler),
        Entered::Ratings(keys) => judgement(keys, grain, ruler),
    };
    entries.extend(entries_of_notes(entered, kind.word(), grain, ruler));
    entries.sort_by(|(_, a), (_, b)| (a.period.first, &a.entity).cmp(&(b.period.first, &b.entity)));
    for pair in entries.windows(2) {
        let (before, after) = (&pair[0].1, &pair[1].1);
        // Those of entities make the whole's, which is therefore not entered beside them.
        if before.period == after.period && (before.entity.is_none() || before.entity == after.entity) {
            let (first, again) = (pair[0].0, pair[1].0);
            let measure = ruler.measure.to_owned();
            let problem = match after.entity == before.entity {
                true => Problem::new(TwoValues { measure }),
                false => Problem::new(ValuesOfWholeAndEntities { measure }),
            };
            ruler.r.report(problem.at(again).related(first, "the other"));
        }
    }
    Some(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// What notes say: of several of one period the one of the latest date.
fn entries_of_notes(
    entered: Entered<'_>,
    kind: &str,
    grain: Grain,
    ruler: UnitReader<'_>,
) -> Vec<(Span, Entry)> {
    let mut found: Vec<(Span, Entry)> = Vec::new();
    for (period, notes) in &ruler.r.notes {
        // A measure of longer grain is entered in the notes of any period inside its own.
        let Some(period) = ruler.r.calendar.period_of(grain, period.last) else { continue };
        for note in notes.values.iter().filter(|note| note.measure.value == ruler.measure) {
            let value = match (entered, &note.value, &note.rating) {
                (Entered::Ratings(keys), None, Some(text)) => rating(text, keys.best(), ruler),
                (Entered::Values(_), Some(text), None) => ruler.level(text),
                _ => {
                    let key = if matches!(entered, Entered::Ratings(_)) { "rating" } else { "value" };
                    let problem = Problem::new(MissingKey::new("value", key));
                    let help = format!("give a `{}` one `{key}`", kind);
                    ruler.r.report(problem.at(note.measure.span).help(help));
                    None
                }
            };
            let Some(value) = value else { continue };
            let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
            let date = note.date.as_ref().and_then(|text| ruler.r.date(text, "date"));
            if let Some(entity) = note.entity.as_ref().filter(|_| !pools(entered)) {
                let cause = EntitiesDoNotPool { measure: ruler.measure.to_string() };
                ruler.r.report(Problem::new(cause).at(entity.span));
                continue;
            }
            let (by, evidence, entity) = (word(&note.by), word(&note.evidence), word(&note.entity));
            let entry = Entry { period, value, entity, by, date, evidence };
            let is_same = |other: &Entry| other.period == period && other.entity == entry.entity;
            match found.iter_mut().find(|(_, other)| is_same(other) && other.date != date) {
                Some((_, other)) if other.date > date => {}
                Some(other) => *other = (note.measure.span, entry),
                None => found.push((note.measure.span, entry)),
            }
        }
    }
    found
}

/// Whether values of entities make one of the whole (R43).
fn pools(entered: Entered<'_>) -> bool {
    matches!(entered, Entered::Values(keys) if keys.over_entities.is_some())
}

fn manual(keys: &Manual, grain: Grain, ruler: UnitReader<'_>) -> Vec<(Span, Entry)> {
    let entry = |(period, value): &(Text, Text)| {
        let (own, value) = (own_period(period, grain, ruler), ruler.level(value));
        Some((
            period.span,
            Entry { period: own?, value: value?, entity: None, by: None, date: None, evidence: None },
        ))
    };
    keys.values.iter().filter_map(entry).collect()
}

fn judgement(keys: &Judgement, grain: Grain, ruler: UnitReader<'_>) -> Vec<(Span, Entry)> {
    let ratings = keys.values.iter().filter_map(|(period, given)| {
        let (own, value) = (own_period(period, grain, ruler), rating(&given.rating, keys.best(), ruler));
        let (by, evidence) = (Some(given.by.value.clone()), Some(given.evidence.value.clone()));
        Some((period.span, Entry { period: own?, value: value?, entity: None, by, date: None, evidence }))
    });
    ratings.collect()
}

/// A rating on its scale.
fn rating(text: &Text, best: f64, ruler: UnitReader<'_>) -> Option<f64> {
    let value = UnitReader { unit: Unit::Points, ..ruler }.level(text)?;
    if (0.0..=best).contains(&value) {
        return Some(value);
    }
    ruler.r.report(Problem::new(RatingOffScale { best, text: text.to_string() }).at(text.span));
    None
}

/// A period of the measure's own grain: a value of a longer one says nothing of those inside (R43).
fn own_period(text: &Text, grain: Grain, ruler: UnitReader<'_>) -> Option<Period> {
    let period = ruler.r.period(text, grain, Code::NotePeriod)?;
    if period.grain == grain {
        return Some(period);
    }
    ruler.r.report(
        Problem::new(LongerThanGrain { text: text.to_string(), grain, own: period.grain }).at(text.span),
    );
    None
}
