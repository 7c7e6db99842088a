//! `share`: a proportion of rows.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Text, count_where};
use crate::measure::{Plan, Unit};
use crate::problem::Spanned;

/// Share of rows that meet a condition, among all rows or among those that meet another.
///
/// `share = |of ∧ among| ÷ |among|`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no row among → no data; fewer than `min_n` → insufficient data.
/// - Source: interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "of"))]
pub struct Share {
    /// What is counted.
    pub of: Text,
    /// What it is a share of; all rows when absent.
    #[serde(default)]
    pub among: Option<Text>,
    /// Another measure whose segments are counted.
    #[serde(default)]
    pub over: Option<Spanned<serde_json::Value>>,
}

impl Share {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        if let Some(over) = &self.over {
            context.later("`over` of `share`", over.span);
            return None;
        }
        let of = context.condition(&self.of);
        let among = match &self.among {
            Some(text) => context.condition(text).map(Some),
            None => Some(None),
        };
        let rows = context.rows_by_time()?;
        let (of, among) = (of?, among?);
        let base = count_where("base", "rows in question", &rows, among);
        let hits = count_where("hits", &self.of.value, &base.rows, Some(of));
        Some(Plan::proportion("hits", "base", vec![hits, base], Unit::Percent))
    }
}
