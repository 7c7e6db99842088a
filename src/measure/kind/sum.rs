//! `sum`: a flow.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, sum_of};
use crate::measure::meaning::RowsMeaning;
use crate::measure::{Formula, IntervalMethod, Meaning, Plan, Pooling, Title};

/// Sum of a column or expression over the rows of a period.
///
/// `sum = Σ value`
///
/// - Shape: one value per period and segment; a flow, periods add.
/// - Unit: currency for a money column, else number.
/// - Absent: no rows in the source → no data; rows, but none that qualify → 0.
/// - Source: the definition of a total; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "value"))]
pub struct Sum {
    /// Column or expression to add up.
    pub value: Text,
}

impl Sum {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let value = context.quantity_to_add(&self.value);
        let rows = context.rows_by_time()?;
        let (value, length) = value?;
        let present = value.expr.clone().is_not_null();
        let title = Title::SumOf { of: Box::new(Title::written(&self.value.value)) };
        let sum = sum_of("sum", title.in_seconds(length), &rows, &value);
        let n = super::count_where("n", Title::RowsWithValue, &rows, Some(present));
        Some(Plan {
            length,
            sample: Some(Formula::name("n")),
            pooling: Pooling::Flow,
            ..Plan::new(
                Formula::name("sum").in_units_of(length),
                vec![sum, n],
                context.unit_of(&value),
                IntervalMethod::None,
            )
        })
    }
}

impl KindDescription for Sum {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(RowsMeaning::Sum { value: self.value.value.clone(), source: input.source()? }.into())
    }

    fn is_total(&self) -> bool {
        true
    }
}
