//! What an objective or measure drives.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::measure::Text;

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
