//! What a first scorecard answers programs: what was written, and what was left out.

use std::io;

use mando::problem::print::escaped_json;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::super::console::say;

/// The version of what is printed for programs.
const SCHEMA: &str = "mando-init/1";

/// What is printed for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct InitAnswer {
    schema: &'static str,
    /// The scorecard's file.
    pub(super) scorecard: String,
    /// The measures that were drafted: id and source; none of an example.
    pub(super) measures: Vec<DraftedMeasure>,
    /// The files that it reads; none of an example.
    pub(super) files: Vec<String>,
    /// Files that were left out, and why.
    pub(super) left_out: Vec<String>,
    /// What else is worth knowing.
    pub(super) notes: Vec<String>,
}

/// A measure that was drafted.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DraftedMeasure {
    /// Its id.
    pub(super) id: String,
    /// The rows that it is computed from.
    pub(super) source: String,
    /// Why it is here.
    pub(super) why: String,
}

impl InitAnswer {
    /// The answer of a file, as yet without measures.
    pub(super) fn new(scorecard: String) -> InitAnswer {
        let (measures, files, left_out, notes) = Default::default();
        InitAnswer { schema: SCHEMA, scorecard, measures, files, left_out, notes }
    }

    /// Prints it.
    pub(super) fn say(&self) -> io::Result<()> {
        say(&format!("{}\n", escaped_json(&serde_json::to_value(self)?)))
    }
}

/// The schema of what is printed for programs.
pub(in super::super) fn schema() -> Value {
    schemars::schema_for!(InitAnswer).to_value()
}
