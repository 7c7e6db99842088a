//! What is wrong with definitions.

mod exchange;

use std::io;
use std::path::Path;

use clap::ValueEnum;
use mando::data::Silent;
use mando::definition::{self, Draft};
use mando::problem::{Code, Problem, Problems, print};
use mando::run::{self, RunOptions};

use super::console::{report, say, tell};
use super::exit_status::ExitStatus;
use super::threads::runtime;
use super::when::yesterday;

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Found {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For programs that collect what is wrong with code.
    Sarif,
    /// As marks in a workflow of GitHub.
    Github,
}

pub(super) fn check(path: &Path, format: Found, is_offline: bool) -> io::Result<ExitStatus> {
    let draft = definition::open(path);
    let (mut all, mut unseen) = (Problems::new(), Vec::new());
    all.extend(draft.problems.iter().cloned());
    for sheet in &draft.scorecards {
        let checked = run::check(&draft, sheet, is_offline);
        all.extend(checked.problems);
        unseen.extend(checked.unseen.iter().map(|id| format!("`{id}`")));
        if let Some(mut card) = checked.scorecard {
            all.extend(run::advice(&card, sheet));
            let runtime = runtime(Some(1))?;
            all.extend(runtime.block_on(run::foreseen(&card, yesterday())));
            if run::is_quick(&card) {
                // Checking keeps nothing.
                card.engine.cache = None;
                let wanted = RunOptions { period: None, as_of: None, yesterday: yesterday() };
                // What is wrong with rows is left to the run.
                if let Ok(computed) = runtime.block_on(run::compute(&card, sheet, &wanted, &Silent)) {
                    all.extend(run::advice_on(&computed.results, sheet));
                    // What rows say of the definition.
                    let of_texts =
                        |problem: &Problem| matches!(problem.code, Code::TextNotFound | Code::CodeAsKey);
                    all.extend(computed.problems.into_iter().filter(of_texts));
                }
            }
        }
    }
    if !unseen.is_empty() {
        tell(&format!("note: {} not looked at: nobody is asked offline", unseen.join(", ")));
    }
    match format {
        Found::Json => say(&format!("{}\n", print::visible_json(&print::json(&all, &draft.files))))?,
        Found::Sarif => {
            let log = exchange::sarif(&print::json(&all, &draft.files));
            say(&format!("{}\n", print::visible_json(&log)))?;
        }
        Found::Github => say(&exchange::github(&print::json(&all, &draft.files)))?,
        Found::Text if all.is_empty() => tell(&format!("{} is in order", names(&draft))),
        Found::Text => report(&all, &draft.files),
    }
    Ok(if all.has_errors() { ExitStatus::Definition } else { ExitStatus::Fine })
}

fn names(draft: &Draft) -> String {
    let names: Vec<String> = draft.scorecards.iter().map(|s| s.path.display().to_string()).collect();
    names.join(", ")
}
