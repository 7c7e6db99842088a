//! `distinct`: how many different values.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text};
use crate::measure::meaning::RowsMeaning;
use crate::measure::{Basis, Component, Formula, IntervalMethod, Meaning, Plan, Title, Unit};

/// Number of different values of a column or expression.
///
/// `distinct = |{ value }|`
///
/// - Shape: one value per period and segment; recomputed for longer windows (the union, never the sum).
/// - Unit: count.
/// - Absent: no rows in the source → no data; nulls do not count.
/// - Source: the definition of a set's size; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Distinct {
    /// Column or expression whose values are told apart.
    pub value: Text,
}

impl Distinct {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let value = context.value(&self.value);
        let rows = context.rows_by_time()?;
        let component = Component {
            name: "distinct".to_owned(),
            title: Title::DifferentValuesOf { of: self.value.value.clone() },
            rows,
            basis: Basis::Distinct(vec![value?.expr]),
        };
        let formula = Formula::name("distinct");
        Some(Plan {
            sample: Some(formula.clone()),
            grows: true,
            bounds: (Some(0.0), None),
            ..Plan::new(formula, vec![component], Unit::Count, IntervalMethod::None)
        })
    }
}

impl KindDescription for Distinct {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(RowsMeaning::Distinct { value: self.value.value.clone(), source: input.source()? }.into())
    }
}
