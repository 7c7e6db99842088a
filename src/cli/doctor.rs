//! What a run needs, and whether it is there.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use mando::data;
use mando::definition;
use mando::model::{EngineKind, Origin};
use mando::problem::{Code, Files, Problem, Problems};
use mando::run;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::console::{Format, say};
use super::exit_status::ExitStatus;

/// A line of the answer.
#[derive(Debug, Serialize, JsonSchema)]
struct Checked {
    /// What was looked at.
    what: String,
    /// Whether it is well.
    is_well: bool,
    /// What is known of it.
    words: String,
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(Vec<Checked>).to_value()
}

/// Files that are not there, each once, and how much else is wrong with the definition.
fn lacking(problems: &Problems, files: &Files) -> Vec<Checked> {
    let is_file = |problem: &&Problem| matches!(problem.code, Code::MissingFile | Code::GlobEmpty);
    let mut found: Vec<Checked> = Vec::new();
    let mut push = |what: &str, words: String| {
        if !found.iter().any(|line| line.words == words) {
            found.push(Checked { what: what.to_owned(), is_well: false, words });
        }
    };
    problems.iter().filter(is_file).for_each(|problem| push("file", placed(problem, files)));
    let others: BTreeSet<String> = problems
        .iter()
        .filter(|problem| problem.severity().is_error() && !is_file(problem))
        .map(|problem| placed(problem, files))
        .collect();
    match others.len() {
        0 => {}
        1 => push("definition", "1 error, which `mando check` shows".to_owned()),
        count => push("definition", format!("{count} errors, which `mando check` shows")),
    }
    found
}

/// What is wrong, behind its file and line.
fn placed(problem: &Problem, files: &Files) -> String {
    let place = problem.span.map_or(String::new(), |span| {
        let (line, _) = files.line_column(span);
        format!("{}:{line}: ", files.name(span.file))
    });
    format!("{place}{}", problem.message)
}

/// Says the version, what the machine gives, and whether a project's scorecards and data can be opened.
pub(super) fn doctor(path: &Path, format: Format) -> io::Result<ExitStatus> {
    let well = |what: &str, words: String| Checked { what: what.to_owned(), is_well: true, words };
    let mut checked = vec![
        well("mando", format!("{}, {} {}", run::VERSION, std::env::consts::OS, std::env::consts::ARCH)),
        well("cluster", if cfg!(feature = "cluster") { "can be used" } else { "not built in" }.to_owned()),
        well(
            "threads",
            std::thread::available_parallelism().map_or_else(|_| "unknown".to_owned(), |n| n.to_string()),
        ),
        well("fonts", "inside the program".to_owned()),
    ];
    let draft = definition::open(path);
    if draft.scorecards.is_empty() {
        let first = draft.problems.iter().next();
        let words = first.map_or("none here".to_owned(), |problem| placed(problem, &draft.files));
        checked.push(Checked { what: "scorecard".to_owned(), is_well: false, words });
    }
    let mut wrong = Problems::new();
    for drafted in &draft.scorecards {
        checked.push(well("scorecard", drafted.path.display().to_string()));
        let mut columns = data::columns(&drafted.feeds);
        columns.extend(data::database_columns(&drafted.databases, drafted.engine.timeout));
        for (id, found) in columns {
            let what = format!("source {id}");
            checked.push(match found {
                Ok(columns) => {
                    let readable = columns.iter().filter(|column| column.unreadable.is_none()).count();
                    well(&what, format!("{readable} columns"))
                }
                Err(error) => Checked { what, is_well: false, words: error.to_string() },
            });
        }
        // What a query makes of other sources has columns where it can be resolved; else `check` says why not.
        let (card, problems) = run::resolve(&draft, drafted);
        wrong.extend(problems);
        for source in card.iter().flat_map(|card| &card.sources) {
            if let Origin::Query(query) = &source.origin {
                let words = format!("{} columns, by a query", query.columns.len());
                checked.push(well(&format!("source {}", source.id), words));
            }
        }
        if let EngineKind::Cluster { scheduler } = &drafted.engine.kind {
            checked.push(well("engine", format!("a cluster at {}", scheduler.address())));
        }
        let cache = match &drafted.engine.cache {
            None => "none is kept".to_owned(),
            Some(folder) => folder.display().to_string(),
        };
        checked.push(well("cache", cache));
    }
    if !draft.scorecards.is_empty() {
        wrong.extend(draft.problems.iter().cloned());
        checked.extend(lacking(&wrong, &draft.files));
    }
    let ending = if checked.iter().all(|line| line.is_well) { ExitStatus::Fine } else { ExitStatus::Data };
    if format == Format::Json {
        let json = mando::problem::print::escaped_json(&serde_json::to_value(&checked)?);
        say(&format!("{}\n", draft.files.hidden(&json)))?;
        return Ok(ending);
    }
    let width = checked.iter().map(|line| line.what.chars().count()).max().unwrap_or_default();
    for line in &checked {
        let mark = if line.is_well { "ok" } else { "!!" };
        let blanks = " ".repeat(width - line.what.chars().count());
        let text = format!("{mark}  {}{blanks}  {}", line.what, line.words);
        say(&format!("{}\n", mando::problem::print::escape_line(&draft.files.hidden(&text))))?;
    }
    Ok(ending)
}
