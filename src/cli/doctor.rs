//! What a run needs, and whether it is there.

use std::io;
use std::path::Path;

use mando::data;
use mando::definition;
use mando::model::{EngineKind, Origin};
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
        let words =
            draft.problems.iter().next().map_or("none here".to_owned(), |problem| problem.message.clone());
        checked.push(Checked { what: "scorecard".to_owned(), is_well: false, words });
    }
    for sheet in &draft.scorecards {
        checked.push(well("scorecard", sheet.path.display().to_string()));
        let mut columns = data::columns(&sheet.feeds);
        columns.extend(data::database_columns(&sheet.databases, sheet.engine.timeout));
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
        let (card, _) = run::resolve(&draft, sheet);
        for source in card.iter().flat_map(|card| &card.sources) {
            if let Origin::Query(query) = &source.origin {
                let words = format!("{} columns, by a query", query.columns.len());
                checked.push(well(&format!("source {}", source.id), words));
            }
        }
        if let EngineKind::Cluster { scheduler } = &sheet.engine.kind {
            checked.push(well("engine", format!("a cluster at {}", scheduler.address())));
        }
        let cache = match &sheet.engine.cache {
            None => "none is kept".to_owned(),
            Some(folder) => folder.display().to_string(),
        };
        checked.push(well("cache", cache));
    }
    let ending = if checked.iter().all(|line| line.is_well) { ExitStatus::Fine } else { ExitStatus::Data };
    if format == Format::Json {
        let json = mando::problem::print::visible_json(&serde_json::to_value(&checked)?);
        say(&format!("{}\n", draft.files.hidden(&json)))?;
        return Ok(ending);
    }
    let width = checked.iter().map(|line| line.what.chars().count()).max().unwrap_or_default();
    for line in &checked {
        let mark = if line.is_well { "ok" } else { "!!" };
        let blanks = " ".repeat(width - line.what.chars().count());
        let text = format!("{mark}  {}{blanks}  {}", line.what, line.words);
        say(&format!("{}\n", mando::problem::print::visible(&draft.files.hidden(&text))))?;
    }
    Ok(ending)
}
