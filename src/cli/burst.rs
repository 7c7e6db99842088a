//! A report for each entity of a scorecard.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use mando::disk::Name;
use mando::model::Scorecard;
use mando::output::{self, RunFolder};
use mando::problem::{Code, Files};
use mando::render::{Output, Pages};
use mando::run::{self, Burst, RunError};

use super::console::{fail, report, tell};
use super::exit_status::ExitStatus;
use super::files_written::{note_replaced, reused, summary, unwritten};
use super::progress;

/// Which entities.
pub(super) struct Selection<'a> {
    /// Words of levels.
    pub(super) each: &'a [String],
    /// Ids.
    pub(super) entity: &'a [String],
}

/// What became of one entity.
enum Outcome {
    Written(Vec<char>),
    TooFewRows(u64),
    Failed(RunError),
    Unwritten(RunFolder, io::Error),
}

/// How and where reports are written.
pub(super) struct Printing<'a> {
    pub(super) pages: Pages<'a>,
    pub(super) formats: &'a [&'static Output],
    /// Folder in place of the usual one.
    pub(super) out: Option<&'a Path>,
}

/// Writes the reports of a scorecard's entities from what was computed once; those of the whole too where levels are asked for.
pub(super) fn run(
    computed: Result<Burst, RunError>,
    card: &Scorecard,
    selection: &Selection<'_>,
    files: &Files,
    printing: &Printing<'_>,
) -> io::Result<ExitStatus> {
    let burst = match computed {
        Ok(burst) => burst,
        Err(error) => return Ok(failed(&error, files)),
    };
    if !burst.whole.problems.is_empty() {
        report(&burst.whole.problems, files);
    }
    let ids = match burst.chosen(card, selection.each, selection.entity) {
        Ok(ids) => ids,
        Err(problem) => return Ok(failed(&RunError::Period(problem), files)),
    };
    let results = &burst.whole.results;
    let period = &results.run.period.label;
    let place = RunFolder::of(printing.out, card, period);
    if !selection.each.is_empty() {
        match run::render_as(card, results, &printing.pages, printing.formats) {
            Ok((rendered, replaced)) => {
                note_replaced(&replaced);
                if let Err(error) = output::write(&place, &rendered) {
                    tell(&unwritten(&place, &error));
                    return Ok(ExitStatus::Data);
                }
                reused(&burst.whole).iter().for_each(|line| tell(line));
                summary(card, &burst.whole, &place, &rendered).iter().for_each(|line| tell(line));
            }
            Err(error) => return Ok(failed(&error, files)),
        }
    }
    let names = output::folder_names(&ids);
    let done = AtomicUsize::new(0);
    let bar = progress::Bar::new();
    let folder = &place;
    let write = |place: usize, id: &String| {
        let outcome = outcome(&burst, card, id, folder.part(&names[place]), printing);
        bar.reports(1 + done.fetch_add(1, Ordering::Relaxed), ids.len());
        outcome
    };
    let outcomes = run::in_parallel(&ids, &write);
    bar.done();
    Ok(tell_outcomes(&burst, folder, &ids, &names, &outcomes, files))
}

fn failed(error: &RunError, files: &Files) -> ExitStatus {
    fail(error, files);
    match error {
        RunError::Period(problem) if problem.code == Code::SelectorEmpty => ExitStatus::Definition,
        _ => ExitStatus::Data,
    }
}

fn outcome(burst: &Burst, card: &Scorecard, id: &str, place: RunFolder, printing: &Printing<'_>) -> Outcome {
    let Some(own) = burst.entity(card, id) else { return Outcome::TooFewRows(0) };
    if !own.is_reported() {
        return Outcome::TooFewRows(own.rows);
    }
    match run::render_as(&own.scorecard, &own.results, &printing.pages, printing.formats) {
        Ok((files, replaced)) => match output::write(&place, &files) {
            Ok(()) => Outcome::Written(replaced),
            Err(error) => Outcome::Unwritten(place, error),
        },
        Err(error) => Outcome::Failed(error),
    }
}

/// Says what was written and, of each that has no report, why.
fn tell_outcomes(
    burst: &Burst,
    folder: &RunFolder,
    ids: &[String],
    names: &[Name],
    outcomes: &[Outcome],
    files: &Files,
) -> ExitStatus {
    let mut ending = ExitStatus::Fine;
    let mut replaced: Vec<char> = Vec::new();
    let (mut few, mut renamed, mut written) = (Vec::new(), Vec::new(), 0);
    for ((id, name), outcome) in ids.iter().zip(names).zip(outcomes) {
        match outcome {
            Outcome::Written(characters) => {
                written += 1;
                replaced.extend(characters);
                if id != name.as_str() {
                    renamed.push(format!("`{id}` in {name}"));
                }
            }
            Outcome::TooFewRows(rows) => few.push(format!("{} ({rows})", burst.tree.title(id))),
            Outcome::Failed(error) => {
                tell(&format!("error: no report of `{id}`"));
                ending = failed(error, files);
            }
            Outcome::Unwritten(place, error) => {
                tell(&format!("error: no report of `{id}`: {}: {error}", place.path().display()));
                ending = ExitStatus::Data;
            }
        }
    }
    replaced.sort_unstable();
    replaced.dedup();
    note_replaced(&replaced);
    tell(&format!("{written} of {} entities: {}/ENTITY/", ids.len(), folder.path().display()));
    let list = |what: &str, of: &[String]| {
        if !of.is_empty() {
            tell(&format!("  {what}: {}", of.join(", ")));
        }
    };
    list("folders", &renamed);
    list("no report for too few rows in the period", &few);
    if burst.unassigned > 0 {
        tell(&format!("  {} rows belong to no entity: they count in the whole alone", burst.unassigned));
    }
    ending
}
