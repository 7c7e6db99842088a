//! A report for each entity of a scorecard.

mod writers;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use mando::disk::{self, LeftFolders, Name};
use mando::engine::{CaseLists, Cases};
use mando::evaluate::restatement::Earlier;
use mando::evaluate::results::Results;
use mando::model::{ReportSpec, Scorecard};
use mando::output::{self, RunFolder};
use mando::problem::Files;
use mando::render::{OutputFile, OutputRequest, Pages};
use mando::report::ReportExtras;
use mando::run::{self, Burst, Orders, OtherLanguages, ReportSubject, RunError, Translations};

use self::writers::with_writers;
use super::answer::Answer;
use super::console::{fail, report, tell};
use super::exit_status::ExitStatus;
use super::files_written::{note_replaced, reused, summary, unwritten};
use super::progress;
use super::restatement;

/// Which entities.
pub(super) struct Selection<'a> {
    /// Words of levels.
    pub(super) each: &'a [String],
    /// Ids.
    pub(super) entity: &'a [String],
}

impl Selection<'_> {
    /// Whether it names any.
    pub(super) fn names_any(&self) -> bool {
        !self.each.is_empty() || !self.entity.is_empty()
    }
}

/// What became of one entity.
enum Outcome {
    Written(Vec<char>),
    TooFewRows(Option<u64>),
    Failed(RunError),
    Unwritten(RunFolder, io::Error),
}

/// How and where reports are written.
pub(super) struct Printing<'a> {
    pub(super) pages: Pages<'a>,
    /// What was asked for on the command line.
    pub(super) asked: OutputRequest<'a>,
    /// Folder in place of the usual one.
    pub(super) out: Option<&'a Path>,
    /// The scorecard in other languages of its reports.
    pub(super) translations: &'a Translations,
    /// Earlier results to compare with, and where they are.
    pub(super) earlier: Option<(&'a Earlier, &'a Path)>,
    /// What programs are told in the end.
    pub(super) answer: &'a Answer,
}

/// Writes the reports of a scorecard's entities, and those of the whole, from what was computed once.
pub(super) fn run(
    computed: Result<(Burst, Cases), RunError>,
    card: &Scorecard,
    selection: &Selection<'_>,
    files: &Files,
    printing: &Printing<'_>,
) -> io::Result<ExitStatus> {
    let (burst, cases) = match computed {
        Ok(computed) => computed,
        Err(error) => return Ok(failed(&error, files)),
    };
    printing.answer.add_notices(&burst.whole.problems, files);
    if !burst.whole.problems.is_empty() {
        report(&burst.whole.problems, files);
    }
    let orders = match Orders::new(card, &burst, selection.each, selection.entity) {
        Ok(orders) => orders,
        Err(problem) => return Ok(failed(&RunError::Period(problem), files)),
    };
    let results = &burst.whole.results;
    let period = &results.run.period.label;
    let place = RunFolder::new(printing.out, card, period);
    let restated = printing.earlier.map(|(earlier, path)| restatement::restated(path, earlier, results));
    let restated = match restated.transpose() {
        Ok(restated) => restated,
        Err(words) => {
            tell(&words);
            return Ok(ExitStatus::Definition);
        }
    };
    if !orders.whole.is_empty() {
        let told = |other: &Scorecard| Some((other.clone(), burst.results_in_language(other)));
        let others = OtherLanguages { scorecards: printing.translations, told: &told };
        let overview = burst.overview(card);
        let (restated, overview) = (restated.as_ref(), overview.as_ref());
        let extras = ReportExtras { cases: Some(&cases.whole), restated, overview };
        let whole = ReportSubject { scorecard: card, results, extras };
        match run::render_reports(&orders.whole, whole, others, &printing.pages, printing.asked) {
            Ok((rendered, replaced)) => {
                note_replaced(&replaced);
                if let Err(error) = output::write(card, &place, &results.run.id, &rendered) {
                    tell(&unwritten(&place, &error));
                    return Ok(ExitStatus::Data);
                }
                reused(&burst.whole, files).iter().for_each(|line| tell(line));
                summary(card, &burst.whole, &place, &rendered).iter().for_each(|line| tell(line));
                printing.answer.add_written_files(card, None, results, &place, &rendered);
            }
            Err(error) => return Ok(failed(&error, files)),
        }
    }
    if orders.entities.is_empty() && !selection.names_any() {
        return Ok(ExitStatus::Fine);
    }
    let ids: Vec<String> = orders.entities.keys().cloned().collect();
    let names = output::folder_names(card, &ids);
    let done = AtomicUsize::new(0);
    let bar = progress::ProgressLine::new();
    let folder = &place;
    let left = LeftFolders::new(&folder.path());
    let step = || bar.reports(1 + done.fetch_add(1, Ordering::Relaxed), ids.len());
    let compute = |place: usize, id: &String| {
        let specs = orders.entities.get(id).map_or(&[][..], Vec::as_slice);
        let cases = cases.lists_of(id, card);
        let report = EntityReport { place, id, specs, cases, folder: folder.part(&names[place]) };
        report.rendered(&burst, card, printing)
    };
    let write = |report: RenderedReport| {
        let place = report.place;
        let outcome = report.write(&ids[place], card, &left, printing.answer);
        step();
        (place, outcome)
    };
    let (without_report, written) = with_writers(&write, |hand_over| {
        run::in_parallel(&ids, &|place, id| match compute(place, id) {
            Ok(report) => {
                hand_over(report);
                None
            }
            Err(outcome) => {
                step();
                Some((place, outcome))
            }
        })
    });
    let mut outcomes: Vec<(usize, Outcome)> = without_report.into_iter().flatten().chain(written).collect();
    outcomes.sort_by_key(|(place, _)| *place);
    let outcomes: Vec<Outcome> = outcomes.into_iter().map(|(_, outcome)| outcome).collect();
    disk::sync_names(&folder.path());
    bar.done();
    Ok(tell_outcomes(&burst, folder, &ids, &names, &outcomes, files))
}

fn failed(error: &RunError, files: &Files) -> ExitStatus {
    fail(error, files);
    ExitStatus::of_stop(error)
}

/// The reports of one entity: what they are, and where they go.
struct EntityReport<'a> {
    /// Its place among the entities.
    place: usize,
    id: &'a str,
    specs: &'a [ReportSpec],
    cases: CaseLists,
    folder: RunFolder,
}

impl EntityReport<'_> {
    /// The files, not written yet; or why there are none.
    fn rendered(
        self,
        burst: &Burst,
        card: &Scorecard,
        printing: &Printing<'_>,
    ) -> Result<RenderedReport, Outcome> {
        let EntityReport { place, id, specs, cases, folder } = self;
        let Some(own) = burst.entity(card, id) else { return Err(Outcome::TooFewRows(Some(0))) };
        if !own.is_reported() {
            // How many there are is what is withheld of a small group.
            let is_told = card.privacy.is_none_or(|privacy| own.rows >= u64::from(privacy.smallest));
            return Err(Outcome::TooFewRows(is_told.then_some(own.rows)));
        }
        let told = |other: &Scorecard| burst.entity(other, id).map(|told| (told.scorecard, told.results));
        let others = OtherLanguages { scorecards: printing.translations, told: &told };
        let own_folder = folder.path();
        let earlier = printing.earlier.and_then(|(_, earlier)| Some(earlier.join(own_folder.file_name()?)));
        let restated = earlier.and_then(|earlier| restatement::restated_of(&earlier, &own.results));
        let extras = ReportExtras { cases: Some(&cases), restated: restated.as_ref(), overview: None };
        let subject = ReportSubject { scorecard: &own.scorecard, results: &own.results, extras };
        // Entities are rendered side by side as it is.
        let pages = Pages { threads: 1, ..printing.pages };
        let (files, replaced) =
            run::render_reports(specs, subject, others, &pages, printing.asked).map_err(Outcome::Failed)?;
        Ok(RenderedReport { place, folder, results: own.results, files, replaced })
    }
}

/// The files of one entity, to be written.
struct RenderedReport {
    /// The place of its entity among all.
    place: usize,
    folder: RunFolder,
    results: Results,
    files: Vec<OutputFile>,
    /// Characters that no font can show.
    replaced: Vec<char>,
}

impl RenderedReport {
    fn write(self, id: &str, card: &Scorecard, left: &LeftFolders, answer: &Answer) -> Outcome {
        let RenderedReport { folder, results, files, replaced, .. } = self;
        match output::write_part(card, &folder, &results.run.id, &files, Some(left)) {
            Ok(()) => {
                answer.add_written_files(card, Some(id), &results, &folder, &files);
                Outcome::Written(replaced)
            }
            Err(error) => Outcome::Unwritten(folder, error),
        }
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
            Outcome::TooFewRows(rows) => {
                let title = burst.tree.title(id);
                few.push(rows.map_or(title.to_owned(), |rows| format!("{title} ({rows})")));
            }
            Outcome::Failed(error) => {
                tell(&format!("error: no report of `{id}`"));
                ending = failed(error, files).worse(ending);
            }
            Outcome::Unwritten(place, error) => {
                tell(&format!("error: no report of `{id}`: {}: {error}", place.path().display()));
                ending = ExitStatus::Data.worse(ending);
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
    match burst.unassigned {
        0 => {}
        1 => tell("  1 row belongs to no entity: it counts in the whole alone"),
        rows => tell(&format!("  {rows} rows belong to no entity: they count in the whole alone")),
    }
    ending
}
