//! Fourth step of reading: documents to the model. Leaves are parsed, ids and columns resolved; every problem is
//! collected, and what depends on a thing that is already reported stays silent.

mod calendar;
mod currency;
mod database;
mod entity;
mod expressions;
mod form;
mod join;
mod links;
mod literal;
mod measure;
mod part;
mod parts;
mod query;
mod segment;
mod signal;
mod source;
mod target;
mod weights;
mod windows;

pub(crate) use entity::fault_of;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::document::notes::Notes;
use super::document::perspective::Title;
use super::document::text_for;
use super::feed::day;
use super::lexicon::Lexicons;
use super::open::{Draft, Sheet};
use super::table::Table;
use super::usage::Written;
use crate::calendar::{Calendar, Grain, Period};
use crate::form::Form;
use crate::locale::Locale;
use crate::measure::{SourceWords, Text, entered_source};
use crate::model::{Column, EnteredRow, Entities, OpenError, Privacy, Scorecard, Source};
use crate::problem::{Code, Problem, Problems, near};

/// Turns one scorecard of a draft, and the columns of its feeds by source id, into the model.
///
/// The problems are those of the draft, without the other scorecards', and those found here; the scorecard is absent
/// when one of them is an error.
pub fn resolve(
    draft: &Draft,
    sheet: &Sheet,
    headers: &BTreeMap<String, Result<Vec<Column>, OpenError>>,
) -> (Option<Scorecard>, Problems) {
    let document = &sheet.document;
    let others = |problem: &&Problem| {
        let file = problem.span.map(|span| span.file);
        !draft.scorecards.iter().any(|other| other.file != sheet.file && Some(other.file) == file)
    };
    let mut found = Problems::new();
    found.extend(draft.problems.iter().filter(others).cloned());
    let problems = RefCell::new(found);

    let locale = document.locale.as_ref().map_or(Some(Locale::EN_GB), |code| self::locale(code, &problems));
    let locale = locale.unwrap_or(Locale::EN_GB);
    let currency = document.currency.as_ref().and_then(|text| match currency::code(text) {
        Ok(code) => Some(code),
        Err(problem) => {
            problems.borrow_mut().push(problem);
            None
        }
    });
    let grain = document.grain.as_ref().map_or(Grain::Month, |word| calendar::grain_of(word.value));
    let whole = document.grain.as_ref().map(|word| word.span);
    let calendar = calendar::calendar(document.calendar.as_ref(), grain, &sheet.holidays, whole, &problems);
    let as_of = document.as_of.as_ref().and_then(|text| day(text, &mut problems.borrow_mut()));

    let sourcing = source::Sourcing {
        sheet,
        headers,
        calendar: &calendar,
        currency: currency.as_deref(),
        problems: &problems,
    };
    let mut sources = sourcing.sources();
    let echoes = sources.echoes(&sheet.written.sources);
    let (mut words, mut columns, mut order) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for id in &sources.order {
        if let Some(resolved) = sources.by_id.remove(id).flatten() {
            words.insert(id.clone(), resolved.words);
            columns.insert(id.clone(), resolved.columns);
            order.push(resolved.source);
        }
    }
    let mut resolving = Resolving {
        problems: &problems,
        calendar,
        grain,
        as_of,
        currency,
        locale,
        words,
        sources: order,
        columns,
        lexicons: &sheet.lexicons,
        written: &sheet.written,
        notes: Vec::new(),
        tables: &sheet.tables,
        entities: None,
        lines: Vec::new(),
        has_entities: document.entity.as_ref().is_some_and(|entity| entity.by.is_some()),
    };
    resolving.entities = document.entity.as_ref().and_then(|entity| resolving.entities_of(entity));
    resolving.notes = sheet.notes.iter().filter_map(|(name, notes)| resolving.note(name, notes)).collect();
    resolving.lines = target::lines(document, &resolving);
    let parts = parts::parts(document, &resolving);
    let entity = document.entity.as_ref().map(|entity| resolving.heading(&entity.name, "entity"));
    let title = document.title.as_ref().map(|title| resolving.title(title, "scorecard"));
    let title = title.filter(|title| literal::is_visible(title));
    let mission = document.mission.as_ref().map(|title| resolving.title(title, "mission"));
    let vision = document.vision.as_ref().map(|title| resolving.title(title, "vision"));
    let [mission, vision] = [mission, vision].map(|text| text.filter(|text| literal::is_visible(text)));
    let Resolving { calendar, currency, sources, entities, .. } = resolving;
    let mut kept = Problems::new();
    kept.extend(problems.into_inner().into_iter().filter(|problem| !echoes.contains(&problem.message)));
    let (false, Some(id)) = (kept.has_errors(), &document.scorecard) else {
        return (None, kept);
    };
    let entered = parts.measures.iter().filter_map(|measure| {
        let values = measure.entries.as_ref()?.iter().map(|entry| EnteredRow {
            day: entry.period.first,
            value: entry.value,
            entity: entry.entity.clone(),
        });
        Some(Source::entered(entered_source(&measure.id), measure.grain, values.collect()))
    });
    let sources = part::read(sources, entities.as_ref()).into_iter().chain(entered).collect();
    let scorecard = Scorecard {
        id: id.value.clone(),
        title: title.unwrap_or_else(|| id.value.clone()),
        mission,
        vision,
        entity: entity.unwrap_or_default(),
        entity_id: None,
        entities: entities.map(Arc::new),
        locale,
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
        initiatives: parts.initiatives,
        comments: parts.comments,
        events: parts.events,
        engine: sheet.engine.clone(),
    };
    (Some(scorecard), kept)
}

/// What is known of a scorecard while its parts are resolved.
pub(super) struct Resolving<'a> {
    /// Everything found so far.
    pub(super) problems: &'a RefCell<Problems>,
    /// Periods and days.
    pub(super) calendar: Calendar,
    /// Period of reports.
    pub(super) grain: Grain,
    /// Written as-of date.
    pub(super) as_of: Option<NaiveDate>,
    /// ISO code of the one currency.
    pub(super) currency: Option<String>,
    /// Words of reports.
    pub(super) locale: Locale,
    /// Sources that measures use, as kinds see them; a source with a fault of its own may be missing.
    pub(super) words: BTreeMap<String, SourceWords>,
    /// The same sources as they are read, a join after its sides.
    pub(super) sources: Vec<Source>,
    /// Their columns in order, derived and joined ones included, with the titles of their codes.
    pub(super) columns: BTreeMap<String, Vec<Column>>,
    /// Sentiment lexicons of the project; nothing for one whose file is at fault.
    pub(super) lexicons: &'a Lexicons,
    /// Ids that stand in the file, whether or not what they name could be read.
    pub(super) written: &'a Written,
    /// Notes, each with its period.
    pub(super) notes: Vec<(Period, &'a Notes)>,
    /// Text tables that the definition names, by path as written.
    pub(super) tables: &'a BTreeMap<String, Table>,
    /// The entities it is cut into.
    pub(super) entities: Option<Entities>,
    /// Rows of target files.
    pub(super) lines: Vec<target::Line<'a>>,
    /// Whether it names a column of entities, readable or not.
    pub(super) has_entities: bool,
}

impl<'a> Resolving<'a> {
    /// Notes with the period their file is named for, one of the reports'.
    fn note(&self, name: &Text, notes: &'a Notes) -> Option<(Period, &'a Notes)> {
        let period = self.period(name, self.grain, Code::NotePeriod)?;
        if period.grain != self.grain {
            let message = format!("`{name}` is no {} of notes", self.grain);
            let problem = Problem::new(Code::NotePeriod, message).at(name.span);
            self.report(problem.help(format!("name the file for a {}", self.grain)));
            return None;
        }
        Some((period, notes))
    }
}

impl Resolving<'_> {
    /// Collects a problem.
    pub(super) fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// A title in the locale of reports; `what` names the thing in the message.
    pub(super) fn title(&self, title: &Title, what: &str) -> String {
        title_of(title, what, &self.locale, self.problems)
    }
}

/// A title in a locale; without one the first that is written, and a problem.
fn title_of(title: &Title, what: &str, locale: &Locale, problems: &RefCell<Problems>) -> String {
    if let Some(text) = text_for(title, locale) {
        return text.to_owned();
    }
    let Form::Full(texts) = title else {
        return String::new();
    };
    let first = texts.first();
    let message = format!("title of `{what}` has no `{}`", locale.code());
    let problem = Problem::new(Code::MissingTitleLocale, message);
    let problem = problem.help(format!("add `{}: …`", locale.language()));
    problems.borrow_mut().push(match first {
        Some((language, _)) => problem.at(language.span),
        None => problem,
    });
    first.map(|(_, text)| text.value.clone()).unwrap_or_default()
}

fn locale(code: &Text, problems: &RefCell<Problems>) -> Option<Locale> {
    let locale = Locale::parse(&code.value);
    if locale.is_none() {
        let known: Vec<String> = Locale::codes().map(|code| format!("`{code}`")).collect();
        let problem = Problem::new(Code::UnknownLocale, format!("no locale `{code}`")).at(code.span);
        let problem = problem.help(format!("one of {}", known.join(", ")));
        problems.borrow_mut().push(problem.did_you_mean(near(&code.value, Locale::codes())));
    }
    locale
}
