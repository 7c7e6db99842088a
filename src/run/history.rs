//! What to write where a measure looks back further than its data reach.

use chrono::NaiveDate;

use crate::calendar::Period;
use crate::data::{self, Data, Sessions};
use crate::evaluate::period::default_period;
use crate::model::{FeedFile, Measure, Origin, Scorecard, Source};
use crate::problem::{Problem, Problems, causes};
use crate::{engine, evaluate};

/// The line to add to the sources that are known too short, for a measure that needs them from a day on.
fn help(scorecard: &Scorecard, data: &Data, measure: &Measure, needs: NaiveDate) -> String {
    let later = "choose a later period".to_owned();
    let is_short = |id: &&str| {
        let id = scorecard.source_of_history(id);
        let written = scorecard.source(id).and_then(|source| source.history_starts);
        let first = written.or_else(|| data.tables.get(id)?.first_day);
        first.is_some_and(|first| needs < first)
    };
    let sources = measure.plan.queried_components().iter().map(|component| component.rows.source.as_str());
    let mut short: Vec<&str> = sources.filter(is_short).map(|id| scorecard.source_of_history(id)).collect();
    short.sort_unstable();
    short.dedup();
    // What looks back to the very first row needs no day.
    if short.is_empty() || needs == NaiveDate::MIN {
        return format!("{later}, or say `history_starts`");
    }
    let of: Vec<String> = short.iter().map(|id| format!("`{id}`")).collect();
    let source = if of.len() == 1 { "source" } else { "sources" };
    format!(
        "if no row is missing from then on, add `history_starts: {needs}` to {source} {}; else {later}",
        of.join(" and ")
    )
}

/// That a measure looks back too far.
pub(super) fn problem(scorecard: &Scorecard, data: &Data, measure: &Measure, needs: NaiveDate) -> Problem {
    let cause = NeedsHistory { measure: measure.id.clone(), needs };
    Problem::new(cause).help(help(scorecard, data, measure, needs))
}

/// Bytes of a source's rows up to which its first day is looked for before a run.
const SMALL: u64 = 16 << 20;

/// What a run would say of measures that look back too far, as far as small files on this machine tell. What is wrong with
/// their rows is left to the run.
pub async fn short_history_warnings(scorecard: &Scorecard, yesterday: NaiveDate) -> Problems {
    let mut problems = Problems::new();
    let as_of = scorecard.as_of.unwrap_or(yesterday);
    let Ok(sessions) = Sessions::new(&scorecard.engine) else { return problems };
    let mut data = Data::default();
    let components = scorecard.measures.iter().flat_map(|measure| measure.plan.queried_components());
    let mut ids: Vec<&str> = components.map(|component| component.rows.source.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(source) = kept_rows(scorecard, id).filter(|source| is_small(source)) else { continue };
        let calendar = &scorecard.calendar;
        let table = data::days(source, calendar, as_of, &sessions).await;
        data.tables.extend(table.ok().map(|table| (id.to_owned(), table)));
    }
    let facts = engine::history_only(scorecard, &data, as_of);
    let newest = data.tables.keys().filter_map(|id| facts.history(id)?.newest).max();
    let period: Option<Period> =
        default_period(scorecard, newest, as_of, &|_| false).map(|chosen| chosen.period);
    for (measure, needs) in
        period.iter().flat_map(|period| evaluate::without_history(scorecard, &facts, period))
    {
        problems.push(problem(scorecard, &data, measure, needs));
    }
    problems
}

/// Bytes of all rows of a scorecard up to which checking looks at its figures too.
const QUICK: u64 = 4 << 20;
/// Measures of a scorecard up to which it does: each keeps its run of periods in memory.
const FEW: usize = 500;
/// Bytes times figures up to which it does: so many that the dearest kinds are computed in seconds.
const WORK: u64 = 160 << 20;

/// Whether all rows of a scorecard stand on this machine and are few, so that its figures are known at once.
pub fn can_compute_at_once(scorecard: &Scorecard) -> bool {
    let mut sizes = scorecard.sources.iter().map(|source| match &source.origin {
        Origin::Files(_) => bytes(source),
        Origin::Join { .. } | Origin::Part { .. } | Origin::Query(_) | Origin::Entered(_) => Some(0),
        Origin::Database(_) => None,
    });
    // Every table of a measure is a figure for each of its segments, and a window is looked at from many periods.
    let figures =
        |measure: &Measure| 1 + measure.segments.len() as u64 + 3 * u64::from(measure.window.is_some());
    let figures: u64 = scorecard.measures.iter().map(figures).sum();
    let is_few = |bytes: u64| bytes <= QUICK && bytes.saturating_mul(figures) <= WORK;
    let all = sizes.try_fold(0_u64, |all, bytes| Some(all.saturating_add(bytes?)));
    scorecard.measures.len() <= FEW && all.is_some_and(is_few)
}

/// The source with files whose rows a source keeps.
fn kept_rows<'s>(scorecard: &'s Scorecard, id: &str) -> Option<&'s Source> {
    let source = scorecard.source(id)?;
    match &source.origin {
        Origin::Files(_) => Some(source),
        Origin::Join { left, .. } => kept_rows(scorecard, left),
        Origin::Part { of } => kept_rows(scorecard, of),
        Origin::Database(_) | Origin::Query(_) | Origin::Entered(_) => None,
    }
}

fn is_small(source: &Source) -> bool {
    bytes(source).is_some_and(|bytes| bytes <= SMALL)
}

/// Bytes of a source's rows, where all its files are on this machine: as many as the files have, or would have as text.
fn bytes(source: &Source) -> Option<u64> {
    let Origin::Files(feed) = &source.origin else { return None };
    let all = |of_file: fn(&FeedFile) -> Option<u64>| {
        feed.files.iter().try_fold(0_u64, |all, file| Some(all.saturating_add(of_file(file)?)))
    };
    // Of files that are large anyway nothing more is looked up.
    all(data::size).filter(|bytes| *bytes > SMALL).or_else(|| all(data::weight))
}

causes! {
    /// A measure that looks back further than its data reach.
    NeedsHistory { measure: String, needs: NaiveDate } => InsufficientHistory,
        "`{measure}` needs history from {needs}";
}
