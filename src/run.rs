//! The pipeline from a checked scorecard to its files: each step a plain function from one value to the next.

mod advice;
mod beginnings;
mod cases;
mod computed;
mod editions;
mod entities;
mod error;
mod figures;
mod head;
mod history;
mod joins;
mod left_out;
mod named_entities;
mod not_entered;
mod overview;
mod percents;
mod period;
mod resolved;
mod texts;
mod times;
mod warnings;
mod words;

use crate::data::{self, Data, Needs, Progress, Sessions, Stage};
use crate::definition::{Draft, ScorecardDraft};
use crate::engine::{self, Backend, Cache};
use crate::evaluate::Whole;
use crate::evaluate::period::name;
use crate::evaluate::privacy::WithheldCells;
use crate::evaluate::results::{Results, Run, SCHEMA};
use crate::evaluate::table_pairs::with_pair_counts;
use crate::model::{EngineKind, EntityList, Feed, Scorecard, Timeout, Tree};
use crate::problem::Problems;
use crate::render::{self, Edition, Output, OutputFile, OutputRequest, Pages, pdf};
use crate::report::ReportExtras;
use crate::{definition, evaluate};
use error::data_problem;
use period::{period, warn_rows_end_early};

pub use advice::{advice, advice_on};
pub use cases::LISTED;
pub use computed::{Computed, RunOptions};
pub use editions::{Orders, OtherLanguages, ReportSubject, Translations, render_reports, translations};
pub use entities::{Burst, OfEntity, in_parallel, processors};
pub use error::{RunError, unexpected};
pub use head::VERSION;
pub use history::{can_compute_at_once, short_history_warnings};
pub use joins::are_keys_at_fault;
pub use resolved::{resolve, resolve_with};

/// What checking found.
#[derive(Debug)]
pub struct Checked {
    /// The scorecard, if it has no error.
    pub scorecard: Option<Scorecard>,
    /// What is wrong with it, or unwise.
    pub problems: Problems,
    /// Sources that were not looked at, because they stand elsewhere and nobody may be asked.
    pub unseen: Vec<String>,
}

/// Seconds that checking waits for a database to tell its columns, where no `timeout` is written.
const PATIENCE: u32 = 6;

/// Everything that is wrong with a scorecard of a draft, as far as its definition, the headers of its files and their
/// first rows tell.
pub fn check(draft: &Draft, drafted: &ScorecardDraft, is_offline: bool) -> Checked {
    let is_here = |feed: &&Feed| !is_offline || feed.files.iter().all(|file| file.location.is_local());
    let (here, elsewhere): (Vec<&Feed>, Vec<&Feed>) = drafted.feeds.iter().partition(is_here);
    let here: Vec<Feed> = here.into_iter().cloned().collect();
    let mut unseen: Vec<String> = elsewhere.into_iter().map(|feed| feed.id.clone()).collect();
    let mut headers = data::columns(&here);
    match is_offline {
        true => unseen.extend(drafted.databases.iter().map(|database| database.id.clone())),
        false => {
            let patience = drafted.engine.timeout.or(Some(Timeout::of_seconds(PATIENCE)));
            headers.extend(data::database_columns(&drafted.databases, patience));
        }
    }
    let (scorecard, mut problems) = definition::resolve(draft, drafted, &headers);
    problems.extend(words::faults(draft));
    let Some(scorecard) = scorecard.filter(|_| !problems.has_errors()) else {
        return Checked { scorecard: None, problems, unseen };
    };
    for (id, error) in data::sample(&scorecard.sources, &needs(&scorecard), &scorecard.calendar) {
        let problem = data_problem(&error);
        problems.push(match drafted.place_of(&id) {
            Some(span) => problem.at(span),
            None => problem,
        });
    }
    problems.extend(editions::untranslated(drafted, &scorecard));
    let scorecard = Some(scorecard).filter(|_| !problems.has_errors());
    Checked { scorecard, problems, unseen }
}

/// The columns needed of each source: for measures, and for the list of entities.
fn needs(scorecard: &Scorecard) -> Needs {
    let mut needs = engine::needs(scorecard);
    if let Some(entities) = &scorecard.entities
        && let EntityList::Source { id, entity, titles } = &entities.list
    {
        let columns = std::iter::once(entity).chain(titles).chain(&entities.parents);
        needs.entry(id.clone()).or_default().extend(columns.cloned());
    }
    needs
}

/// Reads the sources, computes the components and evaluates the measures.
///
/// # Errors
/// The data cannot be used, or there is no period to report.
pub async fn compute(
    scorecard: &Scorecard,
    drafted: &ScorecardDraft,
    wanted: &RunOptions,
    progress: &dyn Progress,
) -> Result<Computed, RunError> {
    Ok(computed(scorecard, drafted, wanted, progress, false).await?.whole)
}

/// The same, with all that a report of each entity needs.
///
/// # Errors
/// The data cannot be used, the entities are no tree, or there is no period to report.
pub async fn burst(
    scorecard: &Scorecard,
    drafted: &ScorecardDraft,
    wanted: &RunOptions,
    progress: &dyn Progress,
) -> Result<Burst, RunError> {
    computed(scorecard, drafted, wanted, progress, true).await
}

async fn computed(
    scorecard: &Scorecard,
    drafted: &ScorecardDraft,
    wanted: &RunOptions,
    progress: &dyn Progress,
    with_entities: bool,
) -> Result<Burst, RunError> {
    let as_of = wanted.as_of.or(scorecard.as_of).unwrap_or(wanted.yesterday);
    let sessions = Sessions::new(&scorecard.engine)?;
    let needs = needs(scorecard);
    let asked = with_pair_counts(scorecard);
    let (sources, calendar) = (&scorecard.sources, &scorecard.calendar);
    let folder = scorecard.engine.cache.as_ref().filter(|_| scorecard.engine.kind == EngineKind::Embedded);
    let cache = folder.map(|folder| Cache::open(folder, &scorecard.engine.own, &scorecard.id));
    let (cache, unopened) = match cache.transpose() {
        Ok(cache) => (cache, None),
        Err(why) => (None, Some(why)),
    };
    let known = cache.as_ref().map(|cache| cache.tables(&asked, &needs, &sessions, as_of, with_entities));
    let known = Data { tables: known.unwrap_or_default() };
    let mut data =
        data::open(known, sources, Some(&needs), calendar, Some(as_of), &sessions, progress).await?;
    progress.stage(Stage::Computing);
    let mut problems = Problems::new();
    let (tree, unassigned) = match with_entities {
        true => entities::tree(scorecard, &mut data, &sessions, as_of, &mut problems).await?,
        false => (Tree::default(), 0),
    };
    let (backend, cache_ref) = (Backend::default(), cache.as_ref());
    let facts = engine::compute(&asked, &mut data, &sessions, &tree, as_of, backend, cache_ref).await?;
    let (tree, unassigned) = match tree.is_of_rows() {
        true => entities::named(scorecard, &facts),
        false => (tree, unassigned),
    };
    if with_entities {
        named_entities::warn(scorecard, &tree, &mut problems);
    }
    let (reuse, not_kept) = cache.map_or((Vec::new(), unopened), Cache::close);
    progress.stage(Stage::Evaluating);
    let (period, moved) = period(scorecard, &data, &facts, wanted, as_of, &mut problems)?;
    let withheld = scorecard.privacy.map(|privacy| WithheldCells::new(&facts, &tree, privacy.smallest));
    let whole = Whole { scorecard, facts: &facts, withheld: withheld.as_ref() };
    let card = evaluate::evaluate_among(scorecard, &facts, &period, Some(whole));
    for source in &scorecard.sources {
        if let Some(problem) = warn_rows_end_early(scorecard, &facts, source, &period) {
            problems.push(problem);
        }
    }
    let left_out = left_out::rows(scorecard, &facts, as_of);
    let controls = evaluate::controls(scorecard, &facts, &period);
    warnings::warn(scorecard, &data, &card, as_of, wanted, &mut problems);
    warnings::failed(&controls, &mut problems);
    left_out::warn(&left_out, &mut problems);
    percents::warn(scorecard, &card, &mut problems);
    not_entered::warn(scorecard, &period, &mut problems);
    times::warn(&data, &mut problems);
    beginnings::warn(scorecard, &facts, &mut problems);
    texts::warn(scorecard, drafted, &data, &mut problems);
    warnings::lost_digits(scorecard, &facts, &mut problems);
    warnings::between_waves(scorecard, &facts, &mut problems);
    let (inputs, needed) = (head::inputs(&data), head::NeededColumns::from_scorecard(scorecard));
    let run = Run {
        id: head::run_id(drafted, &inputs, as_of, &period),
        version: VERSION.to_owned(),
        definition: drafted.definition_hash.clone(),
        notes: drafted.notes_hash.clone(),
        inputs,
        as_of,
        period: name(&scorecard.calendar, &period),
        moved,
        against: None,
        sources: scorecard
            .sources
            .iter()
            .filter_map(|s| {
                Some(head::source(s, data.tables.get(&s.id)?, &left_out, &needed, scorecard.privacy))
            })
            .collect(),
    };
    let row_flow = evaluate::row_flow(scorecard, &facts, &period);
    let upcoming = evaluate::upcoming_targets(scorecard, &facts, &period);
    let schema = SCHEMA.to_owned();
    let results = Results { schema, run, scorecard: card, controls, row_flow, upcoming };
    let sent = data.tables.iter().map(|(id, table)| (id.clone(), table.sent.all())).collect();
    let cells = data.tables.iter().map(|(id, table)| (id.clone(), table.cells.clone())).collect();
    Ok(Burst {
        whole: Computed { results, cells, sent, reuse, not_kept, facts, problems },
        tree,
        unassigned,
        period,
        withheld,
    })
}

/// Renders every usual output of a run.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render(
    scorecard: &Scorecard,
    results: &Results,
    templates: &pdf::Templates,
) -> Result<(Vec<OutputFile>, Vec<char>), RunError> {
    render_as(
        scorecard,
        results,
        &Pages { templates, set: &pdf::set, threads: processors() },
        &Output::usual(),
    )
}

/// Renders some outputs of all reports, in the scorecard's own language.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render_as(
    scorecard: &Scorecard,
    results: &Results,
    pages: &Pages<'_>,
    outputs: &[&Output],
) -> Result<(Vec<OutputFile>, Vec<char>), RunError> {
    let reports = scorecard.reports();
    let edition = |spec| Edition { spec, scorecard, results, extras: ReportExtras::default() };
    let asked = OutputRequest { formats: Some(outputs), book: None };
    Ok(render::render(&reports.iter().map(edition).collect::<Vec<_>>(), pages, asked)?)
}
