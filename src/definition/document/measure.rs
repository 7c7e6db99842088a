//! Measures and the defaults they share, as written.

mod kind;

use schemars::JsonSchema;
use serde::Deserialize;

use super::bridge::BridgeKeys;
use super::drive::Drive;
use super::edges::Edges;
use super::segment::Segment;
use super::signal::{ForecastWord, SignalKeys};
use super::target::Target;
use super::title::Title;
use crate::form::Form;
use crate::measure::{Direction, Level, Text, Unit};
use crate::problem::Spanned;

pub use kind::KindKeys;

/// One measure. What every measure has stands flat; `kind` holds one kind's name and its keys.
///
/// `title` and `kind` are required; they may be missing here so that a measure with a fault in one of them still
/// answers to its id.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "measure"))]
pub struct Measure {
    /// Heading.
    #[serde(default)]
    #[schemars(extend("x-example" = "Shipped on time"))]
    pub title: Option<Title>,
    /// What it is called within a sentence, as `days to shipment`; the title when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "on-time shipment"))]
    pub short: Option<Title>,
    /// Where it counts; the enclosing objective when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an id", "x-example" = "loyalty"))]
    pub objective: Option<Text>,
    /// Objectives where it is also shown, at weight 0.
    #[serde(default)]
    pub also_in: Option<Vec<Text>>,
    /// Which reports list it; `strategic` when absent.
    #[serde(default)]
    pub level: Option<Level>,
    /// Where its rows come from.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an id", "x-example" = "orders"))]
    pub source: Option<Text>,
    /// Rows that qualify.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
    /// What it computes.
    #[serde(default)]
    #[schemars(extend("x-example" = "count"))]
    pub kind: Option<KindKeys>,
    /// Column that places a row in a period; the kind's own date when absent.
    #[serde(default)]
    pub time: Option<Text>,
    /// Its own period, longer than the scorecard's.
    #[serde(default)]
    pub grain: Option<Spanned<GrainWord>>,
    /// Rolling window: a period's value looks back this far from its end; `all` looks back to the first row.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a duration or `all`", "x-example" = "3 months"))]
    pub window: Option<Text>,
    /// Which value target and status apply to; `period` when absent.
    #[serde(default)]
    pub judged: Option<Spanned<Judged>>,
    /// Unit of the value; the kind's when absent.
    #[serde(default)]
    pub unit: Option<Spanned<Unit>>,
    /// Printing.
    #[serde(default)]
    pub format: Option<FormatKeys>,
    /// Which way is better; the kind's when absent.
    #[serde(default)]
    pub direction: Option<Spanned<Direction>>,
    /// What is aimed at; a measure without any is informational.
    #[serde(default)]
    #[schemars(extend("x-example" = "95%"))]
    pub target: Option<Spanned<Target>>,
    /// How the score is taken; by distance with a baseline, else by attainment, of a target of 0 or less by being met.
    #[serde(default)]
    pub scoring: Option<Spanned<Form<ScoringWord, ScoringFormula>>>,
    /// Edges of its score; the scorecard's when absent.
    #[serde(default)]
    pub status: Option<Edges>,
    /// Watch band in the value's own unit, in place of edges: `3`, `1.5 pp`, `10% of target`.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a value, `1.5 pp` or `10% of target`", "x-example" = "1.5 pp"))]
    pub tolerance: Option<Text>,
    /// Score's upper clip; 100 when absent.
    #[serde(default)]
    pub cap: Option<Spanned<f64>>,
    /// Score's lower clip; 0 when absent.
    #[serde(default)]
    pub floor: Option<Spanned<f64>>,
    /// Sample below which there is no score; by kind when absent.
    #[serde(default)]
    pub min_n: Option<Spanned<u32>>,
    /// Relative weight in its objective: a number, or percent where all have percent; 1 when absent, 0 is shown and
    /// not scored.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a number or a percent", "x-example" = "2"))]
    pub weight: Option<Text>,
    /// Accountable person.
    #[serde(default)]
    pub owner: Option<Title>,
    /// A sentence on the definitions page.
    #[serde(default)]
    pub note: Option<Text>,
    /// Segment tables.
    #[serde(default)]
    #[schemars(extend("x-example" = "[country]"))]
    pub segments: Option<Vec<Segment>>,
    /// What a change of an amount is parted by, as price, volume and mix; by its segments alone when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ quantity: sum(quantity), by: product }"))]
    pub bridge: Option<BridgeKeys>,
    /// Columns of case lists; the `unique` key and time when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "[order_id]"))]
    pub detail: Option<Vec<Text>>,
    /// Measures and objectives that it is supposed to move.
    #[serde(default)]
    #[schemars(extend("x-example" = "[retention]"))]
    pub drives: Option<Vec<Drive>>,
    /// Weight in reports of entities, for a source without entities; `show` when absent.
    #[serde(default)]
    pub company_wide: Option<CompanyWide>,
    /// How the fiscal year's remaining periods are foretold; `auto` when absent.
    #[serde(default)]
    pub forecast: Option<ForecastWord>,
    /// Rules that tell signal from chance, and where limits begin.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ rules: [beyond_limits, run_of_8] }"))]
    pub signals: Option<SignalKeys>,
    /// Whether an interval is shown; `default` when absent.
    #[serde(default)]
    pub interval: Option<IntervalWord>,
}

/// Keys for measures that lack them.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "defaults"))]
pub struct Defaults {
    /// Which reports list a measure.
    #[serde(default)]
    pub level: Option<Level>,
    /// Period of a measure.
    #[serde(default)]
    pub grain: Option<Spanned<GrainWord>>,
    /// Accountable person.
    #[serde(default)]
    pub owner: Option<Title>,
    /// Where rows come from.
    #[serde(default)]
    #[schemars(extend("x-expected" = "an id", "x-example" = "orders"))]
    pub source: Option<Text>,
    /// Rolling window; kinds with a window of their own, states, entered values and formulas pass it over.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a duration or `all`", "x-example" = "3 months"))]
    pub window: Option<Text>,
    /// Sample below which there is no score.
    #[serde(default)]
    pub min_n: Option<Spanned<u32>>,
    /// Segment tables.
    #[serde(default)]
    pub segments: Option<Vec<Segment>>,
    /// How the fiscal year's remaining periods are foretold.
    #[serde(default)]
    pub forecast: Option<ForecastWord>,
    /// Score's upper clip.
    #[serde(default)]
    pub cap: Option<Spanned<f64>>,
    /// Unit of values.
    #[serde(default)]
    pub unit: Option<Spanned<Unit>>,
}

/// Length of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GrainWord {
    /// Seven days.
    Week,
    /// A month of the fiscal calendar.
    Month,
    /// Three months of the fiscal year.
    Quarter,
    /// The fiscal year.
    Year,
    /// A survey wave.
    Wave,
}

/// Which value target and status apply to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    /// The period's.
    Period,
    /// The year's so far.
    ToDate,
}

/// How a value is printed.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "format"))]
pub struct FormatKeys {
    /// Label in place of the unit's, as `USD/kg`.
    #[serde(default)]
    pub label: Option<Title>,
    /// Printed in thousands or millions.
    #[serde(default)]
    pub scale: Option<ScaleWord>,
    /// Decimals; by unit when absent.
    #[serde(default)]
    #[schemars(range(min = 0, max = 6))]
    pub decimals: Option<u8>,
    /// A plus sign before positive values.
    #[serde(default)]
    pub sign: Option<bool>,
}

/// Divisor for printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScaleWord {
    /// 1 000.
    Thousand,
    /// 1 000 000.
    Million,
}

/// What a measure without entities does in their reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CompanyWide {
    /// It is shown, at weight 0.
    Show,
    /// It scores with its weight.
    Score,
}

/// How a score is taken from value and target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoringWord {
    /// Share of the way from the baseline.
    Distance,
    /// Share of the target.
    Attainment,
    /// Target over value, where less is better.
    AttainmentInverse,
    /// 100 at the target or better, else 0; with a tolerance falling to 0 over it.
    Met,
    /// 100 inside a band.
    Band,
    /// Between red flag and goal.
    GoalRedFlag,
}

/// A score by a formula of its own.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "scoring"))]
pub struct ScoringFormula {
    /// The formula.
    pub formula: Text,
}

/// Whether an interval is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntervalWord {
    /// The kind's.
    Default,
    /// None: the data are the whole population.
    None,
}
