//! `minimum`: the smallest value.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, percentile};
use crate::measure::meaning::RowsMeaning;
use crate::measure::{Meaning, Plan};

/// Smallest value of a column or expression among the rows of a period.
///
/// `minimum = min value`
///
/// - Shape: one value per period and segment; of a longer window the smallest in it.
/// - Unit: currency for a money column, else number.
/// - Absent: no value in the period → no data.
/// - Source: the definition of an extreme; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Minimum {
    /// Column or expression.
    pub value: Text,
}

impl Minimum {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        percentile::extreme(context, &self.value, 0.0, "minimum")
    }
}

impl KindDescription for Minimum {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(RowsMeaning::Minimum { value: self.value.value.clone(), source: input.source()? }.into())
    }
}
