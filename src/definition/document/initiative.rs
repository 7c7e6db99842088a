//! Initiatives and inline comments, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::title::Title;
use crate::form::Pairs;
use crate::measure::Text;

/// Comments by period, then by measure.
pub type Comments = Pairs<Pairs<Title>>;

/// An action under way.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "initiative"))]
pub struct Initiative {
    /// Heading.
    #[schemars(extend("x-example" = "Second carrier"))]
    pub title: Title,
    /// Accountable person.
    #[serde(default)]
    pub owner: Option<Title>,
    /// First day.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-01-31"))]
    pub starts: Option<Text>,
    /// Last day.
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-06-30"))]
    pub due: Text,
    /// Objectives it serves.
    #[schemars(extend("x-example" = "[loyalty]"))]
    pub supports: Vec<Text>,
    /// What it is expected to move: measure → change.
    #[serde(default)]
    pub moves: Option<Pairs<Text>>,
    /// Money planned.
    #[serde(default)]
    pub budget: Option<Text>,
    /// Money spent.
    #[serde(default)]
    pub spent: Option<Text>,
    /// Share done.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a percent", "x-example" = "60%"))]
    pub progress: Option<Text>,
    /// Steps.
    #[serde(default)]
    pub milestones: Option<Vec<Milestone>>,
    /// Entities it is limited to.
    #[serde(default)]
    #[schemars(extend("x-example" = "[north]"))]
    pub entities: Option<Vec<Text>>,
}

/// One step of an initiative.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "milestone"))]
pub struct Milestone {
    /// Heading.
    pub title: Title,
    /// Day by which it is due.
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-06-30"))]
    pub due: Text,
    /// Day on which it was done.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-06-30"))]
    pub done: Option<Text>,
}
