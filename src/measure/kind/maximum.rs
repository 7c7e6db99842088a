//! `maximum`: the largest value.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, percentile};
use crate::measure::meaning::RowsMeaning;
use crate::measure::{Meaning, Plan};

/// Largest value of a column or expression among the rows of a period.
///
/// `maximum = max value`
///
/// - Shape: one value per period and segment; of a longer window the largest in it.
/// - Unit: currency for a money column, else number.
/// - Absent: no value in the period → no data.
/// - Source: the definition of an extreme; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Maximum {
    /// Column or expression.
    pub value: Text,
}

impl Maximum {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        percentile::extreme(context, &self.value, 1.0, "maximum")
    }
}

impl KindDescription for Maximum {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(RowsMeaning::Maximum { value: self.value.value.clone(), source: input.source()? }.into())
    }
}
