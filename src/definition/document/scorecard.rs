//! The keys of a scorecard and of a project file that have maps of their own, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::calendar::CalendarKeys;
use super::edges::Edges;
use super::engine::EngineKeys;
use super::measure::Defaults;
use super::source::Source;
use super::title::{ReservedKey, Title};
use crate::form::{Entries, OneOrMany};
use crate::measure::Text;
use crate::problem::Spanned;

/// What several scorecards share, in `mando.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "project"))]
pub struct ProjectKeys {
    /// Version of the language; 1 when absent.
    #[serde(default)]
    pub mando: Option<Spanned<i64>>,
    /// Words and numbers of reports.
    #[serde(default)]
    pub locale: Option<Text>,
    /// ISO code of the one currency.
    #[serde(default)]
    pub currency: Option<Text>,
    /// Fiscal year, weeks, time zone, holidays, waves.
    #[serde(default)]
    pub calendar: Option<CalendarKeys>,
    /// Keys for measures that lack them.
    #[serde(default)]
    pub defaults: Option<Defaults>,
    /// Lower edges of a measure's score.
    #[serde(default)]
    pub status: Option<Edges>,
    /// How parents are scored.
    #[serde(default)]
    pub rollup: Option<RollupKeys>,
    /// Which groups are too small to be shown.
    #[serde(default)]
    pub privacy: Option<PrivacyKeys>,
    /// Shared sources.
    #[serde(default)]
    pub sources: Entries<Source>,
    /// Folders that a path may reach besides the project's own.
    #[serde(default)]
    #[schemars(extend("x-example" = "[../data]"))]
    pub data_folders: Option<Vec<Text>>,
    /// Sentiment lexicons of the project's own.
    #[serde(default)]
    pub lexicons: Entries<LexiconKeys>,
    /// Where rows are computed, and within which bounds.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ memory: 2 GB }"))]
    pub engine: Option<EngineKeys>,
    /// Logo, colour and footer.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ logo: logo.svg, colour: '#0a4d8c' }"))]
    pub brand: Option<BrandKeys>,
    /// Reserved: who receives which report.
    #[serde(default)]
    pub delivery: Option<ReservedKey>,
}

/// The look of reports.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "brand"))]
pub struct BrandKeys {
    /// Picture at the top of the first page, PNG or SVG.
    #[serde(default)]
    #[schemars(extend("x-example" = "logo.svg"))]
    pub logo: Option<Text>,
    /// Colour of headings.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a colour", "x-example" = "'#0a4d8c'"))]
    pub colour: Option<Text>,
    /// Line at the foot of every page.
    #[serde(default)]
    pub footer: Option<Title>,
}

/// A sentiment lexicon.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "lexicon"))]
pub struct LexiconKeys {
    /// Text file with columns `term` and `weight`, separated by commas.
    #[schemars(extend("x-example" = "data/words.csv"))]
    pub file: Text,
    /// Language of its terms: `en`, `es`, `el` or `pl`.
    #[schemars(extend("x-example" = "es"))]
    pub language: Text,
}

/// Whom the scorecard is about.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "entity", "x-single" = "name"))]
pub struct Entity {
    /// The whole.
    #[schemars(extend("x-example" = "Northwind Traders"))]
    pub name: Title,
    /// Column that says which entity a row belongs to.
    #[serde(default)]
    pub by: Option<Text>,
    /// Source or file with the list of entities.
    #[serde(default, rename = "in")]
    pub list: Option<Text>,
    /// Column of the list with the name printed.
    #[serde(default)]
    pub titles: Option<Text>,
    /// Columns of the list with the entity above, nearest first.
    #[serde(default)]
    pub parent: Option<OneOrMany<Text>>,
    /// Column by which a row of several entities is split.
    #[serde(default)]
    pub allocate: Option<Text>,
    /// Entities with fewer rows get no report of their own.
    #[serde(default)]
    pub min_rows: Option<Spanned<u32>>,
}

/// Which groups are too small to be shown.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "privacy"))]
pub struct PrivacyKeys {
    /// Segments and entities with fewer cases are withheld.
    #[schemars(range(min = 2), extend("x-example" = "5"))]
    pub smallest: Spanned<u32>,
}

/// How parents are scored from their children.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "rollup"))]
pub struct RollupKeys {
    /// What a missing child does; `renormalise` when absent.
    #[serde(default)]
    pub missing: Option<MissingWord>,
    /// Weight of scored children below which a parent has no status; `60%` when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a percent", "x-example" = "60%"))]
    pub min_coverage: Option<Text>,
    /// Edges of parents; 90 and 75 when absent.
    #[serde(default)]
    pub status: Option<Edges>,
    /// Where a parent's status comes from; `score` when absent.
    #[serde(default)]
    pub parent_status: Option<ParentStatusWord>,
    /// How children are averaged.
    #[serde(default)]
    pub mean: Option<MeanWord>,
}

/// What a missing child does to its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingWord {
    /// The present children share its weight.
    Renormalise,
    /// It counts as the floor.
    Penalise,
}

/// Where a parent's status comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParentStatusWord {
    /// From its own score.
    Score,
    /// The worst of its children.
    Worst,
    /// From its score, but never on target while a child is off target.
    Capped,
}

/// How children are averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeanWord {
    /// Weighted arithmetic mean.
    Arithmetic,
}
