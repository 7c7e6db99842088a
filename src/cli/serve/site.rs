//! A project as it is at one moment: its scorecards with their figures, and everything that is wrong.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use mando::data::Silent;
use mando::definition::{self, Draft, ScorecardDraft};
use mando::engine::Cases;
use mando::model::{Location, ReportSpec, Scorecard};
use mando::problem::{Problem, Problems, Severity, print};
use mando::render::pdf::Templates;
use mando::render::{OUTPUTS, Output, OutputFile, OutputRequest, Pages};
use mando::report::ReportExtras;
use mando::run::{self, Computed, Orders, OtherLanguages, ReportSubject, RunError, Translations};

use super::super::period_options::{PeriodOptions, wanted};
use super::super::threads::runtime;
use super::super::{check, pages};

/// A project at one moment.
pub(super) struct Site {
    /// Changes with every reading.
    pub(super) version: u64,
    /// The project's folder.
    pub(super) root: PathBuf,
    /// Its scorecards, by file.
    pub(super) cards: Vec<ShownScorecard>,
    /// What is wrong: what `check` prints, in its order.
    pub(super) text: String,
    /// What a run tells beside, of these figures.
    pub(super) of_figures: String,
    /// How much is wrong, by how grave it is: errors, findings, warnings, notes.
    pub(super) counts: [usize; 4],
    /// The files of its sources.
    pub(super) sources: Vec<PathBuf>,
}

/// A scorecard as pages show it.
#[derive(Clone)]
pub(super) struct ShownScorecard {
    pub(super) card: Arc<EvaluatedScorecard>,
    /// Whether its figures are those from before an edit that cannot be used.
    pub(super) is_before: bool,
}

/// A scorecard with its figures.
pub(super) struct EvaluatedScorecard {
    /// Its file.
    path: PathBuf,
    pub(super) scorecard: Scorecard,
    pub(super) computed: Computed,
    /// Files of its sources: source, how messages call the file, where it stands.
    pub(super) files: Vec<(String, String, Option<PathBuf>)>,
    /// What was asked for: its reports.
    pub(super) reports: Vec<ReportSpec>,
    translations: Translations,
    cases: Cases,
    templates: Arc<Templates>,
    /// Outputs that somebody asked for.
    made: Mutex<BTreeMap<&'static str, Made>>,
}

/// Files of an output, or why there are none.
type Made = Result<Vec<OutputFile>, String>;

impl Site {
    /// Reads a project and computes its scorecards. One that cannot be used keeps the figures of before.
    pub(super) fn load(path: &Path, when: &PeriodOptions, before: Option<&Site>) -> Site {
        let draft = definition::open(path);
        let (mut found, mut further) = (Problems::new(), Problems::new());
        found.extend(draft.problems.iter().cloned());
        let templates = match super::super::evaluate::templates(&draft.root) {
            Ok(templates) => Arc::new(templates),
            Err(problem) => {
                found.push(problem);
                Arc::default()
            }
        };
        let mut cards = Vec::new();
        for drafted in &draft.scorecards {
            let fresh = card(&draft, drafted, when, &templates, (&mut found, &mut further));
            let earlier =
                before.and_then(|site| site.cards.iter().find(|shown| shown.card.path == drafted.path));
            cards.extend(match fresh {
                Some(card) => Some(ShownScorecard { card: Arc::new(card), is_before: false }),
                None => earlier.map(|shown| ShownScorecard { is_before: true, ..shown.clone() }),
            });
        }
        let severities = [Severity::Error, Severity::Finding, Severity::Warning, Severity::Note];
        let mut counts = severities.map(|severity| found.count(severity));
        counts[0] += found.count(Severity::Data);
        let sources =
            cards.iter().flat_map(|shown| &shown.card.files).filter_map(|(_, _, place)| place.clone());
        Site {
            version: before.map_or(0, |site| site.version + 1),
            sources: sources.collect(),
            cards,
            text: print::terminal(&found, &draft.files, false),
            of_figures: print::terminal(&further, &draft.files, false),
            counts,
            // Where there is no scorecard the folder is what was asked for.
            root: if draft.root.as_os_str().is_empty() { path.to_owned() } else { draft.root },
        }
    }

    /// The scorecard of an id.
    pub(super) fn card(&self, id: &str) -> Option<&ShownScorecard> {
        self.cards.iter().find(|shown| shown.card.scorecard.id == id)
    }
}

/// A scorecard of a project, unless something in it or its data forbids; what is wrong is added to what was found.
fn card(
    draft: &Draft,
    drafted: &ScorecardDraft,
    when: &PeriodOptions,
    templates: &Arc<Templates>,
    (found, further): (&mut Problems, &mut Problems),
) -> Option<EvaluatedScorecard> {
    let looked = catch_unwind(AssertUnwindSafe(|| check::found(draft, drafted, false)));
    let Ok(Ok(check::DraftCheck { problems, scorecard, .. })) = looked else {
        found.push(run::unexpected(None));
        return None;
    };
    found.extend(problems);
    let mut scorecard = scorecard?;
    let translations = run::translations(drafted, &scorecard);
    let translations = translations.map_err(|refused| check::extend_with(found, refused.1.iter())).ok()?;
    scorecard.engine = when.bounds.over(&scorecard.engine);
    let computed = catch_unwind(AssertUnwindSafe(|| {
        let runtime = runtime(scorecard.engine.threads)?;
        Ok::<_, io::Error>(runtime.block_on(async {
            let computed = run::compute(&scorecard, drafted, &wanted(when), &Silent).await?;
            let cases = computed.cases(&scorecard, false).await?;
            Ok((computed, cases))
        }))
    }));
    let (computed, cases) = match computed {
        Ok(Ok(Ok(computed))) => computed,
        Ok(Ok(Err(error))) => {
            let error: RunError = error;
            check::extend_with(found, error.problems().iter());
            return None;
        }
        Ok(Err(_)) | Err(_) => {
            found.push(run::unexpected(None));
            return None;
        }
    };
    let is_said = |problem: &&Problem| {
        found.iter().any(|said| said.code == problem.code && said.message == problem.message)
    };
    further.extend(computed.problems.iter().filter(|problem| !is_said(problem)).cloned());
    let files = drafted.feeds.iter().flat_map(|feed| {
        feed.files.iter().map(|file| {
            let place = match &file.location {
                Location::Local(path) => Some(path.clone()),
                Location::Remote(_) => None,
            };
            (feed.id.clone(), file.shown.clone(), place)
        })
    });
    Some(EvaluatedScorecard {
        path: drafted.path.clone(),
        files: files.collect(),
        reports: Orders::of_whole(&scorecard).whole,
        translations,
        cases,
        templates: Arc::clone(templates),
        made: Mutex::default(),
        scorecard,
        computed,
    })
}

impl EvaluatedScorecard {
    /// A file that a run would write, made when it is first asked for: none for a name that no output has.
    pub(super) fn file(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let is_of = |output: &&Output| output.names(&self.reports).iter().any(|own| own == name);
        let output = OUTPUTS.iter().find(is_of)?;
        // Who asks for the same output meanwhile waits for it.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let made = made.entry(output.word).or_insert_with(|| self.make(output));
        match made {
            Ok(files) => files.iter().find(|file| file.name == name).map(|file| Ok(file.bytes.clone())),
            Err(why) => Some(Err(why.clone())),
        }
    }

    fn make(&self, output: &'static Output) -> Made {
        let pages = Pages { templates: &self.templates, set: &pages::set, threads: run::processors() };
        let made = catch_unwind(AssertUnwindSafe(|| {
            let extras = ReportExtras { cases: Some(&self.cases.whole), ..ReportExtras::default() };
            let (scorecard, results) = (&self.scorecard, &self.computed.results);
            let told = |other: &Scorecard| Some((other.clone(), self.computed.results_in_language(other)));
            let whole = ReportSubject { scorecard, results, extras };
            let others = OtherLanguages { scorecards: &self.translations, told: &told };
            let asked = OutputRequest { formats: Some(&[output]), book: None };
            run::render_reports(&self.reports, whole, others, &pages, asked)
        }));
        match made {
            Ok(Ok((files, _))) => Ok(files),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(run::unexpected(None).message.clone()),
        }
    }
}

/// A line for the terminal.
pub(super) fn status_line(site: &Site) -> String {
    let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![counted(site.cards.len(), "scorecard")];
    let words = ["error", "finding", "warning", "note"];
    parts.extend(
        site.counts.iter().zip(words).filter(|(count, _)| **count > 0).map(|(n, word)| counted(*n, word)),
    );
    format!("{}: {}", site.root.display(), parts.join(", "))
}
