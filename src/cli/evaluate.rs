//! Scorecards evaluated, and their reports written.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use mando::data::{Progress, Stage};
use mando::definition::{self, Draft, ScorecardDraft};
use mando::disk;
use mando::engine::Cases;
use mando::evaluate::restatement::Earlier;
use mando::model::{FeedFile, Location, Scorecard};
use mando::output::{self, RunFolder};
use mando::problem::{CannotOpen, Files, LeadsOut, Problem, Problems, Severity, print};
use mando::render::{self, OutputFile, Pages};
use mando::report::ReportExtras;
use mando::run::{self, Computed, Orders, OtherLanguages, ReportSubject, Translations};
use mando::words::Words;

use super::answer::Answer;
use super::burst::{self, Printing, Selection};
use super::console::{Format, fail, fail_with, report, tell};
use super::exit_status::ExitStatus;
use super::files_written::{note_replaced, reused, summary, unwritten};
use super::findings::{self, FailOn};
use super::pages;
use super::period_options::{PeriodOptions, wanted};
use super::progress::ProgressLine;
use super::restatement;
use super::threads::runtime;

/// Every scorecard of a path that can be used; what is wrong is printed.
pub(super) fn usable(draft: &Draft) -> Result<Vec<(&ScorecardDraft, Scorecard)>, ExitStatus> {
    let mut found = Problems::new();
    found.extend(draft.problems.iter().cloned());
    let mut cards = Vec::new();
    for drafted in &draft.scorecards {
        let (card, problems) = run::resolve(draft, drafted);
        found.extend(problems);
        cards.extend(card.map(|card| (drafted, card)));
    }
    if found.has_errors() {
        report(&found, &draft.files);
        return Err(ExitStatus::from_problems(&found));
    }
    // What is unwise stands in the lines that `check` marks.
    print::lines(&found, &draft.files).iter().for_each(|line| tell(line));
    Ok(cards)
}

/// What a run is asked for beside the scorecard and the period.
pub(super) struct EvaluationOptions<'a> {
    /// What to write, where that is said.
    pub(super) files: render::OutputRequest<'a>,
    /// What of the figures makes it end with 1.
    pub(super) fail_on: &'a [FailOn],
    /// Whether all cases are listed.
    pub(super) detail: bool,
    /// Earlier results to compare with.
    pub(super) against: Option<&'a Path>,
    /// How the answer is printed.
    pub(super) format: Format,
}

pub(super) fn evaluate(
    draft: &Draft,
    when: &PeriodOptions,
    out: Option<&Path>,
    selection: &Selection<'_>,
    asked: &EvaluationOptions<'_>,
) -> io::Result<ExitStatus> {
    let mut cards = match usable(draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    if let Some(refusal) = out.and_then(|out| unusable_folder(&cards, out)) {
        tell(&refusal);
        return Ok(ExitStatus::Definition);
    }
    let templates = match templates(&draft.root) {
        Ok(templates) => templates,
        Err(problem) => {
            fail_with(problem, &draft.files);
            return Ok(ExitStatus::Definition);
        }
    };
    let earlier = match asked.against.map(restatement::earlier).transpose() {
        Ok(earlier) => earlier,
        Err(words) => {
            tell(&words);
            return Ok(ExitStatus::Definition);
        }
    };
    let answer = Answer::default();
    let evaluation = Evaluation {
        draft,
        when,
        out,
        selection,
        asked,
        pages: Pages { templates: &templates, set: &pages::set, threads: run::processors() },
        earlier: earlier.as_ref().zip(asked.against),
        answer: &answer,
    };
    let mut ending = ExitStatus::Fine;
    for (drafted, card) in &mut cards {
        ending = ending.worse(evaluation.scorecard(drafted, card)?);
    }
    // What failed is told by whoever ends the command.
    if asked.format == Format::Json && matches!(ending, ExitStatus::Fine | ExitStatus::Findings) {
        answer.say()?;
    }
    Ok(ending)
}

/// Why reports cannot be written into the folder that `--out` names.
fn unusable_folder(cards: &[(&ScorecardDraft, Scorecard)], out: &Path) -> Option<String> {
    if cards.len() > 1 {
        let refusal = "error: `--out` takes one scorecard, this project has several; name its file";
        return Some(refusal.to_owned());
    }
    let input = cards.iter().find_map(|(drafted, card)| overwritten(drafted, card, out))?;
    Some(format!("error: `--out` would write over `{input}`, which the scorecard reads; name another folder"))
}

/// What holds for all scorecards of a path that are evaluated.
struct Evaluation<'a> {
    draft: &'a Draft,
    when: &'a PeriodOptions,
    /// Folder in place of the usual one.
    out: Option<&'a Path>,
    selection: &'a Selection<'a>,
    asked: &'a EvaluationOptions<'a>,
    pages: Pages<'a>,
    /// Earlier results to compare with, and where they are.
    earlier: Option<(&'a Earlier, &'a Path)>,
    /// What programs are told in the end.
    answer: &'a Answer,
}

impl Evaluation<'_> {
    /// Evaluates one scorecard and writes its reports.
    fn scorecard(&self, drafted: &ScorecardDraft, card: &mut Scorecard) -> io::Result<ExitStatus> {
        let translations = match run::translations(drafted, card) {
            Ok(translations) => translations,
            Err(found) => {
                report(&found.1, &found.0);
                return Ok(ExitStatus::Definition);
            }
        };
        let bar = ProgressLine::new();
        self.asked.files.make_ready(&card.reports());
        if self.selection.names_any() || Orders::have_entities(card) {
            return self.with_entities(drafted, card, &translations, &bar);
        }
        self.whole(drafted, card, &translations, &bar)
    }

    /// Reports of entities, and of the whole.
    fn with_entities(
        &self,
        drafted: &ScorecardDraft,
        card: &mut Scorecard,
        translations: &Translations,
        bar: &ProgressLine,
    ) -> io::Result<ExitStatus> {
        let files = self.asked.files;
        card.engine = self.when.bounds.over(&card.engine);
        let runtime = runtime(card.engine.threads)?;
        let mut computed = runtime.block_on(run::burst(card, drafted, &wanted(self.when), bar));
        if let Ok(burst) = &mut computed {
            if self.when.bounds.show_cells {
                burst.whole.show_cells();
            }
            if let Some((earlier, _)) = self.earlier {
                burst.whole.compare_with(earlier);
            }
        }
        let reports = [card.reports(), card.usual_reports().to_vec()].concat();
        let cases = match &computed {
            Ok(burst) if files.lists_cases(&reports) => {
                runtime.block_on(burst.cases(card, self.asked.detail))
            }
            _ => Ok(Cases::default()),
        };
        bar.done();
        let printing = Printing {
            pages: self.pages,
            asked: files,
            out: self.out,
            translations,
            earlier: self.earlier,
            answer: self.answer,
        };
        let computed = computed.and_then(|burst| Ok((burst, cases?)));
        burst::run(computed, card, self.selection, &self.draft.files, &printing)
    }

    /// Reports of the whole alone.
    fn whole(
        &self,
        drafted: &ScorecardDraft,
        card: &mut Scorecard,
        translations: &Translations,
        bar: &ProgressLine,
    ) -> io::Result<ExitStatus> {
        let files = &self.draft.files;
        let mut computed = match compute(card, drafted, self.when, (files, NoticeFilter::All), bar)? {
            Ok(computed) => computed,
            Err(failed) => return Ok(failed),
        };
        self.answer.add_notices(&computed.problems, files);
        let restated = self.earlier.map(|(earlier, path)| {
            computed.compare_with(earlier);
            restatement::restated(path, earlier, &computed.results)
        });
        let restated = match restated.transpose() {
            Ok(restated) => restated,
            Err(words) => {
                tell(&words);
                return Ok(ExitStatus::Definition);
            }
        };
        let specs = Orders::of_whole(card).whole;
        let cases = match self.asked.files.lists_cases(&specs) {
            true => runtime(card.engine.threads)?.block_on(computed.cases(card, self.asked.detail)),
            false => Ok(Cases::default()),
        };
        let rendered = cases.and_then(|cases| {
            bar.stage(Stage::Setting);
            let extras =
                ReportExtras { cases: Some(&cases.whole), restated: restated.as_ref(), overview: None };
            let told = |other: &Scorecard| Some((other.clone(), computed.results_in_language(other)));
            let own = ReportSubject { scorecard: card, results: &computed.results, extras };
            let others = OtherLanguages { scorecards: translations, told: &told };
            run::render_reports(&specs, own, others, &self.pages, self.asked.files)
        });
        bar.done();
        match rendered {
            Ok((rendered, replaced)) => {
                note_replaced(&replaced);
                Ok(self.write(card, &computed, &rendered))
            }
            Err(error) => {
                fail(&error, files);
                Ok(ExitStatus::of_stop(&error))
            }
        }
    }

    /// Writes the files of the whole, and says what was written and found.
    fn write(&self, card: &Scorecard, computed: &Computed, files: &[OutputFile]) -> ExitStatus {
        let results = &computed.results;
        let place = RunFolder::new(self.out, card, &results.run.period.label);
        if let Err(error) = output::write(card, &place, &results.run.id, files) {
            tell(&unwritten(&place, &error));
            return ExitStatus::Data;
        }
        reused(computed, &self.draft.files).iter().for_each(|line| tell(line));
        summary(card, computed, &place, files).iter().for_each(|line| tell(line));
        self.answer.add_written_files(card, None, results, &place, files);
        let found = findings::found(results, self.asked.fail_on, &Words::of_reports(card));
        found.iter().for_each(|line| tell(line));
        self.answer.found(&found);
        if found.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings }
    }
}

/// Which problems of a run are printed.
#[derive(Clone, Copy)]
pub(super) enum NoticeFilter<'a> {
    /// All.
    All,
    /// Errors, and not what is a warning or a note: the command is asked for something else.
    ErrorsOnly,
    /// All but warnings of other measures.
    Of(&'a str),
}

impl NoticeFilter<'_> {
    fn holds(self, problem: &Problem, card: &Scorecard) -> bool {
        let is_grave = !matches!(problem.severity(), Severity::Warning | Severity::Note);
        let names = |id: &str| problem.message.contains(&format!("`{id}`"));
        match self {
            NoticeFilter::All => true,
            NoticeFilter::ErrorsOnly => is_grave,
            NoticeFilter::Of(own) => {
                is_grave || names(own) || !card.measures.iter().any(|other| names(&other.id))
            }
        }
    }
}

pub(super) fn compute(
    card: &mut Scorecard,
    drafted: &ScorecardDraft,
    when: &PeriodOptions,
    (files, filter): (&Files, NoticeFilter<'_>),
    bar: &ProgressLine,
) -> io::Result<Result<Computed, ExitStatus>> {
    card.engine = when.bounds.over(&card.engine);
    let wanted = wanted(when);
    let computed = runtime(card.engine.threads)?.block_on(run::compute(card, drafted, &wanted, bar));
    bar.clear();
    Ok(match computed {
        Ok(mut computed) => {
            if when.bounds.show_cells {
                computed.show_cells();
            }
            let mut problems = Problems::new();
            problems.extend(computed.problems.iter().filter(|found| filter.holds(found, card)).cloned());
            if !problems.is_empty() {
                report(&problems, files);
            }
            Ok(computed)
        }
        Err(error) => {
            fail(&error, files);
            Err(ExitStatus::of_stop(&error))
        }
    })
}

/// The file of a source, as messages call it, that stands where a file of the run would be written.
pub(super) fn overwritten<'s>(drafted: &'s ScorecardDraft, card: &Scorecard, out: &Path) -> Option<&'s str> {
    let written: Vec<PathBuf> =
        output::file_names(card).iter().filter_map(|name| out.join(name).canonicalize().ok()).collect();
    let is_written = |file: &&FeedFile| match &file.location {
        Location::Local(path) => path.canonicalize().is_ok_and(|path| written.contains(&path)),
        Location::Remote(_) => false,
    };
    let mut files = drafted.feeds.iter().flat_map(|feed| &feed.files);
    files.find(is_written).map(|file| file.shown.as_str())
}

/// A project's own page templates.
pub(super) fn templates(root: &Path) -> Result<render::pdf::Templates, Problem> {
    const MOST: u64 = 4 << 20;
    let folder = root.join("templates");
    let mut templates = BTreeMap::new();
    let entries = std::fs::read_dir(&folder).into_iter().flatten();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|_| path.extension().is_some_and(|ending| ending == "typ")) else {
            continue;
        };
        if !definition::is_inside(root, &path) {
            let cause = LeadsOut { path: format!("templates/{name}") };
            return Err(Problem::new(cause).help("put the template itself there"));
        }
        let cannot = |reason: &str| {
            Problem::new(CannotOpen { path: format!("templates/{name}"), reason: reason.to_owned() })
        };
        let bytes = disk::read(&path, MOST).map_err(|error| cannot(&error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|_| cannot("it is no text"))?;
        templates.insert(name.to_owned(), text);
    }
    Ok(templates)
}
