//! Reports, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::title::Title;
use crate::form::OneOrMany;
use crate::measure::{Level, Text};
use crate::problem::Spanned;

/// A report that is written with every run.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "report"))]
pub struct ReportKeys {
    /// Heading; the scorecard's when absent.
    #[serde(default)]
    pub title: Option<Title>,
    /// Which measures it lists; `strategic` when absent.
    #[serde(default)]
    pub level: Option<Spanned<Level>>,
    /// Measures that it lists in place of its level's.
    #[serde(default)]
    #[schemars(extend("x-example" = "[on_time, revenue]"))]
    pub measures: Option<Vec<Text>>,
    /// `all`, `one` for the first page alone, or a list of pages; `all` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "[scorecard, exceptions]"))]
    pub pages: Option<OneOrMany<Text>>,
    /// Of whom: `total`, `each` entity, each `parent` of entities, or a list of entities; `total` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "each"))]
    pub entities: Option<OneOrMany<Text>>,
    /// `entities` sets all entities side by side, on a page of their own.
    #[serde(default)]
    pub compare: Option<Spanned<CompareWord>>,
    /// Its language; the scorecard's when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "es-ES"))]
    pub locale: Option<Text>,
    /// Files: `pdf`, `html`, `xlsx`, `json`, `csv`; all but `html` and `csv` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "[pdf]"))]
    pub formats: Option<OneOrMany<Text>>,
    /// How much its workbook holds; `full` when absent.
    #[serde(default)]
    pub workbook: Option<WorkbookWord>,
    /// Paper of its pages; `a4` when absent.
    #[serde(default)]
    pub paper: Option<PaperWord>,
    /// Periods that its trends show, 2 to 60; 13 when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "24"))]
    pub trend: Option<Spanned<u32>>,
    /// What its files are called, without an ending; the report's id when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "board-paper"))]
    pub file_name: Option<Text>,
}

/// What a report sets side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CompareWord {
    /// The entities that rows belong to.
    Entities,
}

/// How much a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkbookWord {
    /// All periods, segments, sources and inputs.
    Full,
    /// The reported period on four sheets: Scorecard, Facts, Calc, Checks.
    Short,
}

/// Paper, lying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperWord {
    /// 297 by 210 millimetres.
    A4,
    /// 11 by 8½ inches.
    Letter,
}
