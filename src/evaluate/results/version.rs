//! Other versions of a target.

use schemars::JsonSchema;
use serde::Serialize;

/// Another version of a measure's target, as a budget: printed beside, never scored.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VersionResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its value in each of the measure's periods.
    pub values: Vec<Option<f64>>,
    /// For the fiscal year to the reported period's end.
    pub to_date: Option<f64>,
}
