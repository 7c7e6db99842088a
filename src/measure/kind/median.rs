//! `median`: half of the values lie below.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, percentile};
use crate::measure::meaning::{RowsMeaning, Statistic};
use crate::measure::{Meaning, Plan};

/// Median of a column or expression, type 7.
///
/// `median = value at h = (n − 1) · ½, interpolated`
///
/// - Shape: one value per period and segment; recomputed for longer windows.
/// - Unit: currency for a money column, else number.
/// - Absent: no value in the period → no data; fewer than `min_n` → insufficient data.
/// - Source: Hyndman & Fan (1996), definition 7; interval by order statistics.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Median {
    /// Column or expression.
    pub value: Text,
}

impl Median {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        percentile::plan(context, &self.value, 0.5, "median")
    }
}

impl KindDescription for Median {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let (value, source) = (self.value.value.clone(), input.source()?);
        Some(RowsMeaning::Of { statistic: Statistic::Median, value, source }.into())
    }
}
