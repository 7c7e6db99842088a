//! `formula`: computed from other measures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text};
use crate::measure::expression::formulas;
use crate::measure::meaning::EnteredMeaning;
use crate::measure::{IntervalMethod, Meaning, Plan, Unit};
use crate::problem::Span;

/// A formula over the unrounded values that are printed of other measures for the period.
///
/// - Shape: one value per period, of each measure in its own window; a window of its own replaces them all.
/// - Unit: as the measure says, number when it says nothing.
/// - Absent: a measure it needs is absent → for that reason; division by zero → undefined.
/// - Source: the definition's own; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct FormulaOver {
    /// The formula; words are ids of measures.
    pub value: Text,
}

impl FormulaOver {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let formula = context.take(&self.value, formulas::formula(&self.value.value, context.measures))?;
        Some(Plan { min_n: 0, ..Plan::new(formula, Vec::new(), Unit::Number, IntervalMethod::None) })
    }
}

impl KindDescription for FormulaOver {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        Some(EnteredMeaning::OfMeasures { reading: self.value.value.clone() }.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }

    fn over_measures(&self) -> Option<Span> {
        Some(self.value.span)
    }

    fn formula(&self) -> Option<&Text> {
        Some(&self.value)
    }
}
