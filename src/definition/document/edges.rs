//! Edges of a score.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::problem::Spanned;

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
