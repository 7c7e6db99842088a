//! Fourth step of reading: documents to the model. Leaves are parsed, ids and columns resolved; every problem is
//! collected, and what depends on a thing that is already reported stays silent.

mod calendar;
mod control;
mod currency;
mod database;
mod entity;
mod expressions;
mod form;
mod formula_units;
mod heading;
mod join;
mod keys;
mod links;
mod literal;
mod measure;
mod notes;
mod part;
mod parts;
mod query;
mod report;
mod resolving;
mod segment;
mod signal;
mod source;
mod sourcing;
mod target;
mod to_date;
mod totals;
mod unknown;
mod weights;
mod windows;

pub(crate) use entity::fault_of;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::resolving::Resolver;
use self::source::ConsequentCauses;
use self::sourcing::SourceResolver;
use super::feed::day;
use super::languages;
use super::open::{Draft, ScorecardDraft};
use crate::calendar::Grain;
use crate::measure::entered_source;
use crate::model::{
    Brand, Column, Control, EnteredRow, Measure, OpenError, Privacy, Scorecard, Source, amounts, casts,
    compared, survey_weights,
};
use crate::problem::{Problem, Problems};

/// Turns one scorecard of a draft, and the columns of its feeds by source id, into the model.
///
/// The problems are those of the draft, without the other scorecards', and those found here; the scorecard is absent
/// when one of them is an error.
pub fn resolve(
    draft: &Draft,
    drafted: &ScorecardDraft,
    headers: &BTreeMap<String, Result<Vec<Column>, OpenError>>,
) -> (Option<Scorecard>, Problems) {
    let document = &drafted.document;
    let problems = RefCell::new(problems_of_draft(draft, drafted));

    let own = document.locale.as_ref().and_then(|code| resolving::locale(code, &draft.languages, &problems));
    let locale = drafted.translated.unwrap_or(own.unwrap_or_default());
    let currency = document
        .currency
        .as_ref()
        .and_then(|text| currency::code(text).map_err(|problem| problems.borrow_mut().push(problem)).ok());
    let grain = document.grain.as_ref().map_or(Grain::Month, |word| calendar::grain_of(word.value));
    let whole = document.grain.as_ref().map(|word| word.span);
    let calendar = calendar::calendar(document.calendar.as_ref(), grain, &drafted.holidays, whole, &problems);
    let as_of = document.as_of.as_ref().and_then(|text| day(text, &mut problems.borrow_mut()));

    let sourcing = SourceResolver {
        drafted,
        headers,
        files: &draft.files,
        calendar: &calendar,
        currency: currency.as_deref(),
        problems: &problems,
    };
    let mut sources = sourcing.sources();
    let consequent = sources.consequent_causes(&drafted.written.sources);
    let (mut words, mut columns, mut order) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (id, resolved) in sources.take_resolved() {
        words.insert(id.clone(), resolved.words);
        columns.insert(id, resolved.columns);
        order.push(resolved.source);
    }
    let mut r = Resolver {
        problems: &problems,
        calendar,
        grain,
        as_of,
        currency,
        locale,
        words,
        sources: order,
        columns,
        lexicons: &drafted.lexicons,
        written: &drafted.written,
        notes: Vec::new(),
        tables: &drafted.tables,
        entities: None,
        lines: Vec::new(),
        has_entities: document.entity.as_ref().is_some_and(|entity| entity.by.is_some()),
    };
    r.entities = document.entity.as_ref().and_then(|entity| r.entities_of(entity));
    r.notes = drafted.notes.iter().filter_map(|(name, notes)| r.note(name, notes)).collect();
    r.lines = target::lines(document, &r);
    let parts = parts::parts(document, &r);
    let controls = r.controls(&document.controls);
    let reports = r.reports(document, &parts.measures, (locale, &draft.languages), drafted.is_asked);
    let Headings { entity, title, mission, vision, brand } = headings(drafted, &r);
    let Resolver { calendar, currency, sources, entities, .. } = r;
    let kept = without_consequent(problems.into_inner(), &consequent);
    let (false, Some(id)) = (kept.has_errors(), &document.scorecard) else {
        return (None, kept);
    };
    let sources = finished_sources(part::read(sources, entities.as_ref()), &parts.measures, &controls);
    let scorecard = Scorecard {
        id: id.value.clone(),
        title: title.unwrap_or_else(|| id.value.clone()),
        mission,
        vision,
        entity: entity.unwrap_or_default(),
        entity_id: None,
        brand,
        headline: draft.headline.clone(),
        entities: entities.map(Arc::new),
        locale,
        words: languages::of_locale(locale, &draft.languages),
        currency,
        calendar,
        grain,
        as_of,
        edges: parts.edges,
        privacy: document.privacy.as_ref().map(|keys| Privacy { smallest: keys.smallest.value }),
        rollup: parts.rollup,
        sources,
        perspectives: parts.perspectives,
        measures: parts.measures,
        controls,
        initiatives: parts.initiatives,
        comments: parts.comments,
        decisions: parts.decisions,
        approvals: parts.approvals,
        events: parts.events,
        reports,
        engine: drafted.engine.clone(),
    };
    (Some(scorecard), kept)
}

/// The problems of a draft but those in files of its other scorecards.
fn problems_of_draft(draft: &Draft, drafted: &ScorecardDraft) -> Problems {
    let is_own = |problem: &&Problem| {
        let file = problem.span.map(|span| span.file);
        !draft.scorecards.iter().any(|other| other.file != drafted.file && Some(other.file) == file)
    };
    let mut problems = Problems::new();
    problems.extend(draft.problems.iter().filter(is_own).cloned());
    problems
}

/// Problems but those that only follow from others.
fn without_consequent(problems: Problems, consequent: &ConsequentCauses) -> Problems {
    let mut kept = Problems::new();
    kept.extend(problems.into_iter().filter(|problem| !consequent.hold(problem)));
    kept
}

/// All sources, with those that people's entries are and with marks at columns that measures compare and add up.
fn finished_sources(mut sources: Vec<Source>, measures: &[Measure], controls: &[Control]) -> Vec<Source> {
    sources.extend(measures.iter().filter_map(entered_values));
    compared::mark_columns(&mut sources, measures);
    amounts::mark_columns(&mut sources, measures);
    casts::mark_columns(&mut sources, measures, controls);
    survey_weights::mark_columns(&mut sources, measures);
    sources
}

/// What stands at the head of a scorecard and its pages.
struct Headings {
    entity: Option<String>,
    title: Option<String>,
    mission: Option<String>,
    vision: Option<String>,
    brand: Brand,
}

/// The texts at the head; one without a visible character is none.
fn headings(drafted: &ScorecardDraft, r: &Resolver<'_>) -> Headings {
    let document = &drafted.document;
    let visible = |text: Option<String>| text.filter(|text| heading::is_visible(text));
    let entity = document.entity.as_ref().map(|entity| r.heading(&entity.name, "entity"));
    let title = visible(document.title.as_ref().map(|title| r.title(title, "scorecard")));
    let mission = visible(document.mission.as_ref().map(|title| r.title(title, "mission")));
    let vision = visible(document.vision.as_ref().map(|title| r.title(title, "vision")));
    let footer = visible(drafted.brand.footer.as_ref().map(|title| r.title(title, "footer")));
    let brand = Brand { logo: drafted.brand.logo.clone(), colour: drafted.brand.colour, footer };
    Headings { entity, title, mission, vision, brand }
}

/// The source that people's entries of a measure are.
fn entered_values(measure: &Measure) -> Option<Source> {
    let values = measure.entries.as_ref()?.iter().map(|entry| EnteredRow {
        day: entry.period.first,
        value: entry.value,
        entity: entry.entity.clone(),
    });
    Some(Source::entered(entered_source(&measure.id), measure.grain, values.collect()))
}
