//! `judgement`: a rating that people give, with their evidence.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, manual};
use crate::form::Pairs;
use crate::measure::meaning::EnteredMeaning;
use crate::measure::{Direction, Meaning, OverTime, Plan, Policy, Unit};
use crate::problem::Spanned;

/// A rating out of a number of points, given by somebody for a reason.
///
/// `judgement = the rating given for the period`
///
/// - Shape: one value per period rated; a longer window takes the last.
/// - Unit: points, 0 to `of`.
/// - Absent: no rating for the period → no data.
/// - Source: whoever gave it, printed with the evidence; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Best rating; 5 when absent.
    #[serde(default)]
    pub of: Option<Spanned<f64>>,
    /// Period → rating, with evidence and author. Notes of a period may add to them.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ 2026-01: { rating: 4, evidence: Twelve interviews., by: M. Ruiz } }"))]
    pub values: Pairs<Rating>,
}

/// One rating.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "rating"))]
pub struct Rating {
    /// The points given.
    #[schemars(extend("x-expected" = "a number", "x-example" = "4"))]
    pub rating: Text,
    /// What it rests on.
    #[schemars(extend("x-example" = "Twelve interviews."))]
    pub evidence: Text,
    /// Who gave it.
    #[schemars(extend("x-example" = "M. Ruiz"))]
    pub by: Text,
}

impl Judgement {
    /// The best rating.
    pub fn best(&self) -> f64 {
        self.of.map_or(5.0, |of| of.value)
    }

    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let mut plan = manual::of_values(context, OverTime::Last, Unit::Points);
        plan.direction = Some(Direction::Maximise);
        plan.bounds = (Some(0.0), Some(self.best()));
        plan.policies.push(Policy::ScaleJudged { best: self.best() });
        Some(plan)
    }
}

impl KindDescription for Judgement {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.put("of", self.best().to_string());
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        Some(EnteredMeaning::Judgement { best: self.best() }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }
}
