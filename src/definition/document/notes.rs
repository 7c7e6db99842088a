//! Notes of one period: what people write about it, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::title::Title;
use crate::measure::Text;
use crate::problem::Spanned;

/// What people wrote about one period. The file's name is the period.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "notes"))]
pub struct Notes {
    /// Sentences on measures.
    #[serde(default)]
    pub comments: Vec<CommentNote>,
    /// Values of measures that people enter.
    #[serde(default)]
    pub values: Vec<ValueNote>,
    /// How far initiatives are.
    #[serde(default)]
    pub progress: Vec<ProgressNote>,
    /// What was decided.
    #[serde(default)]
    pub decisions: Vec<DecisionNote>,
    /// Who answers for the report.
    #[serde(default)]
    pub approvals: Vec<ApprovalNote>,
}

/// A sentence on a measure.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "comment"))]
pub struct CommentNote {
    /// The measure.
    #[schemars(extend("x-example" = "on_time"))]
    pub measure: Text,
    /// The words.
    #[schemars(extend("x-example" = "Second carrier since week 41."))]
    pub text: Title,
    /// Who wrote it.
    #[serde(default)]
    pub by: Option<Text>,
    /// When.
    #[serde(default)]
    pub date: Option<Text>,
    /// Entity it is limited to.
    #[serde(default)]
    pub entity: Option<Text>,
}

/// An entered value.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "value"))]
pub struct ValueNote {
    /// The measure, of kind `manual` or `judgement`.
    #[schemars(extend("x-example" = "climate"))]
    pub measure: Text,
    /// The value, of a `manual`.
    #[serde(default)]
    pub value: Option<Text>,
    /// The rating, of a `judgement`.
    #[serde(default)]
    pub rating: Option<Text>,
    /// What it rests on.
    #[serde(default)]
    pub evidence: Option<Text>,
    /// Who entered it.
    #[serde(default)]
    pub by: Option<Text>,
    /// When; of several the latest holds.
    #[serde(default)]
    pub date: Option<Text>,
    /// Entity it is limited to.
    #[serde(default)]
    pub entity: Option<Text>,
}

/// How far an initiative is.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "progress"))]
pub struct ProgressNote {
    /// The initiative.
    #[schemars(extend("x-example" = "second_carrier"))]
    pub initiative: Text,
    /// Share done.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a percent", "x-example" = "60%"))]
    pub progress: Option<Text>,
    /// Money spent.
    #[serde(default)]
    pub spent: Option<Text>,
    /// Who says so.
    #[serde(default)]
    pub by: Option<Text>,
    /// When.
    #[serde(default)]
    pub date: Option<Text>,
}

/// Something decided.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "decision"))]
pub struct DecisionNote {
    /// The words.
    #[schemars(extend("x-example" = "Open a second packing line."))]
    pub text: Title,
    /// Who carries it out.
    #[serde(default)]
    pub by: Option<Text>,
    /// Day by which it is due.
    #[serde(default)]
    pub due: Option<Text>,
}

/// Somebody's word for a report.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "approval"))]
pub struct ApprovalNote {
    /// In which part.
    #[schemars(extend("x-example" = "prepared"))]
    pub role: Spanned<Role>,
    /// Who.
    #[schemars(extend("x-example" = "Control"))]
    pub by: Text,
    /// When.
    #[serde(default)]
    pub date: Option<Text>,
    /// Id of the report; all of them when absent.
    #[serde(default)]
    pub report: Option<Text>,
}

/// Part of somebody who answers for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Made it.
    Prepared,
    /// Read it through.
    Reviewed,
    /// Lets it go out.
    Approved,
}
