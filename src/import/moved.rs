//! What an import changes, and what is wrong with it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::definition::Draft;
use crate::model::Scorecard;
use crate::problem::Problems;

/// What says whether a scorecard of a draft is in order, and what is wrong with it.
pub type Judge<'j> = dyn Fn(&Draft, usize) -> (Option<Scorecard>, Problems) + 'j;

/// What becomes of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there.
    New,
    /// It was another.
    Changed,
    /// It is no longer there.
    Removed,
}

/// A figure that an import changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedFigure {
    /// What becomes of it.
    pub change: Change,
    /// The measure.
    pub measure: String,
    /// Whom it is about; the whole when absent.
    pub entity: Option<String>,
    /// The segment, as `column=value`.
    pub segment: Option<String>,
    /// The period; all when absent.
    pub period: Option<String>,
    /// What stood there.
    pub before: Option<String>,
    /// What will.
    pub after: Option<String>,
}

/// Why a cell cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// The cell, such as `targets.xlsx Targets!C7`.
    pub at: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    pub(super) fn new(at: &str, message: String, help: Option<String>) -> Fault {
        Fault { at: at.to_owned(), message, help }
    }
}
