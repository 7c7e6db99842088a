//! What a run answers programs: what was written, and what is wrong.

use std::io;
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use mando::evaluate::results::Results;
use mando::model::Scorecard;
use mando::output::RunFolder;
use mando::problem::print::escaped_json;
use mando::problem::{Files, Problems, print};
use mando::render::OutputFile;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::console::say;

/// The version of what is printed for programs.
const SCHEMA: &str = "mando-run/1";

/// What is printed for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct RunAnswer {
    schema: &'static str,
    /// What was written: of each scorecard the whole, then its entities.
    reports: Vec<WrittenReport>,
    /// What is worth knowing of definitions and data, in the shape of `check`.
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    problems: Vec<Value>,
    /// What the run was asked to fail on, a sentence each.
    findings: Vec<String>,
}

/// Reports that were written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct WrittenReport {
    /// The scorecard.
    scorecard: String,
    /// Its heading.
    title: String,
    /// The entity; none of the whole.
    entity: Option<String>,
    /// The reported period.
    period: String,
    /// The last day that was looked at.
    #[schemars(with = "String")]
    as_of: NaiveDate,
    /// The run, as its reports name it.
    run: String,
    /// The score of the whole; none where there is none.
    score: Option<f64>,
    /// The share of the weights that the score rests on.
    coverage: f64,
    /// The folder.
    folder: String,
    /// The files in it.
    files: Vec<String>,
}

/// What a run has done so far.
#[derive(Debug, Default)]
pub(super) struct Answer(Mutex<RunCollector>);

#[derive(Debug, Default)]
struct RunCollector {
    reports: Vec<WrittenReport>,
    problems: Vec<Value>,
    findings: Vec<String>,
}

impl Answer {
    /// Adds what was written of the whole, or of an entity.
    pub(super) fn add_written_files(
        &self,
        card: &Scorecard,
        entity: Option<&str>,
        results: &Results,
        place: &RunFolder,
        files: &[OutputFile],
    ) {
        let written = WrittenReport {
            scorecard: card.id.clone(),
            title: results.scorecard.title.clone(),
            entity: entity.map(str::to_owned),
            period: results.run.period.label.clone(),
            as_of: results.run.as_of,
            run: results.run.id.clone(),
            score: results.scorecard.parent.score,
            coverage: results.scorecard.parent.coverage,
            folder: place.path().display().to_string(),
            files: files.iter().map(|file| file.name.clone()).collect(),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).reports.push(written);
    }

    /// Adds what is worth knowing.
    pub(super) fn add_notices(&self, problems: &Problems, files: &Files) {
        if let Value::Array(all) = print::json(problems, files) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).problems.extend(all);
        }
    }

    /// Adds what it fails on.
    pub(super) fn found(&self, findings: &[String]) {
        let of = |line: &String| line.trim_start_matches("finding: ").to_owned();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).findings.extend(findings.iter().map(of));
    }

    /// Prints it.
    pub(super) fn say(self) -> io::Result<()> {
        let RunCollector { mut reports, problems, findings } =
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Entities are written on several threads.
        reports.sort_by(|a, b| (&a.scorecard, &a.entity).cmp(&(&b.scorecard, &b.entity)));
        let answer = RunAnswer { schema: SCHEMA, reports, problems, findings };
        say(&format!("{}\n", escaped_json(&serde_json::to_value(&answer)?)))
    }
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(RunAnswer).to_value()
}
