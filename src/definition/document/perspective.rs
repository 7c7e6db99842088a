//! Perspectives, objectives and what they drive, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::drive::Drive;
use super::edges::Edges;
use super::measure::{Defaults, Measure};
use super::title::Title;
use crate::form::Entries;
use crate::measure::Text;

/// One perspective of the scorecard.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "perspective"))]
pub struct Perspective {
    /// Heading; the id, capitalised, when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "Customer"))]
    pub title: Option<Title>,
    /// Relative weight among perspectives: a number, or percent where all have percent; 1 when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a number or a percent", "x-example" = "2"))]
    pub weight: Option<Text>,
    /// Objectives, in the order of printing.
    #[serde(default)]
    pub objectives: Option<Entries<Objective>>,
    /// Edges of its own status; those of `rollup.status` when absent.
    #[serde(default)]
    pub status: Option<Edges>,
}

/// One objective of a perspective.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "objective"))]
pub struct Objective {
    /// Heading; the id, capitalised, when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "Keep the customers we win"))]
    pub title: Option<Title>,
    /// Relative weight among the objectives of its perspective; 1 when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a number or a percent", "x-example" = "2"))]
    pub weight: Option<Text>,
    /// Objectives that this one is supposed to move.
    #[serde(default)]
    #[schemars(extend("x-example" = "[growth]"))]
    pub drives: Option<Vec<Drive>>,
    /// Accountable person.
    #[serde(default)]
    pub owner: Option<Title>,
    /// A sentence on the definitions page.
    #[serde(default)]
    pub note: Option<Text>,
    /// Keys for its measures that lack them; they win over the scorecard's.
    #[serde(default)]
    pub defaults: Option<Defaults>,
    /// Measures that count here.
    #[serde(default)]
    pub measures: Option<Entries<Measure>>,
    /// Edges of its own status; those of `rollup.status` when absent.
    #[serde(default)]
    pub status: Option<Edges>,
}
