//! Rules of signals, methods of forecasts, and events, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::title::Title;
use crate::measure::Text;
use crate::problem::Spanned;
use crate::statistics::rules::Rule;

/// What tells a signal from chance.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "signals"))]
pub struct SignalKeys {
    /// Rules applied to the run of periods; `[beyond_limits, run_of_8]` when absent, none when empty.
    #[serde(default)]
    #[schemars(extend("x-example" = "[beyond_limits, run_of_8]"))]
    pub rules: Option<Vec<Spanned<Rule>>>,
    /// The period that holds this day is the first whose value sets the limits; 24 values from it on set them for good.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-01-01"))]
    pub limits_from: Option<Text>,
}

/// How the year's remaining periods are foretold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForecastWord {
    /// By the method that would have erred least in the past.
    Auto,
    /// Not at all.
    None,
    /// As a year before.
    SeasonalNaive,
    /// Along the line from first to last.
    Drift,
    /// At the smoothed level.
    Ses,
    /// At the smoothed level with the smoothed trend.
    Holt,
}

/// What happened, marked on trends.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "event"))]
pub struct EventKeys {
    /// The day.
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-03-02"))]
    pub at: Text,
    /// What happened.
    #[schemars(extend("x-example" = "New carrier"))]
    pub note: Title,
    /// Measures on whose trends it is marked; all, when neither these nor `restart_limits` name any.
    #[serde(default)]
    #[schemars(extend("x-example" = "[on_time]"))]
    pub measures: Option<Vec<Text>>,
    /// Measures whose limits start anew with the period that holds the day.
    #[serde(default)]
    #[schemars(extend("x-example" = "[on_time]"))]
    pub restart_limits: Option<Vec<Text>>,
    /// Entities it is limited to.
    #[serde(default)]
    #[schemars(extend("x-example" = "[north]"))]
    pub entities: Option<Vec<Text>>,
}
