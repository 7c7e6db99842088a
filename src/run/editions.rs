//! Which reports a run makes, of whom, and in which languages.

use std::collections::BTreeMap;

use super::computed::Computed;
use super::entities::Burst;
use super::error::RunError;
use super::resolved::resolve;
use crate::calendar::Period;
use crate::definition::{self, Draft, ScorecardDraft};
use crate::evaluate::{self, Results};
use crate::locale::Locale;
use crate::model::{ReportSpec, Scorecard, Subjects};
use crate::problem::{Code, Files, Problem, Problems};
use crate::render::{self, Edition, OutputFile, OutputRequest, Pages};
use crate::report::ReportExtras;

/// A scorecard in the other languages of its reports, by their codes.
pub type Translations = BTreeMap<String, Scorecard>;

/// A scorecard in every language of its reports but its own.
///
/// # Errors
/// What it lacks in one of them, with the files that it was read from.
pub fn translations(
    drafted: &ScorecardDraft,
    scorecard: &Scorecard,
) -> Result<Translations, Box<(Files, Problems)>> {
    let mut found = Translations::new();
    for locale in scorecard.reports.iter().filter_map(|report| report.locale) {
        if found.contains_key(locale.code()) {
            continue;
        }
        let (draft, card, problems) = translated(drafted, locale);
        match card {
            Some(card) => _ = found.insert(locale.code().to_owned(), card),
            None => return Err(Box::new((draft.files, problems))),
        }
    }
    Ok(found)
}

/// What a scorecard lacks in the other languages of its reports.
pub(super) fn untranslated(drafted: &ScorecardDraft, scorecard: &Scorecard) -> Problems {
    let mut problems = Problems::new();
    for locale in scorecard.reports.iter().filter_map(|report| report.locale) {
        let lacking = translated(drafted, locale).2;
        problems.extend(lacking.into_iter().filter(|problem| problem.code == Code::MissingTitleLocale));
    }
    problems
}

fn translated(drafted: &ScorecardDraft, locale: Locale) -> (Draft, Option<Scorecard>, Problems) {
    let draft = definition::open_in(&drafted.path, Some(locale.code()));
    let (card, problems) = match draft.scorecards.first() {
        Some(drafted) => resolve(&draft, drafted),
        None => (None, draft.problems.clone()),
    };
    (draft, card, problems)
}

/// Which reports are made of the whole, and which of single entities.
#[derive(Debug, Default)]
pub struct Orders {
    /// Of the whole.
    pub whole: Vec<ReportSpec>,
    /// By entity.
    pub entities: BTreeMap<String, Vec<ReportSpec>>,
}

impl Orders {
    /// Whether some report is of entities, as its definition says.
    pub fn have_entities(scorecard: &Scorecard) -> bool {
        scorecard.reports.iter().any(|report| report.compares || report.subjects != Subjects::Total)
    }

    /// All reports, of the whole.
    pub fn of_whole(scorecard: &Scorecard) -> Orders {
        Orders { whole: scorecard.reports(), entities: BTreeMap::new() }
    }

    /// The reports of a run. Where levels or entities are asked for, all reports are of them, and with levels of the whole
    /// too; else each is of whom it says.
    ///
    /// # Errors
    /// What is asked for is no level, or no entity.
    pub fn new(
        scorecard: &Scorecard,
        burst: &Burst,
        levels: &[String],
        single: &[String],
    ) -> Result<Orders, Problem> {
        let reports = scorecard.reports();
        let mut orders = Orders::default();
        if !levels.is_empty() || !single.is_empty() {
            let chosen = burst.chosen(scorecard, levels, single)?;
            // Who stands beside others has no place in a report of one; where no other is written, those that need no writing are.
            let mut single: Vec<ReportSpec> =
                reports.iter().filter(|report| !report.compares).cloned().collect();
            if single.is_empty() {
                single.extend(scorecard.usual_reports());
            }
            orders.entities = chosen.into_iter().map(|id| (id, single.clone())).collect();
            orders.whole = if levels.is_empty() { Vec::new() } else { reports };
            return Ok(orders);
        }
        let names = scorecard.entities.as_ref().map(|entities| (entities.by.clone(), &entities.parents));
        for report in reports {
            let chosen = match (&report.subjects, &names) {
                (Subjects::Total, _) | (_, None) => {
                    orders.whole.push(report);
                    continue;
                }
                (Subjects::Each, Some((by, _))) => burst.chosen(scorecard, std::slice::from_ref(by), &[])?,
                (Subjects::Parents, Some((_, parents))) => {
                    burst.chosen(scorecard, &parents[..parents.len().min(1)], &[])?
                }
                (Subjects::Entities(ids), _) => burst.chosen(scorecard, &[], ids)?,
            };
            for id in chosen {
                orders.entities.entry(id).or_default().push(report.clone());
            }
        }
        Ok(orders)
    }
}

impl Computed {
    /// The same of the whole, of a scorecard in another language.
    pub fn results_in_language(&self, scorecard: &Scorecard) -> Results {
        let Results { schema, run, controls, row_flow, upcoming, .. } = &self.results;
        let period = Period { grain: scorecard.grain, first: run.period.first, last: run.period.last };
        let card = evaluate::evaluate(scorecard, &self.facts, &period);
        Results {
            schema: schema.clone(),
            run: run.clone(),
            scorecard: card,
            controls: controls.clone(),
            row_flow: row_flow.clone(),
            upcoming: upcoming.clone(),
        }
    }
}

/// What reports are of: the whole or one entity, with what was found of it.
#[derive(Clone, Copy)]
pub struct ReportSubject<'a> {
    /// Its scorecard, in its own language.
    pub scorecard: &'a Scorecard,
    /// What was found.
    pub results: &'a Results,
    /// What is told beside the results.
    pub extras: ReportExtras<'a>,
}

/// What reports in other languages than the scorecard's own are made of.
#[derive(Clone, Copy)]
pub struct OtherLanguages<'a> {
    /// The scorecard in each of them.
    pub scorecards: &'a Translations,
    /// What was found, told by a scorecard in one of them.
    pub told: &'a dyn Fn(&Scorecard) -> Option<(Scorecard, Results)>,
}

/// Renders reports of the whole or of one entity: those in its own language of what was found, those in another of what
/// is told in that language.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render_reports(
    specs: &[ReportSpec],
    subject: ReportSubject<'_>,
    others: OtherLanguages<'_>,
    pages: &Pages<'_>,
    asked: OutputRequest<'_>,
) -> Result<(Vec<OutputFile>, Vec<char>), RunError> {
    let code = |spec: &ReportSpec| spec.locale.map(|locale| locale.code().to_owned());
    let mut found: BTreeMap<String, (Scorecard, Results)> = BTreeMap::new();
    for code in specs.iter().filter_map(code) {
        if let (false, Some(card)) = (found.contains_key(&code), others.scorecards.get(&code)) {
            found.extend((others.told)(card).map(|told| (code, told)));
        }
    }
    let extras = subject.extras;
    let edition = |spec| match code(spec).and_then(|code| found.get(&code)) {
        Some((scorecard, results)) => {
            // Its heading is in the language, too.
            let spec = scorecard.reports.iter().find(|other| other.id == spec.id).unwrap_or(spec);
            Edition { spec, scorecard, results, extras }
        }
        None => Edition { spec, scorecard: subject.scorecard, results: subject.results, extras },
    };
    // Figures stand in one file, in the scorecard's own language if any report is in that.
    let (here, elsewhere): (Vec<&ReportSpec>, Vec<&ReportSpec>) =
        specs.iter().partition(|spec| spec.locale.is_none());
    let editions: Vec<Edition<'_>> = here.into_iter().chain(elsewhere).map(edition).collect();
    Ok(render::render(&editions, pages, asked)?)
}
