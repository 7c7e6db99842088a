//! What is wrong with definitions.

mod exchange;

use std::io;
use std::path::Path;

use clap::ValueEnum;
use mando::data::Silent;
use mando::definition::{self, Draft, ScorecardDraft};
use mando::model::{Scorecard, Timeout};
use mando::problem::{Code, Problem, Problems, print};
use mando::run::{self, Computed, RunOptions};

use super::console::{report, say, tell};
use super::exit_status::ExitStatus;
use super::period_options::yesterday;
use super::threads::runtime;

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProblemFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For programs that collect problems of code (SARIF).
    Sarif,
    /// As annotations in a GitHub workflow.
    Github,
}

pub(super) fn check(path: &Path, format: ProblemFormat, is_offline: bool) -> io::Result<ExitStatus> {
    let draft = definition::open(path);
    let (mut all, mut unseen) = (Problems::new(), Vec::new());
    all.extend(draft.problems.iter().cloned());
    for drafted in &draft.scorecards {
        let found = found(&draft, drafted, is_offline)?;
        all.extend(found.problems);
        unseen.extend(found.unseen.iter().map(|id| format!("`{id}`")));
    }
    if !unseen.is_empty() {
        tell(&format!("note: {} not looked at: nobody is asked offline", unseen.join(", ")));
    }
    match format {
        ProblemFormat::Json => say(&format!("{}\n", print::escaped_json(&print::json(&all, &draft.files))))?,
        ProblemFormat::Sarif => {
            let log = exchange::sarif(&print::json(&all, &draft.files));
            say(&format!("{}\n", print::escaped_json(&log)))?;
        }
        ProblemFormat::Github => say(&exchange::github(&print::json(&all, &draft.files)))?,
        ProblemFormat::Text if all.is_empty() => tell(&format!("{} is in order", names(&draft))),
        ProblemFormat::Text => report(&all, &draft.files),
    }
    Ok(ExitStatus::from_problems(&all))
}

/// Seconds that a source may take while figures are looked at, where the definition says nothing.
const PATIENCE: u32 = 4;
/// The memory they may take.
const MEMORY: u64 = 256 << 20;

/// What is wrong with a scorecard of a draft, and what was learnt on the way.
pub(super) struct DraftCheck {
    /// What is wrong, beside the draft's own.
    pub(super) problems: Problems,
    /// Sources that were not looked at.
    pub(super) unseen: Vec<String>,
    /// The scorecard, where it can be used.
    pub(super) scorecard: Option<Scorecard>,
    /// Its figures, where its rows are few and on this machine.
    pub(super) computed: Option<Computed>,
}

/// Looks at all of a scorecard that can be known without a run.
pub(super) fn found(draft: &Draft, drafted: &ScorecardDraft, is_offline: bool) -> io::Result<DraftCheck> {
    let run::Checked { scorecard, mut problems, unseen } = run::check(draft, drafted, is_offline);
    let Some(mut card) = scorecard else {
        return Ok(DraftCheck { problems, unseen, scorecard: None, computed: None });
    };
    problems.extend(run::advice(&card, drafted));
    let runtime = runtime(Some(1))?;
    problems.extend(runtime.block_on(run::short_history_warnings(&card, yesterday())));
    let mut computed = None;
    if run::can_compute_at_once(&card) {
        // Checking keeps nothing.
        card.engine.cache = None;
        // A query may make many rows of a few: what takes long is left to the run.
        let written = (card.engine.timeout, card.engine.memory);
        card.engine.timeout = written.0.or(Some(Timeout::of_seconds(PATIENCE)));
        card.engine.memory = written.1.or(Some(MEMORY));
        let wanted = RunOptions { period: None, as_of: None, yesterday: yesterday() };
        match runtime.block_on(run::compute(&card, drafted, &wanted, &Silent)) {
            Ok(found) => {
                problems.extend(run::advice_on(&found.results, drafted));
                // What rows say of the definition; what figures say is the run's.
                let of_texts = |problem: &&Problem| {
                    matches!(problem.code, Code::TextNotFound | Code::CodeNotFound | Code::CodeAsKey)
                        || run::are_keys_at_fault(problem)
                };
                problems.extend(found.problems.iter().filter(of_texts).cloned());
                computed = Some(found);
            }
            Err(error) if error.is_late() && written.0.is_none() => {}
            Err(error) if error.is_of_memory() && written.1.is_none() => {}
            // What ends a run ends here as well, unless it is for want of what was not looked at.
            Err(error) if unseen.is_empty() => extend_with(&mut problems, error.problems().iter()),
            Err(_) => {}
        }
        (card.engine.timeout, card.engine.memory) = written;
    }
    Ok(DraftCheck { problems, unseen, scorecard: Some(card), computed })
}

/// Adds what is not said yet.
pub(super) fn extend_with<'p>(problems: &mut Problems, others: impl Iterator<Item = &'p Problem>) {
    let is_said = |other: &Problem, said: &Problem| {
        other.code == said.code && other.span == said.span && other.message == said.message
    };
    for other in others {
        if !problems.iter().any(|said| is_said(other, said)) {
            problems.push(other.clone());
        }
    }
}

fn names(draft: &Draft) -> String {
    let names: Vec<String> = draft.scorecards.iter().map(|s| s.path.display().to_string()).collect();
    names.join(", ")
}
