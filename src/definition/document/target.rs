//! Targets, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::format::FormatKeys;
use crate::form::{Entries, Form, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// What a measure aims at: a value, or one of `value`, `values`, `previous_year`, `band`, `goal`, refined by the rest.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "target", "x-single" = "value"))]
pub struct Target {
    /// One value for all periods.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a value", "x-example" = "95%"))]
    pub value: Option<Text>,
    /// Dated values: period → value, or fiscal year → a list with one value for each of its periods.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ 2026-12: 95% }"))]
    pub values: Option<Pairs<Form<Text, Vec<Text>>>>,
    /// How to get from one dated value to the next; `linear` with a baseline, else `step`.
    #[serde(default)]
    pub path: Option<Spanned<PathWord>>,
    /// Start of the way: a value, dated values, or `{ from: period }`, which measures it in the data.
    #[serde(default)]
    #[schemars(extend("x-example" = "80%"))]
    pub baseline: Option<Form<Text, Pairs<Text>>>,
    /// Seasonal split of a year's total, in percent.
    #[serde(default)]
    pub shares: Option<Spanned<Vec<Text>>>,
    /// Last year's value of the same period, changed: `+8%`, `-3%`, `+2 pp`, `same`.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a change such as `+8%`, `+2 pp` or `same`", "x-example" = "+8%"))]
    pub previous_year: Option<Text>,
    /// Lowest and highest value that score 100.
    #[serde(default)]
    #[schemars(extend("x-example" = "[90%, 95%]"))]
    pub band: Option<Spanned<(Text, Text)>>,
    /// Where the band's score reaches 0: lower and upper value, or one that is mirrored around the band.
    #[serde(default)]
    pub zero_at: Option<Form<Text, (Text, Text)>>,
    /// The goal; with `red_flag`.
    #[serde(default)]
    pub goal: Option<Text>,
    /// The red flag; with `goal`.
    #[serde(default)]
    pub red_flag: Option<Text>,
    /// Targets of entities: entity → target.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ north: 90% }"))]
    pub entities: Option<Pairs<Target>>,
    /// Targets of segments: column → segment → target.
    #[serde(default)]
    pub segments: Option<Pairs<Pairs<Target>>>,
    /// Planned denominators by period of the measure, for year-to-date targets of rates; where one is missing, the actual ones
    /// count.
    #[serde(default)]
    pub weight: Option<Pairs<Text>>,
    /// File whose rows of this measure are its targets.
    #[serde(default)]
    #[schemars(extend("x-example" = "data/targets.csv"))]
    pub file: Option<Text>,
    /// Budget, revision, forecast: id → target of the form `value`, `values` or `previous_year`; printed beside, never scored.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ budget: { values: { 2026-12: 90% } } }"))]
    pub versions: Option<Entries<Target>>,
}

/// A file of targets with its format.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "targets"))]
pub struct TargetFile {
    /// The file.
    #[schemars(extend("x-example" = "data/targets.csv"))]
    pub file: Text,
    /// How it is written.
    #[serde(default)]
    pub format: Option<FormatKeys>,
}

/// How a plan runs between dated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PathWord {
    /// In a straight line, by number of periods.
    Linear,
    /// From the first period inside a value's key on.
    Step,
    /// A year's total split by shares.
    Seasonal,
}
