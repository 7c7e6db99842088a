//! What the resolving of a scorecard works with.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::target::TargetRow;
use crate::calendar::{Calendar, Grain, Period};
use crate::definition::document::notes::Notes;
use crate::definition::document::text_for;
use crate::definition::document::title::Title;
use crate::definition::languages::{self, Languages};
use crate::definition::lexicon::Lexicons;
use crate::definition::table::Table;
use crate::definition::usage::WrittenIds;
use crate::form::Form;
use crate::locale::Locale;
use crate::measure::{SourceWords, Text};
use crate::model::{Column, Entities, Source};
use crate::problem::{Code, Problem, Problems, causes};

/// What is known of a scorecard while its parts are resolved.
pub(super) struct Resolver<'a> {
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
    pub(super) written: &'a WrittenIds,
    /// Notes, each with its period.
    pub(super) notes: Vec<(Period, &'a Notes)>,
    /// Text tables that the definition names, by path as written.
    pub(super) tables: &'a BTreeMap<String, Table>,
    /// The entities it is cut into.
    pub(super) entities: Option<Entities>,
    /// Rows of target files.
    pub(super) lines: Vec<TargetRow<'a>>,
    /// Whether it names a column of entities, readable or not.
    pub(super) has_entities: bool,
}

impl<'a> Resolver<'a> {
    /// Notes with the period their file is named for, one of the reports'.
    pub(super) fn note(&self, name: &Text, notes: &'a Notes) -> Option<(Period, &'a Notes)> {
        let period = self.period(name, self.grain, Code::NotePeriod)?;
        if period.grain != self.grain {
            let cause = NotesOfOtherGrain { name: name.to_string(), grain: self.grain };
            self.report(Problem::new(cause).at(name.span));
            return None;
        }
        Some((period, notes))
    }
}

impl Resolver<'_> {
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
    let problem = Problem::new(TitleUntranslated {
        of: what.to_string(),
        locale: locale.code().to_owned(),
        language: locale.language().to_owned(),
    });
    problems.borrow_mut().push(match first {
        Some((language, _)) => problem.at(language.span),
        None => problem,
    });
    first.map(|(_, text)| text.value.clone()).unwrap_or_default()
}

/// The locale of a code, and a problem where there is none.
pub(super) fn locale(code: &Text, own: &Languages, problems: &RefCell<Problems>) -> Option<Locale> {
    let found = languages::locale(&code.value, own);
    found.map_err(|problem| problems.borrow_mut().push(problem.at(code.span))).ok()
}

causes! {
    /// Notes named for a period that is not the reports'.
    NotesOfOtherGrain { name: String, grain: Grain } => NotePeriod,
        "`{name}` is no {grain} of notes",
        "name the file for a {grain}";

    /// A title without a text in the reports' language.
    TitleUntranslated { of: String, locale: String, language: String } => MissingTitleLocale,
        "title of `{of}` has no `{locale}`",
        "add `{language}: …`";
}
