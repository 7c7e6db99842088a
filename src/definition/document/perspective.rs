//! Perspectives, objectives and what they drive, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::measure::{Defaults, Measure};
use crate::form::{Entries, Form, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// A text, or one for each locale.
pub type Title = Form<Text, Pairs<Text>>;

/// A key that this version of the program reads and refuses.
pub type Later = Spanned<serde_json::Value>;

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
    pub owner: Option<Text>,
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

/// A supposed cause: an id, or an id with delay and sign.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "drive", "x-single" = "to"))]
pub struct Drive {
    /// The objective or measure that is moved.
    #[schemars(extend("x-expected" = "an id", "x-example" = "growth"))]
    pub to: Text,
    /// How long it takes to show.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a duration", "x-example" = "3 months"))]
    pub lag: Option<Text>,
    /// Whether more here means more there.
    #[serde(default)]
    pub sign: Option<Sign>,
    /// Segment column by which it is followed.
    #[serde(default)]
    pub by: Option<Text>,
}

/// Whether more here means more there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// More here, more there.
    Same,
    /// More here, less there.
    Opposite,
}

/// Lower edges of a score, inclusive.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "status"))]
pub struct Edges {
    /// On target from here.
    #[serde(default)]
    pub on_target: Option<Spanned<f64>>,
    /// Watch from here, off target below.
    #[serde(default)]
    pub watch: Option<Spanned<f64>>,
}
