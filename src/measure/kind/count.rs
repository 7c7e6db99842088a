//! `count`: how many rows.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, count_where};
use crate::measure::meaning::RowsMeaning;
use crate::measure::{Formula, IntervalMethod, Meaning, Plan, Pooling, Title, Unit};

/// Number of rows of a period, all or those that meet a condition.
///
/// `count = |rows|`
///
/// - Shape: one value per period and segment; a flow, periods add.
/// - Unit: count.
/// - Absent: no rows in the source → no data; rows, but none that qualify → 0.
/// - Source: interval by Garwood (1936), exact for Poisson counts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "where"))]
pub struct Count {
    /// Rows that count; all rows when absent.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
}

impl Count {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let condition = if_written(self.condition.as_ref(), |text| context.condition(text));
        let rows = context.rows_by_time()?;
        let count = count_where("count", Title::Rows, &rows, condition?);
        let events = Formula::name("count");
        Some(Plan {
            sample: Some(events.clone()),
            pooling: Pooling::Flow,
            bounds: (Some(0.0), None),
            ..Plan::new(events.clone(), vec![count], Unit::Count, IntervalMethod::Garwood { events })
        })
    }
}

impl KindDescription for Count {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.optional("where", self.condition.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let source = input.source()?;
        let meaning = match &self.condition {
            None => RowsMeaning::Count { source },
            Some(condition) => RowsMeaning::CountWhere { source, condition: condition.value.clone() },
        };
        Some(meaning.into())
    }
}
