//! The pipeline from a checked scorecard to its files: each step a plain function from one value to the next.

mod entities;
mod figures;
mod history;
mod joins;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::calendar::Period;
use crate::data::{
    self, BadCell, CellCount, Counts, Data, DataError, Needs, Progress, SessionError, Sessions, Stage, Table,
};
use crate::definition::{Draft, Sheet};
use crate::engine::{self, Cache, EngineError, Facts, Reuse, Way};
use crate::evaluate::period::{default_period, lacking, name, own};
use crate::evaluate::privacy::Crowd;
use crate::evaluate::results::{
    Absence, CellResult, Input, NoOutlook, PeriodResult, Provisional, Results, Run, SCHEMA, ScorecardResult,
    SourceResult, TargetAt,
};
use crate::measure::expression::columns_of;
use crate::measure::{Basis, Component};
use crate::model::{
    Baseline, EngineKind, EntityList, Feed, Judgement, Measure, Origin, Scorecard, Scoring, Source, Tree,
};
use crate::problem::{Code, Problem, Problems};
use crate::render::{self, Output, OutputFile, Pages, RenderError, pdf};
use crate::words::Words;
use crate::{definition, evaluate};

pub use entities::{Burst, OfEntity, in_parallel};
pub use history::foreseen;

/// Version of the program, part of the run id.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a run is asked for beside the scorecard.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Period as written, instead of the default one.
    pub period: Option<String>,
    /// As-of day, instead of the scorecard's.
    pub as_of: Option<NaiveDate>,
    /// The as-of day when neither says one: the end of yesterday.
    pub yesterday: NaiveDate,
}

/// What a run computed, before anything is rendered.
#[derive(Debug)]
pub struct Computed {
    /// Everything found.
    pub results: Results,
    /// What became of the cells of each source, with the texts of some that could not be used.
    pub cells: BTreeMap<String, Vec<CellCount>>,
    /// What was sent to databases, by source.
    pub sent: BTreeMap<String, Vec<String>>,
    /// What of each source came from the cache.
    pub reuse: Vec<Reuse>,
    /// Why nothing can be kept, if so.
    pub not_kept: Option<String>,
    /// The facts behind, for whoever explains.
    pub facts: Facts,
    /// Warnings of the run.
    pub problems: Problems,
}

impl Computed {
    /// Lets the workbook's log show the texts of cells that could not be read. They may be of people, and stand in no other
    /// output.
    pub fn show_cells(&mut self) {
        for source in &mut self.results.run.sources {
            let counted = self.cells.get(&source.id);
            for cells in &mut source.cells {
                let own = counted.and_then(|all| all.iter().find(|own| own.column == cells.column));
                cells.texts =
                    own.into_iter().flat_map(|own| &own.examples).map(ToString::to_string).collect();
            }
        }
    }
}

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum RunError {
    /// Its data cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The query engine cannot be set up.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// Its components cannot be computed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// No source has a row, or the period asked for is none.
    #[error("{0}")]
    Period(Problem),
    /// The entities are no tree.
    #[error("{0}")]
    Entities(Box<Problem>),
    /// An output cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl RunError {
    /// As problems, for printing: all that is wrong with the data stands there at once.
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::new();
        match self {
            RunError::Data(DataError::Several(all))
            | RunError::Engine(EngineError::Data(DataError::Several(all))) => {
                problems.extend(all.iter().flat_map(DataError::each).map(data_problem));
            }
            one => problems.push(one.problem()),
        }
        problems
    }

    /// The same as one problem, for whoever expects one.
    pub fn problem(&self) -> Problem {
        let with_help = |code, message: String, help: Option<String>| {
            let problem = Problem::new(code, message);
            match help {
                Some(help) => problem.help(help),
                None => problem,
            }
        };
        match self {
            // What a library says when it breaks off may hold data.
            error if error.to_string().contains("panicked") => unexpected(None),
            RunError::Data(error) | RunError::Engine(EngineError::Data(error)) => data_problem(error),
            RunError::Period(problem) => problem.clone(),
            RunError::Entities(problem) => problem.as_ref().clone(),
            RunError::Engine(error @ EngineError::BacklogIdentity { .. }) => with_help(
                Code::BacklogIdentity,
                error.to_string(),
                Some("mend the dates, or leave such rows out with `where`".to_owned()),
            ),
            RunError::Engine(error @ EngineError::Amounts { .. }) => with_help(
                Code::AmountsTooLarge,
                error.to_string(),
                Some(
                    "mend such cells, give the column a `range`, or leave the rows out with `where`"
                        .to_owned(),
                ),
            ),
            RunError::Engine(error @ EngineError::Cluster { .. }) => with_help(
                Code::SourceUnreachable,
                error.to_string(),
                Some("start its scheduler, or compute here with `--engine embedded`".to_owned()),
            ),
            RunError::Render(error @ RenderError::Pdf(pdf::PdfError::Budget { .. })) => with_help(
                Code::TemplateBudget,
                error.to_string(),
                Some(
                    "set less, or in fewer steps; without the folder `templates` mando's own pages are set"
                        .to_owned(),
                ),
            ),
            RunError::Engine(error @ EngineError::TimedOut { .. }) => with_help(
                Code::SourceUnreachable,
                error.to_string(),
                Some("a longer `timeout` under `engine`, or fewer segments".to_owned()),
            ),
            other => with_help(Code::SourceUnreachable, other.to_string(), None),
        }
    }
}

/// What is wrong with data, for printing.
fn data_problem(error: &DataError) -> Problem {
    let problem = Problem::new(error.code(), error.to_string());
    match error.help() {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// The problem that mando itself is at fault, at a place of its own if that is known.
pub fn unexpected(place: Option<&str>) -> Problem {
    let place = place.map_or(String::new(), |place| format!(" at {place}"));
    Problem::new(Code::Unexpected, format!("mando met what it did not expect{place}, and stopped"))
        .help("this is a fault of mando's: report it with this message and the definition, without your data")
}

/// Resolves a scorecard of a draft: reads the headers of its files and the schemas of its databases, then checks everything that needs them.
pub fn resolve(draft: &Draft, sheet: &Sheet) -> (Option<Scorecard>, Problems) {
    let mut headers = data::columns(&sheet.feeds);
    headers.extend(data::database_columns(&sheet.databases));
    definition::resolve(draft, sheet, &headers)
}

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

/// Everything that is wrong with a scorecard of a draft, as far as its definition, the headers of its files and their
/// first rows tell.
pub fn check(draft: &Draft, sheet: &Sheet, is_offline: bool) -> Checked {
    let is_here = |feed: &&Feed| !is_offline || feed.files.iter().all(|file| file.location.is_local());
    let (here, elsewhere): (Vec<&Feed>, Vec<&Feed>) = sheet.feeds.iter().partition(is_here);
    let here: Vec<Feed> = here.into_iter().cloned().collect();
    let mut unseen: Vec<String> = elsewhere.into_iter().map(|feed| feed.id.clone()).collect();
    let mut headers = data::columns(&here);
    match is_offline {
        true => unseen.extend(sheet.databases.iter().map(|database| database.id.clone())),
        false => headers.extend(data::database_columns(&sheet.databases)),
    }
    let (scorecard, mut problems) = definition::resolve(draft, sheet, &headers);
    let Some(scorecard) = scorecard.filter(|_| !problems.has_errors()) else {
        return Checked { scorecard: None, problems, unseen };
    };
    for (id, error) in data::sample(&scorecard.sources, &needs(&scorecard), &scorecard.calendar) {
        let problem = data_problem(&error);
        problems.push(match sheet.place_of(&id) {
            Some(span) => problem.at(span),
            None => problem,
        });
    }
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
    sheet: &Sheet,
    wanted: &Wanted,
    progress: &dyn Progress,
) -> Result<Computed, RunError> {
    Ok(computed(scorecard, sheet, wanted, progress, false).await?.whole)
}

/// The same, with all that a report of each entity needs.
///
/// # Errors
/// The data cannot be used, the entities are no tree, or there is no period to report.
pub async fn burst(
    scorecard: &Scorecard,
    sheet: &Sheet,
    wanted: &Wanted,
    progress: &dyn Progress,
) -> Result<Burst, RunError> {
    computed(scorecard, sheet, wanted, progress, true).await
}

async fn computed(
    scorecard: &Scorecard,
    sheet: &Sheet,
    wanted: &Wanted,
    progress: &dyn Progress,
    with_entities: bool,
) -> Result<Burst, RunError> {
    let as_of = wanted.as_of.or(scorecard.as_of).unwrap_or(wanted.yesterday);
    let sessions = Sessions::new(&scorecard.engine)?;
    let needs = needs(scorecard);
    let (sources, calendar) = (&scorecard.sources, &scorecard.calendar);
    let folder = scorecard.engine.cache.as_ref().filter(|_| scorecard.engine.kind == EngineKind::Embedded);
    let cache = folder.map(|folder| Cache::open(folder, &scorecard.engine.own, &scorecard.id));
    let (cache, unopened) = match cache.transpose() {
        Ok(cache) => (cache, None),
        Err(why) => (None, Some(why)),
    };
    let known = cache.as_ref().map(|cache| cache.tables(scorecard, &needs, &sessions, as_of, with_entities));
    let known = Data { tables: known.unwrap_or_default() };
    let mut data =
        data::open(known, sources, Some(&needs), calendar, Some(as_of), &sessions, progress).await?;
    progress.stage(Stage::Computing);
    let mut problems = Problems::new();
    let (tree, unassigned) = match with_entities {
        true => entities::tree(scorecard, &data, as_of, &mut problems).await?,
        false => (Tree::default(), 0),
    };
    let (way, cache_ref) = (Way::default(), cache.as_ref());
    let facts = engine::compute(scorecard, &mut data, &sessions, &tree, as_of, way, cache_ref).await?;
    let (reuse, not_kept) = cache.map_or((Vec::new(), unopened), Cache::close);
    progress.stage(Stage::Evaluating);
    let (period, moved) = period(scorecard, &data, &facts, wanted, as_of, &mut problems)?;
    let crowd = scorecard.privacy.filter(|_| with_entities);
    let crowd = crowd.map(|privacy| Crowd::of(&facts, &tree, privacy.smallest));
    let card =
        evaluate::evaluate_among(scorecard, &facts, &period, crowd.as_ref().map(|crowd| (crowd, &facts)));
    for source in &scorecard.sources {
        if let Some(problem) = ends_early(scorecard, &facts, source, &period) {
            problems.push(problem);
        }
    }
    let reversed = times::reversed(scorecard, &facts, as_of);
    warn(scorecard, &data, &card, as_of, wanted, &mut problems);
    times::warn(&data, &reversed, &mut problems);
    for measure in &scorecard.measures {
        if measure.plan.asked().iter().any(|c| matters(c) && facts.lost_digits(c)) {
            let message = format!("`{}` adds up numbers so small that rounding takes digits", measure.id);
            problems.push(Problem::new(Code::LostDigits, message).help(
                "each row is rounded to ten decimals: take the rows larger, and divide their sum by a `formula` or `format: { scale: … }`",
            ));
        }
    }
    let (inputs, added) = (inputs(&data), added_up(scorecard));
    let run = Run {
        id: run_id(sheet, &inputs, as_of, &period),
        version: VERSION.to_owned(),
        definition: sheet.definition_hash.clone(),
        notes: sheet.notes_hash.clone(),
        inputs,
        as_of,
        period: name(&scorecard.calendar, &period),
        moved,
        sources: scorecard
            .sources
            .iter()
            .filter_map(|s| {
                Some(source(s, data.tables.get(&s.id)?, &reversed, &added, scorecard.privacy.is_some()))
            })
            .collect(),
    };
    let results = Results { schema: SCHEMA.to_owned(), run, scorecard: card };
    let sent = data.tables.iter().map(|(id, table)| (id.clone(), table.sent.all())).collect();
    let cells = data.tables.iter().map(|(id, table)| (id.clone(), table.cells.clone())).collect();
    Ok(Burst {
        whole: Computed { results, cells, sent, reuse, not_kept, facts, problems },
        tree,
        unassigned,
        period,
        crowd,
    })
}

/// A source whose rows do not reach the end of what its measures show of the reported period.
fn ends_early(scorecard: &Scorecard, facts: &Facts, source: &Source, reported: &Period) -> Option<Problem> {
    let uses = |m: &&Measure| m.plan.asked().iter().any(|c| c.rows.source == source.id);
    let grain = scorecard.measures.iter().filter(uses).map(|m| m.grain).min()?;
    let own = own(&scorecard.calendar, grain, reported);
    let problem = match lacking(scorecard, facts, &source.id, &own)? {
        Provisional::GapAtEnd { last, longest } => {
            let day = day_within(last, own.last);
            let before = match longest {
                Some(longest) => format!("the longest gap before was {}", counted(longest, "day")),
                None => format!("a {} was waited for", grain.word()),
            };
            Problem::new(Code::GapAtEnd, format!("`{}` has no row since {day}; {before}", source.id))
        }
        _ => {
            let newest = facts.history(&source.id)?.newest?;
            Problem::new(Code::StaleSource, format!("newest row of `{}` is {newest}", source.id))
        }
    };
    Some(problem.help("the period is provisional: nothing is scored"))
}

/// A day as it is said beside another: with its year only where that differs.
fn day_within(day: NaiveDate, beside: NaiveDate) -> String {
    let pattern = if day.year() == beside.year() { "%-d %B" } else { "%-d %B %Y" };
    day.format(pattern).to_string()
}

fn counted(number: i64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Whether a component is a value's, and not an interval's alone.
fn matters(component: &Component) -> bool {
    !component.is_moment() && !matches!(component.basis, Basis::Squares(_))
}

/// What a run notices about definition and data together.
fn warn(
    scorecard: &Scorecard,
    data: &Data,
    card: &ScorecardResult,
    as_of: NaiveDate,
    wanted: &Wanted,
    problems: &mut Problems,
) {
    if as_of > wanted.yesterday.checked_add_days(Days::new(1)).unwrap_or(wanted.yesterday) {
        let problem = Problem::new(Code::AsOfFuture, format!("as-of {as_of} has not come"));
        problems.push(problem.help("figures of days to come will still change"));
    }
    for (id, table) in &data.tables {
        let lost = table.cells.iter().filter(|cells| cells.unreadable > 0);
        problems.extend(lost.map(|cells| unreadable_cells(id, cells)));
    }
    for source in &scorecard.sources {
        let before = data.tables.get(&source.id).map_or(0, |t| t.counts.before_history);
        if before > 0 {
            let message = format!("{before} rows of `{}` lie before `history_starts`", source.id);
            problems.push(Problem::new(Code::HistoryAfterData, message).help("they are used; move the date"));
        }
    }
    for (id, cells) in data.tables.iter().flat_map(|(id, table)| table.cells.iter().map(move |c| (id, c))) {
        if cells.ambiguous > 0 {
            let days =
                if cells.ambiguous == 1 { "1 cell".to_owned() } else { format!("{} cells", cells.ambiguous) };
            let message =
                format!("{days} of `{}` in `{id}` may be another day by a later `format`", cells.column);
            let problem = Problem::new(Code::AmbiguousDates, message);
            problems
                .push(problem.help(
                    "the first pattern that fits counts; leave only those that the file is written by",
                ));
        }
    }
    // Rows of a join are told of the source that it widens, and what people entered for later waits for its period.
    let told = |source: &&Source| !matches!(source.origin, Origin::Join { .. } | Origin::Entered(_));
    for source in scorecard.sources.iter().filter(told) {
        let table = data.tables.get(&source.id);
        problems.extend(table.and_then(|table| rows_after_as_of(&source.id, table, as_of)));
    }
    for (id, overlap) in data.tables.iter().filter_map(|(id, table)| Some((id, table.overlap.as_ref()?))) {
        let (first, second) = (&overlap.first, &overlap.second);
        let days = if overlap.days == 1 { "1 day".to_owned() } else { format!("{} days", overlap.days) };
        let more = match overlap.more {
            0 => String::new(),
            n => format!(", and {n} more pairs of `{id}` do"),
        };
        let message = format!("`{first}` and `{second}` share {days}{more}");
        problems.push(
            Problem::new(Code::FilesOverlap, message)
                .help("limit them by `from` and `until`, or name the key of a row under `unique`"),
        );
    }
    joins::warn(scorecard, data, problems);
    for event in evaluate::without_effect(scorecard, card) {
        let message = format!("event of {} touches nothing shown", event.at);
        problems.push(
            Problem::new(Code::EventWithoutEffect, message)
                .help("mend the day or the measures, or take it out"),
        );
    }
    for result in card.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures) {
        let (Some(measure), Some(current)) = (scorecard.measure(&result.id), result.current()) else {
            continue;
        };
        if let Some(Absence::InsufficientHistory { needs }) = current.absent {
            problems.push(history::problem(scorecard, data, measure, needs));
        }
        if let (true, Some(NoOutlook::TooShort { needs, has })) =
            (measure.forecast.is_written, result.no_outlook)
        {
            let message = format!("`{}`: forecast needs {needs} periods, has {has}", measure.id);
            problems.push(
                Problem::new(Code::ForecastTooShort, message)
                    .help("the year's outlook comes with more periods"),
            );
        }
        if let Some((open, all)) = open_windows(measure, current) {
            let message = format!("`{}`: {open} of {all} sales can still come back", measure.id);
            problems.push(Problem::new(Code::ReturnRateOpenWindow, message));
        }
        let measured =
            measure.target.as_ref().is_some_and(|t| matches!(t.baseline, Some(Baseline::Measured(_))));
        if measured
            && measure.scoring == Scoring::Distance
            && matches!(current.target, Some(TargetAt::Value { span: None, .. }))
        {
            let way = match current.target {
                Some(TargetAt::Value { value, .. }) if value <= 0.0 => "as met or missed",
                _ => "by attainment",
            };
            let message = format!("`{}`: target is already met at the baseline: scored {way}", measure.id);
            problems.push(
                Problem::new(Code::BaselineAtTarget, message)
                    .help("move the target, or take the baseline out"),
            );
        }
        let half = current.interval.map(|i| i.half_width());
        let width = watch_width(measure, current);
        if let (Some(half), Some(width)) = (half, width)
            && measure.weight > 0.0
            && width < half
        {
            let [width, half] = figures::differences(scorecard, measure, [width, half]);
            let message = format!("`{}`: watch is {width} wide, chance alone ±{half}", measure.id);
            problems.push(
                Problem::new(Code::BandWithinNoise, message)
                    .help("a wider `tolerance`, or a longer `window`"),
            );
        }
    }
}

/// Cells of a column that could not be read, few enough to go on.
fn unreadable_cells(source: &str, cells: &CellCount) -> Problem {
    let (bad, of) = (cells.unreadable, cells.judged);
    let places: Vec<String> = cells.examples.iter().map(BadCell::place).collect();
    let message =
        format!("{bad} of {of} cells of `{source}.{}` cannot be read: {}", cells.column, places.join(", "));
    let help = "they hold no value; correct them, or list their codes under `absent`";
    Problem::new(Code::UnreadableCells, message).help(help)
}

/// Rows of a source that are dated after as-of (R50); a share that may have been meant to count is a warning.
fn rows_after_as_of(id: &str, table: &Table, as_of: NaiveDate) -> Option<Problem> {
    let Counts { after_as_of: after, used, .. } = table.counts;
    let last = table.last_after.filter(|_| after > 0)?;
    let message = match after {
        1 => format!("1 row of `{id}` comes after as-of {as_of}, on {last}"),
        n => format!("{n} rows of `{id}` come after as-of {as_of}, the last on {last}"),
    };
    let problem = Problem::new(Code::RowsAfterAsOf, message)
        .help("they count nowhere; move `as_of`, or mend their dates if they are past");
    Some(if after.saturating_mul(100) >= after + used { problem.as_warning() } else { problem })
}

/// Sales that can still come back, of all (R7).
fn open_windows(measure: &Measure, current: &PeriodResult) -> Option<(f64, f64)> {
    let (mature, all) = measure.plan.maturity.as_ref()?;
    let of_rows = measure.plan.component(all).is_some_and(|all| matches!(all.basis, Basis::Sum(_)));
    let of = |name: &str| current.components.get(name).copied().flatten();
    let (mature, all) = (of(mature)?, of(all)?);
    (of_rows && mature < all).then_some((all - mature, all))
}

/// The width of the watch band in the value's unit (R27).
fn watch_width(measure: &Measure, current: &PeriodResult) -> Option<f64> {
    let TargetAt::Value { value, span, .. } = current.target? else { return None };
    match (measure.judgement, &measure.scoring) {
        (Judgement::Edges(_) | Judgement::Usual(_), Scoring::Formula(_) | Scoring::Met) => None,
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => {
            // Of a target of 0 or less there is no share, and nothing between met and missed.
            let way = span.or((value > 0.0).then_some(value))?;
            Some(way * (edges.on_target - edges.watch) / 100.0)
        }
        (judgement, _) => judgement.tolerance(value),
    }
}

/// The period reported, and whether it was moved (R3).
fn period(
    scorecard: &Scorecard,
    data: &Data,
    facts: &Facts,
    wanted: &Wanted,
    as_of: NaiveDate,
    problems: &mut Problems,
) -> Result<(Period, bool), RunError> {
    let calendar = &scorecard.calendar;
    if let Some(text) = &wanted.period {
        // Of a longer period the last one that belongs to it is meant.
        let last = |period: Period| calendar.last_by(scorecard.grain, period.last).unwrap_or(period);
        return match calendar.parse_period(text, scorecard.grain).map(last) {
            Ok(period) if period.first > as_of => {
                let label = calendar.label(&period);
                let what = if label == *text { "it" } else { &label };
                let message = format!("`--period {text}` matches nothing: {what} begins after {as_of}");
                let problem = Problem::new(Code::SelectorEmpty, message);
                Err(RunError::Period(problem.help("choose a period that has begun, or a later `--as-of`")))
            }
            Ok(period) => Ok((period, false)),
            Err(error) => {
                let problem =
                    Problem::new(Code::SelectorEmpty, format!("`--period {text}` matches nothing: {error}"));
                Err(RunError::Period(problem.help(format!(
                    "write a {} such as `{}`",
                    scorecard.grain.word(),
                    example(scorecard, data)
                ))))
            }
        };
    }
    let newest = data.tables.keys().filter_map(|id| facts.history(id)?.newest).max();
    let first = data.tables.values().filter_map(|t| t.first_day).min();
    // A register without a row says that nothing happened.
    let is_known =
        first.is_some_and(|first| first <= as_of) || scorecard.sources.iter().any(|s| s.is_register);
    let Some(chosen) = default_period(scorecard, newest, as_of).filter(|_| is_known) else {
        let newest = data.tables.values().filter_map(Table::newest).max();
        let newest = newest.map_or("none".to_owned(), |d| d.to_string());
        let problem =
            Problem::new(Code::AsOfBeforeData, format!("no source has a row by {as_of}; newest: {newest}"));
        return Err(RunError::Period(problem.help("set `as_of`, or `--as-of`, to a day the data reach")));
    };
    if let Some(from) = &chosen.moved_from {
        let (from, to) = (calendar.label(from), calendar.label(&chosen.period));
        let problem = Problem::new(Code::DefaultPeriodMoved, format!("no rows in {from}, reporting {to}"));
        problems.push(problem.help("say `as_of` in the scorecard, or choose with `--period`"));
    }
    Ok((chosen.period, chosen.moved_from.is_some()))
}

fn example(scorecard: &Scorecard, data: &Data) -> String {
    let newest = data.tables.values().filter_map(|t| t.last_day).max();
    let period = newest.and_then(|day| scorecard.calendar.period_of(scorecard.grain, day));
    period.map_or_else(|| "2026-03".to_owned(), |p| scorecard.calendar.label(&p))
}

fn inputs(data: &Data) -> Vec<Input> {
    let files = data.tables.values().flat_map(|t| &t.files);
    let by_name: BTreeMap<&str, &str> = files.map(|f| (f.shown.as_str(), f.sha256.as_str())).collect();
    by_name
        .into_iter()
        .map(|(file, sha256)| Input { file: file.to_owned(), sha256: sha256.to_owned() })
        .collect()
}

fn run_id(sheet: &Sheet, inputs: &[Input], as_of: NaiveDate, period: &Period) -> String {
    let mut hasher = Sha256::new();
    let mut add = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(VERSION);
    add(&sheet.definition_hash);
    add(&sheet.notes_hash);
    for input in inputs {
        add(&input.file);
        add(&input.sha256);
    }
    add(&as_of.to_string());
    add(&format!("{} {}", period.first, period.last));
    let digest = hasher.finalize();
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The columns of each source that measures add up.
fn added_up(scorecard: &Scorecard) -> BTreeSet<(&str, String)> {
    let components = scorecard.measures.iter().flat_map(|measure| measure.plan.asked());
    let columns = components.flat_map(|component| match &component.basis {
        Basis::Sum(value) => {
            let columns = columns_of(value).into_iter();
            columns.map(|column| (component.rows.source.as_str(), column)).collect()
        }
        _ => Vec::new(),
    });
    columns.collect()
}

fn source(
    source: &Source,
    table: &Table,
    reversed: &[times::Reversed],
    added: &BTreeSet<(&str, String)>,
    is_private: bool,
) -> SourceResult {
    let counts = &table.counts;
    SourceResult {
        id: source.id.clone(),
        read: counts.read,
        rejected: counts.rejected,
        ragged: counts.ragged,
        short: counts.short,
        undated: counts.undated,
        repeated: counts.repeated + counts.superseded,
        superseded: counts.superseded,
        filtered: counts.filtered + counts.outside + counts.not_yet,
        after_as_of: counts.after_as_of,
        used: counts.used,
        first_day: table.first_day,
        last_day: table.last_day,
        last_day_after_as_of: table.last_after,
        cells: table
            .cells
            .iter()
            .map(|c| CellResult {
                column: c.column.clone(),
                cells: c.cells(),
                values: c.values(),
                empty: c.empty,
                unreadable: c.unreadable,
                out_of_range: c.out_of_range,
                absent: c.absent,
                not_applicable: c.not_applicable,
                clock_showed_twice: c.twice,
                clock_skipped: c.never,
                ambiguous: c.ambiguous,
                added_up: added.contains(&(source.id.as_str(), c.column.clone())),
                examples: c.examples.iter().map(BadCell::place).collect(),
                texts: Vec::new(),
            })
            .collect(),
        unmatched: table.unmatched.iter().map(|unmatched| joins::result(unmatched, is_private)).collect(),
        without_customer: source.customer.as_ref().map(|_| table.without_customer),
        reversed: reversed
            .iter()
            .filter(|of| of.source == source.id)
            .map(|of| (of.measure.clone(), of.cases))
            .collect(),
    }
}

/// Renders every output of a run.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render(
    scorecard: &Scorecard,
    results: &Results,
    templates: &pdf::Templates,
) -> Result<(Vec<OutputFile>, Vec<char>), RunError> {
    render_as(scorecard, results, &Pages { templates, set: &pdf::set }, &Output::all())
}

/// Renders some outputs.
///
/// # Errors
/// A page or the workbook cannot be written.
pub fn render_as(
    scorecard: &Scorecard,
    results: &Results,
    pages: &Pages<'_>,
    outputs: &[&Output],
) -> Result<(Vec<OutputFile>, Vec<char>), RunError> {
    Ok(render::render(scorecard, results, &Words::of(scorecard.locale), pages, outputs)?)
}
